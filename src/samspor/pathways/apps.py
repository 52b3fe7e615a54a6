"""The pathways app and the slots it fills."""

from django.apps import AppConfig


class PathwaysConfig(AppConfig):
    name = "samspor.pathways"
    label = "pathways"
    verbose_name = "Forløb"

    def ready(self) -> None:
        from samspor.pathways import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
