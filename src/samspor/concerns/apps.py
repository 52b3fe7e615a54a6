"""The concerns app and the slots it fills."""

from django.apps import AppConfig


class ConcernsConfig(AppConfig):
    name = "samspor.concerns"
    label = "concerns"
    verbose_name = "Undringer og bekymringer"

    def ready(self) -> None:
        from samspor.concerns import slots  # noqa: PLC0415 -- models are not there before
        from samspor.concerns.views import starting  # noqa: PLC0415 -- as above
        from samspor.ui.slots import fill  # noqa: PLC0415 -- as above

        slots.register()
        fill("child.worry", starting.ways_to_start)
