"""The roster app and the slots it fills."""

from django.apps import AppConfig


class RosterConfig(AppConfig):
    name = "samspor.roster"
    label = "roster"
    verbose_name = "Børnelister"

    def ready(self) -> None:
        from samspor.roster import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
