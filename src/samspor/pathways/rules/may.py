"""What may happen with a pathway now. Each refusal says what to do instead."""

from datetime import date, timedelta
from uuid import UUID

from samspor.base.refused import Refused
from samspor.pathways.rules.baton import Responsible
from samspor.pathways.rules.words import ANSWER_TRANSITIONS, Answer

LONGEST_ABSENCE = timedelta(days=366)
FURTHEST_AHEAD = timedelta(days=366)


def check_words(text: str, field: str) -> None:
    if not text.strip():
        raise Refused("Skriv det med ord. Feltet kan ikke stå tomt.", field)


def check_open(*, closed: bool) -> None:
    if closed:
        raise Refused("Forløbet er afsluttet, og der kan ikke skrives i det. Åbn et nyt, hvis der er brug for det.")


def check_closed(*, closed: bool) -> None:
    if not closed:
        raise Refused("Forløbet er i gang. Afslut det, før det tages ud til journalen.")


def check_first(*, is_open: bool) -> None:
    if is_open:
        raise Refused("Barnet har allerede et åbent forløb. Skriv videre i det. Det står på barnets side.")


NOT_YOURS = "Det er den, der har stafetten, eller lederen, der kan give den videre. Tal med dem."


def passes_on(who: Responsible, *, staff: UUID | None, staff_now: UUID, leads: bool) -> bool:
    """`staff_now`: who answers now, perhaps in somebody's place."""
    return leads or staff in {staff_now, who.baton.staff}


def check_passes_on(who: Responsible, *, staff: UUID | None, staff_now: UUID, leads: bool) -> None:
    if not passes_on(who, staff=staff, staff_now=staff_now, leads=leads):
        raise Refused(NOT_YOURS)


def check_receiver(*, around: bool, same: bool) -> None:
    if same:
        raise Refused("Den, du har valgt, har stafetten i forvejen. Vælg en anden.", "to")
    if not around:
        raise Refused("Vælg en, der arbejder med barnet.", "to")


def check_let_in(*, reaches_child: bool, is_let_in: bool = False) -> None:
    """One reaches the child by one's work, or has passed the lane. A baton is taken by one's work alone."""
    if not (reaches_child or is_let_in):
        raise Refused("Den, du har valgt, har ikke noget med barnet at gøre i dag. Vælg en, der arbejder med barnet.")


def check_keeper(*, around: bool) -> None:
    if not around:
        raise Refused("Vælg en, der arbejder med barnet.", "keeper")


def check_one_offer(*, waiting: bool) -> None:
    if waiting:
        raise Refused("Stafetten er allerede tilbudt til en. Tag det tilbud tilbage, før du tilbyder den til en anden.")


def check_answer(now: Answer, to: Answer) -> None:
    if to not in ANSWER_TRANSITIONS[now]:
        raise Refused("Tilbuddet er ikke åbent længere. Hent siden igen, og se, hvem der har stafetten nu.")


def check_absence(from_on: date, to_on: date, *, today: date) -> None:
    """`to_on` is the first day they are back."""
    if from_on < today:
        raise Refused("Den første dag er gået. Vælg i dag eller en senere dag.", "from_on")
    if from_on > today + FURTHEST_AHEAD:
        raise Refused("Den første dag ligger mere end et år frem. Se den efter.", "from_on")
    if to_on <= from_on:
        raise Refused("Den sidste dag kan ikke ligge før den første. Ret en af dem.", "to_on")
    if to_on > from_on + LONGEST_ABSENCE:
        raise Refused("En stedfortræder kan dække et år ad gangen. Giv stafetten videre i stedet.", "to_on")


def check_cover(*, same: bool, around: bool, taken: bool) -> None:
    if same:
        raise Refused("Man kan ikke være sin egen stedfortræder. Vælg en anden.", "who")
    if not around:
        raise Refused("Vælg en, der arbejder med barnet.", "who")
    if taken:
        raise Refused("Der er allerede en stedfortræder i de dage. Tag den anden tilbage først.", "from_on")


def check_answers(*, any_: bool) -> None:
    if not any_:
        raise Refused("Det er den, der har stafetten i et af de to forløb, eller lederen, der gør det. Tal med dem.")


def check_sibling(*, known: bool) -> None:
    if not known:
        raise Refused("Vælg et åbent forløb for en søskende, du også arbejder med.", "other")


def check_linked(*, ended: bool) -> None:
    if ended:
        raise Refused("De to forløb hænger ikke sammen længere. Hent siden igen.")


def check_next(on: date, *, today: date) -> None:
    if on < today:
        raise Refused("Dagen er gået. Vælg i dag eller en senere dag.", "on")
    if on > today + FURTHEST_AHEAD:
        raise Refused("Dagen ligger mere end et år frem. Vælg en dag, I kan se for jer.", "on")
