"""The forums app and the slots it fills."""

from django.apps import AppConfig


class ForumsConfig(AppConfig):
    name = "samspor.forums"
    label = "forums"
    verbose_name = "Møder"

    def ready(self) -> None:
        from samspor.forums import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
