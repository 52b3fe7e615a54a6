"""`make_docs`: writes docs/generated, or with --check says which pages no longer hold."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from samspor.project.documents import drifted, write


class Command(BaseCommand):
    help = "Skriver siderne i docs/generated ud fra koden."
    requires_system_checks = ()  # nothing of the database is asked

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="skriv ikke, men sig, hvad der ikke passer")

    def handle(self, *_: Any, **options: Any) -> None:
        docs = settings.ROOT / "docs"
        if options["check"]:
            if names := drifted(docs):
                raise CommandError(f"Ikke længere som i koden: {', '.join(names)}. Kør make_docs.")
            return
        write(docs)
        self.stdout.write("Siderne i docs/generated er skrevet.")
