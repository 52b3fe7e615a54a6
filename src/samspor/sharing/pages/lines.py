"""One line between two who may talk, or one effort, as staff see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from samspor.base.clock import local_date
from samspor.people.api import Child
from samspor.sharing import texts
from samspor.sharing.models import Answer, EffortConsent, ExchangeConsent, Notice
from samspor.sharing.queries import AnyConsent, Now, Reader
from samspor.sharing.rules.consent import Voice
from samspor.sharing.rules.topics import every_topic
from samspor.sharing.rules.words import Purpose, Said, Sector, State, Way
from samspor.ui.danish import listing, long_date

OWN = "barnet"  # the young person, where an address or a form names who answers


@dataclass(frozen=True, slots=True)
class Person:
    """One whose yes it takes, and what they have said."""

    key: str
    name: str
    words: str
    tone: str
    said_yes: bool


@dataclass(frozen=True, slots=True)
class Line:
    key: UUID
    number: int
    is_effort: bool
    title: str
    sender: str
    recipient: str
    topics: Sequence[str]
    aim: str
    purpose: str
    state: State
    state_words: str
    tone: str
    next_step: str
    from_on: date
    last_day: date
    is_in_force: bool
    people: Sequence[Person]
    notes: Sequence[str]
    asked: str
    history: Sequence[str]
    answer: str
    withdraw: str
    renew: str
    take_back: str
    is_ours: bool

    @property
    def may_withdraw(self) -> bool:
        return any(one.said_yes for one in self.people)

    @property
    def may_take_back(self) -> bool:
        """The question, while nobody has answered it."""
        return self.is_ours and not self.is_taken_back and not self.history

    @property
    def is_taken_back(self) -> bool:
        return self.state is State.TAKEN_BACK

    @property
    def may_renew(self) -> bool:
        return self.is_ours and self.state in {State.GIVEN, State.EXPIRED}

    @property
    def is_answered(self) -> bool:
        return self.state in {State.GIVEN, State.EXPIRED}


def line(found: Now, number: int, child: Child, reader: Reader) -> Line:
    """What another service wrote in its own words is left out: it says whom to ask."""
    held, may_read = found.consent, reader.may_read(found)
    is_effort = isinstance(held, EffortConsent)
    sender, recipient = between(held, hidden=not may_read)
    prefix = "effort_" if is_effort else ""
    answer, withdraw, renew, take_back = (
        reverse(f"sharing:{prefix}{verb}", args=[held.pk]) for verb in ("answer", "withdraw", "renew", "take_back")
    )
    words = (held.purpose or "") if may_read else texts.ASK_THEM.format(unit=held.unit.name)
    return Line(
        held.pk, number, is_effort, title_of(held, hidden=not may_read), sender, recipient, topics_of(held),
        aim_of(held), words, found.state, _state_words(found), texts.STATE_TONE[found.state],
        (texts.NEXT_EFFORT if is_effort else texts.NEXT)[found.state], held.from_on, found.last_day, found.is_in_force,
        [_person(found, who, child) for who in found.family.voices], _notes(found, child),
        f"Spurgt af {held.asked_by.name}, {held.unit.name}, {_on(held)}{_taken_back(held, may_read=may_read)}",
        [_said(one, child) for one in found.answers], answer, withdraw, renew, take_back,
        reader.is_ours(held),
    )  # fmt: skip


def _taken_back(held: AnyConsent, *, may_read: bool) -> str:
    if not (held.taken_back_at and held.taken_back_by):
        return ""
    why = f": {held.taken_back_why}" if may_read else ""
    return f". Taget tilbage af {held.taken_back_by.name}, {long_date(local_date(held.taken_back_at))}{why}"


def _on(held: AnyConsent) -> str:
    return long_date(local_date(held.asked_at))


def _state_words(found: Now) -> str:
    if found.state is State.GIVEN and not found.is_in_force:
        return f"Gælder fra {long_date(found.consent.from_on)}"
    return texts.STATE[found.state]


def between(held: AnyConsent, *, hidden: bool = False) -> tuple[str, str]:
    """From whom, to whom. An effort is between nobody. `hidden`: the service alone, no place and no person."""
    if isinstance(held, EffortConsent):
        return "", ""
    if hidden:
        return texts.SECTOR[Sector(held.sender)], texts.SECTOR[Sector(held.recipient)]
    place = held.to_unit.name if held.to_unit else texts.SECTOR[Sector(held.recipient)]
    words = f"{held.to_person} ({inside(place)})" if held.to_person else place
    return texts.SECTOR[Sector(held.sender)], words


def inside(words: str) -> str:
    """A sector in the middle of a sentence; a place keeps its name."""
    known = words in texts.SECTOR.values() and not words.isupper()
    return words[0].lower() + words[1:] if known else words


def title_of(held: AnyConsent, *, hidden: bool = False) -> str:
    if isinstance(held, EffortConsent):
        return "En indsats" if hidden else held.effort or ""
    sender, recipient = between(held, hidden=hidden)
    return f"{sender} til {inside(recipient)}"


def topics_of(held: AnyConsent) -> list[str]:
    known = every_topic()
    return [known[one].title for one in known if one in held.topics] if isinstance(held, ExchangeConsent) else []


def aim_of(held: AnyConsent) -> str:
    return texts.PURPOSE[Purpose(held.aim)] if isinstance(held, ExchangeConsent) else ""


def name_of(found: Now, who: Voice, child: Child) -> str:
    names = {tie.guardian_id: tie.guardian.name for tie in found.family.holders}
    return names[who] if who else child.given_names


def _person(found: Now, who: Voice, child: Child) -> Person:
    one = found.standing.get(who)
    key, name = str(who or OWN), name_of(found, who, child)
    if one is None:
        return Person(key, name, "Har ikke svaret", "waiting", said_yes=False)
    said = Said(one.said)
    late = said is Said.YES and one.expires_on < found.on
    words = "Ja, men det er udløbet" if late else texts.SAID[said]
    tone = "attention" if late else "done" if said is Said.YES else "neutral"
    return Person(key, name, f"{words} ({_how(one)})", tone, said_yes=said is Said.YES)


def _how(one: Answer) -> str:
    until = f", til og med {long_date(one.expires_on)}" if one.said == Said.YES else ""
    return f"{texts.WAY[Way(one.way)].lower()} {long_date(one.said_on)}{until}"


def _said(one: Answer, child: Child) -> str:
    name = one.guardian.name if one.guardian else child.given_names
    by = f" Skrevet ned af {one.recorded_by.name}." if one.recorded_by else ""
    return f"{name}: {texts.SAID[Said(one.said)].lower()}, {_how(one)}.{by}"


def _notes(found: Now, child: Child) -> list[str]:
    """What one has to know before one shares anything."""
    notes = []
    grown = [name_of(found, who, child) for who in found.new if who]
    if grown:
        notes.append(texts.NEW_HOLDER.format(names=listing(grown)))
    if None in found.new and found.is_young_new:
        notes.append(texts.NEW_YOUNG.format(name=child.given_names))
    if found.childs_no:
        notes.append(texts.CHILD_SAYS_NO.format(name=child.given_names))
    return notes if found.family.voices else [texts.NOBODY]


@dataclass(frozen=True, slots=True)
class Told:
    """A notice: what was told to whom."""

    what: str
    to: str
    when: str
    by: str


def told(one: Notice, child: Child, *, may_read: bool) -> Told:
    """`may_read`: else it is said that there is something, and whom to ask."""
    what = (one.what or "") if may_read else texts.ASK_THEM.format(unit=one.unit.name)
    to = one.guardian.name if one.guardian else child.given_names
    return Told(what, to, f"{texts.WAY[Way(one.way)]}, {long_date(one.given_on)}", one.given_by.name)
