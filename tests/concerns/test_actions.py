"""Every verb: the changed row, the exact entry in the log, and that a refusal leaves nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, close_old_connections, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from samspor.access.rules import Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.ics import Ics
from samspor.base.refused import NotHere, Refused
from samspor.concerns import actions, instrument, queries
from samspor.concerns.models import (
    AnonymousConsultation,
    Concern,
    ConcernDraft,
    EarlierWording,
    Factor,
    HardStop,
    Involvement,
    NextStep,
    Reopening,
    RulerMark,
    Scale,
    ScaleStep,
    Voice,
    Wanted,
)
from samspor.concerns.rules.stops import Answer, Route, StopKind
from samspor.concerns.rules.words import Audience, Circle, FactorKind, House, Party, State, Theme, Whose, WrittenBy
from samspor.people import api as people
from samspor.people.models import Employment
from samspor.people.rules import LeftReason
from samspor.screening import api as screening
from samspor.screening.rules import Position, Way
from tests import factories
from tests.access.world import _assessed, _round
from tests.cast import BEGAN, NOW, TODAY
from tests.concerns.conftest import NO, photo
from tests.factories import remembered

DAY = timedelta(days=1)
LATER = NOW + timedelta(minutes=5)


def entry(verb: Verb) -> Entry:
    return Entry.objects.filter(verb=verb).latest("pk")


def factor(cast, concern, by="pia", **more):
    said = {"kind": FactorKind.STRAINING, "circle": Circle.CHILD, "text": "Siger nej til at lege", "ics": [],
            "observed_on": TODAY, "at": NOW} | more  # fmt: skip
    return actions.add_factor(by=cast.actor(by), concern=concern, **said)


def step(cast, concern, by="pia", **more):
    said = {"what": "Leg i en lille gruppe", "who": cast.mads, "where": "Blåmejserne", "due_on": TODAY + 7 * DAY,
            "review_on": TODAY + 28 * DAY, "at": NOW} | more  # fmt: skip
    return actions.agree_step(by=cast.actor(by), concern=concern, **said)


def mark(cast, concern, ruler, by="pia", value=3, key="wellbeing", **more):
    said = {"axis": ruler.axes.get(key=key), "step": ruler.steps.get(value=value), "said_on": TODAY, "at": NOW} | more
    return actions.set_own_mark(by=cast.actor(by), concern=concern, **said)


def said_by(cast, concern, ruler, whose, by="pia", value=4, **more):
    said = {"name": "Lone Øster", "role_words": "mor", "axis": ruler.axes.get(key="wellbeing"),
            "step": ruler.steps.get(value=value), "said_on": TODAY, "at": NOW} | more  # fmt: skip
    return actions.mark_for(by=cast.actor(by), concern=concern, whose=whose, **said)


def voice(cast, concern, by="pia", **more):
    said = {"house": House.WORRIES, "text": "Der er for meget larm", "drawing": None, "is_verbatim": True,
            "written_by": WrittenBy.ADULT, "said_on": TODAY, "at": NOW} | more  # fmt: skip
    return actions.keep_voice(by=cast.actor(by), concern=concern, **said)


def test_a_scale_is_taken_into_use_once_and_is_left_as_it_was(cast, ruler):
    again = replace(instrument.shipped()[0], title="Et andet navn")
    same = actions.adopt_scale(by=cast.actor("jens"), ruler=again, at=LATER)
    assert (same.pk, same.title, same.adopted_at) == (ruler.pk, "Trivselslinealen i fem trin", NOW)
    assert Entry.objects.filter(verb=Verb.SCALE_ADOPTED, about_id=str(ruler.pk)).count() == 1
    assert entry(Verb.SCALE_ADOPTED).actor_name == "Jens Holt"


@pytest.mark.parametrize("name", ["pia", "lars", "ali", "dorte"])
def test_a_scale_is_taken_into_use_by_the_project(cast, name):
    with pytest.raises(NotHere):
        actions.adopt_scale(by=cast.actor(name), ruler=instrument.shipped()[0], at=NOW)
    assert not Scale.objects.exists()


def test_a_newer_version_succeeds_the_one_before(cast, concern, ruler):
    newer = replace(instrument.shipped()[0], version="2")
    made = actions.adopt_scale(by=cast.actor("jens"), ruler=newer, at=LATER)
    assert [one for one in queries.current_scales() if one.key == ruler.key] == [made]
    with pytest.raises(Refused, match="afløst"):
        mark(cast, concern, ruler)
    mark(cast, concern, made)


def test_rows_say_no_more_than_they_need(concern, ruler):
    assert (str(concern), str(ruler)) == (str(concern.pk), "Trivselslinealen i fem trin")


def test_start_concern_stands_where_the_child_is_and_remembers(cast, concern):
    assert (concern.unit, concern.group, concern.started_by) == (cast.solsikken, cast.blaamejserne, cast.pia)
    kinds = {one.kind: (one.text, one.circle, one.observed_on) for one in concern.factors.all()}
    assert kinds == {
        "protective": ("Elsker at bygge med klodser", "", None),
        "straining": ("Står tit alene ved hegnet", "", TODAY),
    }
    assert {one.kind: one.answer for one in concern.answers.all()} == {"violence": "no", "honour": "no"}
    started = entry(Verb.CONCERN_STARTED)
    assert (started.actor_name, started.child_ids, started.after) == (
        "Pia Holm", [cast.bo.pk], {"unit": str(cast.solsikken.pk)},
    )  # fmt: skip
    assert "hegnet" not in json.dumps([one.after for one in Entry.objects.all()], default=str)


@pytest.mark.parametrize(("name", "child", "unit"), [("sara", "asta", "familie"), ("anna", "frida", "sundhedsplejen")])
def test_who_comes_from_elsewhere_begins_it_at_home(cast, begin, name, child, unit):
    """A health visitor's concern is not by itself the institution's."""
    made = begin(child, by=name)
    assert (made.unit, made.group) == (cast.members[unit], None)


def test_who_is_employed_nowhere_begins_nothing(cast):
    sara = cast.actor("sara")
    remembered()
    Employment.objects.filter(staff=cast.sara).delete()
    with pytest.raises(Refused, match="ikke ansat"):
        queries.place_of(sara, cast.asta)


@pytest.mark.parametrize(
    ("name", "child"), [("else_", "bo"), ("vera", "bo"), ("ali", "bo"), ("pia", "frida"), ("sara", "bo")]
)
def test_a_concern_is_begun_by_those_who_have_to_do_with_the_child(begin, name, child):
    with pytest.raises(NotHere):
        begin(child, by=name)
    assert not Concern.objects.exists()


@pytest.mark.parametrize(("more", "said"), [
    ({"observed_on": TODAY + DAY}, "fremtiden"), ({"worries": "  "}, "egne ord"),
])  # fmt: skip
def test_start_concern_with_what_can_not_be_leaves_nothing(cast, begin, more, said):
    actions.save_draft(by=cast.actor("pia"), child=cast.bo, typed={"worries": "Kladde"}, at=NOW)
    with pytest.raises(Refused, match=said), transaction.atomic():
        begin(**more)
    assert not Concern.objects.exists()
    assert json.loads(ConcernDraft.objects.get().typed) == {"worries": "Kladde"}


def test_a_draft_is_kept_over_and_over_and_spent_when_the_concern_begins(cast, begin):
    for words in ("Sta", "Står tit al"):
        actions.save_draft(by=cast.actor("pia"), child=cast.bo, typed={"worries": words}, at=NOW)
    draft = queries.draft_of(cast.actor("pia"), cast.bo)
    assert json.loads(draft.typed) == {"worries": "Står tit al"}
    assert queries.draft_of(cast.actor("mads"), cast.bo) is None
    assert [one.pk for one in queries.drafts_of(cast.actor("pia"))] == [draft.pk]
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed FROM concerns_concerndraft")
        assert b"hegnet" not in bytes(cursor.fetchone()[0])
    begin()
    assert not ConcernDraft.objects.exists()
    with pytest.raises(NotHere):
        actions.save_draft(by=cast.actor("else_"), child=cast.bo, typed={}, at=NOW)


def test_a_concern_may_grow_from_an_assessment_of_the_same_child(cast, begin):
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    round_unit = _round(cast.actor("lars"), cast.solsikken, version)
    assessment = _assessed(cast, round_unit, "bo", ("pia", "mads"))
    assert begin(assessment=assessment).assessment == assessment
    with pytest.raises(NotHere):
        begin("asta", assessment=assessment)
    with pytest.raises(NotHere):
        begin("asta", by="sara", assessment=_assessed(cast, round_unit, "asta", ("pia",)))
    assert queries.assessment_to_start_from(cast.actor("pia"), [cast.bo.pk]) is None
    screening.conclude(
        by=cast.actor("pia"), assessment=assessment, position=Position.YELLOW, justification="Trækker sig",
        participants=[cast.pia.pk, cast.mads.pk], at=NOW,
    )  # fmt: skip
    assert queries.assessment_to_start_from(cast.actor("pia"), [cast.bo.pk]) == assessment
    assert queries.assessment_to_start_from(cast.actor("sara"), [cast.bo.pk]) is None


def test_a_yes_sets_a_stop_and_a_no_does_not_take_it(cast, begin):
    concern = begin(answers=None)
    assert queries.state_now(concern) is State.STARTED
    pia = cast.actor("pia")
    actions.answer_first(by=pia, concern=concern, kind=StopKind.HONOUR, answer=Answer.NO, at=NOW)
    actions.answer_first(by=pia, concern=concern, kind=StopKind.VIOLENCE, answer=Answer.YES, at=NOW)
    stop = HardStop.objects.get()
    assert (stop.kind, stop.by, stop.lifted_at) == ("violence", cast.pia, None)
    assert entry(Verb.HARD_STOP_SET).after == {"kind": "violence"}
    assert entry(Verb.FIRST_QUESTION_ANSWERED).after == {"kind": "violence", "answer": "yes"}
    assert queries.state_now(concern) is State.STOPPED
    with pytest.raises(Refused, match="myndigheden"):
        actions.answer_first(by=cast.actor("lars"), concern=concern, kind=StopKind.VIOLENCE, answer=Answer.NO, at=NOW)
    actions.answer_first(by=pia, concern=concern, kind=StopKind.VIOLENCE, answer=Answer.YES, at=NOW)
    assert HardStop.objects.count() == 1


REASON = "Forældrene er hørt, og barnet er trygt."


def test_lift_stop_is_the_authoritys_with_a_reason_that_stays(cast, stopped):
    stop = stopped.stops.get()
    with pytest.raises(Refused, match="hel sætning"):
        actions.lift_stop(by=cast.actor("sara"), stop=stop, reason="Ok nu", at=NOW)
    lifted = actions.lift_stop(by=cast.actor("sara"), stop=stop, reason=REASON, at=LATER)
    assert (lifted.lifted_by, lifted.lifted_at, lifted.lift_reason) == (cast.sara, LATER, REASON)
    assert (entry(Verb.HARD_STOP_LIFTED).actor_name, entry(Verb.HARD_STOP_LIFTED).after) == (
        "Sara Munk", {"kind": "violence"},
    )  # fmt: skip
    assert queries.state_now(stopped) is State.OPEN
    queries.check_way_out(cast.actor("pia"), stopped, Route.PRINT)
    with pytest.raises(Refused, match="allerede"):
        actions.lift_stop(by=cast.actor("sara"), stop=stop, reason=REASON, at=LATER)


@pytest.mark.parametrize("name", ["pia", "lars", "peter", "anna", "henrik", "fatma", "else_", "ali"])
def test_nobody_else_lifts_a_stop(cast, stopped, name):
    """Henrik leads the family department, and has no relation to Asta."""
    with pytest.raises(NotHere):
        actions.lift_stop(by=cast.actor(name), stop=stopped.stops.get(), reason=REASON, at=NOW)


def outgoing(cast, concern, ruler):
    """Every action of the room by which something would reach a parent."""
    pia = cast.actor("pia")
    piece = actions.approve_voice(by=pia, voice=voice(cast, concern), allowed=[Audience.PARENTS], at=NOW)
    return {
        Route.CONVERSATION: lambda: actions.involve(
            by=pia, concern=concern, party=Party.PARENTS, involved_on=TODAY, words="Vi ringede", at=NOW
        ),
        Route.OWN_MARK: lambda: said_by(cast, concern, ruler, Whose.PARENT),
        Route.CHILDS_WORDS: lambda: actions.share_voice(by=pia, voice=piece, shared_on=TODAY, at=NOW),
        Route.PRINT: lambda: queries.check_way_out(pia, concern, Route.PRINT),
    }


@pytest.mark.parametrize("route", [Route.CONVERSATION, Route.OWN_MARK, Route.CHILDS_WORDS, Route.PRINT])
@pytest.mark.parametrize("kind", StopKind)
def test_a_stop_holds_every_way_to_the_parents_also_from_the_childs_other_concerns(cast, begin, ruler, route, kind):
    concern = begin("asta")
    way = outgoing(cast, concern, ruler)[route]
    begin("asta", by="sara", answers=NO | {kind: Answer.YES})  # in the family department, which Pia does not read
    with pytest.raises(Refused, match="sat et stop") as refused:
        way()
    assert "mistanke" not in refused.value.sentence
    actions.lift_stop(by=cast.actor("sara"), stop=HardStop.objects.get(), reason=REASON, at=NOW)
    way()


@pytest.mark.parametrize("route", Route)
def test_one_is_told_the_kind_of_what_one_may_read(cast, stopped, route):
    with pytest.raises(Refused, match="mistanke om vold"):
        queries.check_way_out(cast.actor("pia"), stopped, route)


def test_nothing_goes_out_before_the_two_questions_are_answered(cast, begin):
    concern = begin(answers=None)
    with pytest.raises(Refused, match="Svar først"):
        actions.involve(
            by=cast.actor("pia"), concern=concern, party=Party.PARENTS, involved_on=TODAY, words="Hej", at=NOW
        )
    actions.involve(by=cast.actor("pia"), concern=concern, party=Party.LEADER, involved_on=TODAY, words="Hej", at=NOW)


def test_a_factor_is_reworded_by_its_author_and_the_old_words_stay(cast, concern):
    made = factor(cast, concern, ics=[Ics.FRIENDSHIPS, Ics.LEARNING, Ics.LEARNING])
    assert made.ics == ["friendships", "learning"]
    with pytest.raises(Refused, match="kollegas"):
        actions.reword_factor(by=cast.actor("mads"), factor=made, text="Nej", built_on=NOW, at=LATER)
    actions.reword_factor(by=cast.actor("pia"), factor=made, text="Siger ja efter lidt", built_on=NOW, at=LATER)
    made = Factor.objects.get(pk=made.pk)
    before = EarlierWording.objects.get()
    assert (made.text, made.worded_at, before.text, before.worded_at) == (
        "Siger ja efter lidt", LATER, "Siger nej til at lege", NOW,
    )  # fmt: skip
    assert (entry(Verb.FACTOR_REWORDED).before, entry(Verb.FACTOR_REWORDED).after) == (None, None)
    with pytest.raises(Refused, match="imens"):
        actions.reword_factor(by=cast.actor("pia"), factor=made, text="Fra et gammelt vindue", built_on=NOW, at=LATER)


def test_a_factor_is_withdrawn_and_stays_in_the_history(cast, concern):
    made = factor(cast, concern)
    with pytest.raises(Refused, match="kollegas"):
        actions.withdraw_factor(by=cast.actor("lars"), factor=made, at=LATER)
    actions.withdraw_factor(by=cast.actor("pia"), factor=made, at=LATER)
    made = Factor.objects.get(pk=made.pk)
    assert (made.withdrawn_at, made.text) == (LATER, "Siger nej til at lege")
    assert entry(Verb.FACTOR_WITHDRAWN).child_ids == [cast.bo.pk]
    with pytest.raises(Refused, match="trukket tilbage"):
        actions.withdraw_factor(by=cast.actor("pia"), factor=made, at=LATER)


@pytest.mark.parametrize(("more", "said"), [
    ({"observed_on": TODAY + DAY}, "fremtiden"), ({"observed_on": None}, "hvilken dag"),
    ({"text": " "}, "egne ord"), ({"observed_on": TODAY.replace(year=2020)}, "fødsel"),
])  # fmt: skip
def test_a_factor_that_can_not_be_is_refused(cast, concern, more, said):
    with pytest.raises(Refused, match=said):
        factor(cast, concern, **more)


def test_what_must_happen_is_kept_version_by_version(cast, concern):
    first = actions.write_wanted(by=cast.actor("pia"), concern=concern, text="En ven", built_on=None, at=NOW)
    with pytest.raises(Refused, match="imens"):
        actions.write_wanted(by=cast.actor("mads"), concern=concern, text="Noget andet", built_on=None, at=LATER)
    actions.write_wanted(by=cast.actor("mads"), concern=concern, text="To venner", built_on=first.entered_at, at=LATER)
    assert [one.text for one in Wanted.objects.order_by("entered_at")] == ["En ven", "To venner"]


def test_a_next_step_has_somebody_who_does_it_and_an_outcome(cast, concern):
    made = step(cast, concern)
    assert entry(Verb.NEXT_STEP_AGREED).after == {
        "who": str(cast.mads.pk), "due_on": "2026-11-30", "review_on": "2026-12-21",
    }  # fmt: skip
    with pytest.raises(Refused, match="arbejder med barnet"):
        step(cast, concern, who=cast.vera)
    with pytest.raises(Refused, match="allerede gået"):
        step(cast, concern, due_on=TODAY - DAY)
    done = actions.finish_step(by=cast.actor("mads"), step=made, done_on=TODAY, outcome="Han legede med", at=LATER)
    assert (done.done_on, done.outcome) == (TODAY, "Han legede med")
    assert entry(Verb.NEXT_STEP_DONE).after == {"done_on": "2026-11-23"}
    with pytest.raises(Refused, match="allerede"):
        actions.finish_step(by=cast.actor("pia"), step=done, done_on=TODAY, outcome="Igen", at=LATER)
    assert NextStep.objects.count() == 1


@pytest.mark.parametrize("how", ["ended", "moved"])
def test_a_step_whose_keeper_has_gone_falls_to_who_began_it_and_else_to_the_leader(cast, concern, how):
    """Mads keeps it; Pia began the concern in Solsikken, which Lars leads."""
    agreed, names = step(cast, concern), ("mads", "pia", "lars", "vera", "sara")

    def whose():
        return {name for name in names if agreed in queries.waiting_for(cast.actor(name)).steps}

    def gone(staff):
        remembered()
        held = Employment.objects.filter(staff=staff)
        held.update(period=(BEGAN, TODAY)) if how == "ended" else held.update(unit=cast.elverhoej)

    assert whose() == {"mads"}
    gone(cast.mads)
    assert whose() == {"pia"}
    gone(cast.pia)
    assert whose() == {"lars"}
    actions.finish_step(by=cast.actor("lars"), step=agreed, done_on=TODAY, outcome="De leger hver dag", at=LATER)
    assert whose() == set()


def test_a_concern_without_a_step_falls_to_the_leader_when_who_began_it_has_gone(cast, concern, as_):
    def whose():
        found = {name: queries.waiting_for(cast.actor(name)) for name in ("pia", "mads", "lars", "vera", "sara")}
        return {name for name, held in found.items() if concern in held.without_step}

    assert (whose(), "arbejder her ikke længere" in as_("lars").get("/").content.decode()) == ({"pia"}, False)
    remembered()
    Employment.objects.filter(staff=cast.pia).update(period=(BEGAN, TODAY))
    assert (whose(), "arbejder her ikke længere" in as_("lars").get("/").content.decode()) == ({"lars"}, True)
    step(cast, concern, by="lars")
    waiting = queries.waiting_for(cast.actor("lars"))
    assert (waiting.without_step, waiting.without_mark) == ([], [])  # a mark on the ruler is one's own to set


def test_a_child_that_has_left_asks_nobody_for_a_step(cast, begin):
    concern, other = begin("asta"), begin("carla", by="lars")
    agreed = step(cast, concern, who=cast.pia)

    def asked(name="pia"):
        held = queries.waiting_for(cast.actor(name))
        return [*held.steps, *held.without_step, *held.without_mark]

    assert (asked(), asked("lars")) == ([agreed, concern], [other])
    assert queries.ahead_of_child(cast.actor("pia"), cast.asta)[1] == [agreed]
    for child in (cast.asta, cast.carla):
        people.leave_municipality(by=cast.actor("lars"), child=child, on=TODAY, reason=LeftReason.DEAD, at=NOW)
    assert (asked(), asked("lars")) == ([], [])
    assert queries.ahead_of_child(cast.actor("pia"), cast.asta)[1] == []


def test_a_step_of_who_comes_to_the_child_by_name_is_theirs_also_on_a_merged_page(cast, merged):
    agreed = step(cast, merged, who=cast.sara)
    assert agreed in queries.waiting_for(cast.actor("sara")).steps
    assert agreed not in queries.waiting_for(cast.actor("pia")).steps


def moved(cast, child):
    """Vera leads Elverhøj as well, and takes the child in."""
    remembered()
    period = DateRange(BEGAN, None)
    Employment.objects.create(staff=cast.vera, unit=cast.elverhoej, role=Role.UNIT_LEADER, period=period)
    people.enrol(by=cast.actor("vera"), child=child, group=cast.alfer, starts_on=TODAY, at=NOW)


def test_who_is_around_the_child_is_told_to_those_who_see_the_child(cast, begin, merged):
    """Sara has to do with Asta by name: on the page that was kept, and on no list of those Asta has left."""
    pia, asta = cast.actor("pia"), begin("asta")
    assert cast.sara in queries.staff_around(pia, merged)
    assert cast.sara in queries.staff_around(pia, asta)
    moved(cast, cast.asta)
    for one in (Concern.objects.get(pk=merged.pk), Concern.objects.get(pk=asta.pk)):
        assert set(queries.staff_around(pia, one)) == {cast.lars, cast.mads, cast.pia}


def test_nobody_was_brought_in_tomorrow(cast, concern):
    with pytest.raises(Refused, match="fremtiden"):
        actions.involve(
            by=cast.actor("pia"), concern=concern, party=Party.PPR, involved_on=TODAY + DAY, words="Ja", at=NOW
        )
    assert not Involvement.objects.exists()


def test_a_mark_is_never_written_over(cast, concern, ruler):
    mark(cast, concern, ruler, value=3)
    mark(cast, concern, ruler, value=2, at=LATER)
    assert sorted(RulerMark.objects.values_list("step__value", "name", "role_words")) == [
        (2, "Pia Holm", "Pædagog"), (3, "Pia Holm", "Pædagog"),
    ]  # fmt: skip
    told = entry(Verb.RULER_MARKED)
    assert told.after == {"whose": "staff", "axis": str(ruler.axes.get(key="wellbeing").pk)}


def test_ones_own_mark_is_sealed_for_the_others_until_two_are_in(cast, concern, ruler):
    mark(cast, concern, ruler, by="pia", value=2)
    said_by(cast, concern, ruler, Whose.PARENT)
    mark(cast, concern, ruler, by="pia", value=3, at=LATER)
    mark(cast, concern, ruler, by="mads", value=1, key="parental_care")

    def seen(name):
        return sorted((one.name, one.step.value) for one in queries.whole(cast.actor(name), concern).marks)

    assert seen("pia") == [("Lone Øster", 4), ("Pia Holm", 2), ("Pia Holm", 3)]
    assert seen("lars") == [("Lone Øster", 4)]
    assert queries.whole(cast.actor("lars"), concern).sealed == 3
    mark(cast, concern, ruler, by="mads", value=4)
    assert seen("lars") == [("Lone Øster", 4), ("Mads Kjær", 4), ("Pia Holm", 2), ("Pia Holm", 3)]


def test_its_author_may_open_a_mark(cast, concern, ruler):
    made = mark(cast, concern, ruler)
    with pytest.raises(Refused, match="kollegas"):
        actions.open_mark(by=cast.actor("mads"), mark=made, at=LATER)
    actions.open_mark(by=cast.actor("pia"), mark=made, at=LATER)
    actions.open_mark(by=cast.actor("pia"), mark=made, at=LATER + DAY)
    assert RulerMark.objects.get().opened_at == LATER
    assert [one.name for one in queries.whole(cast.actor("lars"), concern).marks] == ["Pia Holm"]


def test_a_step_of_another_ruler_is_refused(cast, concern, scales, ruler):
    with pytest.raises(Refused, match="ikke på linealen"):
        mark(cast, concern, ruler, step=ScaleStep.objects.get(scale=scales["skalering"], value=9))
    with pytest.raises(Refused, match="fremtiden"):
        mark(cast, concern, ruler, said_on=TODAY + DAY)
    with pytest.raises(NotHere):
        said_by(cast, concern, ruler, Whose.STAFF)
    with pytest.raises(Refused, match="egne ord"):
        said_by(cast, concern, ruler, Whose.CHILD, name=" ")
    assert not RulerMark.objects.exists()


def test_the_database_holds_a_professionals_mark_to_the_professional(cast, concern, ruler):
    made = mark(cast, concern, ruler)
    with pytest.raises(IntegrityError), transaction.atomic():
        RulerMark.objects.filter(pk=made.pk).update(staff=None)


def sights(cast, concern, *names):
    return {name: [(one.sight, one.piece and one.piece.text) for one in queries.voices_seen(cast.actor(name), concern)]
            for name in names}  # fmt: skip


def test_the_child_decides_who_sees_its_words(cast, begin):
    concern = begin("asta")
    one = voice(cast, concern)
    words = [("words", "Der er for meget larm")]
    others = ("mads", "lars", "sara", "anna")
    before = {"pia": words, "mads": [], "lars": [("exists", None)], "sara": [], "anna": []}
    assert sights(cast, concern, "pia", *others) == before
    with pytest.raises(Refused, match="kollegas"):
        actions.approve_voice(by=cast.actor("mads"), voice=one, allowed=[], at=LATER)
    actions.approve_voice(by=cast.actor("pia"), voice=one, allowed=[Audience.HELPERS, Audience.MY_ROOM], at=LATER)
    assert sights(cast, concern, "pia", *others) == {
        "pia": words, "mads": words, "lars": [("exists", None)], "sara": words, "anna": words,
    }  # fmt: skip
    assert entry(Verb.VOICE_APPROVED).after == {"allowed": ["helpers", "my_room"]}
    with pytest.raises(Refused, match="låst"):
        actions.approve_voice(by=cast.actor("pia"), voice=one, allowed=[], at=LATER)
    with pytest.raises(Refused, match="Spørg barnet"):
        actions.share_voice(by=cast.actor("pia"), voice=one, shared_on=TODAY, at=LATER)


def reworded(cast, piece, by="pia", **more):
    said = {"house": House.DREAMS, "text": "Det larmer lidt", "is_verbatim": False, "written_by": WrittenBy.CHILD,
            "said_on": TODAY, "at": LATER} | more  # fmt: skip
    return actions.reword_voice(by=cast.actor(by), voice=piece, **said)


def test_words_the_child_did_not_say_so_are_put_right_until_the_child_has_approved_them(cast, concern):
    one = voice(cast, concern, drawing=photo())
    now = reworded(cast, one)
    assert (now.house, now.text, now.is_verbatim, now.written_by) == ("dreams", "Det larmer lidt", False, "child")
    assert Voice.objects.get().drawing
    assert (entry(Verb.VOICE_REWORDED).after, entry(Verb.VOICE_REWORDED).before) == ({"house": "dreams"}, None)
    assert reworded(cast, one, text="").text is None  # the drawing says it
    with pytest.raises(Refused, match="fremtiden"):
        reworded(cast, one, said_on=TODAY + DAY)
    actions.approve_voice(by=cast.actor("pia"), voice=one, allowed=[], at=LATER)
    with pytest.raises(Refused, match="låst"):
        reworded(cast, one)
    with pytest.raises(Refused, match="låst"):
        actions.withdraw_voice(by=cast.actor("pia"), voice=one, at=LATER)


def test_a_piece_on_the_wrong_child_is_really_gone(cast, concern):
    one = voice(cast, concern, drawing=photo())
    with pytest.raises(Refused, match="Skriv barnets ord"):
        reworded(cast, voice(cast, concern), text=" ")
    actions.withdraw_voice(by=cast.actor("pia"), voice=one, at=LATER)
    assert not Voice.objects.filter(pk=one.pk).exists()
    told = entry(Verb.VOICE_WITHDRAWN)
    assert (told.child_ids, told.before, told.after) == ([cast.bo.pk], None, None)
    assert [one.sight for one in queries.voices_seen(cast.actor("lars"), concern)] == ["exists"]


@pytest.mark.parametrize("verb", [reworded, lambda cast, piece, by: actions.withdraw_voice(
    by=cast.actor(by), voice=piece, at=LATER)])  # fmt: skip
def test_only_its_writer_mends_a_piece(cast, concern, verb):
    one = voice(cast, concern)
    with pytest.raises(Refused, match="kollegas"):
        verb(cast, one, by="mads")
    with pytest.raises(NotHere):
        verb(cast, one, by="fatma")
    assert Voice.objects.get().text == "Der er for meget larm"


def test_what_the_child_lets_its_parents_see_is_shown_on_a_day(cast, concern):
    one = voice(cast, concern, drawing=photo("PNG"), text="")
    actions.approve_voice(by=cast.actor("pia"), voice=one, allowed=[Audience.PARENTS], at=NOW)
    for day in (TODAY + DAY, TODAY - DAY):
        with pytest.raises(Refused, match="den dag"):
            actions.share_voice(by=cast.actor("pia"), voice=one, shared_on=day, at=NOW)
    shared = actions.share_voice(by=cast.actor("pia"), voice=one, shared_on=TODAY, at=NOW)
    assert (shared.shared_on, shared.text) == (TODAY, None)
    assert entry(Verb.VOICE_SHARED).after == {"on": "2026-11-23"}


def shown_to_parents(cast, concern):
    one = voice(cast, concern)
    actions.approve_voice(by=cast.actor("pia"), voice=one, allowed=[Audience.PARENTS], at=NOW)
    return actions.share_voice(by=cast.actor("pia"), voice=one, shared_on=TODAY, at=NOW)


@pytest.mark.parametrize(("minutes", "fine"), [(13 * 60 + 29, True), (13 * 60 + 30, False), (24 * 60, False)])
def test_that_it_was_shown_is_taken_back_until_midnight(cast, concern, minutes, fine):
    one, at = shown_to_parents(cast, concern), NOW + timedelta(minutes=minutes)
    if fine:
        held = actions.take_back_sharing(by=cast.actor("pia", at), voice=one, at=at)
        assert (held.shared_on, held.shared_at) == (None, None)
        assert entry(Verb.VOICE_SHARING_TAKEN_BACK).before == {"on": "2026-11-23"}
    else:
        with pytest.raises(Refused, match="samme dag"):
            actions.take_back_sharing(by=cast.actor("pia", at), voice=one, at=at)


def test_what_was_not_shown_is_not_taken_back_nor_by_a_colleague(cast, concern):
    with pytest.raises(Refused, match="samme dag"):
        actions.take_back_sharing(by=cast.actor("pia"), voice=voice(cast, concern), at=NOW)
    with pytest.raises(Refused):
        actions.take_back_sharing(by=cast.actor("mads"), voice=shown_to_parents(cast, concern), at=NOW)
    with pytest.raises(NotHere):
        actions.take_back_sharing(by=cast.actor("else_"), voice=Voice.objects.latest("entered_at"), at=NOW)


def test_a_drawing_is_sealed_in_the_database(cast, concern):
    one = voice(cast, concern, drawing=photo())
    with connection.cursor() as cursor:
        cursor.execute("SELECT drawing FROM concerns_voice WHERE id = %s", [one.pk])
        held = bytes(cursor.fetchone()[0])
    assert held[0] == 1
    assert one.drawing.encode() not in held
    with pytest.raises(Refused, match="kan ikke læses"):
        voice(cast, concern, drawing=b"virus")
    with pytest.raises(Refused, match="Skriv barnets ord"):
        voice(cast, concern, text=" ")
    assert Voice.objects.count() == 1


def test_close_concern_says_what_came_of_it(cast, concern):
    closed = actions.close_concern(
        by=cast.actor("lars"),
        concern=concern,
        outcome="Bo leger med Asta hver dag",
        childs_words="Mindre larm",
        at=LATER,
    )
    assert (closed.closed_at, closed.closed_by) == (LATER, cast.lars)
    assert queries.state_now(closed) is State.CLOSED
    assert entry(Verb.CONCERN_CLOSED).child_ids == [cast.bo.pk]
    with pytest.raises(Refused, match="afsluttet"):
        factor(cast, concern)
    with pytest.raises(IntegrityError), transaction.atomic():
        Concern.objects.filter(pk=concern.pk).update(childs_words=None)


ENDED = {"outcome": "Bo leger med Asta hver dag", "childs_words": "Mindre larm"}
AGAIN = "Han står ved hegnet igen"


def test_a_closed_concern_is_opened_again_and_how_it_was_closed_is_kept(cast, concern):
    pia = cast.actor("pia")
    with pytest.raises(Refused, match="ikke afsluttet"):
        actions.reopen_concern(by=pia, concern=concern, reason=AGAIN, at=LATER)
    actions.close_concern(by=cast.actor("lars"), concern=concern, **ENDED, childs_room="På tur", at=NOW)
    with pytest.raises(Refused, match="hel sætning"):
        actions.reopen_concern(by=pia, concern=concern, reason="Igen", at=LATER)
    opened = actions.reopen_concern(by=pia, concern=concern, reason=AGAIN, at=LATER)
    kept = Reopening.objects.get()
    assert (kept.outcome, kept.childs_words, kept.reason) == (*ENDED.values(), AGAIN)
    assert (kept.closed_at, kept.closed_by, kept.by) == (NOW, cast.lars, cast.pia)
    assert (opened.closed_at, opened.closed_by, opened.childs_room) == (None, None, "På tur")
    assert queries.state_now(opened) is State.OPEN
    assert (entry(Verb.CONCERN_REOPENED).child_ids, entry(Verb.CONCERN_REOPENED).after) == ([cast.bo.pk], None)
    factor(cast, opened)
    again = actions.close_concern(by=pia, concern=opened, **ENDED, childs_way="Med en tegning", at=LATER)
    assert (again.childs_room, again.childs_way, again.childs_hearers) == (None, "Med en tegning", None)


def test_a_concern_of_a_child_who_has_left_is_not_opened_again(cast, concern):
    actions.close_concern(by=cast.actor("pia"), concern=concern, **ENDED, at=NOW)
    moved(cast, cast.bo)
    with pytest.raises(Refused, match="går ikke længere i enheden"):
        actions.reopen_concern(by=cast.actor("pia"), concern=concern, reason=AGAIN, at=NOW)


def test_a_step_is_not_done_after_all(cast, concern):
    agreed, by = step(cast, concern), cast.actor("mads")
    with pytest.raises(Refused, match="ikke skrevet som gjort"):
        actions.undo_step(by=by, step=agreed, at=NOW)
    actions.finish_step(by=by, step=agreed, done_on=TODAY, outcome="Han grinede", at=NOW)
    undone = actions.undo_step(by=by, step=agreed, at=LATER)
    assert (undone.done_on, undone.outcome) == (None, "Han grinede")
    assert entry(Verb.NEXT_STEP_UNDONE).before == {"done_on": "2026-11-23"}


def test_who_wrote_that_somebody_was_involved_takes_it_back(cast, concern):
    said = {"concern": concern, "party": Party.PPR, "involved_on": TODAY, "words": "Vi ringede", "at": NOW}
    made = actions.involve(by=cast.actor("pia"), **said)
    with pytest.raises(Refused, match="kollegas"):
        actions.withdraw_involvement(by=cast.actor("mads"), involvement=made, at=LATER)
    actions.withdraw_involvement(by=cast.actor("pia"), involvement=made, at=LATER)
    assert (Involvement.objects.get().withdrawn_at, Involvement.objects.get().words) == (LATER, "Vi ringede")
    with pytest.raises(Refused, match="trukket tilbage"):
        actions.withdraw_involvement(by=cast.actor("pia"), involvement=made, at=LATER)


def test_ones_own_consultation_is_deleted_and_nobody_elses(cast):
    said = {"theme": Theme.RELATIONS, "text": "En dreng med rødt hår", "confirmed": (), "at": NOW}
    made = actions.consult_anonymously(by=cast.actor("pia"), **said)
    with pytest.raises(NotHere):
        actions.withdraw_consultation(by=cast.actor("mads"), consultation=made, at=LATER)
    actions.withdraw_consultation(by=cast.actor("pia"), consultation=made, at=LATER)
    assert not AnonymousConsultation.objects.exists()
    assert (entry(Verb.CONSULTATION_WITHDRAWN).before, entry(Verb.CONSULTATION_WITHDRAWN).child_ids) == (None, [])


def test_a_child_who_has_left_the_unit_is_not_written_about_there(cast, concern):
    moved(cast, cast.bo)
    with pytest.raises(Refused, match="går ikke længere i enheden"):
        factor(cast, concern)
    actions.close_concern(
        by=cast.actor("pia"), concern=concern, outcome="Han er flyttet til Elverhøj", childs_words="Ikke spurgt", at=NOW
    )


def test_a_child_who_has_left_the_municipality_is_not_written_about(cast, begin):
    concern = begin("asta", by="sara")
    people.leave_municipality(by=cast.actor("lars"), child=cast.asta, on=TODAY, reason=LeftReason.MOVED_AWAY, at=NOW)
    with pytest.raises(Refused, match="ikke længere i kommunen"):
        factor(cast, concern, by="sara")


def test_the_two_questions_are_answered_also_after_the_child_moved(cast, begin):
    """What was not answered could else never be ended, and a yes must always be able to be said."""
    concern, pia = begin("asta", answers={}), cast.actor("pia")
    moved(cast, cast.asta)
    end = {"by": pia, "outcome": "Hun er flyttet til Elverhøj", "childs_words": "Ikke spurgt", "at": NOW}
    for kind in StopKind:
        actions.answer_first(by=pia, concern=concern, kind=kind, answer=Answer.NO, at=NOW)
    actions.answer_first(by=pia, concern=concern, kind=StopKind.VIOLENCE, answer=Answer.YES, at=LATER)
    assert HardStop.objects.get().kind == StopKind.VIOLENCE
    actions.lift_stop(by=cast.actor("sara"), stop=HardStop.objects.get(), reason=REASON, at=LATER)
    actions.close_concern(concern=concern, **end)
    with pytest.raises(Refused, match="afsluttet"):
        actions.answer_first(by=pia, concern=concern, kind=StopKind.HONOUR, answer=Answer.YES, at=LATER)


def test_an_anonymous_consultation_has_room_for_nobody():
    fields = {field.name for field in AnonymousConsultation._meta.get_fields()}
    assert fields == {"id", "theme", "text", "by", "entered_at"}


def test_names_and_numbers_do_not_come_into_a_consultation(cast):
    pia = cast.actor("pia")
    said = {"by": pia, "theme": Theme.WELLBEING, "at": NOW}
    for text, why in (
        ("Et barn, 740322-4001, græder", "CPR-nummer"), ("Asta græder", "hedder sådan: Asta"), (" ", "egne ord"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=why):
            actions.consult_anonymously(text=text, confirmed=[], **said)
    made = actions.consult_anonymously(text="Asta er en by i Italien. Frida er en maler.", confirmed=["Asta"], **said)
    assert list(queries.consultations_of(pia)) == [made]
    assert list(queries.consultations_of(cast.actor("mads"))) == []
    told = entry(Verb.CONSULTED_ANONYMOUSLY)
    assert (told.child_ids, told.after) == ([], {
        "theme": "wellbeing", "words_said_to_be_no_name": 1, "numbers_said_to_be_no_cpr": 0,
    })  # fmt: skip
    with pytest.raises(NotHere):
        actions.consult_anonymously(by=cast.actor("dorte"), theme=Theme.HOME, text="Hej", confirmed=[], at=NOW)


@pytest.mark.parametrize("name", ["else_", "vera", "ali", "dorte"])
def test_a_stranger_does_nothing_in_a_concern(cast, concern, ruler, name):
    made, piece, own, agreed = (
        factor(cast, concern),
        voice(cast, concern),
        mark(cast, concern, ruler),
        step(cast, concern),
    )
    by = cast.actor(name)
    for act in (
        lambda: factor(cast, concern, by=name),
        lambda: actions.reword_factor(by=by, factor=made, text="x", built_on=NOW, at=NOW),
        lambda: actions.withdraw_factor(by=by, factor=made, at=NOW),
        lambda: actions.write_wanted(by=by, concern=concern, text="x", built_on=None, at=NOW),
        lambda: step(cast, concern, by=name),
        lambda: actions.finish_step(by=by, step=agreed, done_on=TODAY, outcome="x", at=NOW),
        lambda: actions.involve(by=by, concern=concern, party=Party.PPR, involved_on=TODAY, words="x", at=NOW),
        lambda: mark(cast, concern, ruler, by=name),
        lambda: said_by(cast, concern, ruler, Whose.CHILD, by=name),
        lambda: actions.open_mark(by=by, mark=own, at=NOW),
        lambda: voice(cast, concern, by=name),
        lambda: actions.approve_voice(by=by, voice=piece, allowed=[], at=NOW),
        lambda: actions.share_voice(by=by, voice=piece, shared_on=TODAY, at=NOW),
        lambda: actions.answer_first(by=by, concern=concern, kind=StopKind.HONOUR, answer=Answer.YES, at=NOW),
        lambda: actions.close_concern(by=by, concern=concern, outcome="x", childs_words="x", at=NOW),
        lambda: actions.reopen_concern(by=by, concern=concern, reason=AGAIN, at=NOW),
        lambda: actions.undo_step(by=by, step=agreed, at=NOW),
        lambda: reworded(cast, piece, by=name),
        lambda: actions.withdraw_voice(by=by, voice=piece, at=NOW),
    ):
        with pytest.raises(NotHere):
            act()


def test_who_is_nobody_at_work_is_not_here(cast):
    with pytest.raises(NotHere):
        queries.me(replace(cast.actor("pia"), id=cast.bo.pk))


def test_two_people_saving_at_once_lose_nothing(committed, cast):
    """Both word what must happen anew: one is told that a colleague was first, and nothing is written over."""
    concern = actions.start_concern(
        by=cast.actor("pia"), child=cast.bo, worries="Alene ved hegnet", observed_on=TODAY, answers=NO, at=NOW
    )
    ready, said = Barrier(2), []

    def write(name: str) -> None:
        try:
            ready.wait(10)
            actions.write_wanted(by=cast.actor(name), concern=concern, text=f"Fra {name}", built_on=None, at=LATER)
            said.append("gemt")
        except Refused as refused:
            said.append(refused.sentence)
        finally:
            close_old_connections()
            connection.close()

    threads = [Thread(target=write, args=[name]) for name in ("pia", "mads")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    refusal, kept = sorted(said)
    assert kept == "gemt"
    assert "imens" in refusal
    assert Wanted.objects.count() == 1


# --- The command ---------------------------------------------------------------------------------------------------


def test_the_command_takes_the_scales_into_use_and_again_changes_nothing(cast, capsys):
    for _ in range(2):
        call_command("adopt_scales", "--as", "jens@fjordby.example")
        assert "Trivselslinealen i fem trin, udgave 1, er i brug." in capsys.readouterr().out
    assert Scale.objects.count() == len(instrument.shipped())


@pytest.mark.parametrize("email", ["", "ingen@fjordby.example", "pia@fjordby.example"])
def test_the_command_asks_for_somebody_who_may(cast, email):
    with pytest.raises(CommandError, match="Skriv, hvem"):
        call_command("adopt_scales", "--as", email)
    assert not Scale.objects.exists()


# --- Rooms below ask too -------------------------------------------------------------------------------------------


def test_a_stop_holds_what_screening_would_tell_the_parents(cast, stopped):
    """Also when no page asked: the telling itself, and a link of the parent's own."""
    version = screening.adopt_instrument(by=cast.actor("jens"), instrument=screening.shipped()[0], at=NOW)
    assessment = _assessed(cast, _round(cast.actor("lars"), cast.solsikken, version), "asta", ("pia", "mads"))
    mother = factories.guardian(cast.asta, "Mor")
    pia = cast.actor("pia")
    with pytest.raises(Refused, match="mistanke om vold"):
        screening.inform_parents(by=pia, assessment=assessment, informed_on=TODAY, way=Way.TALK, at=NOW)
    with pytest.raises(Refused, match="mistanke om vold"):
        screening.make_parent_link(by=pia, round_unit=assessment.round_unit, child=cast.asta, guardian=mother, at=NOW)


# --- Two pages about one child -------------------------------------------------------------------------------------


@pytest.fixture
def merged(cast, begin):
    """A concern about a second page of Asta's, which then was merged into hers. Sara has to do with Asta by name."""
    twice = factories.child(cast.blaamejserne, "Asta Møller", birth_date=cast.asta.birth_date)
    cast.members["twice"] = twice
    concern = begin("twice")
    people.merge_children(by=cast.actor("lars"), kept=cast.asta, other=twice, at=NOW)
    concern.refresh_from_db()
    return concern


def test_a_concern_goes_on_when_two_pages_became_one(cast, merged):
    assert merged.child_id != cast.asta.pk
    assert factor(cast, merged).concern == merged
    assert queries.concerns_of(cast.actor("pia"), cast.asta) == [merged]
    assert merged in queries.concerns_visible_to(cast.actor("sara"))


def test_a_stop_holds_on_every_page_of_the_child(cast, begin, merged):
    begin("asta", by="sara", answers=NO | {StopKind.HONOUR: Answer.YES})
    with pytest.raises(Refused, match="sat et stop"):
        queries.check_way_out(cast.actor("pia"), merged, Route.PRINT)


def test_a_notification_is_recorded_and_the_stop_stands(cast, stopped):
    made = actions.answer_first(by=cast.actor("pia"), concern=stopped, kind=StopKind.HONOUR, answer=Answer.YES, at=NOW)
    assert made.answer == Answer.YES
    with pytest.raises(Refused, match="fremtiden"):
        actions.record_notification(by=cast.actor("lars"), concern=stopped, notified_on=TODAY + DAY, at=NOW)
    recorded = actions.record_notification(by=cast.actor("lars"), concern=stopped, notified_on=TODAY, at=NOW)
    assert {(one.kind, one.notified_on, one.notified_by, one.lifted_at) for one in recorded} == {
        (kind, TODAY, cast.lars, None) for kind in StopKind
    }
    told = Entry.objects.filter(verb=Verb.NOTIFICATION_RECORDED)
    assert sorted(one.after["kind"] for one in told) == sorted(StopKind)
    assert {(one.after["on"], one.actor_name, tuple(one.child_ids)) for one in told} == {
        ("2026-11-23", "Lars Brandt", (cast.asta.pk,))
    }
    assert queries.state_now(stopped) is State.STOPPED
    with pytest.raises(Refused, match="venter på en underretning"):
        actions.record_notification(by=cast.actor("pia"), concern=stopped, notified_on=TODAY, at=NOW)


def test_a_lifted_stop_waits_for_no_notification(cast, stopped):
    actions.lift_stop(by=cast.actor("sara"), stop=stopped.stops.get(), reason=REASON, at=NOW)
    with pytest.raises(Refused, match="venter på en underretning"):
        actions.record_notification(by=cast.actor("pia"), concern=stopped, notified_on=TODAY, at=NOW)
    assert HardStop.objects.get().notified_on is None
