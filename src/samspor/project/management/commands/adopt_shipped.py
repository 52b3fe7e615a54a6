"""`adopt_shipped --as MAIL`: takes what ships with Samspor into use where it is not. What is there already is left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.check import holds
from samspor.access.models import Account
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.people.api import actor_for
from samspor.project.beginning import adopt_shipped
from samspor.ui.danish import listing

_WHO = "Skriv, hvem der tager det i brug: --as mail@kommune.dk. Det skal være en projektleder."
_NOTHING = "Alt, hvad der følger med, er taget i brug i forvejen. Intet er ændret."


class Command(BaseCommand):
    help = "Tager det redskab, de skalaer, vejvisere og slags møder, der følger med Samspor, i brug."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="email", default="", metavar="MAIL")

    def handle(self, *_: Any, email: str, **__: Any) -> None:
        at = clock.now()
        account = Account.objects.filter(email__iexact=email).first()
        if account is None or not holds(by := actor_for(account, at=at), Permission.INSTRUMENT_ADOPT):
            raise CommandError(_WHO)
        adopted = adopt_shipped(by=by, at=at)
        self.stdout.write(f"Taget i brug: {listing(adopted)}." if adopted else _NOTHING)
