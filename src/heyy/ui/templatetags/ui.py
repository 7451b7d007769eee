"""What every template may use without loading it."""

import re
import secrets
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from functools import cache, lru_cache
from typing import Protocol

from django import template
from django.forms import BoundField, CheckboxInput, Form
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token
from django.templatetags.static import static
from django.utils import dateformat, formats, timezone
from django.utils.html import conditional_escape, escape, format_html, linebreaks, urlize
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from heyy.ui import moments

register = template.Library()

FACE_TONES = 6


class HasFace(Protocol):
    """What is known of somebody whose face is drawn."""

    @property
    def pk(self) -> int: ...

    @property
    def initials(self) -> str: ...

    @property
    def full_name(self) -> str: ...


@cache
def _drawing(name: str, size: str) -> tuple[SafeString, SafeString]:
    """The parts of an icon before and after its label; cached, because a list draws hundreds."""
    before = format_html('<svg class="icon"{}', format_html(' data-size="{}"', size) if size else "")
    return before, format_html('<use href="{}#{}"></use></svg>', static("ui/icons.svg"), name)


@register.simple_tag
def icon(name: str, label: str = "", size: str = "") -> SafeString:
    """An icon of the sprite. Hidden from screen readers unless it carries the meaning: then give a label."""
    before, after = _drawing(name, size)
    if not label:
        return mark_safe(before + ' aria-hidden="true">' + after)  # noqa: S308  # parts are escaped above
    return mark_safe(  # noqa: S308
        before + format_html(' role="img" aria-label="{}">', label) + after
    )


@register.simple_tag
def once_key() -> str:
    """A key that makes a retried post the same post."""
    return secrets.token_urlsafe(16)


@register.simple_tag
def when(start: date | None, end: date | None = None) -> str:
    """`do 12 maart, 15.30–18.00 uur`."""
    return moments.when(start, end) if start else ""


@register.filter
def clock(moment: datetime | None) -> str:
    return moments.clock_text(moment) if moment else ""


@register.filter
def day_month(day: date | None) -> str:
    """`12 maart`."""
    return dateformat.format(moments.local_day(day), "j F") if day else ""


@register.filter
def day_long(day: date | None) -> str:
    """`donderdag 12 maart`."""
    return moments.day_text(day, full=True) if day else ""


@register.filter
def day_number(day: date | None) -> str:
    return str(moments.local_day(day).day) if day else ""


@register.filter
def weekday_short(day: date | None) -> str:
    return dateformat.format(moments.local_day(day), "D") if day else ""


@register.filter
def month_short(day: date | None) -> str:
    return moments.month_short(day) if day else ""


@register.filter
def iso(moment: date | None) -> str:
    """For the datetime attribute of <time>."""
    if isinstance(moment, datetime):
        return moment.astimezone(moments.AMSTERDAM).isoformat(timespec="minutes")
    return moment.isoformat() if moment else ""


@register.filter
def ago(moment: date | None) -> str:
    """`3 dagen geleden`."""
    return moments.ago(moment, timezone.now()) if moment else ""


@register.filter
def waited(moment: date | None) -> str:
    """`3 dagen`: how long somebody has waited."""
    return moments.waited(moment, timezone.now()) if moment else ""


@register.filter
def decimal(value: float | str | None, places: int = 1) -> str:
    """A number with the comma or point of the language; a dash for nothing."""
    if value is None or value == "":
        return "–"
    return formats.number_format(float(value), decimal_pos=places, use_l10n=True)


# Looking for addresses word by word is slow, and most texts hold none. Wider than what `urlize` takes for an address.
_ADDRESS = re.compile(r"://|www\.|@|\.(com|edu|gov|int|mil|net|org)", re.IGNORECASE)


@register.filter
def paragraphs(text: str | None) -> SafeString:
    """Plain text as paragraphs; addresses become links, everything else is escaped."""
    text = text or ""
    safe = urlize(text, nofollow=True, autoescape=True) if _ADDRESS.search(text) else escape(text)
    return SafeString(linebreaks(safe))


@register.filter
def face_tone(key: int | str | None) -> int:
    """One of the colours of faces, the same for the same person everywhere."""
    digits = "".join(sign for sign in str(key or "") if sign.isdigit())
    return int(digits or 0) % FACE_TONES


@register.simple_tag
def face(person: HasFace, size: str = "", label: bool = False) -> SafeString:
    """Somebody's initials in a colour; with a label where no name stands beside it."""
    return _face(person.initials, person.pk, person.full_name if label else "", size)


@register.simple_tag
def faces(people: Iterable[HasFace], more: int = 0, size: str = "") -> SafeString:
    """A row of faces that overlap, and how many there are beyond them."""
    drawn = mark_safe("".join(_face(person.initials, person.pk, person.full_name, size) for person in people))  # noqa: S308
    beyond = format_html('<span class="more">+{}</span>', more) if more else ""
    return format_html('<span class="faces">{}{}</span>', drawn, beyond)


@lru_cache(maxsize=4096)
def _face(initials: str, key: int | str, name: str, size: str) -> SafeString:
    described = format_html('role="img" title="{}"', name) if name else SafeString('aria-hidden="true"')
    return format_html(
        '<span class="face" data-tone="{}"{} {}>{}</span>',
        face_tone(key),
        format_html(' data-size="{}"', size) if size else "",
        described,
        initials,
    )


@register.simple_tag
def date_block(day: date) -> SafeString:
    """A leaf of the calendar. The same day stands in words beside it, so screen readers skip this."""
    return _date_block(moments.local_day(day), get_language() or "")


@lru_cache(maxsize=1024)
def _date_block(day: date, language: str) -> SafeString:  # the language is part of the key
    return format_html(
        '<div class="date-block" aria-hidden="true"><span class="weekday">{}</span>'
        '<span class="day">{}</span><span class="month">{}</span></div>',
        weekday_short(day),
        day.day,
        month_short(day),
    )


@register.filter
def notice_kind(variant: str) -> str:
    """Django calls its messages otherwise."""
    return {"warning": "warn", "debug": "info", "": "info"}.get(variant, variant)


@register.simple_tag(takes_context=True)
def page_address(context: Context, number: int, name: str = "page") -> str:
    """The address of another page of the same list: every other choice stays."""
    query = context["request"].GET.copy()
    query[name] = str(number)
    return f"?{query.urlencode()}"


@register.filter
def share(value: float | str | None, whole: float | str | None) -> str:
    """The part of the whole as a percentage for an SVG width, from 0% to 100%."""
    part, total = float(value or 0), float(whole or 0)
    return f"{max(0.0, min(1.0, part / total)) * 100:.4g}%" if total else "0%"


@register.filter
def spark_points(values: Sequence[float | None], target: float | None = None) -> str:
    """Points of a polyline in a box of 100 x 30; gaps are skipped, zero is the floor."""
    step = 100 / max(len(values) - 1, 1)
    ceiling = _ceiling(values, target)
    return " ".join(
        f"{index * step:.4g},{_height(value, ceiling)}" for index, value in enumerate(values) if value is not None
    )


@register.filter
def spark_target(values: Sequence[float | None], target: float | None) -> str:
    """The height of the target's line in the same box; empty without a target."""
    return "" if target is None else _height(target, _ceiling(values, target))


def _ceiling(values: Sequence[float | None], target: float | None) -> float:
    return max([value for value in values if value is not None] + [target or 0]) or 1


def _height(value: float, ceiling: float) -> str:
    return f"{30 - 28 * max(value, 0) / ceiling:.4g}"


@register.filter
def spark_last(points: str) -> str:
    """The last point as a path of no length: a round dot however the drawing is stretched."""
    return f"M{points.rsplit(' ', 1)[-1]}h.001" if points else ""


@register.filter
def field_kind(field: BoundField) -> str:
    """How a field is laid out: hidden, checkbox, choices, group or control."""
    widget = field.field.widget
    if widget.is_hidden:
        return "hidden"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    if widget.use_fieldset:
        return "choices" if hasattr(widget, "choices") else "group"
    return "control"


@register.filter
def with_help(field: BoundField, words: str) -> BoundField:
    """The field with help of the page's own, so that its input points to it as to the form's."""
    if words:
        field.help_text = conditional_escape(words)
    return field


@register.filter
def first_id(field: BoundField) -> str:
    """The id of the input where somebody starts: where a link in the error summary goes."""
    return f"{field.auto_id}_0" if field.use_fieldset else str(field.auto_id)


@register.filter
def wrong_fields(form: Form) -> list[BoundField]:
    return [field for field in form if field.errors]


@register.simple_tag
def joined(*parts: str | None, by: str = " · ") -> str:
    """The parts that are there, with a separator between them."""
    return mark_safe(by.join(conditional_escape(part) for part in parts if part))  # noqa: S308


@register.tag
def kept(parser: Parser, token: Token) -> "_Kept":
    """`{% kept %}…{% endkept %}`: rendered once per language and per value of its arguments, then kept in this process.

    It is rendered with its arguments, the language and nothing else in sight, so nothing of a person can be kept by
    accident. The arguments are names with few values, such as the menu.
    """
    arguments = token.split_contents()[1:]
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return _Kept(content, arguments)


class _Kept(Node):
    def __init__(self, content: NodeList, arguments: list[str]) -> None:
        self._content, self._arguments = content, arguments
        self._kept: dict[tuple[object, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        language = get_language()
        values = {name: context.get(name) for name in self._arguments}
        key = (language, *values.values())
        if key not in self._kept:
            self._kept[key] = self._content.render(context.new({**values, "LANGUAGE_CODE": language}))
        return self._kept[key]
