"""Every verb: the changed row, the exact entry in the log, and that a refusal leaves nothing."""

from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError, ProgrammingError, close_old_connections, connection

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people.api import end_enrolment
from samspor.screening import actions, instrument
from samspor.screening.models import (
    Assessment,
    AssessmentRound,
    InstrumentVersion,
    JointAssessment,
    JointWording,
    OwnAssessment,
)
from samspor.screening.rules import Position, Way
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES, NOTICE, OPENS


def last() -> Entry:
    return Entry.objects.order_by("-pk")[0]


def test_plan_round_is_remembered_with_its_units(cast, planned):
    entry = Entry.objects.get(verb=Verb.ROUND_PLANNED)
    assert (entry.actor_name, entry.after) == (
        "Lars Brandt",
        {"label": "Efterår 2026", "units": [str(cast.solsikken.pk)]},
    )
    assert planned.notice_on is None


@pytest.mark.parametrize(
    ("units", "refusal"), [([], Refused), (["elverhoej"], NotHere), (["solsikken", "elverhoej"], NotHere)]
)
def test_plan_round_only_for_units_one_leads(cast, planned, units, refusal):
    with pytest.raises(refusal):
        actions.plan_round(
            by=cast.actor("lars"), label="x", area="daycare", opens_on=OPENS, closes_on=CLOSES,
            instrument=planned.round.instrument, units=[cast.members[name] for name in units], at=NOW,
        )  # fmt: skip
    assert AssessmentRound.objects.count() == 1


def test_nobody_assesses_before_the_parents_are_told(cast, planned):
    with pytest.raises(Refused, match="forældrene"):
        actions.set_mark(by=cast.actor("pia"), round_unit=planned, child=cast.asta, position=Position.GREEN, at=NOW)
    assert not Assessment.objects.exists()


def test_record_notice_says_when_how_and_by_whom(cast, opened):
    opened.refresh_from_db()
    assert (opened.notice_on, opened.notice_way, opened.notice_by) == (NOTICE, Way.DIGITAL, cast.lars)
    assert Entry.objects.get(verb=Verb.NOTICE_RECORDED).after == {"on": "2026-10-26", "way": "digital"}


def test_record_notice_anew_remembers_what_stood_before(cast, opened):
    assert last().before is None
    again = {"round_unit": opened, "notice_on": TODAY, "way": Way.TALK, "built_on": "2026-10-26 digital", "at": NOW}
    actions.record_notice(by=cast.actor("lars"), **again)
    assert (last().before, last().after) == (
        {"on": "2026-10-26", "way": "digital"},
        {"on": "2026-11-23", "way": "talk"},
    )


def test_withdraw_round_takes_it_away_and_is_remembered(cast, planned):
    actions.withdraw_round(by=cast.actor("lars"), round_unit=planned, at=NOW)
    assert not AssessmentRound.objects.exists()
    assert (last().verb, last().before) == (
        Verb.ROUND_WITHDRAWN,
        {"label": "Efterår 2026", "unit": str(cast.solsikken.pk)},
    )


def test_withdraw_round_leaves_the_other_units_theirs(cast, planned):
    other = planned.round.units.create(unit=cast.elverhoej)
    actions.withdraw_round(by=cast.actor("lars"), round_unit=planned, at=NOW)
    assert list(AssessmentRound.objects.get().units.all()) == [other]


def test_withdraw_round_after_the_notice_is_refused(cast, opened):
    with pytest.raises(Refused, match="orienteret"):
        actions.withdraw_round(by=cast.actor("lars"), round_unit=opened, at=NOW)


@pytest.mark.parametrize("name", ["pia", "else_", "vera", "ali"])
def test_withdraw_round_is_for_those_who_plan(cast, planned, name):
    with pytest.raises(NotHere):
        actions.withdraw_round(by=cast.actor(name), round_unit=planned, at=NOW)


@pytest.mark.parametrize("name", ["pia", "else_", "vera", "dorte", "ali", "sara"])
def test_record_notice_is_the_units_leaders(cast, planned, name):
    with pytest.raises(NotHere):
        actions.record_notice(by=cast.actor(name), round_unit=planned, notice_on=NOTICE, way=Way.TALK, at=NOW)


def test_set_mark_keeps_the_sealed_comment_out_of_the_log(cast, opened):
    own = actions.set_mark(
        by=cast.actor("pia"),
        round_unit=opened,
        child=cast.asta,
        position=Position.YELLOW,
        comment="Leger alene",
        at=NOW,
    )
    own.refresh_from_db()
    assert (own.assessor, own.position, own.comment, own.handed_in_at) == (cast.pia, "yellow", "Leger alene", None)
    assert (last().verb, last().child_ids, last().before, last().after) == (
        Verb.MARK_SET,
        [cast.asta.pk],
        None,
        None,
    )


def test_set_mark_anew_replaces_ones_own_and_the_log_says_when_and_not_which(cast, opened):
    for position in (Position.RED, Position.GREEN):
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=position, at=NOW)
    assert OwnAssessment.objects.get().position == "green"
    assert list(Entry.objects.filter(verb=Verb.MARK_SET).values_list("before", "after")) == [(None, None)] * 2


@pytest.mark.parametrize("name", ["else_", "vera", "tine", "sara", "peter", "dorte", "jens", "bent", "mette", "ali"])
def test_set_mark_is_only_for_those_who_have_the_child_every_day(cast, opened, name):
    with pytest.raises(NotHere):
        actions.set_mark(by=cast.actor(name), round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)
    assert not OwnAssessment.objects.exists()


def test_set_mark_for_a_child_of_another_unit_in_ones_reach_is_refused(cast, opened):
    with pytest.raises(Refused, match="ikke indmeldt"):
        actions.set_mark(by=cast.actor("anna"), round_unit=opened, child=cast.frida, position=Position.GREEN, at=NOW)


def test_set_mark_in_a_round_elsewhere_is_not_there(cast, opened):
    cast.solsikken.rounds.update(unit=cast.elverhoej)
    with pytest.raises(NotHere):
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)


def test_set_mark_when_the_child_has_left_is_not_there(cast, opened):
    end_enrolment(by=cast.actor("lars"), enrolment=cast.asta.enrolments.get(), ends_on=TODAY, at=NOW)
    with pytest.raises(NotHere):
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)


def test_set_mark_the_day_after_the_round_closes_is_refused(cast, opened):
    late = NOW + (CLOSES + timedelta(days=1) - TODAY)
    with pytest.raises(Refused, match="lukkede"):
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.GREEN, at=late)


def test_hand_in_locks_ones_own(cast, opened, assess):
    assess("asta", pia=Position.GREEN)
    assert (last().verb, last().child_ids, last().after) == (Verb.MARKS_HANDED_IN, [cast.asta.pk], {"number": 1})
    with pytest.raises(Refused, match="afleveret"):
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.RED, at=NOW)


def test_hand_in_of_nothing_is_refused(cast, opened):
    with pytest.raises(Refused, match="ingen vurderinger"):
        actions.hand_in(by=cast.actor("pia"), round_unit=opened, group=cast.blaamejserne, at=NOW)


def test_conclude_before_the_second_is_in_is_refused(cast, assess):
    held = assess("asta", pia=Position.GREEN)
    with pytest.raises(Refused, match="begge"):
        conclude(cast, held, Position.GREEN)
    assert not JointAssessment.objects.exists()


def conclude(cast, held, position, justification="", **more):
    written = JointAssessment.objects.filter(assessment=held).first()
    more = {"built_on": written and written.concluded_at, **more}
    return actions.conclude(
        by=cast.actor("pia"), assessment=held, position=position, justification=justification,
        participants=[cast.pia.pk, cast.mads.pk], at=NOW, **more,
    )  # fmt: skip


def test_conclude_keeps_words_participants_and_dissent(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    joint = conclude(
        cast, held, Position.YELLOW, "Trækker sig fra legen", dissent="Jeg ser hende lege", dissent_by=cast.mads.pk
    )
    joint.refresh_from_db()
    assert (joint.position, joint.justification, joint.dissent, joint.dissent_by) == (
        "yellow",
        "Trækker sig fra legen",
        "Jeg ser hende lege",
        cast.mads,
    )
    assert set(joint.participants) == {cast.pia.pk, cast.mads.pk}
    assert (last().verb, last().before, last().after) == (Verb.ASSESSMENT_CONCLUDED, None, None)


def test_conclude_anew_until_the_parents_are_informed(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.GREEN)
    conclude(cast, held, Position.YELLOW, "Vi talte om det igen")
    assert (last().verb, last().before, last().after) == (Verb.ASSESSMENT_CONCLUDED, None, None)
    assert [one.position for one in held.joint.earlier.all()] == ["green"]
    actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
    with pytest.raises(Refused, match="orienteret"):
        conclude(cast, held, Position.RED, "For sent")
    assert JointAssessment.objects.get().position == "yellow"


def test_conclude_anew_keeps_every_earlier_wording(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    first = conclude(cast, held, Position.YELLOW, "Trækker sig", dissent="Hun leger", dissent_by=cast.mads.pk)
    assert not JointWording.objects.exists()
    later = {"built_on": first.concluded_at, "at": NOW + timedelta(hours=1), "assessment": held}
    both, second = [cast.mads.pk, cast.pia.pk], {"position": Position.RED, "justification": "Vi så mere"}
    actions.conclude(by=cast.actor("mads"), participants=both, **second, **later)
    later |= {"built_on": later["at"], "at": NOW + timedelta(hours=2)}
    actions.conclude(
        by=cast.actor("pia"), position=Position.GREEN, justification="", participants=[*both, cast.lars.pk], **later
    )
    kept = JointAssessment.objects.get().earlier.all()
    assert [(one.position, one.justification, one.dissent, one.dissent_by) for one in kept] == [
        ("yellow", "Trækker sig", "Hun leger", cast.mads),
        ("red", "Vi så mere", None, None),
    ]
    assert [(one.concluded_by, one.concluded_at) for one in kept] == [
        (cast.pia, NOW), (cast.mads, NOW + timedelta(hours=1)),
    ]  # fmt: skip
    assert [set(one.participants) for one in kept] == [{cast.pia.pk, cast.mads.pk}] * 2
    assert str(kept[0]) == str(kept[0].pk)
    with connection.cursor() as cursor:
        cursor.execute("SELECT justification FROM screening_jointwording ORDER BY concluded_at")
        assert "Trækker" not in bytes(cursor.fetchone()[0]).decode("latin-1")


def test_a_refused_conclusion_keeps_no_wording(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN)
    with pytest.raises(Refused, match="begrundelse"):
        conclude(cast, held, Position.RED)
    assert not JointWording.objects.exists()


def test_an_earlier_wording_is_never_changed_and_goes_only_with_an_entry(committed, cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    for position in (Position.YELLOW, Position.GREEN):
        conclude(cast, held, position, "Fordi")
    with pytest.raises(DatabaseError, match="Cannot update"):
        JointWording.objects.update(position="green")
    with pytest.raises(ProgrammingError, match="was not remembered"):
        JointWording.objects.all().delete()
    assert JointWording.objects.get().position == "yellow"


def test_a_mark_after_the_conclusion_is_refused(cast, opened, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN)
    with pytest.raises(Refused, match="uenighed"):
        actions.set_mark(by=cast.actor("lars"), round_unit=opened, child=cast.asta, position=Position.RED, at=NOW)


def test_one_assessor_is_chosen_openly(cast, assess):
    held = assess("asta", pia=Position.GREEN)
    actions.choose_single_assessor(
        by=cast.actor("pia"), assessment=held, reason="Mads er på barsel hele runden", at=NOW
    )
    assert (last().verb, last().child_ids) == (Verb.SINGLE_ASSESSOR_CHOSEN, [cast.asta.pk])
    joint = actions.conclude(
        by=cast.actor("pia"),
        assessment=held,
        position=Position.GREEN,
        justification="",
        participants=[cast.pia.pk],
        at=NOW,
    )
    assert joint.participants == [cast.pia.pk]


def test_alone_is_said_by_the_one_who_has_handed_in(cast, assess):
    """Or it would open the colleague's sealed view."""
    held = assess("asta", mads=Position.RED)
    with pytest.raises(Refused, match="Aflever din egen"):
        actions.choose_single_assessor(by=cast.actor("pia"), assessment=held, reason="Jeg vil gerne kigge", at=NOW)
    actions.choose_single_assessor(by=cast.actor("mads"), assessment=held, reason="Pia er syg hele runden", at=NOW)
    with pytest.raises(Refused, match="vurderes af én"):
        actions.set_mark(
            by=cast.actor("pia"), round_unit=held.round_unit, child=cast.asta, position=Position.GREEN, at=NOW
        )
    conclude_alone = {"by": cast.actor("mads"), "assessment": held, "position": Position.GREEN, "justification": ""}
    actions.conclude(**conclude_alone, participants=[cast.mads.pk], at=NOW)
    with pytest.raises(Refused, match="er skrevet"):
        actions.choose_single_assessor(by=cast.actor("mads"), assessment=held, reason="En gang til", at=NOW)


@pytest.mark.parametrize("people", [["pia", "pia"], ["pia", "else_"], ["pia"]])
def test_two_people_are_two_of_the_house(cast, assess, people):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    who = [cast.members[name].pk for name in people]
    with pytest.raises(Refused, match="mindst to"):
        actions.conclude(
            by=cast.actor("pia"), assessment=held, position=Position.GREEN, justification="", participants=who, at=NOW
        )


def test_a_colleagues_dissent_is_theirs(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN, dissent="Jeg ser uro", dissent_by=cast.mads.pk)
    with pytest.raises(Refused, match="Kun kollegaen selv"):
        conclude(cast, held, Position.GREEN)
    with pytest.raises(Refused, match="Kun kollegaen selv"):
        conclude(cast, held, Position.GREEN, dissent="Jeg ser uro", dissent_by=cast.pia.pk)
    assert JointAssessment.objects.get().dissent_by == cast.mads
    with pytest.raises(Refused, match="med i dialogen"):
        conclude(cast, held, Position.GREEN, dissent="Jeg ser uro", dissent_by=cast.lars.pk)


def test_a_stale_page_writes_nothing_over(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN)
    with pytest.raises(Refused, match="imens"):
        conclude(cast, held, Position.RED, "Fra en gammel side", built_on=None)
    assert JointAssessment.objects.get().position == "green"


def test_inform_parents_once_and_after_the_conclusion(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    with pytest.raises(Refused, match="først"):
        actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)
    conclude(cast, held, Position.GREEN)
    made = actions.inform_parents(by=cast.actor("mads"), assessment=held, informed_on=TODAY, way=Way.PHONE, at=NOW)
    assert (made.informed_on, made.way, made.recorded_by) == (date(2026, 11, 23), "phone", cast.mads)
    assert (last().verb, last().after) == (Verb.PARENTS_INFORMED, {"on": "2026-11-23", "way": "phone"})
    with pytest.raises(Refused, match="allerede"):
        actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW)


@pytest.mark.parametrize("name", ["else_", "vera", "sara", "dorte", "ali"])
def test_the_joint_assessment_is_out_of_the_strangers_reach(cast, assess, name):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    by = cast.actor(name)
    for act in (
        lambda: actions.conclude(
            by=by,
            assessment=held,
            position=Position.GREEN,
            justification="",
            participants=[cast.pia.pk, cast.mads.pk],
            at=NOW,
        ),
        lambda: actions.inform_parents(by=by, assessment=held, informed_on=TODAY, way=Way.TALK, at=NOW),
        lambda: actions.choose_single_assessor(by=by, assessment=held, reason="Fordi jeg siger det", at=NOW),
    ):
        with pytest.raises(NotHere):
            act()


def test_an_instrument_is_adopted_once_and_only_by_those_who_may(cast, planned):
    shipped = instrument.shipped()[0]
    before = InstrumentVersion.objects.get().indicators.count()
    actions.adopt_instrument(by=cast.actor("jens"), instrument=shipped, at=NOW)
    assert InstrumentVersion.objects.get().indicators.count() == before == len(shipped.signs)
    with pytest.raises(NotHere):
        actions.adopt_instrument(by=cast.actor("pia"), instrument=shipped, at=NOW)


def test_an_account_without_a_staff_member_assesses_nothing(cast, opened):
    actor = replace(cast.actor("mads"), staff=None)
    with pytest.raises(NotHere):
        actions.set_mark(by=actor, round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)


def test_two_colleagues_and_double_clicks_at_once_make_one_row_each(committed, cast, opened):
    """Eight at the same instant, four by each: no error, one assessment, one view and one entry each."""
    start, errors = Barrier(8), []

    def work(name: str) -> None:
        try:
            start.wait()
            actions.set_mark(by=cast.actor(name), round_unit=opened, child=cast.bo, position=Position.GREEN, at=NOW)
        except Exception as error:  # noqa: BLE001 -- whatever it is, the test shall see it
            errors.append(error)
        finally:
            connection.close()

    threads = [Thread(target=work, args=(name,)) for name in ["pia", "mads"] * 4]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    assert errors == []
    assert Assessment.objects.count() == 1
    assert OwnAssessment.objects.count() == 2
    assert Entry.objects.filter(verb=Verb.MARK_SET).count() == 2  # what is said again is not said twice
