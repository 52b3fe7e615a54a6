"""Those who work with children: their employments, their relations to single children, and broken glass."""

from datetime import date
from functools import partial

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from samspor.access import texts as access_texts
from samspor.access.actor import Scope
from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.people.models.children import BASIS, RETENTION, Child, with_child
from samspor.people.models.ground import Keyed
from samspor.people.models.places import Unit
from samspor.people.rules import last_day

_staff = partial(Privacy, basis="GDPR art. 6(1)(e)", retention="employment ended + 5 years", erasure="anonymise")


class StaffMember(Keyed):
    """Somebody who works for the municipality or an institution of its area."""

    account = models.OneToOneField("access.Account", null=True, on_delete=models.PROTECT, related_name="staff")
    name = models.CharField(max_length=200)
    title = models.CharField(max_length=120)
    phone = models.CharField(max_length=30, blank=True)
    UNIT = "employments__unit"
    PRIVACY = _staff(purpose="who did what", none=("id", "account"), ordinary=("name", "title", "phone"))

    class Meta:
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return self.name


class Employment(Keyed):
    """A function in a unit over time: what gives access, on the day it begins, and takes it, on the day it ends."""

    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="employments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="employments")
    role = WordField(choices=access_texts.ROLE)
    period = DateRangeField()
    UNIT = "unit"
    PRIVACY = _staff(purpose="access by function", none=("id", "unit", "role"), ordinary=("staff", "period"))

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="employment_once",
                expressions=[
                    ("unit", RangeOperators.EQUAL),
                    ("staff", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                # Always so, and nothing a query asks for. It keeps the planner, which thinks this index free, from
                # reading all of it for one person: whatever joins an employment by its key has said it is not null.
                condition=models.Q(period__isempty=False),
            ),
        ]
        indexes = [models.Index(fields=["role"], name="employment_role")]  # the few who are asked for by it alone
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return str(self.pk)


class Affiliation(Keyed):
    """A professional's own relation to one child, with its reason: a case, a course with PPR, a home visit."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="affiliations")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="affiliations")
    period = DateRangeField()
    reason = models.CharField(max_length=200)
    PRIVACY = Privacy(
        purpose="access by relation", erasure="delete with the child", basis=BASIS, retention=RETENTION,
        none=("id",), ordinary=("child", "staff", "period"), sensitive=("reason",),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return with_child(scope, on)

    @property
    def last_day(self) -> date | None:
        return last_day(self.period.upper) if self.period.upper else None

    def __str__(self) -> str:
        return str(self.pk)


class EmergencyAccess(Keyed):
    """The glass that was broken: reading access to one child for two hours, with a reason, and the leader told."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="emergencies")
    staff = models.ForeignKey(StaffMember, on_delete=models.PROTECT, related_name="emergencies")
    reason = SecretText()
    opened_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(StaffMember, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    finding = SecretText(null=True)
    PRIVACY = Privacy(
        purpose="safety of a child, and control afterwards", erasure="delete with the child",
        basis="GDPR art. 6(1)(d), 6(1)(e) and 32, databeskyttelsesloven § 7(4)", retention=RETENTION,
        none=("id", "opened_at", "expires_at", "reviewed_at"), ordinary=("child", "staff", "reviewed_by"),
        sensitive=("reason", "finding"),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return with_child(scope, on)

    def __str__(self) -> str:
        return str(self.pk)
