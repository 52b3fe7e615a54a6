"""Says what the night would remove, or removes it now."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samspor.base import clock
from samspor.transitions.jobs import remove_outdated


class Command(BaseCommand):
    help = "Fjerner overleveringer, der har haft deres tid (profilens handover_years). Kør den først med --dry-run."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="tæl kun, og rør ingenting")

    def handle(self, *_: Any, **options: Any) -> None:
        told = remove_outdated(clock.now(), years=settings.PROFILE.handover_years, dry_run=options["dry_run"])
        verb = "Ville fjerne" if options["dry_run"] else "Fjernede"
        self.stdout.write(f"{verb} {told['handovers']} overleveringer og {told['drafts']} glemte kladder.")
