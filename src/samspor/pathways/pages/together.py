"""Who is in a pathway, as it is shown: what each of them does, and by what right they are here."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from samspor.pathways import texts
from samspor.pathways.models import Participant
from samspor.pathways.queries import name_of, role_of
from samspor.pathways.rules.together import Access, Asked, Kind, Lead
from samspor.sharing.rules.topics import every_topic
from samspor.sharing.rules.words import Purpose
from samspor.ui.danish import listing


@dataclass(frozen=True, slots=True)
class Person:
    """`sentence` is the lane's own, of who had to pass it; `about` what for, and about what."""

    key: UUID
    name: str
    role: str
    task: str
    contact: str
    kind: Kind
    lead: Lead | None
    access: Access
    sentence: str
    next_step: str
    about: str

    @property
    def access_words(self) -> str:
        if self.access is Access.SHUT and self.kind is Kind.OTHER:
            return "Må ikke tales med nu"
        return texts.ACCESS[self.access]

    @property
    def tone(self) -> str:
        return "attention" if self.access in {Access.SHUT, Access.GONE} else "done"


def person(one: Participant, said: Mapping[UUID, Asked], working: Collection[UUID]) -> Person:
    """`working`: the staff who reach the child by their work today, and those let in whose work goes on."""
    asked = said.get(one.pk)
    shown = asked and one.kind in {Kind.STAFF, Kind.OTHER}
    return Person(
        one.pk, name_of(one), role_of(one), one.task, one.contact or "", Kind(one.kind),
        Lead(one.lead) if one.lead else None, _access(one, asked, working), asked.sentence if asked and shown else "",
        asked.next_step if asked and not asked.may else "", _about(one),
    )  # fmt: skip


def _about(one: Participant) -> str:
    """»Formål: tidlig hjælp. Det handler om: sprog.« Of the network: who asked for them, and who is told."""
    if one.asked_for_by:
        return f"Foreslået af {one.asked_for_by.name}. Ingen anden i familien ser personen på sin side."
    if not one.aim:
        return ""
    every = every_topic()
    said = listing([every[topic].title.lower() for topic in one.topics])
    return f"Formål: {texts.AIM[Purpose(one.aim)].lower()}. Det handler om: {said}."


def _access(one: Participant, asked: Asked | None, working: Collection[UUID]) -> Access:
    if one.job and one.job.staff_id not in working:
        return Access.GONE
    if asked is None:
        return Access.BY_WORK if one.kind == Kind.STAFF else Access.NONE
    if not asked.may:
        return Access.SHUT
    return Access.LET_IN if one.is_let_in else Access.NONE


def people(rows: Iterable[Participant], said: Mapping[UUID, Asked], working: Collection[UUID]) -> list[Person]:
    return [person(one, said, working) for one in rows]


def as_told_to_one_let_in(one: Person, *, own: bool) -> Person:
    """Who is with it and what they do. How the family is reached, and what they answered others, is not theirs."""
    if own:
        return one
    contact = one.contact if one.kind is Kind.STAFF else ""
    return replace(one, contact=contact, access=Access.NONE, sentence="", next_step="", about="")


def leads(rows: Iterable[Person]) -> list[tuple[str, Person | None]]:
    """Both, also the one nobody has yet; none before the first is chosen."""
    held = {one.lead: one for one in rows if one.lead}
    return [(texts.LEAD[lead], held.get(lead)) for lead in Lead] if held else []
