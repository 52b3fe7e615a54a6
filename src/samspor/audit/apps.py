"""The audit app."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "samspor.audit"
    label = "audit"
    verbose_name = "Log"
