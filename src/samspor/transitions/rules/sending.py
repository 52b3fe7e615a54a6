"""The path of a handover: where it is, and what may happen now."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from samspor.base.refused import Refused
from samspor.people.rules import UnitKind
from samspor.transitions.rules.consent import NOT_WITH, SAID_NO, WAITS, FieldState
from samspor.transitions.rules.words import RECEIVERS, SENDERS, Choice, Kind, Use, Whose, leaves_samspor

SHORTEST_PURPOSE = 10
SHORTEST_REASON = 10
LINK_DAYS = 14
MOST_MISSES = 5
FURTHEST_AHEAD = 730
FOLLOW_UP_DAYS = 14  # so long before the child begins, what still waits for the parents is somebody's to take up


class State(StrEnum):
    """Derived from what has happened."""

    PREPARING = "preparing"
    WITH_PARENTS = "with_parents"
    EXPIRED = "expired"
    READY = "ready"
    PARTLY = "partly"
    REFUSED = "refused"
    SENT = "sent"
    READ = "read"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    ENDED = "ended"


OPEN = frozenset(
    {State.PREPARING, State.WITH_PARENTS, State.EXPIRED, State.READY, State.PARTLY, State.REFUSED}
)  # not sent, and not ended without
_NEXT = OPEN | {State.ENDED}
TRANSITIONS: Mapping[State, frozenset[State]] = MappingProxyType(
    {
        State.PREPARING: _NEXT - {State.PREPARING},
        State.WITH_PARENTS: (_NEXT | {State.SENT}) - {State.WITH_PARENTS},
        State.EXPIRED: (_NEXT | {State.SENT}) - {State.EXPIRED},
        State.READY: (_NEXT | {State.SENT}) - {State.READY},
        State.PARTLY: (_NEXT | {State.SENT}) - {State.PARTLY},
        State.REFUSED: _NEXT - {State.REFUSED},
        State.SENT: frozenset({State.READ, State.WITHDRAWN}) | OPEN,
        State.READ: frozenset({State.ANSWERED, State.WITHDRAWN}),
        State.ANSWERED: frozenset({State.WITHDRAWN}),
        State.WITHDRAWN: frozenset(),
        State.ENDED: frozenset(),
    }
)


@dataclass(frozen=True, slots=True)
class Gone:
    """What has happened after it was sent. `is_left`: something of it has not been withdrawn."""

    is_read: bool
    is_answered: bool
    is_left: bool


def state_of(
    fields: Collection[tuple[Whose, FieldState]], *, asked: bool, ended: bool, gone: Gone | None = None
) -> State:
    """`asked`: the parents have been given something to answer, or have answered."""
    if ended:
        return State.ENDED
    if gone:
        return _after(gone)
    # A parent need not write: that their own field stands empty holds nothing back.
    mine = {state for whose, state in fields if not (whose is Whose.PARENTS and state is FieldState.UNWRITTEN)}
    return _before(mine - NOT_WITH) if asked else State.PREPARING


def _before(states: Collection[FieldState]) -> State:
    states = set(states)
    if not states:
        return State.PREPARING
    if FieldState.EXPIRED in states:
        return State.EXPIRED
    if states & WAITS:
        return State.WITH_PARENTS
    if not states & SAID_NO:
        return State.READY
    return State.PARTLY if FieldState.AGREED in states else State.REFUSED


def _after(gone: Gone) -> State:
    if not gone.is_left:
        return State.WITHDRAWN
    if gone.is_answered:
        return State.ANSWERED
    return State.READ if gone.is_read else State.SENT


def kinds_from(unit: UnitKind) -> list[Kind]:
    return [kind for kind in Kind if unit in SENDERS[kind]]


def check_begin(kind: Kind, *, sender: UnitKind, receiver: UnitKind | None, place: str, same: bool) -> None:
    if sender not in SENDERS[kind]:
        raise Refused("Den slags overlevering begynder et andet sted end hos jer. Vælg en anden.", "kind")
    if leaves_samspor(kind):
        if not place.strip():
            raise Refused("Skriv, hvor barnet skal begynde.", "to_place")
        return
    if receiver not in RECEIVERS[kind]:
        raise Refused("Vælg det sted, barnet skal begynde. Det skal passe til den slags overlevering.", "to_unit")
    if same:
        raise Refused("Barnet er hos jer i forvejen. Vælg det sted, barnet skal videre til.", "to_unit")


def check_purpose(purpose: str) -> None:
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise Refused("Skriv med en sætning, hvad de skal bruge det til.", "purpose")


def check_starts_on(starts_on: date, *, today: date) -> None:
    if starts_on < today - timedelta(days=FURTHEST_AHEAD) or starts_on > today + timedelta(days=FURTHEST_AHEAD):
        raise Refused("Dagen ligger for langt væk. Se den efter.", "starts_on")


def check_open(state: State) -> None:
    if state is State.ENDED:
        raise Refused("Overleveringen er lukket uden at være sendt. Begynd en ny, hvis der alligevel skal noget med.")
    if state not in OPEN:
        raise Refused("Overleveringen er sendt, og det kan ikke ændres. Begynd en ny, hvis der mangler noget.")


def check_first(*, begun: bool) -> None:
    """Parents are asked once."""
    if begun:
        raise Refused("Der er allerede begyndt en overlevering dertil. Skriv videre på den. Den står på barnets side.")


def check_still_ours(*, is_ours: bool) -> None:
    if not is_ours:
        raise Refused(
            "Barnet er ikke hos jer længere og er begyndt et andet sted end det, der står her. Luk overleveringen."
        )


def check_receiver(*, is_open: bool) -> None:
    if not is_open:
        raise Refused("Modtageren er lukket. Ret, hvor barnet skal hen, og spørg forældrene igen.")


def check_parents_purpose(*, written: bool, before: str, after: str) -> None:
    """What parents have written, they wrote for something."""
    if written and after and after != before:
        raise Refused("Forældrene har skrevet deres egne ord til det formål, der står her. Lad det stå.", "purpose")


def check_choice(choice: Choice, *, purpose: str, text: str, whose: Whose) -> None:
    if choice is not Choice.CHOSEN:
        return
    check_purpose(purpose)
    if whose is Whose.STAFF and not text.strip():
        raise Refused("Skriv, hvad der skal gives videre, eller vælg, at det ikke skal med.", "text")


def check_send(states: Collection[FieldState], *, asked: bool) -> None:
    if not asked or FieldState.AGREED not in states:
        raise Refused("Der er ikke noget, som må sendes endnu. Se på siden, hvad der mangler.")


def check_given(given_on: date, *, agreed_on: date, today: date) -> None:
    """`agreed_on`: when the last of what is on the paper was said yes to."""
    if given_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev afleveret.", "given_on")
    if given_on < agreed_on:
        raise Refused("Datoen ligger, før forældrene sagde ja. Se den efter.", "given_on")


def check_leaves(kind: Kind, *, on_paper: bool) -> None:
    if leaves_samspor(kind) is not on_paper:
        raise Refused(
            "Modtageren er ikke i Samspor. Print overleveringen, og skriv, hvornår den er afleveret."
            if leaves_samspor(kind)
            else "Modtageren er i Samspor. Send den herfra, så kan I se, at den bliver læst."
        )


def check_not_opened(*, opened: bool) -> None:
    if opened:
        raise Refused("Den er åbnet hos modtageren og kan ikke tages tilbage. Ring til dem, hvis noget er forkert.")


def check_childs_page_back(*, is_there: bool, words: str, said_on: date, sent_on: date, today: date) -> None:
    if not is_there:
        raise Refused(
            "Barnets egen side er ikke sendt, eller den er allerede taget tilbage. Hent siden igen, og se, hvad der "
            "står nu."
        )
    if not words.strip():
        raise Refused("Skriv, hvad barnet sagde, med barnets egne ord.", "words")
    if not sent_on <= said_on <= today:
        raise Refused("Skriv den dag, barnet sagde det. Den ligger efter, at den blev sendt.", "said_on")


def check_unread(*, read: bool) -> None:
    if read:
        raise Refused("En kollega har allerede bekræftet, at den er læst. Du behøver ikke gøre mere.")


def check_said_there(*, who: str, said_on: date, since: date | None, today: date) -> None:
    """`since`: when it was handed over; None when it was not, or not on paper."""
    if since is None:
        raise Refused(
            "Overleveringen er ikke afleveret på papir. Er den sendt fra Samspor, siger modtageren det selv. "
            "Du behøver ikke gøre mere."
        )
    if not who.strip():
        raise Refused("Skriv, hvem der sagde det.", "who")
    if not since <= said_on <= today:
        raise Refused("Skriv den dag, de sagde det. Den ligger efter, at den blev afleveret.", "said_on")


def check_read_there(*, read: bool) -> None:
    if read:
        raise Refused("Det er allerede skrevet, at den er læst. Hent siden igen, og se, hvad der står nu.")


def check_useful_there(*, read: bool, answered: bool, words: str) -> None:
    if not read:
        raise Refused("Skriv først, at de har læst den.")
    if answered:
        raise Refused("Det er allerede skrevet, hvad de fandt nyttigt. Hent siden igen, og se, hvad der står nu.")
    if not words.strip():
        raise Refused("Skriv, hvad de sagde. Få ord er nok.", "words")


def check_may_name(*, has_read: bool, leads: bool) -> None:
    if not (has_read or leads):
        raise Refused("Læs den selv først. Så kan du bede en kollega læse den også.")


def check_reader(*, is_there: bool, knows: bool) -> None:
    """`knows`: has read it, or has been asked already."""
    if not is_there:
        raise Refused("Vælg en kollega, der arbejder hos jer i dag.", "staff")
    if knows:
        raise Refused("Din kollega har læst den eller er bedt om det i forvejen. Vælg en anden.", "staff")


def check_reply(*, read: bool, answered: bool, uses: Collection[Use | None]) -> None:
    if not read:
        raise Refused("Bekræft først, at I har læst den.")
    if answered:
        raise Refused(
            "En kollega har allerede svaret på, hvad der var nyttigt. Tal sammen, hvis I ser det forskelligt."
        )
    if not uses:
        raise Refused("Svar på mindst ét felt, eller skriv noget. Ord alene er nok.")


def check_not_withdrawn(*, withdrawn: bool) -> None:
    if withdrawn:
        raise Refused("Samtykket til noget af det er trukket tilbage imens. Tryk igen, så kan du se, hvad det er.")


def check_end(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refused("Skriv kort, hvorfor der ikke skal sendes noget.", "reason")


def is_link_open(*, misses: int, revoked: bool, expires_on: date, holds: bool, is_open: bool, today: date) -> bool:
    return misses < MOST_MISSES and not revoked and today <= expires_on and holds and is_open


def is_to_follow_up(state: State, *, starts_on: date, has_way: bool, said_no: bool, today: date) -> bool:
    """What waits for the parents is left to them while they have a way to answer and there is time.

    `said_no`: to something of it, by a link, so that no colleague heard it.
    """
    if state is State.WITH_PARENTS:
        return said_no or not has_way or today >= starts_on - timedelta(days=FOLLOW_UP_DAYS)
    return state in OPEN


def useful_on(read_on: date, *, starts_on: date, weeks: int) -> date:
    """The day the receiver is asked what was useful: nobody knows before the child has been there for a while."""
    return max(read_on, starts_on) + timedelta(weeks=weeks)
