import pytest

from heyy.organisations.holiday_regions import holiday_region_of


@pytest.mark.parametrize(
    ("province", "municipality", "region"),
    [
        ("Limburg", "Roermond", "zuid"),
        ("Limburg", "Mook en Middelaar", "zuid"),
        ("LIMBURG", "Gennep", "zuid"),
        ("Noord-Brabant", "Eindhoven", "zuid"),
        ("Noord-Brabant", "Altena", "midden"),
        ("Utrecht", "Utrecht", "midden"),
        ("Utrecht", "Eemnes", "noord"),
        ("Flevoland", "Zeewolde", "midden"),
        ("Flevoland", "Almere", "noord"),
        ("Drenthe", "Emmen", "noord"),
        ("Fryslân", "Leeuwarden", "noord"),
        ("Gelderland", "Nijmegen", ""),
        ("", "", ""),
    ],
)
def test_holiday_region_follows_the_province(province: str, municipality: str, region: str) -> None:
    assert holiday_region_of(province, municipality) == region
