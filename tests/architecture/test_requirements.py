import re
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).parents[2] / "requirements"


def pins(name: str) -> dict[str, str]:
    text = (REQUIREMENTS / name).read_text()
    return dict(re.findall(r"^([\w.-]+(?:\[[\w,-]+\])?)==(\S+)", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["core.txt", "saml.txt", "dev.txt"])
def test_every_package_is_pinned_with_its_hashes_and_no_host_is_named(name: str) -> None:
    text = (REQUIREMENTS / name).read_text()
    packages = re.split(r"\n(?=\S)", text.strip())

    assert [package.splitlines()[0] for package in packages if "--hash=sha256:" not in package] == []
    assert re.findall(r"https?://|--index|--find-links|--trusted", text) == []


@pytest.mark.parametrize("name", ["saml.txt", "dev.txt"])
def test_every_list_pins_the_core_at_the_same_versions(name: str) -> None:
    other = pins(name)

    assert {package: other.get(package) for package in pins("core.txt")} == pins("core.txt")
