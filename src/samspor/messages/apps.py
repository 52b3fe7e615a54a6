"""The messages app."""

from django.apps import AppConfig


class MessagesConfig(AppConfig):
    name = "samspor.messages"
    label = "outbox"  # "messages" is Django's own label for its toasts
    verbose_name = "Beskeder"
