"""How allauth behaves here: nobody signs up, the words are ours, mails go by the worker, secrets are sealed."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest

from samspor.access.models import Account
from samspor.access.secret import ring
from samspor.project.jobs import send_account_mail
from samspor.project.sign_in import texts

_SECRET = "mfa:secret"  # noqa: S105 -- the place it is sealed for, not a password


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultAccountAdapter.error_messages | texts.REFUSALS

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 -- allauth's signature
        return False

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None, *_: Any, **__: Any
    ) -> None:  # fmt: skip
        """Only what is worth saying: that one is signed in is seen by being it."""
        if sentence := texts.DONE.get(message_template or ""):
            messages.add_message(request, level, sentence)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """By the worker: what the answer takes tells nobody whether there is such an account."""
        subject, body, what = texts.MAILS[template_prefix]
        link = context.get("password_reset_url", "")
        text = body.format(what=what, link=link, municipality=settings.PROFILE.name)
        sealed = [ring().seal(part, "mail").hex() for part in (email, subject, text)]
        send_account_mail.defer(to=sealed[0], subject=sealed[1], text=sealed[2])

    def send_notification_mail(
        self, template_prefix: str, user: Account, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:  # fmt: skip
        self.send_mail(template_prefix, email or user.email, context or {})

    def reauthenticate(self, user: Account, password: str) -> bool:
        """By one's own address; allauth would look in a table of addresses that we do not keep."""
        found = self.authenticate(self.request, email=user.email, password=password)
        return found is not None and found.pk == user.pk

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [method | {"description": texts.WAYS[method["id"]]} for method in methods]


class SecondStep(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    error_messages = DefaultMFAAdapter.error_messages | texts.REFUSALS

    def encrypt(self, text: str) -> str:
        return ring().seal(text, _SECRET).hex()

    def decrypt(self, encrypted_text: str) -> str:
        return ring().open(bytes.fromhex(encrypted_text), _SECRET)
