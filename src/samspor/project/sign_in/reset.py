"""A lost telephone: the second step is taken off an account from the server, and a new one is demanded."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.models import Account
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.project.sign_in.adapter import Adapter


@transaction.atomic
def reset_second_step(*, by: Actor, account: Account, reason: str, at: datetime) -> int:
    """How many sessions it ended. Codes kept for need go too: whoever has the telephone may have them."""
    demand(by, Permission.STAFF_EDIT)
    if account.pk == by.id:
        raise Refused("Ingen kan nulstille sit eget andet trin. Bed en anden systemadministrator om det.")
    if len(reason.strip()) < 10:
        raise Refused("Skriv, hvorfor, og hvordan du har sikret dig, hvem det er.")
    gone, _ = Authenticator.objects.select_for_update().filter(user=account).delete()
    if not gone:
        raise Refused(
            "Kontoen har intet andet trin. Den bliver bedt om det, næste gang den logger ind. Du behøver ikke gøre "
            "mere."
        )
    ended = end_sessions(account, at)
    record(Verb.SECOND_STEP_RESET, by=by, about=account, at=at, purpose=reason, after={"sessions": ended})
    Adapter().send_mail("mfa/email/totp_deactivated", account.email, {})
    return ended


def end_sessions(account: Account, at: datetime) -> int:
    """Whose a session is stands inside it, so all that still hold are opened."""
    held = Session.objects.filter(expire_date__gte=at)
    own = [one.pk for one in held.iterator() if one.get_decoded().get(SESSION_KEY) == str(account.pk)]
    return Session.objects.filter(pk__in=own).delete()[0]
