"""The path: steps, their conditions, and which of them apply in a situation. A later step never leads back."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import product
from typing import TypeVar

from samspor.base.refused import Refused
from samspor.people.rules import Area

DEGREES = range(1, 6)  # of a ruler: 1 thrives, 5 is in danger
T = TypeVar("T")


class Track(StrEnum):
    """What a stretch of the path is about. `START` is the questions everybody begins with."""

    START = "start"
    ACUTE = "acute"
    YELLOW = "yellow"
    ABSENCE = "absence"
    TRANSITION = "transition"
    PREGNANCY = "pregnancy"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """What is known; None is not known yet. Violence stands for honour and social control too."""

    age_months: int | None = None
    area: Area | None = None
    degree: int | None = None
    acute: bool = False
    violence: bool = False
    about: Track | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """When a step applies. `min_months` is held, `max_months` is not; empty means any."""

    min_months: int | None = None
    max_months: int | None = None
    areas: frozenset[Area] = frozenset()
    degrees: frozenset[int] = frozenset()
    acute: bool | None = None
    violence: bool | None = None

    def holds(self, situation: Situation) -> bool:
        """What is not known about age, area and degree shuts nothing out; danger is always asked about first."""
        return (
            self.fits_age(situation.age_months)
            and self.fits_area(situation.area)
            and self.fits_degree(situation.degree)
            and self.acute in {None, situation.acute}
            and self.violence in {None, situation.violence}
        )

    def fits_age(self, months: int | None) -> bool:
        if months is None:
            return True
        from_there = self.min_months is None or self.min_months <= months
        return from_there and (self.max_months is None or months < self.max_months)

    def fits_area(self, area: Area | None) -> bool:
        return area is None or not self.areas or area in self.areas

    def fits_degree(self, degree: int | None) -> bool:
        return degree is None or not self.degrees or degree in self.degrees

    @property
    def is_empty(self) -> bool:
        return self == Condition()


@dataclass(frozen=True, slots=True)
class Answer:
    """What one can say to a step's question, and where it leads."""

    words: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as people read it. `rule` names a rule of law; `days` is a local time with its `days_basis`.

    `ground` names the rule it rests on where that sets no time; `decided` says where, when it is decided locally.

    `tells_parents`: something reaches a parent here. `notifies`: the authority has heard of it when it is done.
    """

    key: str
    title: str
    track: Track
    do: str
    question: str = ""
    who: str = ""
    rule: str = ""
    days: int | None = None
    days_basis: str = ""
    template_name: str = ""
    template_link: str = ""
    basis: str = ""
    ground: str = ""
    decided: str = ""
    contact: str = ""
    phone: str = ""
    tells_parents: bool = False
    notifies: bool = False
    condition: Condition = field(default_factory=Condition)
    answers: tuple[Answer, ...] = ()

    @property
    def is_at_once(self) -> bool:
        """Danger, and the notification of violence, wait for nothing: a local time in days is not shown there."""
        return self.track is Track.ACUTE or (self.notifies and self.condition.violence is True)

    @property
    def has_ground(self) -> bool:
        return bool(self.rule or self.ground or self.decided)

    @property
    def is_end(self) -> bool:
        return not self.answers


Steps = Sequence[Step]


def first_step(steps: Steps) -> Step:
    """The first in order: everybody begins there."""
    return steps[0]


def ways_on(steps: Steps, here: Step, situation: Situation) -> list[Answer]:
    """The answers that are possible in the situation. At the beginning, what it is about chooses, where it can."""
    return _ways(_by_key(steps), here, situation)


def _ways(there: Mapping[str, Step], here: Step, situation: Situation) -> list[Answer]:
    open_ways = [one for one in here.answers if there[one.to].condition.holds(situation)]
    if here.track is not Track.START or situation.about is None:
        return open_ways
    wanted = [one for one in open_ways if there[one.to].track in {Track.START, situation.about}]
    return wanted or open_ways


def next_step(steps: Steps, here: Step, situation: Situation, answer: str = "") -> Step | None:
    """Where the answer leads; without one, the only way there is. None when one must choose, or it ends here."""
    ways = ways_on(steps, here, situation)
    chosen = [one for one in ways if not answer or one.words == answer]
    if answer and not chosen:
        raise Refused("Det svar findes ikke på dette trin. Vælg et af dem, der står her.")
    return _by_key(steps)[chosen[0].to] if len({one.to for one in chosen}) == 1 else None


def steps_for(steps: Steps, situation: Situation) -> list[Step]:
    """The steps that apply, in order. Where the situation does not decide, every way is there."""
    return reachable(steps, situation)


def steps_to_do(steps: Steps, situation: Situation) -> list[Step]:
    """For a checklist: the questions everybody begins with are answered by the situation."""
    return [step for step in steps_for(steps, situation) if step.track is not Track.START]


def reachable(steps: Steps, situation: Situation, *, until_notified: bool = False) -> list[Step]:
    """`until_notified`: no further than to the steps by which the authority hears of it."""
    found = _walked(_by_key(steps), first_step(steps), situation, until_notified=until_notified)
    return [step for step in steps if step.key in found]


def _walked(
    there: Mapping[str, Step], first: Step, situation: Situation, *, until_notified: bool = False
) -> dict[str, list[Answer]]:
    """The ways on from each step one can come to."""
    found, waiting = dict[str, list[Answer]](), [first]
    while waiting:
        here = waiting.pop()
        if here.key not in found:
            found[here.key] = _ways(there, here, situation)
            if not (until_notified and here.notifies):
                waiting += [there[one.to] for one in found[here.key]]
    return found


def faults(steps: Steps) -> list[str]:
    """What must be mended before the path can be used, as sentences. Nothing when it is whole."""
    if not steps:
        return ["Vejviseren har ingen trin. Skriv det første."]
    broken = list(_loose(steps))
    return broken or list(dict.fromkeys(_along_the_way(steps)))


def _loose(steps: Steps) -> Iterator[str]:
    """What is wrong with a step by itself."""
    order = {step.key: number for number, step in enumerate(steps)}
    if not first_step(steps).condition.is_empty:
        yield f"»{first_step(steps).title}« er det første trin og skal gælde for alle. Tag betingelsen af."
    for number, step in enumerate(steps):
        if any(order.get(one.to, -1) <= number for one in step.answers):
            yield f"»{step.title}« fører tilbage eller ingen steder hen. Et svar skal føre til et senere trin."
        if len(step.answers) > 1 and not step.question:
            yield f"»{step.title}« har flere svar, men intet spørgsmål. Skriv spørgsmålet."


def _along_the_way(steps: Steps) -> Iterator[str]:
    """What only shows when somebody walks it: every kind of situation is tried."""
    met, there = set[str](), _by_key(steps)
    for situation in situations(steps):
        walked = _walked(there, first_step(steps), situation)
        met |= walked.keys()
        for step in steps:
            if step.answers and walked.get(step.key) == []:
                yield f"»{step.title}« ender blindt for nogle. Giv et svar, der gælder for alle andre."
        if situation.violence:
            yield from _too_early(reachable(steps, situation, until_notified=True))
    yield from (
        f"Ingen vej fører til »{step.title}«. Lad et svar føre derhen." for step in steps if step.key not in met
    )


def _too_early(before: Iterable[Step]) -> Iterator[str]:
    """With suspected violence nothing reaches a parent before the authority has heard of it."""
    for step in before:
        if step.tells_parents:
            yield (
                f"»{step.title}« når forældrene før underretningen, selv om der kan være vold. "
                "Lad trinnet kun gælde, når der ikke er mistanke."
            )


def situations(steps: Steps) -> Iterator[Situation]:
    """Of every kind of situation that any condition can tell from the others, one."""
    ages = {month + apart for step in steps for month in _borders(step.condition) for apart in (-1, 0)}
    kinds = product(
        _apart(steps, [None, *sorted(ages)], Condition.fits_age),
        _apart(steps, [None, *Area], Condition.fits_area),
        _apart(steps, [None, *DEGREES], Condition.fits_degree),
        (False, True),
        (False, True),
        [None, *sorted({step.track for step in steps})],
    )
    for age, area, degree, acute, violence, about in kinds:
        yield Situation(age_months=age, area=area, degree=degree, acute=acute, violence=violence, about=about)


def _apart(steps: Steps, values: Iterable[T], fits: Callable[[Condition, T], bool]) -> list[T]:
    """One of those that no step tells from each other."""
    return list({tuple(fits(step.condition, value) for step in steps): value for value in values}.values())


def _borders(condition: Condition) -> list[int]:
    return [month for month in (condition.min_months, condition.max_months) if month is not None]


def _by_key(steps: Steps) -> Mapping[str, Step]:
    return {step.key: step for step in steps}
