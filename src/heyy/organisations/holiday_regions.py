"""Which of the three regions of the school holidays a place is in, by the rule of the ministry."""

from heyy.organisations.enums import HolidayRegion

_BY_PROVINCE: dict[str, str] = {
    "drenthe": HolidayRegion.NORTH,
    "flevoland": HolidayRegion.NORTH,
    "friesland": HolidayRegion.NORTH,
    "fryslân": HolidayRegion.NORTH,
    "groningen": HolidayRegion.NORTH,
    "limburg": HolidayRegion.SOUTH,
    "noord-brabant": HolidayRegion.SOUTH,
    "noord-holland": HolidayRegion.NORTH,
    "overijssel": HolidayRegion.NORTH,
    "utrecht": HolidayRegion.MIDDLE,
    "zeeland": HolidayRegion.SOUTH,
    "zuid-holland": HolidayRegion.MIDDLE,
}
_EXCEPTIONS: dict[str, str] = {
    "altena": HolidayRegion.MIDDLE,
    "eemnes": HolidayRegion.NORTH,
    "zeewolde": HolidayRegion.MIDDLE,
}


def holiday_region_of(province: str, municipality: str) -> str:
    """Empty for Gelderland, which is divided over three regions: better unknown than wrong."""
    by_province = _BY_PROVINCE.get(province.casefold(), "")
    return _EXCEPTIONS.get(municipality.casefold(), by_province)
