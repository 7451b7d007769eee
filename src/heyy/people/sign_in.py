"""How allauth fits Heyy: mails go through the outbox, and their links start with SITE_URL alone."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.urls import reverse

from heyy.core import clock
from heyy.core.actions.mail import queue_mail
from heyy.people.models import Person


class Site(NamedTuple):
    """What the texts of allauth call the site."""

    name: str
    domain: str


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Renders as allauth does, then queues: signing in never waits for a mail server."""
        message = self.render_mail(template_prefix, email, {**_on_our_site(context), "email": email})
        now = clock.now()
        queue_mail(
            key=f"account:{template_prefix.rsplit('/', 1)[-1]}:{email}:{now.timestamp()}",
            to=email,
            subject=str(message.subject),
            body=str(message.body),
            now=now,
        )

    def format_email_subject(self, subject: str) -> str:
        return f"Heyy: {subject}"

    def get_reset_password_from_key_url(self, key: str) -> str:
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": "UID", "key": "KEY"})
        return settings.SITE_URL + path.replace("UID-KEY", key)


def _on_our_site(context: dict[str, Any]) -> dict[str, Any]:
    """Some addresses come from the request, whose host anybody may choose: only their paths are kept."""
    urls = {name: urlsplit(str(url)) for name, url in context.items() if name.endswith("_url") and url}
    ours = {name: settings.SITE_URL + urlunsplit(("", "", *parts[2:])) for name, parts in urls.items()}
    return {**context, **ours, "current_site": Site("Heyy", settings.SITE_URL)}


def password_link(person: Person) -> str:
    """The address at which this person can choose a password, once and for as long as Django's setting allows."""
    key = f"{user_pk_to_url_str(person)}-{default_token_generator.make_token(person)}"
    return AccountAdapter().get_reset_password_from_key_url(key)


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    def populate_user(self, request: Any, sociallogin: Any, data: dict[str, Any]) -> Any:
        """Names as the school's sign-in gives them; the e-mail address stands in when there is no name."""
        person = super().populate_user(request, sociallogin, data)
        person.first_name = data.get("first_name") or (data.get("email") or "").split("@")[0]
        person.last_name = data.get("last_name") or ""
        return person
