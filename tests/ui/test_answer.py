"""A fragment for htmx, a page or a redirect for everyone else."""

from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from samspor.ui import answer

HTMX = {"HTTP_HX_REQUEST": "true"}
RESTORED = {**HTMX, "HTTP_HX_HISTORY_RESTORE_REQUEST": "true"}
FRAGMENT = "ui/_gallery_child.html"
PAGE = "ui/gallery.html"


def asked(**headers):
    return RequestFactory().post("/", **headers)


@pytest.fixture
def context():
    from samspor.ui.pages import Gallery

    return {"gallery": Gallery()}


def test_answers_htmx_with_the_fragment(context):
    response = answer.answer(asked(**HTMX), FRAGMENT, context, otherwise="/videre/")
    assert response.status_code == 200
    assert "<html" not in response.content.decode()
    assert "HX-Request" in response["Vary"]


@pytest.mark.parametrize("headers", [{}, RESTORED])
def test_sends_everyone_else_on_with_get(headers, context):
    response = answer.answer(asked(**headers), FRAGMENT, context, otherwise="/videre/")
    assert (response.status_code, response["Location"]) == (303, "/videre/")


@pytest.mark.parametrize(("headers", "whole"), [({}, True), (HTMX, False), (RESTORED, True)])
def test_shows_the_page_or_its_fragment(headers, whole, context):
    response = answer.show(asked(**headers), PAGE, context, fragment=FRAGMENT)
    assert ("<html" in response.content.decode()) is whole


@pytest.mark.parametrize(
    ("headers", "fragment", "whole"), [({}, FRAGMENT, True), (HTMX, FRAGMENT, False), (HTMX, None, True)]
)
def test_shows_an_invalid_form_again_with_422(headers, fragment, whole, context):
    response = answer.invalid(asked(**headers), PAGE, context, fragment=fragment)
    assert response.status_code == 422
    assert ("<html" in response.content.decode()) is whole


def test_carries_a_danish_sentence_beside_a_refusal():
    response = answer.told(HttpResponse(status=409), "Runden er lukket. Bed lederen åbne den.")
    assert response["X-Sentence"].isascii()
    assert unquote(response["X-Sentence"]) == "Runden er lukket. Bed lederen åbne den."
