"""A pathway: one child, opened and closed once, and held by somebody all the time between."""

from datetime import date
from functools import reduce
from operator import or_
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
from samspor.people.api import Child, Employment, Enrolment

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
        return reduce(or_, by_name, reduce(or_, (Child.reached(scope, on, page) for page in _PAGES)))


def led_unplaced(staff: UUID, on: date) -> Q:
    """Of a child in no place and on the way to none, by who leads where it is held, or above: nobody else is left."""
    from samspor.pathways.models.baton import Hold  # noqa: PLC0415 -- which points at a pathway

    places = (Q(unit=OuterRef(path)) for path in ("unit", "unit__parent", "unit__parent__parent"))
    leads = Employment.objects.filter(reduce(or_, places), staff=staff, role__in=sorted(LEADERS), period__contains=on)
    held = Hold.objects.filter(Exists(leads), pathway=OuterRef("pk"), period__endswith=None)
    pages = Q(child=OuterRef("child")) | Q(child=OuterRef("child__merged_into"))
    pages |= Q(child__merged_into=OuterRef("child"))
    lasting = Enrolment.objects.filter(pages, Q(period__endswith=None) | Q(period__endswith__gt=on))
    return Q(Exists(held)) & ~Q(Exists(lasting))


def _by_name(staff: UUID, on: date) -> list[Q]:
    from samspor.pathways.models.baton import BatonOffer, Hold, Substitute  # noqa: PLC0415 -- which point at a pathway

    here = {"pathway": OuterRef("pk")}
    theirs = Hold.objects.filter(holder__staff=OuterRef("of"), pathway=OuterRef("pathway"), period__endswith=None)
    today = {"who__staff": staff, "period__contains": on, "ended_at": None}
    return [
        Q(Exists(Hold.objects.filter(holder__staff=staff, period__endswith=None, **here))),
        Q(Exists(BatonOffer.objects.filter(to__staff=staff, answered_at=None, **here))),
        led_unplaced(staff, on),
        Q(Exists(Substitute.objects.filter(Exists(theirs), **today, **here))),  # of who holds it now, and no longer
    ]
