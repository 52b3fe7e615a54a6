"""`reset_second_step MAIL --as MAIL --because ORD`: lets somebody in who has lost their telephone and their codes."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.models import Account
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people.api import actor_for
from samspor.project.sign_in.reset import reset_second_step
from samspor.ui.danish import plural

_NOBODY = "Der er ingen konto med mailadressen {0}."
_MAY_NOT = "Kun en systemadministrator kan nulstille et andet trin. Skriv hvem du er med --as."


class Command(BaseCommand):
    help = "Nulstiller det andet trin for en konto, og logger den ud alle steder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email", metavar="MAIL")
        parser.add_argument("--as", dest="by", required=True, metavar="MAIL")
        parser.add_argument("--because", required=True, metavar="ORD")

    def handle(self, *_: Any, email: str, by: str, because: str, **__: Any) -> None:
        at = clock.now()
        try:
            ended = reset_second_step(by=actor_for(_account(by), at=at), account=_account(email), reason=because, at=at)
        except NotHere:
            raise CommandError(_MAY_NOT) from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(
            f"Det andet trin er nulstillet, og {plural(ended, 'login', 'logins')} er afsluttet. "
            "Næste gang skal personen sætte et nyt op. Det står i loggen."
        )


def _account(email: str) -> Account:
    found = Account.objects.filter(email__iexact=email).first()
    if found is None:
        raise CommandError(_NOBODY.format(email))
    return found
