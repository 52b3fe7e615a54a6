"""What surrounds one child: siblings, adults, groups over time, professionals, pages that were merged."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import DateField, Exists, F, Func, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.people.models import Affiliation, Child, EmergencyAccess, Enrolment, Guardian, Guardianship, Merge
from samspor.people.queries.lists import children_visible_to
from samspor.people.rules import is_protected


@Kept
def siblings_of(actor: Actor, child: UUID) -> QuerySet[Child]:
    """Children with an adult in common, as far as one may see them."""
    adults = Guardianship.objects.filter(child=child).values("guardian")
    together = Guardianship.objects.filter(guardian__in=adults).exclude(child=child).values("child")
    return children_visible_to(actor).filter(pk__in=together).order_by("birth_date", "given_names", "pk")


# The last day anybody of the adult's household is protected: whoever lives with a child who lives with an adult who
# lives with a child, as far as it goes. In one statement, however many they are.
_HOME = """(
    WITH RECURSIVE home AS (
      SELECT %(expressions)s AS adult UNION
      SELECT there.guardian_id FROM home
        JOIN people_guardianship here ON here.guardian_id = home.adult AND here.lives_with
        JOIN people_guardianship there ON there.child_id = here.child_id AND there.lives_with)
    SELECT greatest(
      (SELECT max(g.protected_until) FROM home JOIN people_guardian g ON g.id = home.adult),
      (SELECT max(c.protected_until) FROM home
        JOIN people_guardianship t ON t.guardian_id = home.adult AND t.lives_with
        JOIN people_child c ON c.id = t.child_id)))
"""


def guardianships_of(child: Child) -> list[Guardianship]:
    """Each with `home_until`: how long anybody of the adult's household is protected, whoever's child that is."""
    ties = _ties_of(child.pk)
    for tie in ties:
        tie.child = child
    return ties


@Kept
def _ties_of(child: UUID) -> QuerySet[Guardianship]:
    held = Guardianship.objects.filter(child=child).select_related("guardian")
    ties = held.annotate(home_until=home_until("guardian"))
    return ties.order_by("-has_custody", "relation", "pk")


def home_until(adult: str) -> Func:
    """`adult` is the field that holds the adult's key."""
    return Func(F(adult), template=_HOME, output_field=DateField())


def is_guarded(guardian: Guardian, on: date) -> bool:
    """Protected, or of a household in which somebody is."""
    held = Guardian.objects.filter(pk=guardian.pk).annotate(home_until=home_until("pk"))
    return any(_is_covered(one, one.home_until, on) for one in held)


def _is_covered(guardian: Guardian, home_until: date | None, on: date) -> bool:
    return is_protected(guardian.protected_until, on) or is_protected(home_until, on)


def covered_addresses(child: Child, ties: Iterable[Guardianship], on: date) -> frozenset[UUID]:
    """Whose addresses are covered, by key. A household has one: one protected covers it for them all.

    Also on the page of a sibling, or of a child that is expected. `ties` are those of `guardianships_of`.
    """
    adults: list[Any] = list(ties)
    own = {tie.guardian_id for tie in adults if _is_covered(tie.guardian, tie.home_until, on)}
    home = {child.pk, *(tie.guardian_id for tie in adults if tie.lives_with)}
    together = is_protected(child.protected_until, on) or not own.isdisjoint(home)
    return frozenset(own | home if together else own)


@Kept
def path_of(child: UUID) -> QuerySet[Enrolment]:
    """Every group the child has been in, is in, or is to begin in; what two merged pages both knew, once."""
    same = Enrolment.objects.filter(child=OuterRef("child"), group=OuterRef("group"), is_main=True)
    double = Exists(same.filter(period__contains=OuterRef("period")))
    return (
        Enrolment.objects.filter(child=child)
        .exclude(double, is_main=False)
        .select_related("group__unit")
        .order_by("period", "setting", "pk")
    )


@Kept
def affiliations_of(child: UUID, on: date) -> QuerySet[Affiliation]:
    """The professionals who have to do with the child today, or soon will."""
    lasting = Affiliation.objects.filter(Q(period__endswith=None) | Q(period__endswith__gt=on), child=child)
    return lasting.select_related("staff").order_by("staff__name", "pk")


@Kept
def merges_of(child: UUID) -> QuerySet[Merge]:
    return Merge.objects.filter(kept=child, undone_at=None).select_related("other").order_by("-merged_at")


def own_emergencies(actor: Actor) -> QuerySet[EmergencyAccess]:
    """Those of the glasses that one broke oneself."""
    return EmergencyAccess.objects.filter(staff__account=actor.id)


def emergency_of(actor: Actor, child: Child, at: datetime) -> EmergencyAccess | None:
    """The glass one broke, while it is open; nothing when the child is seen in the ordinary way."""
    if child.pk not in actor.emergency:
        return None
    return own_emergencies(actor).filter(child=child, expires_at__gt=at).order_by("-expires_at").first()


def same_child(child: Child) -> list[UUID]:
    """The keys of all pages about the child: the one that was kept first, and those merged into it."""
    held = vars(child)
    if "_same" not in held:  # every panel of a page asks
        kept = child.merged_into_id or child.pk
        held["_same"] = [kept, *_merged_into(kept)]
    return list(held["_same"])


@Kept
def _merged_into(child: UUID) -> QuerySet[Child, UUID]:
    return Child.objects.filter(merged_into=child).values_list("pk", flat=True)


def children_of_adult(guardian: Guardian) -> QuerySet[Child]:
    """A tie that was double when two pages became one is left on the page nobody sees any more."""
    return Child.objects.filter(guardianships__guardian=guardian, merged_into=None)


def reaches_all(actor: Actor, guardian: Guardian) -> bool:
    """Whether every child of the adult's is one's own to see: then so is how the adult is reached."""
    children = children_of_adult(guardian)
    return not children.exclude(pk__in=within(actor, Permission.CHILD_READ, children)).exists()
