"""Seals what is waiting in the log, and prints the newest link to be kept somewhere else."""

from typing import Any

from django.core.management.base import BaseCommand

from samspor.audit import chain


class Command(BaseCommand):
    help = "Forsegler loggen, og skriver kædens nyeste led, som kan gemmes et andet sted."

    def handle(self, *_: Any, **__: Any) -> None:
        sealed = 0
        while batch := chain.seal():
            sealed += batch
        self.stdout.write(f"{sealed} poster er forseglet. Nyeste led: {chain.head()}")
