"""What somebody does: what, who, where, by when, and what came of it."""

from datetime import date

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.base.clock import local_date
from samspor.pathways import texts
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.participant import Participant
from samspor.pathways.models.pathway import Pathway
from samspor.pathways.rules.doing import ActionState, Doing, stands


class Action(Inside):
    """One of the staff does it, or a participant of the family or the network. How it stands is derived."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="actions")
    what = SecretText()
    where = SecretText(null=True)
    staff = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    state = WordField(choices=texts.ACTION_STATE, default="open")
    outcome_words = SecretText(null=True)
    settled_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that what was agreed is done",
        none=("id", "pathway", "entered_at", "settled_at", "looked_at"),
        ordinary=("staff", "participant", "due_on", "review_on", "by", "settled_by", "looked_by", "state"),
        sensitive=("what", "where", "outcome_words"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(staff__isnull=False, participant=None) | Q(staff=None, participant__isnull=False),
                name="action_of_one",
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_at=None, settled_by=None, outcome_words=None)
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(state="open")),
                name="action_settled_with_a_word",
            ),
            models.CheckConstraint(
                condition=Q(looked_at=None, looked_by=None) | Q(looked_at__isnull=False, looked_by__isnull=False),
                name="action_looked_at_by_somebody",
            ),
        ]
        indexes = [models.Index(fields=["pathway", "due_on"], name="action_of_pathway")]
        triggers = [must_be_remembered()]

    def stands(self, today: date) -> Doing:
        looked_on = local_date(self.looked_at) if self.looked_at else None
        return stands(ActionState(self.state), self.due_on, self.review_on, today=today, looked_on=looked_on)
