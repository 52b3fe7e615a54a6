"""What the family's room lends to the pages below it."""

import re

import pytest

from samspor.family import actions, queries
from samspor.family.rules.words import WordKind
from samspor.people.models import Child
from tests import factories
from tests.cast import NOW
from tests.family.conftest import read

pytestmark = pytest.mark.usefixtures("at_noon", "db")


def write(cast, come):
    visit = come(cast.mor)
    actions.write_word(
        by=queries.of_family(visit, NOW), visit=visit, kind=WordKind.VIEW, about=None, text="Han er glad", at=NOW
    )


def leads_to(client):
    said = re.search(r'(?:<a href="([^"]+)">)?<strong>En familie har skrevet til dig', read(client, "/"))
    assert said
    return said[1]


def test_the_message_about_new_words_leads_to_the_childs_family_page(cast, come, as_):
    write(cast, come)
    assert leads_to(as_("pia")) == f"/familie/barn/{cast.bo.pk}/"
    assert "Han er glad" in read(as_("pia"), f"/familie/barn/{cast.bo.pk}/")


def test_it_leads_to_the_page_that_was_kept(cast, come, as_):
    write(cast, come)
    factories.remembered()
    Child.objects.filter(pk=cast.bo.pk).update(merged_into=cast.asta)
    assert leads_to(as_("pia")) == f"/familie/barn/{cast.asta.pk}/"


def test_it_leads_nowhere_for_who_does_not_work_with_the_child_any_longer(cast, come, as_):
    write(cast, come)
    factories.remembered()
    cast.bo.enrolments.all().delete()
    assert leads_to(as_("pia")) is None
