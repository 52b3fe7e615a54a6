"""Min dag: what waits for somebody, and what was told to them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from types import MappingProxyType
from uuid import UUID

from django.urls import reverse

from samspor.access.actor import Actor
from samspor.messages.api import Message, Template
from samspor.people.api import Employment, children_visible_to, naming, staff_in
from samspor.sharing.api import withdrawn_ways
from samspor.transitions.api import deliveries_visible_to, handovers_visible_to
from samspor.ui.slots import gather
from samspor.ui.tasks import AT_ONCE, Task

# Where a message leads, by what it tells.
PLACES: Mapping[str, str] = {
    Template.ROSTER_READY: "roster:lists",
    Template.BATON_OFFERED: "pathways:list", Template.BATON_DECLINED: "pathways:list",
    Template.PATHWAY_LET_IN: "pathways:list", Template.BATON_OFFER_OVER: "pathways:list",
    Template.BATON_FELL: "pathways:list",
    Template.SUBSTITUTE_GIVEN: "pathways:list", Template.SUBSTITUTE_ENDED: "pathways:list",
    **dict.fromkeys(
        (Template.MEETINGS_PLANNED, Template.MEETING_MOVED, Template.MEETING_CANCELLED, Template.WISH_MADE,
         Template.WISH_PLACED, Template.WISH_WAITS, Template.WISH_TAKEN_OVER, Template.WISH_WITHDRAWN,
         Template.DECISION_YOURS, Template.MINUTES_LACK), "forums:list"
    ),
}  # fmt: skip
SOON = timedelta(days=7)
LATER = timedelta(days=31)
_TONES: Mapping[str, int] = MappingProxyType({AT_ONCE: 0, "attention": 1})
_NOWHERE: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Told:
    """`times`: how often the same thing was told and not yet read; then `at` is the latest."""

    key: UUID
    title: str
    at: datetime
    href: str
    times: int = 1

    def is_same(self, other: "Told") -> bool:
        """Of two that lead nowhere nobody can say that they are about the same."""
        return self.key == other.key or (bool(self.href) and (self.title, self.href) == (other.title, other.href))


def told(message: Message, *, may_review: bool, ways: Mapping[str, str] = _NOWHERE) -> Told:
    """`ways` comes from `ways_for`."""
    title, way = message.get_template_display(), ways.get(message.about_id, "")
    return Told(message.pk, title, message.created_at, way or _href(message, may_review=may_review))


def once_each(unread: Iterable[Told]) -> list[Told]:
    """The same sentence with the same way on stands once: the newest first, as they come."""
    shown: list[Told] = []
    for one in unread:
        at = next((place for place, held in enumerate(shown) if held.is_same(one)), None)
        if at is None:
            shown.append(one)
        else:
            shown[at] = replace(shown[at], times=shown[at].times + 1)
    return shown


def ways_for(actor: Actor, messages: Iterable[Message]) -> dict[str, str]:
    """Where those about one child or one colleague lead, as far as the reader sees them: others lead nowhere."""
    about: dict[str, set[str]] = {}
    for one in messages:
        about.setdefault(one.template, set()).add(one.about_id)
    moved, taken_on = about.get(Template.CHILD_MOVED_AWAY), about.get(Template.EMPLOYED_WITH_ACCESS)
    children = children_visible_to(actor).filter(pk__in=moved) if moved else ()
    seen = Employment.objects.filter(pk__in=taken_on, staff__in=staff_in(actor)) if taken_on else ()
    return (
        {str(child.pk): child.href for child in children}
        | {str(one.pk): reverse("people:staff_member", args=[one.staff_id]) for one in seen}
        | _handovers(actor, about)
        | _of_rooms_above(actor, about)
        | withdrawn_ways(actor, about.get(Template.CONSENT_WITHDRAWN, set()) | about.get(Template.CONSENT_ENDED, set()))
    )


def _handovers(actor: Actor, about: Mapping[str, set[str]]) -> dict[str, str]:
    """To the one who received it, or to the one who sent it. Of what the child took back both are told."""
    both = about.get(Template.HANDOVER_CHILD_TOOK_BACK, set())
    to_read = about.get(Template.HANDOVER_SENT, set()) | about.get(Template.HANDOVER_TO_READ, set())
    came = to_read | about.get(Template.HANDOVER_WITHDRAWN, set()) | both
    said = about.get(Template.HANDOVER_USE_SAID, set()) | both
    received = deliveries_visible_to(actor).filter(pk__in=came).values_list("pk", flat=True) if came else ()
    keys = [UUID(one) for one in said]
    sent = handovers_visible_to(actor).filter(deliveries__in=keys).values_list("deliveries", "pk") if keys else ()
    return {str(key): reverse("transitions:delivery", args=[key]) for key in received} | {
        str(delivery): reverse("transitions:handover", args=[handover]) for delivery, handover in sent
    }


def _of_rooms_above(actor: Actor, about: Mapping[str, set[str]]) -> dict[str, str]:
    return {key: way for ways in gather("day.ways", actor, about) for key, way in ways.items()}


def _href(message: Message, *, may_review: bool) -> str:
    """A message leads only where one may go."""
    if message.template == Template.EMERGENCY_OPENED:
        return reverse("people:review", args=[message.about_id]) if may_review else ""
    return reverse(PLACES[message.template]) if message.template in PLACES else ""


def named(actor: Actor, tasks: Iterable[Task]) -> list[Task]:
    """With the names of the children they are about: one statement for them all."""
    held = list(tasks)
    names = naming.names_of(actor, [one.about for one in held if one.about])
    return [_named(one, names[one.about]) if one.about else one for one in held]


def _named(one: Task, name: naming.Name) -> Task:
    unnamed = "" if name.is_told else one.unnamed
    title = one.title.replace("{child}", unnamed or name.inside).replace("{given}", unnamed or name.near)
    return replace(one, title=title)


def is_later(task: Task, on: date) -> bool:
    """Folded away, so that a day is not a list of what is due in spring."""
    return task.can_wait and task.due_on is not None and task.due_on > on + LATER


def in_order(tasks: Iterable[Task], on: date) -> list[Task]:
    """First what the law does not let wait, then what others wait for, then by date. By time, and never by degree.

    What has no date can be done now: it stands behind what is due within the week, and before what is not.
    """
    now = on + SOON
    return sorted(tasks, key=lambda task: (_TONES.get(task.tone, len(_TONES)), task.due_on or now))
