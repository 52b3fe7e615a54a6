"""Children's pages, accounts and the names of former staff are removed when they have had their time."""

from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from samspor.access.models import Account
from samspor.access.rules import Permission, Role
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.concerns import api as concerns
from samspor.concerns import jobs as concern_jobs
from samspor.people import actions, jobs, queries, rules
from samspor.people.models import (
    Affiliation,
    Child,
    EmergencyAccess,
    Employment,
    Enrolment,
    FormDraft,
    Guardian,
    Guardianship,
    Merge,
    StaffMember,
)
from samspor.people.rules import LeftReason
from tests import factories as make
from tests.cast import NOW, TODAY, Cast

DAY = timedelta(days=1)
OF_AGE = date(2040, 3, 14)  # Asta
LAST = date(2045, 3, 14)
INSIDE = (Enrolment, Guardianship, Affiliation, EmergencyAccess, FormDraft)


def night(day: date) -> int:
    return int((NOW + (day - TODAY)).timestamp())


def removed(verb: Verb = Verb.CHILD_REMOVED) -> list[Entry]:
    return list(Entry.objects.filter(verb=verb).order_by("pk"))


@pytest.fixture
def asta(cast: Cast) -> Child:
    """With one of everything people keep about her, and a mother she has alone."""
    make.guardian(cast.asta, "Lise Lindqvist", cpr="6101804001")
    make.emergency(cast.asta, cast.vera)
    actions.save_form(
        by=cast.actor("pia"), about=cast.asta, permission=Permission.CHILD_READ, place="/her/", child=cast.asta.pk,
        typed={"text": "Måske"}, at=NOW + 20 * 365 * DAY,
    )  # fmt: skip
    return cast.asta


def test_a_page_is_kept_through_the_day_years_after_it_was_of_age_or_left() -> None:
    born, left = date(2022, 2, 28), date(2028, 2, 29)
    for last, facts in ((date(2045, 2, 28), (born, None)), (date(2033, 2, 28), (born, left)),
                        (date(2033, 2, 28), (None, left))):  # fmt: skip
        for days, over in ((-1, False), (0, False), (1, True)):
            assert rules.has_had_its_time(*facts, years=5, today=last + days * DAY) is over
    assert not rules.has_had_its_time(None, None, years=5, today=date(2099, 1, 1))


@pytest.mark.parametrize(("days", "left"), [(-1, True), (0, True), (1, False)])
def test_the_night_removes_a_child_with_all_that_is_hers(asta: Child, days: int, *, left: bool) -> None:
    jobs.remove_children(NOW + (LAST - TODAY) + days * DAY, years=5)
    assert Child.objects.filter(pk=asta.pk).exists() is left
    assert [one.__name__ for one in INSIDE if one.objects.filter(child=asta.pk).exists() is not left] == []
    assert Guardian.objects.filter(name="Lise Lindqvist").exists() is left
    assert [one.child_ids for one in removed()].count([asta.pk]) == (not left)


def test_the_entry_holds_keys_only(asta: Child) -> None:
    adult = Guardian.objects.get(name="Lise Lindqvist")
    jobs.remove_children(NOW + (LAST - TODAY) + DAY, years=5)
    (entry,) = (one for one in removed() if asta.pk in one.child_ids)
    assert (entry.about, entry.before, entry.purpose) == ("", None, "")
    assert entry.after == {"guardians": [str(adult.pk)]}


@pytest.mark.parametrize(("day", "left"), [(date(2031, 12, 1), True), (date(2031, 12, 2), False)])
def test_who_left_goes_five_years_after(cast: Cast, day: date, *, left: bool) -> None:
    """Bo's mother has Egon too, and stays for him."""
    actions.leave_municipality(
        by=cast.actor("lars"), child=cast.bo, on=date(2026, 12, 1), reason=LeftReason.MOVED_AWAY, at=NOW
    )
    jobs.tidy(night(day))
    assert Child.objects.filter(pk=cast.bo.pk).exists() is left
    assert Guardian.objects.filter(pk=cast.mor.pk).exists()
    assert Child.objects.filter(pk=cast.egon.pk).exists()
    assert not [one for one in removed() if one.after["guardians"]]


def test_the_mother_goes_with_her_last_child(cast: Cast) -> None:
    jobs.remove_children(NOW + (date(2050, 1, 1) - TODAY), years=5)
    assert not Child.objects.exists()
    assert not Guardian.objects.exists()


def test_a_child_that_something_is_kept_about_stays_until_it_is_not(cast: Cast, asta: Child) -> None:
    pia, at = cast.actor("pia"), NOW + (LAST - TODAY) + DAY
    concerns.start_concern(by=pia, child=asta, worries="Hun leger mest alene", observed_on=TODAY, at=NOW)
    jobs.remove_children(at, years=5)
    assert Child.objects.filter(pk=asta.pk).exists()
    assert Guardianship.objects.filter(child=asta).exists()
    concern_jobs.tidy(int(at.timestamp()))
    jobs.remove_children(at, years=5)
    assert not Child.objects.filter(pk=asta.pk).exists()


def test_an_expected_child_that_never_came_goes_as_by_its_due_date(cast: Cast) -> None:
    due = date(2027, 1, 10)
    child = Child.objects.create(
        given_names="Ventet barn", family_name="Øster", search_name=" ventet", due_date=due, mother=cast.mor
    )
    assert child.pk not in queries.children_past(date(2050, 1, 10), 5)
    assert child.pk in queries.children_past(date(2050, 1, 11), 5)
    jobs.remove_children(NOW + (date(2050, 1, 11) - TODAY), years=5)
    assert not Child.objects.filter(pk=child.pk).exists()
    assert not Guardian.objects.filter(pk=cast.mor.pk).exists()


def test_pages_that_were_merged_go_together(cast: Cast) -> None:
    other = make.child(cast.blaamejserne, "Asta Lindqvist", birth_date=date(2010, 1, 1))
    third = make.child(cast.blaamejserne, "Ask Holm", birth_date=date(2024, 1, 1))
    actions.merge_children(by=cast.actor("lars"), kept=cast.asta, other=other, at=NOW)
    undone = actions.merge_children(by=cast.actor("lars"), kept=third, other=cast.carla, at=NOW)
    actions.undo_merge(by=cast.actor("lars"), merge=undone, at=NOW)
    jobs.remove_children(NOW + (LAST - TODAY), years=5)
    assert Merge.objects.count() == 2
    assert Child.objects.filter(pk=other.pk).exists()
    jobs.remove_children(NOW + (date(2046, 1, 1) - TODAY), years=5)
    assert not Child.objects.filter(pk__in=[cast.asta.pk, other.pk, cast.carla.pk]).exists()
    assert Child.objects.filter(pk=third.pk).exists()
    assert not Merge.objects.exists()
    assert sorted([cast.asta.pk, other.pk]) in [sorted(one.child_ids) for one in removed()]


# Staff


def ended(cast: Cast, on: date) -> StaffMember:
    """Mads, whose first day without work here is `on`."""
    Employment.objects.filter(staff=cast.mads).update(period=DateRange(date(2020, 8, 1), on))
    make.remembered()
    return cast.mads


@pytest.mark.parametrize(("days", "open_"), [(-1, True), (0, True), (1, False)])
def test_an_account_is_closed_a_year_after_the_last_day(cast: Cast, days: int, *, open_: bool) -> None:
    mads = ended(cast, TODAY + DAY)
    EmailAddress.objects.create(user=mads.account, email=mads.account.email, verified=True, primary=True)
    Authenticator.objects.create(user=mads.account, type="totp", data={"secret": "x"})
    jobs.tidy(night(date(2027, 11, 23) + days * DAY))
    account = Account.objects.get(pk=mads.account_id)
    assert account.is_active is open_
    assert (account.email == "mads@fjordby.example", account.name == "Mads Kjær") == (open_, open_)
    assert (EmailAddress.objects.exists(), Authenticator.objects.exists()) == (open_, open_)
    assert [one.about_id for one in removed(Verb.ACCOUNT_ANONYMISED)] == ([] if open_ else [str(account.pk)])
    assert StaffMember.objects.get(pk=mads.pk).name == "Mads Kjær"
    assert Account.objects.get(pk=cast.pia.account_id).is_active


def test_a_closed_account_lets_nobody_in_and_is_closed_once(cast: Cast) -> None:
    mads = ended(cast, TODAY + DAY)
    mads.account.set_password("en meget lang adgangskode")
    mads.account.save()
    for days in (2, 3):
        jobs.tidy(night(date(2027, 11, 23) + days * DAY))
    account = Account.objects.get(pk=mads.account_id)
    assert (account.name, account.email) == ("Tidligere medarbejder", f"slettet-{account.pk}@invalid")
    assert not account.has_usable_password()
    assert not Client().login(email=account.email, password="en meget lang adgangskode")
    assert len(removed(Verb.ACCOUNT_ANONYMISED)) == 1
    with pytest.raises(Refused, match="Opret medarbejderen som ny"):
        actions.employ(
            by=cast.actor("ali"), staff=StaffMember.objects.get(pk=mads.pk), unit=cast.solsikken, role=Role.PEDAGOGUE,
            starts_on=TODAY, at=NOW,
        )  # fmt: skip


@pytest.mark.parametrize(("days", "named"), [(-1, True), (0, True), (1, False)])
def test_nobody_is_called_by_name_five_years_after(cast: Cast, as_, days: int, *, named: bool) -> None:
    mads = ended(cast, TODAY + DAY)
    for _ in range(2):
        jobs.tidy(night(date(2031, 11, 23) + days * DAY))
    staff = StaffMember.objects.get(pk=mads.pk)
    said = (staff.name, staff.title, staff.phone)
    assert said == (
        ("Mads Kjær", mads.title, "") if named else ("Tidligere medarbejder", "stillingen er ikke gemt", "")
    )
    assert [one.about_id for one in removed(Verb.STAFF_ANONYMISED)] == ([] if named else [str(mads.pk)])


def test_whoever_still_works_here_or_will_is_left_alone(cast: Cast) -> None:
    mads = ended(cast, TODAY - 2000 * DAY)
    Employment.objects.create(
        staff=mads, unit=cast.solsikken, role=Role.PEDAGOGUE, period=DateRange(TODAY, TODAY + 10 * DAY)
    )
    assert not queries.staff_past(TODAY, 1)
    assert not queries.staff_past(TODAY + 370 * DAY, 1)
    assert list(queries.staff_past(TODAY + 375 * DAY, 1)) == [mads]


def test_the_page_on_privacy_says_how_long(as_) -> None:
    page = as_("pia").get(reverse("overview:privacy")).content.decode()
    assert "Hvor længe" in page
    assert f"{settings.PROFILE.people_years} år" in page
