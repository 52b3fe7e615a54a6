"""The two questions that come first, and what a yes stops: everything that would reach the parents."""

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from samspor.base.refused import Refused

SHORTEST_REASON = 15


class StopKind(StrEnum):
    """Barnets lov § 18, stk. 3, and the duty to notify before parents are told of suspected violence."""

    VIOLENCE = "violence"
    HONOUR = "honour"


class Answer(StrEnum):
    NO = "no"
    YES = "yes"


class Route(StrEnum):
    """Every way something of a concern can reach a parent. A test holds that each is asked about somewhere."""

    CONVERSATION = "conversation"
    PRINT = "print"
    CHILDS_WORDS = "childs_words"
    OWN_MARK = "own_mark"
    HANDOVER_LINK = "handover_link"
    HANDOVER_TALK = "handover_talk"
    HANDOVER_PRINT = "handover_print"
    HANDOVER_RECEIVED = "handover_received"


BLOCKED: Mapping[Route, str] = MappingProxyType(
    {
        Route.CONVERSATION: "Forældrene skal ikke inddrages nu",
        Route.PRINT: "Der kan ikke laves et print til forældrene",
        Route.CHILDS_WORDS: "Barnets ord må ikke vises til forældrene nu",
        Route.OWN_MARK: "Forældrene kan ikke sætte deres mærke på linealen nu",
        Route.HANDOVER_LINK: "Forældrene kan ikke få et link til overleveringen nu",
        Route.HANDOVER_TALK: "Overleveringen kan ikke ses igennem med forældrene nu",
        Route.HANDOVER_PRINT: "Overleveringen kan ikke printes eller afleveres på papir nu",
        Route.HANDOVER_RECEIVED: "Forældrene skal ikke spørges om overleveringen nu",
    }
)
WHY: Mapping[StopKind, str] = MappingProxyType(
    {
        StopKind.VIOLENCE: "der er mistanke om vold eller overgreb",
        StopKind.HONOUR: "der er tegn på en æresrelateret konflikt eller negativ social kontrol",
    }
)
WHAT_TO_DO = "Ring til børnehandleren i modtagelsen nu, og tal ikke med forældrene først."


def check_outgoing(stops: Collection[StopKind | None], route: Route, *, unanswered: Collection[StopKind] = ()) -> None:
    """Raises Refused when the way is blocked. A stop without a kind stands on a concern one may not read.

    What has not been asked is no no: until both questions are answered, nothing goes out either.
    """
    if stops:
        raise Refused(f"{BLOCKED[route]}, fordi {_because(stops)}. {WHAT_TO_DO}")
    if unanswered:
        raise Refused(f"{BLOCKED[route]} endnu. Svar først på de to spørgsmål øverst på bekymringens side.")


def _because(stops: Collection[StopKind | None]) -> str:
    known = [WHY[kind] for kind in StopKind if kind in stops]
    return ", og ".join(known) or "der er sat et stop for kontakt til forældrene"


def check_answer(*, answer: Answer, stopped: bool) -> None:
    if answer is Answer.NO and stopped:
        raise Refused(
            "Der er svaret ja, og stoppet gælder. Det er kun myndigheden, der kan ophæve det, med en begrundelse. Tal "
            "med dem."
        )


def check_notified(*, waiting: bool, notified_on: date, today: date) -> None:
    if not waiting:
        raise Refused("Der er ikke noget stop, som venter på en underretning. Hent siden igen.")
    if notified_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, der blev underrettet.", "notified_on")


def check_lift(*, reason: str, lifted: bool) -> None:
    if lifted:
        raise Refused("Stoppet er allerede ophævet. Hent siden igen, og se, hvad der står nu.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("Skriv med en hel sætning, hvorfor stoppet kan ophæves.", "reason")
