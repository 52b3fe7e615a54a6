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


TOO_OFTEN = "Du har prøvet mange numre, som vi ikke kunne finde. Vent ti minutter, eller søg på navnet."
LARS = {"given_names": "Nora", "family_name": "Holm", "birth_date": ""}


def creating(cast: Cast) -> dict[str, str]:
    return LARS | {"group": str(cast.spurvene.pk), "starts_on": str(TODAY), "cpr": cast.hassan.cpr}


@pytest.mark.parametrize("allowed", [True, False])
def test_no_form_is_a_way_to_try_number_after_number(cast: Cast, as_, settings, allowed: bool) -> None:
    """Neither creating, correcting, an adult nor a mother: what one has typed stands, and is sent in ten minutes."""
    settings.ACCOUNT_RATE_LIMITS = {"number_missed": f"{2 if allowed else 1}/10m/user"}
    client, bo = as_("lars"), f"/barn/{cast.bo.pk}/ret/"
    assert TOO_OFTEN not in text(send(client, "/barn/opret/", **creating(cast)))
    mother = {"name": "Mona Lind", "cpr": CPR, "due_date": "2029-01-01", "starts_on": str(TODAY)}
    for address, fields in (
        ("/barn/opret/", creating(cast)), (bo, LARS | {"cpr": cast.hassan.cpr}),
        (f"/barn/{cast.asta.pk}/voksen/", MONA), ("/barn/ventet/", mother | {"group": str(cast.spurvene.pk)}),
    ):  # fmt: skip
        answer = send(client, address, **fields)
        assert (TOO_OFTEN in text(answer)) is not allowed
        if allowed:
            break
        assert f'value="{fields.get("family_name") or fields["name"]}"' in text(answer)
    assert Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).count() == (2 if allowed else 1)


def test_without_a_number_a_child_can_still_be_created(cast: Cast, as_, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"number_missed": "1/10m/user"}
    client = as_("lars")
    send(client, "/barn/opret/", **creating(cast))
    assert send(client, "/barn/opret/", **creating(cast) | {"cpr": "", "birth_date": "2022-03-03"}).status_code == 303


def test_a_number_nobody_has_is_no_miss_where_a_child_is_created(cast: Cast, as_, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"number_missed": "1/10m/user"}
    for cpr in ("6404224950", "6504224950"):
        fields = creating(cast) | {"cpr": cpr, "given_names": f"Nora{cpr}"}
        assert send(as_("lars"), "/barn/opret/", **fields).status_code == 303


def test_nor_is_a_broken_glass(cast: Cast, as_, settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"number_missed": "1/10m/user"}
    client = as_("fatma")
    assert send(client, "/noedadgang/", cpr="", reason=WHY).status_code == 404
    assert send(client, "/noedadgang/", cpr="6404229999", reason=WHY).status_code == 404
    again = send(client, "/noedadgang/", cpr=cast.asta.cpr, reason=WHY)
    assert (again.status_code, TOO_OFTEN in text(again)) == (409, True)
