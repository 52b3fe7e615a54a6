"""What is written in a concern: dates that can be true, words that are there, and when it may be closed."""

from collections.abc import Collection
from datetime import date

from samspor.base.refused import Refused
from samspor.concerns.rules.stops import StopKind
from samspor.concerns.rules.words import FactorKind, State

SHORTEST_OUTCOME = 15


def check_open(state: State) -> None:
    if state is State.CLOSED:
        raise Refused("Bekymringen er afsluttet. Åbn den igen, eller begynd en ny, hvis der er noget nyt.")


def check_child_here(*, enrolled: bool, left: bool) -> None:
    """What is written here is written by those who have the child every day."""
    if left:
        raise Refused(
            "Barnet er ikke længere i kommunen. Der kan ikke skrives mere her. Er barnet kommet igen, så bed lederen "
            "indmelde det."
        )
    if not enrolled:
        raise Refused(
            "Barnet går ikke længere i enheden. Afslut bekymringen med, hvad I nåede; "
            "det nye hører til, hvor barnet er nu."
        )


def check_words(text: str, field: str) -> None:
    if not text.strip():
        raise Refused("Skriv det med dine egne ord.", field)


def check_observed(kind: FactorKind, observed_on: date | None, *, today: date, born_on: date | None) -> None:
    """`born_on`: None for a child that is not born yet, about whom things are seen before birth."""
    if observed_on is None:
        if kind is FactorKind.STRAINING:
            raise Refused("Skriv, hvilken dag du så eller hørte det.", "observed_on")
        return
    if observed_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, du så eller hørte det.", "observed_on")
    if born_on and observed_on < born_on:
        raise Refused("Datoen ligger før barnets fødsel. Se den efter.", "observed_on")


def check_mine(*, mine: bool) -> None:
    if not mine:
        raise Refused("Det er en kollegas ord. Kun den, der skrev dem, kan ændre dem. Skriv dine egne ved siden af.")


def check_not_withdrawn(*, withdrawn: bool) -> None:
    if withdrawn:
        raise Refused("Det er trukket tilbage. Skriv det igen, hvis det alligevel skal stå der.")


def check_step_dates(*, due_on: date, review_on: date, today: date) -> None:
    if due_on < today:
        raise Refused("Dagen er allerede gået. Vælg, hvornår det senest skal være gjort.", "due_on")
    if review_on < due_on:
        raise Refused("Se på det igen samme dag, som det skal være gjort, eller senere.", "review_on")
    if (review_on - today).days > 366:
        raise Refused("Se på det igen inden for et år. Små skridt er bedre end store.", "review_on")


def check_done(*, done: bool, done_on: date, agreed_on: date, today: date, outcome: str) -> None:
    if done:
        raise Refused("Skridtet er allerede gjort færdigt. Hent siden igen, og se, hvad der står nu.")
    if done_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev gjort.", "done_on")
    if done_on < agreed_on:
        raise Refused("Datoen ligger, før skridtet blev aftalt. Se den efter.", "done_on")
    check_words(outcome, "outcome")


def check_close(*, state: State, unanswered: Collection[StopKind], outcome: str, childs_words: str) -> None:
    """Lundy's fourth: what the child said must have had a consequence, or somebody must say why it had none."""
    check_open(state)
    if state is State.STOPPED:
        raise Refused(
            "Der gælder et stop. Bekymringen kan ikke afsluttes, før myndigheden har ophævet det. Tal med myndigheden."
        )
    if unanswered:
        raise Refused("Svar på de to spørgsmål øverst på siden, før I afslutter.")
    if len(outcome.strip()) < SHORTEST_OUTCOME:
        raise Refused("Skriv med en hel sætning, hvad der kom ud af det.", "outcome")
    if not childs_words.strip():
        raise Refused("Skriv, hvad barnets ord ændrede. Ændrede de ingenting, så skriv hvorfor.", "childs_words")


def check_reopen(*, state: State, reason: str) -> None:
    if state is not State.CLOSED:
        raise Refused("Bekymringen er ikke afsluttet. Skriv videre i den.")
    if len(reason.strip()) < SHORTEST_OUTCOME:
        raise Refused("Skriv med en hel sætning, hvorfor I åbner den igen.", "reason")


def check_undone(*, done: bool) -> None:
    if not done:
        raise Refused("Skridtet er ikke skrevet som gjort. Hent siden igen.")
