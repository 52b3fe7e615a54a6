"""The transitions app and the slots it fills."""

from django.apps import AppConfig


class TransitionsConfig(AppConfig):
    name = "samspor.transitions"
    label = "transitions"
    verbose_name = "Overleveringer"

    def ready(self) -> None:
        from samspor.transitions import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
