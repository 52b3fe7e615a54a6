"""The concerns one may read, what waits in them, drafts and consultations of one's own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from samspor.access.actor import Actor
from samspor.access.among import among
from samspor.access.check import holds, within
from samspor.access.kept import Kept
from samspor.access.rules import Permission
from samspor.concerns.models import (
    AnonymousConsultation,
    Concern,
    ConcernDraft,
    FirstAnswer,
    HardStop,
    NextStep,
    RulerMark,
)
from samspor.concerns.queries.around import own_units
from samspor.concerns.rules.stops import StopKind
from samspor.concerns.rules.words import State
from samspor.concerns.rules.words import state_of as derived
from samspor.people.api import (
    Affiliation,
    Child,
    ChildGroup,
    Employment,
    children_visible_to,
    groups_visible_to,
    same_child,
)
from samspor.screening.api import Assessment
from samspor.screening.rules import NEEDS_WORDS

_HAS_STEP = Exists(NextStep.objects.filter(concern=OuterRef("pk"), done_on=None))


def concerns_visible_to(actor: Actor) -> QuerySet[Concern]:
    """Each with what its state is derived from."""
    held = Concern.objects.select_related("child", "unit", "group", "started_by", "closed_by")
    return within(actor, Permission.CONCERN_READ, _with_state(held))


@Kept
def concern_seen(actor: Actor, concern: UUID) -> QuerySet[Concern]:
    return concerns_visible_to(actor).filter(pk=concern)


def _with_state(held: QuerySet[Concern]) -> QuerySet[Concern]:
    stops = HardStop.objects.filter(concern=OuterRef("pk"), lifted_at=None)
    answers = FirstAnswer.objects.filter(concern=OuterRef("pk"))
    return held.annotate(
        stopped=Exists(stops),
        answered_first=Exists(answers.filter(kind=StopKind.VIOLENCE)),
        answered_second=Exists(answers.filter(kind=StopKind.HONOUR)),
        has_step=_HAS_STEP,
    )


def state_of(concern: Concern) -> State:
    """`concern` comes from `concerns_visible_to`."""
    held = vars(concern)
    unanswered = 2 - held["answered_first"] - held["answered_second"]
    return derived(unanswered=unanswered, stops=held["stopped"], closed=concern.closed_at is not None)


def own_list(actor: Actor, *, closed: bool) -> list[Concern]:
    """Those of one's units and of children one has to do with, newest first."""
    mine = Q(unit__in=own_units(actor)) | Q(child__in=actor.children) | Q(started_by__account=actor.id)
    found = concerns_visible_to(actor).filter(mine, closed_at__isnull=not closed)
    return list(found.order_by("-started_at", "pk")[:200])


def has_any(child: Child) -> bool:
    """Whether anything was ever begun about the child. Most have none: then the page asks for nothing more."""
    held = vars(child)
    if "_concerned" not in held:
        held["_concerned"] = bool(_any_of(frozenset(same_child(child))))
    return bool(held["_concerned"])


@Kept
def _any_of(children: frozenset[UUID]) -> QuerySet[Concern, UUID]:
    return Concern.objects.filter(among("child", children)).values_list("pk", flat=True)[:1]


def concerns_of(actor: Actor, child: Child) -> list[Concern]:
    if not has_any(child):
        return []
    return _of_children(actor, frozenset(same_child(child)))


@Kept
def _of_children(actor: Actor, children: frozenset[UUID]) -> QuerySet[Concern]:
    return concerns_visible_to(actor).filter(among("child", children)).order_by("-started_at", "pk")


def children_to_start_with(actor: Actor) -> QuerySet[Child]:
    return within(actor, Permission.CONCERN_WRITE, children_visible_to(actor))


def where_to_start(actor: Actor) -> tuple[list[ChildGroup], list[Child]]:
    """The groups of the units one works in, and the children one has to do with by name."""
    groups = groups_visible_to(actor).filter(unit__in=own_units(actor)).select_related("unit")
    related = children_to_start_with(actor).filter(pk__in=actor.children)
    return list(groups.order_by("unit__name", "name", "pk")), list(related.order_by("given_names", "pk"))


def assessment_to_start_from(actor: Actor, children: Sequence[UUID]) -> Assessment | None:
    """The latest joint assessment of the child that asked for more attention, when one may read it."""
    return _asking_for_more.first(actor, frozenset(children))


@Kept
def _asking_for_more(actor: Actor, children: frozenset[UUID]) -> QuerySet[Assessment]:
    held = Assessment.objects.filter(among("child", children), joint__position__in=NEEDS_WORDS)
    seen = within(actor, Permission.SCREENING_READ, held.select_related("round_unit__round", "joint"))
    return seen.order_by("-round_unit__round__opens_on", "pk")[:1]


def draft_of(actor: Actor, child: Child, place: str = "") -> ConcernDraft | None:
    """One's own, of the form at `place`; without a place, of the one that begins a concern."""
    return _drafts_at.first(actor.id, frozenset(same_child(child)), place)


@Kept
def _drafts_at(account: UUID, children: frozenset[UUID], place: str) -> QuerySet[ConcernDraft]:
    held = ConcernDraft.objects.filter(among("child", children), account=account, place=place)
    return held.order_by("-saved_at", "pk")[:1]


def drafts_of(actor: Actor) -> list[ConcernDraft]:
    """One's own, about children one still may write about and concerns one still may read."""
    children = children_to_start_with(actor).values("pk")
    started = Q(concern=None) & (Q(child__in=children) | Q(child__merged_into__in=children))
    within_reach = Q(concern__in=within(actor, Permission.CONCERN_READ, Concern.objects.all()).values("pk"))
    found = ConcernDraft.objects.filter(started | within_reach, account=actor.id)
    return list(found.select_related("child__merged_into").order_by("-saved_at", "pk"))


@Kept
def drafts_in(actor: Actor, concern: UUID) -> QuerySet[ConcernDraft]:
    return ConcernDraft.objects.filter(account=actor.id, concern=concern).order_by("-saved_at", "pk")


def consultations_of(actor: Actor) -> QuerySet[AnonymousConsultation]:
    return AnonymousConsultation.objects.filter(by__account=actor.id).order_by("-entered_at", "pk")


@Kept
def _steps_of(actor: Actor, children: frozenset[UUID]) -> QuerySet[NextStep]:
    here = among("concern__child", children) & Child.staying(actor.on, "concern__child__")
    held = NextStep.objects.filter(here, concern__closed_at=None, done_on=None)
    seen = within(actor, Permission.CONCERN_READ, held)
    return seen.select_related("concern", "who").order_by("due_on", "pk")


@Kept
def stops_to_notify(actor: Actor) -> QuerySet[HardStop]:
    """Of those one may read, where nobody has said that the authority was notified: a yes brings it to who said it,
    who began the concern and who leads the unit. Also of a child that is no longer there. One that may be about
    somebody who works there is for who said it, and for who leads above the place (`suspicions_for`).
    """
    led = among("concern__unit", actor.scope(Permission.CONCERN_OVERSEE).units)
    others = Q(about_staff=False) & (Q(concern__started_by=actor.staff) | led)
    held = HardStop.objects.filter(Q(by=actor.staff) | others, lifted_at=None, notified_on=None)
    seen = within(actor, Permission.CONCERN_READ, held).select_related("concern__child", "by")
    return seen.order_by("entered_at", "concern", "kind")


def ahead_of_child(actor: Actor, child: Child) -> tuple[list[HardStop], list[NextStep]]:
    """Of the concerns one may read: the stops nobody has notified of, and the next steps that are not done."""
    if not has_any(child):
        return [], []
    children = frozenset(same_child(child))
    return _stops_of(actor, children), _steps_of(actor, children)


@Kept
def _stops_of(actor: Actor, children: frozenset[UUID]) -> QuerySet[HardStop]:
    """On the child's page too, one that may be about somebody there is the next step of who said it alone."""
    mine = Q(about_staff=False) | Q(by=actor.staff)
    held = HardStop.objects.filter(mine, among("concern__child", children), lifted_at=None, notified_on=None)
    return within(actor, Permission.CONCERN_READ, held).order_by("entered_at", "kind")


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for one person in the concerns they may read."""

    stops: Sequence[HardStop]
    steps: Sequence[NextStep]
    without_step: Sequence[Concern]
    without_mark: Sequence[Concern]


def _falls_to(actor: Actor) -> Q:
    """Whose a step is: who keeps it, else who began the concern, else who leads the unit."""
    begun, led = Q(concern__started_by=actor.staff), actor.scope(Permission.CONCERN_OVERSEE).units
    if led:
        begun |= among("concern__unit", led) & ~_is_there("concern__started_by", actor.on)
    return Q(who=actor.staff) | (begun & ~_is_there("who", actor.on))


def _is_there(who: str, on: date, of: str = "concern__") -> Q:
    """Employed where the concern is, or related to the child. `of` is the path to the concern."""
    held = Q(staff=OuterRef(who), period__contains=on)
    child = Q(child=OuterRef(f"{of}child")) | Q(child=OuterRef(f"{of}child__merged_into"))
    employed = Employment.objects.filter(held, unit=OuterRef(f"{of}unit"))
    return Q(Exists(employed)) | Q(Exists(Affiliation.objects.filter(held, child)))


def waiting_for(actor: Actor) -> Waiting:
    if not holds(actor, Permission.CONCERN_WRITE):
        return Waiting((), (), (), ())
    stops = stops_to_notify(actor)
    first = {one.concern_id for one in stops}  # nothing else is asked of them before
    open_ones = [one for one in _begun_by(actor) if one.pk not in first]
    return Waiting(
        stops,
        _steps_for(actor),
        [one for one in open_ones if not vars(one)["has_step"]],
        [one for one in open_ones if one.started_by_id == actor.staff and vars(one)["has_step"] and not _marked(one)],
    )


def _marked(one: Concern) -> bool:
    return bool(vars(one)["marked"])


@Kept
def _steps_for(actor: Actor) -> QuerySet[NextStep]:
    led = among("concern__unit", actor.scope(Permission.CONCERN_OVERSEE).units)
    near = Q(who=actor.staff) | Q(concern__started_by=actor.staff) | led
    here = Child.staying(actor.on, "concern__child__")
    open_ones = NextStep.objects.filter(near, here, _falls_to(actor), concern__closed_at=None, done_on=None)
    reach = within(actor, Permission.CONCERN_WRITE, open_ones)
    return reach.select_related("concern").order_by(F("due_on"), "pk")


@Kept
def _begun_by(actor: Actor) -> QuerySet[Concern]:
    """One's own, and to who leads the unit those whose beginner has gone."""
    led = actor.scope(Permission.CONCERN_OVERSEE).units
    near = Q(started_by=actor.staff) | (among("unit", led) & ~_is_there("started_by", actor.on, of=""))
    whose = near if led else Q(started_by=actor.staff)
    mine = Concern.objects.filter(whose, Child.staying(actor.on), closed_at=None)
    marked = RulerMark.objects.filter(concern=OuterRef("pk"), staff=actor.staff, withdrawn_at=None)
    begun = within(actor, Permission.CONCERN_READ, mine).annotate(marked=Exists(marked), has_step=_HAS_STEP)
    return begun.order_by("started_at", "pk")
