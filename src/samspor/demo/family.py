"""A parent comes in by a code and writes on their own page, through the room's own verbs."""

from datetime import datetime, timedelta
from typing import Any

from samspor.base.clock import local_date
from samspor.demo.parameters import table
from samspor.demo.pathways import open_pathways
from samspor.demo.transitions import who
from samspor.family import api as family
from samspor.family.api import FamilyVisit
from samspor.family.rules.proposals import Said as Answered
from samspor.family.rules.words import About, WordKind
from samspor.people.api import Child, Guardian
from samspor.people.rules import Relation
from samspor.sharing import api as sharing
from samspor.sharing.api import ExchangeConsent
from samspor.sharing.rules.words import Purpose, Said, Sector, Way

YEAR = timedelta(days=365)
_MINUTE = timedelta(minutes=1)


def write(at: datetime) -> None:
    for entry in table("family")["visit"]:
        _visit(entry, open_pathways()[entry["child"]].child, at)


def _visit(entry: dict[str, Any], child: Child, at: datetime) -> None:
    then = at - timedelta(days=entry["days_ago"])
    holders = [one.guardian for one in _mothers_first(child, then)]
    consent = _consent(entry, child, holders[1:], at)
    put = family.put_proposal(by=who(entry["by"], then), child=child, text=entry["proposal"]["text"], at=then)
    visit = _came_in(entry["by"], child, holders[0], then)
    by, later = family.of_family(visit, then), then + 3 * _MINUTE
    family.answer_own_consent(
        by=by, visit=visit, consent=consent.pk, said=Said(entry["consent"]["says"]), longest=YEAR, at=later
    )
    for one in entry["word"]:
        later += 5 * _MINUTE
        about = About(one["about"]) if "about" in one else None
        family.write_word(by=by, visit=visit, kind=WordKind(one["kind"]), about=about, text=one["text"], at=later)
    said = Answered(entry["proposal"]["says"])
    family.answer_proposal(by=by, visit=visit, proposal=put.pk, said=said, at=later + _MINUTE)
    family.propose_person(by=by, visit=visit, **entry["person"], at=later + 3 * _MINUTE)


def _mothers_first(child: Child, at: datetime) -> list[Any]:
    holders = sharing.family(child, local_date(at)).holders
    return sorted(holders, key=lambda tie: (tie.relation != Relation.MOTHER, tie.pk))


def _consent(entry: dict[str, Any], child: Child, others: list[Guardian], at: datetime) -> ExchangeConsent:
    """Asked in a talk, where the others answered."""
    said = entry["consent"]
    then = at - timedelta(days=said["days_ago"])
    by, on = who(entry["by"], then), local_date(then)
    lasts: Any = {"until": on + timedelta(days=said["lasts"]), "longest": on + YEAR, "at": then}
    made = sharing.ask_exchange(
        by=by, child=child, topics=said["topics"], sender=Sector(said["from"]), recipient=Sector(said["to"]),
        to_unit=None, to_person="", aim=Purpose(said["aim"]), purpose=said["purpose"], from_on=on, **lasts,
    )  # fmt: skip
    for guardian in others:
        sharing.answer_consent(
            by=by, consent=made, guardian=guardian, said=Said.YES, way=Way.MEETING, said_on=on, **lasts
        )
    return made


def _came_in(key: str, child: Child, guardian: Guardian, at: datetime) -> FamilyVisit:
    """The code was handed over in the hand, and written a minute later."""
    seen = family.mark_of(family.seen_by(child, guardian, at=at))
    made = family.make_invitation(by=who(key, at), child=child, guardian=guardian, seen=seen, at=at)
    later = at + _MINUTE
    came = family.come_in(by=family.at_the_door(later), code=family.code_of(made), form_key=None, at=later)
    assert came  # noqa: S101 -- the code was made a minute ago
    return came
