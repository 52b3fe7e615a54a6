"""Where a child has no place, somebody is away or has moved on: nothing is left lying, and nobody is shown too much."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.access.models import Account
from samspor.access.rules import Role
from samspor.base.refused import NotHere, Refused
from samspor.messages.models import Message
from samspor.messages.rules import Template
from samspor.pathways import actions, jobs, queries
from samspor.pathways.models import NextThing, Pathway, PathwayDraft
from samspor.pathways.pages import address
from samspor.pathways.rules.promises import Whom
from samspor.people import api as people
from samspor.people.models import Child, Employment, StaffMember
from samspor.sharing import api as sharing
from samspor.sharing.rules.words import Said, Way
from tests import factories
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, answers, holders, job, offer
from tests.pathways.test_actions import accept, close, cover, decline, leave, write
from tests.pathways.test_views import day_of, of, page, send

SOON = DAY / 288
LIST = reverse("pathways:list")


@pytest.fixture(autouse=True)
def frozen():
    with time_machine.travel(NOW, tick=False) as clock:
        yield clock


def unplace(cast, *, until=TODAY, left=False, to=None, on=None):
    """Bo's place ends that day; he leaves the municipality, or has another coming."""
    factories.remembered()
    cast.bo.enrolments.update(period=DateRange(TODAY - 100 * DAY, until))
    if left:
        Child.objects.filter(pk=cast.bo.pk).update(left_on=until, left_reason="moved_away")
    if to:
        factories.enrolment(cast.bo, to, on)


def promise(cast, pathway):
    return actions.make_promise(
        by=cast.actor("pia"), pathway=pathway, what="Vi ringer", whom=Whom.FAMILY, keeper=job(cast, "pia"),
        on=TODAY + 5 * DAY, at=NOW,
    )  # fmt: skip


def test_who_holds_it_ends_the_pathway_of_a_child_that_left(cast, pathway, as_, frozen):
    promise(cast, pathway)
    frozen.shift(20 * DAY)
    unplace(cast, until=TODAY + 20 * DAY, left=True)
    pia = as_("pia")
    day = day_of(pia)
    assert "Afslut forløbet for Bo" in day
    assert "Sæt det næste" not in day
    assert "Afslut forløbet" in page(pia, address(pathway.pk))
    assert send(pia, of("close", pathway), because="moved_away", words="").status_code == 422
    assert send(pia, of("close", pathway), because="moved_away", words="Bo er flyttet.")["Location"] == LIST
    assert Pathway.objects.get().closed_because == "moved_away"


def test_and_so_does_the_director_it_fell_to(cast, pathway):
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    unplace(cast, until=TODAY + DAY, left=True)
    jobs.settle_all(NOW + DAY)
    assert close(cast, pathway, by="dorte", at=NOW + DAY).closed_by == cast.dorte


def test_nobody_else_ends_it(cast, pathway, as_):
    offer(cast, pathway)
    unplace(cast, left=True)
    with pytest.raises(Refused, match="lederen, der kan"):
        close(cast, Pathway.objects.get(), by="mads", at=NOW)
    with pytest.raises(NotHere):
        close(cast, Pathway.objects.get(), by="tine", at=NOW)
    page(as_("tine"), of("close", pathway), 404)


def test_who_only_passes_it_on_does_not_end_it_for_a_child_with_a_place(cast, pathway, as_, frozen):
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    page(as_("dorte"), of("close", pathway), 404)


def test_the_baton_of_a_child_with_no_place_is_passed_on(cast, pathway):
    unplace(cast)
    accept(cast, offer(cast, pathway))
    assert holders(pathway)[-1] == ("Mads Kjær", "handed_over")


def test_the_list_shows_nothing_written_to_who_only_passes_it_on(cast, pathway, as_, frozen):
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    jobs.settle_all(NOW + DAY)
    for here in (LIST, LIST + "?alle"):
        shown = page(as_("dorte"), here)
        assert address(pathway.pk) in shown
        assert "Vi taler med" not in shown
        assert "7. december" not in shown
        assert "Vi taler med" in page(as_("mads"), LIST + "?alle")


def test_a_substitute_reaches_it_as_long_as_whom_they_stand_in_for_has_it(cast, open_, as_):
    held = open_("asta")
    cover(cast, held, who="anna")
    factories.remembered()
    cast.asta.enrolments.update(period=DateRange(TODAY - 100 * DAY, TODAY - DAY))
    factories.enrolment(cast.asta, cast.klasse_3b, TODAY - DAY)
    jobs.settle_all(NOW)
    assert answers(held) == "Vera Lund"
    page(as_("anna"), of("pathway", held), 404)


@pytest.mark.parametrize("name", ["offer", "substitute"])
def test_who_does_not_pass_it_on_is_shown_nobody(cast, pathway, as_, name):
    mads, here = as_("mads"), of(name, pathway)
    page(mads, here, 404)
    said = send(mads, here, to=str(job(cast, "lars").pk), words="Lars kender ham", why="sick")
    assert said.status_code == 422
    assert "lederen, der kan give den videre" in said.content.decode()
    assert "Lars Brandt" not in said.content.decode()
    assert name == "substitute" or "Lars kender ham" in said.content.decode()


def test_a_substitute_is_told_and_has_it_on_the_days(cast, pathway, as_, frozen):
    held = cover(cast, pathway, first=1, last=3)
    assert Message.objects.get(template="substitute_given").to_id == cast.mads.account_id
    assert "stedfortræder i et forløb" in day_of(as_("mads"))
    said = "Du er stedfortræder i forløbet for Bo"
    seen = []
    for _ in range(4):
        seen.append(said in day_of(as_("mads")))
        frozen.shift(DAY)
    assert seen == [False, True, True, False]
    frozen.move_to(NOW + DAY)
    assert "Du svarer i stedet for Pia Holm til og med 25. november 2026." in day_of(as_("mads"))
    actions.end_substitute(by=cast.actor("pia"), substitute=held, at=NOW + DAY)
    assert Message.objects.get(template="substitute_ended").to_id == cast.mads.account_id


def test_a_substitute_with_no_account_is_not_written_to(cast, pathway):
    held = cover(cast, pathway)
    factories.remembered()
    type(cast.mads).objects.filter(pk=cast.mads.pk).update(account=None)
    actions.end_substitute(by=cast.actor("pia"), substitute=held, at=NOW)
    assert not Message.objects.filter(template="substitute_ended").exists()


def test_who_opens_holds_it_as_what_can_hold_a_baton(cast, open_):
    factories.remembered()
    Employment.objects.create(
        id="00000000-0000-0000-0000-000000000001", staff=cast.pia, unit=cast.solsikken, role=Role.OFFERS_EDITOR,
        period=DateRange(TODAY, None),
    )  # fmt: skip
    assert open_().holds.get().holder.role == Role.PEDAGOGUE


def test_it_is_offered_to_nobody_who_can_not_sign_in(cast, pathway):
    Account.objects.filter(pk=cast.mads.account_id).update(is_active=False)
    with pytest.raises(Refused, match="arbejder med barnet"):
        offer(cast, pathway)


@pytest.mark.parametrize("closed", [True, False])
def test_it_falls_to_nobody_who_can_not_sign_in(cast, pathway, closed):
    factories.remembered()
    if closed:
        Account.objects.filter(pk=cast.lars.account_id).update(is_active=False)
    else:
        type(cast.lars).objects.filter(pk=cast.lars.pk).update(account=None)
    leave(cast, "pia", TODAY)
    assert answers(pathway) == "Dorte Ravn"


def test_whose_account_was_closed_is_a_task_for_who_leads(cast, pathway, as_):
    Account.objects.filter(pk=cast.pia.account_id).update(is_active=False)
    assert "Pia Holm kan ikke logge ind" in day_of(as_("lars"))
    assert "Giv stafetten" not in day_of(as_("mads"))


def merge(cast, kept, other, at=NOW):
    """Frida stands in another unit than Bo, and the director's people keep the register."""
    by = next(name for name in ("lars", "ali", "dorte") if cast.actor(name).scope("child_merge"))
    return people.merge_children(by=cast.actor(by), kept=kept, other=other, at=at)


@pytest.mark.parametrize(("kept", "other"), [("bo", "carla"), ("carla", "bo")])
def test_two_pages_with_a_baton_each_do_not_become_one(cast, pathway, open_, kept, other):
    second = open_("carla")
    factories.remembered()
    Child.objects.filter(pk=cast.carla.pk).update(birth_date=cast.bo.birth_date)
    pair = {"kept": cast.members[kept], "other": cast.members[other]}
    with pytest.raises(Refused, match="Begge sider har et åbent forløb"):
        merge(cast, **pair)
    close(cast, second)
    assert merge(cast, **pair)


def summer(cast):
    """Solsikken ends today, and school begins in twenty days."""
    unplace(cast, to=cast.klasse_0a, on=TODAY + 20 * DAY)


def test_between_two_places_it_goes_to_the_coming_one(cast, pathway):
    summer(cast)
    assert [one.staff.name for one in queries.around(cast.actor("pia"), pathway)] == [
        "Anna Bech", "Lars Brandt", "Mads Kjær", "Pia Holm", "Tine Skov",
    ]  # fmt: skip
    accept(cast, offer(cast, pathway, to="tine"), by="tine")
    assert answers(pathway, NOW + 20 * DAY) == "Tine Skov"


def test_an_older_holder_of_the_summer_is_followed_by_the_school(cast, pathway):
    summer(cast)
    accept(cast, offer(cast, pathway))
    assert pathway.holds.get(period__endswith=None).child_unit == cast.solsikken
    assert answers(pathway, NOW + 20 * DAY) == "Dorte Ravn"


def test_what_fell_to_somebody_away_is_a_task_for_another_leader(cast, pathway, as_, frozen):
    factories.remembered()
    Employment.objects.create(
        staff=cast.vera, unit=cast.nord, role=Role.UNIT_LEADER, period=DateRange(TODAY - DAY, None)
    )
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    jobs.settle_all(NOW + DAY)
    said = "Stafetten har ligget hos Lars Brandt siden 24. november 2026"
    assert said not in day_of(as_("vera"))
    frozen.shift(6 * DAY)
    assert said in day_of(as_("vera"))
    offer(cast, pathway, by="lars", at=NOW + 7 * DAY)
    assert said not in day_of(as_("vera"))


def test_who_no_longer_works_with_the_child_passes_it_on(cast, open_, as_, frozen):
    held = open_("asta")
    accept(cast, offer(cast, held, to="peter"), by="peter")
    factories.remembered()
    cast.asta.affiliations.update(period=DateRange(TODAY - 9 * DAY, TODAY + DAY))
    frozen.shift(40 * DAY)
    shown = day_of(as_("peter"))
    assert "Giv stafetten for Asta videre" in shown
    assert "Du arbejder ikke med barnet længere" in shown
    assert "Sæt det næste" not in shown
    assert "Skriv i forløbet" not in shown


def test_why_somebody_said_no_is_for_who_reads(cast, pathway, as_, frozen):
    decline(cast, offer(cast, pathway))
    leave(cast, "lars", TODAY)
    leave(cast, "pia", TODAY + DAY)
    frozen.shift(DAY)
    assert "barsel" in page(as_("mads"), address(pathway.pk))
    assert "barsel" not in page(as_("dorte"), address(pathway.pk))


def test_a_draft_of_what_comes_next_can_be_sent_after_a_colleague_wrote(cast, pathway, as_, frozen):
    pia, here = as_("pia"), of("next", pathway)
    old = NextThing.objects.get().entered_at.isoformat()
    pia.post(here, {"what": "Pias ord", "on": "2026-12-03", "built_on": old}, headers={"X-Autosave": "1"})
    frozen.shift(SOON)
    actions.set_next(
        by=cast.actor("mads"), pathway=pathway, what="Mads' ord", on=date(2026, 12, 1),
        built_on=NextThing.objects.get().entered_at, at=NOW + SOON,
    )  # fmt: skip
    shown = page(pia, here)
    assert "Pias ord" in shown
    assert old not in shown
    assert NextThing.objects.get(replaced_at=None).entered_at.isoformat() in shown
    assert PathwayDraft.objects.exists()


def test_one_that_fails_holds_back_nobody_behind_it(cast, pathway, open_, monkeypatch):
    second = open_("asta")
    leave(cast, "pia", TODAY)
    first = min(pathway, second, key=lambda one: one.pk)
    put, said = jobs.put_hold, "Her gik det galt"

    def failing(hold, taken):
        if hold.pathway_id == first.pk:
            raise ValueError(said)
        return put(hold, taken)

    monkeypatch.setattr(jobs, "put_hold", failing)
    with pytest.raises(ValueError, match="Her gik det galt"):
        jobs.settle_all(NOW)
    assert {len(holders(one)) for one in (pathway, second)} == {1, 2}
    monkeypatch.undo()
    assert jobs.settle_all(NOW) == 1


def told(template):
    return sorted(Message.objects.filter(template=template).values_list("to__name", flat=True))


@pytest.mark.django_db
def test_of_what_lapses_both_are_told_once_and_who_had_it(cast, pathway):
    offer(cast, pathway, to="mads")
    late = NOW + 9 * DAY
    for _ in range(2):
        jobs.settle_all(late)
    assert answers(pathway, late) == "Lars Brandt"
    assert told(Template.BATON_FELL) == ["Pia Holm"]
    assert told(Template.BATON_OFFER_OVER) == ["Mads Kjær"]
    assert Message.objects.get(template=Template.BATON_FELL).sender is None


@pytest.mark.django_db
def test_who_has_no_account_any_more_is_told_nothing(cast, pathway):
    offer(cast, pathway, to="mads")
    StaffMember.objects.filter(pk=cast.pia.pk).update(account=None)
    jobs.settle_all(NOW + 9 * DAY)
    assert told(Template.BATON_FELL) == []
    assert told(Template.BATON_OFFER_OVER) == ["Mads Kjær"]


@pytest.mark.django_db
def test_who_was_asked_and_ends_it_by_closing_is_not_told(cast, pathway):
    offer(cast, pathway, to="lars")
    close(cast, pathway, by="lars")
    assert told(Template.BATON_OFFER_OVER) == []


@pytest.mark.django_db
def test_a_leader_who_offered_it_for_another_is_told_that_it_lapsed(cast, open_):
    held = open_(by="pia")
    offer(cast, held, to="anna", by="lars")
    jobs.settle_all(NOW + 9 * DAY)
    assert told(Template.BATON_FELL) == ["Pia Holm"]
    assert told(Template.BATON_OFFER_OVER) == ["Anna Bech", "Lars Brandt"]


@pytest.mark.django_db
def test_a_move_tells_who_had_it_and_a_new_contract_nobody(cast, pathway):
    leave(cast, "pia", TODAY + DAY)
    factories.remembered()
    Employment.objects.create(
        staff=cast.pia, unit=cast.solsikken, role="pedagogue", period=DateRange(TODAY + DAY, None)
    )
    jobs.settle_all(NOW + DAY)
    assert answers(pathway, NOW + DAY) == "Pia Holm"
    assert told(Template.BATON_FELL) == []
    factories.remembered()
    again = Employment.objects.filter(staff=cast.pia, period__endswith=None)
    again.update(period=DateRange(TODAY + DAY, TODAY + 2 * DAY))
    jobs.settle_all(NOW + 2 * DAY)
    assert told(Template.BATON_FELL) == ["Pia Holm"]


@pytest.mark.django_db
@pytest.mark.parametrize("how", ["taken back", "closed"])
def test_who_was_asked_is_told_that_it_is_over(cast, pathway, how):
    held = offer(cast, pathway, to="mads")
    if how == "closed":
        close(cast, pathway)
    else:
        actions.take_back_offer(by=cast.actor("pia"), offer=held, at=NOW)
    assert told(Template.BATON_OFFER_OVER) == ["Mads Kjær"]


@pytest.mark.django_db
def test_who_stands_in_goes_on_with_a_new_contract(cast, pathway, as_):
    cover(cast, pathway, who="mads")
    leave(cast, "mads", TODAY + DAY)
    assert answers(pathway, NOW + DAY) == "Pia Holm"
    factories.remembered()
    Employment.objects.create(
        staff=cast.mads, unit=cast.solsikken, role="pedagogue", period=DateRange(TODAY + DAY, None)
    )
    assert answers(pathway, NOW + DAY) == "Mads Kjær"


@pytest.mark.django_db
def test_a_draft_says_that_a_colleague_has_written_since(cast, pathway, as_, frozen):
    pia, here = as_("pia"), of("entry", pathway)
    pia.post(here, {"form_key": str(uuid4()), "text": "Han le"}, headers={"X-Autosave": "1"})
    frozen.shift(SOON)
    write(cast, pathway, by="pia", at=NOW + SOON)
    assert "En kollega har skrevet" not in page(pia, here)
    write(cast, pathway, by="mads", at=NOW + SOON)
    shown = page(pia, here)
    assert "En kollega har skrevet i forløbet siden" in shown
    assert "Han le" in shown


@pytest.mark.django_db
def test_who_has_the_baton_hears_that_a_consent_is_taken_back(cast, pathway):
    """Whoever stands in for the holder, when one does; and nobody where there is no open pathway."""
    assert [one.name for one in queries.who_has_the_baton(cast.bo, NOW)] == ["Pia Holm"]
    assert queries.who_has_the_baton(cast.asta, NOW) == []
    held = sharing.ask_effort(
        by=cast.actor("lars"), child=cast.bo, effort="Sproggruppe", purpose="At Bo får hjælp", from_on=TODAY,
        until=TODAY + 90 * DAY, longest=TODAY + 90 * DAY, at=NOW,
    )  # fmt: skip
    said = {"by": cast.actor("lars"), "consent": held, "guardian": cast.mor, "said_on": TODAY, "way": Way.MEETING}
    last = TODAY + 90 * DAY
    sharing.answer_consent(**said, said=Said.YES, until=last, longest=last, at=NOW)
    sharing.withdraw_consent(**said, at=NOW)
    told = Message.objects.get(template="consent_ended")
    assert (told.to_id, told.about_id) == (cast.pia.account_id, str(held.pk))


def test_who_leads_where_it_is_held_ends_it_for_a_child_in_no_place(cast, pathway, as_, frozen):
    """Whoever holds it is away, and nobody reaches the child by where it is."""
    unplace(cast, left=True)
    lars, here = as_("lars"), address(pathway.pk)
    shown = page(lars, here)
    assert "Giv stafetten videre" in shown
    assert "At Bo får en ven." not in shown
    for name in ("vera", "henrik", "mads"):
        page(as_(name), here, 404)
    offered = send(lars, of("offer", pathway), to=str(job(cast, "mads").pk), words="Pia er væk")
    assert offered.status_code == 303
    assert send(lars, of("close", pathway), because="moved_away", words="Bo er flyttet.").status_code == 303
    assert Pathway.objects.get().closed_by == cast.lars


def test_a_leader_above_does_it_where_the_leader_holds_it(cast, pathway):
    accept(cast, offer(cast, pathway, to="lars"), by="lars")
    unplace(cast, until=TODAY + DAY, left=True)
    assert close(cast, pathway, by="dorte", at=NOW + DAY).closed_by == cast.dorte


def test_it_is_a_task_for_them_when_the_holder_can_not_sign_in(cast, pathway, as_, frozen):
    unplace(cast)
    cast.pia.account.is_active = False
    cast.pia.account.save()
    assert "Giv stafetten for Bo videre" in day_of(as_("lars"))
