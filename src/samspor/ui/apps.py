"""The room as Django sees it."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "samspor.ui"
    label = "ui"
    verbose_name = "Udseende"
