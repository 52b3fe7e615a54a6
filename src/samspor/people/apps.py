"""The people app and the slots it fills."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "samspor.people"
    label = "people"
    verbose_name = "Børn, voksne og enheder"

    def ready(self) -> None:
        from samspor.people import slots  # noqa: PLC0415 -- models are not there before

        slots.register()
