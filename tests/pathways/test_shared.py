"""What of a pathway its family is told: all of what is agreed, and nothing of the other home or of the record."""

import pytest

from samspor.pathways import actions, api
from samspor.pathways.actions.goals import CHILDS, Voice
from samspor.pathways.rules.doing import Doing
from samspor.pathways.rules.goals import Sayer
from samspor.pathways.rules.promises import Promised
from samspor.pathways.rules.together import Lead
from samspor.pathways.rules.words import EntryKind
from tests import factories
from tests.cast import NOW, TODAY
from tests.pathways.conftest import DAY, job
from tests.pathways.test_actions import close, write
from tests.pathways.test_goals import goal, number
from tests.pathways.test_promises import promise

pytestmark = pytest.mark.usefixtures("at_noon", "scales", "db")


@pytest.fixture
def far(cast):
    return factories.guardian(cast.bo, "Ove Øster", home=False, address="Havnevej 2, 9999 Fjordby", phone="55 55 99 99")


@pytest.fixture
def full(cast, pathway, far):
    """With something of everything, said by both homes."""
    pia, kept = cast.actor("pia"), {"pathway": pathway, "at": NOW}
    write(cast, pathway, kind=EntryKind.CHALLENGE, text="Kun for dem, der arbejder med Bo")
    write(cast, pathway, kind=EntryKind.AGREEMENT, text="Vi spiser morgenmad sammen")
    promise(cast, pathway)
    one = goal(cast, pathway)
    for voice, value in ((CHILDS, 8), (Voice(Sayer.GUARDIAN, cast.mor), 3), (Voice(Sayer.GUARDIAN, far), 6)):
        number(cast, one, value, voice=voice)
    for who, task, contact in ((cast.mor, "Læser højt", "lone@"), (far, "Henter på Havnevej", "55 55 99 99")):
        adult = actions.add_family(by=pia, guardian=who, task=task, contact=contact, **kept)
        actions.add_action(
            by=pia, what=f"Det gør {who.name}", who=adult, due_on=TODAY + 3 * DAY, where="Hjemme", **kept
        )
    actions.choose_leads(by=pia, coordinating=None, relational=adult, **kept)
    return pathway


def test_each_home_is_told_what_is_agreed_and_nothing_of_the_other(cast, full, far):
    shared = api.shared_with_family(cast.bo, reader=cast.mor.pk, at=NOW)
    assert (shared.pathway, shared.next_what, shared.holder) == (full.pk, "Vi taler med Bos mor", "Pia Holm")
    assert (shared.unit, shared.next_on) == ("Børnehuset Solsikken", TODAY + 14 * DAY)
    assert [one.text for one in shared.agreements] == ["Vi spiser morgenmad sammen"]
    assert [(one.what, one.state) for one in shared.promises] == [("Vi ringer til Bos mor", Promised.OPEN)]
    assert [(one.what, one.where, one.state) for one in shared.actions] == [
        ("Det gør Lone Øster", "Hjemme", Doing.UNDERWAY)
    ]
    assert {(one.who, one.value) for one in shared.goals[0].numbers} == {("Barnet", "8"), ("Lone Øster", "3")}
    other = next(one for one in shared.people if one.guardian == far.pk)
    assert (other.task, other.contact, other.lead) == ("", "", Lead.RELATIONAL)
    for word in ("Havnevej", "55 55 99 99", "Kun for dem", "Det gør Ove"):
        assert word not in repr(shared)


def test_the_child_is_told_of_neither_adults_own(cast, full):
    shared = api.shared_with_family(cast.bo, reader=None, at=NOW)
    assert [one.who for one in shared.goals[0].numbers] == ["Barnet"]
    assert shared.actions == []
    assert {one.task for one in shared.people} == {""}


def test_who_stands_in_is_who_holds_it_for_them(cast, full):
    actions.give_substitute(
        by=cast.actor("pia"), pathway=full, who=job(cast, "mads"), from_on=TODAY, to_on=TODAY + 2 * DAY, why="holiday",
        at=NOW,
    )  # fmt: skip
    assert api.shared_with_family(cast.bo, reader=None, at=NOW).holder == "Mads Kjær"


def test_nothing_without_an_open_pathway(cast, pathway):
    assert api.shared_with_family(cast.egon, reader=cast.mor.pk, at=NOW) is None
    close(cast, pathway)
    assert api.shared_with_family(cast.bo, reader=cast.mor.pk, at=NOW) is None


def test_more_of_it_costs_no_more(cast, full, django_assert_max_num_queries):
    with django_assert_max_num_queries(25) as few:
        api.shared_with_family(cast.bo, reader=None, at=NOW)
    for place in range(3):
        number(cast, goal(cast, full, words=f"Mål {place}"))
        promise(cast, full)
    with django_assert_max_num_queries(len(few)):
        api.shared_with_family(cast.bo, reader=None, at=NOW)
