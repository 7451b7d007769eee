"""Who gets what at every address: the policy matrix. A URL name without a row fails the build."""

from collections.abc import Mapping

from tests.policy.account_rows import ACCOUNT_ROWS
from tests.policy.centre import VISITOR
from tests.policy.matrix_words import (
    ALL,
    BROKERS,
    DONE,
    ELSEWHERE,
    FIGURES,
    FORBIDDEN,
    INTRODUCED,
    MAKERS,
    MEMBERS,
    MISSING,
    NO_GET,
    NO_POST,
    NO_SUCH_METHOD,
    OK,
    OPEN,
    OWN_GET,
    OWN_POST,
    OWNERS,
    RULE,
    SCHOOL,
    SIGN_IN,
    SIGNED_IN,
    TEAM,
    THING,
    WRONG,
    Outcomes,
    Row,
    about,
)

QUESTIONS = ("public question", "members question", "school question", "team question", "elsewhere question")
ACTIVITIES = ("public activity", "members activity", "draft activity", "held activity", "cancelled activity")
# Who sees each question; the helper of a question sees it whatever its circle.
SEES: dict[str, tuple[str, ...]] = {
    "public question": SIGNED_IN,
    "members question": MEMBERS,
    "school question": (*SCHOOL, "relation_manager", "helper"),
    "team question": (*TEAM, "helper"),
    "elsewhere question": (*ELSEWHERE, "relation_manager"),
    "public activity": SIGNED_IN,
    "members activity": MEMBERS,
    "draft activity": MAKERS,
    "held activity": SIGNED_IN,
    "cancelled activity": SIGNED_IN,
}
PUBLIC_THINGS = ("public question", "public activity", "held activity", "cancelled activity")
ASKER = {question: ("outsider",) if question.startswith("elsewhere") else ("asker",) for question in QUESTIONS}
BROKER = {question: ("other_broker",) if question.startswith("elsewhere") else ("broker",) for question in QUESTIONS}


def no_such_method(things: tuple[str, ...]) -> dict[str, Outcomes]:
    return {thing: {ALL: NO_SUCH_METHOD} for thing in things}


def shown(things: tuple[str, ...]) -> dict[str, Outcomes]:
    """Anybody who may see it; for others it is not there. Public things are there for visitors too."""
    return {
        thing: {ALL: MISSING, SEES[thing]: OK} | ({VISITOR: OK} if thing in PUBLIC_THINGS else {}) for thing in things
    }


def only(things: tuple[str, ...], who: Mapping[str, tuple[str, ...]], outcome: str = DONE) -> dict[str, Outcomes]:
    """Those who may, among those who see it; who sees it and may not is told so; for others it is not there."""
    return {
        thing: {
            VISITOR: SIGN_IN,
            SIGNED_IN: MISSING,
            SEES[thing]: FORBIDDEN,
            tuple(set(who[thing]) & set(SEES[thing])): outcome,
        }
        for thing in things
    }


def of_question(who: Mapping[str, tuple[str, ...]]) -> Row:
    return Row(get=no_such_method(QUESTIONS), post=only(QUESTIONS, who))


def everywhere(things: tuple[str, ...], who: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return dict.fromkeys(things, who)


def both(*rights: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {thing: sum((right[thing] for right in rights), ()) for thing in rights[0]}


JOINERS = {question: tuple(set(MEMBERS) - set(ASKER[question])) for question in QUESTIONS}
BROKERS_OF = both(BROKER, everywhere(QUESTIONS, ("relation_manager",)))
MAKERS_OF = everywhere(ACTIVITIES, MAKERS)
OWNERS_OF = everywhere(ACTIVITIES, OWNERS)
OPEN_THINGS = ("public activity", "members activity")
INTRODUCTIONS = ("open introduction", "accepted introduction")

HOME: dict[str, Row] = {
    "home:front": Row(OPEN, NO_POST),
    "home:about": Row(OPEN, NO_POST),
    "home:accessibility": Row(OPEN, NO_POST),
    "home:privacy": Row(OPEN, NO_POST),
    "home:partners": Row(OPEN, NO_POST),
    "home:partner": Row({"partner": {ALL: OK}}, {"partner": {ALL: NO_SUCH_METHOD}}),
    "home:mine": Row(OWN_GET, NO_POST),
    "home:desk": Row(
        {THING: {VISITOR: SIGN_IN, SIGNED_IN: MISSING, (*BROKERS, "other_broker"): OK}},
        NO_POST,
    ),
    "home:administration": Row({THING: {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "administrator": OK}}, NO_POST),
    "home:confirm_workplace": Row(
        no_such_method(("claim of claimant",)),
        {"claim of claimant": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "administrator": DONE}},
    ),
    "home:give_role": Row(
        NO_GET,
        {THING: {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "administrator": DONE}},
        data={"email": lambda centre: centre.people["colleague"].email, "role": "researcher", "organisation": ""},
    ),
    "home:end_role": Row(
        no_such_method(("role of broker", "role of administrator")),
        {
            "role of broker": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "administrator": DONE},
            "role of administrator": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "administrator": DONE},
        },
    ),
    "set_language": Row(NO_GET, {THING: {ALL: DONE}}, data={"language": "en", "next": "/"}),
}

PEOPLE: dict[str, Row] = {
    # The name is for members, unless its owner says otherwise.
    "people:person": Row(
        {
            "person asker": {ALL: MISSING, MEMBERS: OK},
            "person funder": {ALL: MISSING, MEMBERS: OK, "funder": OK},
        },
        no_such_method(("person asker", "person funder")),
    ),
    "people:profile": Row(
        OWN_GET,
        OWN_POST,
        data={
            "first_name": "Anna",
            "last_name": "Nieuw",
            **{f"{field}_audience": "me" for field in ("name", "school", "about", "phone")},
        },
    ),
    "people:say": Row(
        NO_GET,
        OWN_POST,
        data={"kind": "offers", "line": "Meekijken bij een les wiskunde", "audience": "members"},
    ),
    "people:unsay": Row(
        no_such_method(("line of owner",)),
        {"line of owner": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "owner": DONE}},
    ),
    "people:pause": Row(NO_GET, OWN_POST, data={"until": "", "is_findable": "on"}),
    "people:workplace": Row(NO_GET, OWN_POST, data={"organisation": "School Zuster", "function": "docent"}),
}

QUESTION_ROWS: dict[str, Row] = {
    "meet4learn:questions": Row(OPEN, NO_POST),
    "meet4learn:ask": Row(
        OPEN,
        {THING: {VISITOR: SIGN_IN, MEMBERS: DONE, FIGURES: RULE}},
        data={"text": "Hoe houd ik de klas wakker na de lunch?", "audience": "members"},
    ),
    "meet4learn:question": Row(shown(QUESTIONS), no_such_method(QUESTIONS)),
    "meet4learn:me_too": of_question(JOINERS),
    "meet4learn:audience": Row(no_such_method(QUESTIONS), only(QUESTIONS, ASKER), data={"audience": "members"}),
    "meet4learn:themes": of_question(both(ASKER, BROKERS_OF)),
    "meet4learn:look_again": of_question(both(ASKER, BROKERS_OF)),
    "meet4learn:coffee": of_question(ASKER),
    "meet4learn:offer": Row(
        no_such_method(QUESTIONS),
        # The helper is in touch about these two already.
        {
            question: {**outcomes, **({"helper": RULE} if question in ("school question", "team question") else {})}
            for question, outcomes in only(QUESTIONS, JOINERS).items()
        },
    ),
    "meet4learn:propose": Row(
        no_such_method(QUESTIONS),
        only(QUESTIONS, BROKERS_OF),
        data={"person": lambda centre: centre.people["adviser"].pk},
    ),
    "meet4learn:take": of_question(BROKERS_OF),
    "meet4learn:hand_over": Row(
        no_such_method(QUESTIONS),
        only(QUESTIONS, BROKERS_OF),
        data={"to": lambda centre: centre.people["relation_manager"].pk},
    ),
    "meet4learn:close_question": Row(
        only(QUESTIONS, ASKER, OK), only(QUESTIONS, ASKER), data={"helped": "yes", "outcome": "talk"}
    ),
    "meet4learn:reopen_question": of_question(ASKER),
    "meet4learn:delete_question": of_question(ASKER),
    "meet4learn:accept": Row(
        no_such_method(INTRODUCTIONS),
        {
            "open introduction": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "helper": DONE, "asker": RULE},
            "accepted introduction": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, INTRODUCED: RULE},
        },
    ),
    "meet4learn:decline": Row(
        no_such_method(INTRODUCTIONS),
        {
            "open introduction": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, INTRODUCED: DONE},
            "accepted introduction": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, INTRODUCED: RULE},
        },
    ),
    "meet4learn:met": Row(
        no_such_method(INTRODUCTIONS),
        {
            "open introduction": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, INTRODUCED: RULE},
            "accepted introduction": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, INTRODUCED: DONE},
        },
    ),
}

DETAILS = {
    "title": "Atelier rubrics",
    "form": "atelier",
    "summary": "Samen rubrics maken.",
    "places": "5",
    "audience": "public",
    "meeting_1_day": "2040-03-06",
    "meeting_1_start": "15:30",
    "meeting_1_end": "17:30",
}


def registering(outcome: str) -> dict[str, Outcomes]:
    """Refusals are told on the activity's own page; who sees the activity but is no member is refused."""
    return {
        thing: {
            VISITOR: SIGN_IN,
            SIGNED_IN: MISSING,
            SEES[thing]: DONE,
            tuple(set(FIGURES) & set(SEES[thing])): outcome,
        }
        for thing in ACTIVITIES
    }


def participating(outcome: str) -> dict[str, Outcomes]:
    found: dict[str, Outcomes] = {thing: {VISITOR: SIGN_IN, SIGNED_IN: MISSING} for thing in ACTIVITIES}
    return found | {"held activity": {VISITOR: SIGN_IN, SIGNED_IN: MISSING, "participant": outcome}}


ACTIVITY_ROWS: dict[str, Row] = {
    "meet4learn:agenda": Row(OPEN, NO_POST),
    "meet4learn:this_week": Row(OPEN, NO_POST),
    "meet4learn:week": Row(OPEN, NO_POST),
    "meet4learn:calendar": Row(OPEN, NO_POST),
    "meet4learn:my_calendar": Row(
        about("person asker", all=OK),
        about("person asker", all=NO_SUCH_METHOD),
    ),
    "meet4learn:start": Row(
        {THING: {VISITOR: SIGN_IN, MEMBERS: OK, FIGURES: FORBIDDEN}},
        {THING: {VISITOR: SIGN_IN, MEMBERS: DONE, FIGURES: FORBIDDEN}},
        data=DETAILS,
    ),
    "meet4learn:activity": Row(shown(ACTIVITIES), no_such_method(ACTIVITIES)),
    "meet4learn:activity_calendar": Row(shown(ACTIVITIES), no_such_method(ACTIVITIES)),
    "meet4learn:register": Row(about(*ACTIVITIES, all=DONE), registering(FORBIDDEN)),
    "meet4learn:withdraw": Row(no_such_method(ACTIVITIES), registering(DONE)),
    "meet4learn:evaluate": Row(participating(OK), participating(DONE), data={"helped": "partly"}),
    "meet4learn:edit": Row(
        only(ACTIVITIES, MAKERS_OF, OK),
        # What is over stays as it was.
        only(ACTIVITIES, MAKERS_OF) | only(("held activity", "cancelled activity"), MAKERS_OF, WRONG),
        data=DETAILS,
    ),
    "meet4learn:team": Row(only(ACTIVITIES, MAKERS_OF, OK), no_such_method(ACTIVITIES)),
    "meet4learn:makers": Row(
        no_such_method(ACTIVITIES),
        only(ACTIVITIES, MAKERS_OF),
        data={"email": lambda centre: centre.people["colleague"].email, "role": "hosts"},
    ),
    "meet4learn:partners": Row(
        no_such_method(ACTIVITIES),
        only(ACTIVITIES, MAKERS_OF),
        data={"organisation": lambda centre: centre.places["partner"].pk, "part": "hosted"},
    ),
    "meet4learn:publish": Row(no_such_method(ACTIVITIES), only(ACTIVITIES, MAKERS_OF)),
    "meet4learn:cancel": Row(only(ACTIVITIES, OWNERS_OF, OK), only(ACTIVITIES, OWNERS_OF), data={"reason": "Ziek."}),
    "meet4learn:people": Row(only(ACTIVITIES, MAKERS_OF, OK), no_such_method(ACTIVITIES)),
    "meet4learn:attendance": Row(
        no_such_method(ACTIVITIES),
        # Before the first meeting there is nothing to tick.
        only(ACTIVITIES, MAKERS_OF, RULE) | only(("held activity",), MAKERS_OF),
    ),
    "meet4learn:close_activity": Row(
        no_such_method(ACTIVITIES),
        only(ACTIVITIES, MAKERS_OF, RULE) | only(("held activity",), MAKERS_OF),
    ),
}

MEASURE = ("activities",)
INDICATORS: dict[str, Row] = {
    "indicators:results": Row(OPEN, NO_POST),
    "indicators:figure": Row(about(*MEASURE, all=OK), about(*MEASURE, all=NO_SUCH_METHOD)),
    "indicators:figure_csv": Row(about(*MEASURE, all=OK), about(*MEASURE, all=NO_SUCH_METHOD)),
    "indicators:enter_value": Row(
        {"activities": {VISITOR: SIGN_IN, SIGNED_IN: FORBIDDEN, ("administrator", "relation_manager"): OK}},
        {"activities": {VISITOR: SIGN_IN, SIGNED_IN: FORBIDDEN, ("administrator", "relation_manager"): DONE}},
        data={
            "on": "2016-08-01",
            "value": "12",
            "period_nl": "augustus 2016",
            "period_en": "August 2016",
            "note_nl": "Eindverslag",
            "note_en": "End report",
        },
    ),
}

GROUPS: dict[str, dict[str, Row]] = {
    "home": HOME,
    "people": PEOPLE,
    "questions": QUESTION_ROWS,
    "activities": ACTIVITY_ROWS,
    "indicators": INDICATORS,
    "account": ACCOUNT_ROWS,
}
ROWS: dict[str, Row] = {name: row for rows in GROUPS.values() for name, row in rows.items()}
