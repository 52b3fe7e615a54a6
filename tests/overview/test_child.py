"""The child's page: its header, what stands around the child, covered addresses, and who may see it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people import api as people
from samspor.people.models import Child
from tests import factories as make
from tests.cast import NOW, TODAY, Cast
from tests.people.pages import HTMX, send, shape, text

SECRET = "Skjulvej 12"  # an address


def last(verb: Verb) -> Entry:
    return Entry.objects.filter(verb=verb).latest("pk")


def test_the_page_shows_the_child_and_is_remembered(cast: Cast, as_) -> None:
    page = text(as_("pia").get(cast.bo.href))
    for words in ("Bo Øster", "4 år og 11 mdr.", "Børnehuset Solsikken, Blåmejserne", "Lars Brandt, leder",
                  "1. december 2021", "611221-••••", "Lone Øster", "Egon Øster", "Barnets vej"):  # fmt: skip
        assert words in page, words
    assert "6112214002" not in page
    assert page.count("<h1") == 1
    entry = last(Verb.CHILD_SEEN)
    assert (entry.actor_name, entry.purpose) == ("Pia Holm", "barnet er i min enhed")
    assert set(entry.child_ids) == {cast.bo.pk, cast.egon.pk}


def test_a_professional_sees_why(cast: Cast, as_) -> None:
    as_("sara").get(cast.asta.href)
    assert last(Verb.CHILD_SEEN).purpose == "tilknytning til barnet"


@pytest.mark.parametrize("who", ["else_", "vera", "tine", "sara", "fatma", "dorte", "ali", "mette", "bent", "jens"])
def test_others_get_the_same_nothing(cast: Cast, as_, who: str) -> None:
    """Not yours, and not there: the same page, and the attempt is remembered."""
    client = as_(who)
    there, gone = client.get(cast.bo.href), client.get(f"/barn/{uuid4()}/")
    assert (there.status_code, gone.status_code) == (404, 404)
    assert "Øster" not in text(there)
    assert shape(there) == shape(gone)
    assert Entry.objects.filter(verb=Verb.ACCESS_DENIED, words=cast.bo.href).exists()
    assert not Entry.objects.filter(verb=Verb.CHILD_SEEN).exists()
    assert client.get(cast.bo.href, **HTMX).status_code == 404


def test_only_editors_are_offered_to_change(cast: Cast, as_) -> None:
    assert f"/barn/{cast.bo.pk}/ret/" not in text(as_("pia").get(cast.bo.href))
    page = text(as_("lars").get(cast.bo.href))
    assert f"/barn/{cast.bo.pk}/ret/" in page
    assert f"/barn/{cast.bo.pk}/saml/" in page
    assert f"/barn/{cast.bo.pk}/saml/" not in text(as_("anna").get(cast.bo.href))


def test_an_enrolment_elsewhere_is_shown_and_not_offered(cast: Cast, as_) -> None:
    other = make.enrolment(cast.bo, cast.klasse_3b)
    over = make.enrolment(cast.bo, cast.spurvene, TODAY - timedelta(days=99), TODAY + timedelta(days=9), is_main=False)
    page = text(as_("lars").get(cast.bo.href))
    assert "Sydskolen" in page
    assert f"/barn/indmeldelse/{other.pk}/" not in page
    assert f"/barn/indmeldelse/{over.pk}/fjern/" in page
    assert f'/barn/indmeldelse/{over.pk}/"' not in page


def test_a_child_about_whom_little_is_known(cast: Cast, as_) -> None:
    bare = make.child(cast.spurvene, "Nora Holm", birth_date=None, due_date=TODAY, mother=cast.mor, address=None)
    Child.objects.filter(pk=bare.pk).update(replacement_number="010126-TX1")
    page = text(as_("lars").get(bare.href))
    for words in (
        "Ventes 23. november 2026",
        "010126-TX1",
        "Ikke oplyst",
        "hvem barnets voksne er",
        "Ingen andre end dem",
    ):
        assert words in page
    assert "Tilføj en voksen" in text(as_("lars").get(bare.href))


def test_a_child_that_is_to_leave(cast: Cast, as_) -> None:
    leaving = make.child(cast.spurvene, "Tora Holm", left_on=TODAY + timedelta(days=9), left_reason="moved_away")
    assert "1. december 2026: Flyttet fra kommunen" in text(as_("pia").get(leaving.href))


def test_a_child_that_is_in_no_group_any_more(cast: Cast, as_) -> None:
    alone = make.child(None, "Sven Holm")
    make.affiliation(alone, cast.sara)
    page = text(as_("sara").get(alone.href))
    assert "Ikke indmeldt" in page
    assert "går ikke i en gruppe i dag" in page
    assert '<svg class="overview-path"' not in page


def test_a_merged_page_leads_to_the_kept_one(cast: Cast, as_) -> None:
    other = make.child(cast.spurvene, "Carla Bülow")
    people.merge_children(by=cast.actor("lars"), kept=cast.carla, other=other, at=NOW)
    assert as_("pia").get(other.href)["Location"] == cast.carla.href
    assert as_("else_").get(other.href).status_code == 404
    assert "Del siderne igen" in text(as_("lars").get(cast.carla.href))
    assert "Del siderne igen" not in text(as_("pia").get(cast.carla.href))


def test_siblings_out_of_reach_are_not_there(cast: Cast, as_) -> None:
    away = make.child(cast.alfer, "Uffe Øster")
    make.tie(away, cast.mor)
    assert "Uffe" not in text(as_("pia").get(cast.bo.href))
    assert away.pk not in last(Verb.CHILD_SEEN).child_ids


# Addresses


def hidden(cast: Cast) -> Child:
    return make.child(cast.blaamejserne, "Ib Dal", address=SECRET, protected_until=TODAY)


def test_an_ordinary_address_is_there(cast: Cast, as_) -> None:
    assert "Åvej 1, 9999 Fjordby" in text(as_("pia").get(cast.bo.href))


@pytest.mark.parametrize("who", ["pia", "lars", "anna"])
def test_a_protected_address_is_never_on_the_page(cast: Cast, as_, who: str) -> None:
    page = text(as_(who).get(hidden(cast).href))
    assert SECRET not in page
    assert "Navnet og adressen er beskyttet" in page
    assert ("Vis beskyttet adresse" in page) is (who != "pia")


def test_protection_that_ended_covers_nothing(cast: Cast, as_) -> None:
    over = make.child(cast.blaamejserne, "Ib Dal", address=SECRET, protected_until=TODAY - timedelta(days=1))
    page = text(as_("pia").get(over.href))
    assert SECRET in page
    assert "Navnet og adressen er beskyttet" not in page


def test_one_click_shows_one_address_and_is_remembered(cast: Cast, as_) -> None:
    child = hidden(cast)
    adult = make.guardian(child, "Mor Dal", address="Moderens 3")
    page = text(send(as_("lars"), f"{child.href}adresse/", of=str(child.pk)))
    assert SECRET in page
    assert "Moderens 3" not in page
    entry = last(Verb.ADDRESS_REVEALED)
    assert (entry.child_ids, entry.about_id, entry.purpose) == ([child.pk], str(child.pk), "barnet er i min enhed")
    theirs = text(send(as_("lars"), f"{child.href}adresse/", of=str(adult.pk)))
    assert "Moderens 3" in theirs
    assert SECRET not in theirs
    assert last(Verb.ADDRESS_REVEALED).about_id == str(adult.pk)
    assert SECRET not in text(as_("lars").get(child.href))


def test_htmx_gets_the_address_alone(cast: Cast, as_) -> None:
    child = hidden(cast)
    answer = as_("lars").post(f"{child.href}adresse/", {"of": str(child.pk)}, **HTMX)
    assert SECRET in text(answer)
    assert "<html" not in text(answer)


def test_who_lives_with_a_protected_adult_is_covered_too(cast: Cast, as_) -> None:
    child = make.child(cast.blaamejserne, "Ib Dal", address=SECRET)
    make.guardian(child, "Mor Dal", address=SECRET, protected_until=TODAY)
    make.guardian(child, "Far Dal", address="Åben vej 1", home=False)
    page = text(as_("lars").get(child.href))
    assert SECRET not in page
    assert "Åben vej 1" in page


def test_a_protected_adult_elsewhere_covers_only_themselves(cast: Cast, as_) -> None:
    child = make.child(cast.blaamejserne, "Ib Dal", address="Åben vej 1")
    make.guardian(child, "Far Dal", address=SECRET, home=False, protected_until=TODAY)
    page = text(as_("pia").get(child.href))
    assert "Åben vej 1" in page
    assert SECRET not in page
    assert "beskyttet" in page


@pytest.mark.parametrize("who", ["pia", "else_", "vera", "fatma", "ali"])
def test_others_reveal_nothing(cast: Cast, as_, who: str) -> None:
    child = hidden(cast)
    assert send(as_(who), f"{child.href}adresse/", of=str(child.pk)).status_code == 404
    assert not Entry.objects.filter(verb=Verb.ADDRESS_REVEALED).exists()


@pytest.mark.parametrize("of", ["", "x", "5d0f2c1e-8a55-4a52-9d3a-2b1f0c9e7a11", "\0"])
def test_a_tampered_key_reveals_nothing(cast: Cast, as_, of: str) -> None:
    assert send(as_("lars"), f"{hidden(cast).href}adresse/", of=of).status_code == 404


def test_a_tampered_key_of_another_child_reveals_nothing(cast: Cast, as_) -> None:
    assert send(as_("lars"), f"{cast.bo.href}adresse/", of=str(cast.dilan.pk)).status_code == 404


def test_broken_glass_shows_no_address(cast: Cast, as_) -> None:
    child = hidden(cast)
    make.emergency(child, cast.fatma)
    page = text(as_("fatma").get(child.href))
    assert "Nødadgang" in page
    assert "Vis beskyttet adresse" not in page
    assert SECRET not in page
    assert send(as_("fatma"), f"{child.href}adresse/", of=str(child.pk)).status_code == 404


# The number of questions


def test_more_around_the_child_asks_no_more_of_the_database(cast: Cast, as_, django_assert_max_num_queries) -> None:
    client = as_("lars")
    client.get(cast.bo.href)
    with django_assert_max_num_queries(60) as few:
        client.get(cast.bo.href)
    for number in range(12):
        sibling = make.child(cast.blaamejserne, f"Nr{number} Øster")
        make.tie(sibling, cast.mor)
        make.guardian(cast.bo, f"Voksen {number}")
        make.enrolment(cast.bo, cast.spurvene, TODAY - timedelta(days=9), TODAY + timedelta(days=9), is_main=False)
        make.affiliation(cast.bo, cast.peter)
    with django_assert_max_num_queries(len(few)):
        client.get(cast.bo.href)


def test_the_title_says_the_products_name_once(cast: Cast, as_) -> None:
    page = as_("lars").get(cast.asta.href).content.decode()
    title = page[page.index("<title>") : page.index("</title>")]
    assert (title.count("Samspor"), title.count("Asta Lindqvist-Møller")) == (1, 1)
    assert ">Handlinger</th>" in page
