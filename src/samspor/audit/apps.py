"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samspor.audit"
    label = "audit"
    verbose_name = "Log"

    def ready(self) -> None:
        from samspor.audit import slots  # noqa: PLC0415 -- nothing is imported before the apps are there

        slots.register()
