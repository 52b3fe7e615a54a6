"""`adopt_guide --as MAIL`: takes the guides that ship with Samspor into use. What is there already is left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.models import Account
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.guide.api import adopt_guide, shipped
from samspor.guide.rules import VersionState
from samspor.guide.texts import VERSION_STATE
from samspor.people.api import actor_for, staff_of

_WHO = "Skriv, hvem der tager vejviseren i brug: --as mail@kommune.dk. Det skal være en, der må rette i den."


class Command(BaseCommand):
    help = "Tager de vejvisere, der følger med Samspor, i brug. Har kommunen sin egen, bliver den nye en kladde."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="email", default="", metavar="MAIL")

    def handle(self, *_: Any, email: str, **__: Any) -> None:
        at = clock.now()
        account = Account.objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(_WHO)
        try:
            for one in shipped():
                made = adopt_guide(by=actor_for(account, at=at), guide=one, at=at, owner=staff_of(account.pk))
                self.stdout.write(f"{made}: {VERSION_STATE[VersionState(made.state)].lower()}.")
        except NotHere:
            raise CommandError(_WHO) from None
