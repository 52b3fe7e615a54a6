"""Children, their adults, and who is in which group when."""

from datetime import date

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q

from samspor.access.actor import Scope
from samspor.access.among import Among
from samspor.access.privacy import Privacy
from samspor.access.secret import SecretText
from samspor.access.word import WordField
from samspor.audit.guard import must_be_remembered
from samspor.people import texts
from samspor.people.models.ground import Keyed
from samspor.people.models.places import ChildGroup
from samspor.people.models.reach import IsEnrolled
from samspor.people.rules import last_day

BASIS = (
    "dagtilbudsloven § 1, folkeskoleloven § 2, sundhedsloven §§ 120-123, GDPR art. 6(1)(e); of a CPR number "
    "databeskyttelsesloven § 11, stk. 1"
)
RETENTION = "of age or moved + 5 years, and as long as something else is kept about the child"


class Guardian(Keyed):
    """A parent, or another adult who holds custody or takes part."""

    name = models.CharField(max_length=200)
    cpr = SecretText(null=True)
    cpr_hash = models.BinaryField(null=True, unique=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    address = SecretText(null=True)
    protected_until = models.DateField(null=True, blank=True)
    PRIVACY = Privacy(
        purpose="cooperation with the family", erasure="delete with the last child", basis=BASIS, retention=RETENTION,
        none=("id",), ordinary=("name", "phone", "email", "protected_until"), sensitive=("address",),
        cpr=("cpr", "cpr_hash"),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]

    def __str__(self) -> str:
        return self.name


class Child(Keyed):
    """A child of the municipality, from before birth to eighteen."""

    given_names = models.CharField(max_length=150)
    family_name = models.CharField(max_length=150)
    search_name = models.CharField(max_length=310, editable=False)
    birth_date = models.DateField(null=True, blank=True)
    due_date = models.DateField(null=True, blank=True)
    mother = models.ForeignKey(Guardian, null=True, blank=True, on_delete=models.PROTECT, related_name="unborn")
    cpr = SecretText(null=True)
    cpr_hash = models.BinaryField(null=True, unique=True)
    replacement_number = models.CharField(max_length=20, null=True, blank=True, unique=True)
    address = SecretText(null=True)
    protected_until = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    left_reason = WordField(choices=texts.LEFT_REASON, blank=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")
    PRIVACY = Privacy(
        purpose="early help across services", erasure="delete, aggregates kept", basis=BASIS, retention=RETENTION,
        none=("id", "left_reason", "merged_into"),
        ordinary=("given_names", "family_name", "search_name", "birth_date", "due_date", "mother", "left_on",
                  "protected_until"),
        sensitive=("address",), cpr=("cpr", "cpr_hash", "replacement_number"),
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(birth_date=None) | (~Q(due_date=None) & ~Q(mother=None)), name="child_born_or_expected"
            ),
            models.CheckConstraint(
                condition=Q(left_on=None, left_reason="") | (~Q(left_on=None) & ~Q(left_reason="")),
                name="child_left_with_reason",
            ),
        ]
        indexes = [GinIndex(OpClass("search_name", name="gin_trgm_ops"), name="child_search_name")]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date, page: str = "pk") -> Q:
        """Enrolled today in one of these units, or to begin there and nowhere before, or one of these children.

        `page`: the path to the child, of something else that is reached as the child is.
        """
        related = Q(Among(page, scope.children)) if scope.children else Q(pk__in=[])
        return related | Q(IsEnrolled(page, scope.units, on)) if scope.units else related

    @staticmethod
    def staying(on: date, of: str = "child__") -> Q:
        """Has not left, on this page or the one that was kept: one who leaves later is here. `of` is the path to it."""
        paths = f"{of}left_on", f"{of}merged_into__left_on"
        here, kept = (Q(**{path: None}) | Q(**{f"{path}__gt": on}) for path in paths)
        return here & kept

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}"

    @property
    def href(self) -> str:
        """The child's page. A room above draws it; every room leads to it, so its address stands here."""
        return f"/barn/{self.pk}/"

    def __str__(self) -> str:
        return self.name


def with_child(scope: Scope, on: date) -> Q:
    """What belongs to a child is reached by those who reach the child."""
    return Q(child__in=Child.objects.filter(Child.reached(scope, on)))


class Guardianship(Keyed):
    """Who a child's adults are, who of them has custody, and whom the child lives with."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="guardianships")
    guardian = models.ForeignKey(Guardian, on_delete=models.PROTECT, related_name="guardianships")
    relation = WordField(choices=texts.RELATION)
    has_custody = models.BooleanField()
    lives_with = models.BooleanField(default=True)
    # Untrue of who was tied by a number alone, and has children elsewhere: their contact facts are not shown here.
    knows_contact = models.BooleanField(default=True, db_default=True)
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    PRIVACY = Privacy(
        purpose="who may decide and be told", erasure="delete with the child", basis=BASIS, retention=RETENTION,
        none=("id",), ordinary=("child", "guardian", "relation", "has_custody", "lives_with", "knows_contact",
                                  "from_on", "to_on"),
    )  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["child", "guardian"], name="guardianship_once")]
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return with_child(scope, on)

    def __str__(self) -> str:
        return str(self.pk)


class Enrolment(Keyed):
    """A child's membership of a group over time; the period holds its first day, not its last."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="enrolments")
    group = models.ForeignKey(ChildGroup, on_delete=models.PROTECT, related_name="enrolments")
    setting = WordField(choices=texts.SETTING)
    is_main = models.BooleanField(default=True)
    period = DateRangeField()
    entered_at = models.DateTimeField(null=True, blank=True, editable=False)  # unknown: from before we kept it
    UNIT = "group__unit"
    CHILD = "child"
    PRIVACY = Privacy(
        purpose="who sees the child every day", erasure="delete with the child", basis=BASIS, retention=RETENTION,
        none=("id", "is_main", "entered_at"), ordinary=("child", "group", "setting", "period"),
    )  # fmt: skip

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="enrolment_one_main_group",
                expressions=[
                    ("child", RangeOperators.EQUAL),
                    ("setting", RangeOperators.EQUAL),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=Q(is_main=True),
            ),
            models.CheckConstraint(condition=Q(period__isempty=False), name="enrolment_lasts"),
        ]
        # Who is in a group today: from the index alone, or every enrolment of the municipality would be read.
        indexes = [
            models.Index(fields=["group"], include=["child", "period"], name="enrolment_of_group"),
            models.Index(F("period__startswith"), name="enrolment_begins"),  # few do on a coming day
        ]
        triggers = [must_be_remembered()]

    @property
    def last_day(self) -> date | None:
        return last_day(self.period.upper) if self.period.upper else None

    def __str__(self) -> str:
        return str(self.pk)


class Merge(Keyed):
    """Two pages that became one: what moved, so that it can be undone."""

    kept = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="merges_away")
    moved = models.JSONField()
    merged_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)
    PRIVACY = Privacy(
        purpose="to be able to undo a merge", erasure="delete with the child", basis=BASIS, retention=RETENTION,
        none=("id", "moved", "merged_at", "undone_at"), ordinary=("kept", "other"),
    )  # fmt: skip

    class Meta:
        triggers = [must_be_remembered()]

    @classmethod
    def reached(cls, scope: Scope, on: date) -> Q:
        return Q(kept__in=Child.objects.filter(Child.reached(scope, on)))

    def __str__(self) -> str:
        return str(self.pk)
