"""What the learning loop may refuse, each with the sentence that people read."""

from django.utils.translation import gettext_lazy as _

from heyy.core.errors import RuleBroken


class QuestionTooShort(RuleBroken):
    code = "question-too-short"
    sentence = _("Write your question in at least ten characters. Nothing was lost: your text is still here.")


class QuestionTooLong(RuleBroken):
    code = "question-too-long"
    sentence = _("Your question is longer than 400 characters. Make it shorter; details come in the conversation.")


class QuestionClosed(RuleBroken):
    code = "question-closed"
    sentence = _("This question is closed. Its asker can open it again.")


class OutcomeMissing(RuleBroken):
    code = "outcome-missing"
    sentence = _("Say what answered your question: a talk, a visit, material or an activity.")


class TeamOrSchoolMissing(RuleBroken):
    code = "team-or-school-missing"
    sentence = _(
        "Heyy doesn't know your team or school yet, so nobody would see this. Choose another circle of readers."
    )


class PersonUnavailable(RuleBroken):
    code = "person-unavailable"
    sentence = _("This colleague can't be asked right now. Others can: look at the other suggestions.")


class AskedAlready(RuleBroken):
    code = "asked-already"
    sentence = _("You two were already brought together around this question.")


class NotWaitingForYou(RuleBroken):
    code = "not-waiting-for-you"
    sentence = _("This request was already answered.")


class BrokerUnfit(RuleBroken):
    code = "broker-unfit"
    sentence = _("Hand a question over to a broker or relation manager who may read it.")


class ActivityNotComplete(RuleBroken):
    code = "activity-not-complete"
    sentence = _("Add at least one meeting with a date before you publish.")


class ActivityNotOpen(RuleBroken):
    code = "activity-not-open"
    sentence = _("This activity doesn't take registrations.")


class ActivityStarted(RuleBroken):
    code = "activity-started"
    sentence = _("This activity has already started, so registering is no longer possible. Ask its maker.")


class ActivityOver(RuleBroken):
    code = "activity-over"
    sentence = _("This activity was held or cancelled, so it stays as it is.")


class MeetingWasHeld(RuleBroken):
    code = "meeting-was-held"
    sentence = _("Attendance was noted at one of these meetings, so it keeps its date and can't be removed.")


class MakerIsThere(RuleBroken):
    code = "maker-is-there"
    sentence = _("You make this activity, so you are there anyway.")


class NotRegistered(RuleBroken):
    code = "not-registered"
    sentence = _("You have no place in this activity and you are not on the waiting list.")


class FewerPlacesThanTaken(RuleBroken):
    code = "fewer-places-than-taken"
    sentence = _("%(taken)s people already have a place. Set the number of places to at least that.")


class NotYetBegun(RuleBroken):
    code = "not-yet-begun"
    sentence = _("This meeting, or the last one, has not begun yet. Come back when it has.")


class DidNotTakePart(RuleBroken):
    code = "did-not-take-part"
    sentence = _("Only people who took part can say whether it helped.")


class OwnerStays(RuleBroken):
    code = "owner-stays"
    sentence = _("An activity always has an owner. Make somebody else the owner first.")


class SessionEndsBeforeStart(RuleBroken):
    code = "session-ends-before-start"
    sentence = _("A meeting ends after it starts. Check the times.")


class TwoSessionsAtOnce(RuleBroken):
    code = "two-sessions-at-once"
    sentence = _("Two meetings of this activity start at the same moment. Change one of them.")
