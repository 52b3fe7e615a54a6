"""A handover as it is at this moment, with everything its state is derived from: as many statements for one as many."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from samspor.access.among import among
from samspor.access.beside import lay_beside
from samspor.access.kept import Kept
from samspor.people.api import Child, Guardian, Guardianship
from samspor.transitions.models import (
    ChildAnswer,
    Delivery,
    Handover,
    HandoverField,
    HandoverLink,
    ParentAnswer,
    SentField,
    Wording,
)
from samspor.transitions.queries.around import holds, kept
from samspor.transitions.rules.consent import TO_BE_ASKED, Facts, FieldState, Given, field_state
from samspor.transitions.rules.sending import OPEN, Gone, State, is_link_open, state_of
from samspor.transitions.rules.words import Basis, Choice, Said, Whose


@dataclass(frozen=True, slots=True)
class FieldNow:
    """`wording`: what stands in the field. In the one for parents' words each has their own: `own_words` may go, and
    `standing` holds also those written to another place or purpose, or by one without custody today, and `taken_out`
    those somebody has taken back.
    """

    field: HandoverField
    wording: Wording | None
    own_words: Sequence[Wording]
    standing: Sequence[Wording]
    taken_out: Sequence[Wording]
    answers: Sequence[ParentAnswer]
    child_answer: ChildAnswer | None
    state: FieldState

    @property
    def whose(self) -> Whose:
        return Whose(self.field.whose)

    @property
    def wording_key(self) -> UUID:
        """Of what is asked about, which has always been written."""
        assert self.wording is not None  # noqa: S101 -- see above
        return self.wording.pk

    @property
    def is_asked(self) -> bool:
        """Whether the parents are asked for a yes or a no to it."""
        return self.whose is not Whose.PARENTS and self.state in TO_BE_ASKED


@dataclass(frozen=True, slots=True)
class Now:
    handover: Handover
    fields: Sequence[FieldNow]
    holders: Sequence[Guardianship]
    delivery: Delivery | None
    state: State
    on: date

    @property
    def asked(self) -> list[FieldNow]:
        return [one for one in self.fields if one.is_asked]

    @property
    def goes(self) -> list[FieldNow]:
        return [one for one in self.fields if one.state is FieldState.AGREED]

    @property
    def for_parents_words(self) -> FieldNow | None:
        """The field in which parents write themselves, when it was chosen."""
        held = [one for one in self.fields if one.whose is Whose.PARENTS and one.field.choice == Choice.CHOSEN]
        return held[0] if held else None

    @property
    def others_words(self) -> list[Guardian]:
        """Who has written something of their own, with custody today or without."""
        words = [one for field in self.fields for one in field.standing]
        return list({one.guardian_id: one.guardian for one in words if one.guardian}.values())

    @property
    def have_written(self) -> list[Guardian]:
        """Who has written something of their own, or taken it back."""
        words = [one for field in self.fields for one in (*field.standing, *field.taken_out)]
        return list({one.guardian_id: one.guardian for one in words if one.guardian}.values())

    @property
    def have_answered(self) -> list[Guardian]:
        """What they said yes to is theirs to take back, wherever the child is now."""
        answers = [one for field in self.fields for one in field.answers]
        return list({one.guardian_id: one.guardian for one in answers}.values())

    def opens(self, link: HandoverLink) -> bool:
        """Whether a link still works, as far as the link itself goes."""
        return is_link_open(
            misses=len(link.missed_at), revoked=link.revoked_at is not None, expires_on=link.expires_on,
            holds=any(tie.guardian_id == link.guardian_id for tie in self.holders), is_open=self.state in OPEN,
            today=self.on,
        )  # fmt: skip

    @property
    def has_been_asked(self) -> bool:
        return _was_asked(self.handover)

    @property
    def seen(self) -> str:
        """A mark of what the parents have before their eyes: it is another when a word of it has changed."""
        return _mark(self.handover, (f"{one.field.pk}:{_key(one.wording)}:{one.field.purpose}" for one in self.asked))

    @property
    def stands(self) -> str:
        """The same of everything, for the one who sends it."""
        return _mark(
            self.handover, (f"{one.field.pk}:{one.state}:{_key(one.wording)}:{_keys(one)}" for one in self.fields)
        )


def now(handover: Handover, on: date) -> Now:
    return nows([handover], on)[0]


def nows(handovers: Iterable[Handover], on: date) -> list[Now]:
    keys = [one.pk for one in handovers]
    if not keys:
        return []
    found = {one.pk: one for one in _handovers(frozenset(keys))}
    _lay_parts(list(found.values()))
    ties = _holders(frozenset(kept(one.child).pk for one in found.values()), on)
    return [_remembered(_now(found[key], ties[kept(found[key].child).pk], on)) for key in keys]


def _remembered(one: Now) -> Now:
    """On the child, which is one request's own: the top of the page asks what its next step is."""
    vars(kept(one.handover.child)).setdefault("_handovers_now", {})[one.handover.pk] = one
    return one


def known_of(child: Child) -> Mapping[UUID, Now]:
    """What this request has already read of the child's handovers."""
    known: Mapping[UUID, Now] = vars(child).get("_handovers_now", {})
    return known


@Kept
def _handovers(keys: frozenset[UUID]) -> QuerySet[Handover]:
    held = Handover.objects.filter(among("pk", keys))
    return held.select_related("child__merged_into", "from_unit", "to_unit", "prepared_by", "ended_by")


def _lay_parts(handovers: Sequence[Handover]) -> None:
    """One kept statement a table. A field's rows are looked through several times, so they lie in lists."""
    keys = frozenset(one.pk for one in handovers)
    fields, deliveries = _fields(keys), _deliveries(keys)
    lay_beside(handovers, "fields", fields)
    lay_beside(handovers, "links", _links(keys))
    lay_beside(handovers, "deliveries", deliveries)
    lay_beside(deliveries, "sent_fields", _sent(keys))
    for name, rows in (
        ("current_wordings", _wordings(keys)), ("current_answers", _answers(keys)),
        ("current_child_answers", _child_answers(keys)),
    ):  # fmt: skip
        by_field: dict[UUID, list[Any]] = {one.pk: [] for one in fields}
        for row in rows:
            by_field[row.field_id].append(row)
        for one in fields:
            vars(one)[name] = by_field[one.pk]


@Kept
def _fields(handovers: frozenset[UUID]) -> QuerySet[HandoverField]:
    return HandoverField.objects.filter(among("handover", handovers)).select_related("chosen_by")


@Kept
def _wordings(handovers: frozenset[UUID]) -> QuerySet[Wording]:
    held = Wording.objects.filter(among("field__handover", handovers), replaced_at=None)
    return held.select_related("guardian", "by")


@Kept
def _answers(handovers: frozenset[UUID]) -> QuerySet[ParentAnswer]:
    held = ParentAnswer.objects.filter(among("field__handover", handovers), replaced_at=None)
    return held.select_related("guardian", "recorded_by")


@Kept
def _child_answers(handovers: frozenset[UUID]) -> QuerySet[ChildAnswer]:
    return ChildAnswer.objects.filter(among("field__handover", handovers), replaced_at=None).select_related("asked_by")


@Kept
def _links(handovers: frozenset[UUID]) -> QuerySet[HandoverLink]:
    return HandoverLink.objects.filter(among("handover", handovers)).select_related("guardian")


@Kept
def _deliveries(handovers: frozenset[UUID]) -> QuerySet[Delivery]:
    held = Delivery.objects.filter(among("handover", handovers), taken_back_at=None)
    return held.select_related("sent_by", "read_by", "answered_by", "unit")


@Kept
def _sent(handovers: frozenset[UUID]) -> QuerySet[SentField]:
    held = SentField.objects.filter(among("delivery__handover", handovers), delivery__taken_back_at=None)
    return held.select_related("guardian")


def _holders(children: frozenset[UUID], on: date) -> dict[UUID, list[Guardianship]]:
    found: dict[UUID, list[Guardianship]] = defaultdict(list)
    for tie in _ties(children):
        if holds(tie, on):
            found[tie.child_id].append(tie)
    return found


@Kept
def _ties(children: frozenset[UUID]) -> QuerySet[Guardianship]:
    held = Guardianship.objects.filter(among("child", children)).select_related("guardian")
    return held.order_by("guardian__name", "pk")


def _now(handover: Handover, ties: Sequence[Guardianship], on: date) -> Now:
    holders = [tie.guardian_id for tie in ties]
    order = {key: number for number, key in enumerate(handover.field_keys)}
    fields = sorted(handover.fields.all(), key=lambda one: order[one.key])
    shown = [_field(handover, one, holders, on) for one in fields]
    delivery = next(iter(handover.deliveries.all()), None)
    state = state_of(
        [(one.whose, one.state) for one in shown], asked=_was_asked(handover), ended=handover.ended_at is not None,
        gone=_gone(delivery),
    )  # fmt: skip
    return Now(handover, shown, ties, delivery, state, on)


def _was_asked(handover: Handover) -> bool:
    fields = [vars(one) for one in handover.fields.all()]
    answered = any(one["current_answers"] or any(w.guardian_id for w in one["current_wordings"]) for one in fields)
    return answered or bool(handover.links.all())


def _gone(delivery: Delivery | None) -> Gone | None:
    if delivery is None:
        return None
    left = any(one.withdrawn_at is None for one in delivery.sent_fields.all())
    return Gone(delivery.read_at is not None, delivery.answered_at is not None, left)


def _field(handover: Handover, field: HandoverField, holders: Sequence[UUID], on: date) -> FieldNow:
    wordings: list[Wording] = vars(field)["current_wordings"]
    standing = [one for one in wordings if one.guardian_id and _has_text(one)]
    taken_out = [one for one in wordings if one.guardian_id and not _has_text(one)]
    own_words = [one for one in standing if one.guardian_id in holders and one.entered_at >= handover.aimed_at]
    wording = next((one for one in wordings if one.guardian_id is None), None)
    answers: list[ParentAnswer] = vars(field)["current_answers"]
    childs: list[ChildAnswer] = vars(field)["current_child_answers"]
    child = next((one for one in childs if one.wording_id == _key(wording)), None)
    is_parents = field.whose == Whose.PARENTS
    facts = Facts(
        Choice(field.choice), Whose(field.whose), Basis(field.basis),
        is_written=bool(own_words) if is_parents else _has_text(wording), was_written=bool(standing),
        childs_yes=child.says_yes if child else None,
        given=tuple(_given(handover, one, wording) for one in answers),
    )  # fmt: skip
    state = field_state(facts, holders, on=on)
    return FieldNow(field, None if is_parents else wording, own_words, standing, taken_out, answers, child, state)


def _given(handover: Handover, answer: ParentAnswer, wording: Wording | None) -> Given:
    current = answer.wording_id == _key(wording) and answer.entered_at >= handover.aimed_at
    return Given(answer.guardian_id, Said(answer.said), current, answer.expires_on)


def _has_text(wording: Wording | None) -> bool:
    """Without opening it."""
    return wording is not None and vars(wording)["text"] is not None


def _key(wording: Wording | None) -> UUID | None:
    return wording.pk if wording else None


def _keys(one: FieldNow) -> str:
    return ",".join(sorted(str(own.pk) for own in one.own_words))


def _mark(handover: Handover, parts: Iterable[str]) -> str:
    return sha256("|".join([handover.aimed_at.isoformat(), *parts]).encode()).hexdigest()[:32]
