"""What is not remembered in the log cannot be committed, whoever tries."""

import pytest
from django.db import ProgrammingError, transaction

from samspor.audit.models import Entry
from samspor.people import api as people
from samspor.people.models import Affiliation, Child, ChildGroup, Enrolment, Guardian, Unit
from tests.cast import NOW, Cast

CHANGES = {
    "child": lambda cast: Child.objects.filter(pk=cast.bo.pk).update(given_names="Ib"),
    "enrolment": lambda cast: Enrolment.objects.filter(child=cast.bo).delete(),
    "group": lambda cast: ChildGroup.objects.filter(pk=cast.alfer.pk).update(name="Nisserne"),
    "guardian": lambda cast: Guardian.objects.create(name="Skygge"),
    "affiliation": lambda cast: Affiliation.objects.filter(staff=cast.sara).delete(),
    "unit": lambda cast: Unit.objects.filter(pk=cast.ppr.pk).update(name="Andet"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=list(CHANGES))
def test_a_change_past_the_actions_is_not_committed(committed: str, cast: Cast, change) -> None:
    with pytest.raises(ProgrammingError, match="was not remembered"), transaction.atomic():
        change(cast)
    assert Child.objects.get(pk=cast.bo.pk).given_names == "Bo"
    assert not Guardian.objects.filter(name="Skygge").exists()


def test_an_action_is(committed: str, cast: Cast) -> None:
    people.correct_child(by=cast.actor("lars"), child=cast.bo, at=NOW, given_names="Ib")
    assert Child.objects.get(pk=cast.bo.pk).given_names == "Ib"


def test_an_entry_in_another_transaction_does_not_help(committed: str, cast: Cast) -> None:
    entries = Entry.objects.count()
    people.correct_child(by=cast.actor("lars"), child=cast.bo, at=NOW, given_names="Ib")
    with pytest.raises(ProgrammingError), transaction.atomic():
        Child.objects.filter(pk=cast.bo.pk).update(given_names="Ole")
    assert Child.objects.get(pk=cast.bo.pk).given_names == "Ib"
    assert Entry.objects.count() == entries + 1
