"""What had been said became of a goal, an action or a promise, before it was opened again."""

from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.pathways import texts
from samspor.pathways.models.action import Action
from samspor.pathways.models.goal import Goal
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.pathway import Pathway
from samspor.pathways.models.promise import Promise


class EarlierOutcome(Inside):
    """Kept as it was said: `became` and `words` by `said_by`, until somebody opened it again at `entered_at`."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, null=True, on_delete=models.PROTECT, related_name="+")
    action = models.ForeignKey(Action, null=True, on_delete=models.PROTECT, related_name="+")
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="+")
    became = WordField(choices=texts.BECAME)
    words = SecretText(null=True)
    said_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = pathway_privacy(
        purpose="that nobody's words disappear when something is taken up again",
        none=("id", "pathway", "goal", "action", "promise", "said_at", "entered_at"),
        ordinary=("said_by", "by"),
        sensitive=("became", "words"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(goal__isnull=False, action=None, promise=None)
                | Q(goal=None, action__isnull=False, promise=None)
                | Q(goal=None, action=None, promise__isnull=False),
                name="earlier_outcome_of_one",
            ),
        ]
        indexes = [models.Index(fields=["pathway", "said_at"], name="earlier_outcome_of_pathway")]
        triggers = [must_be_remembered()]
