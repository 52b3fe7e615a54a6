"""The family app and the slots it fills."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "samspor.family"
    label = "family"
    verbose_name = "Familien"

    def ready(self) -> None:
        from samspor.family import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
