"""A pathway: one child, opened and closed once, and held by somebody all the time between."""

from datetime import date
from functools import reduce
from operator import and_, or_
from uuid import UUID

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from samspor.access.actor import Scope
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.pathways import texts
from samspor.pathways.models.ground import STAFF, Keyed, pathway_privacy
from samspor.pathways.models.guard import held_throughout, never_emptied
from samspor.pathways.rules.around import LEADERS
from samspor.people.api import Child, Employment, Enrolment, Unit

_PAGES = ("child", "child__merged_into")  # the page it stands on, or the one that was kept


class Pathway(Keyed):
    """Its state is derived. `purpose` is what the family and we want with it, in words they know."""

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="pathways")
    opened_at = models.DateTimeField()
    opened_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    origin = WordField(choices=texts.ORIGIN)
    concern = models.ForeignKey(
        "concerns.Concern", null=True, blank=True, on_delete=models.SET_NULL, related_name="pathways"
    )  # concerns have a life of their own; the pathway goes on without
    purpose = SecretText()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    closed_because = WordField(choices=texts.CLOSING, blank=True)
    closed_words = SecretText(null=True)
    PRIVACY = pathway_privacy(
        purpose="that everybody around a child knows who does what, and who holds the thread",
        none=("id", "opened_at", "origin", "concern", "closed_at"),
        ordinary=("child", "opened_by", "closed_by"),
        sensitive=("purpose", "closed_because", "closed_words"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["child"], condition=Q(closed_at=None), name="pathway_one_open"),
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, closed_because="", closed_words=None)
                | (Q(closed_at__gt=F("opened_at"), closed_by__isnull=False, closed_words__isnull=False)
                   & ~Q(closed_because="")),
                name="pathway_closed_with_words",
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["child", "opened_at"], name="pathway_of_child")]
        triggers = [must_be_remembered(), held_throughout("id"), never_emptied()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """By who reaches the child today; and by who holds the baton, stands in for the holder or is offered it."""
        by_name = _by_name(scope.staff, on) if scope.staff else []
        kept = Child.objects.filter(Child.reached(scope, on, "merged_into"), pk=OuterRef("child"))
        merged = kept.exclude(merged_into=None)  # asked apart: joined, every child was read for a hundred pathways
        return reduce(or_, by_name, Child.reached(scope, on, "child") | Q(Exists(merged)))


# By name, each asked for itself and from the few rows that name somebody: held against every pathway, as EXISTS, the
# four of them took a fifth of a second where a thousand pathways were open.


def led_unplaced(staff: UUID, on: date) -> Q:
    """Of a child in no place and on the way to none, by who leads where it is held, or above: nobody else is left."""
    from samspor.pathways.models.baton import Hold  # noqa: PLC0415 -- which points at a pathway

    led = Employment.objects.filter(staff=staff, role__in=sorted(LEADERS), period__contains=on).values("unit")
    above = (Q(**{f"{path}__in": led}) for path in ("pk", "parent", "parent__parent"))
    units = Unit.objects.filter(reduce(or_, above)).values("pk")
    lasting = Enrolment.objects.filter(Q(period__endswith=None) | Q(period__endswith__gt=on))
    pages = (Q(child=OuterRef(f"pathway__{one}")) for one in _PAGES)  # each for itself: between several is no index
    placed = (lasting.filter(one) for one in (*pages, Q(child__merged_into=OuterRef("pathway__child"))))
    nowhere = reduce(and_, (~Q(Exists(one)) for one in placed))
    return Q(pk__in=Hold.objects.filter(nowhere, unit__in=units, period__endswith=None).values("pathway"))


def _by_name(staff: UUID, on: date) -> list[Q]:
    from samspor.pathways.models.baton import BatonOffer, Hold, Substitute  # noqa: PLC0415 -- which point at a pathway

    theirs = Hold.objects.filter(holder__staff=OuterRef("of"), pathway=OuterRef("pathway"), period__endswith=None)
    standing_in = Substitute.objects.filter(Exists(theirs), who__staff=staff, period__contains=on, ended_at=None)
    named = (
        Hold.objects.filter(holder__staff=staff, period__endswith=None),
        BatonOffer.objects.filter(to__staff=staff, answered_at=None),
        standing_in,  # of who holds it now, and no longer
    )
    return [*(Q(pk__in=rows.values("pathway")) for rows in named), led_unplaced(staff, on)]
