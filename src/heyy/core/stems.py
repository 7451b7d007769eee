"""Words to stems, the same for every engine, so that "toetsen" finds "toets".

`dutch_porter` is used: the newer `dutch` algorithm folds begeleiding into beleid. Where a plural changes the
vowel, or two words mean one thing at school, a short list says so.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache

import snowballstemmer

_STEMMER = snowballstemmer.stemmer("dutch_porter")
_WORD = re.compile(r"[a-z0-9]+")

SAME_WORD = {
    "toetsen": "toets",
    "toetsing": "toets",
    "getoetst": "toets",
    "lessen": "les",
    "lesje": "les",
    "klassen": "klas",
    "klasje": "klas",
    "klassenmanagement": "klas",
    "docent": "leraar",
    "docenten": "leraar",
    "leraren": "leraar",
    "leerkracht": "leraar",
    "leerkrachten": "leraar",
    "leraars": "leraar",
    "juf": "leraar",
    "meester": "leraar",
    "leerlingen": "leerling",
    "kinderen": "leerling",
    "kind": "leerling",
    "studenten": "leerling",
    "student": "leerling",
    "ouders": "ouder",
    "gesprekken": "gesprek",
    "cijfers": "cijfer",
    "telefoons": "telefoon",
    "mobieltje": "telefoon",
    "mobieltjes": "telefoon",
    "smartphone": "telefoon",
    "gsm": "telefoon",
    "wiskunde": "rekenen",
    "rekenles": "rekenen",
    "rekenwiskunde": "rekenen",
    "lees": "lezen",
    "leest": "lezen",
    "gelezen": "lezen",
    "leesles": "lezen",
    "schrijf": "schrijven",
    "schrijft": "schrijven",
    "geschreven": "schrijven",
    "chatgpt": "ai",
    "feedbackgesprek": "feedback",
    "ict": "computer",
    "computers": "computer",
    "laptop": "computer",
    "laptops": "computer",
    "bedrijven": "bedrijf",
    "bedrijfsleven": "bedrijf",
    "scholen": "school",
    "vakken": "vak",
    "groepen": "groep",
    "ateliers": "atelier",
    "mentoren": "mentor",
    "coaches": "coach",
    "teams": "team",
    "pesten": "pest",
    "gepest": "pest",
}
_STOP = """
aan al alle als bij dan dat de der deze die dit doe doen door dus een eens en er geen haar had heb hebben heeft hem
het hier hij hoe hun ik in is ja je jij kan kun kunnen laat maar me mee meer men met mij mijn moet na naar niet nog nu
of om omdat onder ons onze ook op over te tegen toch toen tot u uit uw van vanuit veel voor waar waarom wat we wel
welke werd wie wij wil wilt word worden wordt zal ze zei zelf zich zij zijn zo zonder zou
the a an of to and in for how what is are do my our we you it on with
"""
STOP_WORDS = frozenset(_STOP.split())


def plain(text: str) -> str:
    """Lower case without accents: 'Niekée' becomes 'niekee'."""
    folded = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in folded if not unicodedata.combining(sign))


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    stemmed: str = _STEMMER.stemWord(SAME_WORD.get(word, word))
    return stemmed[:60]


def stems(text: str) -> list[str]:
    """The stems of a text in order, without stop words; an empty text gives an empty list."""
    return [stem(word) for word in _WORD.findall(plain(text)) if word not in STOP_WORDS and len(word) > 1]


def stem_counts(text: str) -> Counter[str]:
    return Counter(stems(text))
