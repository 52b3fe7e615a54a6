"""The pathways app and the slots it fills."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "samspor.pathways"
    label = "pathways"
    verbose_name = "Forløb"
