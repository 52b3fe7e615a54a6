"""What the pages of roster show."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from samspor.base.cpr import masked
from samspor.people.api import Enrolment
from samspor.people.rules import is_protected, last_day
from samspor.roster import texts
from samspor.roster.models import Change
from samspor.roster.queries import Around
from samspor.roster.rules import keeping
from samspor.roster.rules.changes import Bucket, Diff, EnrolmentStep, Staged, Step
from samspor.roster.rules.questions import ABOUT_CHILDREN, ANSWERS, TARGETED, Ask, Question, Say
from samspor.roster.rules.rows import Reason, RosterRow
from samspor.roster.rules.states import CAN_BE_APPLIED, State
from samspor.ui.danish import dated, in_group, listing, long_date, plural

PER_PAGE = 25
BESIDE = 3  # more children than that are told apart in the answers alone
HIDDEN = "Vises ikke"
STRANGER = "Et barn i en anden enhed"
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
    born: str
    answered: bool
    href: str


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


def section(
    bucket: Bucket, number: int, lines: Sequence[Line], *, page: int, open_now: bool, stage: State = State.READY
) -> Section:
    """Once the list was written, what was not answered was passed over, and the rest has happened."""
    skipped = stage in {State.APPLIED, State.UNDONE} and bucket is Bucket.NEEDS_DECISION
    return Section(
        key=str(bucket),
        title=texts.SKIPPED if skipped else texts.BUCKET[bucket],
        help=texts.SKIPPED_HELP if skipped else _help(bucket, stage),
        number=number,
        lines=tuple(lines),
        page=page,
        pages=-(-number // PER_PAGE),
        open=open_now,
        choose=bucket in CAN_BE_APPLIED,
    )


def _help(bucket: Bucket, stage: State) -> str:
    if stage is State.UNDONE:
        return texts.UNDONE_HELP
    return (texts.WRITTEN_HELP if stage is State.APPLIED else texts.BUCKET_HELP)[bucket]


def line(
    change: Change, staged: Staged, around: Around, today: date, *, answered: frozenset[str] = frozenset()
) -> Line:
    """`answered`: the clusters somebody has answered a question about."""
    outside = _is_outside(staged, around)
    child = around.children.get(staged.child_id) if staged.child_id and not outside else None
    protected = bool(child and is_protected(child.protected_until, today)) or any(r.protected for r in staged.rows)
    return Line(
        key=change.pk,
        name=_name(staged, child.name if child else STRANGER if staged.child_id else ""),
        rows=_rows(change.numbers),
        places=tuple(_place(step, staged, around, outside=outside) for step in staged.steps),
        differences=tuple(_difference(diff, hide=outside, protected=protected) for diff in staged.diffs),
        notes=tuple(_notes(staged, around, outside=outside)),
        chosen=change.chosen,
        asks=bool(staged.questions),
        protected=protected,
        born=_born(staged),
        answered=change.cluster in answered,
        href=f"/barn/{change.child_id}/" if change.child_id in around.visible else "",
    )


def _born(staged: Staged) -> str:
    """Of a child we do not know yet: what it will be told from others by."""
    born = staged.rows[0].born_on if staged.rows and not staged.child_id else None
    return dated(born) if born else ""


def _is_outside(staged: Staged, around: Around) -> bool:
    """Of a child out of the reader's reach, only what the list itself says is shown."""
    return staged.elsewhere or (staged.child_id is not None and staged.child_id not in around.children)


def _name(staged: Staged, known: str) -> str:
    if staged.rows:
        return staged.rows[0].name
    if staged.unread is not None:
        return staged.unread_name or "Rækken kan ikke læses"
    return known or f"Gruppen {staged.diffs[0].before}"


def _rows(numbers: Sequence[int]) -> str:
    if not numbers:
        return "Står ikke i listen"
    return f"{'Række' if len(numbers) == 1 else 'Rækkerne'} {listing([str(number) for number in numbers])}"


def _place(step: EnrolmentStep, staged: Staged, around: Around, *, outside: bool) -> str:
    if outside and step.step is Step.MOVE:  # that it has a place already is known, and not said by the list
        step = replace(step, step=Step.START, enrolment_id=None)
    if outside and all(step.ends_on != row.ends_on for row in staged.rows):
        step = replace(step, ends_on=None)
    old = around.enrolments.get(step.enrolment_id) if step.enrolment_id else None
    group = _group(step, old, around)
    words = texts.STEP[step.step].format(group=group if step.step is Step.MOVE else in_group(group))
    left = f", fra {_where(old)}" if step.step is Step.MOVE and old else ""
    since = f", første dag {dated(step.starts_on)}" if step.starts_on else ""
    until = f", sidste dag {dated(last_day(step.ends_on))}" if step.ends_on else ""
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
        before=HIDDEN if hide else _shown(diff, diff.before, protected=protected),
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


def _notes(staged: Staged, around: Around, *, outside: bool) -> Iterable[str]:
    yield from (_note(reason) for reason in staged.reasons)
    yield from (_note(remark) for row in staged.rows for remark in row.remarks)
    yield from (asked(seen(question, around)) for question in staged.questions)
    if outside:
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


def seen(question: Question, around: Around) -> Question:
    """A child the reader does not reach is no answer, and its name is not on the page."""
    if question.ask not in ABOUT_CHILDREN:
        return question
    known = tuple(c for c in question.candidates if UUID(c.target) in around.children)
    told = " eller ".join(c.label for c in known) or STRANGER.lower()
    return replace(question, candidates=known, about=told if question.ask is Ask.ALIKE else question.about)


def choices(question: Question) -> list[Choice]:
    return [one for say in ANSWERS[question.ask] for one in _said(say, question)]


def _said(say: Say, question: Question) -> Iterable[Choice]:
    if say not in TARGETED:
        words = texts.SAY_TO.get((question.ask, say), texts.SAY[say])
        leads = texts.SAY_HELP_TO.get((question.ask, say), texts.SAY_HELP[say])
        yield Choice(f"{say} ", f"{words}. {leads}")
        return
    for candidate in question.candidates:
        words = texts.SAY[say].format(target=candidate.label)
        pointed = question.ask is Ask.BARE  # at one of many: what it leads to is said once, above them
        yield Choice(f"{say} {candidate.target}", words if pointed else f"{words}. {texts.SAY_HELP[say]}")


@dataclass(frozen=True, slots=True)
class Compared:
    """One row, or one known child, beside the others."""

    heading: str
    facts: tuple[tuple[str, str], ...]


def compared(staged: Staged, question: Question, around: Around, today: date) -> list[Compared]:
    """The rows of the list, and the children one may see that it could be."""
    differ = len({row.address for row in staged.rows}) > 1
    rows = [Compared(f"Række {row.number} i listen", _facts_of(row, with_address=differ)) for row in staged.rows]
    keys = [UUID(c.target) for c in question.candidates if len(c.target) == 36]
    keys = keys if len(keys) <= BESIDE else []
    if staged.child_id and not staged.elsewhere:
        keys.append(staged.child_id)
    known = [around.children[key] for key in keys if key in around.children]
    return rows + [
        Compared(
            "I Samspor",
            (
                ("Navn", child.name),
                ("Født", long_date(child.birth_date) if child.birth_date else "–"),
                ("CPR-nummer", "Findes" if child.cpr_hash else "Mangler"),
                ("Adressebeskyttelse", "Ja" if is_protected(child.protected_until, today) else "Nej"),
            ),
        )
        for child in known
    ]


def _facts_of(row: RosterRow, *, with_address: bool) -> tuple[tuple[str, str], ...]:
    address = HIDDEN if row.protected else row.address or "–"
    place = ", ".join(part for part in (row.group_name, row.unit_name or row.unit_number) if part)
    period = (
        f"første dag {dated(row.starts_on)}" if row.starts_on else "",
        f"sidste dag {dated(last_day(row.ends_on))}" if row.ends_on else "",
    )
    return (
        ("Navn", row.name),
        ("Født", long_date(row.born_on) if row.born_on else "–"),
        ("CPR-nummer", masked(row.cpr) if row.cpr else "Mangler"),
        ("Sted", place or "–"),
        ("Periode", ", ".join(filter(None, period)) or "–"),
        ("Voksne", listing([guardian.name for guardian in row.guardians]) or "–"),
        *((("Adresse", address),) if with_address else ()),
    )


def will_happen(chosen: dict[str, int], renamed: Sequence[Staged] = (), opened: Sequence[str] = ()) -> list[str]:
    """In plain words, what saying yes does. `opened`: the names of groups that are made."""
    counts = chosen | {Bucket.CHANGED: chosen.get(Bucket.CHANGED, 0) - len(renamed)}
    names = [f"{one.diffs[0].before} kommer til at hedde {one.diffs[0].after}" for one in renamed]
    made = [f"En ny gruppe bliver oprettet: {name}" for name in opened]
    return [plural(counts[bucket], *words) for bucket, words in texts.WILL.items() if counts.get(bucket)] + names + made


def lines_of(changes: Iterable[Change]) -> list[tuple[Change, Staged]]:
    return [(change, keeping.read(change.body)) for change in changes]
