"""What may happen with a wish or a meeting now. Each refusal says what to do instead."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from samspor.base.clock import local_date
from samspor.base.refused import Refused
from samspor.concerns.rules.anonymous import Names, names_in, numbers_in
from samspor.forums.rules.words import (
    ITEM_TRANSITIONS,
    MEETING_TRANSITIONS,
    WISH_TRANSITIONS,
    About,
    Ground,
    ItemState,
    MeetingState,
    Outcome,
    WishState,
)

FURTHEST_AHEAD = timedelta(days=366)


def check_words(text: str, field: str) -> None:
    if not text.strip():
        raise Refused("Skriv det med ord. Feltet kan ikke stå tomt.", field)


def check_wish(now: WishState, to: WishState) -> None:
    if to not in WISH_TRANSITIONS[now]:
        raise Refused("Ønsket er ændret imens. Hent siden igen, og se, hvor det er nu.")


def can_write(item: ItemState, meeting: MeetingState, wish: WishState, *, late: bool) -> bool:
    """What was agreed: while the meeting goes on, and for a while after it, unless the wish has gone on elsewhere."""
    if meeting is MeetingState.HELD:
        return item in {ItemState.LEFT, ItemState.DISCUSSED} and wish is WishState.ASKED and not late
    return item is ItemState.WAITING and meeting is not MeetingState.CANCELLED


def is_late(ends_at: datetime, *, days: int, at: datetime) -> bool:
    return local_date(at) > local_date(ends_at) + timedelta(days=days)


def check_writing(*, can: bool) -> None:
    if not can:
        raise Refused(
            "Punktet er ændret imens, eller der er gået for lang tid. Hent siden igen, og se, hvordan det står."
        )


def is_for_family(outcome: Outcome, ground: Ground, *, stopped: bool) -> bool:
    """Whether what was agreed may stand where the family reads it at once."""
    return outcome is not Outcome.NOTIFICATION and ground is Ground.CONSENT and not stopped


def check_begun(starts_at: datetime, *, at: datetime) -> None:
    if at < starts_at:
        raise Refused("Mødet er ikke begyndt endnu. Skriv det, når I har talt om det.")


def check_due(on: date, *, today: date) -> None:
    if on < today:
        raise Refused("Dagen er gået. Vælg i dag eller en senere dag.", "due_on")
    if on > today + FURTHEST_AHEAD:
        raise Refused("Dagen ligger mere end et år frem. Vælg en dag, I kan se for jer.", "due_on")


def check_not_done(*, done: bool) -> None:
    if done:
        raise Refused("Det står der allerede, hvad der blev af. Hent siden igen.")


def check_responsible(*, known: bool) -> None:
    if not known:
        raise Refused("Vælg en af dem, der står på listen. Hent siden igen, hvis der mangler en.", "who")


def check_item(now: ItemState, to: ItemState) -> None:
    if to not in ITEM_TRANSITIONS[now]:
        raise Refused("Punktet er ændret imens. Hent siden igen, og se, hvordan det står.")


def check_meeting(now: MeetingState, to: MeetingState) -> None:
    if to not in MEETING_TRANSITIONS[now]:
        said = "aflyst" if now is MeetingState.CANCELLED else "holdt"
        raise Refused(f"Mødet er {said}. Vælg et andet møde.")


def check_on(state: MeetingState) -> None:
    """Whether something can still be put before it."""
    check_meeting(state, MeetingState.HELD)


def check_same_series(*, same: bool) -> None:
    if not same:
        raise Refused("Ønsket er til et andet forum. Sæt det på dér.")


def check_first_wish(*, waiting: bool) -> None:
    if waiting:
        raise Refused("Der er allerede bedt om at tale om barnet her. Skriv videre i det ønske.")


def check_ground(ground: Ground, about: About, *, necessity: str) -> None:
    """What is spoken of without consent is one named child, and why is written down."""
    if ground is Ground.CONSENT:
        return
    if about is not About.CHILD:
        raise Refused("Her tales der kun om børn ved navn. Bed om plads i et almindeligt forum.")
    if not necessity.strip():
        raise Refused("Skriv, hvorfor mødet er nødvendigt. Det skal stå, når der ikke er samtykke.", "necessity")


def check_nobody(text: str, names: Names, *, confirmed: Iterable[str], field: str) -> None:
    """A question without a name holds nobody."""
    if numbers_in(text):
        raise Refused("Teksten ligner at have et CPR-nummer i sig. Slet det. Det hører ikke til her.", field)
    if left := [word for word in names_in(text, names) if word not in set(confirmed)]:
        raise Refused(
            f"Et barn, du kan se i Samspor, hedder sådan: {', '.join(left)}. Skriv det om, "
            "eller sæt kryds ved ordet, hvis det ikke er barnets navn.", field,
        )  # fmt: skip


def check_seat_once(*, there: bool) -> None:
    if there:
        raise Refused("Den, du har valgt, sidder allerede med. Vælg en anden.", "who")


def check_ahead(*, any_: bool) -> None:
    if not any_:
        raise Refused("Der er ingen møder forude i rækken. Planlæg nogle først.")


def check_meetings_ahead(*, any_: bool) -> None:
    if not any_:
        raise Refused(
            "Det sidste møde er begyndt, så her er ingen plads at bede om. Det, du har skrevet, står her endnu. "
            "Spørg den, der planlægger møderne, om der kommer flere."
        )


def check_left_behind(*, left: bool) -> None:
    if not left:
        raise Refused("Der er nogen, der ser til ønsket. Tal med dem.")


def check_seat(*, ended: bool) -> None:
    if ended:
        raise Refused("Den, du har valgt, sidder ikke med længere. Hent siden igen.")


def check_new_keeper(*, same: bool) -> None:
    if same:
        raise Refused("Ønsket er dit i forvejen. Du behøver ikke gøre mere.")
