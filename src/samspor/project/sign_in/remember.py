"""Who came, who went, and who could not get in. Never a password, never an address nobody has."""

from typing import Any
from uuid import UUID

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

from samspor.access.models import Account
from samspor.audit.record import session
from samspor.audit.verbs import Verb
from samspor.base import clock
from samspor.project.identity import LOCAL

UNKNOWN = "Ukendt konto"
_VERBS = (
    (user_logged_in, Verb.SIGNED_IN),
    (user_logged_out, Verb.SIGNED_OUT),
    (authentication_failed, Verb.SIGN_IN_FAILED),
    (password_changed, Verb.PASSWORD_CHANGED),
    (password_set, Verb.PASSWORD_CHANGED),
    (password_reset, Verb.PASSWORD_CHANGED),
    (authenticator_added, Verb.SECOND_STEP_ADDED),
    (authenticator_removed, Verb.SECOND_STEP_REMOVED),
    (authenticator_reset, Verb.RECOVERY_CODES_MADE),
)


def connect() -> None:
    for signal, verb in _VERBS:
        signal.connect(_writer(verb), weak=False, dispatch_uid=f"samspor.{verb}.{id(signal)}")
    user_login_failed.connect(failed, dispatch_uid="samspor.failed")


def _writer(verb: Verb) -> Any:
    def write(*, user: Account | None = None, authenticator: Authenticator | None = None, **_: Any) -> None:
        codes = authenticator is not None and authenticator.type == Authenticator.Type.RECOVERY_CODES
        comes_along = codes and verb is not Verb.RECOVERY_CODES_MADE
        if user is not None and not comes_along:  # signing out twice is nobody's doing
            _write(verb, user.pk, user.name)

    return write


def failed(*, credentials: dict[str, Any], **_: Any) -> None:
    account = LOCAL.account(credentials)
    _write(Verb.SIGN_IN_FAILED, account.pk if account else None, account.name if account else UNKNOWN)


def _write(verb: Verb, account_id: UUID | None, name: str) -> None:
    session(verb, at=clock.now(), account_id=account_id, name=name)
