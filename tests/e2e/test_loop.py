"""The loop in a browser: from a teacher's question to an indicator that is one higher."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils.translation import gettext_noop as _

from heyy.core import clock
from heyy.meet4learn.models import Activity, LearningQuestion, Session
from tests.e2e.conftest import Centre, Walker
from tests.factories.meet4learn import ActivityFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

QUESTION = "Hoe krijg ik mijn brugklas aan het lezen zonder toets?"
TITLE = "Atelier Lezen zonder toets"
THANKS = "Dankjewel, morgen begin ik!"


def question_path() -> str:
    return f"/vragen/{LearningQuestion.objects.get().slug}/"


def activity_path(end: str = "") -> str:
    return f"/agenda/{Activity.objects.get().slug}/{end}"


def ask(walker: Walker, centre: Centre) -> None:
    """A visitor types on the front page, signs in, and finds the text kept."""
    walker.go("/")
    walker.page.fill("[name=text]", QUESTION)
    walker.page.locator("[name=text]").press("Enter")
    walker.fill_sign_in(centre.asker)
    assert walker.page.locator("[name=text]").input_value() == QUESTION
    walker.press(_("Ask the question"))
    assert walker.sees(QUESTION)
    assert walker.page.locator("#mensen article").count() == 3
    assert walker.sees("Samen leesgesprekken voeren met een brugklas")


def ask_for_coffee(walker: Walker, centre: Centre) -> None:
    card = walker.page.locator("#mensen article", has_text=centre.helper.full_name)
    card.locator("summary").click()
    card.locator("[name=message]").fill("Dinsdag na het vijfde uur?")
    card.locator("form button").click()
    assert not walker.sees(centre.helper.email)


def say_yes(walker: Walker, centre: Centre) -> None:
    """The helper says yes under "waits for you"; both then see each other's address."""
    walker.sign_in(centre.helper)
    walker.go("/mijn/")
    assert walker.sees("Dinsdag na het vijfde uur?")
    walker.press(_("Yes, nice"))
    walker.go(question_path())
    assert walker.sees(centre.asker.email)


def join(walker: Walker, centre: Centre) -> None:
    walker.sign_in(centre.maker)
    walker.go(question_path())
    walker.press(_("Me too"))
    assert LearningQuestion.objects.get().me_toos == 1


def make(walker: Walker, centre: Centre) -> None:
    """An activity grows from the question, gets a partner, and is published with one place."""
    page = walker.page
    walker.follow(_("Make an activity of it"))
    page.fill("[name=title]", TITLE)
    page.select_option("[name=form]", "atelier")
    page.fill("[name=summary]", "Leesplezier terug in de klas, met de bibliotheek")
    page.fill("[name=places]", "1")
    page.fill("[name=meeting_1_location]", centre.location)
    walker.press(_("Save"))
    walker.page.goto(walker.base + activity_path("samen/"))
    page.select_option("[name=organisation]", label=str(centre.partner))
    walker.press(_("Add this partner"))
    walker.go(activity_path())
    walker.press(_("Publish"))
    walker.go("/agenda/")
    assert walker.sees(TITLE)
    assert walker.sees(str(centre.partner))


def register(walker: Walker, centre: Centre) -> None:
    """One gets the place, the next waits; when the first can't come, the next is in."""
    first, second = centre.guests
    walker.sign_in(first)
    walker.go(activity_path())
    walker.press(_("Register me"))
    assert walker.sees(walker.say(_("You have a place")))
    walker.sign_in(second)
    walker.go(activity_path())
    walker.press(_("Put me on the waiting list"))
    assert Activity.objects.get().waiting == 1
    walker.sign_in(first)
    walker.go(activity_path())
    walker.press(_("I can't come"))
    assert (Activity.objects.get().taken, Activity.objects.get().waiting) == (1, 0)


def time_passes() -> None:
    begun = clock.now() - timedelta(hours=1)
    Session.objects.update(starts_at=begun, ends_at=begun + timedelta(minutes=30))
    Activity.objects.update(first_at=begun, last_at=begun + timedelta(minutes=30))


def meet(walker: Walker, centre: Centre) -> None:
    walker.sign_in(centre.maker)
    walker.go(activity_path("mensen/"))
    walker.page.locator("[name=present]").check()
    walker.press(_("Save who is there"))
    walker.press(_("Close the activity"))


def answer(walker: Walker, centre: Centre) -> None:
    walker.sign_in(centre.guests[1])
    walker.go(activity_path("beantwoord/"))
    walker.page.locator("[name=helped][value=yes]").check()
    walker.page.fill("[name=thanks]", THANKS)
    walker.press(_("Tell the makers"))


def figures(walker: Walker) -> dict[str, int]:
    """What the results say about participations and activities, read from their own pages."""
    found = {}
    for measure in ("activities", "participations"):
        walker.go(f"/resultaten/{measure}/")
        words = walker.page.locator(".stat .value").first.inner_text()
        found[measure] = int(re.sub(r"\D", "", words) or 0)
    return found


@pytest.mark.parametrize(
    ("language", "script"), [("nl", True), ("nl", False), ("en", True)], ids=["dutch", "without-script", "english"]
)
def test_the_loop_from_question_to_indicator(
    centre: Centre, walk: Callable[..., Walker], language: str, script: bool
) -> None:
    walker = walk(language=language, script=script)
    before = figures(walker)
    ask(walker, centre)
    ask_for_coffee(walker, centre)
    say_yes(walker, centre)
    join(walker, centre)
    make(walker, centre)
    register(walker, centre)
    time_passes()
    meet(walker, centre)
    answer(walker, centre)
    walker.go(question_path())
    assert walker.sees(walker.say(_("Answered")))
    assert walker.page.locator(".timeline li").count() >= 5
    walker.sign_in(centre.maker)
    walker.go("/mijn/")
    assert walker.sees(THANKS)
    assert figures(walker) == {name: value + 1 for name, value in before.items()}
    assert walker.complaints == []


def test_register_from_the_agenda_on_a_phone(centre: Centre, walk: Callable[..., Walker]) -> None:
    activity = ActivityFactory(first_at=clock.now() + timedelta(days=3), title=TITLE)
    walker = walk(width=360)
    walker.sign_in(centre.asker)
    walker.go("/agenda/")
    walker.page.get_by_role("link", name=TITLE).click()
    walker.press(_("Register me"))
    activity.refresh_from_db()
    assert activity.taken == 1
    assert walker.complaints == []


def test_ask_and_register_by_keyboard(centre: Centre, walk: Callable[..., Walker]) -> None:
    """Tab, type, Enter: nothing needs a pointer."""
    activity = ActivityFactory(first_at=clock.now() + timedelta(days=3))
    walker = walk()
    walker.sign_in(centre.asker)
    walker.go("/vragen/stel/")
    tab_to(walker, "[name=text]")
    walker.page.keyboard.type(QUESTION)
    tab_to(walker, "main form button")
    walker.page.keyboard.press("Enter")
    walker.page.wait_for_url("**/vragen/hoe-krijg**")
    walker.go(f"/agenda/{activity.slug}/")
    tab_to(walker, "main form button")
    walker.page.keyboard.press("Space")
    walker.page.get_by_text(walker.say(_("I can't come"))).wait_for()
    activity.refresh_from_db()
    assert (LearningQuestion.objects.count(), activity.taken) == (1, 1)


def tab_to(walker: Walker, selector: str, *, most: int = 60) -> None:
    """Presses Tab until the focus is on it, and sees that the focus shows."""
    for _number in range(most):
        walker.page.keyboard.press("Tab")
        if walker.page.evaluate("s => document.activeElement.matches(s)", selector):
            outline = walker.page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none"
            return
    raise AssertionError(f"{selector} can't be reached by Tab")
