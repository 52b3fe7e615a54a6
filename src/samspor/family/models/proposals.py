"""What was proposed to a family, and what each of those asked has said: their own, and changed by nobody."""

from datetime import date

from django.db import models
from django.db.models import Q

from samspor.access.actor import Scope
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.family import texts
from samspor.family.models.ground import CHILD, GUARDIAN, STAFF, Keyed, family_privacy, never_emptied, never_rewritten
from samspor.people.api import Child


class Proposal(Keyed):
    """Something the staff would like to begin. Who is asked is whoever has custody, and is asked anew each time."""

    child = models.ForeignKey(CHILD, on_delete=models.PROTECT, related_name="+")
    text = SecretText()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    ending = WordField(choices=texts.ENDING, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    PRIVACY = family_privacy(
        purpose="that nothing is begun before the family has said yes", retention="5 years",
        erasure="delete with its answers; the log stays",
        none=("id", "proposed_at", "ending", "ended_at"), ordinary=("child", "by", "ended_by"), sensitive=("text",),
    )  # fmt: skip

    class Meta:
        ordering = ["-proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ending="", ended_at=None, ended_by=None)
                | ~Q(ending="") & Q(ended_at__isnull=False, ended_by__isnull=False),
                name="proposal_ended_by_somebody",
            )
        ]
        indexes = [models.Index(fields=["child", "proposed_at"], name="proposal_of_child")]
        triggers = [must_be_remembered()]


class ProposalAnswer(Keyed):
    """One guardian's own. The last is what they say; the ones before it stand."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="answers")
    guardian = models.ForeignKey(GUARDIAN, on_delete=models.PROTECT, related_name="+")
    said = WordField(choices=texts.SAID)
    written_at = models.DateTimeField()
    PRIVACY = family_privacy(
        purpose="that a yes or a no is whose it is", retention="5 years",
        erasure="delete with the proposal; the log stays",
        none=("id", "proposal", "said", "written_at"), ordinary=("guardian",),
    )  # fmt: skip

    class Meta:
        ordering = ["written_at", "pk"]
        triggers = [must_be_remembered(), never_rewritten(), never_emptied()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        mine = Child.objects.filter(Child.reached(scope, on))
        return Q(proposal__child__in=mine) | Q(proposal__child__merged_into__in=mine)
