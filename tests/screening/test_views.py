"""The pages of screening as people meet them: with script, without, and from outside."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people.api import Child
from samspor.screening import actions
from samspor.screening.models import AssessmentRound, JointAssessment, OwnAssessment, ParentsInformed
from samspor.screening.queries.assessments import Tally
from samspor.screening.rules import Position
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude

HTMX = {"HTTP_HX_REQUEST": "true"}


def key() -> dict[str, str]:
    return {"form_key": str(uuid4())}


def own_url(cast, opened):
    return reverse("screening:own", args=[opened.pk, cast.blaamejserne.pk])


def text(response) -> str:
    return response.content.decode()


def test_rounds_are_those_of_ones_units(as_, opened):
    assert "Efterår 2026" in text(as_("pia").get("/runder/"))
    assert "Efterår 2026" not in text(as_("tine").get("/runder/"))
    assert "Der er ingen runder endnu" in text(as_("tine").get("/runder/"))


def test_board_names_who_is_missing_and_is_remembered(as_, cast, assess, opened):
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    page = as_("pia").get(reverse("screening:board", args=[opened.pk]))
    lines = {line.name: line for line in page.context["board"].groups} if page.context else None
    assert lines is None or lines["Blåmejserne"].children == 4
    for words in ("Carla Sofie von Bülow", "Dilan Yıldırım", "Asta Lindqvist-Møller", "Bo Øster", "0 af 5"):
        assert words in text(page)
    entry = Entry.objects.filter(verb=Verb.ROUND_SEEN).latest("pk")
    assert set(entry.child_ids) == {cast.members[name].pk for name in ("asta", "bo", "carla", "dilan", "egon")}


def test_board_before_the_notice_shows_the_leader_the_way(as_, planned):
    address = reverse("screening:board", args=[planned.pk])
    assert "Registrér orienteringen" in text(as_("lars").get(address))
    page = text(as_("pia").get(address))
    assert "Runden er ikke åben endnu" in page
    assert "Registrér orienteringen" not in page


def test_plan_and_notice_open_a_round(as_, cast, planned):
    lars = as_("lars")
    assert "Planlæg en runde" in text(lars.get("/runder/"))
    form = {"label": "Forår", "kind": "transition", "area": "daycare", "opens_on": "2026-11-23",
            "closes_on": "2026-12-01", "instrument": str(planned.round.instrument_id),
            "units": [str(cast.solsikken.pk)], "alongside": "on", **key()}  # fmt: skip
    assert lars.get(reverse("screening:plan")).status_code == 200
    assert lars.post(reverse("screening:plan"), form).status_code == 303
    again = lars.post(reverse("screening:plan"), form)
    assert again.status_code == 303
    made = AssessmentRound.objects.get(label="Forår").units.get()
    assert (made.round.kind, "Før en overgang" in text(lars.get("/runder/"))) == ("transition", True)
    address = reverse("screening:notice", args=[made.pk])
    assert "Før en overgang" in text(lars.get(address))
    assert lars.get(address).status_code == 200
    same = key()  # the page keeps its key when it comes back with a sentence
    future = lars.post(address, {"notice_on": "2026-11-24", "way": "letter", **same})
    assert (future.status_code, "ligger i fremtiden" in text(future)) == (422, True)
    assert lars.post(address, {"notice_on": "2026-11-23", "way": "letter", **same}).status_code == 303
    made.refresh_from_db()
    assert made.notice_on == TODAY


def test_a_round_planned_by_mistake_is_taken_back(as_, planned):
    lars, address = as_("lars"), reverse("screening:board", args=[planned.pk])
    assert "Tag runden tilbage" in text(lars.get(address))
    assert "Tag runden tilbage" not in text(as_("pia").get(address))
    page = text(lars.post(reverse("screening:withdraw", args=[planned.pk]), key(), follow=True))
    assert "Efterår 2026 er taget tilbage for Børnehuset Solsikken." in page
    assert not AssessmentRound.objects.exists()


def test_plan_keeps_what_was_typed_when_refused(as_, cast, planned):
    form = {"label": "Mit navn på runden", "kind": "calendar", "area": "daycare", "opens_on": "2026-12-01",
            "closes_on": "2026-11-01", "instrument": str(planned.round.instrument_id),
            "units": [str(cast.solsikken.pk)], **key()}  # fmt: skip
    page = as_("lars").post(reverse("screening:plan"), form)
    assert (page.status_code, "Mit navn på runden" in text(page), "lukke samme dag" in text(page)) == (422, True, True)


@pytest.mark.parametrize("name", ["pia", "else_", "dorte"])
def test_plan_is_not_for_everybody(as_, name):
    assert as_(name).get(reverse("screening:plan")).status_code == 404


def test_one_mark_by_htmx_answers_with_the_count_alone(as_, cast, opened):
    address = reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    sent = {f"position-{cast.asta.pk}": "yellow", f"comment-{cast.asta.pk}": "Står ved hegnet 🌧️ ‏שלום"}
    answer = as_("pia").post(address, sent, **HTMX)
    assert (answer.status_code, "1 af 4 børn" in text(answer), "<html" in text(answer)) == (200, True, False)
    assert OwnAssessment.objects.get().comment == "Står ved hegnet 🌧️ ‏שלום"
    assert as_("pia").post(address, sent).status_code == 303


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"position": "blue"},
        {"position": "green", "comment": "a\x00b"},
        {"position": "green", "comment": "x" * 4001},
    ],
)
def test_one_mark_with_bad_input_changes_nothing(as_, cast, opened, sent):
    address = reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    answer = as_("pia").post(address, {f"{name}-{cast.asta.pk}": value for name, value in sent.items()}, **HTMX)
    assert answer.status_code == 422
    assert not OwnAssessment.objects.exists()


def test_the_whole_grid_without_script_saves_what_changed_once(as_, cast, opened):
    pia = as_("pia")
    form = {
        f"position-{cast.asta.pk}": "green",
        f"position-{cast.bo.pk}": "red",
        f"comment-{cast.bo.pk}": "Græder ved afsked",
        **key(),
    }
    assert pia.post(own_url(cast, opened), form).status_code == 303
    assert pia.post(own_url(cast, opened), form).status_code == 303
    assert Entry.objects.filter(verb=Verb.MARK_SET).count() == 2
    page = text(pia.get(own_url(cast, opened)))
    assert "Græder ved afsked" in page
    assert "Dine vurderinger er gemt." in page
    pia.post(own_url(cast, opened), {**form, **key()})
    assert "ikke noget nyt at gemme" in text(pia.get(own_url(cast, opened)))


def test_a_colleagues_view_is_nowhere_before_both_are_in(as_, cast, opened, assess):
    assess("asta", mads=Position.RED)
    pia = as_("pia")
    held = OwnAssessment.objects.get().assessment
    for address in (
        own_url(cast, opened),
        reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk]),
        reverse("screening:board", args=[opened.pk]),
        reverse("screening:conclude", args=[held.pk]),
    ):
        page = text(pia.get(address))
        assert "mads så leg" not in page
    assert "1 af 2 har afleveret" in text(pia.get(reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk])))


def test_the_walk_from_own_to_informed(as_, cast, opened, assess):
    held = assess("asta", mads=Position.GREEN)
    pia = as_("pia")
    pia.post(own_url(cast, opened), {f"position-{cast.asta.pk}": "yellow", **key()})
    done = pia.post(reverse("screening:hand_in", args=[opened.pk, cast.blaamejserne.pk]), key(), follow=True)
    page = text(done)
    assert "Du har afleveret 1 vurdering." in page
    assert "mads så leg" in page
    assert "I ser forskelligt på det" in page
    address = reverse("screening:conclude", args=[held.pk])
    assert "mads så leg" in text(pia.get(address))
    missing = pia.post(address, {"position": "yellow", "justification": " ", "dissent": "x", **key()})
    assert missing.status_code == 422
    for sentence in ("Skriv en begrundelse", "Vælg mindst én mulighed", "Vælg, hvem der så det anderledes"):
        assert sentence in text(missing)
    alone = pia.post(address, {"position": "green", "participants": [str(cast.pia.pk)], **key()})
    assert (alone.status_code, "mindst to" in text(alone)) == (422, True)
    both = [str(cast.pia.pk), str(cast.mads.pk)]
    form = {
        "position": "yellow",
        "justification": "Søger de voksne",
        "participants": both,
        "dissent": "Jeg ser ro",
        "dissent_by": both[0],
        **key(),
    }
    page = text(pia.post(address, form, follow=True))
    for words in (
        "er gemt",
        "Søger de voksne",
        "Set anderledes af Pia Holm: Jeg ser ro",
        "Registrér, at forældrene er orienteret",
    ):
        assert words in page
    assert 'value="yellow" checked' in text(pia.get(address)).replace("  ", " ")
    told = reverse("screening:inform", args=[held.pk])
    assert pia.get(told).status_code == 200
    early = pia.post(told, {"informed_on": "2026-11-22", "way": "talk", **key()})
    assert (early.status_code, "før den fælles" in text(early)) == (422, True)
    page = text(pia.post(told, {"informed_on": "2026-11-23", "way": "talk", **key()}, follow=True))
    assert "23. november 2026" in page
    assert ParentsInformed.objects.get().assessment == held
    written = JointAssessment.objects.get().concluded_at.isoformat()
    stale = pia.post(address, {**form, "built_on": "vrøvl", **key()})
    assert stale.status_code == 422
    again = pia.post(address, {**form, "built_on": written, **key()})
    assert (again.status_code, "kan ikke ændres" in text(again)) == (422, True)


def test_assessing_alone_is_said_openly(as_, cast, opened, assess):
    held = assess("asta", pia=Position.GREEN)
    pia = as_("pia")
    address = reverse("screening:alone", args=[held.pk])
    group = reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk])
    assert "Kan kun én se på barnet?" in text(pia.get(group))
    assert pia.get(address).status_code == 200
    short = pia.post(address, {"reason": "syg", **key()})
    assert (short.status_code, "Skriv, hvorfor" in text(short)) == (422, True)
    assert pia.post(address, {"reason": "Mads er på barsel", **key()}).status_code == 303
    assert "Vurderet af én i denne runde" in text(
        pia.get(reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk]))
    )


def test_signs_are_prompts_for_the_age(as_, opened):
    address = reverse("screening:signs", args=[opened.round.instrument_id, 50])
    page = text(as_("pia").get(address))
    assert "Tegn at kigge efter" in page
    assert "I rammerne omkring barnet" in page
    none = text(as_("pia").get(reverse("screening:signs", args=[opened.round.instrument_id, 300])))
    assert "ingen tegn for den alder" in none
    assert as_("ali").get(address).status_code == 404


def test_a_closed_round_can_be_read_and_not_written(as_, cast, opened):
    AssessmentRound.objects.update(closes_on="2026-11-22")
    pia = as_("pia")
    page = text(pia.get(own_url(cast, opened)))
    assert "Du kan læse, men ikke skrive" in page
    assert "Se efter, og aflever" not in page
    answer = pia.post(
        reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk]),
        {f"position-{cast.asta.pk}": "green"},
        **HTMX,
    )
    assert answer.status_code == 409
    assert not OwnAssessment.objects.exists()


def test_a_form_without_its_key_is_refused_and_saves_nothing(as_, cast, opened):
    for wrong in ({}, {"form_key": "rettet"}):
        answer = as_("pia").post(own_url(cast, opened), {f"position-{cast.asta.pk}": "green", **wrong})
        assert answer.status_code == 409
    assert not OwnAssessment.objects.exists()


def test_the_panel_on_the_childs_page_holds_positions_of_ones_own_units_only(as_, cast, assess, opened):
    conclude(
        cast, assess("asta", pia=Position.YELLOW, mads=Position.YELLOW), Position.YELLOW, "Bliver stille ved samling"
    )
    address = reverse("overview:child", args=[cast.asta.pk])
    assert "Bliver stille ved samling" in text(as_("pia").get(address))
    page = text(as_("sara").get(address))
    assert "Bliver stille" not in page


def test_my_day_says_what_waits(as_, cast, assess, opened):
    assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    page = text(as_("pia").get("/"))
    assert "Lav din egen vurdering af 3 børn i Blåmejserne" in page
    assert "Tal sammen om 1 barn i Blåmejserne" in page
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    assert "Orientér forældrene til 1 barn i Blåmejserne" in text(as_("mads").get("/"))


def test_my_day_tells_the_leader_to_inform(as_, planned):
    assert "Orientér forældrene om Efterår 2026" in text(as_("lars").get("/"))


@pytest.mark.parametrize(("page", "name"), [("own", "pia"), ("joint", "pia"), ("board", "pia"), ("board", "lars")])
def test_queries_do_not_grow_with_the_children(as_, cast, opened, assess, page, name, grow):
    """Nor with those somebody has seen, spoken of and agreed on."""
    args = [opened.pk] if page == "board" else [opened.pk, cast.blaamejserne.pk]
    client, address = as_(name), reverse(f"screening:{page}", args=args)
    assess("asta", pia=Position.YELLOW, mads=Position.GREEN)
    conclude(cast, assess("bo", pia=Position.YELLOW, mads=Position.GREEN), Position.GREEN)
    client.get(address)
    few = _count(client, address)
    assess("carla", pia=Position.RED, mads=Position.GREEN)
    conclude(cast, assess("dilan", pia=Position.YELLOW, mads=Position.YELLOW), Position.GREEN)
    grow(cast.blaamejserne, 40)
    assert _count(client, address) == few


def test_statements_to_save_a_mark_do_not_grow_with_the_children(as_, cast, opened, grow):
    """The first mark of a child, and another in its place."""
    pia = as_("pia")
    _mark_count(pia, cast, opened, cast.dilan, "green")  # what is kept ready is made
    _mark_count(pia, cast, opened, cast.dilan, "red")
    few = _mark_count(pia, cast, opened, cast.asta, "green"), _mark_count(pia, cast, opened, cast.asta, "red")
    grow(cast.blaamejserne, 40)
    many = _mark_count(pia, cast, opened, cast.bo, "green"), _mark_count(pia, cast, opened, cast.bo, "red")
    assert many == few


def _mark_count(client, cast, opened, child, position) -> int:
    address = reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, child.pk])
    with CaptureQueriesContext(connection) as queries:
        sent = client.post(address, {f"position-{child.pk}": position, f"comment-{child.pk}": "Leger"}, **HTMX)
    assert sent.status_code == 200
    return len(queries)


def _count(client, address) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_dissent_may_be_taken_back(cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, held, Position.GREEN, dissent="Nej", dissent_by=cast.pia.pk)
    conclude(cast, held, Position.GREEN)
    joint = JointAssessment.objects.get()
    assert (joint.dissent, joint.dissent_by) == (None, None)


def test_hand_in_needs_a_mark(as_, cast, opened):
    answer = as_("pia").post(reverse("screening:hand_in", args=[opened.pk, cast.blaamejserne.pk]), key())
    assert (answer.status_code, "ingen vurderinger" in text(answer)) == (409, True)


def test_what_waits_in_sql_is_what_the_rules_say(cast, assess, opened):
    from samspor.screening import queries

    held = assess("asta", pia=Position.GREEN)
    actions.choose_single_assessor(by=cast.actor("pia"), assessment=held, reason="Mads er på barsel", at=NOW)
    assess("bo", pia=Position.GREEN, mads=Position.GREEN)
    assess("carla", mads=Position.GREEN)
    for name in ("pia", "mads", "lars"):
        actor = cast.actor(name)
        places = queries.children_of(actor, opened, cast.blaamejserne)
        found = queries.assessments_of(opened, [place.child.pk for place in places])
        steps = [queries.step_of(found.get(place.child.pk)) for place in places]
        mine = {child for child, own in queries.my_marks(actor, opened).items() if own.handed_in_at}
        expected = sum(step == "own" and place.child.pk not in mine for step, place in zip(steps, places, strict=True))
        waiting = next(one for one in queries.waiting_for(actor) if one.group == cast.blaamejserne.pk)
        assert (waiting.mine, waiting.dialogue, waiting.to_inform) == (
            expected,
            steps.count("dialogue"),
            steps.count("concluded"),
        )


def test_the_tally_of_one_mark_is_the_grids(cast, opened, assess):
    from samspor.screening import pages, queries

    assess("asta", pia=Position.GREEN)
    conclude(cast, assess("carla", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=cast.bo, position=Position.RED, at=NOW)
    actor, places = cast.actor("pia"), queries.children_of(cast.actor("pia"), opened, cast.blaamejserne)
    whole = pages.grid(
        top=pages.heading(opened, TODAY),
        group=cast.blaamejserne,
        places=places,
        mine=queries.my_marks(actor, opened),
        assessments=queries.assessments_of(opened, [place.child.pk for place in places]),
        today=TODAY,
    )
    assert queries.tally(actor, opened.pk, cast.blaamejserne.pk) == whole.tally == Tally(4, 3, 1)


def test_what_has_no_name_of_its_own_is_called_by_its_key(cast, opened, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    made = (held, held.own.first(), conclude(cast, held, Position.GREEN), opened)
    assert [str(one) for one in made] == [str(one.pk) for one in made]
    told = actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way="talk", at=NOW)
    assert str(told) == str(told.pk)
    assert str(opened.round) == "Efterår 2026"
    assert str(opened.round.instrument.indicators.first()) == opened.round.instrument.indicators.first().text


def test_a_child_who_is_awaited_is_not_looked_at_yet(cast, opened):
    """Two facts are taken away as no action would, to see that an unborn child in the group is nobody's to assess."""
    from samspor.screening import queries

    pia = cast.actor("pia")
    Child.objects.filter(pk=cast.bo.pk).update(birth_date=None, due_date=TODAY, mother=cast.mor)
    there = [place.child for place in queries.children_of(pia, opened, cast.blaamejserne)]
    assert cast.bo not in there
    assert queries.tally(pia, opened.pk, cast.blaamejserne.pk).children == len(there) == 3
    assert sum(one.mine for one in queries.waiting_for(pia) if one.group == cast.blaamejserne.pk) == 3
