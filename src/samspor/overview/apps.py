"""The overview app."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "samspor.overview"
    label = "overview"
