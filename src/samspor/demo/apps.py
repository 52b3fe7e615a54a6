"""The demo app."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "samspor.demo"
    label = "demo"
    verbose_name = "Demokommune"
