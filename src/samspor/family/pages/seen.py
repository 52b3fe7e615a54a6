"""The page of one guardian in words. Made the same for them and for a preview."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.access import texts as access_texts
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.family import texts
from samspor.family.queries import Asked, Consented, Heard, Look, Own, Piece, Proposed, Seen
from samspor.family.rules.childs import PieceKind
from samspor.family.rules.persons import Reply
from samspor.family.rules.words import About, Sight, WordKind
from samspor.law.table import rule
from samspor.law.texts import paragraph_words
from samspor.pathways import texts as pathway_texts
from samspor.pathways.api import Shared, SharedGoal, SharedNumber
from samspor.pathways.rules.goals import GoalState
from samspor.sharing import texts as sharing_texts
from samspor.sharing.rules.words import Said
from samspor.ui.danish import listing, long_date


@dataclass(frozen=True, slots=True)
class Line:
    """One thing: what it is, what is said of it, and how it stands."""

    text: str
    beside: str = ""
    state: str = ""
    tone: str = "neutral"


@dataclass(frozen=True, slots=True)
class GoalLine:
    key: UUID
    words: str
    whose: str
    state: str
    tone: str
    numbers: Sequence[str]
    is_open: bool


@dataclass(frozen=True, slots=True)
class ConsentLine:
    what: str
    topics: str
    purpose: str
    own: str
    key: UUID
    has_said_yes: bool
    is_unanswered: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    key: UUID
    text: str
    state: str
    beside: str
    waits: bool


@dataclass(frozen=True, slots=True)
class ProposalLine:
    key: UUID
    text: str
    own: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class SeenPage:
    """`child`: the name or "dit barn". `has_pathway`: there is one, also where little of it is shown."""

    sight: Sight
    child: str
    reader: str
    has_pathway: bool
    next_what: str
    next_on: date | None
    holder: str
    extent: str
    siblings: str
    people: Sequence[Line]
    agreements: Sequence[Line]
    goals: Sequence[GoalLine]
    actions: Sequence[Line]
    promises: Sequence[Line]
    consents: Sequence[ConsentLine]
    heard: Sequence[Line]
    words: Sequence[Line]
    child_says: Sequence[Line]
    persons: Sequence[PersonLine]
    may_propose: bool
    proposals: Sequence[ProposalLine]
    looks: Sequence[Line]
    left_out: str

    @property
    def is_closed(self) -> bool:
        return self.sight is Sight.CLOSED

    @property
    def is_without_places(self) -> bool:
        return self.sight is Sight.NO_PLACES

    @property
    def decides(self) -> bool:
        return self.sight is not Sight.OWN


def seen_page(seen: Seen, looks: Sequence[Look], on: date, *, readable: Collection[UUID] | None = None) -> SeenPage:
    """`readable`: those of the child's own words that whoever looks at a preview may read too."""
    held = seen.shared
    return SeenPage(
        seen.sight, seen.child or "dit barn", seen.reader, held is not None,
        held.next_what if held else "", held.next_on if held else None, _holder(held),
        _extent(held), _siblings(seen.siblings),
        [Line(one.name, one.role, one.task) for one in held.people] if held else (),
        [Line(one.text, f"Aftalt {long_date(one.on)}") for one in held.agreements] if held else (),
        [_goal(one) for one in held.goals] if held else (), _actions(held), _promises(held),
        [_consent(one) for one in seen.consents], [_heard(one) for one in seen.heard],
        [_word(one) for one in seen.words], [_said(one, readable) for one in seen.child_says],
        [_person(one) for one in seen.persons], seen.may_propose,
        [_proposal(one) for one in seen.proposals],
        [_look(one) for one in looks], _left_out(on),
    )  # fmt: skip


def _holder(held: Shared | None) -> str:
    return ", ".join(filter(None, (held.holder, held.title, held.unit))) if held else ""


def _extent(held: Shared | None) -> str:
    return f"{held.extent} Sådan har det været siden {long_date(held.extent_on)}." if held and held.extent else ""


def _siblings(names: Sequence[str]) -> str:
    return f"Forløbet hænger sammen med forløbet for {listing(names)}." if names else ""


def _goal(one: SharedGoal) -> GoalLine:
    state = GoalState(one.state)
    numbers = [_number(each) for each in one.numbers]
    words, tone = pathway_texts.GOAL_STATE[state], pathway_texts.GOAL_TONE[state]
    return GoalLine(one.key, one.words, one.whose, words, tone, numbers, state is GoalState.OPEN)


def _number(one: SharedNumber) -> str:
    who = ", ".join(filter(None, (one.who, one.role.lower())))
    return f"{who}: {one.value} ({long_date(one.on)})"


def _actions(held: Shared | None) -> list[Line]:
    return [
        Line(
            one.what, ". ".join(filter(None, (one.who, one.where, f"Senest {long_date(one.due_on)}"))),
            texts.DOING[one.state], texts.DOING_TONE[one.state],
        )
        for one in (held.actions if held else ())
    ]  # fmt: skip


def _promises(held: Shared | None) -> list[Line]:
    return [
        Line(
            one.what, f"{one.keeper} har lovet det. Senest {long_date(one.due_on)}", pathway_texts.PROMISED[one.state],
            pathway_texts.PROMISED_TONE[one.state],
        )
        for one in (held.promises if held else ())
    ]  # fmt: skip


def _consent(one: Consented) -> ConsentLine:
    return ConsentLine(
        one.what, ", ".join(one.topics).capitalize(), one.purpose, _own_answer(one), one.key,
        one.said is Said.YES, one.said is None,
    )  # fmt: skip


def _own_answer(one: Consented) -> str:
    if one.said is None or one.said_on is None:
        return "Du har ikke svaret endnu."
    if one.said is Said.YES:
        return f"Du sagde ja {long_date(one.said_on)}. Dit ja gælder til og med {long_date(one.last_day)}."
    if one.said is Said.NO:
        return f"Du sagde nej {long_date(one.said_on)}."
    return f"Du trak dit ja tilbage {long_date(one.said_on)}."


def _heard(one: Heard) -> Line:
    return Line(one.what or "Du har fået en besked", f"{sharing_texts.WAY[one.way]}, {long_date(one.on)}")


def _word(one: Own) -> Line:
    kind = texts.WORD_KIND[WordKind(one.kind)]
    about = f": {texts.ABOUT[About(one.about)].lower()}" if one.about else ""
    return Line(one.text, f"{kind}{about}. {long_date(local_date(one.at))}".replace("..", "."))


def _said(one: Piece, readable: Collection[UUID] | None) -> Line:
    text = one.text if readable is None or one.key in readable else texts.NOT_FOR_YOU
    return Line(text, f"{texts.PIECE[PieceKind(one.kind)]}. {long_date(local_date(one.at))}")


def _proposal(one: Asked) -> ProposalLine:
    own = texts.OWN_SAID[one.said] if one.said else texts.NOT_SAID
    return ProposalLine(one.key, one.text or texts.HIDDEN_PROPOSAL, own, one.is_open)


def _person(one: Proposed) -> PersonLine:
    state = texts.REPLIED[Reply(one.reply)] if one.reply else texts.NOT_REPLIED
    return PersonLine(one.key, f"{one.name}, {one.relation}", state, one.words, waits=not one.reply)


def _look(one: Look) -> Line:
    """A role that is no longer in the policy is shown as it was written."""
    roles = ", ".join(access_texts.ROLE.get(role, role) for role in one.roles)  # type: ignore[call-overload]  # a word
    who = ", ".join(filter(None, (one.name, roles, one.place)))
    what = texts.LOOK.get(Verb(one.verb), texts.LOOKED)
    why = texts.WHY.get(one.why, "")
    return Line(f"{long_date(one.on)}: {what}", ". ".join(filter(None, (who, why))))


def _left_out(on: date) -> str:
    basis = rule("looks_left_out", on)
    return texts.LEFT_OUT.format(law=basis.law, paragraph=paragraph_words(basis))
