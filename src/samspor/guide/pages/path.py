"""A step as everybody sees it: what to do, who, within what time and on what ground."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from samspor.guide import texts
from samspor.guide.rules import Step
from samspor.guide.rules.times import law_rule
from samspor.law.rules import Rule, Unit
from samspor.law.texts import amount_words, length_words, paragraph_words


@dataclass(frozen=True, slots=True)
class Time:
    """How long, counted from what, and where that is decided."""

    words: str
    counted_from: str
    origin: str


@dataclass(frozen=True, slots=True)
class Way:
    """An answer, and the step it leads to."""

    words: str
    key: str
    title: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One step, ready to be shown."""

    step: Step
    number: int
    track: str
    paragraphs: tuple[str, ...]
    times: tuple[Time, ...]
    ground: str
    ways: tuple[Way, ...]


def shown(steps: Sequence[Step], on: date) -> dict[str, Shown]:
    """Every step by its key, in order."""
    titles = {step.key: step.title for step in steps}
    return {
        step.key: Shown(
            step,
            number,
            texts.TRACK[step.track],
            tuple(line for line in step.do.splitlines() if line.strip()),
            tuple(times(step, on)),
            ground(step, on),
            tuple(Way(one.words, one.to, titles[one.to]) for one in step.answers),
        )
        for number, step in enumerate(steps, start=1)
    }


def times(step: Step, on: date) -> Iterable[Time]:
    """The local time first, for it is the tighter; the law's from the rule table as it is today."""
    if step.days is not None:
        words = texts.AT_ONCE if step.is_at_once else amount_words(Unit.CALENDAR_DAYS, step.days)
        yield Time(words, "", step.days_basis)
    rule = law_rule(step.rule, on) if step.rule else None
    if rule:
        yield _of_law(rule)


def _of_law(rule: Rule) -> Time:
    words = rule.counting if rule.length is None else length_words(rule)
    local = " (lokalt mål, ikke en frist i loven)" if rule.local else ""
    return Time(words, rule.trigger, f"{rule.title}: {rule.law}, {paragraph_words(rule)}{local}")


def ground(step: Step, on: date) -> str:
    """What the step rests on, where its time does not say it: a rule as it is today, or where we decided it."""
    rule = law_rule(step.ground, on) if step.ground else None
    law = _named(rule) if rule else ""
    return ". ".join(filter(None, [law, f"Besluttet lokalt: {step.decided}" if step.decided else ""]))


def _named(rule: Rule) -> str:
    place = f"{rule.law}, {paragraph_words(rule)}" if rule.paragraph else rule.law
    return f"{rule.title}: {place}"


@dataclass(frozen=True, slots=True)
class Stretch:
    """The steps of one track, for the whole guide on paper."""

    key: str
    title: str
    steps: tuple[Shown, ...]


def stretches(steps: Sequence[Step], on: date) -> list[Stretch]:
    together = groupby(shown(steps, on).values(), key=lambda one: one.step.track)
    return [
        Stretch(f"{track}-{number}", texts.TRACK[track], tuple(held))
        for number, (track, held) in enumerate(together, start=1)
    ]
