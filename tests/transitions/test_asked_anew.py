"""Asked anew when something is another; nobody is told what is not theirs; and no handover is nobody's."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from samspor.base.refused import NotHere, Refused
from samspor.concerns import api as concerns
from samspor.concerns.models import HardStop
from samspor.messages.models import Message
from samspor.people import api as people
from samspor.people.models import Child, Employment, Guardianship, Unit
from samspor.people.rules import LeftReason
from samspor.transitions import actions, queries
from samspor.transitions.instrument import shipped
from samspor.transitions.models import Delivery, Handover, SentField
from samspor.transitions.rules.consent import FieldState
from samspor.transitions.rules.sending import State
from samspor.transitions.rules.words import Choice, GivenBy, Kind, Said, Use
from tests import factories
from tests.cast import NOW, TODAY
from tests.transitions.conftest import PURPOSE, STARTS, answered, choose, field, now, send, shown
from tests.transitions.test_actions import at_once, hear, parent, stop, withdraw
from tests.transitions.test_views import BEGIN, key, opened, page, text, url

DAY = timedelta(days=1)
LATER = NOW + timedelta(hours=1)
OTHER = "At vurdere, om Bo skal have støtte."


def aim(cast, handover, to, at=LATER):
    return actions.aim_handover(
        by=cast.actor("pia"), handover=handover, template=shipped()[Kind(handover.kind)], to_unit=to, to_place="",
        purpose=PURPOSE, starts_on=STARTS, at=at,
    )  # fmt: skip


def ended(cast, name, on=TODAY + DAY):
    work = Employment.objects.get(staff=cast.members[name])
    people.end_employment(by=cast.actor("ali"), employment=work, ends_on=on, at=NOW)


def waits(cast, name, at=NOW):
    return queries.waiting_for(cast.actor(name, at), unread_days=7, weeks=6)


def moved(cast, to):
    held = cast.bo.enrolments.get()
    factories.remembered()
    held.period = type(held.period)(held.period.lower, TODAY - DAY)
    held.save()
    factories.enrolment(cast.bo, to, starts_on=TODAY - DAY)


def renamed(cast):
    factories.remembered()
    Child.objects.filter(pk=cast.bo.pk).update(
        given_names="Nytnavn", family_name="Hemmelig", protected_until=TODAY + 300 * DAY
    )


def test_parents_own_words_go_to_the_place_they_were_written_to(cast, begin):
    handover = begin(kind=Kind.BETWEEN_UNITS, to_unit=cast.elverhoej)
    choose(cast, handover, "parents", "")
    answered(cast, handover, cast.mor, {}, words="Kun til Elverhøj")
    aim(cast, handover, cast.sydskolen)
    assert shown(handover, "parents").state is FieldState.CHANGED
    assert now(handover).goes == []
    answered(cast, handover, cast.mor, {}, words="Kun til Elverhøj", at=LATER + timedelta(minutes=1))  # said again
    assert shown(handover, "parents").state is FieldState.AGREED


def test_parents_own_words_stand_for_the_purpose_they_were_written_for(cast, handover):
    choose(cast, handover, "parents", "")
    answered(cast, handover, cast.mor, {}, words="Hun synger")
    with pytest.raises(Refused, match="det formål, der står her"):
        choose(cast, handover, "parents", "", purpose=OTHER)
    choose(cast, handover, "parents", "")


def test_another_purpose_is_asked_again_also_by_way_of_left_out(cast, handover):
    choose(cast, handover, "good_at", "Bygger høje tårne")
    answered(cast, handover, cast.mor, {"good_at": Said.YES})
    seen = now(handover).seen
    choose(cast, handover, "good_at", "", choice=Choice.LEFT_OUT, purpose=OTHER)
    choose(cast, handover, "good_at", "Bygger høje tårne", purpose=OTHER)
    assert shown(handover, "good_at").state is FieldState.CHANGED
    assert now(handover).seen != seen


def test_the_childs_page_for_another_purpose_is_asked_about_again(cast, handover):
    choose(cast, handover, "child", "Jeg kan lide klodser")
    hear(cast, handover)
    choose(cast, handover, "child", "Jeg kan lide klodser", purpose=OTHER)
    assert shown(handover, "child").state is FieldState.UNHEARD


def test_the_childs_page_that_was_emptied_does_not_go(cast, handover):
    choose(cast, handover, "child", "Jeg er bange for hunde")
    hear(cast, handover)
    answered(cast, handover, cast.mor, {"child": Said.YES})
    choose(cast, handover, "child", "")
    assert shown(handover, "child").state is FieldState.UNWRITTEN
    assert now(handover).goes == []


def test_a_parent_whose_words_changed_meanwhile_can_send_again(cast, link, handover):
    seen = now(handover).seen
    choose(cast, handover, "good_at", "Helt andre ord")
    given = {"felt_good_at": "yes", "words": "Om bamsen", **key()}
    told = text(opened(Client(), link, seen=seen, **given))
    assert "Noget er ændret" in told
    assert "Om bamsen</textarea>" in told
    assert not re.search(r'name="felt_good_at"[^>]*value="yes"[^>]* checked', told)
    carries = re.search(r'name="seen" value="([0-9a-f]+)"', told)[1]
    assert opened(Client(), link, seen=carries, **given).status_code == 303


def test_a_talk_about_words_that_changed_meanwhile_can_be_saved_again(as_, cast, handover):
    choose(cast, handover, "good_at")
    pia, address = as_("pia"), url("answer", handover, cast.mor)
    form = {"way": "meeting", "said_on": str(TODAY), "until": str(TODAY), "felt_good_at": "yes"}
    told = text(pia.post(address, form | key(seen="0" * 32)))
    assert "Noget er ændret" in told
    assert f'name="seen" value="{now(handover).seen}"' in told
    assert not re.search(r'name="felt_good_at"[^>]*value="yes"[^>]* checked', told)
    far = pia.post(address, form | key(seen=now(handover).seen, said_on="9999-12-31", until="9999-12-31"))
    assert (far.status_code, "ligger i fremtiden" in text(far)) == (422, True)


def test_the_print_for_the_parents_table_holds_no_parents_words(as_, cast, handover, begin, far):
    choose(cast, handover, "parents", "")
    choose(cast, handover, "good_at", "Tårne")
    answered(cast, handover, cast.mor, {"good_at": Said.YES}, words="Kun for de nye voksne")
    answered(cast, handover, far, {"good_at": Said.YES})
    for _ in range(2):
        told = text(as_("pia").get(url("print", handover)))
        assert ("Tårne" in told, "Kun for de nye voksne" in told) == (True, False)
        if not Delivery.objects.exists():
            send(cast, handover)
    paper = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    choose(cast, paper, "parents", "")
    answered(cast, paper, cast.mor, {}, words="Til den nye skole")
    assert "Til den nye skole" in text(as_("pia").get(url("print", paper)))


def test_paper_is_not_given_before_the_parents_said_yes(cast, begin):
    handover, at = begin("bo", Kind.OUT_OF_MUNICIPALITY), NOW + 10 * DAY
    choose(cast, handover, "good_at", "Tårne")
    answered(cast, handover, cast.mor, {"good_at": Said.YES}, at=at)
    with pytest.raises(Refused, match="før forældrene sagde ja"):
        actions.give_handover(
            by=cast.actor("pia", at), handover=handover, seen=now(handover, at.date()).stands,
            given_by=GivenBy.BY_HAND, given_on=TODAY, at=at,
        )  # fmt: skip


@pytest.mark.parametrize("where", ["handover", "list", "sent", "print"])
def test_who_lost_the_child_is_not_told_its_new_name(as_, cast, ready, sent, where):
    moved(cast, cast.klasse_3b)
    renamed(cast)
    address = {"list": url("list"), "sent": url("list") + "?sendt"}.get(where) or url(where, ready)
    told = text(as_("pia").get(address))
    assert "Hemmelig" not in told
    assert "Nytnavn" not in told
    assert "beskyttet" not in told
    assert ("et barn, i har haft" in told.lower()) is (where != "list")  # nothing of it is to be begun


def test_a_handover_of_a_child_that_is_lost_is_gone_on_with_without_its_name(as_, cast, ready):
    assert "Send overleveringen om Bo" in text(as_("pia").get("/"))
    moved(cast, cast.klasse_3b)
    renamed(cast)
    assert "Send overleveringen om et barn, I har haft" in text(as_("pia").get("/"))


def test_the_receiver_is_told_a_protected_name_when_it_has_the_child(as_, cast, sent):
    assert "Bo Øster" in text(as_("tine").get(url("delivery", sent)))
    renamed(cast)
    for address in (url("delivery", sent), url("list") + "?modtaget", "/"):
        told = text(as_("tine").get(address))
        assert "Hemmelig" not in told
        assert "Nytnavn" not in told
        assert "et barn fra børnehuset solsikken" in told.lower()
    moved(cast, cast.klasse_0a)
    assert "Nytnavn Hemmelig" in text(as_("tine").get(url("delivery", sent)))


def test_a_child_that_has_gone_elsewhere_is_nobodys_to_hand_over(as_, cast, ready):
    moved(cast, cast.klasse_3b)
    factories.guardian(cast.bo, "Hemmelige Plejemor")
    told = page(as_("pia"), ready)
    assert "Plejemor" not in told
    assert "I kan kun lukke overleveringen" in told
    for verb in (
        lambda: actions.make_handover_link(by=cast.actor("pia"), handover=ready, guardian=cast.mor, at=NOW),
        lambda: send(cast, ready),
    ):
        with pytest.raises(Refused, match="ikke hos jer længere"):
            verb()
    actions.end_handover(by=cast.actor("pia"), handover=ready, reason="Hun gik et andet sted hen", at=NOW)


def test_a_child_that_has_gone_where_it_was_to_go_can_still_be_handed_over(cast, ready, begin):
    paper = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    moved(cast, cast.klasse_0a)
    with pytest.raises(Refused, match="ikke hos jer længere"):
        choose(cast, paper, "good_at")
    assert send(cast, ready).unit == cast.aaskolen
    factories.remembered()
    cast.bo.enrolments.filter(group=cast.klasse_0a).delete()  # out of the municipality, and nowhere here
    choose(cast, paper, "good_at")


@pytest.mark.parametrize("reason", [LeftReason.DEAD, LeftReason.MOVED_AWAY])
def test_of_a_child_that_has_left_no_link_opens(cast, link, reason):
    people.leave_municipality(by=cast.actor("lars"), child=cast.bo, on=TODAY, reason=reason, at=NOW)
    assert actions.open_handover_link(by=parent(cast.mor), link=link, code=queries.code_of(link), at=NOW) is None


def test_of_a_child_that_has_died_nobody_is_asked_anything(cast, ready, begin):
    begun = begin("bo", Kind.OUT_OF_MUNICIPALITY)
    sent = send(cast, ready)
    actions.confirm_read(by=cast.actor("tine"), delivery=sent, at=NOW)
    assert waits(cast, "pia").to_go_on
    people.leave_municipality(by=cast.actor("lars"), child=cast.bo, on=TODAY, reason=LeftReason.DEAD, at=NOW)
    assert not waits(cast, "pia").to_go_on
    assert not waits(cast, "tine", NOW + 60 * DAY).to_answer
    assert not queries.is_ours(cast.actor("pia"), Handover.objects.get(pk=begun.pk))


def test_of_a_page_whose_kept_page_is_protected_the_link_says_no_name(cast, begin):
    cast.members["other"] = factories.child(cast.blaamejserne, "Bosse Oester")
    mother = factories.guardian(cast.other, "Lone Ø")
    handover = begin("other")
    choose(cast, handover, "good_at", "Tårne")
    link = actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=mother, at=NOW)
    factories.remembered()
    Child.objects.filter(pk=cast.bo.pk).update(protected_until=TODAY + 300 * DAY)
    people.merge_children(by=cast.actor("lars"), kept=Child.objects.get(pk=cast.bo.pk), other=cast.other, at=NOW)
    inside = text(opened(Client(), link))
    assert ("Det her vil vi gerne" in inside, "Bosse" in inside) == (True, False)


def test_what_a_colleague_who_has_left_prepared_is_the_leaders(cast, ready):
    ended(cast, "pia")
    assert [one.handover for one in waits(cast, "lars", NOW + 2 * DAY).to_go_on] == [ready]
    assert not waits(cast, "mads", NOW + 2 * DAY).to_go_on


def test_what_stays_with_the_parents_is_taken_up_in_time(cast, begin):
    handover = begin(starts_on=TODAY + 40 * DAY)
    choose(cast, handover, "good_at")
    actions.make_handover_link(by=cast.actor("pia"), handover=handover, guardian=cast.mor, at=NOW)
    for days, is_task in ((14, False), (15, True), (25, True), (39, True)):
        held = waits(cast, "pia", NOW + days * DAY).to_go_on
        assert [one.state for one in held] == [State.WITH_PARENTS] * is_task


def test_it_is_not_sent_to_a_place_that_has_closed(cast, ready):
    factories.remembered()
    Unit.objects.filter(pk=cast.aaskolen.pk).update(closed_on=TODAY)
    with pytest.raises(Refused, match="Modtageren er lukket"):
        send(cast, ready)


def test_where_only_a_leader_works_the_unread_is_hers_at_once(cast, begin):
    handover = begin(to_unit=cast.sydskolen)
    choose(cast, handover, "good_at")
    answered(cast, handover, cast.mor, {"good_at": Said.YES})
    made = send(cast, handover)
    held = waits(cast, "vera")
    assert (held.unread, held.unread_late) == ([made], [])


def test_where_nobody_leads_the_one_who_prepared_it_rings(cast, sent):
    ended(cast, "lars")
    at = NOW + 15 * DAY
    assert waits(cast, "pia", at).unread_elsewhere == [sent]
    assert not waits(cast, "mads", at).unread_elsewhere


def test_who_only_opened_it_is_told_that_a_consent_was_withdrawn(cast, ready, sent):
    actions.open_delivery(by=cast.actor("tine"), delivery=sent, at=LATER)
    withdraw(cast, ready, ["good_at"], at=LATER)
    assert Message.objects.get(template="handover_withdrawn").to_id == cast.tine.account_id


def test_a_reader_who_has_left_is_not_told_and_the_room_is_asked(cast, ready, read):
    factories.remembered()
    Employment.objects.create(
        staff=cast.else_, unit=cast.aaskolen, role="teacher", period=cast.bo.enrolments.get().period
    )
    ended(cast, "tine", TODAY + 2 * DAY)
    at = NOW + 90 * DAY
    assert waits(cast, "else_", at).to_answer == [read]
    with time_machine.travel(at, tick=False):
        withdraw(cast, ready, ["good_at"], at=at)
    assert set(Message.objects.filter(template="handover_withdrawn").values_list("to", flat=True)) == {
        cast.else_.account_id
    }


def test_a_writer_who_has_left_is_not_told_and_the_leader_is(cast, read):
    ended(cast, "pia", TODAY + 2 * DAY)
    at, uses = NOW + 50 * DAY, {read.sent_fields.get().pk: (Use.USEFUL, "")}
    actions.say_what_was_useful(by=cast.actor("tine", at), delivery=read, uses=uses, at=at)
    assert Message.objects.get(template="handover_use_said").to_id == cast.lars.account_id


def test_after_one_was_ended_the_child_is_to_be_handed_over_again(cast, handover):
    factories.enrolment(cast.bo, cast.klasse_0a, starts_on=TODAY + 30 * DAY)
    assert not queries.soon_elsewhere(cast.actor("lars"), days=90)
    actions.end_handover(by=cast.actor("pia"), handover=handover, reason="Det forkerte barn", at=NOW)
    assert queries.soon_elsewhere(cast.actor("lars"), days=90)


def test_three_who_begin_the_same_begin_one(committed, begin):
    told = at_once(begin, lambda: begin(by="mads"), lambda: begin(by="lars"))
    assert (len(told), Handover.objects.count()) == (2, 1)
    assert "Skriv videre på den" in told[0]


@pytest.mark.parametrize("how", ["missed", "expired"])
def test_a_link_that_works_no_more_is_said_so(as_, cast, link, handover, how):
    days = 0
    if how == "missed":
        for _ in range(5):
            actions.open_handover_link(by=parent(cast.mor), link=link, code="nej", at=NOW)
    else:
        days = 15
    with time_machine.travel(NOW + days * DAY, tick=False):
        told = page(as_("pia"), handover)
    assert queries.code_of(link) not in told
    assert ("skrevet forkert fem gange" if how == "missed" else "Linket virkede til og med 7. december 2026") in told
    assert "Lav et link" in told


def test_a_parent_from_whom_the_address_is_hidden_can_take_a_yes_back(as_, cast, handover, far):
    choose(cast, handover, "good_at")
    for one in (cast.mor, far):
        answered(cast, handover, one, {"good_at": Said.YES})
    send(cast, handover)
    renamed(cast)
    assert url("withdraw", handover, far) in page(as_("pia"), handover)


def test_who_lost_custody_takes_own_words_back_and_nothing_else(as_, cast, handover, far):
    choose(cast, handover, "parents", "")
    choose(cast, handover, "good_at")
    for one, words in ((far, "Fars egne ord"), (cast.mor, None)):
        answered(cast, handover, one, {"good_at": Said.YES}, words=words)
    send(cast, handover)
    factories.remembered()
    Guardianship.objects.filter(guardian=far).update(has_custody=False)
    pia, address = as_("pia"), url("withdraw", handover, far)
    told = page(pia, handover)
    assert "Har ikke forældremyndigheden i dag" in told
    assert address in told
    asked = text(pia.get(address))
    assert str(field(handover, "parents").pk) in asked
    assert str(field(handover, "good_at").pk) not in asked
    with pytest.raises(Refused, match="Vælg det"):
        withdraw(cast, handover, ["good_at"], guardian=far)
    withdraw(cast, handover, ["parents"], guardian=far)
    assert SentField.objects.exclude(withdrawn_at=None).get().guardian == far
    stranger = factories.guardian(cast.asta, "En fremmed")
    assert pia.get(url("withdraw", handover, stranger)).status_code == 404


def test_a_stop_after_the_parents_yes_shuts_every_page_of_theirs_and_lets_it_be_sent(as_, cast, ready, begin):
    """The receiver is asked not to talk with the parents, and is not told why."""
    paper, pia = begin("bo", Kind.OUT_OF_MUNICIPALITY), as_("pia")
    choose(cast, paper, "good_at")
    answered(cast, paper, cast.mor, {"good_at": Said.YES})
    link = actions.make_handover_link(by=cast.actor("pia"), handover=ready, guardian=cast.mor, at=NOW)
    day = text(pia.get("/"))
    assert "Forældrene har svaret" in day
    stop(cast)
    assert actions.open_handover_link(by=parent(cast.mor), link=link, code=queries.code_of(link), at=NOW) is None
    with pytest.raises(Refused, match="lukket imens"):
        actions.answer_handover_link(
            by=parent(cast.mor), link=link, code=queries.code_of(link), answers={}, words="Hej", until=TODAY,
            seen=now(ready).seen, at=NOW,
        )  # fmt: skip
    assert pia.get(url("print", ready)).status_code == 409
    told = page(pia, ready)
    assert "Tal ikke med forældrene om overleveringen nu" in told
    assert "Det går ikke med, og modtageren kan ikke se" not in told  # no line leads to the parents
    assert "Der er et stop for kontakt til forældrene" in text(pia.get("/"))
    asked = text(pia.get(url("preview", paper)))
    assert ("kan ikke printes" in asked, "Gem, at den er afleveret" in asked) == (True, False)
    asked = text(pia.get(url("preview", ready)))
    assert "men ikke hvorfor" in asked
    sent = send(cast, ready)
    received = text(as_("tine").get(url("delivery", sent)))
    assert "Forældrene skal ikke spørges om overleveringen nu, fordi der er sat et stop" in received
    assert "Mangler du noget, så spørg Børnehuset Solsikken" in received
    for kind in ("vold", "æres"):
        assert kind not in received
    people.affiliate(
        by=cast.actor("lars"), child=cast.bo, staff=cast.sara, reason="Sag", starts_on=TODAY, ends_on=None, at=NOW
    )
    reason = "Forældrene er hørt, og barnet er trygt."
    concerns.lift_stop(by=cast.actor("sara"), stop=HardStop.objects.get(), reason=reason, at=NOW)
    assert "Mangler du noget, så spørg forældrene" in text(as_("tine").get(url("delivery", sent)))


def test_a_stop_on_either_page_of_one_child_is_found(cast, begin):
    twin = factories.child(cast.blaamejserne, "Bo Øster", birth_date=cast.bo.birth_date)
    stop(cast)
    assert concerns.stopped_among([cast.bo.pk, twin.pk, cast.asta.pk]) == {cast.bo.pk}
    factories.remembered()
    Child.objects.filter(pk=cast.bo.pk).update(merged_into=twin)
    assert concerns.stopped_among([cast.bo.pk, twin.pk, cast.asta.pk]) == {cast.bo.pk, twin.pk}


def test_nobody_takes_back_what_another_place_sent(cast, sent, ready):
    with pytest.raises(NotHere):
        actions.take_back(by=cast.actor("tine"), handover=ready, at=NOW)


def test_what_a_parent_the_address_is_hidden_from_took_back_is_written_under_their_name(as_, cast, handover, far):
    choose(cast, handover, "good_at")
    choose(cast, handover, "parents", "")
    for one in (cast.mor, far):
        answered(cast, handover, one, {"good_at": Said.YES}, words=f"Fra {one.name}")
    renamed(cast)
    withdraw(cast, handover, ["good_at", "parents"], guardian=far)
    his = page(as_("pia"), handover).split("Ove Øster</h3>")[1].split("<h3")[0]
    assert "trukket tilbage, i telefonen 23. november 2026" in his
    assert "Egne ord: taget tilbage" in his
    assert "Fra Lone Øster" not in his
    asked = text(as_("pia").get(url("answer", handover, cast.mor)))
    assert "Ove Øster" not in asked


def test_own_words_taken_back_without_custody_stay_said_and_are_not_taken_twice(as_, cast, handover, far):
    choose(cast, handover, "parents", "")
    answered(cast, handover, far, {}, words="Fars egne ord")
    factories.remembered()
    Guardianship.objects.filter(guardian=far).update(has_custody=False)
    withdraw(cast, handover, ["parents"], guardian=far)
    his = page(as_("pia"), handover).split("Ove Øster</h3>")[1].split("<h3")[0]
    assert "Egne ord: taget tilbage" in his
    assert "Egne ord kan stadig" not in his
    assert url("withdraw", handover, far) not in his


def test_who_said_yes_takes_it_back_wherever_the_child_is_now(as_, cast, ready, sent):
    moved(cast, cast.klasse_3b)
    factories.guardian(cast.bo, "Ny Plejemor")
    shown_page = page(as_("pia"), ready)
    assert url("withdraw", ready, cast.mor) in shown_page
    assert "Ny Plejemor" not in shown_page
    withdraw(cast, ready, ["good_at"])
    assert SentField.objects.get(key="good_at").withdrawn_at


def test_of_what_was_not_sent_nobody_is_shown_where_the_child_is_gone(as_, cast, ready):
    moved(cast, cast.klasse_3b)
    assert url("withdraw", ready, cast.mor) not in page(as_("pia"), ready)


def test_who_comes_second_is_shown_the_one_that_is_begun(as_, cast, handover):
    mads, address = as_("mads"), url("begin", cast.bo)
    form = BEGIN | key(to_unit=str(cast.aaskolen.pk), purpose="Det, Mads har skrevet")
    answer = mads.post(address, form)
    told = text(answer)
    assert (answer.status_code, Handover.objects.count()) == (422, 1)
    assert f'href="{url("handover", handover)}"' in told
    assert "Det, Mads har skrevet</textarea>" in told
    assert "Åbn den, der er begyndt" not in text(
        mads.post(address, form | key(to_unit=str(cast.sydskolen.pk), starts_on=""))
    )
    assert "Åbn den, der er begyndt" not in text(mads.get(address))


@pytest.mark.parametrize(("place", "is_same"), [("havbo  skole i aarhus", True), ("Aarhus", False)])
def test_out_of_the_municipality_it_is_the_place_that_is_the_same(cast, begin, place, is_same):
    begin("bo", Kind.OUT_OF_MUNICIPALITY)
    if not is_same:
        assert begin("bo", Kind.OUT_OF_MUNICIPALITY, by="mads", to_place=place)
        return
    with pytest.raises(Refused, match="Skriv videre på den"):
        begin("bo", Kind.OUT_OF_MUNICIPALITY, by="mads", to_place=place)


def test_the_newest_is_in_the_list_after_many_years(as_, cast, handover, begin):
    factories.remembered()
    old = {"child": cast.asta, "kind": "daycare_to_school", "template": "x", "field_keys": [], "purpose": PURPOSE,
           "from_unit": cast.solsikken, "to_unit": cast.aaskolen, "prepared_by": cast.pia, "begun_at": NOW,
           "aimed_at": NOW, "ended_at": NOW, "ended_by": cast.pia, "ended_because": "Det var en prøve"}  # fmt: skip
    made = Handover.objects.bulk_create(Handover(starts_on=TODAY - n * DAY, **old) for n in range(1, 202))
    assert url("handover", handover) in text(as_("pia").get(url("list")))
    gone = text(as_("pia").get(url("list") + "?sendt"))
    assert (url("handover", made[0]) in gone, url("handover", made[-1]) in gone) == (True, False)


@pytest.mark.parametrize(("days", "is_late"), [(1, False), (2, True)])
def test_what_lies_unread_when_the_child_has_begun_is_late(cast, begin, days, is_late):
    handover = begin(starts_on=TODAY)
    choose(cast, handover, "good_at")
    answered(cast, handover, cast.mor, {"good_at": Said.YES})
    made = send(cast, handover)
    assert waits(cast, "lars", NOW + days * DAY).unread_elsewhere == [made] * is_late


@pytest.mark.parametrize(("starts", "is_late"), [(1, True), (2, False)])
def test_not_before_the_child_has_begun(cast, begin, starts, is_late):
    handover = begin(starts_on=TODAY + starts * DAY)
    choose(cast, handover, "good_at")
    answered(cast, handover, cast.mor, {"good_at": Said.YES})
    made = send(cast, handover)
    assert waits(cast, "lars", NOW + 2 * DAY).unread_elsewhere == [made] * is_late
