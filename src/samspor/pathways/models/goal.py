"""Goals in the family's words, and the numbers people have said about them."""

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.base.ics import WORDS
from samspor.pathways import texts
from samspor.pathways.models.ground import STAFF, Inside, pathway_privacy
from samspor.pathways.models.participant import Participant
from samspor.pathways.models.pathway import Pathway


class Goal(Inside):
    """What we want together. Its scale stays the one it was set on: numbers of two scales say nothing to each other."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="goals")
    words = SecretText()
    whose = WordField(choices=texts.WORDS)
    ics = ArrayField(WordField(choices=WORDS), default=list, blank=True)
    scale = models.ForeignKey("concerns.Scale", on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    state = WordField(choices=texts.GOAL_STATE, default="open")
    ended_words = SecretText(null=True)
    ended_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that everybody works towards what the family wants",
        none=("id", "pathway", "scale", "entered_at", "ended_at"),
        ordinary=("by", "ended_by", "whose"),
        sensitive=("words", "ics", "state", "ended_words"),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None, ended_by=None, ended_words=None)
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(state="open")),
                name="goal_ended_with_a_word",
            ),
        ]
        indexes = [models.Index(fields=["pathway", "entered_at"], name="goal_of_pathway")]
        triggers = [must_be_remembered()]


class GoalNumber(Inside):
    """One person's number on a day. Without staff, guardian and participant it is the child's own.

    Without `by` a guardian has put it themselves. The database lets nobody change a number: one says another.
    """

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="+")
    goal = models.ForeignKey(Goal, on_delete=models.PROTECT, related_name="numbers")
    step = models.ForeignKey("concerns.ScaleStep", on_delete=models.PROTECT, related_name="+")
    sayer = WordField(choices=texts.SAYER)
    staff = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    guardian = models.ForeignKey("people.Guardian", null=True, on_delete=models.PROTECT, related_name="+")
    participant = models.ForeignKey(Participant, null=True, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    by = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    PRIVACY = pathway_privacy(
        purpose="how it goes, as each of those around the child sees it",
        none=("id", "pathway", "goal", "entered_at"),
        ordinary=("sayer", "staff", "guardian", "participant", "said_on", "by"),
        sensitive=("step",),
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sayer="staff", staff__isnull=False, guardian=None, participant=None)
                | Q(sayer="guardian", staff=None, guardian__isnull=False, participant=None)
                | Q(sayer="participant", staff=None, guardian=None, participant__isnull=False)
                | Q(sayer="child", staff=None, guardian=None, participant=None),
                name="goal_number_of_one",
            ),
            models.CheckConstraint(
                condition=Q(by__isnull=False) | Q(sayer="guardian"), name="goal_number_by_staff_or_guardian"
            ),
        ]
        indexes = [models.Index(fields=["pathway", "said_on", "entered_at"], name="goal_number_of_pathway")]
        triggers = [must_be_remembered(), pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update)]
