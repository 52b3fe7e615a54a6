"""The sharing app and the slots it fills."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    name = "samspor.sharing"
    label = "sharing"
    verbose_name = "Deling"

    def ready(self) -> None:
        from samspor.sharing import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
