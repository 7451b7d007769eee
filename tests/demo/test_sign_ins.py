import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory

from heyy.core.errors import NotAllowed
from heyy.demo.sign_ins import SIGN_INS, sign_in_as
from heyy.people.middleware import SECOND_FACTOR_DONE
from heyy.people.models import Person
from tests.demo.loading import centre_of
from tests.factories.people import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.demo.urls")]
LANDINGS = {
    "teacher": "/mijn/",
    "maker": "/agenda/atelier-de-eerste-tien-minuten-",
    "team_leader": "/mijn/",
    "school_leader": "/mijn/",
    "broker": "/werkbank/",
    "relation_manager": "/werkbank/",
    "partner": "/partners/metaalwerkplaats-de-vonk/",
    "researcher": "/resultaten/",
    "funder": "/resultaten/",
    "administrator": "/beheer/",
}


@pytest.fixture
def demo_mode(settings: pytest.FixtureRequest) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]  # pytest-django's wrapper takes any setting


@pytest.fixture
def teacher() -> Person:
    return PersonFactory(email="lerares@example.org", is_demo=True)


@pytest.mark.usefixtures("demo_mode")
def test_every_sign_in_lands_on_a_page_that_opens(client: Client) -> None:
    with centre_of("tiny"):
        landed = {}
        for sign_in in SIGN_INS:
            answer = client.post(f"/demo/als/{sign_in.code}/")
            landed[sign_in.code] = answer.headers["Location"]
            person = Person.objects.get(email=sign_in.email)
            assert client.session[SECOND_FACTOR_DONE] == person.pk
            assert client.session["_auth_user_id"] == str(person.pk)
            assert client.get(landed[sign_in.code]).status_code == 200

    assert {code: address[: len(LANDINGS[code])] for code, address in landed.items()} == LANDINGS


@pytest.mark.usefixtures("demo_mode", "teacher")
def test_page_offers_every_role_with_one_button(client: Client) -> None:
    page = client.get("/demo/").content.decode()

    assert [sign_in.code for sign_in in SIGN_INS if f'action="/demo/als/{sign_in.code}/"' not in page] == []
    assert page.count("<h1") == 1


@pytest.mark.usefixtures("demo_mode")
def test_before_loading_a_sentence_says_what_to_do(client: Client) -> None:
    answer = client.post("/demo/als/teacher/")

    assert answer.status_code == 409
    assert "heyy demo" in answer.content.decode()


@pytest.mark.usefixtures("demo_mode", "teacher")
def test_unknown_role_is_not_found_and_a_link_signs_nobody_in(client: Client) -> None:
    assert client.post("/demo/als/director/").status_code == 404
    assert client.get("/demo/als/teacher/").status_code == 405
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("demo_mode")
def test_real_person_with_the_address_of_a_sign_in_is_never_signed_in(client: Client) -> None:
    PersonFactory(email="lerares@example.org", is_demo=False)

    assert client.post("/demo/als/teacher/").status_code == 409
    assert "_auth_user_id" not in client.session


@pytest.mark.usefixtures("teacher")
@pytest.mark.parametrize("path", ["/demo/", "/demo/post/"])
def test_outside_the_demo_the_pages_do_not_exist(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.usefixtures("teacher")
def test_outside_the_demo_nobody_is_signed_in(client: Client) -> None:
    assert client.post("/demo/als/teacher/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_outside_the_demo_the_action_refuses_whoever_calls_it(teacher: Person, rf: RequestFactory) -> None:
    request: HttpRequest = rf.post("/")

    with pytest.raises(NotAllowed):
        sign_in_as(request=request, code="teacher")
