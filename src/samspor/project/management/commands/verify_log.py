"""Walks the whole log. Ends with 1 and the place when it is broken."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from samspor.audit import chain, texts
from samspor.audit.actions import note
from samspor.audit.record import worker
from samspor.base import clock


class Command(BaseCommand):
    help = "Efterprøver hele loggen. Slutter med 1, hvis den er brudt."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", help="et led, seal_log har skrevet før: det skal stadig være der")

    def handle(self, *_: Any, head: str, **__: Any) -> None:
        at = clock.now()
        verdict = note(chain.verify(), by=worker(at), at=at)
        sentence = texts.verdict(**asdict(verdict))
        if not verdict.holds:
            raise CommandError(sentence, returncode=1)
        if head and not chain.still_holds(head):
            raise CommandError("Det gemte led er ikke i kæden mere: enden af loggen er klippet af.", returncode=1)
        self.stdout.write(sentence)
