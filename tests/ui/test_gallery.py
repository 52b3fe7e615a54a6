"""The gallery shows every component, whole and labelled, also with bad and long input."""

import re

import pytest
from django.test import RequestFactory

from samspor.ui.doors import is_public
from samspor.ui.views import show_gallery
from tests.ui.drawing import TEMPLATES, components


@pytest.fixture(scope="module")
def gallery():
    return show_gallery(RequestFactory().get("/komponenter/")).content.decode()


def test_shows_every_component():
    source = "".join(path.read_text() for path in (TEMPLATES / "ui").glob("*gallery*.html"))
    assert set(re.findall(r"ui\.(\w+)\(", source)) >= set(components())


def test_is_open_to_everybody_and_only_read():
    assert is_public(show_gallery)
    assert show_gallery(RequestFactory().post("/komponenter/")).status_code == 405


def test_has_one_heading_one_main_and_a_language(gallery):
    assert gallery.count("<h1") == gallery.count("<main") == 1
    assert '<html lang="da">' in gallery
    assert "<title>Komponenter · Samspor" in gallery
    assert gallery.index('class="skipnav"') < gallery.index("<header")


def test_has_no_id_twice_and_no_label_without_control(gallery):
    ids = re.findall(r'\sid="([^"]+)"', gallery)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'\sfor="([^"]+)"', gallery)) <= set(ids)
    described = re.findall(r'aria-(?:describedby|labelledby)="([^"]+)"', gallery)
    assert {one for several in described for one in several.split()} <= set(ids)


def test_labels_every_control(gallery):
    tags = re.findall(r"<(?:input|select|textarea)\b[^>]*>", gallery)
    wanting = [tag for tag in tags if 'type="hidden"' not in tag]
    labelled = set(re.findall(r'\sfor="([^"]+)"', gallery))
    assert {re.search(r'\sid="([^"]+)"', tag)[1] for tag in wanting} <= labelled


def test_escapes_what_was_typed(gallery):
    assert "<b>alle" not in gallery
    assert "&lt;b&gt;alle" in gallery
    assert "\0" not in gallery


def test_tells_htmx_to_keep_nothing_and_run_nothing(gallery):
    for setting in (
        '"historyCacheSize":0',
        '"allowEval":false',
        '"includeIndicatorStyles":false',
        '"selfRequestsOnly":true',
    ):
        assert setting in gallery
