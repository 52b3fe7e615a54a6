"""What may be done with a pathway and its baton: the changed row, the entry, and a refusal that leaves nothing."""

from datetime import timedelta
from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connections
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns import api as concerns
from samspor.messages.models import Message
from samspor.pathways import actions, jobs, queries
from samspor.pathways.models import BatonOffer, Hold, LogEntry, NextThing, Pathway, PathwayDraft, Substitute
from samspor.pathways.rules.words import Absence, Answer, Closing, EntryKind, Origin, State
from samspor.people.models import Employment
from tests import factories
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, answers, holders, job, offer

LATER = NOW + timedelta(hours=2)


def entry(verb):
    return Entry.objects.get(verb=verb)


def accept(cast, offer, by="mads", at=LATER):
    return actions.accept_baton(by=cast.actor(by, at), offer=offer, at=at)


def decline(cast, offer, by="mads", at=LATER):
    return actions.decline_baton(by=cast.actor(by, at), offer=offer, words="Jeg skal på barsel", at=at)


def take_back(cast, offer, by="pia", at=LATER):
    return actions.take_back_offer(by=cast.actor(by, at), offer=offer, at=at)


def cover(cast, pathway, who="mads", by="pia", first=0, last=7, at=NOW):
    return actions.give_substitute(
        by=cast.actor(by, at), pathway=pathway, who=job(cast, who), from_on=TODAY + first * DAY,
        to_on=TODAY + last * DAY, why=Absence.HOLIDAY, at=at,
    )  # fmt: skip


def close(cast, pathway, by="pia", at=LATER, **more):
    return actions.close_pathway(
        by=cast.actor(by, at), pathway=pathway, because=Closing.GOAL_REACHED, words="Bo har en ven.", at=at, **more
    )


def write(cast, pathway, by="pia", at=LATER, **more):
    said = {"kind": EntryKind.BRIGHT_SPOT, "text": "Bo lo", "happened_on": TODAY} | more
    return actions.write_entry(by=cast.actor(by, at), pathway=pathway, at=at, **said)


def leave(cast, name, on):
    factories.remembered()
    Employment.objects.filter(staff=cast.members[name]).update(period=DateRange(TODAY - DAY * 400, on))


def test_open_puts_the_baton_with_who_opens(cast, pathway):
    assert holders(pathway) == [("Pia Holm", "opened")]
    assert answers(pathway) == "Pia Holm"
    hold = pathway.holds.get()
    assert (hold.unit, hold.child_unit, hold.period.lower, hold.period.upper) == (cast.solsikken,) * 2 + (NOW, None)
    assert entry(Verb.PATHWAY_OPENED).child_ids == [cast.bo.pk]
    assert pathway.nexts.get().what == "Vi taler med Bos mor"


def test_open_from_a_concern_one_may_read(cast, open_):
    held = concerns.start_concern(
        by=cast.actor("pia"), child=cast.bo, worries="Alene ved hegnet", observed_on=TODAY, at=NOW
    )
    with pytest.raises(NotHere):
        open_("asta", concern=held)
    assert open_(origin=Origin.CONCERN, concern=held).concern == held


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"purpose": " "}, "purpose"),
        ({"what": ""}, "what"),
        ({"on": TODAY - DAY}, "on"),
        ({"on": TODAY + DAY * 400}, "on"),
    ],
)
def test_open_without_words_or_a_day_is_refused(open_, more, field):
    with pytest.raises(Refused) as refused:
        open_(**more)
    assert refused.value.field == field
    assert not Pathway.objects.exists()


def test_a_child_has_one_open_pathway(pathway, open_):
    with pytest.raises(Refused, match="allerede et åbent"):
        open_(by="lars")


def test_after_it_was_closed_another_can_be_opened(cast, pathway, open_):
    close(cast, pathway)
    assert open_(at=NOW + DAY).pk != pathway.pk


@pytest.mark.parametrize("name", ["else_", "dorte", "fatma"])
def test_a_stranger_opens_nothing(open_, name):
    with pytest.raises(NotHere):
        open_(by=name)


def test_offer_changes_nothing_but_is_told(cast, pathway):
    made = offer(cast, pathway)
    assert answers(pathway) == "Pia Holm"
    assert (made.lapses_on, made.answer) == (TODAY + 4 * DAY, Answer.WAITING)
    assert entry(Verb.BATON_OFFERED).after["to"] == str(cast.mads.pk)
    assert Message.objects.get(template="baton_offered").to_id == cast.mads.account_id
    assert state(pathway) is State.OFFERED


def state(pathway, at=NOW):
    now = queries.standing_of(pathway).now(at)
    return queries.state_of(pathway, now)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"to": "pia"}, "har stafetten i forvejen"),
        ({"to": "else_"}, "arbejder med barnet"),
        ({"to": "peter"}, "arbejder med barnet"),
        ({"words": " "}, "med ord"),
        ({"by": "mads"}, "lederen, der kan give den videre"),
    ],
)
def test_offer_is_refused(cast, pathway, more, said):
    with pytest.raises(Refused, match=said):
        offer(cast, pathway, **more)
    assert not BatonOffer.objects.exists()


def test_the_leader_offers_for_the_holder(cast, pathway):
    assert offer(cast, pathway, by="lars").offered_by == cast.lars


def test_one_is_offered_it_at_a_time(cast, pathway):
    offer(cast, pathway)
    with pytest.raises(Refused, match="allerede tilbudt"):
        offer(cast, pathway, to="lars")


def test_who_is_offered_it_passes_it_on_to_nobody(cast, pathway):
    made = offer(cast, pathway)
    with pytest.raises(Refused, match="lederen, der kan give den videre"):
        take_back(cast, made, by="mads")


def test_a_health_visitor_and_who_is_related_can_be_offered_it(cast, open_):
    held = open_("asta")
    assert offer(cast, held, to="anna").to.staff == cast.anna
    take_back(cast, held.offers.get())
    assert offer(cast, held, to="peter").to.staff == cast.peter


def test_accept_hands_over_in_one_moment(cast, pathway):
    accept(cast, offer(cast, pathway))
    before, now = pathway.holds.order_by("period")
    assert (before.period.upper, now.period.lower) == (LATER, LATER)
    assert holders(pathway) == [("Pia Holm", "opened"), ("Mads Kjær", "handed_over")]
    assert answers(pathway, LATER) == "Mads Kjær"
    assert BatonOffer.objects.get().answer == Answer.ACCEPTED
    assert entry(Verb.BATON_ACCEPTED).after == {"holder": str(job(cast, "mads").pk)}


def test_two_things_of_the_same_moment_come_after_each_other(cast, pathway):
    accept(cast, offer(cast, pathway), at=NOW)
    assert [one.period.lower - NOW for one in pathway.holds.order_by("period")] == [
        timedelta(0), timedelta(microseconds=1),
    ]  # fmt: skip


@pytest.mark.parametrize("verb", [accept, decline])
def test_nobody_answers_for_another(cast, pathway, verb):
    made = offer(cast, pathway)
    with pytest.raises(NotHere):
        verb(cast, made, by="lars")


@pytest.mark.parametrize("first", [accept, decline, take_back])
@pytest.mark.parametrize("then", [accept, decline])
def test_what_is_answered_is_answered(cast, pathway, first, then):
    made = offer(cast, pathway)
    first(cast, made)
    with pytest.raises(Refused, match="ikke åbent længere"):
        then(cast, made)


def test_decline_leaves_it_and_is_told(cast, pathway):
    decline(cast, offer(cast, pathway))
    assert holders(pathway) == [("Pia Holm", "opened")]
    assert Message.objects.get(template="baton_declined").to_id == cast.pia.account_id
    assert (BatonOffer.objects.get().answer, BatonOffer.objects.get().answer_words) == (
        Answer.DECLINED,
        "Jeg skal på barsel",
    )
    assert entry(Verb.BATON_DECLINED)


def test_taken_back_can_be_offered_to_another(cast, pathway):
    take_back(cast, offer(cast, pathway))
    assert offer(cast, pathway, to="lars").to.staff == cast.lars
    assert entry(Verb.BATON_OFFER_TAKEN_BACK)


LAPSES = NOW + 4 * DAY


def test_not_accepted_in_time_it_is_the_leaders(cast, pathway):
    made = offer(cast, pathway)
    assert answers(pathway, LAPSES - DAY) == "Pia Holm"
    assert answers(pathway, LAPSES) == "Lars Brandt"
    with pytest.raises(Refused, match="ikke åbent længere"):
        accept(cast, made, at=LAPSES)


def test_what_time_did_is_written_down_as_it_was_derived(cast, pathway):
    offer(cast, pathway)
    assert jobs.settle_all(LAPSES) == 1
    assert jobs.settle_all(LAPSES) == 0
    assert holders(pathway) == [("Pia Holm", "opened"), ("Lars Brandt", "lapsed")]
    assert BatonOffer.objects.get().answer == Answer.LAPSED
    assert entry(Verb.BATON_FELL).after["why"] == "lapsed"
    assert state(pathway, LAPSES) is State.WITH_LEADER


def test_a_move_overtakes_an_offer_and_the_new_leader_has_it(cast, pathway):
    offer(cast, pathway)
    factories.remembered()
    cast.bo.enrolments.update(period=DateRange(TODAY - 100 * DAY, TODAY + DAY))
    factories.enrolment(cast.bo, cast.klasse_3b, TODAY + DAY)
    assert answers(pathway, NOW + DAY) == "Vera Lund"
    jobs.settle(int((NOW + DAY).timestamp()))
    assert holders(pathway)[-1] == ("Vera Lund", "child_moved")
    assert BatonOffer.objects.get().answer == Answer.OVERTAKEN


def test_up_to_the_director_who_passes_it_on_and_reads_nothing(cast, pathway):
    """Solsikken and the district have no leader."""
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    at = NOW + DAY
    jobs.settle_all(at)
    assert answers(pathway, at) == "Dorte Ravn"
    assert offer(cast, pathway, by="dorte", at=at).to.staff == cast.mads
    with pytest.raises(NotHere):
        write(cast, pathway, by="dorte", at=at)
    with pytest.raises(NotHere):
        close(cast, pathway, by="dorte", at=at)


def test_a_leader_who_comes_has_it_from_the_director(cast, pathway):
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    factories.remembered()
    Employment.objects.create(
        staff=cast.mads, unit=cast.solsikken, role=Role.UNIT_LEADER, period=DateRange(TODAY + 9 * DAY, None)
    )
    assert answers(pathway, NOW + 9 * DAY) == "Mads Kjær"
    jobs.settle_all(NOW + 9 * DAY)
    assert [why for _, why in holders(pathway)] == ["opened", "employment_ended", "leader_found"]


def test_who_has_left_accepts_nothing(cast, pathway):
    made = offer(cast, pathway)
    leave(cast, "mads", TODAY + DAY)
    with pytest.raises(NotHere):
        accept(cast, made, at=NOW + DAY)


def test_who_works_in_another_place_now_accepts_nothing(cast, pathway):
    made = offer(cast, pathway)
    leave(cast, "mads", TODAY + DAY)
    factories.remembered()
    Employment.objects.create(staff=cast.mads, unit=cast.nord, role=Role.UNIT_LEADER, period=DateRange(TODAY, None))
    with pytest.raises(Refused, match="ikke ansat dér længere"):
        accept(cast, made, at=NOW + DAY)


def test_who_no_longer_has_the_child_is_not_let_in(cast, open_):
    held = open_("asta")
    made = offer(cast, held, to="peter")
    factories.remembered()
    cast.peter.affiliations.update(period=DateRange(TODAY - 9 * DAY, TODAY))
    with pytest.raises(Refused, match="ikke noget med barnet at gøre"):
        accept(cast, made, by="peter")


def test_a_substitute_answers_and_may_pass_it_on(cast, pathway):
    cover(cast, pathway, first=1, last=5)
    assert [answers(pathway, NOW + days * DAY) for days in (0, 1, 4, 5)] == [
        "Pia Holm", "Mads Kjær", "Mads Kjær", "Pia Holm",
    ]  # fmt: skip
    assert offer(cast, pathway, to="lars", by="mads", at=NOW + DAY).offered_by == cast.mads
    assert entry(Verb.SUBSTITUTE_GIVEN).after["who"] == str(cast.mads.pk)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"who": "pia"}, "sin egen stedfortræder"),
        ({"who": "else_"}, "arbejder med barnet"),
        ({"first": -1}, "Den første dag er gået"),
        ({"first": 400, "last": 401}, "mere end et år frem"),
        ({"last": 0}, "før den første"),
        ({"last": 500}, "et år ad gangen"),
    ],
)
def test_substitute_is_refused(cast, pathway, more, said):
    with pytest.raises(Refused, match=said):
        cover(cast, pathway, **more)
    assert not Substitute.objects.exists()


def test_two_do_not_stand_in_on_the_same_day(cast, pathway):
    cover(cast, pathway)
    with pytest.raises(Refused, match="allerede en stedfortræder"):
        cover(cast, pathway, who="lars", first=6, last=9)
    assert cover(cast, pathway, who="lars", first=7, last=9)


def test_the_substitute_is_taken_back_once(cast, pathway):
    held = cover(cast, pathway)
    end = partial(actions.end_substitute, by=cast.actor("pia"), substitute=held, at=LATER)
    end()
    assert answers(pathway, LATER) == "Pia Holm"
    assert entry(Verb.SUBSTITUTE_ENDED)
    with pytest.raises(Refused, match="allerede taget tilbage"):
        end()


def test_close_lays_the_baton_down_in_that_moment(cast, pathway):
    made = offer(cast, pathway)
    closed = close(cast, pathway)
    assert (closed.closed_at, pathway.holds.get().period.upper) == (LATER, LATER)
    assert BatonOffer.objects.get(pk=made.pk).answer == Answer.OVERTAKEN
    assert entry(Verb.PATHWAY_CLOSED).after == {"because": "goal_reached"}
    assert queries.state_of(closed, None) is State.CLOSED
    for verb in (partial(close, cast, closed), partial(write, cast, closed), partial(accept, cast, made),
                 partial(offer, cast, closed), partial(take_back, cast, made)):  # fmt: skip
        with pytest.raises(Refused, match="afsluttet"):
            verb()


def test_who_only_writes_does_not_close(cast, pathway):
    with pytest.raises(Refused, match="lederen, der kan"):
        close(cast, pathway, by="mads")


def test_an_entry_is_written_by_whoever_has_the_child(cast, pathway):
    made = write(cast, pathway, by="mads")
    assert (made.text, made.by, made.entered_at) == ("Bo lo", cast.mads, LATER)
    assert entry(Verb.PATHWAY_ENTRY_WRITTEN).child_ids == [cast.bo.pk]


@pytest.mark.parametrize(("more", "field"), [({"text": " "}, "text"), ({"happened_on": TODAY + DAY}, "happened_on")])
def test_an_entry_without_words_or_of_tomorrow_is_refused(cast, pathway, more, field):
    with pytest.raises(Refused) as refused:
        write(cast, pathway, **more)
    assert refused.value.field == field
    assert not LogEntry.objects.exists()


def test_what_comes_next_is_replaced_and_the_earlier_stays(cast, pathway):
    before = pathway.nexts.get()
    said = {"by": cast.actor("mads"), "pathway": pathway, "what": "Vi mødes", "on": TODAY, "at": LATER}
    actions.set_next(built_on=before.entered_at, **said)
    assert [one.what for one in NextThing.objects.order_by("entered_at")] == ["Vi taler med Bos mor", "Vi mødes"]
    assert NextThing.objects.get(replaced_at=None).due_on == TODAY
    assert entry(Verb.PATHWAY_NEXT_SET).after == {"on": str(TODAY)}
    with pytest.raises(Refused):
        actions.set_next(built_on=before.entered_at, **said)


def test_a_draft_is_its_writers_own_and_goes(cast, pathway):
    pia = cast.actor("pia")
    for typed in ({"text": "Må"}, {"text": "Måske"}):
        actions.save_pathway_draft(by=pia, pathway=pathway, place="/her/", typed=typed, at=NOW)
    assert queries.draft_of(pia, "/her/").values == {"text": "Måske"}
    assert queries.draft_of(cast.actor("mads"), "/her/") is None
    for _ in range(2):
        actions.drop_pathway_draft(by=pia, child=cast.bo, place="/her/", at=NOW)
    assert not PathwayDraft.objects.exists()


def test_what_has_had_its_time_is_removed_whole(cast, pathway, open_):
    open_("asta")
    offer(cast, pathway)
    cover(cast, pathway)
    write(cast, pathway)
    close(cast, pathway)
    actions.save_draft_to_open(by=cast.actor("pia"), child=cast.carla, place="/her/", typed={"what": "M"}, at=NOW)
    six = NOW + timedelta(days=366 * 6)
    assert jobs.remove_outdated(NOW + DAY, years=5) == {"pathways": 0, "drafts": 0}
    assert jobs.remove_outdated(six, years=5) == {"pathways": 1, "drafts": 1}
    assert [one.child for one in Pathway.objects.all()] == [cast.asta]
    jobs.tidy(int(six.timestamp()))
    assert Entry.objects.filter(verb=Verb.PATHWAYS_REMOVED).count() == 2


def at_once(*verbs):
    """Each on a connection of its own, begun in the same moment; what they were told."""
    together, told = Barrier(len(verbs)), []

    def go(verb):
        try:
            together.wait()
            verb()
        except (Refused, NotHere) as refused:
            told.append(refused)
        finally:
            connections.close_all()

    threads = [Thread(target=go, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def never_nobody(pathway):
    held = list(Hold.objects.filter(pathway=pathway).order_by("period"))
    assert [one.period.upper for one in held[:-1]] == [one.period.lower for one in held[1:]]
    assert held[0].period.lower == pathway.opened_at
    assert held[-1].period.upper == Pathway.objects.get(pk=pathway.pk).closed_at


def settle(_, made):
    return jobs.settle_all(LAPSES)


def close_as_leader(cast, made):
    return close(cast, made.pathway, by="lars")


RACES = {
    "accept and accept": (accept, accept, 1),
    "accept and decline": (accept, decline, 1),
    "accept and take back": (accept, take_back, 1),
    "decline and take back": (decline, take_back, 1),
    "accept and close": (accept, close_as_leader, None),
    "accept as it lapses": (partial(accept, at=LAPSES), settle, 1),
    "settle and settle": (settle, settle, 0),
    "take back and offer anew": (
        take_back, lambda cast, made: offer(cast, made.pathway, to="lars", by="lars", at=LATER), None,
    ),
}  # fmt: skip


@pytest.mark.parametrize(("first", "second", "refused"), RACES.values(), ids=list(RACES))
def test_two_at_once_leave_one_holder(committed, cast, pathway, first, second, refused):
    made = offer(cast, pathway)
    told = at_once(partial(first, cast, made), partial(second, cast, made))
    never_nobody(pathway)
    assert BatonOffer.objects.filter(answered_at=None).count() <= 1
    if refused is not None:
        assert len(told) == refused


def test_two_who_open_at_once_open_one(committed, cast, open_):
    assert len(at_once(partial(open_, by="pia"), partial(open_, by="mads"))) == 1
    never_nobody(Pathway.objects.get())
