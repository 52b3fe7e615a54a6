"""What was agreed, with whose disagreement, and what was written before: on the group's page and on the child's."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.screening import actions, queries
from samspor.screening.forms.choices import FEW, near_first
from samspor.screening.models import JointAssessment
from samspor.screening.rules import Beside, Position, Way
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def anew(cast, assess):
    """Written, and written anew a little later."""
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "De første ord", dissent="Jeg ser hende lege", dissent_by=cast.mads.pk)
    actions.conclude(
        by=cast.actor("mads"), assessment=held, position=Position.YELLOW, justification="De nye ord",
        participants=[cast.pia.pk, cast.mads.pk], dissent="Jeg ser hende lege", dissent_by=cast.mads.pk,
        beside=[Beside.MOTHER], built_on=JointAssessment.objects.get().concluded_at, at=NOW + timedelta(minutes=5),
    )  # fmt: skip
    return held


def pages(held):
    return {
        "group": reverse("screening:joint", args=[held.round_unit_id, held.group_id]),
        "child": reverse("overview:child", args=[held.child_id]),
        "dialogue": reverse("screening:dialogue", args=[held.pk]),
    }


@pytest.mark.parametrize("where", ["group", "child", "dialogue"])
def test_disagreement_has_its_author_and_the_earlier_words_are_unfolded(as_, anew, where):
    page = text(as_("pia").get(pages(anew)[where]))
    assert page.count("Set anderledes af Mads Kjær: Jeg ser hende lege") >= 2  # now, and then
    assert page.index("De nye ord") < page.index("Tidligere ordlyd") < page.index("De første ord")
    assert "Med i dialogen: Mads Kjær, Pia Holm og mor." in page


@pytest.mark.parametrize("where", ["group", "child"])
def test_nothing_is_called_earlier_when_it_was_written_once(as_, cast, assess, where):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    conclude(cast, held, Position.YELLOW, "Trækker sig")
    page = text(as_("pia").get(pages(held)[where]))
    assert "Trækker sig" in page
    assert "Tidligere ordlyd" not in page
    assert "Set anderledes" not in page


def test_wordings_are_fetched_in_two_statements_however_many(cast, assess, anew, django_assert_num_queries):
    conclude(cast, assess("bo", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    held = list(queries.assessments_of(anew.round_unit, [cast.asta.pk, cast.bo.pk]).values())
    with django_assert_num_queries(2):
        assert len(queries.worded(held).names) == 2


def test_those_who_can_be_talked_about_come_first(as_, cast, assess):
    assess("asta", pia=Position.GREEN)
    assess("dilan", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, assess("carla", pia=Position.GREEN, mads=Position.GREEN), Position.GREEN)
    held = assess("bo", pia=Position.GREEN, mads=Position.GREEN)
    page = text(as_("pia").get(pages(held)["group"]))
    page = page[page.index("Begynd samtalen") :]
    order = ["Klar til samtalen", "Bo Øster", "Dilan", "Forældrene skal høre, hvad I nåede frem til", "Carla",
             "Venter på en vurdering", "Asta"]  # fmt: skip
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_who_is_done_is_folded_away_last(as_, cast, assess):
    done = assess("bo", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, done, Position.GREEN)
    actions.inform_parents(by=cast.actor("lars"), assessment=done, informed_on=TODAY, way=Way.TALK, told=(), at=NOW)
    page = text(as_("pia").get(pages(done)["group"]))
    order = ["Venter på en vurdering", "Asta", "Færdige", "<details", "1 barn, hvor I har talt sammen", "Bo Øster"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)


def test_a_task_leads_to_the_children_it_is_about(as_, cast, assess):
    talked = assess("bo", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, talked, Position.GREEN)
    assess("dilan", pia=Position.GREEN, mads=Position.GREEN)
    group, pia = pages(talked)["group"], as_("pia")
    day, page = text(pia.get("/")), text(pia.get(group))
    for place in ("dialogue", "concluded"):
        assert f'href="{group}#{place}"' in day
        assert f'id="{place}"' in page


def test_a_concern_begins_from_a_position_that_asks_for_more(as_, cast, assess):
    yellow = assess("asta", pia=Position.YELLOW, mads=Position.YELLOW)
    conclude(cast, yellow, Position.YELLOW, "Har brug for ro")
    green = assess("bo", pia=Position.GREEN, mads=Position.GREEN)
    conclude(cast, green, Position.GREEN)
    way = "{0}?vurdering".format
    start = {one.child_id: reverse("concerns:start", args=[one.child_id]) for one in (yellow, green)}
    page = text(as_("pia").get(pages(yellow)["group"]))
    assert f'href="{way(start[yellow.child_id])}"' in page
    assert start[green.child_id] not in page
    assert "Den begynder ud fra vurderingen" in text(as_("pia").get(way(start[yellow.child_id])))


def test_one_sees_whether_it_is_oneself_that_is_waited_for(as_, assess):
    held = assess("asta", pia=Position.GREEN)
    for who, words in (("pia", "1 af 2 har afleveret, og du er den ene"), ("mads", "1 af 2 har afleveret<")):
        assert words in text(as_(who).get(pages(held)["group"]))


def test_a_heading_without_children_is_not_shown(as_, cast, assess):
    held = assess("bo", pia=Position.GREEN)
    page = text(as_("pia").get(pages(held)["group"]))
    assert "Venter på en vurdering" in page
    assert "Klar til samtalen" not in page


def test_the_two_who_assessed_are_ticked_beforehand(as_, cast, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    page = text(as_("pia").get(reverse("screening:conclude", args=[held.pk])))
    for person, ticked in ((cast.pia, True), (cast.mads, True), (cast.lars, False)):
        assert (f'value="{person.pk}" checked' in page) is ticked


@pytest.mark.parametrize(("others", "is_folded"), [(FEW - 2, False), (FEW - 1, True)])
def test_of_many_colleagues_the_likely_ones_stand_first(others, is_folded):
    named = [("pia", "Pia"), *((str(number), f"Nummer {number}") for number in range(others)), ("mads", "Mads")]
    offered = near_first(named, ["pia", "mads"])
    if is_folded:
        assert offered == [named[0], named[-1], (f"Vælg blandt {others} andre kolleger", named[1:-1])]
    else:
        assert offered == named


def test_the_reason_is_said_to_be_wanted_for_yellow_and_red(as_, assess):
    held = assess("asta", pia=Position.GREEN, mads=Position.YELLOW)
    page = text(as_("pia").get(reverse("screening:conclude", args=[held.pk])))
    label = page[page.index("Begrundelse (skal skrives ved øget opmærksomhed og bekymring)") :].split("</label>")[0]
    assert "valgfrit" not in label


@pytest.mark.parametrize("name", ["conclude", "dialogue"])
def test_who_was_overtaken_finds_the_colleagues_text(as_, cast, assess, name):
    held = assess("asta", pia=Position.GREEN, mads=Position.GREEN)
    address = reverse(f"screening:{name}", args=[held.pk])
    conclude(cast, held, Position.GREEN, "Leger med alle")
    form = {"position": "yellow", "justification": "Mine egne ord", "built_on": "", "form_key": str(uuid4()),
            "participants": [str(cast.pia.pk), str(cast.mads.pk)]}  # fmt: skip
    answer = as_("pia").post(address, form)
    page = text(answer)
    assert answer.status_code == 422
    assert "Se kollegaens tekst" in page
    assert f'href="{reverse("screening:conclude", args=[held.pk])}" target="_blank"' in page
    assert "Mine egne ord" in page
    assert "Se kollegaens tekst" not in text(as_("pia").get(address))
