"""What is over stays over: nobody takes a child back, or comes back to work, by giving the old a later last day."""

from datetime import date, timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people import actions
from samspor.people import api as people
from samspor.people.models import Affiliation, Child, ChildGroup, Employment, Enrolment
from tests import factories as make
from tests.cast import BEGAN, NOW, TODAY, Cast
from tests.people.pages import errors, send

LATER = date(2030, 1, 1)
TOMORROW = TODAY + timedelta(days=1)


@pytest.fixture
def left(cast: Cast) -> Enrolment:
    """Bo has moved from Lars to Åskolen."""
    cast.bo.enrolments.update(period=(date(2022, 8, 1), TODAY))
    make.enrolment(cast.bo, cast.klasse_0a, TODAY)
    return cast.bo.enrolments.get(group=cast.blaamejserne)


def test_who_led_the_group_does_not_take_a_child_back(cast: Cast, as_, left: Enrolment) -> None:
    client, address = as_("lars"), f"/barn/indmeldelse/{left.pk}/"
    assert client.get(address).status_code == 404
    assert send(client, address, ends_on=str(LATER)).status_code == 404
    assert send(client, f"{address}fjern/").status_code == 404
    for act in (
        lambda: people.end_enrolment(by=cast.actor("lars"), enrolment=left, ends_on=LATER, at=NOW),
        lambda: people.end_enrolment(by=cast.actor("lars"), enrolment=left, ends_on=TODAY, at=NOW),
        lambda: people.remove_mistaken_enrolment(by=cast.actor("lars"), enrolment=left, at=NOW),
    ):
        with pytest.raises(Refused, match="allerede slut"):
            act()
    assert cast.bo.enrolments.get(pk=left.pk).period == left.period
    assert not people.children_visible_to(cast.actor("lars")).filter(pk=cast.bo.pk).exists()


def test_an_end_that_is_set_is_never_moved_later(cast: Cast, as_) -> None:
    """It could also meet a place that follows."""
    cast.bo.enrolments.update(period=(date(2022, 8, 1), TOMORROW))
    make.enrolment(cast.bo, cast.klasse_0a, TOMORROW)
    held = cast.bo.enrolments.get(group=cast.blaamejserne)
    answer = send(as_("lars"), f"/barn/indmeldelse/{held.pk}/", ends_on=str(LATER))
    assert "slutter allerede før den dag" in errors(answer)[0]
    assert cast.bo.enrolments.get(pk=held.pk).period.upper == TOMORROW


@pytest.mark.parametrize(("until", "said"), [(TODAY, "allerede slut"), (TOMORROW, "slutter allerede før")])
def test_an_employment_is_only_shortened(cast: Cast, as_, until: date, said: str) -> None:
    Employment.objects.filter(staff=cast.ali).update(period=(BEGAN, TOMORROW))
    Employment.objects.filter(staff=cast.pia).update(period=(BEGAN, until))
    make.remembered()
    for staff, words in ((cast.pia, said), (cast.ali, "slutter allerede før")):
        held = Employment.objects.get(staff=staff)
        assert words in errors(send(as_("ali"), f"/ansaettelse/{held.pk}/", ends_on=str(LATER)))[0]
        assert Employment.objects.get(staff=staff).period == held.period
    assert not Entry.objects.filter(verb=Verb.EMPLOYMENT_ENDED).exists()


def test_a_shortened_employment_says_what_stood(cast: Cast) -> None:
    held = Employment.objects.get(staff=cast.pia)
    people.end_employment(by=cast.actor("ali"), employment=held, ends_on=LATER, at=NOW)
    held = people.end_employment(by=cast.actor("ali"), employment=held, ends_on=TOMORROW, at=NOW)
    found = Entry.objects.filter(verb=Verb.EMPLOYMENT_ENDED).order_by("pk")
    assert [(one.before, one.after) for one in found] == [
        ({"to": ""}, {"to": str(LATER)}),
        ({"to": str(LATER)}, {"to": str(TOMORROW)}),
    ]


def test_a_relation_is_only_shortened(cast: Cast) -> None:
    held: Affiliation = make.affiliation(cast.bo, cast.sara, TODAY)
    with pytest.raises(Refused, match="allerede slut"):
        actions.end_affiliation(by=cast.actor("lars"), affiliation=held, ends_on=LATER, at=NOW)


@pytest.mark.parametrize("ends_on", [None, TOMORROW])
def test_nobody_stands_in_a_closed_group_whenever_they_are_said_to_have_begun(cast: Cast, ends_on: date | None) -> None:
    ChildGroup.objects.filter(pk=cast.spurvene.pk).update(closed_on=TODAY)
    make.remembered()
    facts = {"child": Child.objects.get(pk=cast.bo.pk), "group": cast.spurvene, "at": NOW}
    with pytest.raises(Refused, match="Gruppen er lukket"):
        people.enrol(by=cast.actor("lars"), starts_on=date(2026, 10, 1), ends_on=ends_on, **facts)
    people.enrol(by=cast.actor("lars"), starts_on=date(2026, 10, 1), ends_on=TODAY, **facts)
    assert cast.bo.enrolments.filter(group=cast.spurvene).exists()
