"""The roster app."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "samspor.roster"
    label = "roster"
    verbose_name = "Børnelister"
