"""Place names as people write them. DUO writes capitals, and adds the province to a name that occurs twice."""

import re

_PROVINCE = re.compile(r" (DR|FL|FR|GD|GE|GLD|GN|GR|L|LB|NB|NH|OV|UT|ZE|ZH|ZLD)$")
_ELIDED = re.compile(r"'[st]")
_SMALL = re.compile(r"aan|bij|de|den|der|en|het|in|onder|op|over|te|ten|ter|tot|van")
_ACCENTS = {"Ohe en Laak": "Ohé en Laak", "Sint Odilienberg": "Sint Odiliënberg"}


def place_name(written: str) -> str:
    """BERGEN LB → Bergen, 'S-HERTOGENBOSCH → 's-Hertogenbosch, BERG EN TERBLIJT → Berg en Terblijt."""
    name = _PROVINCE.sub("", " ".join(written.replace("’", "'").split()))
    if name.isupper():
        parts = re.split(r"([ -])", name)
        name = "".join(_in_title_case(part, name_starts=not at) for at, part in enumerate(parts))
    return _ACCENTS.get(name, name)


def _in_title_case(part: str, *, name_starts: bool) -> str:
    lower = part.lower()
    if _ELIDED.fullmatch(lower) or (_SMALL.fullmatch(lower) and not name_starts):
        return lower
    if lower.startswith("ij"):
        return f"IJ{lower[2:]}"
    return lower.capitalize()
