"""`begin FIL --admin MAIL --name NAVN`: the municipality's units and its first administrator, in an empty database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from samspor.access.rules import Role
from samspor.access.texts import ROLE
from samspor.audit.record import worker
from samspor.base import clock
from samspor.base.refused import Refused
from samspor.people.actions import begin
from samspor.people.forms.units import read_units
from samspor.ui.danish import plural

_DONE = (
    "{0} er oprettet, og {1} er systemadministrator.\n"
    "Start Samspor med './samspor serve', vælg »Glemt adgangskode« på siden, hvor man logger ind, og skriv {2}."
)


class Command(BaseCommand):
    help = "Tager Samspor i brug: læser kommunens enheder ind og opretter den første systemadministrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("units", type=Path, metavar="FIL")
        parser.add_argument("--admin", required=True, metavar="MAIL")
        parser.add_argument("--name", required=True, metavar="NAVN")

    def handle(self, *_: Any, units: Path, admin: str, name: str, **__: Any) -> None:
        at = clock.now()
        try:
            validate_email(admin)
            rows = read_units(units)
            begin(by=worker(at), rows=rows, name=name, email=admin, title=ROLE[Role.SYSTEM_ADMIN], at=at)
        except ValidationError:
            raise CommandError(f"»{admin}« er ikke en mailadresse.") from None
        except OSError:
            raise CommandError(f"Filen {units} kan ikke åbnes.") from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(_DONE.format(plural(len(rows), "enhed", "enheder"), name, admin))
