"""Before one's own assessments are sealed one sees which they are, and who is not among them."""

from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.screening.models import AssessmentRound, OwnAssessment
from samspor.screening.rules import Position
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
    answer = as_("pia").post(own, {**form, "hand_in": "1", "form_key": str(uuid4())})
    assert (answer.status_code, answer["Location"]) == (303, hand_in)
    page = text(as_("pia").get(hand_in))
    assert "Du er ved at aflevere 2 vurderinger ud af 4 børn i gruppen." in page
    counted = " ".join(page[page.index("<dl") : page.index("</dl>")].split())
    assert counted.count("<dd>1 barn</dd>") == 2
    assert "Øget opmærksomhed" not in counted
    assert "Bekymring</span> Bo Øster" in page
    missing = page[page.index("Mangler din position") :]
    assert "Carla Sofie von Bülow og Dilan Yıldırım" in missing
    assert "er dine vurderinger lukket" in page
    assert "Aflever 2 vurderinger" in page
    assert not OwnAssessment.objects.exclude(handed_in_at=None).exists()
    assert Entry.objects.filter(verb=Verb.GROUP_SEEN).latest("pk").about_id == str(cast.blaamejserne.pk)


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
    assert "<li>" not in page[page.index("<dl") : page.index("Når du har afleveret")]


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
