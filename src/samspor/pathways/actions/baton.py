"""The baton is held out, taken, declined and taken back. Nothing changes before somebody accepts."""

from datetime import datetime

from django.db import transaction

from samspor.access.actor import Actor
from samspor.audit.record import record
from samspor.audit.verbs import Verb
from samspor.base.clock import local_date
from samspor.base.refused import NotHere, Refused
from samspor.messages.api import Template, tell
from samspor.pathways import queries
from samspor.pathways.actions.steps import answering, hand_over, passing_on
from samspor.pathways.models import BatonOffer, Hold, Pathway
from samspor.pathways.rules import may as rules
from samspor.pathways.rules.baton import lapses_on
from samspor.pathways.rules.words import Answer
from samspor.people.api import Employment, StaffMember


@transaction.atomic
def offer_baton(*, by: Actor, pathway: Pathway, to: Employment, words: str, days: int, at: datetime) -> BatonOffer:
    """`days`: how many working days the receiver has."""
    pathway, standing = passing_on(by=by, pathway=pathway, at=at)
    rules.check_one_offer(waiting=standing.baton.offer is not None)
    found = queries.around(by, pathway).filter(pk=to.pk).first()
    rules.check_receiver(around=found is not None, same=to.staff_id == standing.baton.staff)
    rules.check_words(words, "words")
    lapses = lapses_on(local_date(at), days=days)
    made = BatonOffer.objects.create(
        pathway=pathway, to=to, offered_by=queries.me(by), offered_at=at, words=words, lapses_on=lapses
    )
    after = {"to": str(to.staff_id), "lapses_on": str(lapses)}
    record(Verb.BATON_OFFERED, by=by, about=made, child_ids=[pathway.child_id], at=at, after=after)
    _tell(by, to.staff, Template.BATON_OFFERED, made, at)
    return made


@transaction.atomic
def accept_baton(*, by: Actor, offer: BatonOffer, at: datetime) -> Hold:
    """From this moment they hold it: the one hold ends where the other begins."""
    offer, standing = answering(by=by, offer=offer, at=at)
    _check_theirs(by, offer)
    rules.check_answer(Answer(offer.answer), Answer.ACCEPTED)
    rules.check_let_in(reaches_child=queries.around(by, offer.pathway).filter(staff=by.staff).exists())
    work = standing.around.same_work(offer.to_id, local_date(at))
    if work is None:
        raise Refused("Du er ikke ansat dér længere. Sig nej tak, så finder I en anden.")
    _answer(offer, Answer.ACCEPTED, None, at)
    hold = hand_over(by=by, standing=standing, to=Employment.objects.get(pk=work), at=at)
    before, after = {"holder": str(standing.baton.job)}, {"holder": str(work)}
    children = [offer.pathway.child_id]
    record(Verb.BATON_ACCEPTED, by=by, about=hold, child_ids=children, at=at, before=before, after=after)
    return hold


@transaction.atomic
def decline_baton(*, by: Actor, offer: BatonOffer, words: str, at: datetime) -> BatonOffer:
    """The holder keeps it, and is told."""
    offer, _ = answering(by=by, offer=offer, at=at)
    _check_theirs(by, offer)
    rules.check_answer(Answer(offer.answer), Answer.DECLINED)
    rules.check_words(words, "words")
    _answer(offer, Answer.DECLINED, words, at)
    record(Verb.BATON_DECLINED, by=by, about=offer, child_ids=[offer.pathway.child_id], at=at)
    _tell(by, offer.offered_by, Template.BATON_DECLINED, offer, at)
    return offer


@transaction.atomic
def take_back_offer(*, by: Actor, offer: BatonOffer, at: datetime) -> BatonOffer:
    passing_on(by=by, pathway=offer.pathway, at=at)
    offer = BatonOffer.objects.select_related("pathway", "to__staff").get(pk=offer.pk)
    rules.check_answer(Answer(offer.answer), Answer.TAKEN_BACK)
    _answer(offer, Answer.TAKEN_BACK, None, at)
    record(Verb.BATON_OFFER_TAKEN_BACK, by=by, about=offer, child_ids=[offer.pathway.child_id], at=at)
    tell_offer_over(by=by, offer=offer, at=at)
    return offer


def tell_offer_over(*, by: Actor, offer: BatonOffer, at: datetime) -> None:
    """To who was asked and has not answered."""
    if offer.to.staff_id != by.staff:
        _tell(by, offer.to.staff, Template.BATON_OFFER_OVER, offer, at)


def _check_theirs(by: Actor, offer: BatonOffer) -> None:
    if offer.to.staff_id != by.staff:
        raise NotHere


def _answer(offer: BatonOffer, answer: Answer, words: str | None, at: datetime) -> None:
    offer.answer, offer.answered_at, offer.answer_words = answer, at, words
    offer.save(update_fields=["answer", "answered_at", "answer_words"])


def _tell(by: Actor, to: StaffMember, template: Template, about: BatonOffer, at: datetime) -> None:
    """Whose account has gone since is found where the baton is: here there is nobody to tell."""
    if to.account_id:
        tell(by=by, to=to.account_id, template=template, about=about, at=at)
