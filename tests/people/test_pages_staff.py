"""Units, staff, and broken glass."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.people.models import Child, EmergencyAccess, Employment, StaffMember, Unit
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import errors, follow, send, text

WHY = "Politiet har ringet om barnet, og ingen svarer."


def test_units_are_a_tree_without_people(cast: Cast, as_) -> None:
    page = text(as_("pia").get("/enheder/"))
    assert "Børnehuset Solsikken" in page
    assert 'href="tel:55550100"' in page
    assert "Lars Brandt" not in page


def test_no_units_yet(cast: Cast, as_) -> None:
    Unit.objects.update(closed_on=TODAY, phone="")
    make.remembered()
    page = text(as_("pia").get("/enheder/"))
    assert "ingen enheder endnu" in page
    assert "læser kommunens enheder ind fra en fil" in page


def test_a_unit_without_a_telephone(cast: Cast, as_) -> None:
    Unit.objects.update(phone="")
    make.remembered()
    assert "tel:" not in text(as_("pia").get("/enheder/"))


def test_a_leader_sees_their_own_staff_and_cannot_change_them(cast: Cast, as_) -> None:
    page = text(as_("lars").get("/medarbejdere/"))
    assert "Pia Holm" in page
    assert "Else Thorsen" not in page
    assert "Ny medarbejder" not in page
    one = text(as_("lars").get(f"/medarbejdere/{cast.pia.pk}/"))
    assert "Pædagog i Børnehuset Solsikken" in one
    assert "Giv en ansættelse" not in one
    assert send(as_("lars"), f"/medarbejdere/{cast.pia.pk}/").status_code == 404
    assert Entry.objects.filter(verb=Verb.STAFF_LISTED, about_id=str(cast.pia.pk)).exists()


@pytest.mark.parametrize(("words", "seen"), [("pia", True), ("PIA\0", True), ("nobody", False), ("%", False)])
def test_staff_are_found_by_name(cast: Cast, as_, words: str, seen: bool) -> None:
    page = text(as_("ali").get("/medarbejdere/", {"q": words}))
    assert ("Pia Holm" in page) is seen
    assert ("Ingen med det navn" in page) is not seen


def test_who_was_shown_and_what_was_asked_for_is_remembered(cast: Cast, as_) -> None:
    as_("lars").get("/medarbejdere/")
    entry = Entry.objects.filter(verb=Verb.STAFF_LISTED).latest("pk")
    assert (entry.kind, entry.words, entry.purpose) == (Kind.READ, "", "se medarbejdere")
    assert set(entry.after["staff"]) == {str(cast.members[name].pk) for name in ("pia", "mads", "lars")}
    as_("ali").get("/medarbejdere/", {"q": "pia"})
    entry = Entry.objects.filter(verb=Verb.STAFF_LISTED).latest("pk")
    assert (entry.kind, entry.words, entry.after) == (Kind.SEARCH, "pia", {"staff": [str(cast.pia.pk)]})
    as_("ali").get("/medarbejdere/", {"q": "Asta 740322-4001"})
    entry = Entry.objects.filter(verb=Verb.STAFF_LISTED).latest("pk")
    assert (entry.words, entry.after) == ("Asta 740322-••••", None)


def test_a_long_list_of_staff_says_so(cast: Cast, as_, django_assert_max_num_queries) -> None:
    StaffMember.objects.bulk_create(StaffMember(name=f"Aage {n:03}", title="Vikar") for n in range(120))
    make.remembered()
    client = as_("ali")
    with django_assert_max_num_queries(20):
        page = text(client.get("/medarbejdere/"))
    assert "Her er de første 100" in page
    assert "Ingen ansættelse i dag" in page


def test_taking_somebody_on(cast: Cast, as_) -> None:
    client = as_("ali")
    assert "Ny medarbejder" in text(client.get("/medarbejdere/ny/"))
    fields = {
        "name": "Kim Bo", "email": "kim@fjordby.example", "title": "Lærer", "unit": str(cast.aaskolen.pk),
        "role": "teacher", "starts_on": str(TODAY),
    }  # fmt: skip
    page = follow(client, send(client, "/medarbejdere/ny/", **fields))
    assert "Lærer i Åskolen" in page
    again = send(client, "/medarbejdere/ny/", **fields)
    assert "allerede en konto" in errors(again)[0]


def test_employing_and_ending(cast: Cast, as_) -> None:
    client = as_("ali")
    address = f"/medarbejdere/{cast.pia.pk}/"
    assert "Giv en ansættelse" in text(client.get(address))
    fields = {"unit": str(cast.elverhoej.pk), "role": "pedagogue", "starts_on": str(TODAY)}
    page = follow(client, send(client, address, **fields))
    assert "Ansættelsen er registreret." in page
    assert "allerede den funktion" in errors(send(client, address, **fields))[0]
    made = Employment.objects.get(staff=cast.pia, unit=cast.elverhoej)
    end = f"/ansaettelse/{made.pk}/"
    assert "Børnehuset Elverhøj" in text(client.get(end))
    assert errors(send(client, end, ends_on="2026-11-22"))
    assert "har fået en slutdato" in follow(client, send(client, end, ends_on="2026-12-01"))


def test_the_administrator_does_not_employ_himself(cast: Cast, as_) -> None:
    client = as_("ali")
    fields = {"unit": str(cast.fjordby.pk), "role": "unit_leader", "starts_on": str(TODAY)}
    assert "Bed en anden systemadministrator" in errors(send(client, f"/medarbejdere/{cast.ali.pk}/", **fields))[0]
    assert client.get(cast.dilan.href).status_code == 404


def test_somebody_who_has_stopped(cast: Cast, as_) -> None:
    stopped = StaffMember.objects.create(name="Ib Ud", title="Vikar")
    make.remembered()
    assert "ingen adgang" in text(as_("ali").get(f"/medarbejdere/{stopped.pk}/"))


def test_an_employment_of_last_year_is_not_of_today(cast: Cast, as_) -> None:
    Employment.objects.filter(staff=cast.pia).update(period=("2020-08-01", "2021-08-01"))
    Employment.objects.create(staff=cast.pia, unit=cast.ppr, role="teacher", period=("2027-01-01", None))
    make.remembered()
    page = text(as_("ali").get(f"/medarbejdere/{cast.pia.pk}/"))
    assert page.count("Ikke i dag") == 2
    assert page.count("Sæt slutdato") == 1  # what is over ends no more
    assert "fra 1. august 2020 til og med 31. juli 2021" in page


@pytest.mark.parametrize("who", ["pia", "else_", "dorte", "sara", "mette"])
def test_others_see_no_staff(cast: Cast, as_, who: str) -> None:
    employment = Employment.objects.get(staff=cast.pia)
    for address in (
        "/medarbejdere/",
        "/medarbejdere/ny/",
        f"/medarbejdere/{cast.pia.pk}/",
        f"/ansaettelse/{employment.pk}/",
    ):
        assert as_(who).get(address).status_code == 404, address


def test_a_leader_takes_nobody_on(cast: Cast, as_) -> None:
    assert as_("lars").get("/medarbejdere/ny/").status_code == 404
    assert as_("lars").get(f"/ansaettelse/{Employment.objects.get(staff=cast.pia).pk}/").status_code == 404


# Broken glass


def test_from_the_number_to_the_page(cast: Cast, as_) -> None:
    client = as_("fatma")
    asked = send(client, "/noedadgang/", cpr="7403224001")
    assert asked.status_code == 200
    assert "740322-••••" in text(asked)
    assert "Fejl" not in text(asked)
    entry = Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).latest("pk")
    assert (entry.words, entry.child_ids) == ("740322-••••", [cast.asta.pk])
    page = follow(client, send(client, "/noedadgang/", cpr="7403224001", reason=WHY))
    assert "Du har nødadgang i to timer" in page
    assert "Du kan læse indtil 23. november 2026 kl. 12.30" in page
    assert Entry.objects.filter(verb=Verb.CHILD_SEEN).latest("pk").purpose == "nødadgang"


@pytest.mark.parametrize("reason", ["", "haster", "          haster         "])
def test_a_reason_is_asked_for_and_the_number_kept(cast: Cast, as_, reason: str) -> None:
    answer = send(as_("fatma"), "/noedadgang/", cpr="7403224001", reason=reason)
    assert errors(answer)
    assert 'value="7403224001"' in text(answer)
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("cpr", ["6901224004", "6404229999", "", "abc", "\0"])
def test_protected_and_unknown_are_the_same_nothing(cast: Cast, as_, cpr: str) -> None:
    assert send(as_("fatma"), "/noedadgang/", cpr=cpr, reason=WHY).status_code == 404


def test_nobody_breaks_the_glass_to_what_is_theirs(cast: Cast, as_) -> None:
    assert send(as_("sara"), "/noedadgang/", cpr="7403224001", reason=WHY)["Location"] == cast.asta.href
    assert not EmergencyAccess.objects.exists()


@pytest.mark.parametrize("who", ["pia", "peter", "else_", "ali"])
def test_others_break_no_glass(cast: Cast, as_, who: str) -> None:
    assert send(as_(who), "/noedadgang/", cpr="6505224006", reason=WHY).status_code == 404


def test_reviewing(cast: Cast, as_) -> None:
    made = make.emergency(cast.bo, cast.sara)
    client = as_("bent")
    page = text(client.get("/noedadgange/"))
    assert ">Bo</a>" in page
    assert "Sara Munk" in page
    one = f"/noedadgange/{made.pk}/"
    assert "Barnet er ikke hentet." in text(client.get(one))
    assert "Lukker" in text(client.get(one))
    assert errors(send(client, one, finding=""))
    done = follow(client, send(client, one, finding="Nødvendig og passende"))
    assert "Ingen venter" in done
    assert "Nødvendig og passende" in text(client.get(one))
    assert Entry.objects.filter(verb=Verb.EMERGENCY_SEEN, about_id=str(made.pk), child_ids=[cast.bo.pk]).exists()


@pytest.mark.parametrize(("who", "until", "called"), [
    ("lars", None, "Bo Østergård"), ("bent", None, "Bo"), ("bent", TODAY, "Et barn med beskyttelse"),
])  # fmt: skip
def test_who_reviews_is_told_the_name_they_know(cast: Cast, as_, who: str, until: date | None, called: str) -> None:
    made = make.emergency(cast.bo, cast.fatma)
    Child.objects.filter(pk=cast.bo.pk).update(family_name="Østergård", protected_until=until)
    make.remembered()
    assert f">{called}</a>" in text(as_(who).get("/noedadgange/"))
    page = text(as_(who).get(f"/noedadgange/{made.pk}/"))
    assert f"Nødadgang: {called}</h1>" in page
    assert ("Østergård" in page) is (who == "lars")


def test_whoever_reviews_sees_what_was_seen(cast: Cast, as_) -> None:
    made = make.emergency(cast.bo, cast.sara)
    assert "Loggen har ingen linjer" in text(as_("bent").get(f"/noedadgange/{made.pk}/"))
    sara = as_("sara")
    sara.get(cast.bo.href)
    sara.get(cast.asta.href)
    page = text(as_("bent").get(f"/noedadgange/{made.pk}/"))
    assert page.count("åbnede barnets side") + page.count("så barnets side") >= 1
    assert "Den er for den, der når det først" in page


def test_the_page_after_the_end_makes_the_browser_forget(cast: Cast, as_) -> None:
    made = make.emergency(cast.bo, cast.sara)
    page = follow(as_("sara"), send(as_("sara"), f"/noedadgange/{made.pk}/afslut/"))
    assert ("Nødadgangen er slut" in page, "/glem.css" in page) == (True, True)
    assert as_("dorte").get("/noedadgange/slut/").status_code == 404


def test_a_glass_that_has_closed(cast: Cast, as_) -> None:
    made = make.emergency(cast.bo, cast.sara, expires_at=NOW - timedelta(minutes=1))
    assert "Lukket" in text(as_("bent").get(f"/noedadgange/{made.pk}/"))


def test_ones_own_is_for_somebody_else(cast: Cast, as_) -> None:
    made = make.emergency(cast.bo, cast.henrik)
    assert "egen nødadgang" in errors(send(as_("henrik"), f"/noedadgange/{made.pk}/", finding="Fint"))[0]


@pytest.mark.parametrize("who", ["pia", "sara", "else_", "ali", "dorte"])
def test_others_review_nothing(cast: Cast, as_, who: str) -> None:
    made = make.emergency(cast.bo, cast.fatma)
    assert as_(who).get("/noedadgange/").status_code == 404
    assert as_(who).get(f"/noedadgange/{made.pk}/").status_code == 404
    assert as_("bent").get(f"/noedadgange/{uuid4()}/").status_code == 404


def test_reviewing_waits_on_min_dag(cast: Cast, as_) -> None:
    assert "Gennemgå" not in text(as_("bent").get("/"))
    make.emergency(cast.bo, cast.sara)
    assert "Gennemgå 1 nødadgang" in text(as_("bent").get("/"))


@pytest.mark.parametrize(
    ("who", "entries"),
    [("ali", ["Medarbejdere"]), ("bent", ["Nødadgange"]), ("lars", ["Medarbejdere", "Nødadgange"]), ("pia", [])],
)
def test_the_menu_holds_what_one_may(cast: Cast, as_, who: str, entries: list[str]) -> None:
    page = text(as_(who).get("/"))
    assert [label for label in ("Medarbejdere", "Nødadgange") if f">{label}</a></li>" in page] == entries


def test_whoever_broke_the_glass_closes_it_on_the_childs_page(cast: Cast, as_) -> None:
    made, client = make.emergency(cast.bo, cast.sara), as_("sara")
    address = f"/noedadgange/{made.pk}/afslut/"
    assert address in text(client.get(cast.bo.href))
    assert send(as_("fatma"), address).status_code == 404
    assert "Nødadgangen er slut." in follow(client, send(client, address))
    assert client.get(cast.bo.href).status_code == 404


def test_a_broken_glass_is_the_first_that_waits(cast: Cast, as_) -> None:
    make.emergency(cast.bo, cast.sara)
    page = text(as_("henrik").get("/"))
    assert "Gennemgå 1 nødadgang" in page
    assert "Frist i dag" in page[page.index("Gennemgå 1 nødadgang") :]
