"""The templates and static files of the whole tree."""

from pathlib import Path

import heyy

SOURCE = Path(heyy.__path__[0])
STATIC = SOURCE / "ui" / "static" / "ui"
COTTON = SOURCE / "ui" / "templates" / "cotton"
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
SPRITE = STATIC / "icons.svg"
