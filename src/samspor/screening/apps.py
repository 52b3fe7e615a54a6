"""The screening app and the slots it fills."""

from django.apps import AppConfig


class ScreeningConfig(AppConfig):
    name = "samspor.screening"
    label = "screening"
    verbose_name = "Trivselsvurdering"

    def ready(self) -> None:
        from samspor.screening import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
