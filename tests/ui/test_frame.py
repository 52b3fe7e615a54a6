"""The frame of every page, for someone signed in, for nobody, and when something has broken."""

from types import SimpleNamespace

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.test import RequestFactory
from jinja2 import UndefinedError

from samspor.ui.jinja import toasts, url
from tests.ui.drawing import MADE, draw, page

METTE = SimpleNamespace(name="Mette <Kjær>")


def test_shows_who_is_signed_in_and_how_to_leave():
    drawn = page("", actor=METTE, role_words="Pædagog", idle_seconds=900, idle_ping="/bliv/", csrf_input="KEY")
    assert "<strong>Mette &lt;Kjær&gt;</strong>" in drawn
    assert "Pædagog" in drawn
    assert '<form method="post" action="/konto/log-ud/"' in drawn
    assert 'data-idle-seconds="900" data-idle-ping="/bliv/"' in drawn


@pytest.mark.parametrize("context", [{}, {"actor": None, "nav": [], "idle_seconds": 900, "idle_ping": "/bliv/"}])
def test_needs_nothing_when_nobody_is_there(context):
    drawn = page("", **context)
    assert "Log ud" not in drawn
    assert "data-idle" not in drawn
    assert "Hovedmenu" not in drawn


def test_shows_the_way_and_the_place():
    nav = [("Min dag", "/", True), ("Børn", "/boern/", False)]
    drawn = page("", nav=nav, municipality_name="Fjordby Kommune")
    assert '<a href="/" aria-current="page">Min dag</a>' in drawn
    assert "<title>Prøve · Samspor · Fjordby Kommune</title>" in drawn


def test_stops_at_a_misspelt_name():
    with pytest.raises(UndefinedError):
        draw("{{ chlid }}")


def said(*messages):
    request = RequestFactory().get("/")
    request._messages = messages
    return toasts(request)


@pytest.mark.parametrize(
    ("level", "variant"),
    [
        (constants.SUCCESS, "success"),
        (constants.WARNING, "warning"),
        (constants.ERROR, "error"),
        (constants.DEBUG, "info"),
    ],
)
def test_says_what_the_last_action_did(level, variant):
    assert said(Message(level, "Gemt.")) == [{"variant": variant, "text": "Gemt."}]


def test_says_the_same_sentence_once():
    twice = said(*(Message(constants.SUCCESS, word) for word in ("Gemt.", "Sendt.", "Gemt.")))
    assert [one["text"] for one in twice] == ["Gemt.", "Sendt."]


def test_says_nothing_where_there_are_no_messages():
    assert toasts(RequestFactory().get("/")) == []
    request = RequestFactory().get("/")
    request._messages = [Message(constants.SUCCESS, "<Gemt>")]
    assert "&lt;Gemt&gt;" in page("", request=request)


def test_finds_an_address_by_its_name():
    assert url("ui:gallery").endswith("/komponenter/")


def test_lets_the_child_header_carry_the_heading():
    source = (
        '{% extends "ui/base.html" %}{% import "ui/components.html" as ui %}{% block heading %}Alma{% endblock %}'
        '{% block head %}{{ ui.child_header("Alma", "4 år", "Skovbrynet") }}{% endblock %}'
    )
    drawn = MADE.from_string(source).render()
    assert "<title>Alma · Samspor</title>" in drawn
    assert drawn.count("<h1") == 1
