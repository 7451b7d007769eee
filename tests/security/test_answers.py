"""What every answer carries, and what a hostile one can't do."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from heyy.core import clock
from heyy.meet4learn.calendars import calendar_of
from heyy.meet4learn.models import Activity, LearningQuestion
from tests.factories.meet4learn import ActivityFactory
from tests.factories.people import funder, member
from tests.meet4learn.views.test_questions import ASK, signed_in

pytestmark = pytest.mark.django_db


def test_content_security_policy_allows_this_site_alone() -> None:
    policy = Client().get("/over/")["Content-Security-Policy"]
    directives = {part.split()[0]: part.split()[1:] for part in policy.split(";")}
    assert "unsafe" not in policy
    assert {name: directives[name] for name in ("default-src", "script-src", "style-src", "base-uri")} == {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "base-uri": ["'none'"],
    }


def test_headers_against_sniffing_framing_and_telling_where_one_came_from() -> None:
    response = Client().get("/over/")
    names = ("X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy")
    assert [response[name] for name in names] == ["nosniff", "DENY", "same-origin", "same-origin"]


def test_cookies_can_not_be_read_by_script() -> None:
    person = member()
    person.set_password("heel-geheim-woord")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    response = Client().post("/account/login/", {"login": person.email, "password": "heel-geheim-woord"})
    cookie = response.cookies["sessionid"]
    assert (cookie["httponly"], cookie["samesite"]) == (True, "Lax")


def test_a_foreign_host_is_refused() -> None:
    assert Client(headers={"host": "evil.example.com"}).get("/over/").status_code == 400


@pytest.mark.parametrize("address", ["https://evil.example.com/", "//evil.example.com/", "javascript:alert(1)"])
def test_next_never_leads_to_another_site(address: str) -> None:
    client = signed_in(member())
    client.post(reverse("meet4learn:ask"), ASK)
    other = signed_in(member())
    path = reverse("meet4learn:me_too", args=[LearningQuestion.objects.get().slug])
    assert other.post(path, {"next": address})["Location"].startswith("/vragen/")


def test_a_post_without_its_token_is_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(member())
    assert client.post(reverse("meet4learn:ask"), ASK).status_code == 403
    assert LearningQuestion.objects.count() == 0


def test_fifty_replays_of_one_post_make_one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("heyy.core.limits._count", lambda *_words: None)
    client = signed_in(member())
    places = {client.post(reverse("meet4learn:ask"), ASK)["Location"] for _ in range(50)}
    assert (len(places), LearningQuestion.objects.count()) == (1, 1)


def test_asking_very_often_is_told_to_wait() -> None:
    client = signed_in(member())
    codes = [client.post(reverse("meet4learn:ask"), ASK | {"once": str(number)}).status_code for number in range(21)]
    assert codes == [302] * 20 + [409]
    assert LearningQuestion.objects.count() == 20


def test_a_title_can_not_add_lines_to_a_calendar() -> None:
    activity = ActivityFactory(title="Lezen\r\nATTENDEE:mailto:evil@example.com", first_at=clock.now())
    text = calendar_of([Activity.objects.prefetch_related("sessions__location").get(pk=activity.pk)]).decode()
    assert "\r\nATTENDEE" not in text


@pytest.mark.parametrize("language", ["nl", "en"])
def test_pages_for_what_is_not_there_or_not_allowed_speak(language: str) -> None:
    client = Client()
    client.cookies["django_language"] = language
    response = client.get("/nergens/")
    assert (response.status_code, response["Content-Language"]) == (404, language)
    assert "<h1" in response.content.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_refusal_a_rule_and_a_failure_speak_the_readers_language(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """403, 409 and 500: each says in the reader's language what happened, and none tells how Heyy is made."""
    client = signed_in(funder())
    client.cookies["django_language"] = language
    client.raise_request_exception = False
    with translation.override(language):
        words = [
            gettext(title)
            for title in ("You may not do this", "That is not possible now", "Something went wrong on our side")
        ]
    answers = [client.get(reverse("meet4learn:start")), client.post(reverse("meet4learn:ask"), ASK)]
    monkeypatch.setattr("heyy.home.views.pages.about_texts", lambda _language: 1 / 0)
    answers.append(client.get("/over/"))
    assert [answer.status_code for answer in answers] == [403, 409, 500]
    for answer, title in zip(answers, words, strict=True):
        page = answer.content.decode()
        assert f'<html lang="{language}">' in page
        assert f"<h1>{title}</h1>" in page
        assert "Traceback" not in page
        assert "ZeroDivisionError" not in page


@pytest.mark.parametrize("address", ["https://evil.example.com/", "//evil.example.com/", "/\\evil.example.com"])
def test_signing_in_and_choosing_a_language_stay_on_this_site(address: str) -> None:
    person = member()
    person.set_password("heel-geheim-woord")
    person.save()
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    data = {"login": person.email, "password": "heel-geheim-woord", "next": address}
    assert Client().post("/account/login/", data)["Location"] == "/mijn/"
    assert Client().post("/taal/", {"language": "en", "next": address})["Location"] == "/"


def test_a_wrong_password_is_tried_a_few_times_only() -> None:
    person, client = member(), Client()
    data = {"login": person.email, "password": "geraden"}
    pages = [client.post("/account/login/", data).content.decode() for _ in range(12)]
    with translation.override("nl"):
        told = gettext("Too many failed login attempts. Try again later.")
    assert told in pages[-1]
    assert told not in pages[0]


def test_a_form_from_another_site_is_told_so_in_a_sentence() -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(reverse("meet4learn:ask"), ASK)
    assert answer.status_code == 403
    with translation.override("nl"):
        assert gettext("This page stood open too long") in answer.content.decode()


def test_what_people_write_is_text_and_never_markup() -> None:
    client = signed_in(member())
    hostile = "<script>alert(1)</script><img src=x onerror=alert(1)> Hoe nu verder?"
    page = client.get(client.post(reverse("meet4learn:ask"), ASK | {"text": hostile})["Location"]).content.decode()
    assert "<script>alert" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
