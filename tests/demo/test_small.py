"""The whole demo centre, loaded once: what it holds, and that nothing in it breaks a rule.

One test, because the loading takes most of a minute's work and must not be done again for each worker of the suite.
"""

from collections import Counter
from collections.abc import Callable
from datetime import time, timedelta

import pytest
from django.db.models import Count, F, Q

from heyy.core import clock
from heyy.core.models import AuditEntry, OutboxMail
from heyy.core.queries.audit import first_broken_seal
from heyy.demo.content import activity_texts, question_texts, read
from heyy.demo.school_days import SchoolDays
from heyy.indicators.models import Figure, HistoryValue
from heyy.meet4learn.models import (
    Activity,
    Attendance,
    Evaluation,
    Introduction,
    LearningQuestion,
    QuestionEvent,
    Registration,
    Session,
)
from heyy.organisations.enums import EDUCATION_KINDS
from heyy.organisations.models import EarlierName, Organisation
from heyy.people.models import Affiliation, Evidence, Person, RoleAssignment
from tests.demo.loading import TODAY, centre_of

MIDNIGHT = clock.start_of_day(TODAY)
OUTSIDE = ~Q(partner_roles__organisation__kind__in=EDUCATION_KINDS) & Q(partner_roles__isnull=False)

Check = Callable[[], None]
CHECKS: list[Check] = []


def holds(check: Check) -> Check:
    CHECKS.append(check)
    return check


@pytest.mark.django_db
def test_whole_centre(subtests: pytest.Subtests) -> None:
    with centre_of("small"):
        for check in CHECKS:
            with subtests.test(check.__name__):
                check()

    assert len(CHECKS) == 25


def with_partner_from_outside(**having: str) -> int:
    return Activity.objects.filter(OUTSIDE, **having).distinct().count()


@holds
def organisations_are_the_real_ones() -> None:
    kinds = Counter(Organisation.objects.values_list("kind", flat=True))

    assert (kinds["school"], kinds["board"], kinds["team"]) == (460, 41, 18)
    assert sum(count for kind, count in kinds.items() if kind not in EDUCATION_KINDS) == 33
    assert str(Organisation.objects.get(key="03XF04")) == "Niekée"
    assert EarlierName.objects.filter(organisation__key="41797", name__contains="Echt-Maasbracht").exists()
    named = ["SOML", "LVO", "SVO-PL", "OGVO", "SKOEM", "Kindante", "Swalm en Roer", "OMO"]
    assert Organisation.objects.filter(kind="board", daily_name__in=named).count() == len(named)


@holds
def people_are_made_up_and_reachable_by_nobody() -> None:
    people = list(Person.objects.all())

    assert len(people) == 1203
    assert [person.email for person in people if not person.email.endswith("@example.org")] == []
    assert [person.email for person in people if not person.is_demo or person.has_usable_password()] == []
    assert len({person.email for person in people}) == len(people)


@holds
def people_work_where_the_content_says() -> None:
    at_founders = Affiliation.objects.filter(
        until=None, organisation__parent__daily_name="SOML", organisation__kind="school"
    )
    people = at_founders.values("person").distinct().count()

    assert 404 <= people <= 420
    twice = Affiliation.objects.filter(until=None).exclude(organisation__kind="team").values("person")
    assert twice.annotate(jobs=Count("id")).filter(jobs=2).exists()
    assert Affiliation.objects.exclude(until=None).exists()


@holds
def roles_are_given_by_the_administrator() -> None:
    roles = Counter(RoleAssignment.objects.values_list("role", flat=True))

    assert (roles["broker"], roles["relation_manager"], roles["administrator"]) == (10, 2, 1)
    assert (roles["researcher"], roles["funder"], roles["team_leader"]) == (1, 1, 18)
    given = RoleAssignment.objects.exclude(role="administrator").values_list("given_by__email", flat=True).distinct()
    assert list(given) == ["beheerder@example.org"]


@holds
def evidence_stays_within_five_lines_and_four_years() -> None:
    own_words = Evidence.objects.filter(source="")

    assert own_words.count() == sum(len(lines) for kinds in read("evidence").values() for lines in kinds.values())
    most = own_words.values("person").annotate(lines=Count("id")).order_by("-lines")[0]
    assert most["lines"] == 5
    assert own_words.filter(on__lt=TODAY - timedelta(days=4 * 365 + 3)).count() == 0
    assert own_words.filter(on__gte=TODAY).count() == 0


@holds
def every_question_of_the_content_is_asked_once() -> None:
    asked = Counter(LearningQuestion.objects.values_list("text", flat=True))

    assert asked == Counter(text.text for text in question_texts())
    live = LearningQuestion.objects.filter(state__in=["open", "exploring", "planned"])
    assert live.count() == 46
    assert 8 <= live.filter(organisation__key="14PS00").count() <= 12
    assert live.filter(state="open", asked_at__gt=MIDNIGHT - timedelta(hours=12)).count() >= 3
    assert live.filter(state="open", introductions=None, asked_at__lt=MIDNIGHT - timedelta(days=14)).count() >= 2


@holds
def answers_are_those_of_the_content() -> None:
    written = {text.text: (text.answer_kind, text.answer) for text in question_texts() if text.answer_kind}
    answered = LearningQuestion.objects.filter(text__in=written)

    assert {(row.text, row.state) for row in answered} == {(text, "answered") for text in written}
    assert {row.text: (row.outcome_kind, row.outcome_text) for row in answered} == written


@holds
def audiences_are_mixed() -> None:
    audiences = Counter(LearningQuestion.objects.values_list("audience", flat=True))

    assert audiences["members"] > 90
    assert 18 <= audiences["public"] <= 36
    assert min(audiences["school"], audiences["team"]) > 1


@holds
def introductions_are_in_every_state_and_within_the_rules() -> None:
    states = Counter(Introduction.objects.values_list("state", flat=True))

    assert sorted(states) == ["accepted", "asked", "declined", "helped", "met", "proposed"]
    waiting = Introduction.objects.filter(state__in=["asked", "proposed"], helper_yes_at=None)
    assert waiting.values("helper").annotate(asks=Count("id")).filter(asks__gt=2).count() == 0
    assert Introduction.objects.exclude(asker=F("question__asker")).count() == 0


@holds
def activities_are_those_of_the_content_and_59_percent_has_a_partner_from_outside() -> None:
    texts = activity_texts()

    assert Counter(Activity.objects.values_list("title", flat=True)) == Counter(text.title for text in texts)
    assert Counter(Activity.objects.values_list("state", flat=True)) == {"held": 56, "open": 25, "making": 2}
    assert (with_partner_from_outside(), round(100 * with_partner_from_outside() / len(texts))) == (49, 59)
    assert round(100 * with_partner_from_outside(state="held") / 56) == 59


@holds
def activities_of_the_report_lie_in_its_period() -> None:
    slugs = read("report")["dates"]
    titles = [text.title for text in activity_texts() if text.slug in slugs]
    begins = [activity.first_at.year for activity in Activity.objects.filter(title__in=titles) if activity.first_at]

    assert len(begins) == 19
    assert (min(begins), max(begins)) == (2014, 2018)


@holds
def meetings_are_on_school_days_only() -> None:
    days = SchoolDays(TODAY.replace(year=2014), TODAY.replace(year=2027))
    starts = [clock.wall(session.starts_at).date() for session in Session.objects.all()]

    assert [day for day in starts if not days.has(day)] == []


@holds
def places_are_counted_and_never_oversold() -> None:
    confirmed = Count("registrations", filter=Q(registrations__state="confirmed"))
    queued = Count("registrations", filter=Q(registrations__state="waiting"))
    rows = Activity.objects.annotate(confirmed=confirmed, queued=queued)

    assert [row.title for row in rows if (row.confirmed, row.queued) != (row.taken, row.waiting)] == []
    assert [row.title for row in rows if row.taken > row.places] == []
    coming = [row for row in rows if row.state == "open" and row.first_at and row.first_at > MIDNIGHT]
    assert [row.title for row in coming if row.waiting and row.taken < row.places] == []
    assert sum(bool(row.waiting) for row in coming) >= 4
    assert sum(row.taken * 6 < row.places for row in coming) >= 3


@holds
def attendance_is_believable() -> None:
    present = Attendance.objects.filter(present=True).count()

    assert 0.85 <= present / Attendance.objects.count() <= 0.92
    unique = Attendance.objects.filter(present=True).values("registration__person").distinct().count()
    participations = Registration.objects.filter(attendances__present=True).distinct().count()
    assert 400 <= unique < participations <= 1800


@holds
def evaluations_come_from_people_who_were_there() -> None:
    absent = Evaluation.objects.exclude(registration__attendances__present=True)

    assert absent.count() == 0
    assert Evaluation.objects.count() > 500


@holds
def nothing_happened_after_the_day_has_begun() -> None:
    moments = {
        "asked": LearningQuestion.objects.filter(asked_at__gte=MIDNIGHT),
        "events": QuestionEvent.objects.filter(at__gte=MIDNIGHT),
        "introductions": Introduction.objects.filter(created_at__gte=MIDNIGHT),
        "registrations": Registration.objects.filter(changed_at__gte=MIDNIGHT),
        "evaluations": Evaluation.objects.filter(at__gte=MIDNIGHT),
        "audit": AuditEntry.objects.filter(at__gt=MIDNIGHT),
    }

    assert {name: rows.count() for name, rows in moments.items()} == dict.fromkeys(moments, 0)


@holds
def events_of_a_question_follow_each_other() -> None:
    for question in LearningQuestion.objects.prefetch_related("events"):
        kinds = [event.kind for event in question.events.all()]
        assert kinds[0] == "asked"
        assert kinds.count("asked") == 1
        assert (kinds[-1] in {"answered", "closed"}) == (not question.is_live), question.text


@holds
def no_mail_waits_and_a_handful_stays_to_read() -> None:
    mails = OutboxMail.objects.all()

    assert Counter(mail.state for mail in mails) == {"sent": mails.count()}
    assert 10 <= mails.count() <= 30
    assert [mail.to for mail in mails if not mail.to.endswith("@example.org")] == []


@holds
def audit_trail_is_sealed_and_whole() -> None:
    assert AuditEntry.objects.filter(position=None).count() == 0
    assert first_broken_seal() is None


@holds
def indicators_have_the_history_of_the_report() -> None:
    history = {
        (value.figure.measure, value.on.isoformat()): float(value.value)
        for value in HistoryValue.objects.select_related("figure")
    }

    assert history == {
        ("activities", "2014-12-31"): 50.0,
        ("activities", "2018-08-31"): 80.0,
        ("partner_share", "2014-12-31"): 10.0,
        ("partner_share", "2018-08-31"): 59.0,
        ("core_persons", "2015-12-31"): 50.0,
        ("core_persons", "2018-08-31"): 900.0,
        ("reached_persons", "2015-12-31"): 411.0,
        ("reached_persons", "2018-08-31"): 1150.0,
        ("schools", "2017-12-31"): 60.0,
    }
    targets = Figure.objects.exclude(target=None).values_list("measure", "target", "due")
    assert {(measure, float(target), due.isoformat() if due else "") for measure, target, due in targets if target} == {
        ("partner_share", 50.0, ""),
        ("core_persons", 350.0, "2017-12-31"),
        ("reached_persons", 1000.0, "2017-12-31"),
        ("schools", 20.0, "2018-08-31"),
    }


@holds
def schools_contribute_above_the_target() -> None:
    assert Organisation.objects.filter(contributes_since__isnull=False).count() == 26
    assert set(
        Organisation.objects.filter(contributes_since__lt="2015-01-01").values_list("parent__daily_name", flat=True)
    ) == {"SOML"}


@holds
def teacher_has_something_of_everything() -> None:
    teacher = Person.objects.get(email="lerares@example.org")
    question = teacher.questions.get(state="open")
    registrations = teacher.registrations.select_related("activity")
    coming = {row.activity.title: row.state for row in registrations if row.activity.state == "open"}
    been = registrations.filter(attendances__present=True, activity__state="held", evaluation=None)

    assert question.suggestions.count() == 3
    assert teacher.introductions_got.filter(state="asked", helper_yes_at=None).count() == 1
    assert teacher.introductions_asked.filter(question=question, asker_yes_at=None).count() == 1
    assert coming == {
        "Training Formatief werken met je hele sectie": "confirmed",
        "Atelier Toneel als spiegel": "waiting",
    }
    assert [row.activity.title for row in been] == ["Workshop Voorlezen in de brugklas"]


@holds
def maker_has_a_list_to_tick_and_an_activity_to_come() -> None:
    maker = Person.objects.get(email="maker@example.org")
    owned = Activity.objects.filter(makers__person=maker, makers__is_owner=True)
    running = owned.get(title="Atelier De eerste tien minuten")
    noted = [session.attendances.exists() for session in running.sessions.all()]

    assert noted == [True, False, False]
    assert running.sessions.all()[1].starts_at == clock.at_wall(TODAY, time(8, 0))
    assert owned.filter(state="open", first_at__gt=MIDNIGHT, taken__gte=5).count() == 1
    assert maker.thanks_received.count() > 0


@holds
def broker_has_questions_that_wait_and_some_in_hand() -> None:
    broker = Person.objects.get(email="makelaar@example.org")
    live = LearningQuestion.objects.filter(organisation__key="14PS00", state__in=["open", "exploring", "planned"])

    assert live.filter(broker=None).count() >= 3
    assert live.filter(broker=broker).count() >= 1


@holds
def team_leader_has_a_question_within_the_team() -> None:
    leader = Person.objects.get(email="teamleider@example.org")
    team = leader.role_assignments.get(role="team_leader").organisation

    assert LearningQuestion.objects.filter(
        audience="team", team=team, state__in=["open", "exploring", "planned"]
    ).exists()
