from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext as _

from heyy.meet4learn.forms import AskForm
from heyy.meet4learn.models import Introduction, Registration, Session, Suggestion
from heyy.meet4learn.reasons import reason
from heyy.people.enums import Audience
from heyy.people.models import Person

register = template.Library()


@register.filter(name="reason")
def reason_filter(suggestion: Suggestion) -> str:
    return reason(suggestion)


@register.filter
def other_side(introduction: Introduction, person: Any) -> Person:
    """The one to show: the other of the two, or the helper for a broker who looks on."""
    is_helper = person is not None and introduction.helper_id == person.pk
    return introduction.asker if is_helper else introduction.helper


@register.filter
def concerns(introduction: Introduction, person: Any) -> bool:
    return person is not None and person.pk in (introduction.asker_id, introduction.helper_id)


@register.filter
def waits_for(introduction: Introduction, person: Any) -> bool:
    """Whether this person still has to say yes or not now."""
    if not introduction.is_open or not concerns(introduction, person):
        return False
    mine = introduction.asker_yes_at if introduction.asker_id == person.pk else introduction.helper_yes_at
    return mine is None


@register.filter
def was_at(registration: Registration, session: Session) -> bool:
    """Whether the list of this meeting has a tick; reads prefetched rows."""
    return any(row.present and row.session_id == session.pk for row in registration.attendances.all())


@register.inclusion_tag("meet4learn/_ask_form.html", takes_context=True)
def ask_form(context: Context) -> dict[str, Any]:
    """The field "What would you like to get on with?" for any page."""
    return {"form": AskForm(initial={"audience": Audience.MEMBERS.value}), "csrf_token": context.get("csrf_token")}


@register.filter
def in_words(introduction: Introduction, person: Any) -> str:
    """Where an introduction stands, seen by this reader."""
    if not introduction.is_open:
        return str(introduction.get_state_display())
    if not waits_for(introduction, person):
        return _("waits for an answer")
    if person.pk == introduction.helper_id:
        return _("asks you along")
    return _("offers to help") if introduction.helper_yes_at else _("may be able to help")
