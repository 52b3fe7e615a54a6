"""The questions of sign-in: allauth's forms, drawn and worded as ours."""

from typing import Any, ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.recovery_codes import forms as recovery
from allauth.mfa.totp import forms as totp

from samspor.ui.forms import Form

CODE = "Kode fra appen"
NEW = "Mindst 12 tegn. En lille sætning er god: den er lang og til at huske."


class Ours(Form):
    """`words`: what each field is called here, and its hint. Placeholders go, because they disappear when one types."""

    words: ClassVar[dict[str, tuple[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, hint) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, hint
            field.widget.attrs.pop("placeholder", None)


class Login(Ours, account.LoginForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"login": ("Mailadresse", ""), "password": ("Adgangskode", "")}


class ChangePassword(Ours, account.ChangePasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {
        "oldpassword": ("Din nuværende adgangskode", ""),
        "password1": ("Ny adgangskode", NEW),
        "password2": ("Ny adgangskode igen", ""),
    }


class SetPassword(Ours, account.SetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"password1": ("Adgangskode", NEW), "password2": ("Adgangskode igen", "")}


class ResetPassword(Ours, account.ResetPasswordForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"email": ("Mailadresse", "Den, du logger ind med.")}


class ResetPasswordFromKey(Ours, account.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"password1": ("Ny adgangskode", NEW), "password2": ("Ny adgangskode igen", "")}


class Reauthenticate(Ours, account.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"password": ("Adgangskode", "")}


class Authenticate(Ours, mfa.AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"code": (CODE, "Har du ikke din telefon, så skriv en af dine nødkoder.")}


class MfaReauthenticate(Ours, mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"code": (CODE, "Har du ikke din telefon, så skriv en af dine nødkoder.")}


class ActivateTotp(Ours, totp.ActivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    words: ClassVar = {"code": (CODE, "De seks cifre, som appen viser lige nu.")}


class DeactivateTotp(Ours, totp.DeactivateTOTPForm):  # type: ignore[misc]  # allauth has no types
    """Nothing is asked: pressing the button is the answer."""


class GenerateRecoveryCodes(Ours, recovery.GenerateRecoveryCodesForm):  # type: ignore[misc]  # allauth has no types
    """Nothing is asked: pressing the button is the answer."""
