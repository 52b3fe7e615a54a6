"""The joint dialogue: in which order, what is shown, and that nothing written is lost."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions, queries, rules
from samspor.screening.models import AssessmentRound, JointAssessment, JointDraft
from samspor.screening.rules import Difference, Position, Talk
from tests.cast import NOW, TODAY
from tests.screening.test_actions import conclude
from tests.screening.test_views import _count, key, text

G, Y, R = Position.GREEN, Position.YELLOW, Position.RED


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], Difference.NONE), ([G], Difference.NONE), ([G, G], Difference.NONE), ([R, R], Difference.NONE),
        ([G, Y], Difference.NEAR), ([Y, R], Difference.NEAR), ([R, G], Difference.FAR), ([G, Y, R], Difference.FAR),
    ],
)  # fmt: skip
def test_difference_is_about_what_was_said(said, expected):
    assert rules.difference(said) is expected


views = st.lists(st.sampled_from(Position), max_size=3)


@given(st.lists(st.tuples(st.uuids(), st.text(max_size=4), views), unique_by=lambda one: one[0]))
def test_running_order_is_by_difference_and_then_by_name(rows):
    talks = [Talk(*row) for row in rows]
    order = rules.running_order(talks)
    by_key = {talk.child: talk for talk in talks}
    place = {kind: number for number, kind in enumerate((Difference.FAR, Difference.NEAR, Difference.NONE))}
    keys = [(place[rules.difference(by_key[one].said)], by_key[one].name, one) for one in order]
    assert sorted(order) == sorted(by_key)
    assert keys == sorted(keys)
    turned = [Talk(talk.child, talk.name, list(reversed(talk.said))) for talk in reversed(talks)]
    assert rules.running_order(turned) == order


@given(views)
def test_difference_does_not_know_which_way(said):
    """Green and red swapped is the same difference: it says nothing about how a child is."""
    other = {G: R, R: G, Y: Y}
    assert rules.difference([other[one] for one in said]) is rules.difference(said)


@pytest.mark.parametrize(("children", "said"), [(0, None), (2, None), (3, 3), (22, 22)])
def test_few_or_says_three_and_more(children, said):
    assert rules.few_or(children) == said


def page_of(held) -> str:
    return reverse("screening:dialogue", args=[held.pk])


def draft_of(held) -> str:
    return reverse("screening:draft", args=[held.pk])


@pytest.fixture
def both(assess):
    """Asta alike, Bo far apart, Carla a little apart."""
    said = {"asta": (G, G), "bo": (G, R), "carla": (Y, G)}
    return {child: assess(child, pia=pia, mads=mads) for child, (pia, mads) in said.items()}


def test_the_dialogue_goes_from_the_largest_difference_to_the_last_child(as_, cast, opened, both, assess):
    assess("dilan", pia=G)  # sealed: not to talk about yet
    order = queries.running_order(cast.actor("pia"), opened, cast.blaamejserne)
    assert [one.child_id for one in order] == [cast.bo.pk, cast.carla.pk, cast.asta.pk]
    pia = as_("pia")
    first, middle, last = (text(pia.get(page_of(both[name]))) for name in ("bo", "carla", "asta"))
    assert "barn 1 af 3" in first
    assert ("Forrige barn" in first, page_of(both["carla"]) in first) == (False, True)
    assert (page_of(both["bo"]) in middle, page_of(both["asta"]) in middle) == (True, True)
    assert ("Næste barn" in last, "Gem den sidste" in last) == (False, True)
    for page, words in ((first, "meget forskelligt"), (middle, "godt sted at begynde"), (last, "det samme set")):
        assert words in page or "Har I også set det samme?" in page


def test_the_room_comes_before_the_name(as_, both):
    page = text(as_("pia").get(page_of(both["bo"])))
    assert page.index("Først rammerne") < page.index("Bo Øster")
    assert page.count("Bo Øster") == 1
    assert '<details class="app-reveal">' in page


def sent(cast, **more):
    people = [str(cast.pia.pk), str(cast.mads.pk)]
    return {"position": "yellow", "justification": "Søger ro", "participants": people, **key(), **more}


def test_saving_goes_on_to_the_next_child_and_the_last_to_the_group(as_, cast, opened, both):
    pia = as_("pia")
    answer = pia.post(page_of(both["bo"]), sent(cast))
    assert (answer.status_code, answer["Location"]) == (303, page_of(both["carla"]))
    page = text(pia.get(page_of(both["bo"])))
    assert ("Det, I nåede frem til" in page, '<details class="app-reveal" open>' in page) == (True, True)
    answer = pia.post(page_of(both["asta"]), sent(cast))
    assert answer["Location"] == reverse("screening:joint", args=[opened.pk, cast.blaamejserne.pk])
    form = sent(cast)
    first, second = (pia.post(page_of(both["carla"]), form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Entry.objects.filter(verb=Verb.ASSESSMENT_CONCLUDED).count() == 3


def test_yellow_needs_words_and_what_was_typed_stays(as_, cast, both):
    page = as_("pia").post(page_of(both["bo"]), sent(cast, justification="", dissent="Jeg ser ro"))
    assert page.status_code == 422
    for words in ("Skriv en begrundelse", "Jeg ser ro", 'value="yellow" id="p-yellow" checked', 'app-reveal" open'):
        assert words in text(page)
    page = text(as_("pia").post(page_of(both["bo"]), {"position": "", **key()}))
    assert "form-error-message" in page


def test_earlier_wordings_are_shown_on_demand(as_, cast, both):
    held = both["bo"]
    conclude(cast, held, R, "Den første ordlyd", dissent="Jeg ser mest ro", dissent_by=cast.pia.pk)
    joint = JointAssessment.objects.get()
    actions.conclude(
        by=cast.actor("pia"), assessment=held, position=Y, justification="Den anden ordlyd",
        built_on=joint.concluded_at, participants=[cast.pia.pk, cast.mads.pk], at=NOW + timedelta(minutes=1),
    )  # fmt: skip
    page = text(as_("pia").get(page_of(held)))
    assert page.index("Den anden ordlyd") < page.index("Tidligere ordlyd") < page.index("Den første ordlyd")
    assert "Set anderledes af Pia Holm: Jeg ser mest ro" in page


@pytest.mark.parametrize("why", ["sealed", "told", "closed"])
def test_the_dialogue_can_be_read_where_it_can_not_be_written(as_, cast, opened, assess, why):
    held = assess("asta", pia=G) if why == "sealed" else assess("asta", pia=G, mads=G)
    if why == "told":
        conclude(cast, held, G)
        actions.inform_parents(by=cast.actor("pia"), assessment=held, informed_on=TODAY, way="talk", at=NOW)
    if why == "closed":
        AssessmentRound.objects.update(closes_on="2026-11-22")
    page = text(as_("pia").get(page_of(held)))
    assert ("Her kan ikke skrives nu" in page, "data-autosave" in page) == (True, False)
    assert ("Sammen: et barn" in page) is (why != "closed")
    refused = as_("pia").post(draft_of(held), {"justification": "x"})
    assert refused.status_code == (204 if why == "sealed" else 409)


def test_what_is_being_written_is_there_again_for_its_writer_alone(as_, cast, both):
    pia, held = as_("pia"), both["bo"]
    for words in ("Bygger", "Bygger med Asta 🌧️"):
        kept = {
            "position": "red",
            "justification": words,
            "participants": [str(cast.mads.pk)],
            "dissent": "Nej",
            **key(),
        }
        assert pia.post(draft_of(held), kept).status_code == 204
    draft = JointDraft.objects.get()
    assert (draft.writer, "Bygger med Asta" in bytes(_raw(draft)).decode("latin-1")) == (cast.pia, False)
    page = text(pia.get(page_of(held)))
    for there in (
        "Bygger med Asta 🌧️",
        'value="red" id="p-red" checked',
        'app-reveal" open',
        f'{cast.mads.pk}" checked',
    ):
        assert there in page
    assert f'{cast.pia.pk}" checked' not in page
    assert "Bygger" not in text(as_("mads").get(page_of(held)))
    entry = Entry.objects.filter(verb=Verb.JOINT_DRAFT_KEPT).latest("pk")
    assert (entry.child_ids, entry.after) == ([cast.bo.pk], None)
    pia.post(page_of(held), sent(cast, beside=["mother", "child"]))
    assert not JointDraft.objects.exists()
    assert JointAssessment.objects.get().beside == ["child", "mother"]
    assert 'value="mother" checked' in text(pia.get(page_of(held)))


def _raw(draft) -> bytes:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT written FROM screening_jointdraft WHERE id = %s", [draft.pk])
        return cursor.fetchone()[0]


def test_a_draft_on_its_way_does_not_come_back_after_the_saving(as_, cast, both):
    pia, held = as_("pia"), both["bo"]
    pia.post(page_of(held), sent(cast))
    assert pia.post(draft_of(held), {"justification": "for sent"}).status_code == 204
    assert not JointDraft.objects.exists()
    written = JointAssessment.objects.get().concluded_at.isoformat()
    pia.post(draft_of(held), {"justification": "En rettelse", "built_on": written})
    assert "En rettelse" in text(pia.get(page_of(held)))
    assert "En kollega har gemt" not in text(pia.get(page_of(held)))


def test_a_draft_that_was_overtaken_stands_beside_what_the_colleague_saved(as_, cast, both):
    pia, held = as_("pia"), both["bo"]
    pia.post(draft_of(held), {"justification": "Min tekst"})
    as_("mads").post(page_of(held), sent(cast, justification="Mads' tekst"))
    assert pia.post(page_of(held), sent(cast)).status_code == 422  # the page from before
    assert pia.post(draft_of(held), {"justification": "Min tekst, længere"}).status_code == 204
    page = text(pia.get(page_of(held)))
    for words in ("En kollega har gemt en fælles vurdering", "Min tekst, længere", "Mads&#39; tekst"):
        assert words in page


def test_a_draft_that_is_too_long_is_refused(as_, both):
    assert as_("pia").post(draft_of(both["bo"]), {"justification": "x" * 4001}).status_code == 422
    assert not JointDraft.objects.exists()


@pytest.mark.parametrize("who", ["else_", "sara", "ali"])
def test_nobody_else_drafts(cast, both, who):
    with pytest.raises(NotHere):
        actions.keep_draft(by=cast.actor(who), assessment=both["bo"], written={}, built_on=None, at=NOW)


def test_a_draft_is_refused_when_the_parents_have_heard(cast, both):
    conclude(cast, both["bo"], G)
    actions.inform_parents(by=cast.actor("pia"), assessment=both["bo"], informed_on=TODAY, way="talk", at=NOW)
    with pytest.raises(Refused, match="orienteret"):
        actions.keep_draft(by=cast.actor("pia"), assessment=both["bo"], written={}, built_on=None, at=NOW)


def test_queries_of_the_dialogue_do_not_grow_with_the_children(as_, cast, both, grow, assess):
    pia, address = as_("pia"), page_of(both["bo"])
    pia.get(address)
    few = _count(pia, address)
    grow(cast.blaamejserne, 40)
    assess("dilan", pia=G, mads=R)
    assert _count(pia, address) == few


def test_drafts_and_ticks_are_called_by_their_keys(cast, opened, both):
    draft = actions.keep_draft(
        by=cast.actor("pia"), assessment=both["bo"], written={"position": "green"}, built_on=None, at=NOW
    )
    sign = opened.round.instrument.indicators.first()
    own = actions.tick_signs(by=cast.actor("pia"), round_unit=opened, child=cast.dilan, signs=[sign.pk], at=NOW)
    for one in (draft, own.signs.get()):
        assert str(one) == str(one.pk)


def test_a_draft_that_is_emptied_is_gone(as_, both):
    pia, held = as_("pia"), both["bo"]
    assert pia.post(draft_of(held), {"justification": ""}).status_code == 204
    assert not Entry.objects.filter(verb=Verb.JOINT_DRAFT_KEPT).exists()
    pia.post(draft_of(held), {"justification": "x"})
    pia.post(draft_of(held), {"justification": ""})
    assert not JointDraft.objects.exists()
    assert Entry.objects.filter(verb=Verb.JOINT_DRAFT_KEPT).count() == 2
    assert '<details class="app-reveal">' in text(pia.get(page_of(held)))


def test_the_page_of_the_joint_assessment_keeps_what_is_typed_too(as_, cast, both):
    held, pia = both["bo"], as_("pia")
    address = reverse("screening:conclude", args=[held.pk])
    assert f'data-autosave="{reverse("screening:draft", args=[held.pk])}"' in text(pia.get(address))
    pia.post(reverse("screening:draft", args=[held.pk]), {"position": "green", "justification": "Halvt", **key()})
    page = text(pia.get(address))
    assert ("Halvt" in page, "mens du skrev" in page) == (True, False)
    assert "Halvt" not in text(as_("mads").get(address))
    actions.conclude(
        by=cast.actor("mads"), assessment=held, position=G, justification="", participants=[cast.mads.pk, cast.pia.pk],
        at=NOW,
    )  # fmt: skip
    page = text(pia.get(address))
    assert ("Halvt" in page, "mens du skrev" in page) == (True, True)


@pytest.mark.parametrize(
    ("page", "how"),
    [("new_focus", "autosave"), ("focus", "autosave"), ("parents", "autosave"), ("answer", "warn")],
)
def test_a_form_keeps_what_is_typed_or_asks_before_it_is_left(page, how):
    source = Path(rules.__file__).parents[1] / f"templates/screening/{page}.html"
    assert re.search(rf'<form method="post" novalidate[^>]* data-{how}[>=]', source.read_text(encoding="utf-8"))
