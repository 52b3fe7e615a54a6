"""What the pages of roster show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.base.cpr import masked
from samspor.people.api import Enrolment
from samspor.people.rules import is_protected
from samspor.roster import texts
from samspor.roster.models import Change
from samspor.roster.queries import Around
from samspor.roster.rules import keeping
from samspor.roster.rules.changes import Bucket, Diff, EnrolmentStep, Staged, Step
from samspor.roster.rules.questions import ANSWERS, TARGETED, Question, Say
from samspor.roster.rules.rows import Reason, RosterRow
from samspor.roster.rules.states import CAN_BE_APPLIED
from samspor.ui.danish import listing, long_date, numeric_date, plural

PER_PAGE = 25
HIDDEN = "Vises ikke"
_NUMBERS = frozenset({"cpr", "guardian_cpr"})
_DATES = frozenset({"birth_date", "protected_until"})


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is different: what stands now, and what will."""

    word: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Line:
    """One child, or one group, in a bucket."""

    key: UUID
    name: str
    rows: str
    places: tuple[str, ...]
    differences: tuple[Difference, ...]
    notes: tuple[str, ...]
    chosen: bool
    asks: bool
    protected: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One bucket. `lines` is the page of it that is shown."""

    key: str
    title: str
    help: str
    number: int
    lines: tuple[Line, ...]
    page: int
    pages: int
    open: bool
    choose: bool


def section(bucket: Bucket, number: int, lines: Sequence[Line], *, page: int, open_now: bool) -> Section:
    return Section(
        key=str(bucket),
        title=texts.BUCKET[bucket],
        help=texts.BUCKET_HELP[bucket],
        number=number,
        lines=tuple(lines),
        page=page,
        pages=-(-number // PER_PAGE),
        open=open_now,
        choose=bucket in CAN_BE_APPLIED,
    )


def line(change: Change, staged: Staged, around: Around, today: date) -> Line:
    child = around.children.get(staged.child_id) if staged.child_id and not staged.elsewhere else None
    protected = bool(child and is_protected(child.protected_until, today)) or any(r.protected for r in staged.rows)
    return Line(
        key=change.pk,
        name=_name(staged, child.name if child else ""),
        rows=_rows(change.numbers),
        places=tuple(_place(step, staged, around) for step in staged.steps),
        differences=tuple(_difference(diff, hide=staged.elsewhere, protected=protected) for diff in staged.diffs),
        notes=tuple(_notes(staged)),
        chosen=change.chosen,
        asks=bool(staged.questions),
        protected=protected,
    )


def _name(staged: Staged, known: str) -> str:
    if staged.rows:
        return staged.rows[0].name
    if staged.unread is not None:
        return "Rækken kan ikke læses"
    return known or f"Gruppen {staged.diffs[0].before}"


def _rows(numbers: Sequence[int]) -> str:
    if not numbers:
        return "Står ikke i listen"
    return f"{'Række' if len(numbers) == 1 else 'Rækkerne'} {listing([str(number) for number in numbers])}"


def _place(step: EnrolmentStep, staged: Staged, around: Around) -> str:
    old = around.enrolments.get(step.enrolment_id) if step.enrolment_id else None
    words = texts.STEP[step.step].format(group=_group(step, old, around))
    left = f", fra {_where(old)}" if step.step is Step.MOVE and old and not staged.elsewhere else ""
    since = f" {numeric_date(step.starts_on)}" if step.starts_on else ""
    until = f", til {numeric_date(step.ends_on)}" if step.ends_on else ""
    return f"{words}{since}{until}{left}"


def _group(step: EnrolmentStep, old: Enrolment | None, around: Around) -> str:
    place = step.place
    group = around.groups.get(place.group_id) if place and place.group_id else None
    if group:
        return f"{group.name}, {group.unit.name}"
    return f"{place.group_name} (ny gruppe)" if place and place.group_name else _where(old)


def _where(old: Enrolment | None) -> str:
    return f"{old.group.name}, {old.group.unit.name}" if old else "en plads, der ikke længere er der"


def _difference(diff: Diff, *, hide: bool, protected: bool) -> Difference:
    word = texts.DIFF[diff.field]
    return Difference(
        word=f"{word} ({diff.of})" if diff.of and diff.field != "guardian" else word,
        before=HIDDEN if hide and diff.before else _shown(diff, diff.before, protected=protected),
        after=_shown(diff, diff.after, protected=protected),
    )


def _shown(diff: Diff, text: str, *, protected: bool) -> str:
    """A number is never shown whole, and a protected address not at all."""
    if not text:
        return "–"
    if diff.field in _NUMBERS:
        return masked(text)
    if diff.field in _DATES:
        return long_date(date.fromisoformat(text))
    return HIDDEN if protected and diff.field == "address" else text


def _notes(staged: Staged) -> Iterable[str]:
    yield from (_note(reason) for reason in staged.reasons)
    yield from (_note(remark) for row in staged.rows for remark in row.remarks)
    yield from (asked(question) for question in staged.questions)
    if staged.elsewhere:
        yield "Barnet er kendt et andet sted. Det, der står om det nu, vises ikke her."


def _note(reason: Reason) -> str:
    return f"{texts.FIELD[reason.field]}: {reason.sentence}" if reason.field else reason.sentence


def asked(question: Question) -> str:
    return texts.ASK[question.ask].format(about=question.about)


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer, with what it leads to."""

    value: str
    words: str


def choices(question: Question) -> list[Choice]:
    return [one for say in ANSWERS[question.ask] for one in _said(say, question)]


def _said(say: Say, question: Question) -> Iterable[Choice]:
    if say not in TARGETED:
        yield Choice(f"{say} ", f"{texts.SAY[say]}. {texts.SAY_HELP[say]}")
        return
    for candidate in question.candidates:
        words = texts.SAY[say].format(target=candidate.label)
        yield Choice(f"{say} {candidate.target}", f"{words}. {texts.SAY_HELP[say]}")


@dataclass(frozen=True, slots=True)
class Compared:
    """One row, or one known child, beside the others."""

    heading: str
    facts: tuple[tuple[str, str], ...]


def compared(staged: Staged, question: Question, around: Around, today: date) -> list[Compared]:
    """The rows of the list, and the children one may see that it could be."""
    rows = [Compared(f"Række {row.number} i listen", _facts_of(row)) for row in staged.rows]
    keys = [UUID(c.target) for c in question.candidates if len(c.target) == 36]
    if staged.child_id and not staged.elsewhere:
        keys.append(staged.child_id)
    known = [around.children[key] for key in keys if key in around.children]
    return rows + [
        Compared(
            "I Samspor",
            (
                ("Navn", child.name),
                ("Født", long_date(child.birth_date) if child.birth_date else "–"),
                ("CPR-nummer", "Ja" if child.cpr_hash else "Nej"),
                ("Adressebeskyttelse", "Ja" if is_protected(child.protected_until, today) else "Nej"),
            ),
        )
        for child in known
    ]


def _facts_of(row: RosterRow) -> tuple[tuple[str, str], ...]:
    place = ", ".join(part for part in (row.group_name, row.unit_name or row.unit_number) if part)
    period = " til ".join(numeric_date(day) for day in (row.starts_on, row.ends_on) if day)
    return (
        ("Navn", row.name),
        ("Født", long_date(row.born_on) if row.born_on else "–"),
        ("CPR-nummer", masked(row.cpr) if row.cpr else "Nej"),
        ("Sted", place or "–"),
        ("Periode", period or "–"),
        ("Voksne", listing([guardian.name for guardian in row.guardians]) or "–"),
    )


_WILL = {
    Bucket.NEW: ("barn bliver oprettet og indmeldt", "børn bliver oprettet og indmeldt"),
    Bucket.MOVED: ("barn bliver indmeldt et nyt sted", "børn bliver indmeldt et nyt sted"),
    Bucket.ENDED: ("barns plads stopper", "børns pladser stopper"),
    Bucket.CHANGED: ("barn eller gruppe får rettet oplysninger", "børn og grupper får rettet oplysninger"),
}


def will_happen(chosen: dict[str, int]) -> list[str]:
    """In plain words, what saying yes does."""
    return [plural(chosen[bucket], *words) for bucket, words in _WILL.items() if chosen.get(bucket)]


def lines_of(changes: Iterable[Change]) -> list[tuple[Change, Staged]]:
    return [(change, keeping.read(change.body)) for change in changes]
