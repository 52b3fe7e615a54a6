"""Whose yes a consent takes, and where it is. Derived at the moment of asking; nothing of it is kept.

The rules, chosen so that nothing is shared on a yes that is not there (ADR 16):

- It takes a yes from everybody who has custody that day, and from the young person from the age the rule table says.
  When the young person is of age, it is theirs alone.
- Who comes to have custody later has not been asked: the consent stops until they have said yes.
- The yes of who no longer has custody no longer counts. Their no, and what they took back, still stop it: a consent
  never comes to life because somebody leaves or has a birthday. Then one asks anew.
- Nobody registered with custody: then nothing can be given.
- What a child said before its answer decides is heard, and is no deciding yes.
- A yes lasts until its last day. Taken back, it stops everything at once.
- Two who answer differently is a state of its own, with a next step.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from samspor.base.refused import Refused
from samspor.law.calendar import add_calendar_months
from samspor.law.deadlines import reaches
from samspor.law.table import rule
from samspor.sharing.rules.words import Said, State

Voice = UUID | None  # one with custody; None is the child or young person
SHORTEST_PURPOSE, LAST_YEAR = 10, 2200


@dataclass(frozen=True, slots=True)
class Given:
    """The answer of one that stands. `until` is the last day of a yes."""

    who: Voice
    said: Said
    until: date


def voices(holders: Iterable[UUID], birth_date: date | None, *, on: date) -> tuple[Voice, ...]:
    """Whose yes it takes that day: it changes on the birthday itself. Nobody's: then nothing can be given."""
    if _has_reached("turns_18", birth_date, on):
        return (None,)
    adults = tuple(dict.fromkeys(holders))
    own: tuple[Voice, ...] = (None,) if adults and _has_reached("own_consent", birth_date, on) else ()
    return (*adults, *own)


def decides_from(birth_date: date | None, *, on: date) -> date | None:
    """The day from which the child's own yes is one that decides."""
    return reaches(rule("own_consent", on), birth_date) if birth_date else None


def is_too_early(who: Voice, said: Said, said_on: date, own_from: date | None) -> bool:
    """A child's yes from before its answer decides: it must be asked again."""
    return who is None and said is Said.YES and own_from is not None and said_on < own_from


def is_heard(birth_date: date | None, *, on: date) -> bool:
    """Whether the child is asked for its own words beside the parents' answer."""
    return _has_reached("turns_10", birth_date, on)


def _has_reached(rule_id: str, birth_date: date | None, on: date) -> bool:
    return birth_date is not None and reaches(rule(rule_id, on), birth_date) <= on


def state(given: Collection[Given], needed: Sequence[Voice], *, on: date) -> State:
    """`given`: what stands of each. Of others than the needed no yes counts, and every adult's no does."""
    heard = {one.who: one for one in given if one.who in needed}
    said = {one.said for one in heard.values()}
    gone = {one.said for one in given if one.who is not None and one.who not in needed}
    if Said.WITHDRAWN in said | gone:
        return State.WITHDRAWN
    if Said.NO in gone:
        return State.REFUSED
    if Said.NO in said and Said.YES in said:
        return State.PARTLY
    if not needed or len(heard) < len(needed):
        return State.ASKED
    if Said.NO in said:
        return State.REFUSED
    return State.EXPIRED if any(one.until < on for one in heard.values()) else State.GIVEN


def newcomers(needed: Sequence[Voice], asked_of: Collection[UUID], given: Collection[Given]) -> tuple[Voice, ...]:
    """Who must say yes now, was not asked then, and has not answered: new custody, or a birthday."""
    answered = {one.who for one in given}
    return tuple(one for one in needed if one not in answered and one not in asked_of)


def years_after(ended_on: date, years: int) -> date:
    return add_calendar_months(ended_on, 12 * years)


def lasts_until(said_on: date, *, days: int) -> date:
    """The last day a consent given on that day can be used."""
    if said_on.year > LAST_YEAR:
        raise Refused("Den dag er for langt ude i fremtiden. Ret årstallet.", "from_on")
    return said_on + timedelta(days=days)


def check_purpose(purpose: str) -> None:
    if len(purpose.strip()) < SHORTEST_PURPOSE:
        raise Refused("Skriv med en sætning, hvad de skal bruge det til.", "purpose")


def check_period(from_on: date, until: date, *, today: date, longest: date) -> None:
    if from_on < today - timedelta(days=365):
        raise Refused("Den første dag ligger mere end et år tilbage. Se den efter.", "from_on")
    if until < max(from_on, today):
        raise Refused("Den sidste dag kan ikke ligge før den første, eller før i dag. Ret en af dem.", "until")
    if until > longest:
        raise Refused(_TOO_LATE, "until")


_TOO_LATE = "Så længe kan et samtykke ikke gælde. Vælg en tidligere dag."


def check_topics(chosen: Collection[str], known: Collection[str]) -> None:
    if not chosen or not set(chosen) <= set(known):
        raise Refused("Vælg mindst ét emne på listen.", "topics")


def check_said(*, said_on: date, asked_on: date, today: date) -> None:
    if said_on > today:
        raise Refused("Datoen ligger i fremtiden. Skriv den dag, det blev sagt.", "said_on")
    if said_on < asked_on:
        raise Refused("Datoen ligger, før der blev spurgt. Se den efter.", "said_on")


def check_until(*, until: date, said_on: date, longest: date) -> None:
    if until < said_on:
        raise Refused("Den sidste dag ligger før den dag, der blev sagt ja. Vælg en senere dag.", "until")
    if until > longest:
        raise Refused(_TOO_LATE, "until")


def check_may_answer(who: Voice, needed: Sequence[Voice], *, heard: bool) -> None:
    """A child that is heard may say yes or no before its answer decides."""
    if who not in needed and not (who is None and heard):
        raise Refused("Kun den, der har forældremyndigheden i dag, og den unge selv kan svare. Spørg en af dem.", "who")


def check_is_later(*, stood: Said, stood_on: date, said_on: date) -> None:
    """A yes from before a no or a withdrawal does not undo it."""
    if stood is not Said.YES and said_on < stood_on:
        raise Refused(
            "Der er sagt nej eller trukket tilbage siden. Et nyt ja skal være sagt senere. Spørg igen, eller ret "
            "dagen.",
            "said_on",
        )


def check_is_theirs(*, is_ours: bool, unit: str) -> None:
    """A yes to what another service asked for is not ours to write: we may be who gets it."""
    if not is_ours:
        raise Refused(f"{unit} har spurgt. Et ja skrives ned af dem. Bed dem om det.")


def check_may_withdraw(standing: Given | None) -> None:
    if standing is None or standing.said is not Said.YES:
        raise Refused(
            "Der er ikke sagt ja. Så er der ikke noget at trække tilbage. Hent siden igen, og se, hvad der står nu."
        )


def check_may_take_back(*, now: State, answered: bool) -> None:
    """The question. What somebody has answered stays, with the answer."""
    check_still_asked(now)
    if answered:
        raise Refused("Der er skrevet et svar ned. Så kan spørgsmålet ikke tages tilbage. Skriv et nyt svar i stedet.")


def check_still_asked(now: State) -> None:
    if now is State.TAKEN_BACK:
        raise Refused("Der blev spurgt ved en fejl, og det er taget tilbage. Spørg på ny, hvis der er brug for det.")


def check_why_taken_back(why: str) -> None:
    if not why.strip():
        raise Refused("Skriv kort, hvad der gik galt.", "why")


def check_may_renew(now: State) -> None:
    """What everybody has said yes to, and nobody has taken back."""
    if now not in {State.GIVEN, State.EXPIRED}:
        raise Refused("Det kan kun forlænges, når alle har sagt ja. Skriv svarene ned, ét for ét.")
