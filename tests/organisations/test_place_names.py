import pytest

from heyy.organisations.place_names import place_name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BERGEN LB", "Bergen"),
        ("Bergen L", "Bergen"),
        ("BEEK", "Beek"),
        ("HENGELO OV", "Hengelo"),
        ("BERG EN TERBLIJT", "Berg en Terblijt"),
        ("HORST AAN DE MAAS", "Horst aan de Maas"),
        ("SITTARD-GELEEN", "Sittard-Geleen"),
        ("'S-HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("’S GRAVENMOER", "'s Gravenmoer"),
        ("'T ZAND NH", "'t Zand"),
        ("DEN HAAG", "Den Haag"),
        ("IJSSELSTEIN", "IJsselstein"),
        ("NIEUWERKERK AAN DEN IJSSEL", "Nieuwerkerk aan den IJssel"),
        ("YSSELSTEYN LB", "Ysselsteyn"),
        ("OHE EN LAAK", "Ohé en Laak"),
        ("SINT ODILIENBERG", "Sint Odiliënberg"),
        ("Sint Odiliënberg", "Sint Odiliënberg"),
        ("Valkenburg aan de Geul", "Valkenburg aan de Geul"),
        ("", ""),
    ],
)
def test_place_name_is_written_as_people_do(written: str, name: str) -> None:
    assert place_name(written) == name
