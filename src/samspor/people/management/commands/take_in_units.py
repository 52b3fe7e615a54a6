"""`take_in_units FIL --as MAIL`: new units, and what has changed about those that are there."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.models import Account
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people.actions import take_in_units
from samspor.people.forms.units import read_units
from samspor.people.queries import actor_for
from samspor.ui.danish import plural

_WHO = "Skriv, hvem du er: --as mail@kommune.dk. Det skal være en systemadministrator."


class Command(BaseCommand):
    help = "Læser nye og rettede enheder ind. Det, listen ikke nævner, bliver stående."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("units", type=Path, metavar="FIL")
        parser.add_argument("--as", dest="by", required=True, metavar="MAIL")

    def handle(self, *_: Any, units: Path, by: str, **__: Any) -> None:
        at = clock.now()
        account = Account.objects.filter(email__iexact=by).first()
        if account is None:
            raise CommandError(_WHO)
        try:
            changed = take_in_units(by=actor_for(account, at=at), rows=read_units(units), at=at)
        except NotHere:
            raise CommandError(_WHO) from None
        except OSError:
            raise CommandError(f"Filen {units} kan ikke åbnes.") from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(f"{plural(len(changed), 'enhed', 'enheder')} er ny eller rettet. Resten er, som de var.")
