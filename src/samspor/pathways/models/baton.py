"""The baton: who has held it when, to whom it is offered, and who stands in for the holder."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.fields.ranges import RangeEndsWith
from django.db import models
from django.db.models import Q

from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.pathways import texts
from samspor.pathways.models.ground import EMPLOYMENT, STAFF, Inside, pathway_privacy
from samspor.pathways.models.guard import held_throughout, never_emptied
from samspor.pathways.models.pathway import Pathway
from samspor.people.rules import last_day


class Hold(Inside):
    """Somebody's time with the baton. `unit` is whose leader it falls to, `child_unit` where the child was then."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="holds")
    holder = models.ForeignKey(EMPLOYMENT, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    child_unit = models.ForeignKey("people.Unit", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    period = DateTimeRangeField()
    why = WordField(choices=texts.WHY)
    PRIVACY = pathway_privacy(
        purpose="that somebody always is responsible",
        none=("id", "pathway", "unit", "period", "why"),
        ordinary=("holder", "child_unit"),
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="hold_never_two",
                expressions=[("pathway", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="hold_lasts"),
        ]
        # Without it PostgreSQL takes "held still" for one row, and walks through everybody's to find whose one leads.
        indexes = [models.Index("unit", RangeEndsWith("period"), name="hold_still_of_unit")]
        triggers = [must_be_remembered(), held_throughout("pathway_id"), never_emptied()]


class BatonOffer(Inside):
    """The baton held out to somebody. Nothing changes before they accept. `lapses_on`: the day they were told."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="offers")
    to = models.ForeignKey(EMPLOYMENT, on_delete=models.PROTECT, related_name="+")
    offered_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    offered_at = models.DateTimeField()
    words = SecretText()
    lapses_on = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = WordField(choices=texts.ANSWER, default="waiting")
    answer_words = SecretText(null=True)
    PRIVACY = pathway_privacy(
        purpose="that a baton is handed over and not dropped",
        none=("id", "pathway", "offered_at", "lapses_on", "answered_at", "answer"),
        ordinary=("to", "offered_by"),
        sensitive=("words", "answer_words"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pathway"], condition=Q(answered_at=None), name="offer_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(answered_at=None, answer="waiting") | (Q(answered_at__isnull=False) & ~Q(answer="waiting")),
                name="offer_answered_with_something",
            ),
        ]
        triggers = [must_be_remembered()]

    @property
    def last_day(self) -> date:
        return last_day(self.lapses_on)


class Substitute(Inside):
    """Who answers while a holder is away. The baton stays the holder's, and so does the duty to find somebody."""

    pathway = models.ForeignKey(Pathway, on_delete=models.PROTECT, related_name="substitutes")
    of = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    who = models.ForeignKey(EMPLOYMENT, on_delete=models.PROTECT, related_name="+")
    period = DateRangeField()
    why = WordField(choices=texts.ABSENCE)
    given_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = pathway_privacy(
        purpose="that absence leaves nobody alone",
        none=("id", "pathway", "given_at", "ended_at"),
        ordinary=("of", "who", "period", "given_by"),
        sensitive=("why",),  # of the holder, who may be ill
    )

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="substitute_one_at_a_time",
                expressions=[
                    ("pathway", RangeOperators.EQUAL),
                    ("of", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(ended_at=None),
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="substitute_lasts"),
        ]
        triggers = [must_be_remembered()]

    @property
    def last_day(self) -> date:
        return last_day(self.period.upper)
