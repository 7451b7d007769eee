"""Questions, activities and registrations around one fixed moment. Plain: nothing is mailed, indexed or audited."""

import uuid
from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from heyy.meet4learn.enums import ActivityForm, ActivityState, IntroductionState, MakerRole, RegistrationState
from heyy.meet4learn.models import Activity, Introduction, LearningQuestion, Maker, Registration, Session
from heyy.organisations.models import Organisation
from heyy.people.models import Person
from tests.factories.people import PersonFactory, member

NOW = datetime(2026, 3, 11, 9, 0, tzinfo=UTC)
NEXT_WEEK = NOW + timedelta(days=7)


def _workplace(person: Person) -> Organisation | None:
    affiliation = person.affiliations.order_by("since", "pk").first()
    return affiliation.organisation if affiliation else None


class QuestionFactory(DjangoModelFactory[LearningQuestion]):
    """Asked from the asker's school, for members to read."""

    class Meta:
        model = LearningQuestion

    slug = factory.Sequence(lambda n: f"vraag-{n}")
    text = "Hoe geef ik feedback waar leerlingen iets mee doen?"
    asker = factory.LazyFunction(member)
    organisation = factory.LazyAttribute(lambda question: _workplace(question.asker))
    asked_at = NOW
    state_since = NOW


class IntroductionFactory(DjangoModelFactory[Introduction]):
    """The asker asked; the helper has not answered."""

    class Meta:
        model = Introduction

    question = factory.SubFactory(QuestionFactory)
    asker = factory.SelfAttribute("question.asker")
    helper = factory.SubFactory(PersonFactory)
    state = IntroductionState.ASKED
    created_at = NOW
    asker_yes_at = NOW


class MakerFactory(DjangoModelFactory[Maker]):
    class Meta:
        model = Maker

    person = factory.SubFactory(PersonFactory)
    role = MakerRole.GIVES


class SessionFactory(DjangoModelFactory[Session]):
    class Meta:
        model = Session

    starts_at = factory.SelfAttribute("activity.first_at")
    ends_at = factory.LazyAttribute(lambda session: session.starts_at + timedelta(hours=2))


class ActivityFactory(DjangoModelFactory[Activity]):
    """Open, with one owner (`owner__person=`) and one session next week (`first_at=`)."""

    class Meta:
        model = Activity
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda n: f"activiteit-{n}")
    uid = factory.LazyFunction(uuid.uuid4)
    title = "Feedback die werkt"
    form = ActivityForm.BENDECAFE
    summary = "Samen kijken naar feedback in de klas."
    state = ActivityState.OPEN
    places = 10
    first_at = NEXT_WEEK
    last_at = factory.LazyAttribute(lambda activity: activity.first_at + timedelta(hours=2))
    changed_at = NOW
    owner = factory.RelatedFactory(MakerFactory, factory_related_name="activity", is_owner=True)
    session = factory.RelatedFactory(SessionFactory, factory_related_name="activity")


class RegistrationFactory(DjangoModelFactory[Registration]):
    """A row only: `taken` and `waiting` of the activity are counted by the actions."""

    class Meta:
        model = Registration

    activity = factory.SubFactory(ActivityFactory)
    person = factory.SubFactory(PersonFactory)
    state = RegistrationState.CONFIRMED
    queued_at = NOW
    changed_at = NOW
