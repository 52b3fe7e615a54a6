"""The overview app and the slots it fills."""

from django.apps import AppConfig


class OverviewConfig(AppConfig):
    name = "samspor.overview"
    label = "overview"
    verbose_name = "Overblik"

    def ready(self) -> None:
        from samspor.overview import slots  # noqa: PLC0415 -- the rooms below are not there before

        slots.register()
