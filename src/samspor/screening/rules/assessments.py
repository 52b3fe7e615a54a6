"""Positions, the steps of an assessment, and what may happen when."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from samspor.base.built_on import LOOK, check_built_on
from samspor.base.refused import Refused
from samspor.ui.danish import long_date


class Position(StrEnum):
    """Where people place a child in a setting at a time. Never computed, never a property of the child."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


class Kind(StrEnum):
    """Whose a sign is: a prompt to look at the surroundings as well as at the child."""

    CHILD = "child"
    FAMILY = "family"
    ENVIRONMENT = "environment"


class Way(StrEnum):
    """How parents were told."""

    TALK = "talk"
    PHONE = "phone"
    LETTER = "letter"
    DIGITAL = "digital"
    MEETING = "meeting"


class Step(StrEnum):
    """How far an assessment has come. Derived from what has been recorded, never stored."""

    OWN = "own"
    DIALOGUE = "dialogue"
    CONCLUDED = "concluded"
    INFORMED = "informed"


TRANSITIONS: Mapping[Step, frozenset[Step]] = MappingProxyType(
    {
        Step.OWN: frozenset({Step.DIALOGUE}),
        Step.DIALOGUE: frozenset({Step.CONCLUDED}),
        Step.CONCLUDED: frozenset({Step.INFORMED, Step.CONCLUDED}),
        Step.INFORMED: frozenset(),
    }
)
ASSESSORS = 2  # two who know the child look each for themselves (the model's own demand)
REOPENED_WITHIN = timedelta(days=30)
NEEDS_WORDS = frozenset({Position.YELLOW, Position.RED})


class RoundKind(StrEnum):
    """What brings the grown-ups together about a child."""

    CALENDAR = "calendar"
    TRANSITION = "transition"
    VISIT = "visit"


PLANNED = (RoundKind.CALENDAR, RoundKind.TRANSITION)  # a visit is made, of one child at a time


class Beside(StrEnum):
    """Who took part beside the professionals: by what they are to the child, never by name."""

    MOTHER = "mother"
    FATHER = "father"
    OTHER_PARENT = "other_parent"
    CHILD = "child"
    NETWORK = "network"


class RoundState(StrEnum):
    """A unit's round. Derived."""

    AWAITS_NOTICE = "awaits_notice"
    AWAITS_DATE = "awaits_date"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Window:
    """A unit's round: from and to are both days it is open; `notice_on` is when the parents were told of it."""

    opens_on: date
    closes_on: date
    notice_on: date | None

    def state(self, today: date) -> RoundState:
        if today > self.closes_on:
            return RoundState.CLOSED
        if self.notice_on is None:
            return RoundState.AWAITS_NOTICE
        return RoundState.OPEN if today >= self.opens_on else RoundState.AWAITS_DATE


def check_open(window: Window, *, today: date) -> None:
    state = window.state(today)
    if state is RoundState.CLOSED:
        raise Refused(f"Runden lukkede den {long_date(window.closes_on)}. Tal med din leder, hvis den skal forlænges.")
    if state is RoundState.AWAITS_NOTICE:
        raise Refused("Runden er ikke åben endnu: Lederen skal først registrere, at forældrene er orienteret om den.")
    if state is RoundState.AWAITS_DATE:
        raise Refused(f"Runden åbner den {long_date(window.opens_on)}. Vent til da.")


def check_window(opens_on: date, closes_on: date) -> None:
    if closes_on < opens_on:
        raise Refused("Runden skal lukke samme dag, som den åbner, eller senere. Ret en af dagene.", "closes_on")
    if (closes_on - opens_on).days > 183:
        raise Refused("En runde kan højst vare et halvt år. Lav hellere to.", "closes_on")


def check_ahead(closes_on: date, today: date) -> None:
    if closes_on < today:
        raise Refused("Den dag er gået. Vælg, at runden lukker i dag eller senere.", "closes_on")


def may_change(closes_on: date, today: date) -> bool:
    """Also for a while after it closed: a dialogue that was not finished is worth an extra week."""
    return today - closes_on <= REOPENED_WITHIN


def check_changed(
    *, opened_on: date, closed_on: date, opens_on: date, closes_on: date, assessed: bool, today: date
) -> None:
    """`opened_on` and `closed_on` are the days as they were. What somebody has begun on may last longer, never less."""
    if not may_change(closed_on, today):
        raise Refused("Runden lukkede for mere end en måned siden. Planlæg hellere en ny.")
    check_window(opens_on, closes_on)
    if assessed and opens_on != opened_on:
        raise Refused(
            "Der er skrevet vurderinger i runden. Den dag, den åbnede, kan ikke ændres. Lad den stå.", "opens_on"
        )
    if assessed and closes_on < closed_on:
        raise Refused(
            "Der er skrevet vurderinger i runden. Den kan lukke senere, men ikke tidligere. Vælg en senere dag.",
            "closes_on",
        )
    if closes_on < today:
        raise Refused("Runden kan ikke lukke på en dag, der er gået. Vælg i dag eller en senere dag.", "closes_on")


def step(*, handed_in: int, alone: bool, concluded: bool, informed: bool) -> Step:
    """`alone`: it was chosen openly, with a reason, that one person assesses."""
    if informed:
        return Step.INFORMED
    if concluded:
        return Step.CONCLUDED
    return Step.OWN if is_sealed(handed_in=handed_in, alone=alone) else Step.DIALOGUE


def is_sealed(*, handed_in: int, alone: bool) -> bool:
    """Nobody sees another's own assessment before both are handed in: the first must not anchor the second."""
    return handed_in < (1 if alone else ASSESSORS)


def check_mark(*, handed_in_by_me: bool, concluded: bool, alone: bool, opened: bool = False) -> None:
    """`opened`: one who works there can see what two others think. What one writes after that is no view of one's own.

    What was written before they were in was written unseen, and can be handed in.
    """
    if concluded:
        raise Refused("Den fælles vurdering er skrevet. Skriv hellere din uenighed ind i den.")
    if handed_in_by_me:
        raise Refused("Du har afleveret din vurdering. Tag det nye med i den fælles dialog.")
    if alone:
        raise Refused("Det er valgt, at barnet vurderes af én i denne runde. Sig det, du ser, i den fælles dialog.")
    if opened:
        raise Refused(
            "To har afleveret, og I kan se deres vurderinger. Tag det, du ser, med i den fælles dialog. Ser du det "
            "anderledes, bliver det skrevet dér."
        )


def check_alone(reason: str, *, handed_in_by_me: bool, handed_in: int, concluded: bool) -> None:
    """Only the one who has handed in may say it: else it would be a way to open a colleague's sealed view."""
    if concluded:
        raise Refused("Den fælles vurdering er skrevet. Ret i den, hvis der er mere at sige.")
    if not handed_in_by_me:
        raise Refused("Aflever din egen vurdering først. Så kan du vælge, at barnet kun vurderes af dig.")
    if handed_in >= ASSESSORS:
        raise Refused("I er to, der har afleveret. Tal sammen, og skriv den fælles vurdering.")
    if len(reason.strip()) < 10:
        raise Refused("Skriv, hvorfor barnet kun vurderes af én i denne runde.", "reason")


def check_conclusion(
    *, position: Position, justification: str, participants: Collection[object], sealed: bool, alone: bool
) -> None:
    if sealed:
        raise Refused(
            "Den fælles vurdering kan først skrives, når begge har afleveret deres egen. Spørg den, der mangler."
        )
    if position in NEEDS_WORDS and not justification.strip():
        raise Refused("Skriv en begrundelse, når positionen er gul eller rød.", "justification")
    if len(participants) < (1 if alone else ASSESSORS):
        raise Refused("Vælg dem, der var med til dialogen: mindst to.", "participants")


def check_dissent(*, dissent: str, dissent_by: UUID | None, participants: Collection[UUID]) -> None:
    if dissent.strip() and dissent_by not in participants:
        raise Refused("Den, der så det anderledes, skal have været med i dialogen. Vælg en, der var med.", "dissent_by")


def check_dissent_kept(*, before: tuple[str, UUID | None], after: tuple[str, UUID | None], by_dissenter: bool) -> None:
    """Disagreement belongs to the one who had it: the words, and whose they are."""
    if before != after and not by_dissenter:
        raise Refused(
            "En kollega har skrevet, at hun eller han så det anderledes. Kun kollegaen selv kan ændre det. Tal med "
            "hende eller ham.",
            "dissent",
        )


def check_joint_built_on(*, stands: object, built_on: object) -> None:
    check_built_on(stands=stands, built_on=built_on, said="En kollega har skrevet den fælles vurdering imens")


def check_recorded_built_on(*, stands: object, built_on: object) -> None:
    """That parents were told is corrected by somebody who saw what stood, never by who meant to be the first."""
    check_built_on(stands=stands, built_on=built_on, said="En kollega har registreret det imens", do=LOOK)


def check_not_told(*, informed: bool) -> None:
    if informed:
        raise Refused("Forældrene er orienteret om vurderingen. Den kan ikke ændres; skriv det nye i næste runde.")


def check_informed(*, concluded_on: date | None, informed_on: date, today: date) -> None:
    if concluded_on is None:
        raise Refused("Skriv den fælles vurdering først.")
    if informed_on > today:
        raise Refused("Datoen ligger i fremtiden. Registrér det, når forældrene er orienteret.", "informed_on")
    if informed_on < concluded_on:
        raise Refused("Datoen ligger før den fælles vurdering. Se den efter.", "informed_on")


def check_withdraw(*, notice_on: date | None, assessed: bool) -> None:
    if notice_on is not None or assessed:
        raise Refused("Forældrene er orienteret om runden. Den kan ikke tages tilbage; lad den lukke af sig selv.")


def check_notice(*, notice_on: date, today: date, seen_on: date | None = None) -> None:
    """`seen_on` is the first day somebody looked at a child in the round."""
    if notice_on > today:
        raise Refused("Datoen ligger i fremtiden. Registrér orienteringen, når den er givet.", "notice_on")
    if seen_on is not None and notice_on > seen_on:
        raise Refused(
            f"Den første vurdering er fra den {long_date(seen_on)}. Forældrene skal have vidst det før. Se dagen "
            "efter.",
            "notice_on",
        )
