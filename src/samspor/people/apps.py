"""The people app."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "samspor.people"
    label = "people"
    verbose_name = "Børn, voksne og enheder"
