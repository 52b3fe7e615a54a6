"""The pages of the guide as people meet them: without sign-in, as an editor, and as a group that rehearses."""

import re
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.guide import actions
from samspor.guide.models import ChecklistLine, Guide, GuideVersion, Rehearsal
from samspor.guide.pages.editing import stories, warnings
from samspor.guide.pages.path import ground, shown
from samspor.guide.queries import checklist_of, published_for, step_of, steps_of
from samspor.guide.reading.scenarios import scenarios
from samspor.guide.rules import Audience, Situation, Track, VersionState
from samspor.guide.rules.times import check_ground
from tests.cast import NOW, TODAY
from tests.people.pages import errors, follow, send, text

STAFF = "samspor-vejviser"


def words(response) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text(response)))


# --- For everybody -------------------------------------------------------------------------------------------------


def test_the_guide_begins_with_danger_and_needs_no_sign_in(db, adopted):
    page = Client().get("/vejviser/")
    assert page.status_code == 200
    for said in (
        "Er det akut?",
        "Er barnet i fare lige nu?",
        "Ja, eller jeg er i tvivl",
        "Vejviser for forældre og unge",
    ):
        assert said in words(page)
    assert "Ret i vejviseren" not in text(page)


@pytest.mark.parametrize("step", ["akut-ring", "vold-stop", "vold-skriv"])
def test_who_to_ring_is_the_municipalitys_own_number_and_danger_is_at_once(adopted, settings, step):
    duty, intake = 'href="tel:00701030">00 70 10 30</a>', 'href="tel:00701020">00 70 10 20</a>'
    page = text(Client().get(f"/vejviser/{STAFF}/{step}/"))
    assert duty in page
    assert (intake in page) is (step != "akut-ring")
    assert ("Straks" in page) is (step != "vold-stop")
    assert "1 dag" not in page
    assert "Uden for åbningstid" not in page or step != "akut-ring"


def test_a_missing_number_is_told_to_the_editor_and_nobody_else(adopted, as_, settings):
    address = f"/vejviser/{STAFF}/vold-skriv/"
    assert "mangler nummeret" not in words(as_("rikke").get("/vejviser/rediger/"))
    settings.PROFILE = replace(settings.PROFILE, intake_phone="", duty_phone="")
    said = "Kommunen har ikke skrevet et nummer til modtagelsen i sin fil endnu."
    assert said in words(as_("rikke").get(address))
    for page in (words(Client().get(address)), words(as_("pia").get(address))):
        assert "Modtagelsen i familieafdelingen" in page
        assert said not in page
        assert "tel:0070" not in page
    assert "mangler nummeret til modtagelsen" in words(as_("rikke").get("/vejviser/rediger/"))
    settings.PROFILE = replace(settings.PROFILE, intake_phone="00 70 10 20")
    assert "mangler nummeret til døgnvagten" in words(as_("rikke").get("/vejviser/rediger/"))
    assert "Uden for åbningstid" not in words(Client().get(address))


def test_the_front_says_so_when_there_is_no_guide(db, as_):
    assert "ikke udgivet en vejviser endnu" in words(Client().get("/vejviser/"))
    assert "Ret i vejviseren" in words(as_("rikke").get("/vejviser/"))


@pytest.mark.parametrize(
    ("name", "offered"), [("pia", []), ("lars", ["Øv"]), ("rikke", ["Ret"]), ("jens", ["Øv", "Ret"])]
)
def test_who_is_signed_in_is_offered_what_they_may(as_, adopted, name, offered):
    page = words(as_(name).get("/vejviser/"))
    assert [word for word in ("Øv", "Ret") if f"{word} vejviseren" in page or f"{word} i vejviseren" in page] == offered


def test_every_answer_of_every_step_leads_to_a_page(db, adopted):
    client, seen, waiting = Client(), set(), [reverse("guide:start", args=[STAFF])]
    while waiting:
        page = client.get(here := waiting.pop())
        assert page.status_code == 200, here
        seen.add(here)
        answers = re.search(r'<ul class="guide-answers[^>]*>(.*?)</ul>', text(page), re.DOTALL)
        found = re.findall(r'href="([^"]+)"', answers[1]) if answers else []
        assert found or "Her slutter vejen for nu" in text(page)
        waiting += [one for one in found if one not in seen]
    assert len(seen) == len(steps_of(adopted))


def test_a_step_shows_who_when_and_where_the_time_is_from(db, adopted):
    page = words(Client().get(reverse("guide:step", args=[STAFF, "roed-vurdering"])))
    for said in (
        "Modtagelsen i familieafdelingen",
        "24 timer",
        "barnets lov, § 136",
        "Regnes fra: Underretningen er modtaget",
    ):
        assert said in page
    local = words(Client().get(reverse("guide:step", args=[STAFF, "roed-leder"])))
    assert "1 dag" in local
    assert "Lokalt mål: samme dag" in local
    counted = words(Client().get(reverse("guide:step", args=[STAFF, "aere-stop"])))
    assert "Inden forældre og netværk inddrages." in counted
    assert "lokalt mål, ikke en frist i loven" in words(
        Client().get(reverse("guide:step", args=[STAFF, "roed-screening"]))
    )


def test_a_rule_that_holds_no_longer_is_not_shown(db, adopted):
    with time_machine.travel(NOW.replace(year=2019), tick=False):
        page = words(Client().get(reverse("guide:step", args=[STAFF, "roed-vurdering"])))
    assert "24 timer" not in page


def test_a_link_to_a_template_is_a_link(cast, drafted, adopted):
    row = drafted.steps.get(key="gul-proev")
    row.template_link = "https://skabelon.example/fokus"
    assert 'href="https://skabelon.example/fokus"' in render_to_string(
        "guide/_step.html", {"one": shown_of(row)}, using="jinja2"
    )


def shown_of(row):
    alone = replace(step_of(row), answers=())
    return shown([alone], TODAY)[row.key]


def test_the_whole_guide_is_one_page_to_print(db, adopted):
    page = Client().get(reverse("guide:whole", args=[STAFF]))
    assert page.status_code == 200
    for step in steps_of(adopted):
        assert f'id="{step.key}"' in text(page)
        assert all(f'href="#{one.to}"' in text(page) for one in step.answers)
    assert "Gult spor: noget undrer os" in words(page)


@pytest.mark.parametrize("path", ["findes-ikke/", "samspor-vejviser/findes-ikke/", "hele/findes-ikke/"])
def test_what_is_not_there_is_not_there(db, adopted, path):
    assert Client().get(f"/vejviser/{path}").status_code == 404


def test_a_draft_is_seen_by_nobody_until_it_is_published(db, drafted):
    assert f"Version {drafted.number}," not in text(Client().get("/vejviser/"))


@pytest.mark.parametrize("path", ["", f"{STAFF}/", f"{STAFF}/gul-se/", f"hele/{STAFF}/"])
def test_a_page_asks_little_of_the_database(db, adopted, path):
    with CaptureQueriesContext(connection) as asked:
        assert Client().get(f"/vejviser/{path}").status_code == 200
    assert len([one for one in asked.captured_queries if "SAVEPOINT" not in one["sql"]]) <= 3


def test_the_way_in_leads_to_the_guide(db):
    assert 'href="/vejviser/"' in text(Client().get(reverse("account_login")))


def test_everybody_has_it_in_the_menu(as_, adopted):
    for name in ("pia", "ali", "bent"):
        assert '<a href="/vejviser/"' in text(as_(name).get("/"))


# --- For the editor ------------------------------------------------------------------------------------------------


@pytest.fixture
def rikke(as_):
    return as_("rikke")


def typed(page) -> dict[str, object]:
    """What the form holds when it is fetched: sent back unchanged it changes nothing."""
    form = re.search(r'<form method="post" novalidate[^>]*>.*?</form>', text(page), re.DOTALL)[0]
    given: dict[str, object] = {}
    for one in re.findall(r"<input\b[^>]*>", form):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', one))
        kind = attributes.get("type")
        if kind in {"checkbox", "radio"} and " checked" not in one:
            continue
        name, value = attributes["name"], attributes.get("value", "")
        given[name] = [*given.get(name, []), value] if kind == "checkbox" and name in {"areas", "degrees"} else value
    for name, content in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\n?(.*?)</textarea>', form, re.DOTALL):
        given[name] = content.strip()
    for name, content in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', content)
        given[name] = chosen[1] if chosen else ""
    given.pop("csrfmiddlewaretoken", None)
    return given


def test_the_editor_sees_every_guide_and_makes_a_draft(rikke, adopted):
    page = rikke.get(reverse("guide:editor"))
    assert "Vejviser for fagfolk" in words(page)
    assert "Lav en kladde" in words(page)
    made = follow(rikke, send(rikke, reverse("guide:draft", args=[adopted.guide_id])))
    assert "Kladde" in made
    assert "Gå til kladden" in words(rikke.get(reverse("guide:editor")))


def test_the_editor_without_a_guide_is_told(rikke):
    assert "Kommunen har ingen vejviser endnu" in words(rikke.get(reverse("guide:editor")))


def test_a_version_is_an_outline_and_a_drawing(rikke, adopted, drafted):
    for version, links in ((adopted, False), (drafted, True)):
        page = text(rikke.get(reverse("guide:version", args=[version.pk])))
        assert "<svg" in page
        assert page.count('class="guide-box ') == len(steps_of(version))
        assert ("/vejviser/rediger/trin/" in page) is links
        assert "LIX " in page
        assert "har intet telefonnummer" in page


def test_a_story_says_how_hard_it_is_and_what_it_loses(rikke, adopted, drafted):
    address, family = reverse("guide:version", args=[drafted.pk]), Guide.objects.get(key="samspor-familie")
    titles = [one.title for one in scenarios()]
    whole = words(rikke.get(address))
    assert [one for one in titles if one not in whole] == []
    assert ("Den mister" in whole, "kan ikke øves" in whole, "Svært at læse" in whole) == (False, False, False)
    here = stories(scenarios(), {one.key for one in steps_of(drafted)})
    assert all(one.reading.lix and not one.lost for one in here)
    story = next(one for one in scenarios() if one.key == "vold")
    drafted.steps.filter(key=story.turns[1].step).delete()
    page = words(rikke.get(address))
    assert f"Den mister 1 af {len(story.turns)} skridt i denne version: 2. {story.turns[1].told}" in page
    drafted.steps.exclude(key="akut").delete()
    assert "Den kan ikke øves med denne version" in words(rikke.get(address))
    assert "Historier at øve med" not in words(rikke.get(reverse("guide:version", args=[family.versions.get().pk])))


def test_a_sentence_of_a_story_that_is_hard_is_shown():
    hard = " ".join(["myndighedsafgørelse"] * 12)
    turn = replace(scenarios()[0].turns[0], told=hard)
    (found,) = stories([replace(scenarios()[0], turns=(turn,))], set())
    assert (found.hard, found.lost) == ((hard,), (f"1. {hard}",))


def test_a_review_that_is_due_is_shown_and_is_a_task(as_, rikke, adopted):
    assert "Se »Vejviser" not in words(rikke.get("/"))
    with time_machine.travel(NOW + timedelta(days=366), tick=False):
        rikke = as_("rikke")
        assert "Se »Vejviser for fagfolk« efter" in words(rikke.get("/"))
        assert "Se »Vejviser" not in words(as_("jens").get("/"))
        assert "Over tiden" in words(rikke.get(reverse("guide:editor")))
        assert "Den skulle ses efter" in words(rikke.get(reverse("guide:version", args=[adopted.pk])))


def test_a_step_is_written_in_its_form(rikke, drafted):
    address = reverse("guide:edit_step", args=[drafted.steps.get(key="gul-proev").pk])
    before = steps_of(drafted)
    same = typed(rikke.get(address))
    assert "er gemt i kladden" in follow(rikke, rikke.post(address, same))
    assert steps_of(drafted) == before
    again = typed(rikke.get(address)) | {"do": "Prøv noget nyt.", "violence": "no", "degrees": ["1", "2"]}
    assert "er gemt i kladden" in follow(rikke, rikke.post(address, again))
    row = drafted.steps.get(key="gul-proev")
    assert (row.do, row.degrees, row.violence) == ("Prøv noget nyt.", [1, 2], False)


@pytest.mark.parametrize("key", ["akut-vent", "fravaer-se", "emne", "overgang-lille"])
def test_sending_a_step_back_unchanged_changes_nothing(rikke, drafted, key):
    before = steps_of(drafted)
    address = reverse("guide:edit_step", args=[drafted.steps.get(key=key).pk])
    assert rikke.post(address, typed(rikke.get(address))).status_code == 303
    assert steps_of(drafted) == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"rule": "acute_assessment", "days": "2", "days_basis": "Lokalt"}, "længere end lovens"),
        ({"days": "0"}, "Skriv mindst 1 dag"),
        ({"title": ""}, "Udfyld feltet"),
        ({"answer_2": "Ja", "to_2": ""}, "vælg, hvor det fører hen"),
        ({"answer_2": "", "to_2": "gul-slut"}, "vælg, hvor det fører hen"),
        ({"answer_2": "Videre", "to_2": "gul-slut"}, "To svar er ens"),
        ({"link": "ftp://x"}, "https://"),
        ({"built_on": "2020-01-01"}, "En anden har gemt"),
        ({"after": "findes-ikke"}, "Vælg"),
    ],
)
def test_a_step_that_is_refused_keeps_what_was_typed(rikke, drafted, changed, sentence):
    row = drafted.steps.get(key="gul-proev")
    address = reverse("guide:edit_step", args=[row.pk])
    sent = typed(rikke.get(address)) | {"who": "Min egen tekst her"} | changed
    answer = rikke.post(address, sent)
    assert any(sentence in one for one in errors(answer))
    assert "Min egen tekst her" in text(answer)
    row.refresh_from_db()
    assert row.who != "Min egen tekst her"


def test_a_hard_text_is_saved_with_a_warning(rikke, drafted):
    hard = (
        "Myndighedsafdelingens visitationsprocedurer forudsætter tværprofessionelle helhedsvurderinger af indsatsbehov "
        * 3
    )
    address = reverse("guide:edit_step", args=[drafted.steps.get(key="gul-proev").pk])
    follow(rikke, rikke.post(address, typed(rikke.get(address)) | {"do": f"{hard}inden 14 dage."}))
    page = words(rikke.get(address))
    assert page.count("over grænsen på 40") == 2  # beside the words, and of the whole step
    outline = words(rikke.get(reverse("guide:version", args=[drafted.pk])))
    assert "Teksten er svær at læse" in outline
    assert "Der står en tid i teksten (14 dage)" in outline


def test_a_rule_that_ended_is_pointed_out(drafted):
    step = step_of(drafted.steps.get(key="roed-vurdering"))
    assert any("gælder ikke i dag" in one for one in warnings(step, Audience.STAFF, TODAY.replace(year=2019)))


def test_a_step_that_rests_on_nothing_is_pointed_out(drafted):
    def said(step, audience=Audience.STAFF):
        return any("hviler på" in one for one in warnings(step, audience, TODAY))

    step = replace(step_of(drafted.steps.get(key="gul-se")), decided="")
    assert (said(step), said(replace(step, track=Track.START)), said(step, Audience.FAMILIES)) == (True, False, False)
    assert [said(replace(step, **one)) for one in ({"ground": "need_to_know"}, {"decided": "Byrådet"})] == [False] * 2
    old = replace(step, ground="need_to_know")
    assert any("gælder ikke i dag" in one for one in warnings(old, Audience.STAFF, TODAY.replace(year=2019)))


def test_a_template_nobody_can_find_is_pointed_out(drafted):
    step = step_of(drafted.steps.get(key="gul-barn"))
    said = {
        bool(one.template_link): [*warnings(one, Audience.STAFF, TODAY)]
        for one in (step, replace(step, template_link=""))
    }
    assert said[True] == []
    assert said[False] == ["»De tre huse i en bekymring« har intet link. Uden det skal læseren selv finde skabelonen."]


def test_a_ground_is_chosen_from_the_rule_table_and_shown_with_its_paragraph(rikke, cast, drafted):
    row = drafted.steps.get(key="gul-se")
    address = reverse("guide:edit_step", args=[row.pk])
    given = typed(rikke.get(address)) | {"ground": "duty_to_notify", "decided": "Byrådets børnepolitik"}
    follow(rikke, rikke.post(address, given))
    shown = ground(step_of(drafted.steps.get(key="gul-se")), TODAY)
    assert shown == "Fagpersoners pligt til at underrette: barnets lov, § 133. Besluttet lokalt: Byrådets børnepolitik"
    actions.publish_guide(
        by=cast.actor("rikke"), version=drafted, owner=cast.rikke, review_on=TODAY + timedelta(days=90), at=NOW
    )
    assert f"Hjemmel {shown}" in words(Client().get("/vejviser/samspor-vejviser/gul-se/"))
    with pytest.raises(Refused, match="regelsamlingen"):
        check_ground("findes_ikke", TODAY)


def test_a_new_step_has_a_form_of_its_own(rikke, drafted):
    address = reverse("guide:new_step", args=[drafted.pk])
    given = typed(rikke.get(address)) | {
        "title": "Ring til biblioteket",
        "track": "yellow",
        "do": "Ring.",
        "after": "gul-se",
    }
    page = follow(rikke, rikke.post(address, given))
    assert "Ring til biblioteket" in page
    assert "Ingen vej fører til »Ring til biblioteket«" in page
    assert drafted.steps.filter(key="ring-til-biblioteket").exists()
    row = drafted.steps.get(key="ring-til-biblioteket")
    assert "er taget ud" in follow(rikke, send(rikke, reverse("guide:remove_step", args=[row.pk])))


def test_the_first_step_of_an_empty_draft_comes_first(rikke, drafted):
    drafted.steps.all().delete()
    page = rikke.get(reverse("guide:new_step", args=[drafted.pk]))
    assert typed(page)["after"] == ""
    assert "har ingen trin" in words(rikke.get(reverse("guide:version", args=[drafted.pk])))
    assert "har ingen trin" in words(rikke.get(reverse("guide:preview", args=[drafted.pk])))


def test_a_published_step_says_that_it_is_not_edited(rikke, adopted):
    address = reverse("guide:edit_step", args=[adopted.steps.get(key="gul-se").pk])
    page = rikke.get(address)
    assert "kan ikke rettes" in words(page)
    assert any("Lav en kladde" in one for one in errors(rikke.post(address, typed(page))))


def test_the_path_can_be_walked_as_somebody_would(rikke, drafted):
    address = reverse("guide:preview", args=[drafted.pk])
    calm = words(rikke.get(address))
    assert "Se på barnet og på rammerne" in calm
    assert "Få barnet i sikkerhed" not in calm
    walked = words(rikke.get(address, {"years": "4", "degree": "2", "about": "yellow", "area": "daycare"}))
    assert "Spørg barnet" in walked
    assert "Lyt til det lille barn" not in walked
    assert "Stop: sig intet hjemme endnu" in words(rikke.get(address, {"violence": "on"}))
    assert "Få barnet i sikkerhed" in words(rikke.get(address, {"acute": "on"}))
    assert rikke.get(address, {"years": "x"}).status_code == 200


def test_publishing_in_the_browser(rikke, cast, drafted):
    address = reverse("guide:publish", args=[drafted.pk])
    page = rikke.get(address)
    assert typed(page)["owner"] == str(cast.rikke.pk)
    assert any("efter i dag" in one for one in errors(send(rikke, address, owner=cast.rikke.pk, review_on=TODAY)))
    done = follow(rikke, send(rikke, address, owner=cast.jens.pk, review_on=TODAY + timedelta(days=90)))
    assert "er udgivet" in done
    assert published_for(Audience.STAFF) == drafted
    assert f"Version {drafted.number}," in words(Client().get("/vejviser/"))


def test_the_one_who_publishes_sees_the_times_that_are_typed(rikke, cast, drafted):
    drafted.steps.filter(key="gul-se").update(do="Vent en uge. Se på barnet imens.")
    address = reverse("guide:publish", args=[drafted.pk])
    page = words(rikke.get(address))
    assert "en uge: »Se på barnet og på rammerne«" in page
    given = {"owner": cast.rikke.pk, "review_on": TODAY + timedelta(days=90)}
    assert any("sæt kryds" in one for one in errors(send(rikke, address, **given)))
    assert "er udgivet" in follow(rikke, send(rikke, address, no_deadlines="on", **given))


def test_a_typed_paragraph_is_a_fault_on_the_versions_page(rikke, drafted):
    drafted.steps.filter(key="gul-se").update(basis="Det står i barnets lov § 133.")
    page = words(rikke.get(reverse("guide:version", args=[drafted.pk])))
    assert "Den kan ikke udgives endnu" in page
    assert "»Se på barnet og på rammerne« har en paragraf i teksten" in page


def test_jens_without_being_asked_owns_what_he_publishes(as_, cast, drafted):
    assert typed(as_("jens").get(reverse("guide:publish", args=[drafted.pk])))["owner"] == str(cast.jens.pk)


def test_discarding_in_the_browser(rikke, drafted):
    page = follow(rikke, send(rikke, reverse("guide:discard", args=[drafted.pk])))
    assert "Kladden er kasseret" in page
    assert not GuideVersion.objects.filter(state=VersionState.DRAFT).exists()


# --- Rehearsal -----------------------------------------------------------------------------------------------------


def test_a_group_plays_a_story_to_its_end(as_, cast, adopted):
    lars = as_("lars")
    page = lars.get(reverse("guide:rehearsals"))
    assert "I har ikke øvet jer endnu" in words(page)
    answer = send(lars, reverse("guide:rehearsals"), scenario="vold", unit=cast.solsikken.pk)
    here = answer["Location"]
    first = lars.get(here)
    assert "Jonathan" in words(first)
    assert "Vejviseren siger" not in text(first)
    assert any("Vælg" in one for one in errors(send(lars, here)))
    otherwise = follow(lars, send(lars, here, chosen="roed-foraeldre"))
    for said in (
        "I valgte noget andet",
        "Tal med forældrene, før du skriver",
        "Stop: sig intet hjemme endnu",
        "Hvorfor?",
    ):
        assert said in otherwise
    made = Rehearsal.objects.get()
    assert "Fortsæt øvelsen" in words(lars.get(reverse("guide:rehearsal", args=[made.pk])))
    assert any("allerede valgt" in one for one in errors(send(lars, here, chosen="vold-stop")))
    assert "I valgte det samme" in follow(
        lars, send(lars, reverse("guide:turn", args=[made.pk, 2]), chosen="vold-skriv")
    )
    last = follow(lars, send(lars, reverse("guide:turn", args=[made.pk, 3]), chosen="vold-aftal"))
    assert "Se hele øvelsen" in last
    assert "Tal om det til sidst" in words(lars.get(reverse("guide:rehearsal", args=[made.pk])))
    assert "Jonathan har et mærke" in words(lars.get(reverse("guide:rehearsals")))
    assert lars.get(reverse("guide:turn", args=[made.pk, 4])).status_code == 404


def test_the_last_turn_can_not_be_skipped_to(as_, rehearsed):
    made = rehearsed()
    lars = as_("lars")
    answer = send(lars, reverse("guide:turn", args=[made.pk, 2]), chosen="vold-skriv")
    assert errors(answer)
    assert not made.choices.exists()


def test_a_session_of_a_story_that_is_gone_is_left_out(as_, rehearsed):
    made = rehearsed()
    Rehearsal.objects.filter(pk=made.pk).update(scenario="glemt")
    assert "I har ikke øvet jer endnu" in words(as_("lars").get(reverse("guide:rehearsals")))


def test_rehearsing_needs_a_guide(as_, cast):
    answer = send(as_("lars"), reverse("guide:rehearsals"), scenario="vold", unit=cast.solsikken.pk)
    assert any("ikke taget en vejviser i brug" in one for one in errors(answer))


def test_the_editor_sees_how_often_groups_chose_otherwise(rikke, adopted, rehearsed):
    address = reverse("guide:version", args=[adopted.pk])
    rehearsed("roed-foraeldre")
    rehearsed("vold-stop")
    assert "valgte noget andet her" not in words(rikke.get(address))
    rehearsed("gul-se")
    page = words(rikke.get(address))
    assert "2 af 3 øvelser valgte noget andet her" in page
    assert "Solsikken" not in page


# --- The checklist -------------------------------------------------------------------------------------------------


@pytest.fixture
def line(cast, adopted) -> ChecklistLine:
    made = actions.make_checklist(
        by=cast.actor("lars"), about_type="concern", about_id=cast.asta.pk, unit=cast.solsikken, child=cast.asta,
        situation=Situation(age_months=56, degree=2), at=NOW,
    )  # fmt: skip
    return made.lines.get(step__key="gul-se")


def drawn(cast) -> str:
    kept = checklist_of(cast.actor("pia"), "concern", cast.asta.pk)
    context = {"kept": kept, "back": "/barn/1/", "new_key": uuid4, "csrf_input": ""}
    return render_to_string(kept.template, context, using="jinja2")


def test_a_checklist_is_ticked_where_it_stands(as_, cast, line):
    address = reverse("guide:tick", args=[line.pk])
    assert "Sæt kryds" in drawn(cast)
    assert "Gjort" not in drawn(cast)
    answer = send(as_("pia"), address, done="on", back="/barn/1/")
    assert (answer.status_code, answer["Location"]) == (303, "/barn/1/")
    assert "af Pia Holm" in drawn(cast)
    assert "1 af" in drawn(cast)
    assert send(as_("pia"), address, back="https://ond.example/")["Location"] == "/vejviser/"
    line.refresh_from_db()
    assert line.ticked_at is None
    assert send(as_("pia"), address, back="x" * 400)["Location"] == "/vejviser/"


def test_a_checklist_is_not_a_strangers(as_, line):
    assert send(as_("else_"), reverse("guide:tick", args=[line.pk]), done="on").status_code == 404
