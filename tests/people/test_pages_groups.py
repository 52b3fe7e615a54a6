"""The pages on which a group is opened, named and closed."""

import re
from datetime import date, timedelta

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.people import actions
from samspor.people import api as people
from samspor.people.models import ChildGroup, Employment
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import errors, follow, send, text

NEW = "/grupper/ny/"


def opened(cast: Cast, **more: object) -> dict[str, object]:
    return {"unit": str(cast.solsikken.pk), "name": "  Egernene ", "setting": "daycare"} | more


def made(cast: Cast) -> ChildGroup:
    group = ChildGroup(unit=cast.solsikken, name="Egernene", setting="daycare", opened_on=TODAY)
    return people.open_group(by=cast.actor("lars"), group=group, at=NOW)


def test_a_group_is_opened_from_the_groups(cast: Cast, as_) -> None:
    client = as_("lars")
    assert NEW in text(client.get("/grupper/"))
    form = text(client.get(NEW))
    assert "Børnehuset Solsikken" in form
    assert "Børnehuset Elverhøj" not in form
    page = follow(client, send(client, NEW, **opened(cast)))
    assert "Gruppen er oprettet." in page
    assert "Her er ingen børn i dag" in page
    assert ChildGroup.objects.get(name="Egernene").opened_on == TODAY


def settings_offered(page: str) -> list[tuple[str, bool]]:
    boxes = re.findall(r'<input type="radio"[^>]*name="setting" value="(\w+)"([^>]*)>', page)
    return [(value, "checked" in more) for value, more in boxes]


def test_only_what_fits_the_unit_can_be_opened_and_the_first_is_chosen(cast: Cast, as_) -> None:
    assert settings_offered(text(as_("lars").get(NEW))) == [("daycare", True)]
    assert settings_offered(text(as_("vera").get(NEW))) == [("school", True), ("leisure", False)]
    every = [("daycare", True), ("school", False), ("leisure", False)]
    assert settings_offered(text(as_("anna").get(NEW))) == every


def test_a_kind_that_another_of_ones_units_has_is_refused(cast: Cast, as_) -> None:
    Employment.objects.filter(staff=cast.lars).update(unit=cast.nord)
    make.remembered()
    answer = send(as_("lars"), NEW, **opened(cast, unit=str(cast.aaskolen.pk)))
    assert "Den slags gruppe er der ikke i Åskolen" in errors(answer)[0]
    assert send(as_("lars"), NEW, **opened(cast, unit="", setting="school")).status_code == 422


def test_two_open_groups_of_a_unit_have_two_names(cast: Cast, as_) -> None:
    again = send(as_("lars"), NEW, **opened(cast, name="Spurvene"))
    assert "Vælg et andet navn" in errors(again)[0]
    renamed = send(as_("lars"), f"/grupper/{cast.spurvene.pk}/navn/", name="Blåmejserne")
    assert "Vælg et andet navn" in errors(renamed)[0]


def test_a_group_gets_a_new_name(cast: Cast, as_) -> None:
    client, address = as_("lars"), f"/grupper/{cast.spurvene.pk}/navn/"
    assert address in text(client.get(cast.spurvene.href))
    assert 'value="Spurvene"' in text(client.get(address))
    page = follow(client, send(client, address, name="Gråspurvene"))
    assert "Gruppen har fået nyt navn." in page
    assert "<h1>Gråspurvene</h1>" in page


def test_an_empty_group_closes(cast: Cast, as_) -> None:
    group, client = made(cast), as_("lars")
    address = f"/grupper/{group.pk}/luk/"
    assert address in text(client.get(group.href))
    assert "bliver stående på børnenes sider" in text(client.get(address))
    page = follow(client, send(client, address))
    assert "Egernene er lukket." in page
    assert client.get(group.href).status_code == 404
    assert ChildGroup.objects.get(pk=group.pk).closed_on == TODAY
    entry = Entry.objects.filter(verb=Verb.GROUP_CLOSED).latest("pk")
    assert entry.after == {"name": "Egernene", "on": str(TODAY)}
    assert send(client, NEW, **opened(cast)).status_code == 303  # the name is free again


def test_a_group_with_children_does_not_close(cast: Cast, as_) -> None:
    assert "Der går børn i gruppen" in errors(send(as_("lars"), f"/grupper/{cast.spurvene.pk}/luk/"))[0]


def test_a_group_is_empty_when_the_last_place_has_ended(cast: Cast) -> None:
    group, ago = made(cast), TODAY - timedelta(days=9)
    make.enrolment(cast.egon, group, ago, TODAY, is_main=False)
    assert actions.close_group(by=cast.actor("lars"), group=group, at=NOW).closed_on == TODAY


@pytest.mark.parametrize("end", [TODAY + timedelta(days=1), None])
def test_a_place_that_lasts_keeps_the_group_open(cast: Cast, end: date | None) -> None:
    group = made(cast)
    make.enrolment(cast.egon, group, TODAY - timedelta(days=9), end, is_main=False)
    with pytest.raises(Refused, match="Der går børn"):
        actions.close_group(by=cast.actor("lars"), group=group, at=NOW)


def test_a_child_that_begins_later_keeps_the_group_open(cast: Cast) -> None:
    group = made(cast)
    make.enrolment(cast.egon, group, TODAY + timedelta(days=30), is_main=False)
    with pytest.raises(Refused, match="skal begynde"):
        actions.close_group(by=cast.actor("lars"), group=group, at=NOW)


def test_a_group_closes_once(cast: Cast) -> None:
    group = made(cast)
    actions.close_group(by=cast.actor("lars"), group=group, at=NOW)
    with pytest.raises(Refused, match="allerede lukket"):
        actions.close_group(by=cast.actor("lars"), group=group, at=NOW)


def test_others_close_no_group(cast: Cast) -> None:
    with pytest.raises(NotHere):
        actions.close_group(by=cast.actor("pia"), group=cast.spurvene, at=NOW)


@pytest.mark.parametrize("who", ["pia", "else_", "vera", "ali", "anna"])
@pytest.mark.parametrize("path", ["navn", "luk"])
def test_others_find_no_page_to_keep_a_group(cast: Cast, as_, who: str, path: str) -> None:
    """Anna reaches the children of the district, and works in another house."""
    assert as_(who).get(f"/grupper/{cast.spurvene.pk}/{path}/").status_code == 404
    page = as_(who).get(cast.spurvene.href)
    assert page.status_code == 404 or f"/{path}/" not in text(page)


def test_who_keeps_no_unit_opens_no_group(cast: Cast, as_) -> None:
    assert as_("pia").get(NEW).status_code == 404
    assert NEW not in text(as_("pia").get("/grupper/"))
    assert "Sundhedsplejen Nord" in text(as_("anna").get(NEW))
