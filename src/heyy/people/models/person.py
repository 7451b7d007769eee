import secrets
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property

from heyy.core import clock
from heyy.people.enums import Audience, ProfileFieldName
from heyy.people.models.affiliation import current_on


def new_calendar_secret() -> str:
    return secrets.token_urlsafe(32)


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "Person":
        person = self.model(email=self.normalize_email(email), **fields)
        person.set_password(password)
        person.save()
        return person

    def get_by_natural_key(self, email: str | None) -> "Person":
        return self.get(email__iexact=email or "")


class Person(AbstractBaseUser):
    """Somebody who signs in. Rights come from role assignments, never from flags on the person."""

    email = models.EmailField(unique=True)
    first_name = models.CharField(max_length=60)
    last_name = models.CharField(max_length=80)
    language = models.CharField(max_length=2, default="nl")
    joined_at = models.DateTimeField(default=timezone.now)
    is_active = models.BooleanField(default=True)
    is_demo = models.BooleanField(default=False)
    paused_until = models.DateField(null=True, blank=True)
    is_findable = models.BooleanField(default=True)
    calendar_secret = models.CharField(max_length=43, unique=True, default=new_calendar_secret)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="one_person_per_email")]
        indexes = [models.Index(fields=["last_name", "first_name"])]

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def initials(self) -> str:
        last = self.last_name.split()[-1] if self.last_name else ""
        return (self.first_name[:1] + last[:1]).upper()

    def get_full_name(self) -> str:
        return self.full_name

    @cached_property
    def role_names(self) -> frozenset[str]:
        """The roles that hold today; lower domains judge by these without knowing `people`."""
        held = self.role_assignments.filter(current_on(clock.today()))
        return frozenset(held.values_list("role", flat=True))


class ProfileField(models.Model):
    """One thing a person tells about oneself, with its own audience."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="profile_fields")
    name = models.CharField(max_length=10, choices=ProfileFieldName.choices)
    value = models.CharField(max_length=600, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices, default=Audience.ME)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="profile_field_once")]
