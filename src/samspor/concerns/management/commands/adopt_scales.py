"""`adopt_scales --as MAIL`: takes the scales that ship with Samspor into use. What is there already is left."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.models import Account
from samspor.base import clock
from samspor.base.refused import NotHere
from samspor.concerns.api import adopt_scale, shipped
from samspor.people.api import actor_for

_WHO = "Skriv, hvem der tager skalaerne i brug: --as mail@kommune.dk. Det skal være en, der må tage skalaer i brug."


class Command(BaseCommand):
    help = "Tager de skalaer, der følger med Samspor, i brug: linealen og skalaspørgsmålet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--as", dest="email", default="", metavar="MAIL")

    def handle(self, *_: Any, email: str, **__: Any) -> None:
        at = clock.now()
        account = Account.objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(_WHO)
        try:
            for one in shipped():
                made = adopt_scale(by=actor_for(account, at=at), ruler=one, at=at)
                self.stdout.write(f"{made.title}, udgave {made.version}, er i brug.")
        except NotHere:
            raise CommandError(_WHO) from None
