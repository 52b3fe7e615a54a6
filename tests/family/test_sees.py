"""What one guardian is shown: all that is theirs, and nothing of the other home."""

from datetime import date

import pytest

from samspor.concerns import api as concerns
from samspor.concerns.rules.stops import Answer, StopKind
from samspor.family import queries
from samspor.family.rules.words import Sight
from samspor.pathways import api as pathways
from samspor.people.models import Guardianship
from samspor.sharing import api as sharing
from tests import factories
from tests.cast import NOW, TODAY
from tests.family.conftest import DAY, read

pytestmark = pytest.mark.usefixtures("at_noon", "db")


def seen(cast, guardian, child=None, at=NOW):
    return queries.seen_by(child or cast.bo, guardian, at=at)


def change(guardian, child, **facts):
    factories.remembered()
    Guardianship.objects.filter(guardian=guardian, child=child).update(**facts)


def stop(cast, child):
    concerns.start_concern(
        by=cast.actor("lars"), child=child, worries="Fortalte om slag", observed_on=TODAY,
        answers={StopKind.VIOLENCE: Answer.YES}, at=NOW,
    )  # fmt: skip


def test_a_guardian_sees_what_is_agreed_and_their_own(cast, full):
    held = seen(cast, cast.mor)
    assert (held.sight, held.child, held.reader) == (Sight.WHOLE, "Bo", "Lone Øster")
    assert held.shared.next_what == "Vi mødes og taler"
    assert {one.name for one in held.shared.people} == {"Lone Øster", "Ove Øster", "Mads Kjær"}
    assert [one.said for one in held.consents] == ["yes", "yes"]


def test_nothing_of_the_other_home_is_there(cast, full, ove, as_family):
    page = read(as_family(cast.mor))
    assert "Vi spiser sammen" in page
    for word in ("Havnevej", "55 55 99 99", "ove@example.org", "Det gør Ove", "Kun for ansatte"):
        assert word not in page
    assert "Du sagde ja" in page
    assert "Du sagde nej" not in page


def test_who_does_not_live_where_the_covered_child_lives_is_told_no_place_and_no_free_words(cast, full, ove, as_family):
    factories.remembered()
    type(cast.bo).objects.filter(pk=cast.bo.pk).update(protected_until=date(2027, 6, 1))
    assert seen(cast, ove).sight is Sight.NO_PLACES
    page = read(as_family(ove))
    for word in ("Solsikken", "Pia Holm", "Mads", "Vi spiser", "Lone", "Sproggruppe", "PPR, ", "Bo ", "At Bo"):
        assert word not in page, word
    assert "7. december" in page
    assert seen(cast, cast.mor).sight is Sight.WHOLE


def test_an_adult_whose_own_home_is_covered_is_not_named_to_the_other(cast, full, ove):
    factories.remembered()
    type(ove).objects.filter(pk=ove.pk).update(protected_until=date(2027, 6, 1))
    assert {one.name for one in seen(cast, cast.mor).shared.people} == {"Lone Øster", "Mads Kjær"}
    assert "Ove Øster" in {one.name for one in seen(cast, ove).shared.people}


def test_without_custody_one_sees_what_one_was_told(cast, full, ove):
    change(ove, cast.bo, has_custody=False)
    held = seen(cast, ove)
    assert (held.sight, held.shared, held.consents) == (Sight.OWN, None, ())


@pytest.mark.parametrize("ends", ["tie", "stop", "left", "age"])
def test_the_page_closes(cast, full, ends):
    at = NOW
    if ends == "tie":
        change(cast.mor, cast.bo, to_on=TODAY - DAY)
    if ends == "stop":
        stop(cast, cast.bo)
    if ends == "left":
        factories.remembered()
        type(cast.bo).objects.filter(pk=cast.bo.pk).update(left_on=TODAY, left_reason="moved_away")
    if ends == "age":
        factories.remembered()
        type(cast.bo).objects.filter(pk=cast.bo.pk).update(birth_date=date(2008, 11, 23))
    cast.bo.refresh_from_db()
    held = seen(cast, cast.mor, at=at)
    assert (held.sight, held.child, held.shared, held.words) == (Sight.CLOSED, "", None, ())


def test_the_day_before_eighteen_it_is_open(cast, full):
    factories.remembered()
    cast.bo.birth_date = date(2008, 11, 24)
    cast.bo.save()
    assert seen(cast, cast.mor).sight is Sight.WHOLE


def test_a_stop_closes_the_page_of_that_child_and_no_other(cast, full):
    stop(cast, cast.bo)
    assert seen(cast, cast.mor, cast.egon).sight is Sight.WHOLE


def test_who_was_never_tied_sees_nothing(cast, full):
    stranger = factories.guardian(cast.carla, "Kurt Carlsen")
    assert seen(cast, stranger).sight is Sight.CLOSED


def test_what_was_asked_by_mistake_and_what_is_long_over_is_not_there(cast, full):
    assert len(seen(cast, cast.mor).consents) == 2
    wrong = sharing.ask_effort(
        by=cast.actor("pia"), child=cast.bo, effort="Forkert", purpose="At Bo får hjælp.", from_on=TODAY,
        until=TODAY + 90 * DAY, longest=TODAY + 365 * DAY, at=NOW,
    )  # fmt: skip
    assert len(seen(cast, cast.mor).consents) == 3
    sharing.take_back_question(by=cast.actor("pia"), consent=wrong, why="Forkert barn", at=NOW)
    assert len(seen(cast, cast.mor).consents) == 2
    late = NOW + 91 * DAY
    assert seen(cast, cast.mor, at=late).consents == []


def test_the_page_costs_the_same_with_more_on_it(cast, full, django_assert_max_num_queries):
    seen(cast, cast.mor)
    with django_assert_max_num_queries(60) as few:
        seen(cast, cast.mor)
    for number in range(5):
        pathways.make_promise(
            by=cast.actor("pia"), pathway=full, what=f"Løfte {number}", whom="family", on=TODAY + DAY,
            keeper=cast.pia.employments.get(), at=NOW,
        )  # fmt: skip
    with django_assert_max_num_queries(len(few)):
        seen(cast, cast.mor)
