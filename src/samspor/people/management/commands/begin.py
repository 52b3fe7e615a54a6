"""`begin FIL --admin MAIL --name NAVN`: units, an administrator and what ships, in an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from samspor.access.rules import Role
from samspor.access.texts import ROLE
from samspor.audit.record import worker
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.actions import begin
from samspor.people.forms.units import read_units
from samspor.ui import slots
from samspor.ui.danish import listing, plural

_DONE = (
    "{0} er oprettet, og {1} er systemadministrator.\n"
    "Taget i brug: {3}.\n"
    "Start Samspor med './samspor serve', vælg »Glemt adgangskode« på siden, hvor man logger ind, og skriv {2}."
)


class Command(BaseCommand):
    help = "Tager Samspor i brug: læser enheder ind, opretter en systemadministrator og tager det med, der følger med."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("units", type=Path, metavar="FIL")
        parser.add_argument("--admin", required=True, metavar="MAIL")
        parser.add_argument("--name", required=True, metavar="NAVN")

    def handle(self, *_: Any, units: Path, admin: str, name: str, **__: Any) -> None:
        at = clock.now()
        try:
            validate_email(admin)
            rows = read_units(units)
            with transaction.atomic():
                begin(by=worker(at), rows=rows, name=name, email=admin, title=ROLE[Role.SYSTEM_ADMIN], at=at)
                adopted = [one for said in slots.gather("beginning", at=at) for one in said]
        except ValidationError:
            raise CommandError(f"»{admin}« er ikke en mailadresse.") from None
        except OSError:
            raise CommandError(f"Filen {units} kan ikke åbnes.") from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(_DONE.format(plural(len(rows), "enhed", "enheder"), name, admin, listing(adopted)))
