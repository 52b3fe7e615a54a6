"""An own view is one's own: when two are in and seen, a third says what they see in the dialogue instead."""

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.urls import reverse

from samspor.base.refused import Refused
from samspor.people.models import Employment
from samspor.screening import actions, queries, rules
from samspor.screening.models import OwnAssessment
from samspor.screening.rules import Position
from tests import factories
from tests.cast import NOW, TODAY
from tests.screening.test_seconds import ask, mark
from tests.screening.test_visits import made, seen, version
from tests.transitions.test_views import key, text

__all__ = ["version"]
GREEN, RED = Position.GREEN, Position.RED


def marked(cast, opened, name="lars", child="asta", **more):
    given = {"position": RED, "comment": "Trist", "at": NOW} | more
    return actions.set_mark(by=cast.actor(name), round_unit=opened, child=cast.members[child], **given)


@pytest.mark.parametrize("opened", [True, False])
def test_the_rule(opened):
    said = {"handed_in_by_me": False, "concluded": False, "alone": False, "opened": opened}
    if not opened:
        rules.check_mark(**said)
        return
    with pytest.raises(Refused, match="Ser du det anderledes, bliver det skrevet dér"):
        rules.check_mark(**said)


def test_a_third_who_can_see_two_writes_no_view_and_ticks_no_sign(cast, opened, assess):
    assess("asta", pia=GREEN)
    marked(cast, opened)  # while the seal holds, a third is as free as the second
    marked(cast, opened, child="dilan")
    assess("asta", mads=GREEN)
    for act in (
        lambda: marked(cast, opened, position=GREEN),
        lambda: actions.tick_signs(by=cast.actor("lars"), round_unit=opened, child=cast.asta, signs=[], at=NOW),
    ):
        with pytest.raises(Refused, match="fælles dialog"):
            act()
    assert marked(cast, opened, child="dilan", position=GREEN).position == GREEN


def test_what_was_written_unseen_can_be_handed_in(cast, opened, assess):
    marked(cast, opened)
    assess("asta", pia=GREEN, mads=GREEN)
    assert queries.tally(cast.actor("lars"), opened.pk, cast.blaamejserne.pk).to_hand_in == 1
    assert actions.hand_in(by=cast.actor("lars"), round_unit=opened, group=cast.blaamejserne, at=NOW) == 1
    held = queries.assessments_of(opened, [cast.asta.pk])
    assert len(queries.opened_views(held.values())[held[cast.asta.pk].pk]) == 3


def test_the_grid_offers_no_row_of_a_child_whose_views_are_open(cast, opened, assess, as_):
    assess("asta", pia=GREEN, mads=GREEN)
    lars, where = as_("lars"), reverse("screening:own", args=[opened.pk, cast.blaamejserne.pk])
    page = text(lars.get(where))
    assert f'name="position-{cast.asta.pk}"' not in page
    assert f'name="position-{cast.dilan.pk}"' in page
    assert "Klar til fælles dialog" in page
    overlooked = text(lars.get(reverse("screening:hand_in", args=[opened.pk, cast.blaamejserne.pk])))
    assert "Dilan" in overlooked
    assert "Asta" not in overlooked
    ticks = reverse("screening:ticks", args=[opened.pk, cast.blaamejserne.pk, cast.asta.pk])
    assert "Gem tegnene" not in text(lars.get(ticks))


def test_a_sheet_writes_no_view_that_has_seen_two(cast, opened, assess):
    assess("asta", pia=GREEN, mads=GREEN)
    here = queries.sheets.standing(cast.actor("lars"), opened, cast.blaamejserne)
    assert (here.children[cast.asta.pk].locked, here.children[cast.dilan.pk].locked) == (True, False)


def test_a_second_from_elsewhere_sees_nothing_and_may_write_on(cast, opened, assess):
    second = ask(cast, opened)
    assess("asta", pia=GREEN, mads=GREEN)
    mark(cast, second)
    assert OwnAssessment.objects.filter(assessor=cast.karen).exists()


def test_two_from_elsewhere_open_it_for_the_unit(cast, opened):
    for name in ("karen", "else_"):
        second = ask(cast, opened, staff=cast.members[name])
        actions.mark_as_second(
            by=cast.actor(name), second=second, child=cast.asta.pk, position=GREEN, comment="", at=NOW
        )
        actions.hand_in_as_second(by=cast.actor(name), second=second, at=NOW)
    with pytest.raises(Refused, match="fælles dialog"):
        marked(cast, opened, "pia")


def test_at_a_visit_a_third_is_not_asked_either(cast, version, as_):
    factories.remembered()
    for name in ("else_", "rikke"):
        Employment.objects.create(
            staff=cast.members[name], unit=cast.sundhedsplejen, role="health_visitor", period=DateRange(TODAY, None)
        )
    held = made(cast, version, second=cast.else_, alone_because="")
    where = reverse("screening:visit", args=[held.pk])
    seen(cast, held)
    assert "Aflever min vurdering" in text(as_("rikke").get(where))
    seen(cast, held, by="else_")
    assert "Aflever min vurdering" not in text(as_("rikke").get(where))
    assert as_("rikke").post(where, key(position="green", words="")).status_code == 422
