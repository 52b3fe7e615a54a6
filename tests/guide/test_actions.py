"""What can be done with the guide: the change, the exact entry, and that a refusal leaves nothing."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from samspor.access.models import Account
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.guide import actions, api
from samspor.guide.models import (
    Checklist,
    ChecklistLine,
    Guide,
    GuideStep,
    GuideVersion,
    Rehearsal,
    RehearsalChoice,
)
from samspor.guide.queries import (
    checklist_of,
    editors,
    figures_of,
    published_for,
    rehearsals_visible_to,
    reviews_due,
    scenario_of,
    step_of,
    steps_of,
)
from samspor.guide.reading.guides import shipped
from samspor.guide.rules import Answer, Audience, Figure, Situation, Track, VersionState, steps_for
from samspor.guide.rules.wording import WORDS
from tests.cast import NOW, TODAY

LATER = TODAY + timedelta(days=200)


def entries(*verbs: Verb) -> list[Entry]:
    return list(Entry.objects.filter(verb__in=verbs).order_by("pk"))


def staff_file():
    return next(one for one in shipped() if one.audience is Audience.STAFF)


def publish(cast, version, **more):
    given = {"owner": cast.rikke, "review_on": LATER} | more
    return actions.publish_guide(by=cast.actor("rikke"), version=version, at=NOW, **given)


# --- Versions ------------------------------------------------------------------------------------------------------


def test_a_shipped_guide_is_taken_into_use_once(cast, adopted):
    assert steps_of(adopted) == list(staff_file().steps)
    assert (adopted.number, adopted.owner, adopted.published_at) == (1, cast.rikke, NOW)
    assert adopted.review_on == date(2027, 11, 23)
    again = actions.adopt_guide(by=cast.actor("rikke"), guide=staff_file(), at=NOW)
    assert again == adopted
    assert Guide.objects.count() == 2
    told = entries(Verb.GUIDE_ADOPTED)
    assert [one.after["key"] for one in told] == ["samspor-familie", "samspor-vejviser"]
    assert told[-1].about_id == str(adopted.pk)


def test_a_newer_edition_becomes_a_draft_beside_what_holds(cast, adopted):
    newer = replace(staff_file(), edition="9")
    made = actions.adopt_guide(by=cast.actor("jens"), guide=newer, at=NOW)
    assert (made.state, made.number, made.owner) == (VersionState.DRAFT, 2, None)
    assert published_for(Audience.STAFF) == adopted


def test_a_newer_edition_waits_for_the_draft_that_is_begun(cast, drafted):
    with pytest.raises(Refused, match="kladde"):
        actions.adopt_guide(by=cast.actor("jens"), guide=replace(staff_file(), edition="9"), at=NOW)


def test_a_broken_file_is_refused_whole(cast):
    broken = replace(staff_file(), steps=staff_file().steps[:3])
    with pytest.raises(Refused, match="kan ikke udgives"):
        actions.adopt_guide(by=cast.actor("rikke"), guide=broken, at=NOW)
    assert not Guide.objects.exists()


@pytest.mark.parametrize("name", ["pia", "lars", "dorte", "ali"])
def test_only_editors_edit(cast, adopted, name):
    with pytest.raises(NotHere):
        actions.adopt_guide(by=cast.actor(name), guide=staff_file(), at=NOW)
    with pytest.raises(NotHere):
        actions.draft_guide(by=cast.actor(name), guide=adopted.guide, at=NOW)


def test_a_draft_is_a_copy_and_there_is_one(cast, adopted, drafted):
    assert steps_of(drafted) == steps_of(adopted)
    assert (drafted.state, drafted.number) == (VersionState.DRAFT, 2)
    assert actions.draft_guide(by=cast.actor("jens"), guide=adopted.guide, at=NOW) == drafted
    assert [one.after for one in entries(Verb.GUIDE_DRAFTED)] == [{"number": 2}]


def test_publishing_ends_what_held_and_says_who(cast, adopted, drafted):
    publish(cast, drafted, owner=cast.jens)
    adopted.refresh_from_db()
    drafted.refresh_from_db()
    assert (adopted.state, adopted.succeeded_at) == (VersionState.SUCCEEDED, NOW)
    assert (drafted.state, drafted.owner, drafted.published_by, drafted.review_on) == (
        VersionState.PUBLISHED, cast.jens, cast.rikke, LATER,
    )  # fmt: skip
    assert published_for(Audience.STAFF) == drafted
    (told,) = entries(Verb.GUIDE_PUBLISHED)
    assert told.after == {"number": 2, "owner": str(cast.jens.pk), "review_on": str(LATER)}


@pytest.mark.parametrize(
    ("more", "sentence"),
    [({"review_on": TODAY}, "efter i dag"), ({"owner": "pia"}, "ejer, der kan rette")],
)
def test_publishing_asks_for_an_owner_who_can_and_a_day_to_come(cast, drafted, more, sentence):
    if "owner" in more:
        more = {"owner": cast.members[more["owner"]]}
    with pytest.raises(Refused, match=sentence):
        publish(cast, drafted, **more)
    drafted.refresh_from_db()
    assert drafted.state == VersionState.DRAFT
    assert entries(Verb.GUIDE_PUBLISHED) == []


def test_a_path_that_ends_blind_is_not_published(cast, drafted):
    lost = replace(step_of(drafted.steps.get(key="gul-se")), key="faret-vild", title="Faret vild", answers=())
    actions.write_step(by=cast.actor("rikke"), version=drafted, step=lost, after="gul-se", at=NOW)
    with pytest.raises(Refused, match="Ingen vej fører til »Faret vild«"):
        publish(cast, drafted)


_PARTS = [*WORDS, "answers"]


def _saying(cast, version, part, words):
    """The words stand in one part of a step."""
    row = version.steps.get(key="fravaer-se")
    answers = tuple(Answer(f"{one.words} {words}", one.to) for one in step_of(row).answers)
    write(cast, row, **{part: answers if part == "answers" else words})


@pytest.mark.parametrize("part", _PARTS)
def test_a_time_in_any_text_stops_publishing_until_somebody_says_it_is_no_deadline(cast, drafted, part):
    _saying(cast, drafted, part, "Vent højst en uge.")
    with pytest.raises(Refused, match="tider i teksten: en uge") as refused:
        publish(cast, drafted)
    assert refused.value.field == "no_deadlines"
    publish(cast, drafted, are_no_deadlines=True)
    assert entries(Verb.GUIDE_PUBLISHED)[0].after["no_deadlines"] == ["en uge"]


@pytest.mark.parametrize("part", _PARTS)
def test_a_paragraph_in_any_text_stops_publishing(cast, drafted, part):
    _saying(cast, drafted, part, "Det står i § 133.")
    with pytest.raises(Refused, match="har en paragraf i teksten"):
        publish(cast, drafted, are_no_deadlines=True)


def test_a_file_with_a_typed_time_or_paragraph_is_not_taken_in(cast):
    file = staff_file()
    for words, said in (("Ring inden 24 timer.", "24 timer"), ("Se § 133.", "paragraf")):
        steps = (*file.steps[:-1], replace(file.steps[-1], do=words))
        with pytest.raises(Refused, match=said):
            actions.adopt_guide(by=cast.actor("rikke"), guide=replace(file, steps=steps), at=NOW)


def test_what_is_published_is_never_edited(cast, adopted):
    row = adopted.steps.get(key="gul-se")
    with pytest.raises(Refused, match="Lav en kladde"):
        write(cast, row, do="Noget andet.")
    with pytest.raises(Refused, match="Lav en kladde"):
        actions.remove_step(by=cast.actor("rikke"), step=row, at=NOW)
    with pytest.raises(Refused, match="Lav en kladde"):
        actions.discard_draft(by=cast.actor("rikke"), version=adopted, at=NOW)
    with pytest.raises(Refused, match="Lav en kladde"):
        publish(cast, adopted)
    assert steps_of(adopted) == list(staff_file().steps)


def test_a_draft_can_be_discarded(cast, adopted, drafted):
    actions.discard_draft(by=cast.actor("rikke"), version=drafted, at=NOW)
    assert list(adopted.guide.versions.all()) == [adopted]
    assert GuideStep.objects.filter(version__guide=adopted.guide).count() == len(staff_file().steps)
    assert [one.before for one in entries(Verb.GUIDE_DRAFT_DISCARDED)] == [{"number": 2}]


def test_the_database_holds_one_published_and_one_draft(cast, adopted, drafted):
    for state in (VersionState.PUBLISHED, VersionState.DRAFT):
        with pytest.raises(IntegrityError), transaction.atomic():
            GuideVersion.objects.create(guide=adopted.guide, number=9, state=state, published_at=NOW)
    assert str(drafted) == "Vejviser for fagfolk, version 2"


# --- Steps ---------------------------------------------------------------------------------------------------------


def write(cast, row, *, after=None, built_on=None, **more):
    before = row.version.steps.filter(order__lt=row.order).last()
    return actions.write_step(
        by=cast.actor("rikke"), version=row.version, step=replace(step_of(row), **more), at=NOW + timedelta(minutes=1),
        after=after if after is not None else (before.key if before else ""),
        built_on=row.written_at.isoformat() if built_on is None else built_on,
    )  # fmt: skip


def test_a_step_is_written_and_stays_in_its_place(cast, adopted, drafted):
    row = drafted.steps.get(key="gul-kollega")
    answers = (Answer("Ja", "gul-foraeldre"), Answer("Nej", "gul-slut"))
    write(cast, row, do="Spørg en kollega.", answers=answers, question="Og?")
    steps = {one.key: one for one in steps_of(drafted)}
    assert steps["gul-kollega"].do == "Spørg en kollega."
    assert [one.to for one in steps["gul-kollega"].answers] == ["gul-foraeldre", "gul-slut"]
    assert list(steps) == [one.key for one in steps_of(adopted)]
    (told,) = entries(Verb.GUIDE_STEP_WRITTEN)
    assert (told.about_id, told.after["key"]) == (str(row.pk), "gul-kollega")


def test_a_new_step_comes_where_it_is_put(cast, drafted):
    new = replace(step_of(drafted.steps.get(key="gul-se")), key="ny", title="Ny")
    actions.write_step(by=cast.actor("rikke"), version=drafted, step=new, after="gul-se", at=NOW)
    keys = [one.key for one in steps_of(drafted)]
    assert keys[keys.index("gul-se") + 1] == "ny"
    actions.write_step(by=cast.actor("rikke"), version=drafted, step=replace(new, key="foerst"), at=NOW)
    assert steps_of(drafted)[0].key == "foerst"


def test_a_step_can_be_moved(cast, drafted):
    write(cast, drafted.steps.get(key="gul-slut"), after="gul-se")
    keys = [one.key for one in steps_of(drafted)]
    assert keys[keys.index("gul-se") + 1] == "gul-slut"
    assert len(keys) == len(set(keys)) == len(staff_file().steps)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"rule": "acute_assessment", "days": 2, "days_basis": "Lokalt"}, "days"),
        ({"days": 2, "days_basis": ""}, "days_basis"),
        ({"rule": "findes-ikke", "days": None}, "rule"),
        ({"template_link": "http://usikker.dk"}, "link"),
        ({"answers": (Answer("Ja", "findes-ikke"),)}, "answers"),
        ({"answers": (Answer("Ja", "gul-kollega"),)}, "answers"),
    ],
)
def test_a_step_that_can_not_be_is_refused_and_nothing_is_changed(cast, drafted, more, field):
    before = steps_of(drafted)
    with pytest.raises(Refused) as refused:
        write(cast, drafted.steps.get(key="gul-kollega"), **more)
    assert refused.value.field == field
    assert steps_of(drafted) == before
    assert entries(Verb.GUIDE_STEP_WRITTEN) == []


def test_two_who_save_the_same_step_do_not_write_over_each_other(cast, drafted):
    row = drafted.steps.get(key="gul-kollega")
    write(cast, row, do="Den ene.")
    with pytest.raises(Refused, match="En anden har gemt"):
        write(cast, row, do="Den anden.")
    assert drafted.steps.get(key="gul-kollega").do == "Den ene."


def test_a_step_that_others_lead_to_is_not_taken_out(cast, drafted):
    with pytest.raises(Refused, match="»Tal med en kollega og din leder« fører til trinnet"):
        actions.remove_step(by=cast.actor("rikke"), step=drafted.steps.get(key="gul-foraeldre"), at=NOW)
    assert drafted.steps.filter(key="gul-foraeldre").exists()


def test_a_step_nobody_leads_to_can_be_taken_out(cast, drafted):
    new = replace(step_of(drafted.steps.get(key="gul-se")), key="ny", title="Ny")
    row = actions.write_step(by=cast.actor("rikke"), version=drafted, step=new, after="gul-se", at=NOW)
    actions.remove_step(by=cast.actor("rikke"), step=row, at=NOW)
    assert not drafted.steps.filter(key="ny").exists()
    assert [one.before["key"] for one in entries(Verb.GUIDE_STEP_REMOVED)] == ["ny"]


# --- Reviews -------------------------------------------------------------------------------------------------------


def test_who_owns_is_reminded_from_the_day_itself(cast, adopted):
    on = adopted.review_on

    def day(name, days):
        return list(reviews_due(cast.actor(name, at=NOW + (on - TODAY) + timedelta(days=days))))

    assert day("rikke", -1) == []
    assert adopted in day("rikke", 0)
    assert day("jens", 0) == []
    assert day("pia", 0) == []


def test_what_nobody_owns_is_every_editors(cast, adopted):
    then = NOW + timedelta(days=400)
    for version in GuideVersion.objects.all():
        actions.draft_guide(by=cast.actor("rikke"), guide=version.guide, at=NOW)
    with transaction.atomic():
        api.adopt_guide(by=cast.actor("rikke"), guide=replace(staff_file(), key="uden-ejer"), at=NOW)
    assert [one.guide.key for one in reviews_due(cast.actor("jens", at=then))] == ["uden-ejer"]


def test_editors_are_those_employed_as_such(cast):
    assert list(editors(TODAY)) == [cast.jens, cast.rikke]


# --- Checklists ----------------------------------------------------------------------------------------------------


def kept(cast, *, by="lars", child="asta", situation=None, about=None):
    one = cast.members[child] if child else None
    return actions.make_checklist(
        by=cast.actor(by), about_type="concern", about_id=about or cast.asta.pk, unit=cast.solsikken, child=one,
        situation=situation or Situation(age_months=56, degree=2, about=Track.YELLOW), at=NOW,
    )  # fmt: skip


def test_a_checklist_has_the_steps_of_its_situation(cast, adopted):
    made = kept(cast)
    situation = Situation(age_months=56, degree=2, about=Track.YELLOW)
    wanted = [one.key for one in steps_for(steps_of(adopted), situation) if one.track is not Track.START]
    assert wanted[0] == "gul-se"
    assert list(made.lines.order_by("step__order").values_list("step__key", flat=True)) == wanted
    (told,) = entries(Verb.CHECKLIST_MADE)
    assert (told.child_ids, told.after) == ([cast.asta.pk], {"steps": sorted(wanted)})


def test_a_situation_that_changes_keeps_what_is_done(cast, adopted):
    made = kept(cast)
    actions.tick_step(by=cast.actor("pia"), line=made.lines.get(step__key="gul-se"), done=True, at=NOW)
    again = kept(cast, situation=Situation(age_months=56, degree=5, violence=True))
    keys = set(made.lines.values_list("step__key", flat=True))
    assert again == made
    assert {"gul-se", "vold-skriv"} <= keys
    assert "gul-kollega" not in keys


def test_a_checklist_stays_with_the_version_it_was_made_from(cast, adopted, drafted):
    made = kept(cast)
    publish(cast, drafted)
    assert kept(cast).version == made.version == adopted


def test_ticks_say_who_and_when_and_can_be_taken_away(cast, adopted):
    line = kept(cast).lines.get(step__key="gul-se")
    actions.tick_step(by=cast.actor("pia"), line=line, done=True, at=NOW)
    later = NOW + timedelta(hours=1)
    again = actions.tick_step(by=cast.actor("mads"), line=line, done=True, at=later)
    assert (again.ticked_at, again.ticked_by) == (NOW, cast.pia)
    shown = checklist_of(cast.actor("pia"), "concern", cast.asta.pk)
    assert (shown.done, next(one.ticked_by for one in shown.steps if one.ticked_at)) == (1, "Pia Holm")
    off = actions.tick_step(by=cast.actor("mads"), line=line, done=False, at=later)
    assert (off.ticked_at, off.ticked_by) == (None, None)
    told = entries(Verb.CHECKLIST_TICKED)
    assert [one.after["done"] for one in told] == [True, True, False]
    assert {tuple(one.child_ids) for one in told} == {(cast.asta.pk,)}


def test_the_steps_are_shown_by_track_and_the_first_that_waits_is_open(cast, adopted):
    made = kept(cast, situation=Situation(age_months=56, about=Track.YELLOW))
    assert [(one.name, one.is_open, one.done) for one in shown_to(cast).stretches] == [
        ("Gult spor: noget undrer os", True, 0), ("Rødt spor: vi er bekymrede", False, 0)
    ]  # fmt: skip
    for line in made.lines.filter(step__track=Track.YELLOW):
        actions.tick_step(by=cast.actor("pia"), line=line, done=True, at=NOW)
    yellow, red = shown_to(cast).stretches
    assert (yellow.is_open, yellow.done, red.is_open) == (False, len(yellow.steps), True)
    for line in made.lines.all():
        actions.tick_step(by=cast.actor("pia"), line=line, done=True, at=NOW)
    assert not any(one.is_open for one in shown_to(cast).stretches)


def shown_to(cast, name="pia"):
    found = checklist_of(cast.actor(name), "concern", cast.asta.pk)
    assert found
    return found


def test_a_checklist_without_a_child_is_the_units(cast, adopted):
    line = kept(cast, child=None, about=uuid4()).lines.first()
    actions.tick_step(by=cast.actor("pia"), line=line, done=True, at=NOW)
    assert entries(Verb.CHECKLIST_TICKED)[0].child_ids == []
    assert entries(Verb.CHECKLIST_MADE)[0].child_ids == []
    with pytest.raises(NotHere):
        actions.tick_step(by=cast.actor("sara"), line=line, done=True, at=NOW)


@pytest.mark.parametrize(
    ("name", "sees"), [("pia", True), ("sara", True), ("anna", True), ("else_", False), ("rikke", False)]
)
def test_a_checklist_is_for_those_around_the_child(cast, adopted, name, sees):
    line = kept(cast).lines.first()
    by = cast.actor(name)
    assert (checklist_of(by, "concern", cast.asta.pk) is not None) is sees
    if sees:
        actions.tick_step(by=by, line=line, done=True, at=NOW)
    else:
        with pytest.raises(NotHere):
            actions.tick_step(by=by, line=line, done=True, at=NOW)
        with pytest.raises(NotHere):
            kept(cast, by=name)
        assert not ChecklistLine.objects.exclude(ticked_at=None).exists()


def test_there_is_no_checklist_before_there_is_a_guide(cast):
    with pytest.raises(Refused, match="ikke taget en vejviser i brug"):
        kept(cast)
    assert not Checklist.objects.exists()


def test_an_account_that_is_nobody_ticks_nothing(cast, adopted):
    line = kept(cast).lines.first()
    by = cast.actor("lars")
    account = Account.objects.create(email="x@fjordby.example", name="X")
    with pytest.raises(NotHere):
        actions.tick_step(by=replace(by, id=account.pk), line=line, done=True, at=NOW)


# --- Rehearsals ----------------------------------------------------------------------------------------------------


def test_a_session_holds_choices_and_no_names(cast, rehearsed):
    made = rehearsed("roed-foraeldre", "vold-skriv")
    assert list(made.choices.values_list("turn", "step", "chosen")) == [
        (1, "vold-stop", "roed-foraeldre"),
        (2, "vold-skriv", "vold-skriv"),
    ]
    holding = {field.name for model in (Rehearsal, RehearsalChoice) for field in model._meta.concrete_fields}
    assert not [name for name in holding if name.endswith("_by") or "staff" in name]
    assert [one.after["scenario"] for one in entries(Verb.REHEARSAL_OPENED)] == ["vold"]
    assert [one.after["chosen"] for one in entries(Verb.REHEARSAL_CHOSEN)] == ["roed-foraeldre", "vold-skriv"]


@pytest.mark.parametrize(("number", "chosen"), [(1, "vold-stop"), (3, "vold-aftal"), (9, "vold-stop"), (2, "gul-slut")])
def test_a_choice_is_made_once_in_order_and_among_those_offered(cast, rehearsed, number, chosen):
    made = rehearsed("vold-stop")
    with pytest.raises(Refused):
        actions.choose_step(by=cast.actor("lars"), rehearsal=made, number=number, chosen=chosen, at=NOW)
    assert made.choices.count() == 1


@pytest.mark.parametrize(("name", "may"), [("henrik", False), ("pia", False), ("vera", False), ("lars", True)])
def test_a_session_belongs_to_its_unit(cast, rehearsed, name, may):
    made = rehearsed()
    assert (made in rehearsals_visible_to(cast.actor(name))) is may
    if not may:
        with pytest.raises(NotHere):
            actions.choose_step(by=cast.actor(name), rehearsal=made, number=1, chosen="vold-stop", at=NOW)


def test_there_is_nothing_to_rehearse_before_there_is_a_guide(cast):
    with pytest.raises(Refused, match="ikke taget en vejviser i brug"):
        actions.open_rehearsal(by=cast.actor("lars"), unit=cast.solsikken, scenario=scenario_of("vold"), at=NOW)
    with pytest.raises(NotHere):
        scenario_of("findes-ikke")


def test_the_editor_sees_where_groups_chose_otherwise_from_three_sessions(cast, adopted, rehearsed):
    rehearsed("vold-stop", "vold-skriv")
    rehearsed("roed-foraeldre", "vold-skriv")
    assert figures_of(adopted) == {}
    rehearsed("roed-foraeldre")
    assert figures_of(adopted) == {"vold-stop": Figure(met=3, otherwise=2)}


def test_a_row_says_what_it_is(cast, adopted, rehearsed):
    made = kept(cast)
    choice = rehearsed("vold-stop").choices.get()
    step = adopted.steps.get(key="akut")
    assert (str(adopted.guide), str(step), str(step.answers.first())) == (
        "Vejviser for fagfolk", "Er det akut?", "Ja, eller jeg er i tvivl",
    )  # fmt: skip
    for row in (made, made.lines.first(), choice, choice.rehearsal):
        assert str(row) == str(row.pk)


# --- The command ---------------------------------------------------------------------------------------------------


def test_the_command_takes_them_into_use_and_again_changes_nothing(cast, capsys):
    for _ in range(2):
        call_command("adopt_guide", "--as", "rikke@fjordby.example")
    assert capsys.readouterr().out.count("Vejviser for fagfolk, version 1: udgivet.") == 2
    assert GuideVersion.objects.count() == 2
    assert published_for(Audience.STAFF).owner == cast.rikke


@pytest.mark.parametrize("email", ["", "ingen@fjordby.example", "pia@fjordby.example"])
def test_the_command_asks_for_somebody_who_may(cast, email):
    with pytest.raises(CommandError, match="Skriv, hvem"):
        call_command("adopt_guide", "--as", email)
    assert not Guide.objects.exists()
