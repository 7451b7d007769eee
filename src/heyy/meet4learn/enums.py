from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class QuestionState(TextChoices):
    OPEN = "open", _("Open")
    EXPLORING = "exploring", _("Being explored")
    PLANNED = "planned", _("Has a plan")
    ANSWERED = "answered", _("Answered")
    CLOSED = "closed", _("Closed without an answer")


LIVE_QUESTION_STATES = (QuestionState.OPEN, QuestionState.EXPLORING, QuestionState.PLANNED)


class OutcomeKind(TextChoices):
    TALK = "talk", _("A talk")
    VISIT = "visit", _("A visit")
    MATERIAL = "material", _("Material")
    ACTIVITY = "activity", _("An activity")


class Helped(TextChoices):
    YES = "yes", pgettext_lazy("did it help", "Yes")
    PARTLY = "partly", pgettext_lazy("did it help", "Partly")
    NO = "no", pgettext_lazy("did it help", "No")


class QuestionEventKind(TextChoices):
    ASKED = "asked", _("The question was asked")
    TAKEN = "taken", _("A broker took the question")
    HANDED_OVER = "handed_over", _("The question was handed over to another broker")
    PROPOSED = "proposed", _("A broker proposed people")
    COFFEE_ASKED = "coffee_asked", _("Somebody was asked for a cup of coffee")
    INTRODUCED = "introduced", _("Two people were brought together")
    MET = "met", _("They met")
    ACTIVITY_STARTED = "activity_started", _("An activity grew from this question")
    AUDIENCE = "audience", _("The circle of readers was changed")
    ANSWERED = "answered", _("The question was answered")
    CLOSED = "closed", _("The question was closed without an answer")
    REOPENED = "reopened", _("The question was opened again")


class IntroductionState(TextChoices):
    PROPOSED = "proposed", _("Proposed by a broker")
    ASKED = "asked", _("Asked")
    ACCEPTED = "accepted", _("Both said yes")
    DECLINED = "declined", _("Not now")
    MET = "met", _("Met")
    HELPED = "helped", _("Helped")


OPEN_INTRODUCTION_STATES = (IntroductionState.PROPOSED, IntroductionState.ASKED)


class ActivityForm(TextChoices):
    BENDECAFE = "bendecafe", "Bendecafé"
    ATELIER = "atelier", _("Atelier")
    TRAINING = "training", _("Training")
    WORKSHOP = "workshop", _("Workshop")
    NETWORK = "network", _("Network session")
    INTERVISION = "intervision", _("Intervision")
    INSPIRATION = "inspiration", _("Inspiration afternoon")
    STUDY_DAY = "study_day", _("Study day")


class ActivityState(TextChoices):
    MAKING = "making", _("In the making")
    OPEN = "open", _("Open")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class MakerRole(TextChoices):
    DEVELOPS = "develops", _("develops")
    GIVES = "gives", _("gives")
    HOSTS = "hosts", _("hosts")
    ADVISES = "advises", _("advises")


class PartnerPart(TextChoices):
    HAD_IDEA = "had_idea", _("had the idea")
    CO_DEVELOPED = "co_developed", _("co-developed")
    GAVE = "gave", _("gives")
    HOSTED = "hosted", _("hosts")
    PAID = "paid", _("pays along")


class RegistrationState(TextChoices):
    CONFIRMED = "confirmed", _("You have a place")
    WAITING = "waiting", _("On the waiting list")
    WITHDRAWN = "withdrawn", _("Withdrawn")
