"""A newer edition that ships with Samspor, beside what the municipality says now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from samspor.guide import texts
from samspor.guide.pages.editing import condition_words
from samspor.guide.reading.guides import GuideFile
from samspor.guide.rules import Change, Condition, Difference, Step, differences
from samspor.guide.rules.times import law_rule


@dataclass(frozen=True, slots=True)
class Part:
    """One thing about a step, as it is and as it would be."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DifferentStep:
    title: str
    change: str
    tone: str
    parts: Sequence[Part]


def different_steps(holds: Sequence[Step], newer: GuideFile, on: date) -> list[DifferentStep]:
    titles = {one.key: one.title for one in (*holds, *newer.steps)}
    return [_step(one, titles, on) for one in differences(holds, newer.steps)]


def _step(one: Difference, titles: Mapping[str, str], on: date) -> DifferentStep:
    shown = one.after or one.before
    assert shown is not None  # noqa: S101 -- one of the two is there
    tone = "attention" if one.change is Change.OTHERWISE else "neutral"
    parts = [Part(texts.PART[part], _said(one.before, part, titles, on), _said(one.after, part, titles, on))
             for part in (one.parts or ("do",))]  # fmt: skip
    return DifferentStep(shown.title, texts.CHANGE[one.change], tone, parts)


def _said(step: Step | None, part: str, titles: Mapping[str, str], on: date) -> str:
    if step is None:
        return ""
    value = getattr(step, part)
    if part == "answers":
        return "; ".join(f"{one.words} → {titles.get(one.to, one.to)}" for one in step.answers)
    if part == "track":
        return texts.TRACK[step.track]
    if part in {"rule", "ground"} and (law := law_rule(value, on)):
        value = law.title
    if isinstance(value, Condition):
        return condition_words(value) or "Altid"
    if isinstance(value, bool):
        return "Ja" if value else "Nej"
    return "" if value is None else str(value)
