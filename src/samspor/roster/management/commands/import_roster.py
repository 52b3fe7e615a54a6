"""`import_roster FIL --as MAIL`: hands in a list for a leader, who says yes or no in the browser."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from samspor.access.actor import Actor
from samspor.access.models import Account
from samspor.base import clock
from samspor.base.refused import NotHere, Refused
from samspor.people.api import Unit, actor_for
from samspor.roster.api import units_to_import_to, upload_roster
from samspor.roster.rules.columns import sources
from samspor.roster.rules.states import State

_WHO = "Skriv, hvem listen læses ind for: --as mail@kommune.dk. Det skal være en leder, der må læse lister ind."
_WHERE = "Skriv, hvilken enhed listen er fra: --unit NAVN. Du kan vælge mellem: {0}."
_DONE = "Listen er læst. Log ind, og se den igennem på siden Børnelister. Der er ikke skrevet noget endnu."
_READING = "Listen er stor og bliver læst nu. Log ind, og følg med på siden Børnelister."
_COLUMNS = "Listen har kolonner, vi ikke kender. Log ind, og sig, hvad de er, på siden Børnelister."


class Command(BaseCommand):
    help = "Læser en fil med børn ind som et udkast, som en leder siger ja eller nej til."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FIL")
        parser.add_argument("--as", dest="email", default="", metavar="MAIL")
        parser.add_argument("--unit", default="", metavar="NAVN")
        parser.add_argument("--kind", default="other_list", choices=list(sources()))

    def handle(self, *_: Any, file: Path, email: str, unit: str, kind: str, **__: Any) -> None:
        at = clock.now()
        account = Account.objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(_WHO)
        if not file.is_file():
            raise CommandError(f"Filen {file} findes ikke. Se efter, om navnet er skrevet rigtigt.")
        by = actor_for(account, at=at)
        try:
            where = _unit(by, unit)
            made = upload_roster(
                by=by, unit=where, kind=kind, filename=file.name, path=file, at=at, purpose="afleveret fra serveren"
            )
        except (Refused, NotHere) as refused:
            raise CommandError(str(refused) or _WHO) from None
        said = {State.MAPPING: _COLUMNS, State.READING: _READING}
        self.stdout.write(said.get(made.stage, _DONE))


def _unit(by: Actor, name: str) -> Unit:
    """The one that is named, or the only one there is."""
    units = list(units_to_import_to(by))
    chosen = [unit for unit in units if not name or unit.name.casefold() == name.casefold()]
    if not units:
        raise NotHere
    if len(chosen) != 1:
        raise Refused(_WHERE.format(", ".join(unit.name for unit in units)))
    return chosen[0]
