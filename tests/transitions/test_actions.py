"""What may be done with a handover: the changed row, the entry in the log, and that a refusal leaves nothing behind."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections

from samspor.access.actor import Actor
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.concerns import api as concerns
from samspor.concerns.models import HardStop
from samspor.concerns.rules.stops import Answer, Route, StopKind
from samspor.messages.models import Message
from samspor.people import api as people
from samspor.people.rules import LeftReason
from samspor.transitions import actions, queries
from samspor.transitions.instrument import shipped
from samspor.transitions.models import (
    ChildAnswer,
    Delivery,
    Handover,
    HandoverLink,
    ParentAnswer,
    SentField,
    Wording,
)
from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.sending import MOST_MISSES, State
from samspor.transitions.rules.words import Basis, Choice, GivenBy, Kind, Said, Use, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.transitions.conftest import PURPOSE, STARTS, answered, choose, field, now, send, shown

LATER = NOW + timedelta(hours=1)
DAY = timedelta(days=1)
STOP = {StopKind.VIOLENCE: Answer.YES, StopKind.HONOUR: Answer.NO}


def entry(verb):
    return Entry.objects.get(verb=verb)


def stop(cast, child="bo", by="lars"):
    concerns.start_concern(
        by=cast.actor(by), child=cast.members[child], worries="Fortalte om slag", observed_on=TODAY, answers=STOP,
        at=NOW,
    )  # fmt: skip


def parent(guardian):
    return Actor(id=guardian.pk, name="En forælder", on=TODAY)


def test_begin_makes_every_field_and_chooses_none(cast, handover):
    assert (handover.from_unit, handover.to_unit, handover.to_place) == (cast.solsikken, cast.aaskolen, None)
    template = shipped()[Kind.DAYCARE_TO_SCHOOL]
    assert [one.field.key for one in now(handover).fields] == [one.key for one in template.fields]
    assert {one.state for one in now(handover).fields} == {FieldState.UNDECIDED}
    assert now(handover).state is State.PREPARING
    assert not Wording.objects.exists()
    assert entry(Verb.HANDOVER_BEGUN).child_ids == [cast.bo.pk]


def test_a_municipality_may_ask_consent_for_everything(begin):
    assert {one.basis for one in begin().fields.all()} == {Basis.CONSENT, Basis.GUIDELINES}
    assert {one.basis for one in begin("asta", always_consent=True).fields.all()} == {Basis.CONSENT}


@pytest.mark.parametrize("name", ["else_", "vera", "tine", "ali", "olga", "sara", "peter", "henrik"])
def test_nobody_else_begins(cast, begin, name):
    with pytest.raises(NotHere):
        begin(by=name)
    assert not Handover.objects.exists()


def test_broken_glass_begins_nothing(cast, begin):
    people.open_emergency_access(by=cast.actor("vera"), child=cast.bo, reason="Skolen har ringet om ham nu.", at=NOW)
    with pytest.raises(NotHere):
        begin(by="vera")


@pytest.mark.parametrize(
    ("more", "kind", "said", "named"),
    [
        ({"to_unit": "none"}, Kind.DAYCARE_TO_SCHOOL, "Vælg det sted", "to_unit"),
        ({"to_unit": "elverhoej"}, Kind.DAYCARE_TO_SCHOOL, "passe til", "to_unit"),
        ({"to_unit": "solsikken"}, Kind.BETWEEN_UNITS, "hos jer i forvejen", "to_unit"),
        ({}, Kind.HEALTH_TO_DAYCARE, "begynder et andet sted", "kind"),
        ({"to_place": " "}, Kind.OUT_OF_MUNICIPALITY, "Skriv, hvor", "to_place"),
        ({"purpose": "Hej"}, Kind.OUT_OF_MUNICIPALITY, "med en sætning", "purpose"),
        ({"starts_on": TODAY + timedelta(days=731)}, Kind.OUT_OF_MUNICIPALITY, "langt væk", "starts_on"),
        ({"starts_on": TODAY - timedelta(days=731)}, Kind.OUT_OF_MUNICIPALITY, "langt væk", "starts_on"),
    ],
)
def test_begin_with_what_can_not_be(cast, begin, more, kind, said, named):
    if "to_unit" in more:
        more = more | {"to_unit": None if more["to_unit"] == "none" else cast.members[more["to_unit"]]}
    with pytest.raises(Refused, match=said) as refused:
        begin("bo", kind, **more)
    assert refused.value.field == named
    assert not Handover.objects.exists()


def test_a_child_that_has_left_is_not_handed_over(cast, begin):
    on, gone = TODAY + DAY, LeftReason.MOVED_AWAY
    people.leave_municipality(by=cast.actor("lars"), child=cast.asta, on=on, reason=gone, at=NOW)
    begin("asta", Kind.OUT_OF_MUNICIPALITY)
    with pytest.raises(NotHere):
        actions.begin_handover(
            by=cast.actor("lars", NOW + 2 * DAY), child=cast.asta, template=shipped()[Kind.OUT_OF_MUNICIPALITY],
            to_unit=None, to_place="Aarhus", purpose=PURPOSE, starts_on=STARTS, always_consent=False, at=NOW + 2 * DAY,
        )  # fmt: skip


def test_who_is_nobody_at_work_begins_nothing(cast, handover):
    with pytest.raises(NotHere):
        queries.me(replace(cast.actor("pia"), id=cast.bo.pk))
    with pytest.raises(Refused, match="ikke ansat"):
        queries.sending_unit(replace(cast.actor("pia"), on=TODAY - timedelta(days=9999), grants=()), cast.bo)
    assert str(handover) == str(handover.pk)


def test_the_health_visitor_begins_from_her_own_unit(cast, begin):
    made = begin("bo", Kind.HEALTH_TO_DAYCARE, by="anna", to_unit=cast.elverhoej)
    assert made.from_unit == cast.sundhedsplejen
    assert not queries.handovers_visible_to(cast.actor("pia")).exists()
    assert list(queries.handovers_visible_to(cast.actor("anna"))) == [made]


def test_a_field_is_chosen_with_its_own_purpose(cast, handover):
    made = choose(cast, handover, "good_at", "Bygger høje tårne", purpose="At han bliver glad")
    assert (made.choice, made.purpose, made.chosen_by, made.chosen_at) == (
        Choice.CHOSEN, "At han bliver glad", cast.pia, NOW,
    )  # fmt: skip
    assert shown(handover, "good_at").wording.text == "Bygger høje tårne"
    assert entry(Verb.HANDOVER_FIELD_WRITTEN).after == {"field": "good_at", "choice": "chosen"}
    assert now(handover).state is State.PREPARING


@pytest.mark.parametrize(
    ("more", "said"),
    [({"text": " "}, "Skriv, hvad der skal gives videre"), ({"purpose": ""}, "med en sætning"),
     ({"built_on": uuid4()}, "En kollega har skrevet")],
)  # fmt: skip
def test_a_field_without_words_or_purpose_is_refused(cast, handover, more, said):
    with pytest.raises(Refused, match=said):
        choose(cast, handover, "good_at", **more)
    assert not Wording.objects.exists()


def test_two_who_write_at_once_do_not_write_over_each_other(cast, handover):
    choose(cast, handover, "good_at", "Først")
    with pytest.raises(Refused, match="imens"):
        choose(cast, handover, "good_at", "Bagefter", built_on=None, by="mads")
    assert shown(handover, "good_at").wording.text == "Først"


def test_left_out_keeps_the_words_for_oneself(cast, handover):
    choose(cast, handover, "good_at", "Bygger")
    choose(cast, handover, "good_at", "Bygger, mest alene", choice=Choice.LEFT_OUT)
    assert shown(handover, "good_at").wording.text == "Bygger, mest alene"
    assert shown(handover, "good_at").state is FieldState.LEFT_OUT
    assert now(handover).goes == []


def test_parents_answer_field_by_field(cast, ready):
    assert shown(ready, "good_at").state is FieldState.AGREED
    assert shown(ready, "attention").state is FieldState.DECLINED
    assert now(ready).state is State.PARTLY
    one = ParentAnswer.objects.get(said=Said.YES)
    assert (one.guardian, one.way, one.said_on, one.expires_on, one.recorded_by) == (
        cast.mor, "meeting", TODAY, TODAY + timedelta(days=180), cast.pia,
    )  # fmt: skip
    assert one.wording == shown(ready, "good_at").wording
    after = entry(Verb.HANDOVER_ANSWERED).after
    assert after == {"guardian": str(cast.mor.pk), "way": "meeting", "fields": ["attention", "good_at"]}


def test_two_with_custody_must_both_say_yes(cast, handover, far):
    choose(cast, handover, "good_at")
    choose(cast, handover, "practical")
    answered(cast, handover, cast.mor, {"good_at": Said.YES, "practical": Said.YES})
    assert shown(handover, "good_at").state is FieldState.ASKING
    assert shown(handover, "practical").state is FieldState.AGREED
    assert now(handover).state is State.WITH_PARENTS
    answered(cast, handover, far, {"good_at": Said.YES})
    assert now(handover).state is State.READY
    answered(cast, handover, far, {"practical": Said.NO}, at=LATER)
    assert shown(handover, "practical").state is FieldState.DECLINED


def test_nobody_without_custody_is_asked_or_counted(cast, handover):
    uncle = factories.guardian(cast.bo, "Onkel Per", custody=False)
    choose(cast, handover, "good_at")
    with pytest.raises(Refused, match="forældremyndigheden"):
        answered(cast, handover, uncle, {"good_at": Said.YES})
    with pytest.raises(Refused, match="forældremyndigheden"):
        actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=uncle, at=NOW)
    assert not ParentAnswer.objects.exists()


def test_another_childs_parent_is_nobody_here(cast, begin):
    held = begin("asta")
    choose(cast, held, "good_at")
    with pytest.raises(Refused, match="forældremyndigheden"):
        answered(cast, held, cast.mor, {"good_at": Said.YES})


def test_without_anybody_with_custody_nothing_goes(cast, begin):
    held = begin("asta")
    choose(cast, held, "good_at")
    assert shown(held, "good_at").state is FieldState.ASKING
    with pytest.raises(Refused, match="ikke noget, som må sendes"):
        send(cast, held)


@pytest.mark.parametrize("who", ["child", "adult"])
def test_who_lives_elsewhere_is_not_shown_where_a_protected_child_goes(cast, handover, far, who):
    factories.remembered()
    one = cast.bo if who == "child" else cast.mor
    one.protected_until = TODAY + timedelta(days=100)
    one.save()
    choose(cast, handover, "good_at")
    for way in (
        lambda: answered(cast, handover, far, {"good_at": Said.YES}),
        lambda: actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=far, at=NOW),
    ):
        with pytest.raises(Refused, match="adresse er beskyttet"):
            way()
    answered(cast, handover, cast.mor, {"good_at": Said.YES})  # she lives with him
    assert shown(handover, "good_at").state is FieldState.ASKING


def test_a_link_made_before_the_protection_closes(cast, handover, far):
    choose(cast, handover, "good_at")
    link = actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=far, at=NOW)
    me = parent(far)
    assert actions.open_handover_link(by=me, link=link, code=queries.code_of(link), at=NOW) is not None
    factories.remembered()
    cast.bo.protected_until = TODAY + timedelta(days=100)
    cast.bo.save()
    assert actions.open_handover_link(by=me, link=link, code=queries.code_of(link), at=NOW) is None


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"said_on": TODAY + DAY}, "fremtiden"), ({"said_on": TODAY - DAY}, "før overleveringen"),
        ({"until": TODAY - DAY}, "så længe"), ({"until": TODAY + timedelta(days=181)}, "så længe"),
        ({"seen": "noget andet"}, "Noget er ændret"), ({"way": Way.LINK}, "svarer forælderen selv"),
    ],
)  # fmt: skip
def test_an_answer_that_can_not_be(cast, handover, more, said):
    choose(cast, handover, "good_at")
    with pytest.raises(Refused, match=said):
        answered(cast, handover, cast.mor, {"good_at": Said.YES}, **more)
    assert not ParentAnswer.objects.exists()


def test_an_empty_answer_says_so(cast, handover):
    choose(cast, handover, "good_at")
    with pytest.raises(Refused, match="mindst ét felt"):
        answered(cast, handover, cast.mor, {})


def test_a_field_that_was_not_asked_about_is_nobodys_to_answer(cast, handover, begin):
    choose(cast, handover, "good_at")
    other = begin("egon")
    for key in (field(handover, "friends").pk, field(other, "good_at").pk, uuid4()):
        with pytest.raises(NotHere):
            actions.record_parents_answer(
                by=cast.actor("pia"), handover=handover, guardian=cast.mor, way=Way.PHONE, said_on=TODAY, until=TODAY,
                longest=TODAY, answers={key: Said.YES}, words=None, seen=now(handover).seen, at=NOW,
            )  # fmt: skip
    with pytest.raises(NotHere):
        answered(cast, handover, cast.mor, {"good_at": Said.WITHDRAWN})


@pytest.mark.parametrize("what", ["text", "purpose", "place", "aim"])
def test_what_is_changed_after_a_yes_is_asked_again(cast, ready, what):
    if what == "text":
        choose(cast, ready, "good_at", "Bygger høje tårne og synger")
    elif what == "purpose":
        choose(cast, ready, "good_at", "Bygger høje tårne", purpose="Til noget helt andet")
    else:
        actions.aim_handover(
            by=cast.actor("pia"), handover=ready, template=shipped()[Kind.DAYCARE_TO_SCHOOL], to_place="",
            to_unit=cast.sydskolen if what == "place" else cast.aaskolen, starts_on=STARTS,
            purpose=PURPOSE if what == "place" else "At skolen kan lægge hold.", at=LATER,
        )  # fmt: skip
    assert shown(ready, "good_at").state is FieldState.CHANGED
    assert now(ready).state is State.WITH_PARENTS
    answered(cast, ready, cast.mor, {"good_at": Said.YES}, at=LATER + DAY)
    assert shown(ready, "good_at").state is FieldState.AGREED


def test_another_day_is_no_other_consent(cast, ready):
    actions.aim_handover(
        by=cast.actor("pia"), handover=ready, template=shipped()[Kind.DAYCARE_TO_SCHOOL], to_place="",
        to_unit=cast.aaskolen, starts_on=STARTS + DAY, purpose=PURPOSE, at=LATER,
    )  # fmt: skip
    assert shown(ready, "good_at").state is FieldState.AGREED
    assert Handover.objects.get().starts_on == STARTS + DAY


def test_the_same_words_saved_again_are_the_same_consent(cast, ready):
    choose(cast, ready, "good_at", "Bygger høje tårne", purpose="At det gode fortsætter.")
    assert shown(ready, "good_at").state is FieldState.AGREED


def test_a_consent_runs_out_and_is_asked_again(cast, ready):
    last = TODAY + timedelta(days=180)
    assert now(ready, last).state is State.PARTLY
    assert shown(ready, "good_at", last + DAY).state is FieldState.EXPIRED
    assert now(ready, last + DAY).state is State.EXPIRED
    with pytest.raises(Refused, match="ikke noget, som må sendes"):
        send(cast, ready, at=NOW + timedelta(days=181))
    answered(cast, ready, cast.mor, {"good_at": Said.YES}, at=NOW + timedelta(days=181))
    assert now(ready, last + DAY).state is State.PARTLY


def test_a_no_to_everything_sends_nothing(cast, handover):
    choose(cast, handover, "good_at")
    answered(cast, handover, cast.mor, {"good_at": Said.NO})
    assert now(handover).state is State.REFUSED
    with pytest.raises(Refused, match="ikke noget, som må sendes"):
        send(cast, handover)
    assert not Delivery.objects.exists()


def test_parents_write_under_their_own_name(cast, handover, far):
    choose(cast, handover, "parents", "")
    assert not now(handover).asked
    answered(cast, handover, cast.mor, {}, words="  Hun elsker at synge  ")
    answered(cast, handover, far, {}, words="Han sover bedst med lys")
    held = shown(handover, "parents")
    assert {one.guardian.name: one.text for one in held.own_words} == {
        "Lone Øster": "  Hun elsker at synge  ", "Ove Øster": "Han sover bedst med lys",
    }  # fmt: skip
    assert held.state is FieldState.AGREED
    made = send(cast, handover)
    assert [(one.guardian.name, one.text) for one in made.sent_fields.order_by("pk").order_by("guardian__name")] == [
        ("Lone Øster", "  Hun elsker at synge  "), ("Ove Øster", "Han sover bedst med lys"),
    ]  # fmt: skip


def test_own_words_are_taken_out_again(cast, handover):
    choose(cast, handover, "parents", "")
    answered(cast, handover, cast.mor, {}, words="Hun synger")
    answered(cast, handover, cast.mor, {}, words=" ", at=LATER)
    assert shown(handover, "parents").state is FieldState.UNWRITTEN
    with pytest.raises(Refused, match="mindst ét felt"):
        answered(cast, handover, cast.mor, {}, words="", at=LATER)


def test_words_where_parents_were_not_to_write_are_nobodys(cast, handover):
    choose(cast, handover, "good_at")
    with pytest.raises(NotHere):
        answered(cast, handover, cast.mor, {"good_at": Said.YES}, words="Hej")


def hear(cast, handover, *, says_yes=True, **more):
    held = shown(handover, "child")
    said = {"words": "Ja, de må godt", "asked_on": TODAY, "wording": held.wording.pk, "at": NOW} | more
    return actions.hear_child(by=cast.actor("pia"), field=held.field, says_yes=says_yes, **said)


def test_the_childs_page_goes_only_with_the_childs_yes(cast, handover):
    choose(cast, handover, "child", "Jeg kan godt lide klodser")
    assert shown(handover, "child").state is FieldState.UNHEARD
    assert now(handover).asked == []  # the parents are not shown it before
    made = hear(cast, handover)
    assert (made.asked_by, made.asked_on, made.words) == (cast.pia, TODAY, "Ja, de må godt")
    assert shown(handover, "child").state is FieldState.ASKING
    answered(cast, handover, cast.mor, {"child": Said.YES})
    assert now(handover).state is State.READY
    hear(cast, handover, says_yes=False, words="Nej alligevel", at=LATER)
    assert shown(handover, "child").state is FieldState.CHILD_NO
    with pytest.raises(Refused, match="ikke noget, som må sendes"):
        send(cast, handover)


def test_the_childs_yes_is_to_these_words(cast, handover):
    choose(cast, handover, "child", "Jeg kan godt lide klodser")
    hear(cast, handover)
    choose(cast, handover, "child", "Jeg kan godt lide klodser, og jeg er bange for hunde")
    assert shown(handover, "child").state is FieldState.UNHEARD


@pytest.mark.parametrize(
    ("more", "said"),
    [({"words": " "}, "hvad barnet svarede"), ({"asked_on": TODAY + DAY}, "fremtiden"),
     ({"wording": uuid4()}, "imens")],
)  # fmt: skip
def test_a_childs_answer_that_can_not_be(cast, handover, more, said):
    choose(cast, handover, "child", "Jeg kan godt lide klodser")
    with pytest.raises(Refused, match=said):
        hear(cast, handover, **more)
    assert not ChildAnswer.objects.exists()


def test_only_the_childs_own_field_is_heard_about(cast, handover):
    held = choose(cast, handover, "good_at")
    with pytest.raises(NotHere):
        actions.hear_child(
            by=cast.actor("pia"), field=held, says_yes=True, words="Ja", asked_on=TODAY,
            wording=shown(handover, "good_at").wording.pk, at=NOW,
        )  # fmt: skip


def test_send_freezes_exactly_what_was_agreed_to(cast, ready):
    made = send(cast, ready)
    one = made.sent_fields.get()
    assert (one.key, one.heading, one.text, one.purpose) == (
        "good_at", "Det, barnet er god til og glad for", "Bygger høje tårne", "At det gode fortsætter.",
    )  # fmt: skip
    assert (made.unit, made.sent_by, made.sent_at) == (cast.aaskolen, cast.pia, NOW)
    assert entry(Verb.HANDOVER_SENT).after == {"unit": str(cast.aaskolen.pk), "fields": ["good_at"]}
    assert now(ready).state is State.SENT
    with pytest.raises(Refused, match="er sendt"):
        choose(cast, ready, "good_at", "Noget nyt")
    assert SentField.objects.get().text == "Bygger høje tårne"


def test_the_leader_there_is_told_without_a_name(cast, begin):
    held = begin(to_unit=cast.sydskolen)
    choose(cast, held, "good_at")
    answered(cast, held, cast.mor, {"good_at": Said.YES})
    send(cast, held)
    message = Message.objects.get()
    assert (message.to, message.template) == (cast.vera.account, "handover_sent")


def test_what_was_changed_while_one_looked_is_not_sent(cast, ready):
    seen = now(ready).stands
    choose(cast, ready, "good_at", "Bygger høje tårne, men kun alene")
    with pytest.raises(Refused, match="Noget er ændret"):
        send(cast, ready, seen=seen)


def test_a_yes_taken_back_while_one_looked_is_not_sent(cast, ready):
    seen = now(ready).stands
    withdraw(cast, ready, ["good_at"])
    with pytest.raises(Refused, match="Noget er ændret"):
        send(cast, ready, seen=seen)
    assert not Delivery.objects.exists()


def test_it_is_sent_once(cast, ready):
    send(cast, ready)
    with pytest.raises(Refused, match="er sendt"):
        send(cast, ready, by="mads")
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("name", ["tine", "else_", "anna", "ali", "sara"])
def test_nobody_else_goes_on_with_it(cast, ready, name):
    for act in (
        lambda: send(cast, ready, by=name), lambda: choose(cast, ready, "good_at", "Nyt", by=name),
        lambda: answered(cast, ready, cast.mor, {"good_at": Said.NO}, by=name),
        lambda: actions.make_handover_link(by=cast.actor(name), handover=ready, guardian=cast.mor, at=NOW),
        lambda: actions.take_back(by=cast.actor(name), handover=ready, at=NOW),
        lambda: actions.end_handover(by=cast.actor(name), handover=ready, reason="Det er ikke nødvendigt", at=NOW),
    ):  # fmt: skip
        with pytest.raises(NotHere):
            act()


def test_taken_back_before_it_is_opened_it_has_not_been_there(cast, ready, sent):
    assert list(queries.received_by(cast.actor("tine"))) == [sent]
    actions.take_back(by=cast.actor("pia"), handover=ready, at=LATER)
    assert queries.received_by(cast.actor("tine")) == []
    with pytest.raises(NotHere):
        actions.open_delivery(by=cast.actor("tine"), delivery=sent, at=LATER)
    assert now(ready).state is State.PARTLY
    with pytest.raises(Refused, match="ikke sendt"):
        actions.take_back(by=cast.actor("pia"), handover=ready, at=LATER)
    send(cast, ready, at=LATER)
    assert Delivery.objects.count() == 2


def test_once_opened_it_stays(cast, ready, sent):
    actions.open_delivery(by=cast.actor("tine"), delivery=sent, at=LATER)
    actions.open_delivery(by=cast.actor("tine"), delivery=sent, at=LATER + DAY)
    assert Delivery.objects.get().opened_at == LATER
    with pytest.raises(Refused, match="åbnet hos modtageren"):
        actions.take_back(by=cast.actor("pia"), handover=ready, at=LATER)


@pytest.mark.parametrize("name", ["pia", "lars", "vera", "else_", "ali", "sara", "anna"])
def test_only_the_receiving_unit_reads(cast, sent, name):
    for act in (actions.open_delivery, actions.confirm_read):
        with pytest.raises(NotHere):
            act(by=cast.actor(name), delivery=sent, at=LATER)
    assert queries.received_by(cast.actor(name)) == []


def test_the_receiver_sees_the_handover_and_not_the_child(cast, sent):
    tine = cast.actor("tine")
    assert not people.children_visible_to(tine).filter(pk=cast.bo.pk).exists()
    assert [one.handover.child for one in queries.received_by(tine)] == [cast.bo]
    assert not queries.handovers_visible_to(tine).exists()


def test_reading_is_confirmed_once(cast, read):
    assert (read.read_by, read.opened_at) == (cast.tine, read.read_at)
    assert now(read.handover).state is State.READ
    assert entry(Verb.HANDOVER_READ).actor_name == "Tine Skov"
    with pytest.raises(Refused, match="allerede bekræftet"):
        actions.confirm_read(by=cast.actor("tine"), delivery=read, at=LATER)


def say(cast, delivery, use=Use.USEFUL, words="Vi begyndte med klodserne", **more):
    keys = more.pop("keys", [one.pk for one in delivery.sent_fields.all()])
    uses = dict.fromkeys(keys, (use, words))
    return actions.say_what_was_useful(by=cast.actor("tine"), delivery=delivery, uses=uses, at=LATER + 42 * DAY)


def test_after_some_weeks_the_receiver_says_what_was_useful(cast, read):
    say(cast, read)
    one = SentField.objects.get()
    assert (one.use, one.use_words) == ("useful", "Vi begyndte med klodserne")
    assert now(read.handover).state is State.ANSWERED
    message = Message.objects.get()
    assert (message.to, message.template) == (cast.pia.account, "handover_use_said")
    with pytest.raises(Refused, match="allerede svaret"):
        say(cast, read)


def test_of_a_sender_who_has_no_account_the_leader_is_told(cast, read):
    factories.remembered()
    cast.pia.account = None
    cast.pia.save()
    say(cast, read)
    assert Message.objects.get(template="handover_use_said").to_id == cast.lars.account_id


def test_use_is_said_about_what_was_sent_and_read(cast, sent):
    with pytest.raises(Refused, match="Bekræft først"):
        say(cast, sent)
    read = actions.confirm_read(by=cast.actor("tine"), delivery=sent, at=LATER)
    with pytest.raises(Refused, match="mindst ét felt"):
        say(cast, read, keys=[])
    with pytest.raises(NotHere):
        say(cast, read, keys=[uuid4()])


def withdraw(cast, handover, keys, *, by="pia", at=LATER, **more):
    fields = [field(handover, key).pk for key in keys]
    said = {"guardian": cast.mor, "fields": fields, "way": Way.PHONE, "said_on": at.date()} | more
    return actions.withdraw_consent(by=cast.actor(by), handover=handover, at=at, **said)


def test_a_consent_taken_back_before_it_is_opened_leaves_no_trace(cast, ready, sent):
    withdraw(cast, ready, ["good_at"])
    assert SentField.objects.get().withdrawn_at == LATER
    assert queries.received_by(cast.actor("tine")) == []
    assert now(ready).state is State.WITHDRAWN
    assert not Message.objects.filter(template="handover_withdrawn").exists()


def test_a_consent_taken_back_after_it_is_read_is_told(cast, read):
    withdraw(cast, read.handover, ["good_at"], at=LATER + 2 * DAY)
    assert queries.received_by(cast.actor("tine")) == [read]
    message = Message.objects.get()
    assert (message.to, message.template) == (cast.tine.account, "handover_withdrawn")
    assert entry(Verb.HANDOVER_WITHDRAWN).after["fields"] == ["good_at"]
    with pytest.raises(Refused, match="trukket tilbage imens"):
        say(cast, read)


def test_own_words_are_taken_back_also_after_sending(cast, handover, far):
    choose(cast, handover, "parents", "")
    for one, words in ((cast.mor, "Hun synger"), (far, "Han sover")):
        answered(cast, handover, one, {}, words=words)
    send(cast, handover)
    withdraw(cast, handover, ["parents"])
    left = SentField.objects.filter(withdrawn_at=None).get()
    assert left.guardian == far


@pytest.mark.parametrize(
    ("more", "said"),
    [({"fields": []}, "Vælg det"), ({"fields": [uuid4()]}, "Vælg det"), ({"said_on": TODAY + DAY}, "den dag"),
     ({"said_on": TODAY - DAY}, "den dag")],
)  # fmt: skip
def test_a_withdrawal_that_can_not_be(cast, ready, more, said):
    with pytest.raises(Refused, match=said):
        withdraw(cast, ready, ["good_at"], **more)
    with pytest.raises(Refused, match="Vælg det"):
        withdraw(cast, ready, ["friends"])  # nobody has written anything there
    with pytest.raises(Refused, match="forældremyndigheden"):
        withdraw(cast, ready, ["good_at"], guardian=factories.guardian(cast.bo, "Onkel Per", custody=False))
    with pytest.raises(NotHere):
        withdraw(cast, ready, ["good_at"], way=Way.LINK)


def test_a_withdrawn_yes_stays_withdrawn_until_it_is_said_again(cast, ready):
    withdraw(cast, ready, ["good_at"])
    assert shown(ready, "good_at").state is FieldState.WITHDRAWN
    choose(cast, ready, "good_at", "Bygger tårne")
    assert shown(ready, "good_at").state is FieldState.WITHDRAWN
    answered(cast, ready, cast.mor, {"good_at": Said.YES}, at=LATER + DAY)
    assert shown(ready, "good_at").state is FieldState.AGREED


def test_out_of_the_municipality_it_is_handed_over_on_paper(cast, begin):
    held = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    choose(cast, held, "good_at")
    answered(cast, held, cast.mor, {"good_at": Said.YES})
    with pytest.raises(Refused, match="Modtageren er ikke i Samspor"):
        send(cast, held)
    given = {"by": cast.actor("pia"), "handover": held, "seen": now(held).stands, "given_by": GivenBy.BY_HAND}
    for on, said in ((TODAY + DAY, "fremtiden"), (TODAY - DAY, "før forældrene sagde ja")):
        with pytest.raises(Refused, match=said):
            actions.give_handover(given_on=on, at=NOW, **given)
    made = actions.give_handover(given_on=TODAY, at=NOW, **given)
    assert (made.unit, made.given_by, made.given_on) == (None, "by_hand", TODAY)
    assert now(held).state is State.SENT
    assert not Message.objects.exists()
    with pytest.raises(Refused, match="ikke sendt"):
        actions.take_back(by=cast.actor("pia"), handover=held, at=NOW)


def test_to_another_unit_it_is_not_given_on_paper(cast, ready):
    with pytest.raises(Refused, match="Modtageren er i Samspor"):
        actions.give_handover(
            by=cast.actor("pia"), handover=ready, seen=now(ready).stands, given_by=GivenBy.BY_HAND, given_on=TODAY,
            at=NOW,
        )  # fmt: skip


def test_ended_without_sending_says_why(cast, ready):
    with pytest.raises(Refused, match="hvorfor"):
        actions.end_handover(by=cast.actor("pia"), handover=ready, reason="Nej", at=NOW)
    ended = actions.end_handover(by=cast.actor("pia"), handover=ready, reason="De vil hellere selv fortælle", at=NOW)
    assert (ended.ended_by, ended.ended_because) == (cast.pia, "De vil hellere selv fortælle")
    assert now(ready).state is State.ENDED
    with pytest.raises(Refused, match="lukket uden"):
        send(cast, ready)


def outgoing(cast, handover, paper):
    """Every action of the room by which something would reach the parents."""
    pia = cast.actor("pia")
    return {
        Route.HANDOVER_LINK: lambda: actions.make_handover_link(
            by=pia, handover=handover, guardian=cast.mor, at=NOW
        ),
        Route.HANDOVER_TALK: lambda: answered(cast, handover, cast.mor, {"good_at": Said.YES}),
        Route.HANDOVER_PRINT: lambda: actions.give_handover(
            by=pia, handover=paper, seen=now(paper).stands, given_by=GivenBy.BY_PARENTS, given_on=TODAY, at=NOW
        ),
    }  # fmt: skip


@pytest.mark.parametrize("route", [Route.HANDOVER_LINK, Route.HANDOVER_TALK, Route.HANDOVER_PRINT])
def test_a_stop_holds_every_way_to_the_parents(cast, ready, begin, route):
    paper = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    choose(cast, paper, "good_at")
    answered(cast, paper, cast.mor, {"good_at": Said.YES})
    stop(cast)
    way = outgoing(cast, ready, paper)[route]
    with pytest.raises(Refused, match="Ring til børnehandleren"):
        way()
    people.affiliate(
        by=cast.actor("lars"), child=cast.bo, staff=cast.sara, reason="Sag", starts_on=TODAY, ends_on=None, at=NOW
    )
    concerns.lift_stop(
        by=cast.actor("sara"), stop=HardStop.objects.get(), reason="Forældrene er hørt, og barnet er trygt.", at=NOW
    )
    way()


def opened(cast, link, code=None, at=NOW, guardian=None):
    by = parent(guardian or cast.mor)
    return actions.open_handover_link(by=by, link=link, code=code or queries.code_of(link), at=at)


def test_a_link_opens_with_its_code_for_a_fortnight(cast, link, handover):
    assert now(handover).state is State.WITH_PARENTS
    assert queries.link_behind(queries.token_of(link)) == link.pk
    assert queries.link_behind("forfalsket") is None
    assert opened(cast, link).handover == handover
    assert opened(cast, link, at=NOW + timedelta(days=14)) is not None
    assert opened(cast, link, at=NOW + timedelta(days=15)) is None
    assert entry_count(Verb.HANDOVER_LINK_OPENED) == 2


def entry_count(verb):
    return Entry.objects.filter(verb=verb).count()


def test_wrong_codes_close_the_link(cast, link):
    for _ in range(MOST_MISSES):
        assert opened(cast, link, code="nej") is None
    assert opened(cast, link) is None
    assert entry_count(Verb.HANDOVER_CODE_MISSED) == MOST_MISSES


def test_a_stop_closes_the_link_and_tells_nothing(cast, link):
    stop(cast)
    assert opened(cast, link) is None


def test_a_new_link_closes_the_one_before(cast, link, handover):
    again = actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=cast.mor, at=LATER)
    assert opened(cast, link) is None
    assert opened(cast, again) is not None
    actions.revoke_handover_link(by=cast.actor("pia"), link=again, at=LATER)
    actions.revoke_handover_link(by=cast.actor("pia"), link=again, at=LATER)
    assert opened(cast, again) is None
    assert HandoverLink.objects.filter(revoked_at=None).count() == 0
    assert entry_count(Verb.HANDOVER_LINK_REVOKED) == 2


def test_no_link_to_an_empty_page(cast, handover):
    with pytest.raises(Refused, match="ikke noget at vise"):
        actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=cast.mor, at=NOW)


def by_link(cast, link, answers, **more):
    handover = link.handover
    said = {
        "code": queries.code_of(link), "words": None, "until": TODAY + timedelta(days=180), "at": LATER,
        "seen": now(handover).seen, "answers": {field(handover, key).pk: one for key, one in answers.items()},
    } | more  # fmt: skip
    return actions.answer_handover_link(by=parent(cast.mor), link=link, **said)


def test_a_parent_answers_and_writes_by_the_link(cast, link, handover):
    by_link(cast, link, {"good_at": Said.YES}, words="Hun synger i bilen")
    one = ParentAnswer.objects.get()
    assert (one.way, one.recorded_by, one.said_on) == ("link", None, TODAY)
    assert now(handover).state is State.READY
    own = shown(handover, "parents").own_words[0]
    assert (own.guardian, own.by, own.text) == (cast.mor, None, "Hun synger i bilen")


def test_a_link_that_closed_meanwhile_answers_nothing(cast, link, handover):
    with pytest.raises(Refused, match="lukket imens"):
        by_link(cast, link, {"good_at": Said.YES}, code="000")
    actions.revoke_handover_link(by=cast.actor("pia"), link=link, at=NOW)
    with pytest.raises(Refused, match="lukket imens"):
        by_link(cast, link, {"good_at": Said.YES})
    assert not ParentAnswer.objects.exists()


def test_an_answer_to_words_that_changed_meanwhile_is_refused(cast, link, handover):
    seen = now(handover).seen
    choose(cast, handover, "good_at", "Bygger lave tårne")
    with pytest.raises(Refused, match="Noget er ændret"):
        by_link(cast, link, {"good_at": Said.YES}, seen=seen)


def at_once(*verbs):
    """Each in a thread of its own, let go together; what was refused is told."""
    together, told = Barrier(len(verbs)), []

    def go(verb):
        try:
            together.wait()
            verb()
        except Refused as refused:
            told.append(refused.sentence)
        finally:
            connections.close_all()

    threads = [Thread(target=go, args=[verb]) for verb in verbs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_two_who_send_at_once_send_one(committed, cast, ready):
    seen = now(ready).stands
    told = at_once(*(partial(send, cast, ready, by=name, seen=seen) for name in ("pia", "mads")))
    assert len(told) == 1
    assert Delivery.objects.count() == 1


def test_a_yes_taken_back_in_the_moment_of_sending_is_never_read(committed, cast, ready):
    """Whichever comes first: it is not sent, or what was sent is drawn back."""
    seen = now(ready).stands
    told = at_once(partial(send, cast, ready, seen=seen), partial(withdraw, cast, ready, ["good_at"]))
    assert len(told) == (0 if Delivery.objects.exists() else 1)
    assert not SentField.objects.filter(withdrawn_at=None).exists()
    assert queries.received_by(cast.actor("tine")) == []


def test_sending_and_answering_at_once_sends_what_was_seen(committed, cast, ready):
    seen = now(ready).stands
    at_once(
        partial(send, cast, ready, seen=seen),
        partial(answered, cast, ready, cast.mor, {"good_at": Said.NO}, at=LATER),
    )
    sent = Delivery.objects.exists()
    assert sent is (shown(ready, "good_at").state is FieldState.AGREED)
