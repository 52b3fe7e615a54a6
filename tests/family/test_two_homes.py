"""Whatever a family is like, nothing of the other home, a covered address or another child is on anybody's page."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from samspor.base.refused import NotHere
from samspor.family import actions, pages, queries
from samspor.family.models import FamilyVisit, Invitation
from samspor.family.rules.words import Sight
from samspor.people.models import Child, Guardian, Guardianship
from samspor.people.rules import is_protected
from tests import factories
from tests.cast import NOW, TODAY, Cast
from tests.family.conftest import DAY
from tests.family.test_sees import stop

pytestmark = pytest.mark.usefixtures("at_noon", "db")
LATER, BEFORE = TODAY + 90 * DAY, TODAY - DAY
ADULT = st.fixed_dictionaries(
    {
        "has_custody": st.booleans(),
        "lives_with": st.booleans(),
        "protected_until": st.sampled_from([None, LATER, BEFORE]),
        "ended": st.booleans(),
    }
)
FAMILY = st.fixed_dictionaries(
    {"near": ADULT, "far": ADULT, "protected_until": st.sampled_from([None, None, LATER]), "is_stopped": st.booleans()}
)
# What only one of the homes may read, and what stands in places where the child is.
OF = {"far": ("Havnevej", "55 55 99 99", "ove@example.org", "Ove siger sit"), "near": ("lone@", "Lone siger sit")}
PLACES = ("Solsikken", "Pia Holm", "Mads Kjær", "Vi spiser sammen", "Bo vil have", "Vi ringer fredag", "Sproggruppe")
OTHERS = ("Carla", "Egon", "Kun for ansatte", "Åvej 1", "mistanke", "underret")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=FAMILY)
def test_nothing_reaches_the_wrong_guardian(cast: Cast, full: Any, ove: Guardian, said: dict[str, Any]) -> None:
    with transaction.atomic():
        _as_said(cast, ove, said)
        _look(cast, ove, said)
        _put_numbers(cast, full, ove)
        _look(cast, ove, said)
        transaction.set_rollback(True)


def _as_said(cast: Cast, ove: Guardian, said: dict[str, Any]) -> None:
    factories.remembered()
    Child.objects.filter(pk=cast.bo.pk).update(protected_until=said["protected_until"])
    for guardian, one in ((cast.mor, said["near"]), (ove, said["far"])):
        facts = {name: one[name] for name in ("has_custody", "lives_with")}
        Guardianship.objects.filter(guardian=guardian, child=cast.bo).update(
            **facts, to_on=BEFORE if one["ended"] else None
        )
        Guardian.objects.filter(pk=guardian.pk).update(protected_until=one["protected_until"])
    if said["is_stopped"]:
        stop(cast, cast.bo)


def _put_numbers(cast: Cast, pathway: Any, ove: Guardian) -> None:
    """Each of them puts a number of their own, where they may: the other's page is as it was."""
    goal = pathway.goals.get()
    for guardian, other in ((cast.mor, ove), (ove, cast.mor)):
        before, own = (shown(cast, one) for one in (other, guardian))
        visit = visit_of(cast, guardian)
        put: Any = {"by": queries.of_family(visit, NOW), "visit": visit, "step": goal.scale.steps.last(), "at": NOW}
        if own.shared is None or not own.shared.goals:
            with pytest.raises(NotHere):
                actions.put_own_number(goal=str(goal.pk), **put)
        else:
            actions.put_own_number(goal=str(goal.pk), **put)
            after = shown(cast, guardian).shared
            assert [len(one.numbers) for one in after.goals] == [len(one.numbers) + 1 for one in own.shared.goals]
        assert shown(cast, other) == before


def shown(cast: Cast, guardian: Guardian) -> queries.Seen:
    return queries.seen_by(Child.objects.get(pk=cast.bo.pk), guardian, at=NOW)


def visit_of(cast: Cast, guardian: Guardian) -> FamilyVisit:
    """As if they had come in before their page was closed."""
    held = Invitation.objects.create(
        child=cast.bo, guardian=guardian, handle="BCDFG", made_by=cast.pia, made_at=NOW, expires_at=NOW + DAY,
        used_at=NOW,
    )  # fmt: skip
    return FamilyVisit.objects.create(
        invitation=held, child=cast.bo, guardian=guardian, began_at=NOW, ends_at=NOW + DAY
    )


def _look(cast: Cast, ove: Guardian, said: dict[str, Any]) -> None:
    child = Child.objects.get(pk=cast.bo.pk)
    at_home = [one for one in (said["near"], said["far"]) if one["lives_with"] and not one["ended"]]
    covered = any(is_protected(one["protected_until"], TODAY) for one in (said, *at_home))
    for who, other, guardian, their in (("near", "far", cast.mor, ove), ("far", "near", ove, cast.mor)):
        seen = queries.seen_by(child, guardian, at=NOW)
        shown = repr(seen) + repr(pages.seen_page(seen, queries.looks_at(child, seen, at=NOW), TODAY))
        for word in (*OF[other], *OTHERS):
            assert word not in shown, (who, word)
        if said[who]["ended"] or said["is_stopped"]:
            assert seen.sight is Sight.CLOSED
        told = {one.guardian for goal in (seen.shared.goals if seen.shared else ()) for one in goal.numbers}
        assert told <= {None, guardian.pk}
        if covered and not said[who]["lives_with"]:
            assert [word for word in PLACES if word in shown] == []
        if is_protected(said[other]["protected_until"], TODAY) and not said[other]["lives_with"]:
            assert their.name not in shown
