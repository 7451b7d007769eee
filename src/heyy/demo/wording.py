"""Choosing a text that doesn't contradict where it is used: words in it tell what it can be about."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from random import Random

THEMES_BY_WORDS: tuple[tuple[str, frozenset[str]], ...] = tuple(
    (words, frozenset(themes.split()))
    for words, themes in (
        (r"cijfer|toets|rubric|nakijk|proefwerk", "formatief-toetsen"),
        (r"frans|duits|dialect|lezen|leest|boek|dyslexie|rijke tekst|woordenkaart|spreekvaardig", "taal-lezen"),
        (r"robot|techniek|papierfabriek|\btoa\b|torens|pomp|schroeven|werkplaats", "wetenschap-techniek loopbaan-bedrijf"),
        (r"natuurkunde|gedanst|handvaardigheid|toneel", "cultuur-kunst wetenschap-techniek"),
        (r"\bai\b|programmeren|filmpjes", "nieuwe-media"),
        (r"stage|praktijkopleider|hovenier|bedrijf|economie|drukker", "loopbaan-bedrijf"),
        (r"starter|zij-instromer|les te laten filmen|eerste jaar|lesbezoek|intervisie", "opleiden-coachen"),
        (r"teamleider en|vergadering|werkgroep|tegenspraak|ons team aan|onze sectie", "gespreid-leiderschap"),
        (r"signaal|ggz|niet meer komt|vader|chauffeur|overleg\.", "zorg-signalen"),
        (r"boze|time-out|rustig praten|orde|stille|moeilijk gesprek|wachten", "pedagogisch-tact zorg-signalen leerling-gesprek"),
        (r"rekenen|wiskunde|formulekaart|rekenkistje|rekenvrijdag|problemen", "rekenen-wiskunde"),
        (r"kleuter|kring|combinatiegroep", "kleuters"),
        (r"burgerschap|rechter|raadsvergadering|huiswerk|kooklessen", "leren-21e-eeuw"),
        (r"planbord|snelle leerlingen", "persoonlijk-leren"),
        (r"leerlingen aan het woord|examenleerlingen|ouders", "leerling-gesprek zorg-signalen"),
        (r"bussen|rooster", "cultuur-kunst"),
        (r"bendecafé|na jouw atelier|bibliotheek|ik ben praktijkopleider|jij werkt bij", "never"),
    )
)


class Wording:
    """Hands out texts; the same one comes back only after the other fitting ones were used as often."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._used: Counter[str] = Counter()

    def choose(self, themes: Iterable[str], random: Random) -> str:
        about = set(themes)
        fitting = [text for text in self._texts if _is_fit(text, about)]
        chosen = min(fitting, key=lambda text: (self._used[text] - _is_telling(text), random.random()))
        self._used[chosen] += 1
        return chosen


def _is_fit(text: str, themes: set[str]) -> bool:
    """Every word that tells a theme must be at home here."""
    lower = text.lower()
    return all(themes & at_home for words, at_home in THEMES_BY_WORDS if re.search(words, lower))


def _is_telling(text: str) -> bool:
    lower = text.lower()
    return any(re.search(words, lower) for words, _ in THEMES_BY_WORDS)
