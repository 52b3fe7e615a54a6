"""What somebody was writing, and what nobody came back to."""

from datetime import date, timedelta

from samspor.access.actor import Actor
from samspor.people.models import FormDraft

FORGOTTEN = timedelta(days=365)


def form_draft(actor: Actor, place: str) -> FormDraft | None:
    """One's own, of the form at that address."""
    return FormDraft.objects.filter(account=actor.id, place=place).first()


def drafts_past(today: date) -> list[FormDraft]:
    return list(FormDraft.objects.filter(saved_at__date__lt=today - FORGOTTEN).order_by("pk"))
