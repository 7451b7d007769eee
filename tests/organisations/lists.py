"""Where the lists of schools are."""

from pathlib import Path

import heyy.demo

DEMO_LISTS = Path(heyy.demo.__file__).parent / "content" / "schools"
LIMBURG_2024 = DEMO_LISTS / "limburg-schools-2024.csv"
OUTSIDE_LIMBURG = DEMO_LISTS / "schools-outside-limburg.csv"
BOARD_LIST = DEMO_LISTS / "boards.csv"
DAILY_NAMES = DEMO_LISTS / "daily-names.yaml"

_DATA = Path(__file__).parent / "data"
PRIMARY_2013 = _DATA / "duo-po-limburg-2013-raw.csv"
SECONDARY_2022 = _DATA / "duo-style-vo-limburg-2022-cp1252.csv"
BROKEN = _DATA / "broken-schools.csv"
