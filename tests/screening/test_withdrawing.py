"""A position of one's own is taken back before it is handed in; what was written stays."""

from uuid import uuid4

import pytest
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.screening import actions
from samspor.screening.models import AssessmentRound, OwnAssessment
from samspor.screening.rules import Position
from tests.cast import NOW


def text(response) -> str:
    return response.content.decode()


@pytest.fixture
def marked(cast, opened) -> OwnAssessment:
    given = {"by": cast.actor("pia"), "round_unit": opened, "child": cast.asta, "at": NOW}
    actions.set_mark(position=Position.RED, comment="Leger alene", **given)
    signs = [opened.round.instrument.indicators.first().pk]
    actions.tick_signs(signs=signs, **given)
    return OwnAssessment.objects.get()


def withdraw(cast, opened, name="pia"):
    return actions.withdraw_mark(by=cast.actor(name), round_unit=opened, child=cast.asta, at=NOW)


def test_withdraw_mark_keeps_the_words_and_the_signs(cast, opened, marked):
    withdraw(cast, opened)
    own = OwnAssessment.objects.get()
    assert (own.position, own.comment, own.signs.count()) == ("", "Leger alene", 1)
    entry = Entry.objects.get(verb=Verb.MARK_WITHDRAWN)
    assert (entry.before, entry.child_ids) == (None, [cast.asta.pk])
    with pytest.raises(Refused, match="ikke sat en position"):
        withdraw(cast, opened)


def test_withdraw_mark_is_of_ones_own_and_before_it_is_handed_in(cast, opened, marked):
    with pytest.raises(Refused, match="ikke sat en position"):
        withdraw(cast, opened, "mads")
    with pytest.raises(NotHere):
        withdraw(cast, opened, "else_")
    actions.hand_in(by=cast.actor("pia"), round_unit=opened, group=cast.blaamejserne, at=NOW)
    with pytest.raises(Refused, match="har afleveret"):
        withdraw(cast, opened)
    assert OwnAssessment.objects.get(assessor=cast.pia).position == "red"


def test_withdraw_mark_is_for_a_round_that_is_open(cast, opened, marked):
    AssessmentRound.objects.update(closes_on="2026-11-22")
    with pytest.raises(Refused, match="lukkede"):
        withdraw(cast, opened)


def test_the_same_said_again_is_said_once(cast, opened, marked):
    """The page saves while one writes, and once more when one leaves the field."""
    given = {"by": cast.actor("pia"), "round_unit": opened, "child": cast.asta, "position": Position.RED, "at": NOW}
    for comment in ("Leger alene", "Leger alene", "Leger alene nu"):
        actions.set_mark(comment=comment, **given)
    assert Entry.objects.filter(verb=Verb.MARK_SET).count() == 2


def test_a_position_is_withdrawn_without_script(as_, cast, opened, marked):
    pia, args = as_("pia"), [opened.pk, cast.blaamejserne.pk]
    address = reverse("screening:withdraw_mark", args=[*args, cast.asta.pk])
    assert address in text(pia.get(reverse("screening:own", args=args)))
    page = text(pia.get(address))
    assert "Bekymring" in page
    assert "Fjern positionen" in page
    done = text(pia.post(address, {"form_key": str(uuid4())}, follow=True))
    assert "Din position for Asta er fjernet." in done
    assert "Leger alene" in done
    assert "Der er ingen position at fjerne" in text(pia.get(address))
