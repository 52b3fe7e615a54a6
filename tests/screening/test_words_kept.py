"""What somebody typed is given back when the row, the round or their access closed while they wrote."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from samspor.people import api as people
from samspor.people.models import Employment
from samspor.screening import actions
from samspor.screening.models import OwnAssessment
from samspor.screening.rules import Position
from tests.cast import NOW, TODAY
from tests.screening.conftest import CLOSES
from tests.screening.test_seconds import ask
from tests.transitions.test_views import key, text

GREEN = Position.GREEN
DAY = timedelta(days=1)
WORDS = "Helt særlige ord"


def typed(cast, child="asta", comment=WORDS, position="yellow"):
    one = cast.members[child].pk
    return {f"comment-{one}": comment, f"position-{one}": position}


def concluded(cast, assess):
    one = assess("asta", pia=GREEN, mads=GREEN)
    actions.conclude(
        by=cast.actor("pia"), assessment=one, position=GREEN, justification="", at=NOW,
        participants=[cast.pia.pk, cast.mads.pk],
    )  # fmt: skip


@pytest.fixture
def grid(cast, opened):
    return reverse("screening:own", args=[opened.pk, cast.blaamejserne.pk])


def test_what_is_typed_of_a_child_concluded_meanwhile_is_given_back(cast, assess, grid, as_):
    concluded(cast, assess)
    answer = as_("lars").post(grid, key(**typed(cast), **typed(cast, "dilan", "Leger godt", "green")))
    page = text(answer)
    assert (answer.status_code, WORDS in page) == (422, True)
    assert page.count("Barnets række er lukket imens. Det her er ikke gemt. Tag det med, når I taler sammen.") == 2
    [own] = OwnAssessment.objects.filter(assessor=cast.lars)
    assert (own.assessment.child, own.comment) == (cast.dilan, "Leger godt")  # the rest is saved


@pytest.mark.parametrize("same", [{"comment": "pia så leg", "position": "green"}, {"comment": "", "position": ""}])
def test_what_stands_already_is_no_loss(cast, assess, grid, as_, same):
    concluded(cast, assess)
    assert as_("pia").post(grid, key(**typed(cast, **same))).status_code == 303


def test_what_is_too_long_of_a_closed_row_is_given_back_too(cast, assess, grid, as_):
    concluded(cast, assess)
    assert WORDS in text(as_("pia").post(grid, key(**typed(cast, comment=WORDS + "x" * 4001))))


def test_a_row_with_words_alone_that_was_not_sent_is_no_fault(cast, opened, assess, grid, as_):
    actions.set_mark(by=cast.actor("lars"), round_unit=opened, child=cast.asta, position=None, comment="Må", at=NOW)
    concluded(cast, assess)
    assert as_("lars").post(grid, key(**typed(cast, "dilan", "", "green"))).status_code == 303


def test_what_is_typed_when_the_round_closes_is_given_back(cast, opened, grid, as_):
    with time_machine.travel(NOW + ((CLOSES - TODAY).days + 1) * DAY, tick=False):
        answer = as_("lars").post(grid, key(**typed(cast), **{"signs-of": str(cast.asta.pk)}))
    page = text(answer)
    assert (answer.status_code, WORDS in page, "Lukket. Det her er ikke gemt." in page) == (422, True, True)
    assert not OwnAssessment.objects.exists()


@pytest.fixture
def second(cast, opened):
    return ask(cast, opened)


def sent(client, second, **more):
    return client.post(reverse("screening:second", args=[second.pk]), key(**more))


def removed(cast, second):
    actions.end_second(by=cast.actor("lars"), second=second, at=NOW)


def test_a_second_who_hands_in_words_alone_is_told_and_loses_nothing(cast, second, as_):
    karen, over = as_("karen"), reverse("screening:hand_in_second", args=[second.pk])
    answer = sent(karen, second, **typed(cast, position=""), hand_in="1")
    assert (answer.status_code, answer["Location"]) == (303, over)
    assert "Du har ingen vurderinger at aflevere" in text(karen.get(over))
    assert WORDS in text(karen.get(reverse("screening:second", args=[second.pk])))
    assert OwnAssessment.objects.get().comment == WORDS


def test_a_second_whose_access_ended_gets_the_words_back_and_no_name(cast, second, as_):
    removed(cast, second)
    answer = sent(as_("karen"), second, **typed(cast))
    page = text(answer)
    assert (answer.status_code, WORDS in page, "Asta" in page) == (422, True, False)
    assert not OwnAssessment.objects.exists()


def test_nobody_else_and_nothing_typed_is_not_here(cast, second, as_):
    removed(cast, second)
    assert sent(as_("karen"), second, **typed(cast, comment=" ")).status_code == 404
    assert sent(as_("else_"), second, **typed(cast)).status_code == 404
    assert as_("karen").get(reverse("screening:second", args=[second.pk])).status_code == 404


def test_who_no_longer_works_is_not_here(cast, second, as_):
    work = Employment.objects.get(staff=cast.karen)
    people.end_employment(by=cast.actor("ali"), employment=work, ends_on=TODAY + DAY, at=NOW)
    with time_machine.travel(NOW + DAY, tick=False):
        assert sent(as_("karen"), second, **typed(cast)).status_code == 404


def test_who_is_asked_from_ppr_reads_the_signs(cast, opened, as_):
    ask(cast, opened, staff=cast.peter)
    signs = reverse("screening:signs", args=[opened.round.instrument_id, 40])
    assert as_("peter").get(signs).status_code == 200
    assert as_("ali").get(signs).status_code == 404
