"""What was promised to the child or the family, by whom, by when, and what became of it."""

from datetime import date

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.base.clock import local_date
from samspor.pathways import texts
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.pathway import Pathway
from samspor.pathways.rules.promises import Outcome, Promised, stands


class Promise(Inside):
    """`promised_by` is who keeps it. Whether it is late is derived; what became of it, somebody says."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="promises")
    what = SecretText()
    whom = WordField(choices=texts.WHOM)
    promised_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    outcome = WordField(choices=texts.OUTCOME, blank=True)
    outcome_words = SecretText(null=True)
    settled_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that a family can count on what it is promised",
        none=("id", "pathway", "entered_at", "settled_at"),
        ordinary=("promised_by", "due_on", "by", "settled_by", "outcome", "whom"),
        sensitive=("what", "outcome_words"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, outcome="", outcome_words=None)
                | (Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(outcome="")),
                name="promise_settled_with_an_outcome",
            ),
        ]
        indexes = [models.Index(fields=["pathway", "due_on"], name="promise_of_pathway")]
        triggers = [must_be_remembered()]

    def stands(self, today: date) -> Promised:
        outcome = Outcome(self.outcome) if self.outcome else None
        settled_on = local_date(self.settled_at) if self.settled_at else None
        return stands(self.due_on, outcome, settled_on, today=today)
