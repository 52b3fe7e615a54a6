"""Reads of goals with their numbers, and of actions: a statement each, whatever their number."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from samspor.access.actor import Actor
from samspor.access.among import Among, among
from samspor.access.check import within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.concerns.api import ScaleStep
from samspor.pathways.models import Action, EarlierOutcome, Goal, GoalNumber, Pathway
from samspor.pathways.queries.together import let_in
from samspor.people.api import Guardian

SOON = timedelta(days=7)
_UNSEEN = Q(looked_at=None) | Q(looked_at__date__lt=F("review_on"))  # nobody has looked since the day it was to be
_OPEN_FIRST = Case(When(state="open", then=Value(0)), default=Value(1), output_field=IntegerField())


@Kept
def goals_of(pathway: UUID) -> QuerySet[Goal]:
    """Those that are under way first."""
    held = Goal.objects.filter(pathway=pathway).select_related("scale", "by", "ended_by")
    return held.order_by(_OPEN_FIRST, "entered_at", "pk")


@Kept
def numbers_of(pathway: UUID) -> QuerySet[GoalNumber]:
    """Of all its goals, oldest first: of two of the same day the one written last stands, and one's own before what
    was told of it.
    """
    held = GoalNumber.objects.filter(pathway=pathway).order_by(
        "said_on", "entered_at", "by_id", "pk"
    )  # nobody's is last
    return held.select_related("step", "staff", "guardian", "participant__guardian", "participant__job__staff")


@Kept
def steps_of(scales: frozenset[UUID]) -> QuerySet[ScaleStep]:
    return ScaleStep.objects.filter(among("scale", scales)).order_by("scale", "value")


def goals_visible_to(actor: Actor) -> QuerySet[Goal]:
    held = Goal.objects.select_related("pathway__child__merged_into", "scale")
    return within(actor, Permission.PATHWAY_WRITE, held)


def goals_joined(actor: Actor) -> QuerySet[Goal]:
    """Of the pathways one has been let into: there one says a number of one's own."""
    held = Goal.objects.select_related("pathway__child__merged_into", "scale")
    return held.filter(Among("pathway", {one.pk for one in let_in(actor)}))


def has_said_own(goal: Goal, guardian: Guardian, on: date) -> bool:
    """Themselves."""
    return GoalNumber.objects.filter(goal=goal, guardian=guardian, by=None, said_on=on).exists()


def number_of_goals(pathway: Pathway) -> int:
    return Goal.objects.filter(pathway=pathway, state="open").count()


@Kept
def actions_of(pathway: UUID) -> QuerySet[Action]:
    """What is under way first, by its day; then what is settled, newest first."""
    held = Action.objects.filter(pathway=pathway).order_by(_OPEN_FIRST, "-settled_at", "due_on", "pk")
    return held.select_related(*_DOERS, "settled_by", "looked_by")


_DOERS = ("staff", "participant__guardian", "participant__job__staff")


def open_goals_of(pathway: Pathway) -> list[Goal]:
    return list(
        Goal.objects.filter(pathway=pathway, state="open").select_related("pathway").order_by("entered_at", "pk")
    )


def open_actions_of(pathway: Pathway) -> list[Action]:
    return list(Action.objects.filter(pathway=pathway, state="open").select_related("pathway").order_by("due_on", "pk"))


@Kept
def earlier_of(pathway: UUID) -> QuerySet[EarlierOutcome]:
    """What had been said before something was opened again, oldest first."""
    held = EarlierOutcome.objects.filter(pathway=pathway).select_related("said_by", "by")
    return held.order_by("said_at", "entered_at", "pk")


def actions_visible_to(actor: Actor) -> QuerySet[Action]:
    held = Action.objects.select_related("pathway__child__merged_into", *_DOERS)
    return within(actor, Permission.PATHWAY_WRITE, held)


def actions_joined(actor: Actor) -> QuerySet[Action]:
    """What one has been given to do in the pathways one has been let into."""
    held = Action.objects.select_related("pathway__child__merged_into", *_DOERS)
    return held.filter(Among("pathway", {one.pk for one in let_in(actor)}), staff=actor.staff)


def actions_by(actor: Actor, until: date) -> list[Action]:
    """What one is to do oneself, in open pathways one may write in: its day, or the day to look at it, is near."""
    if actor.staff is None:
        return []
    joined = frozenset(one.pk for one in let_in(actor))
    return [*_by(actor, actor.staff, until), *(_by_joined(joined, actor.staff, until) if joined else ())]


@Kept
def _by_joined(pathways: frozenset[UUID], staff: UUID, until: date) -> QuerySet[Action]:
    mine = Action.objects.filter(among("pathway", pathways), staff=staff, state="open")
    near = mine.filter(Q(due_on__lte=until) | (Q(review_on__lte=until) & _UNSEEN))
    return near.select_related("pathway").order_by("due_on", "pk")


@Kept
def _by(actor: Actor, staff: UUID, until: date) -> QuerySet[Action]:
    mine = Action.objects.filter(staff=staff, state="open", pathway__closed_at=None)
    near = mine.filter(Q(due_on__lte=until) | (Q(review_on__lte=until) & _UNSEEN))
    return within(actor, Permission.PATHWAY_WRITE, near).select_related("pathway").order_by("due_on", "pk")


def actions_of_others(actor: Actor, pathways: Iterable[Pathway]) -> list[Action]:
    """In pathways whose baton one answers for: what somebody else should have done, or is to be looked at now."""
    return _of_others(frozenset(one.pk for one in pathways), actor.staff, actor.on) if actor.staff else []


@Kept
def _of_others(pathways: frozenset[UUID], staff: UUID, on: date) -> QuerySet[Action]:
    held = Action.objects.filter(
        Q(due_on__lt=on) | (Q(review_on__lte=on) & _UNSEEN), among("pathway", pathways), state="open"
    )
    others = held.filter(Q(staff=None) | ~Q(staff=staff))
    return others.select_related("pathway", *_DOERS).order_by("due_on", "pk")
