"""A consent as it is on a day: everything about it that is derived."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias, TypeVar

from django.db.models import Prefetch, QuerySet

from samspor.base.clock import local_date
from samspor.sharing.models import Answer, EffortAnswer, EffortConsent, ExchangeAnswer, ExchangeConsent
from samspor.sharing.queries.around import Family, families
from samspor.sharing.rules import consent as rules
from samspor.sharing.rules.consent import Given, Voice
from samspor.sharing.rules.words import Said, State

AnyConsent: TypeAlias = EffortConsent | ExchangeConsent
C = TypeVar("C", EffortConsent, ExchangeConsent)


@dataclass(frozen=True, slots=True)
class Now:
    """`answers` are all that were ever given, oldest first; `new` those who must say yes and were not asked then."""

    consent: AnyConsent
    family: Family
    state: State
    answers: tuple[Answer, ...]
    new: tuple[Voice, ...]
    on: date

    @property
    def standing(self) -> dict[Voice, Answer]:
        """What counts of each. A child's yes from before it decides is heard, and must be asked for again."""
        return {one.guardian_id: one for one in self.answers if _stands(one, self.family)}

    @property
    def seen(self) -> frozenset[str]:
        """The keys of what stands: whoever writes an answer had these before their eyes."""
        return frozenset(str(one.pk) for one in self.standing.values())

    @property
    def is_refused(self) -> bool:
        """Somebody whose answer counts has said no, or taken it back."""
        return any(one.said != Said.YES for who, one in self.standing.items() if who or None in self.family.voices)

    @property
    def last_day(self) -> date:
        """The first of the yeses to run out; before there are any, the day that was asked for."""
        yeses = [one for who, one in self.standing.items() if who in self.family.voices and one.said == Said.YES]
        return min([one.expires_on for one in yeses], default=self.consent.expires_on)

    @property
    def is_in_force(self) -> bool:
        return self.state is State.GIVEN and self.consent.from_on <= self.on

    @property
    def unanswered(self) -> tuple[Voice, ...]:
        return tuple(one for one in self.family.voices if one not in self.standing)

    @property
    def is_young_new(self) -> bool:
        """The young person came of the age that decides after it was asked."""
        own_from = self.family.own_from
        return own_from is not None and own_from > local_date(self.consent.asked_at)

    @property
    def childs_no(self) -> bool:
        """The child's own no, where it does not decide."""
        own = self.standing.get(None)
        return own is not None and own.said == Said.NO and None not in self.family.voices


def nows(rows: Iterable[AnyConsent], on: date) -> list[Now]:
    """With their answers and their children's adults: two statements more, however many they are."""
    held = list(rows)
    if not held:
        return []
    around = families({one.child_id: one.child for one in held}.values(), on)
    return [_now(one, around[one.child_id], on) for one in held]


def now(consent: AnyConsent, on: date) -> Now:
    if isinstance(consent, EffortConsent):
        return nows(with_answers(EffortConsent.objects.filter(pk=consent.pk)), on)[0]
    return nows(with_answers(ExchangeConsent.objects.filter(pk=consent.pk)), on)[0]


def with_answers(rows: QuerySet[C]) -> QuerySet[C]:
    answers: type[Answer] = EffortAnswer if rows.model is EffortConsent else ExchangeAnswer
    every: QuerySet[Any] = answers._default_manager.select_related("guardian", "recorded_by")  # noqa: SLF001 -- Django's name
    beside = [
        "child__merged_into",
        "unit",
        "asked_by",
        "taken_back_by",
        *(["to_unit"] if rows.model is ExchangeConsent else []),
    ]
    return rows.select_related(*beside).prefetch_related(Prefetch("answers", every))


def _stands(one: Answer, family: Family) -> bool:
    early = rules.is_too_early(one.guardian_id, Said(one.said), one.said_on, family.own_from)
    return one.replaced_at is None and not (early and None in family.voices)


def _now(one: AnyConsent, family: Family, on: date) -> Now:
    answers: Sequence[Answer] = tuple(one.answers.all())
    given = [Given(a.guardian_id, Said(a.said), a.expires_on) for a in answers if _stands(a, family)]
    new = rules.newcomers(family.voices, one.asked_of, given)
    state = State.TAKEN_BACK if one.taken_back_at else rules.state(given, family.voices, on=on)
    return Now(one, family, state, tuple(answers), new, on)
