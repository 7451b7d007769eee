"""Choosing a text that rings true where it is used.

Where a text is used is told in tags: themes, sectors, the form of an activity, partners ("metaalwerkplaats-de-vonk"),
"talk" for two people who met, "on-site" or "online", "afternoon", "spring", and "is-wiskunde" for what the writer does.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from random import Random

# Words, and the tags of which at least one must be there for a text with such a word.
TAGS_BY_WORDS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (words, frozenset(tags.split()))
    for words, tags in (
        (r"cijfer|toets|rubric|nakijk|proefwerk|over de beoordeling|kooklessen", "formatief-toetsen"),
        (r"\bfrans\b|duits|dialect|lezen|leest|boek|dyslexie|rijke tekst|woordenkaart", "taal-lezen"),
        (r"robot|\btoa\b|torens|pomp|schroeven", "wetenschap-techniek"),
        (r"papierfabriek|drukker", "wetenschap-techniek loopbaan-bedrijf"),
        (r"werkplaats|één lokaal met techniek", "metaalwerkplaats-de-vonk wetenschap-techniek"),
        (r"gedanst|handvaardigheid|bussen", "cultuur-kunst"),
        (r"oefening met de acteur", "theatergroep-de-zolder"),
        (r"\bai\b|programmeren|filmpjes|apparaten", "nieuwe-media"),
        (r"stage|praktijkopleider|hovenier|bedrij|economie", "loopbaan-bedrijf"),
        (r"\bstarter|zij-instromer|les te laten filmen|je eerste jaar|lesbezoek|intervisie", "opleiden-coachen"),
        (r"teamleider geworden|vergadering|werkgroep|tegenspraak|ons team aan", "gespreid-leiderschap"),
        (r"signaal|ggz|niet meer komt|die vader|chauffeur|per overleg|zorgen maakte", "zorg-signalen"),
        (r"boze|time-out|rustig praten|orde\b|oefening met de stilte", "pedagogisch-tact"),
        (r"moeilijk gesprek|twee minuten|over regels", "pedagogisch-tact leerling-gesprek"),
        (r"stille leerling|ouders|fotokaarten|aan het woord|kwamen vertellen", "leerling-gesprek zorg-signalen"),
        (r"rekenen|wiskunde|formulekaart|rekenkistje|rekenvrijdag|map met problemen", "rekenen-wiskunde"),
        (r"burgerschap|rechter|raadsvergadering|huiswerk", "leren-21e-eeuw"),
        (r"planbord|examenleerlingen|het lokaal wil indelen", "persoonlijk-leren"),
        (r"kleuter|groep 8|uit het po|het liedje|combinatiegroep", "PO"),
        (r"so-school", "SO"),
        (r"praktijkschool|kader|klas 2|klas 4|brugklas|vwo|havo|sectie", "VO"),
        (r"\bmbo\b|mbo-|studenten", "MBO"),
        (r"kooklessen|als mentor", "VO"),
        (r"twintig jaar wiskunde", "is-wiskunde"),
        (r"geef ook frans", "is-frans"),
        (r"mijn duits", "is-duits"),
        (r"net teamleider", "is-teamleider"),
        (r"voor een toa", "is-technisch"),
        (r"geef burgerschap op niveau", "is-burgerschap"),
        (r"onze praktijkschool", "is-stagecoördinator"),
        (r"bendecafé", "bendecafe"),
        (r"atelier", "atelier"),
        (r"z'n vijven|precies genoeg mensen", "intervision"),
        (r"soep|stamppot", "talk network"),
        (r"venray|langs de maas|jullie gebouw", "talk"),
        (r"\bonline\b", "online"),
        (r"koffie|taart|locatie|beamer|café|werkplek|verstaan", "talk on-site"),
        (r"middag\b|kwart voor vijf", "afternoon"),
        (r"mei\b|meivakantie|in het voorjaar", "spring"),
        (r"op kantoor|bibliotheek|ik ben praktijkopleider|jij werkt bij|ik zag dat jij|je zei op", "never"),
    )
)


class Wording:
    """Hands out texts; the same one comes back only after the other fitting ones were used as often."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._used: Counter[str] = Counter()

    def choose(self, tags: Iterable[str], random: Random) -> str:
        """A text that says something of these tags goes before one that fits everywhere."""
        about = frozenset(tags)
        fitting = [text for text in self._texts if rings_true(text, about)] or self._texts
        chosen = min(fitting, key=lambda text: (self._used[text] - bool(_needs(text)), random.random()))
        self._used[chosen] += 1
        return chosen


def rings_true(text: str, tags: frozenset[str]) -> bool:
    return all(tags & needed for needed in _needs(text))


@cache
def _needs(text: str) -> tuple[frozenset[str], ...]:
    lower = text.lower()
    return tuple(tags for words, tags in TAGS_BY_WORDS if re.search(words, lower))
