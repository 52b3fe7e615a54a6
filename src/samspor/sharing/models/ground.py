"""What the tables of sharing share: a key, how they are reached, and what they are for."""

from datetime import date
from functools import partial
from uuid import uuid4

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from samspor.access.actor import Scope
from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.people.api import Child
from samspor.sharing import texts

sharing_privacy = partial(
    Privacy,
    basis="forvaltningsloven §§ 27-28, forældreansvarsloven § 3, GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)",
    retention="ended + 5 years, at most until the child is deleted",
    erasure="delete with its answers; the log stays",
)
EFFORT = "forældreansvarsloven § 3, barnets lov §§ 30 and 32, GDPR art. 6(1)(e), databeskyttelsesloven § 7(4)"
STAFF = "people.StaffMember"
GUARDIAN = "people.Guardian"
ASKED_NONE = ("id", "unit", "asked_at", "from_on", "expires_on", "asked_of", "taken_back_at")
ANSWER_NONE = ("id", "consent", "said", "way", "said_on", "expires_on", "entered_at", "replaced_at")


def of_children(scope: Scope, on: date, path: str = "child") -> Q:
    """A consent follows the child: whoever has to do with it must know what may be said, and to whom."""
    return Q(**{f"{path}__in": Child.objects.filter(Child.reached(scope, on))})


class Keyed(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.pk)


class Consent(Keyed):
    """What somebody was asked to agree to. Its state is derived from the answers; none is kept.

    `expires_on` is what was asked for; each yes has its own last day. `asked_of` are those who had custody then.
    `taken_back_at`: it was asked by mistake, and nobody had answered.
    """

    child = models.ForeignKey("people.Child", on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+")
    purpose = SecretText()
    from_on = models.DateField()
    expires_on = models.DateField()
    asked_of = ArrayField(models.UUIDField(), default=list)
    asked_by = models.ForeignKey(STAFF, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_by = models.ForeignKey(STAFF, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_back_why = SecretText(null=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(expires_on__gte=F("from_on")), name="%(class)s_lasts"),
        ]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return of_children(scope, on)


class Answer(Keyed):
    """What one said, and how. Never written over: what is replaced stays. Without a guardian it is the child's own."""

    guardian = models.ForeignKey(GUARDIAN, null=True, on_delete=models.PROTECT, related_name="+")
    said = WordField(choices=texts.SAID)
    way = WordField(choices=texts.WAY)
    said_on = models.DateField()
    expires_on = models.DateField()
    recorded_by = models.ForeignKey(STAFF, null=True, on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["entered_at", "replaced_at", "pk"]  # what stands last
        constraints = [
            # Of each who was asked, and of the young person, one answer stands.
            models.UniqueConstraint(
                fields=["consent", "guardian"], condition=Q(replaced_at=None), nulls_distinct=False,
                name="%(class)s_one_stands",
            ),
            # What was said on the family's own page was written down by no colleague.
            models.CheckConstraint(
                condition=Q(way="own", recorded_by=None) | (~Q(way="own") & Q(recorded_by__isnull=False)),
                name="%(class)s_recorded_by",
            ),
        ]  # fmt: skip

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return of_children(scope, on, "consent__child")
