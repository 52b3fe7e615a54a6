"""The family as those who work with the child see it: who can come in, who has been, and what they have said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from samspor.family import texts
from samspor.family.models import FamilyVisit, FamilyWord, Invitation, Proposal
from samspor.family.queries import latest
from samspor.family.rules.proposals import Ending, may_begin
from samspor.family.rules.words import About, WordKind
from samspor.people import texts as people_texts
from samspor.people.api import Guardianship
from samspor.people.rules import Relation
from samspor.ui.danish import moment


@dataclass(frozen=True, slots=True)
class Adult:
    """`code`: an open one's key. `seen_at`: when they last came in. `inside`: the key of what lets them in now."""

    tie: UUID
    name: str
    relation: str
    has_custody: bool
    code: UUID | None
    until: datetime | None
    seen_at: datetime | None
    inside: UUID | None
    inside_until: datetime | None


def adults(
    ties: Iterable[Guardianship], codes: Sequence[Invitation], visits: Sequence[FamilyVisit], now: Sequence[FamilyVisit]
) -> list[Adult]:
    """`visits`: the newest first. `now`: those that go on."""
    open_codes = {one.guardian_id: one for one in codes}
    last = {one.guardian_id: one.began_at for one in reversed(visits)}
    inside = {one.guardian_id: one for one in now}
    return [
        _adult(one, open_codes.get(one.guardian_id), last.get(one.guardian_id), inside.get(one.guardian_id))
        for one in ties
    ]


def _adult(one: Guardianship, code: Invitation | None, seen_at: datetime | None, now: FamilyVisit | None) -> Adult:
    return Adult(
        one.pk, one.guardian.name, people_texts.RELATION[Relation(one.relation)], one.has_custody,
        code.pk if code else None, code.expires_at if code else None, seen_at,
        now.invitation_id if now else None, now.ends_at if now else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Said:
    who: str
    kind: str
    about: str
    text: str
    at: datetime
    is_disagreement: bool


def said(words: Iterable[FamilyWord]) -> list[Said]:
    return [
        Said(
            one.guardian.name, texts.WORD_KIND[WordKind(one.kind)], texts.ABOUT[About(one.about)] if one.about else "",
            one.text or "", one.written_at, one.kind == WordKind.DISAGREEMENT,
        )
        for one in words
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Put:
    """`said`: of everybody who has custody today, by name. `may_begin`: all of them have said yes."""

    key: UUID
    text: str
    by: str
    ended: str
    said: Sequence[tuple[str, str]]
    is_open: bool
    may_begin: bool


def put(proposals: Iterable[Proposal], holders: Sequence[tuple[UUID, str]]) -> list[Put]:
    return [_put(one, holders) for one in proposals]


def _put(one: Proposal, holders: Sequence[tuple[UUID, str]]) -> Put:
    answers = latest(one.answers.all())[one.pk]
    said = [(name, texts.SAID[answers[key]] if key in answers else "Ikke svaret") for key, name in holders]
    ended = f"{texts.ENDING[Ending(one.ending)]} {moment(one.ended_at)}." if one.ended_at else ""
    by = f"{one.by.name}, {moment(one.proposed_at)}"
    return Put(
        one.pk,
        one.text or "",
        by,
        ended,
        said,
        is_open=not one.ended_at,
        may_begin=may_begin(answers, [key for key, _ in holders]),
    )
