"""Says what the night would remove, or removes it now."""

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from samspor.base import clock
from samspor.screening.jobs import remove_outdated, remove_past_stages


class Command(BaseCommand):
    help = "Removes assessments that have had their time (the profile's screening_years). Run it with --dry-run first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count only, and touch nothing")

    def handle(self, *_: Any, **options: Any) -> None:
        told = remove_outdated(clock.now(), years=settings.PROFILE.screening_years, dry_run=options["dry_run"])
        verb = "Ville fjerne" if options["dry_run"] else "Fjernede"
        rounds = f"{told['assessments']} vurderinger i {told['rounds']} runder"
        self.stdout.write(f"{verb} {rounds} og {told['focus_points']} fokuspunkter.")
        months, dry = settings.PROFILE.screening_stage_months, options["dry_run"]
        children = remove_past_stages(clock.now(), months=months, dry_run=dry)
        self.stdout.write(
            f"{verb} desuden det, der er skrevet i dagtilbud eller skole om {children} børn, som er stoppet der."
        )
