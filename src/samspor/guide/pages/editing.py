"""What the editor sees: every guide with its versions, a version step by step, and how hard the words are."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from samspor.guide import texts
from samspor.guide.models import Guide, GuideStep, GuideVersion
from samspor.guide.queries import newer_than, step_of
from samspor.guide.rules import Audience, Condition, Figure, Reading, Scenario, Step, VersionState, is_overdue, reading
from samspor.guide.rules.path import Track
from samspor.guide.rules.rehearsals import lost_turns
from samspor.guide.rules.times import law_rule
from samspor.guide.rules.wording import all_of, texts_of, times_in
from samspor.law.table import all_rules
from samspor.law.texts import length_words, paragraph_words
from samspor.people.texts import AREA


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list."""

    key: UUID
    number: int
    state: str
    words: str
    owner: str
    review_on: date | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class GuideLine:
    key: UUID
    title: str
    audience: str
    versions: tuple[VersionLine, ...]
    newer: str

    @property
    def has_draft(self) -> bool:
        return any(one.state == VersionState.DRAFT for one in self.versions)


def guide_lines(guides: Iterable[Guide], today: date) -> list[GuideLine]:
    """`newer` is the edition that ships with Samspor and is not taken in."""
    return [
        GuideLine(
            guide.pk,
            guide.title,
            texts.AUDIENCE[Audience(guide.audience)],
            tuple(version_line(one, today) for one in guide.versions.all()),
            file.edition if (file := newer_than(guide)) else "",
        )
        for guide in guides
    ]


def version_line(version: GuideVersion, today: date) -> VersionLine:
    state = VersionState(version.state)
    return VersionLine(
        version.pk,
        version.number,
        state,
        texts.VERSION_STATE[state],
        version.owner.name if version.owner else "",
        version.review_on,
        state is VersionState.PUBLISHED and is_overdue(version.review_on, today),
    )


@dataclass(frozen=True, slots=True)
class OutlineStep:
    """A step in the editor's outline, with what to look at again."""

    pk: UUID
    step: Step
    track: str
    condition: str
    ways: tuple[tuple[str, str], ...]
    reading: Reading
    warnings: tuple[str, ...]
    figure: Figure | None


def outline(
    rows: Iterable[GuideStep], audience: Audience, figures: Mapping[str, Figure], today: date
) -> list[OutlineStep]:
    kept = [(row.pk, step_of(row)) for row in rows]
    titles = {step.key: step.title for _, step in kept}
    return [
        OutlineStep(
            pk,
            step,
            texts.TRACK[step.track],
            condition_words(step.condition),
            tuple((one.words, titles[one.to]) for one in step.answers),
            reading(all_of(texts_of(step).values()), audience),
            tuple(warnings(step, audience, today)),
            figures.get(step.key),
        )
        for pk, step in kept
    ]


def warnings(step: Step, audience: Audience, today: date) -> Iterable[str]:
    """What does not stop a step, and should be seen to."""
    for part, text in texts_of(step).items():
        held = reading(all_of([text]), audience)
        if held.too_hard:
            yield f"{texts.SAID[part]} at læse: LIX {held.lix}, grænsen er {held.limit}."
    if found := [time for _, time in times_in([step])]:
        yield f"Der står en tid i teksten ({', '.join(found)}). Sæt den i feltet for tid, så man ser, hvor den er fra."
    if step.template_name and not step.template_link:
        yield f"»{step.template_name}« har intet link. Uden det skal læseren selv finde skabelonen."
    if step.contact and not step.phone:
        yield f"»{step.contact}« har intet telefonnummer."
    if any(name and law_rule(name, today) is None for name in (step.rule, step.ground)):
        yield "Reglen i loven gælder ikke i dag. Vælg en anden."
    if audience is Audience.STAFF and step.track is not Track.START and not step.has_ground:
        yield "Der står ikke, hvad trinnet hviler på. Vælg en hjemmel, eller skriv, hvor det er besluttet lokalt."


@dataclass(frozen=True, slots=True)
class Story:
    """A story to rehearse with: how hard it is to read, and what it loses in this version."""

    title: str
    reading: Reading
    hard: tuple[str, ...]
    turns: int
    lost: tuple[str, ...]


def stories(found: Iterable[Scenario], steps: Collection[str]) -> list[Story]:
    """They are written for staff, and play the steps of the staff's guide."""
    return [
        Story(
            one.title,
            reading(all_of(_read_in(one)), Audience.STAFF),
            tuple(text for text in _read_in(one) if reading(text, Audience.STAFF).too_hard),
            len(one.turns),
            tuple(f"{number}. {turn.told}" for number, turn in lost_turns(one, steps)),
        )
        for one in found
    ]


def _read_in(scenario: Scenario) -> list[str]:
    return [scenario.story, *(text for turn in scenario.turns for text in (turn.told, turn.because))]


def condition_words(when: Condition) -> str:
    """Whom a step is for, in words; nothing when it is for all."""
    said = [
        f"fra {when.min_months} måneder" if when.min_months is not None else "",
        f"til {when.max_months} måneder" if when.max_months is not None else "",
        "områder: " + ", ".join(AREA[area].lower() for area in sorted(when.areas)) if when.areas else "",
        "grad " + ", ".join(str(one) for one in sorted(when.degrees)) if when.degrees else "",
        {True: "når det er akut", False: "når det ikke er akut", None: ""}[when.acute],
        {True: "ved mistanke om vold", False: "uden mistanke om vold", None: ""}[when.violence],
    ]
    return "; ".join(filter(None, said))


def rule_choices(today: date) -> list[tuple[str, str]]:
    """The rule table as a list to choose from."""
    return [
        (rule.id, f"{rule.title}: {length_words(rule)} ({rule.law}, {paragraph_words(rule)})")
        for rule in all_rules(today)
    ]
