"""What works and what worries: each in the words of the one who saw it."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import require
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.built_on import check_built_on
from samspor.base.clock import local_date
from samspor.base.ics import Ics
from samspor.concerns import queries
from samspor.concerns.actions.steps import writable
from samspor.concerns.models import Concern, EarlierWording, Factor
from samspor.concerns.rules import entries
from samspor.concerns.rules.words import Circle, FactorKind


@transaction.atomic
def add_factor(
    *,
    by: Actor,
    concern: Concern,
    kind: FactorKind,
    circle: Circle | None,
    text: str,
    ics: Collection[Ics],
    observed_on: date | None,
    at: datetime,
) -> Factor:
    concern = writable(by=by, concern=concern, at=at)
    return put_factor(
        by=by, concern=concern, kind=kind, circle=circle, text=text, ics=ics, observed_on=observed_on, at=at
    )


def put_factor(
    *,
    by: Actor,
    concern: Concern,
    kind: FactorKind,
    circle: Circle | None,
    text: str,
    ics: Collection[Ics],
    observed_on: date | None,
    at: datetime,
) -> Factor:
    entries.check_words(text, "text" if kind is FactorKind.PROTECTIVE else "worries")
    born_on = concern.child.birth_date
    entries.check_observed(kind, observed_on, today=local_date(at), born_on=born_on)
    made = Factor.objects.create(
        concern=concern, kind=kind, circle=circle or "", text=text, ics=sorted(set(ics)), observed_on=observed_on,
        by=queries.me(by), entered_at=at, worded_at=at,
    )  # fmt: skip
    record(Verb.FACTOR_ADDED, by=by, about=made, child_ids=[concern.child_id], at=at, after={"circle": circle or ""})
    return made


@transaction.atomic
def reword_factor(*, by: Actor, factor: Factor, text: str, built_on: datetime | None, at: datetime) -> Factor:
    """Only its author; what stood there before is kept beside it."""
    factor = _mine(by, factor, at)
    entries.check_words(text, "text")
    check_built_on(stands=factor.worded_at, built_on=built_on)
    EarlierWording.objects.create(factor=factor, text=factor.text, worded_at=factor.worded_at)
    factor.text, factor.worded_at = text, at
    factor.save(update_fields=["text", "worded_at"])
    record(Verb.FACTOR_REWORDED, by=by, about=factor, child_ids=[factor.concern.child_id], at=at)
    return factor


@transaction.atomic
def withdraw_factor(*, by: Actor, factor: Factor, at: datetime) -> Factor:
    """Taken back by the one who wrote it: it stays in the history, crossed out."""
    factor = _mine(by, factor, at)
    factor.withdrawn_at = at
    factor.save(update_fields=["withdrawn_at"])
    record(Verb.FACTOR_WITHDRAWN, by=by, about=factor, child_ids=[factor.concern.child_id], at=at)
    return factor


def _mine(by: Actor, factor: Factor, at: datetime) -> Factor:
    factor = require(by, Permission.CONCERN_WRITE, factor)
    writable(by=by, concern=factor.concern, at=at)
    entries.check_mine(mine=factor.by_id == queries.me(by).pk)
    entries.check_not_withdrawn(withdrawn=factor.withdrawn_at is not None)
    return factor
