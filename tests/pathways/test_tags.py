"""What an entry and a goal are about: the ten dimensions, the same words as in a concern."""

import pytest
from django.urls import reverse

from samspor.base.ics import WORDS, Ics, named
from samspor.pathways.models import Goal, LogEntry
from samspor.pathways.pages import address
from samspor.pathways.queries.journal import written_in
from samspor.pathways.views.journal import Written, sections
from tests.pathways.test_goals import scale
from tests.pathways.test_together import page, send

pytestmark = pytest.mark.usefixtures("at_noon", "scales", "db")
ENTRY = {"kind": "observation", "text": "Leger ved lågen", "happened_on": "2026-11-20"}


def test_the_words_stand_in_the_order_of_the_ten_and_once():
    assert named(["network", "health", "network"]) == ["Sundhed", "Socialt netværk"]
    assert named([]) == []
    assert named(Ics) == list(WORDS.values())


def test_an_entry_says_what_it_is_about(pathway, as_):
    pia, there = as_("pia"), reverse("pathways:entry", args=[pathway.pk])
    assert all(f">{label}<" in page(pia, there) for label in WORDS.values())
    send(pia, there, **ENTRY, ics=["friendships", "learning", "friendships"])
    assert LogEntry.objects.get().ics == ["friendships", "learning"]
    assert " · Dagtilbud, skole og læring og Fritid og venskaber</p>" in page(pia, address(pathway.pk))


def test_a_goal_says_what_it_is_about(pathway, as_):
    pia, there = as_("pia"), reverse("pathways:goal", args=[pathway.pk])
    send(pia, there, words="En ven", whose="child", scale=str(scale().pk), ics=["friendships"])
    assert Goal.objects.get().ics == ["friendships"]
    assert "Det handler om: Fritid og venskaber." in page(pia, address(pathway.pk))


def test_it_may_be_left_open_and_is_one_of_the_ten(pathway, as_):
    pia, there = as_("pia"), reverse("pathways:entry", args=[pathway.pk])
    refused = send(pia, there, **ENTRY, ics=["horoscope"])
    assert refused.status_code == 422
    assert "Leger ved lågen" in refused.content.decode()
    send(pia, there, **ENTRY)
    assert LogEntry.objects.get().ics == []


def test_what_is_taken_out_says_it_too(pathway, as_):
    pia = as_("pia")
    send(pia, reverse("pathways:entry", args=[pathway.pk]), **ENTRY, ics=["care"])
    of_goal = {"words": "En ven", "whose": "child", "scale": str(scale().pk), "ics": ["network"]}
    send(pia, reverse("pathways:goal", args=[pathway.pk]), **of_goal)
    written = Written(**written_in(pathway))
    assert written.entries[0].ics == ["care"]
    told = {item.by for part in sections(closed(pathway), written, ()) for item in part.items}
    assert any(by.endswith(". Det handler om: Trygt omsorgsmiljø") for by in told)
    assert any(by.endswith("Det handler om: Socialt netværk.") for by in told)


def closed(pathway):
    """As it would be read when it has ended."""
    pathway.closed_by, pathway.closed_at = pathway.opened_by, pathway.opened_at
    return pathway
