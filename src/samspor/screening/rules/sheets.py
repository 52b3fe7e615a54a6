"""A round sheet that comes back: each row is judged by itself, before anything is written."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from samspor.screening.rules.assessments import Position
from samspor.screening.rules.telling import untold_sentence

LONGEST = 4000
WORDS: dict[str, Position] = {"grøn": Position.GREEN, "gul": Position.YELLOW, "rød": Position.RED}


class Verdict(StrEnum):
    """What happens with a row when the sheet is written."""

    WRITE = "write"
    SAME = "same"
    EMPTY = "empty"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class SheetKey:
    """What a row was made for: the round, the group, the child, the one who fetched it, and when it was last saved."""

    round_unit: UUID
    group: UUID
    child: UUID
    staff: UUID
    marked: str


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row as it was read. `key` is nothing when its seal is broken."""

    number: int
    name: str
    position: str
    comment: str
    has_formula: bool
    key: SheetKey | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One's own assessment of a child as it stands now."""

    name: str
    position: str
    comment: str
    marked: str
    locked: bool
    is_told: bool = True


@dataclass(frozen=True, slots=True)
class Judged:
    number: int
    name: str
    verdict: Verdict
    reason: str
    child: UUID | None = None
    position: str = ""
    comment: str = ""
    marked: str = ""


@dataclass(frozen=True, slots=True)
class Here:
    """Where the sheet is handed in, and by whom. `children` are those of the group today."""

    round_unit: UUID
    group: UUID
    staff: UUID
    children: Mapping[UUID, Standing]


def judge(lines: Iterable[SheetLine], here: Here) -> list[Judged]:
    return list(_judged(lines, here))


def _judged(lines: Iterable[SheetLine], here: Here) -> Iterator[Judged]:
    seen: set[UUID] = set()
    for line in lines:
        reason = _wrong(line, here) or _twice(line, seen)
        if reason or line.key is None:
            yield Judged(line.number, line.name, Verdict.REFUSED, reason)
            continue
        seen.add(line.key.child)
        yield _one(line, line.key, here.children[line.key.child])


def _twice(line: SheetLine, seen: set[UUID]) -> str:
    return "Barnet står to gange i arket. Behold den ene række." if line.key and line.key.child in seen else ""


def _wrong(line: SheetLine, here: Here) -> str:
    """Whether the row belongs here at all."""
    key = line.key
    if key is None:
        return "Rækkens nøgle mangler eller er ændret. Hent arket igen, og skriv i det nye."
    if line.has_formula:
        return "Der står en formel i rækken. Skriv teksten selv."
    if key.round_unit != here.round_unit or key.group != here.group:
        return "Rækken hører til en anden runde eller en anden gruppe."
    if key.staff != here.staff:
        return "Arket er hentet af en kollega. Hent dit eget."
    if key.child not in here.children:
        return "Barnet går ikke i gruppen i dag."
    return ""


def _one(line: SheetLine, key: SheetKey, now: Standing) -> Judged:
    """A row that belongs here: is there something new in it, and may it still be written?"""
    word, comment = line.position.strip().lower(), line.comment.strip()
    position = WORDS.get(word, "")

    def said(verdict: Verdict, reason: str) -> Judged:
        return Judged(line.number, now.name, verdict, reason, key.child, position, comment, key.marked)

    if not word and not comment:
        return said(Verdict.EMPTY, "Ikke udfyldt. Det, der står i Samspor, bliver stående.")
    if (position, comment) == (now.position, now.comment.strip()):
        return said(Verdict.SAME, "Står allerede sådan i Samspor.")
    reason = _unwritable(position, comment, key, now)
    return said(Verdict.REFUSED, reason) if reason else said(Verdict.WRITE, "Bliver din egen vurdering.")


def _unwritable(position: str, comment: str, key: SheetKey, now: Standing) -> str:
    if not position:
        return "Vælg grøn, gul eller rød."
    if len(comment) > LONGEST:
        return f"Teksten er for lang. Der er plads til {LONGEST} tegn."
    if not now.is_told:
        return untold_sentence(now.name)
    if now.locked:
        return "Du har afleveret vurderingen, to andre har det, eller den fælles er skrevet."
    if key.marked != now.marked:
        return "Du har rettet vurderingen i Samspor, efter arket blev hentet. Hent det igen."
    return ""
