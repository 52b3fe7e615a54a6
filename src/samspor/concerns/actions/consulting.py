"""An anonymous consultation: words about a situation, and about nobody."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.access.check import demand
from samspor.access.rules import Permission
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere
from samspor.concerns import queries
from samspor.concerns.models import AnonymousConsultation
from samspor.concerns.rules import anonymous, entries
from samspor.concerns.rules.words import Theme


@transaction.atomic
def consult_anonymously(
    *, by: Actor, theme: Theme, text: str, confirmed: Collection[str], at: datetime
) -> AnonymousConsultation:
    """`confirmed`: words that are a child's name elsewhere and numbers that are no CPR number, says the writer.

    How many there were is remembered.
    """
    demand(by, Permission.CONSULT_ANONYMOUSLY)
    entries.check_words(text, "text")
    names = queries.names_in_reach(by)
    anonymous.check_nobody(text, names, confirmed=confirmed)
    kept, numbers = anonymous.names_in(text, names), anonymous.unlikely_in(text)
    made = AnonymousConsultation.objects.create(theme=theme, text=text, by=queries.me(by), entered_at=at)
    after = {"theme": theme, "words_said_to_be_no_name": len(kept), "numbers_said_to_be_no_cpr": len(numbers)}
    record(Verb.CONSULTED_ANONYMOUSLY, by=by, about=made, at=at, after=after)
    return made


@transaction.atomic
def withdraw_consultation(*, by: Actor, consultation: AnonymousConsultation, at: datetime) -> None:
    """One's own, and really gone: afterwards one may see that the child can be known by it."""
    demand(by, Permission.CONSULT_ANONYMOUSLY)
    mine = queries.consultations_of(by).select_for_update(of=("self",)).filter(pk=consultation.pk).first()
    if mine is None:
        raise NotHere
    mine.delete()
    record(Verb.CONSULTATION_WITHDRAWN, by=by, about=None, at=at)
