"""How the first administrator comes in: the operator names an address."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from heyy.core import clock
from heyy.core.actions.audit import record
from heyy.people.actions.roles import give_role
from heyy.people.enums import Role
from heyy.people.errors import NotAnEmailAddress
from heyy.people.models import Person, RoleAssignment


@transaction.atomic
def create_administrator(*, email: str, now: datetime) -> tuple[Person, bool]:
    """Gives the role to whoever has this address, or to a new person; false when nothing had to change.

    The operator vouches for the address. A new person has no password yet and gets in by a link.
    """
    try:
        validate_email(email)
    except ValidationError:
        raise NotAnEmailAddress(email=email) from None
    person = Person.objects.filter(email__iexact=email).first()
    if person is None:
        person = Person.objects.create_user(
            email.lower(), first_name=email.split("@", maxsplit=1)[0][:60], joined_at=now
        )
        EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
        record(actor=None, verb="create_person", thing=person, now=now)
    current = RoleAssignment.objects.filter(person=person, role=Role.ADMINISTRATOR, until=None)
    if current.exists():
        return person, False
    today = clock.wall(now).date()
    give_role(person=person, role=Role.ADMINISTRATOR, organisation=None, since=today, actor=None, now=now)
    return person, True
