"""One's own grid in two windows: the one that was fetched first takes nothing back."""

import re

import pytest
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.screening.models import OwnAssessment
from samspor.screening.rules import marks
from tests.screening.test_views import HTMX, key, own_url, text


@pytest.fixture
def mark_url(cast, opened):
    return reverse("screening:mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])


def seen(page: str, child) -> str:
    return re.search(rf'name="seen-{child.pk}" value="([^"]*)"', page)[1]


def sent(child, position, comment, since):
    return {f"position-{child.pk}": position, f"comment-{child.pk}": comment, f"seen-{child.pk}": since}


def stands() -> tuple[str, str | None]:
    own = OwnAssessment.objects.get()
    return own.position, own.comment


def test_words_typed_in_the_old_window_put_no_position_back(as_, cast, opened, mark_url):
    pia = as_("pia")
    pia.post(mark_url, sent(cast.asta, "green", "", seen(text(pia.get(own_url(cast, opened))), cast.asta)), **HTMX)
    old = seen(text(pia.get(own_url(cast, opened))), cast.asta)
    answered = pia.post(mark_url, sent(cast.asta, "yellow", "Set i dag", old), **HTMX)
    assert (answered.status_code, stands()) == (200, ("yellow", "Set i dag"))
    new = seen(text(answered), cast.asta)
    refused = pia.post(mark_url, sent(cast.asta, "green", "Leger", old), **HTMX)
    assert (refused.status_code, stands()) == (409, ("yellow", "Set i dag"))
    assert "andet vindue: gul og »Set i dag«" in text(refused)
    assert pia.post(mark_url, sent(cast.asta, "yellow", "Set i dag", old), **HTMX).status_code == 200
    assert pia.post(mark_url, sent(cast.asta, "red", "Set i dag", new), **HTMX).status_code == 200
    assert stands() == ("red", "Set i dag")


def test_the_whole_grid_says_it_at_the_row_and_saves_the_others(as_, cast, opened, mark_url):
    pia = as_("pia")
    old = seen(text(pia.get(own_url(cast, opened))), cast.asta)
    pia.post(mark_url, sent(cast.asta, "yellow", "", old), **HTMX)
    grid = sent(cast.asta, "green", "Leger", old) | sent(cast.bo, "green", "", "") | key()
    page = text(pia.post(own_url(cast, opened), grid))
    assert ("andet vindue: gul. Hent siden igen" in page, "Leger" in page) == (True, True)
    assert OwnAssessment.objects.get(assessment__child=cast.bo).position == "green"
    assert OwnAssessment.objects.get(assessment__child=cast.asta).position == "yellow"
    again = sent(cast.asta, "green", "Leger", seen(page, cast.asta)) | key()
    assert pia.post(own_url(cast, opened), again).status_code == 303
    assert OwnAssessment.objects.get(assessment__child=cast.asta).comment == "Leger"


def test_a_tick_and_a_position_taken_back_make_no_window_old(as_, cast, opened, mark_url):
    pia = as_("pia")
    page = text(pia.get(own_url(cast, opened)))
    pia.post(reverse("screening:ticks", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk]), {}, **HTMX)
    assert pia.post(mark_url, sent(cast.asta, "green", "", seen(page, cast.asta)), **HTMX).status_code == 200
    pia.post(reverse("screening:withdraw_mark", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk]), key())
    assert seen(text(pia.get(own_url(cast, opened))), cast.asta) == ""


def test_what_is_typed_while_the_position_is_on_its_way_is_one_window(as_, cast, opened, mark_url):
    pia = as_("pia")
    old = seen(text(pia.get(own_url(cast, opened))), cast.asta)
    pia.post(mark_url, sent(cast.asta, "green", "", old), **HTMX)
    assert pia.post(own_url(cast, opened), sent(cast.asta, "green", "Leger", old) | key()).status_code == 303
    assert stands() == ("green", "Leger")


SAID = [  # typed, standing, seen; what is saved
    (("green", "Leger"), ("yellow", ""), ("green", ""), ("yellow", "Leger")),
    (("red", ""), ("green", "Leger"), ("green", ""), ("red", "Leger")),
    (("green", ""), ("green", "Leger"), ("green", "Leger"), ("green", "")),
    (("red", "Leger"), ("red", "Leger"), ("", ""), ("red", "Leger")),
    (("red", ""), ("yellow", ""), ("green", ""), None),
    (("green", "Leger"), ("green", "Spiser"), ("green", ""), None),
]


@pytest.mark.parametrize(("typed", "standing", "before", "saved"), SAID)
def test_each_for_itself(typed, standing, before, saved):
    since = marks.seen(position=before[0], comment=before[1])
    if saved is None:
        with pytest.raises(Refused, match="et andet vindue"):
            marks.merged(typed=typed, stands=standing, seen=since)
        return
    assert marks.merged(typed=typed, stands=standing, seen=since) == saved
    assert marks.merged(typed=typed, stands=standing, seen=None) == typed
