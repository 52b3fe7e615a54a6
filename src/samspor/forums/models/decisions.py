"""What came of an item, who sees to it and by when."""

from datetime import date
from functools import reduce
from operator import or_
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q

from samspor.access.actor import Scope
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.forums import texts
from samspor.forums.models.ground import EMPLOYMENT, STAFF, Keyed, forum_privacy
from samspor.forums.models.wishes import AgendaItem, Wish
from samspor.pathways.rules.around import LEADERS
from samspor.people.api import Employment


class DecisionRecord(Keyed):
    """Of a child with a pathway the words stand there, as an entry and an action: nothing is written twice.

    Somebody always sees to it, and has a day.
    """

    item = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="decision")
    outcome = WordField(choices=texts.OUTCOME)
    text = SecretText(null=True)
    entry = models.ForeignKey(
        "pathways.LogEntry", null=True, blank=True, on_delete=models.SET_NULL, related_name="decisions"
    )
    responsible = models.ForeignKey(EMPLOYMENT, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    done_words = SecretText(null=True)
    done_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = forum_privacy(
        purpose="that what was agreed at a meeting is done",
        none=("id", "item", "entry", "due_on", "entered_at", "done_at"),
        ordinary=("responsible", "by", "done_by"), sensitive=("outcome", "text", "done_words"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(text=None) | Q(entry=None), name="decision_written_once"),
            models.CheckConstraint(
                condition=Q(done_at=None, done_by=None, done_words=None)
                | Q(done_at__isnull=False, done_by__isnull=False, done_words__isnull=False),
                name="decision_done_with_words",
            ),
        ]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        """Where the wish is; by who sees to it, as long as the job goes on; and when nobody is left, by who leads."""
        here = Q(Exists(Wish.objects.filter(Wish.reached(scope, on), pk=OuterRef("item__wish"))))
        own = Q(responsible__staff=scope.staff, responsible__period__contains=on)
        return here | own | fallen_to(scope.staff, on) if scope.staff else here


def fallen_to(staff: UUID, on: date) -> Q:
    """What names nobody, when who was to do it and who asked are both gone: it falls to who leads where it was agreed,
    or above. What was asked in confidence stays unread; what was agreed is all they are shown.
    """
    led = Employment.objects.filter(staff=staff, role__in=sorted(LEADERS), period__contains=on).values("unit")
    unit = "item__meeting__series__unit"
    near = reduce(or_, (Q(**{f"{unit}{up}__in": led}) for up in ("", "__parent", "__parent__parent")))
    today = Employment.objects.filter(period__contains=on)
    gone = ~Q(Exists(today.filter(staff=OuterRef("item__wish__keeper"))))
    gone &= ~Q(Exists(today.filter(pk=OuterRef("responsible"))))
    return near & gone & Q(item__wish__child=None)
