"""The access app."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "samspor.access"
    label = "access"
    verbose_name = "Adgang"
