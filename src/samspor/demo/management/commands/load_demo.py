"""`load_demo`: puts the demo municipality into the database."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from samspor.base import clock
from samspor.demo import loading
from samspor.demo.plan import SIZES, Size

_EARNEST = "Databasen har allerede børn, som ikke er demokommunens. Brug en tom database til demoen."
_THERE = "Demokommunen er allerede lagt ind."
_OTHER = "Der ligger allerede en demokommune i størrelsen {0}. Skriv også --fresh for at lægge {1} ind i stedet."
_LACKING = "Databasen er ikke ajour, eller demokommunen er ikke lagt ind."


class Command(BaseCommand):
    help = "Lægger demokommunen ind i databasen. Er den der allerede, sker der intet."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", choices=list(SIZES), help="hvor stor demokommunen skal være; ellers small")
        parser.add_argument("--fresh", action="store_true", help="tøm databasen og læg demokommunen ind på ny")
        parser.add_argument("--ask", action="store_true", help="sig kun, om databasen er ajour og kommunen lagt ind")
        parser.add_argument("--seed", type=int, default=1, help="samme tal giver samme kommune")

    def handle(self, *_: str, **options: Any) -> None:
        if options["ask"] and not loading.is_ready():
            raise CommandError(_LACKING)
        loaded, wanted = loading.loaded_size(), options["size"]
        if loaded is None and loading.has_children():
            raise CommandError(_EARNEST)
        if loaded is not None and not options["fresh"]:
            if wanted not in {None, loaded}:
                raise CommandError(_OTHER.format(loaded, wanted))
            self.stdout.write(_THERE)
            return
        count = self._load(SIZES[wanted or "small"], seed=options["seed"], empty_first=loaded is not None)
        self.stdout.write(f"Demokommunen er lagt ind med {count} børn.")

    def _load(self, size: Size, *, seed: int, empty_first: bool) -> int:
        at = clock.now()
        columns = (
            TextColumn("Lægger demokommunen ind"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeElapsedColumn(),
        )
        with Progress(*columns) as progress:
            task = progress.add_task("", total=size.children)
            count = loading.load(
                size, seed=seed, today=clock.local_date(at), at=at, empty_first=empty_first,
                tell=lambda children: progress.advance(task, children),
            )  # fmt: skip
        loading.tidy()
        return count
