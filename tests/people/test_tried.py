"""A number opens nothing: what is tied by it shows no contact facts, and whatever is tried stands in the log."""

from datetime import date

import pytest

from samspor.access.secret import ring
from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import Refused
from samspor.people import actions
from samspor.people import api as people
from samspor.people.models import Child, Guardian, Guardianship
from samspor.people.rules import Relation
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import follow, send, text

CPR = "6101804001"
MONA = {"name": "Mona Lind", "relation": "mother", "lives_with": "on", "cpr": CPR}
TIE = {"relation": Relation.MOTHER, "has_custody": True, "lives_with": True}
WHY = "Politiet har ringet om barnet."


@pytest.fixture
def mona(cast: Cast) -> Guardian:
    """Frida's mother, in another house."""
    made = make.guardian(cast.frida, "Mona Lind", phone="12 34 56 78", email="mona@example.org", address="Åbenvej 3")
    made.cpr, made.cpr_hash = CPR, ring().digest(CPR)
    made.save()
    return made


def tries() -> list[tuple[str, list[object]]]:
    return [(one.words, one.child_ids) for one in Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).order_by("pk")]


def test_a_number_ties_and_shows_no_contact(cast: Cast, as_, mona: Guardian) -> None:
    client = as_("lars")
    page = follow(client, send(client, f"/barn/{cast.asta.pk}/voksen/", **MONA))
    assert "Mona Lind" in page
    assert "Kendt et andet sted" in page
    for fact in ("12 34 56 78", "mona@example.org", "Åbenvej"):
        assert fact not in page
    shown = client.post(f"{cast.asta.href}adresse/", {"of": str(mona.pk)})
    assert "Åbenvej" not in text(shown)
    assert tries() == [("610180-••••", [cast.frida.pk])]


def test_nor_lets_it_be_corrected(cast: Cast, as_, mona: Guardian) -> None:
    client = as_("lars")
    send(client, f"/barn/{cast.asta.pk}/voksen/", **MONA)
    tie = Guardianship.objects.get(child=cast.asta)
    form = text(client.get(f"/barn/voksen/{tie.pk}/"))
    for field in ("name", "phone", "email", "address", "protected_until", "built_on"):
        assert (f'name="{field}"' in form) is (field == "built_on")
    assert "12 34 56 78" not in form
    sent = send(client, f"/barn/voksen/{tie.pk}/", relation="co_parent", phone="66", name="X", address="Y")
    assert sent.status_code == 303
    found = Guardian.objects.get(pk=mona.pk)
    assert (found.name, found.phone, found.address) == ("Mona Lind", "12 34 56 78", "Åbenvej 3")
    assert Guardianship.objects.get(pk=tie.pk).relation == "co_parent"
    with pytest.raises(Refused, match="kendt et andet sted"):
        people.correct_guardian(by=cast.actor("lars"), guardianship=tie, at=NOW, **TIE, phone="66")


def test_who_sees_all_the_children_shows_and_corrects(cast: Cast, as_, mona: Guardian) -> None:
    client = as_("lars")
    send(client, f"/barn/{cast.asta.pk}/voksen/", **MONA)
    make.enrolment(cast.frida, cast.spurvene, TODAY, is_main=False)
    assert "12 34 56 78" in follow(client, send(client, f"/barn/{cast.asta.pk}/voksen/", **MONA))
    tie = Guardianship.objects.get(child=cast.asta)
    people.correct_guardian(by=cast.actor("lars"), guardianship=tie, at=NOW, **TIE, phone="66")
    entry = Entry.objects.filter(verb=Verb.GUARDIAN_CORRECTED).latest("pk")
    assert set(entry.child_ids) == {cast.asta.pk, cast.frida.pk}


def test_a_number_tells_nobodys_name(cast: Cast, mona: Guardian) -> None:
    """With another name it is another adult; and the same one the next time."""
    by = cast.actor("lars")
    facts = TIE | {"name": "Gæt Gættesen", "cpr": CPR}
    made = people.register_guardian(by=by, child=cast.asta, at=NOW, **facts)
    assert (made.name, made.cpr) == ("Gæt Gættesen", None)
    assert people.register_guardian(by=by, child=cast.asta, at=NOW, **facts) == made


def test_a_mother_known_by_her_number_alone_is_not_reached_from_the_child_she_expects(
    cast: Cast, mona: Guardian
) -> None:
    due = {"due_date": date(2027, 2, 1), "starts_on": date(2027, 2, 2), "at": NOW}
    by = cast.actor("lars")
    first = actions.expect_first_child(by=by, group=cast.spurvene, name="Mona Lind", cpr=CPR, **due)
    tie = first.guardianships.get()
    assert (tie.guardian_id, tie.knows_contact) == (mona.pk, False)
    again = actions.expect_sibling(by=by, group=cast.spurvene, guardianship=tie, **due)
    assert not again.guardianships.get().knows_contact


def test_every_page_remembers_the_number_it_was_asked_with(cast: Cast, as_, mona: Guardian) -> None:
    client = as_("lars")
    correct = {"given_names": "Bo", "family_name": "Øster", "birth_date": ""}
    send(client, f"/barn/{cast.bo.pk}/ret/", **correct, cpr=cast.hassan.cpr)
    register = {"given_names": "Hassan", "family_name": "Abdi", "group": str(cast.spurvene.pk)}
    send(client, "/barn/opret/", **register, starts_on=str(TODAY), cpr=cast.hassan.cpr)
    expect = {"name": "Mona Lind", "cpr": CPR, "due_date": "2029-01-01", "group": str(cast.spurvene.pk)}
    send(client, "/barn/ventet/", **expect, starts_on=str(TODAY))
    covered = [("770917-••••", [cast.hassan.pk])]
    assert [(words[-11:], whose) for words, whose in tries()] == [*covered, *covered, ("610180-••••", [cast.frida.pk])]


@pytest.mark.parametrize(("cpr", "whose"), [("6901224004", ["dilan"]), ("6404229999", [])])
def test_a_glass_that_does_not_open_remembers_the_number(cast: Cast, as_, cpr: str, whose: list[str]) -> None:
    assert send(as_("fatma"), "/noedadgang/", cpr=cpr, reason=WHY).status_code == 404
    assert tries() == [(f"{cpr[:6]}-••••", [cast.members[one].pk for one in whose])]


def test_and_one_that_opens_or_is_not_needed(cast: Cast, as_) -> None:
    send(as_("fatma"), "/noedadgang/", cpr=cast.asta.cpr, reason=WHY)
    send(as_("sara"), "/noedadgang/", cpr=cast.asta.cpr, reason=WHY)
    assert [whose for _, whose in tries()] == [[cast.asta.pk]] * 2
    send(as_("fatma"), "/noedadgang/", cpr="", reason=WHY)
    assert len(tries()) == 2


def test_a_replacement_number_is_tried_in_the_open_too(cast: Cast, as_) -> None:
    Child.objects.filter(pk=cast.hassan.pk).update(replacement_number="770917AB12")
    make.remembered()
    fields = {"given_names": "Carla", "family_name": "Bülow", "birth_date": "2022-07-30"}
    send(as_("lars"), f"/barn/{cast.carla.pk}/ret/", **fields, replacement_number="770917ab12")
    assert [whose for _, whose in tries()] == [[cast.hassan.pk]]
