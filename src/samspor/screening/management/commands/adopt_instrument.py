"""`adopt_instrument FILE --as MAIL`: takes an instrument into use from a TOML or XLSX file, or says what is wrong."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.check import demand
from samspor.access.models import Account
from samspor.access.rules import Permission
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people.api import actor_for
from samspor.screening import reading
from samspor.screening.api import adopt_instrument
from samspor.screening.instrument import Instrument, of
from samspor.screening.queries.versions import versions_of
from samspor.screening.rules.instruments import Fault, faults, of_succession

_WHO = "Skriv, hvem der tager redskabet i brug: --as mail@kommune.dk. Det skal være en, der må tage redskaber i brug."


class Command(BaseCommand):
    help = "Tager et redskab i brug fra en TOML- eller XLSX-fil. Kør den først med --dry-run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")
        parser.add_argument("--as", dest="email", default="", metavar="MAIL")
        parser.add_argument("--dry-run", action="store_true", help="læs og tjek kun, og tag intet i brug")

    def handle(self, *_: Any, file: Path, email: str, **options: Any) -> None:
        at = clock.now()
        account = Account.objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(_WHO)
        by = actor_for(account, at=at)
        try:
            demand(by, Permission.INSTRUMENT_ADOPT)
            held = _read(file)
            if options["dry_run"]:
                self.stdout.write(f"Filen er i orden: {held.title}, version {held.version}, {len(held.signs)} tegn.")
                return
            made = adopt_instrument(by=by, instrument=held, at=at)
        except NotHere:
            raise CommandError(_WHO) from None
        except Refused as refused:
            raise CommandError(refused.sentence) from None
        self.stdout.write(f"{made} er i brug fra {made.valid_from.isoformat()}.")


def _read(file: Path) -> Instrument:
    try:
        drafted = reading.drafted(file.read_bytes())
    except OSError:
        raise CommandError(f"Filen {file} kan ikke åbnes.") from None
    wrong = faults(drafted) or of_succession(drafted, versions_of(drafted.key))
    if wrong:
        raise CommandError("\n".join(map(_line, wrong)))
    return of(drafted)


def _line(fault: Fault) -> str:
    return f"Linje {fault.line}: {fault.sentence}" if fault.line else fault.sentence
