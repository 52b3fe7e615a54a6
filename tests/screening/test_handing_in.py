"""Before one's own assessments are sealed one sees which they are, and who is not among them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people import api as people
from samspor.screening import actions, queries
from samspor.screening.models import AssessmentRound, OwnAssessment
from samspor.screening.rules import Position
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def ways(cast, opened):
    args = [opened.pk, cast.blaamejserne.pk]
    return reverse("screening:own", args=args), reverse("screening:hand_in", args=args)


def test_what_is_chosen_is_saved_and_shown_and_not_yet_sealed(as_, cast, ways):
    own, hand_in = ways
    form = {f"position-{cast.asta.pk}": "green", f"position-{cast.bo.pk}": "red", f"comment-{cast.bo.pk}": "Græder"}
    form[f"position-{cast.dilan.pk}"] = "red"
    answer = as_("pia").post(own, {**form, "hand_in": "1", "form_key": str(uuid4())})
    assert (answer.status_code, answer["Location"]) == (303, hand_in)
    page = text(as_("pia").get(hand_in))
    assert "Du er ved at aflevere 3 vurderinger ud af 4 børn i gruppen." in page
    counted = " ".join(page[page.index("screening-going") : page.index("<section")].split())
    assert "Trivsel</span> 1 barn</li>" in counted
    assert "Bekymring</span> 2 børn</li>" in counted
    assert "Øget opmærksomhed" not in counted
    assert '<strong>Bo Øster</strong>: <span class="screening-words">Græder</span>' in page
    assert "<strong>Dilan Yıldırım</strong>: Du har ikke skrevet, hvad du ser." in page
    missing = page[page.index("Mangler din position") :]
    assert "Carla Sofie von Bülow" in missing
    assert "er dine vurderinger lukket" in page
    assert "Aflever 3 vurderinger" in page
    assert not OwnAssessment.objects.exclude(handed_in_at=None).exists()
    assert Entry.objects.filter(verb=Verb.GROUP_SEEN).latest("pk").about_id == str(cast.blaamejserne.pk)


def test_words_without_a_position_are_said_to_stay(as_, cast, ways, assess):
    own, hand_in = ways
    sent = {f"position-{cast.asta.pk}": "green", f"comment-{cast.carla.pk}": "Leger ved lågen"}
    as_("pia").post(own, {**sent, "form_key": str(uuid4())})
    page = text(as_("pia").get(hand_in))
    assert "Du har skrevet om Carla Sofie von Bülow uden at vælge en position." in page


def test_handing_in_says_what_it_means_and_is_still_understood_afterwards(as_, cast, assess, ways):
    own, hand_in = ways
    assess("asta", pia=Position.GREEN)
    as_("pia").post(own, {f"position-{cast.bo.pk}": "green", "form_key": str(uuid4())})
    page = text(as_("pia").get(hand_in))
    assert "Du er ved at aflevere 1 vurdering" in page
    assert "Du har før afleveret 1 vurdering her." in page
    done = text(as_("pia").post(hand_in, {"form_key": str(uuid4())}, follow=True))
    assert "Du har afleveret 1 vurdering. De er lukket nu og kan ikke rettes." in done
    page = text(as_("pia").get(own))
    assert "Du har afleveret 2 af 4 vurderinger." in page
    assert "Asta Lindqvist-Møller" not in page[page.index("<textarea") :].split("</label>")[0]


def test_with_nothing_to_hand_in_there_is_nothing_to_press(as_, ways):
    page = text(as_("pia").get(ways[1]))
    assert "Du har ingen vurderinger at aflevere" in page
    assert "form_key" not in page[page.index("<main") :]


def test_when_all_are_marked_nobody_is_said_to_be_missing(as_, cast, ways):
    form = {f"position-{cast.members[name].pk}": "green" for name in ("asta", "bo", "carla", "dilan")}
    as_("pia").post(ways[0], {**form, "form_key": str(uuid4())})
    page = text(as_("pia").get(ways[1]))
    assert "Mangler din position" not in page
    assert "<strong>" not in page[page.index("screening-going") : page.index("Når du har afleveret")]


def test_a_round_that_is_over_takes_nothing_more_in(as_, assess, ways):
    assess("asta", pia=Position.GREEN)
    AssessmentRound.objects.update(closes_on="2026-11-22")
    page = text(as_("pia").get(ways[1]))
    assert "Der kan ikke afleveres nu: lukket." in page
    assert "Mangler din position" not in page


def test_a_child_the_others_have_talked_of_says_so(as_, cast, assess, ways):
    conclude(cast, assess("asta", mads=Position.GREEN, lars=Position.GREEN), Position.GREEN)
    page = text(as_("pia").get(ways[0]))
    assert "Ikke vurderet af dig" in page
    assert "Talt om sammen" in page
    assert f"position-{cast.asta.pk}" not in page


def test_a_child_with_nothing_saved_is_not_said_to_be_saved(as_, ways):
    page = text(as_("pia").get(ways[0]))
    assert "Gemt" not in page[page.index("<tbody") : page.index("</tbody>")]


def key(**more) -> dict[str, str]:
    return {"form_key": str(uuid4()), **more}


@pytest.mark.parametrize("button", [{}, {"hand_in": "1"}])
def test_words_without_a_position_are_kept_and_not_handed_in(as_, cast, ways, button):
    pia, words = as_("pia"), {f"comment-{cast.asta.pk}": "Griner ved gyngen"}
    sent = {f"position-{cast.bo.pk}": "green", **words, **button}
    assert pia.post(ways[0], key(**sent)).status_code == 303
    assert "Griner ved gyngen" in text(pia.get(ways[0]))
    assert "Aflever 1 vurdering" in text(pia.get(ways[1]))
    pia.post(ways[1], key())
    assert OwnAssessment.objects.get(handed_in_at=None).position == ""
    pia.post(ways[0], key(**{f"comment-{cast.asta.pk}": ""}))
    assert OwnAssessment.objects.get(handed_in_at=None).comment is None


def test_words_alone_are_saved_as_they_are_typed(as_, cast, opened):
    address = reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    answer = as_("pia").post(address, {f"comment-{cast.asta.pk}": "Griner"}, headers={"HX-Request": "true"})
    assert (answer.status_code, "0 af 4 børn" in text(answer)) == (200, True)
    assert OwnAssessment.objects.get().comment == "Griner"
    assert Entry.objects.get(verb=Verb.MARK_SET).after is None


def test_words_alone_that_are_erased_are_saved_as_erased(as_, cast, opened):
    address = reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    pia, script = as_("pia"), {"HX-Request": "true"}
    pia.post(address, {f"comment-{cast.asta.pk}": "Griner"}, headers=script)
    assert pia.post(address, {f"comment-{cast.asta.pk}": ""}, headers=script).status_code == 200
    assert OwnAssessment.objects.get().comment is None
    assert "Griner" not in text(pia.get(reverse("screening:own", args=[opened.pk, cast.blaamejserne.pk])))
    assert pia.post(address, {f"comment-{cast.asta.pk}": ""}, headers=script).status_code == 422  # nothing is left


def test_an_empty_row_beside_a_position_erases_nothing(as_, cast, opened):
    actions.set_mark(
        by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.RED, comment="Græder", at=NOW
    )
    address = reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    assert as_("pia").post(address, {f"comment-{cast.asta.pk}": ""}).status_code == 422
    assert OwnAssessment.objects.get().comment == "Græder"


def test_a_page_from_before_the_position_takes_nothing_away(as_, cast, opened, ways):
    actions.set_mark(
        by=cast.actor("pia"), round_unit=opened, child=cast.asta, position=Position.RED, comment="Græder", at=NOW
    )
    as_("pia").post(ways[0], key(**{f"position-{cast.asta.pk}": "", f"comment-{cast.asta.pk}": ""}))
    own = OwnAssessment.objects.get()
    assert (own.position, own.comment) == ("red", "Græder")
    as_("pia").post(ways[0], key(**{f"comment-{cast.asta.pk}": "Græder mindre"}))
    own.refresh_from_db()
    assert (own.position, own.comment) == ("red", "Græder mindre")


@pytest.mark.parametrize("button", [{}, {"hand_in": "1"}])
def test_words_that_are_too_many_stay_on_the_page_with_the_fault_at_the_child(as_, cast, ways, button):
    asta, bo = cast.asta.pk, cast.bo.pk
    sent = {
        f"position-{asta}": "yellow",
        f"comment-{asta}": "o" * 4001,
        f"position-{bo}": "green",
        f"comment-{bo}": "Ler",
    }
    answer = as_("pia").post(ways[0], key(**sent, **button))
    page = text(answer)
    assert (answer.status_code, "o" * 4001 in page) == (422, True)
    assert f'value="yellow" id="p-{asta}-yellow" checked' in page
    assert f'href="#c-{asta}"' in page
    assert f'aria-describedby="c-{asta}-error"' in page
    assert page.count("Teksten er 1 tegn for lang. Der er plads til 4.000 tegn.") == 2
    assert page.count('aria-invalid="true"') == 1
    own = OwnAssessment.objects.get()
    assert (own.assessment.child_id, own.position, own.comment) == (bo, "green", "Ler")
    shorter = key(**(sent | {f"comment-{asta}": "o" * 4000}), **button)
    assert as_("pia").post(ways[0], shorter).status_code == 303
    assert OwnAssessment.objects.count() == 2


def test_what_is_sealed_is_what_was_shown_when_a_child_changed_group(as_, cast, opened, ways):
    pia, there = as_("pia"), reverse("screening:hand_in", args=[opened.pk, cast.spurvene.pk])
    for child in (cast.asta, cast.bo):
        actions.set_mark(by=cast.actor("pia"), round_unit=opened, child=child, position=Position.YELLOW, at=NOW)
    people.enrol(by=cast.actor("lars"), child=cast.asta, group=cast.spurvene, starts_on=TODAY, at=NOW)
    for address, name, child in ((ways[1], "Bo", cast.bo), (there, "Asta", cast.asta)):
        page = text(pia.get(address))
        assert ("Aflever 1 vurdering" in page, name in page) == (True, True)
        pia.post(address, key())
        assert OwnAssessment.objects.get(assessment__child=child).handed_in_at == NOW
        assert OwnAssessment.objects.filter(handed_in_at=None).exists() is (child == cast.bo)


def test_what_the_others_have_talked_of_is_not_handed_in(as_, cast, opened, assess, ways):
    lars = cast.actor("lars")
    actions.set_mark(by=lars, round_unit=opened, child=cast.bo, position=Position.YELLOW, at=NOW)
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    actions.set_mark(by=lars, round_unit=opened, child=cast.asta, position=Position.GREEN, at=NOW)
    assert "Aflever 1 vurdering<" in text(as_("lars").get(ways[1])).replace(" <", "<")
    assert actions.hand_in(by=lars, round_unit=opened, group=cast.blaamejserne, at=NOW) == 1


def test_a_second_view_is_not_handed_in_where_one_was_chosen(as_, cast, opened, assess, ways):
    mads = cast.actor("mads")
    actions.set_mark(by=mads, round_unit=opened, child=cast.asta, position=Position.RED, at=NOW)
    held = assess("asta", pia=Position.GREEN)
    assert queries.tally(mads, opened.pk, cast.blaamejserne.pk).to_hand_in == 1
    actions.choose_single_assessor(by=cast.actor("pia"), assessment=held, reason="Kun jeg kender barnet", at=NOW)
    with pytest.raises(Refused, match="ingen vurderinger at aflevere"):
        actions.hand_in(by=mads, round_unit=opened, group=cast.blaamejserne, at=NOW)
    assert queries.tally(mads, opened.pk, cast.blaamejserne.pk).to_hand_in == 0
    assert "Du har ingen vurderinger at aflevere" in text(as_("mads").get(ways[1]))
    page = text(as_("mads").get(ways[0]))
    assert ("Vurderes af én" in page, f"position-{cast.asta.pk}" in page) == (True, False)
