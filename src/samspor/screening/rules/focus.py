"""Focus points: what the grown-ups try, until when, and what came of it. Nothing here is about how a child is."""

from datetime import date
from enum import StrEnum

from samspor.base.refused import Refused
from samspor.screening.rules.assessments import Way

LONGEST_DAYS = 366  # what is not looked at for a year is forgotten


class Outcome(StrEnum):
    """What came of a focus point when it was looked at again."""

    REACHED = "reached"
    PARTLY = "partly"
    CHANGED = "changed"
    DROPPED = "dropped"


GOES_ON = Outcome.PARTLY  # the same words, a new day
SUCCEEDED = Outcome.CHANGED  # new words: another focus point follows it


def is_due(*, review_on: date, closed_on: date | None, today: date) -> bool:
    """From the day itself, and until somebody has looked at it."""
    return closed_on is None and today >= review_on


def check_focus(*, aim: str, action: str, review_on: date, today: date) -> None:
    if not aim.strip():
        raise Refused("Skriv, hvad I gerne vil opnå.", "aim")
    if not action.strip():
        raise Refused("Skriv, hvad I voksne gør.", "action")
    check_review_day(review_on, today=today)


def check_review_day(review_on: date, *, today: date) -> None:
    if review_on <= today:
        raise Refused("Vælg en dag, der kommer, så I når at prøve det af.", "review_on")
    if (review_on - today).days > LONGEST_DAYS:
        raise Refused("Vælg en dag inden for et år. Ellers bliver det glemt.", "review_on")


def check_review(
    *, outcome: Outcome, words: str, closed: bool, aim: str, action: str, review_on: date | None, today: date
) -> None:
    """`review_on` is the next day to look, `aim` and `action` the new words where it was changed."""
    if closed:
        raise Refused("Der er allerede fulgt op på fokuspunktet. Lav et nyt, hvis I vil prøve mere.")
    if not words.strip():
        raise Refused("Skriv med jeres egne ord, hvad der kom ud af det.", "words")
    if outcome not in {GOES_ON, SUCCEEDED}:
        return
    if review_on is None:
        raise Refused("Vælg, hvornår I ser på det igen.", "review_on")
    if outcome is SUCCEEDED:
        check_focus(aim=aim, action=action, review_on=review_on, today=today)
    check_review_day(review_on, today=today)


def check_told(*, told_on: date, set_on: date, today: date, way: Way, of_child: bool) -> None:
    """What the grown-ups try with one child is nothing to be told at a meeting for everybody's parents."""
    if of_child and way is Way.MEETING:
        raise Refused("Et forældremøde er for alle. Vælg, hvordan barnets egne forældre fik det at vide.", "way")
    if told_on > today:
        raise Refused("Datoen ligger i fremtiden. Registrér det, når forældrene har fået det at vide.", "told_on")
    if told_on < set_on:
        raise Refused("Datoen ligger før fokuspunktet. Se den efter.", "told_on")
