"""The guide app and the slots it fills."""

from django.apps import AppConfig


class GuideConfig(AppConfig):
    name = "samspor.guide"
    label = "guide"
    verbose_name = "Vejviseren"

    def ready(self) -> None:
        from samspor.guide import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
