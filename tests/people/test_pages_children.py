"""The pages on which a child is registered, corrected, moved, merged and leaves."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from samspor.audit.models import Entry
from samspor.audit.verbs import Kind, Verb
from samspor.people.models import Child, ChildGroup, Enrolment, Guardian, Guardianship, Merge
from tests import factories as make
from tests.cast import TODAY, Cast
from tests.people.pages import HTMX, errors, follow, send, text

NEW = "/barn/opret/"
ELSEWHERE = "Barnet kan ikke oprettes herfra. Ring til forvaltningen, så hjælper de jer videre."
TOMORROW = TODAY + timedelta(days=1)
YESTERDAY = TODAY - timedelta(days=1)


def nora(cast: Cast, **more: object) -> dict[str, object]:
    return {
        "given_names": "Nora", "family_name": "Holm", "birth_date": "2023-03-03", "group": str(cast.spurvene.pk),
        "starts_on": str(TODAY),
    } | more  # fmt: skip


def last(verb: Verb) -> Entry:
    return Entry.objects.filter(verb=verb).latest("pk")


# Registering


def test_a_child_nobody_resembles_is_created_at_once(cast: Cast, as_) -> None:
    client = as_("lars")
    page = follow(client, send(client, NEW, **nora(cast)))
    assert "Barnet er oprettet." in page
    assert "<h1" in page
    assert "Nora Holm" in page
    assert Child.objects.get(given_names="Nora").enrolments.get().group == cast.spurvene


def test_children_it_might_be_are_shown_first_with_what_was_typed(cast: Cast, as_) -> None:
    client = as_("lars")
    typed = nora(cast, given_names="Bo", family_name="Øster")
    asked = send(client, NEW, **typed)
    assert asked.status_code == 200
    assert "Er det et af de børn, vi kender?" in text(asked)
    assert 'target="_blank"' in text(asked)
    assert 'value="Øster"' in text(asked)
    assert "Opret alligevel" in text(asked)
    assert last(Verb.CHILDREN_SEARCHED).child_ids == [cast.bo.pk]
    assert Child.objects.filter(given_names="Bo").count() == 1
    assert send(client, NEW, **typed, anyway=str(cast.bo.pk)).status_code == 303
    assert Child.objects.filter(given_names="Bo").count() == 2


def test_an_answer_to_other_children_is_no_answer(cast: Cast, as_) -> None:
    """The names were changed after the question: it is asked again."""
    asked = send(as_("lars"), NEW, **nora(cast, given_names="Bo", family_name="Øster"), anyway=str(cast.asta.pk))
    assert asked.status_code == 200
    assert Child.objects.filter(given_names="Bo").count() == 1


def test_a_child_elsewhere_is_not_suggested(cast: Cast, as_) -> None:
    assert send(as_("lars"), NEW, **nora(cast, given_names="Frida", family_name="Aagaard")).status_code == 303


def test_a_number_that_is_here_already_is_shown_or_refused(cast: Cast, as_) -> None:
    client = as_("lars")
    born = {"birth_date": "2022-03-14"}
    asked = send(client, NEW, **nora(cast, cpr="740322-4001", **born))
    assert "Asta Lindqvist-Møller" in text(asked)
    entry = last(Verb.CPR_LOOKED_UP)
    assert (entry.words, entry.child_ids) == ("Nora Holm 740322-••••", [cast.asta.pk])
    elsewhere = send(client, NEW, **nora(cast, cpr="650522-4006", birth_date=""))
    assert ELSEWHERE in errors(elsewhere)[0]
    assert last(Verb.CPR_LOOKED_UP).words == "Nora Holm 650522-••••"


def test_a_number_elsewhere_says_the_same_of_the_protected(cast: Cast, as_) -> None:
    """Hassan is protected, Frida is not; neither is Lars', and both answers are one sentence."""
    Child.objects.filter(pk=cast.hassan.pk).update(replacement_number="H1")
    Child.objects.filter(pk=cast.frida.pk).update(replacement_number="F1")
    make.remembered()
    client, bo = as_("lars"), {"given_names": "Bo", "family_name": "Øster", "birth_date": "2021-12-01"}
    for number in ("7709174008", "6505224006"):
        assert ELSEWHERE in errors(send(client, NEW, **nora(cast, cpr=number, birth_date="")))[0]
    for number in ("H1", "F1"):
        assert ELSEWHERE in errors(send(client, NEW, **nora(cast, replacement_number=number)))[0]
        Child.objects.filter(pk=cast.bo.pk).update(replacement_number="B1")
        make.remembered()
        ret = send(client, f"/barn/{cast.bo.pk}/ret/", **bo, replacement_number=number)
        assert ELSEWHERE in errors(ret)[0]
    own = {"birth_date": None, "replacement_number": "B1"}
    ret = send(client, f"/barn/{cast.bo.pk}/ret/", **bo | own, cpr="7709174008")
    assert ELSEWHERE in errors(ret)[0]
    here = send(client, NEW, **nora(cast, replacement_number="B1"))
    assert "Der findes allerede et barn med det nummer" in errors(here)[0]


def test_the_birth_date_follows_from_the_number(cast: Cast, as_) -> None:
    send(as_("lars"), NEW, **nora(cast, cpr="6404224950", birth_date=""))
    assert str(Child.objects.get(given_names="Nora").birth_date) == "2022-04-04"


def test_a_child_that_begins_later_is_not_seen_before(cast: Cast, as_) -> None:
    sent = send(as_("lars"), NEW, **nora(cast, starts_on=str(TOMORROW)))
    assert sent["Location"] == cast.spurvene.href


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"given_names": ""}, "Fornavne: Udfyld feltet."),
        ({"given_names": "   "}, "Fornavne: Udfyld feltet."),
        ({"given_names": "A\0b"}, "et tegn, som vi ikke kan gemme"),
        ({"given_names": "x" * 151}, "for lang"),
        ({"birth_date": ""}, "Fødselsdato: Skriv barnets fødselsdato."),
        ({"birth_date": "3000-01-01"}, "ligger i fremtiden"),
        ({"birth_date": "i går"}, "for eksempel 21.11.2026"),
        ({"cpr": "1234"}, "CPR-nummer: Et CPR-nummer er seks cifre"),
        ({"cpr": "6404224950", "birth_date": "2020-01-01"}, "passer ikke med CPR-nummeret"),
        ({"group": str(uuid4())}, "Vælg blandt de muligheder"),
        ({"group": "' OR 1=1"}, "Vælg blandt de muligheder"),
        ({"starts_on": ""}, "Skriv en dato."),
        ({"form_key": "tampered"}, "forældet"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(cast: Cast, as_, wrong, said: str) -> None:
    answer = send(as_("lars"), NEW, **nora(cast, family_name="Holm-Ægir", **wrong))
    assert said in " ".join(errors(answer))
    assert 'value="Holm-Ægir"' in text(answer)
    assert not Child.objects.filter(family_name="Holm-Ægir").exists()


@pytest.mark.parametrize("name", ["Åse 🙂", "محمد", "‮Nora‬", "<script>alert(1)</script>", "Łukasz", "ﷺ" * 150])
def test_names_of_the_world_are_kept_and_drawn_safely(cast: Cast, as_, name: str) -> None:
    client = as_("lars")
    page = follow(client, send(client, NEW, **nora(cast, given_names=name)))
    assert Child.objects.filter(given_names=name).exists()
    assert "<script>alert" not in page


def test_the_same_form_twice_makes_one_child(cast: Cast, as_) -> None:
    client, key = as_("lars"), str(uuid4())
    first = send(client, NEW, **nora(cast), form_key=key)
    other = client.post(NEW, nora(cast) | {"form_key": key, "anyway": first["Location"].split("/")[2]})
    assert (other.status_code, "Du har sendt denne side én gang før" in text(other)) == (422, True)
    assert Child.objects.filter(given_names="Nora").count() == 1


def test_a_refused_form_may_be_mended_and_sent_again(cast: Cast, as_) -> None:
    """The refusal must not have used up the form's key."""
    client, key = as_("lars"), str(uuid4())
    assert send(client, NEW, **nora(cast, birth_date="3000-01-01"), form_key=key).status_code == 422
    assert send(client, NEW, **nora(cast), form_key=key).status_code == 303
    assert Child.objects.filter(given_names="Nora").exists()


def test_the_group_one_came_from_is_chosen(cast: Cast, as_) -> None:
    page = text(as_("lars").get(NEW, {"gruppe": str(cast.spurvene.pk)}))
    assert f'<option value="{cast.spurvene.pk}" selected>' in page


# Correcting


def test_correcting_shows_what_is_known(cast: Cast, as_) -> None:
    client = as_("lars")
    address = f"/barn/{cast.bo.pk}/ret/"
    page = text(client.get(address))
    assert 'value="Øster"' in page
    assert "611221-••••" in page
    assert "6112214002" not in page
    assert "Åvej 1" in page
    assert last(Verb.CHILD_SEEN).purpose == "rette oplysninger"
    sent = send(client, address, given_names="Bo  Ib", family_name="Øster", birth_date="2021-12-01", address="")
    assert "Oplysningerne er rettet." in follow(client, sent)
    found = Child.objects.get(pk=cast.bo.pk)
    assert (found.given_names, found.cpr, found.address) == ("Bo Ib", "6112214002", "Åvej 1, 9999 Fjordby")


def test_a_protected_address_is_not_in_the_form_and_not_lost(cast: Cast, as_) -> None:
    client = as_("lars")
    address = f"/barn/{cast.dilan.pk}/ret/"
    page = text(client.get(address))
    assert "Åvej" not in page
    assert "Adressen er beskyttet" in page
    assert 'name="address"' not in page
    fields = {
        "given_names": "Dilan",
        "family_name": "Yıldırım",
        "birth_date": "2022-01-09",
        "protected_until": "2027-06-01",
    }
    send(client, address, **fields)
    assert Child.objects.get(pk=cast.dilan.pk).address == "Åvej 1, 9999 Fjordby"
    send(client, address, **fields, address="Ny vej 1")
    assert Child.objects.get(pk=cast.dilan.pk).address == "Åvej 1, 9999 Fjordby"


def test_a_new_address_may_be_written_in_place_of_a_covered_one(cast: Cast, as_) -> None:
    client = as_("lars")
    address = f"/barn/{cast.dilan.pk}/ret/?ny-adresse=1"
    page = text(client.get(address))
    assert "Ny adresse" in page
    assert "Åvej" not in page
    fields = {
        "given_names": "Dilan",
        "family_name": "Yıldırım",
        "birth_date": "2022-01-09",
        "protected_until": "2027-06-01",
    }
    assert send(client, address, **fields, address="").status_code == 303
    assert Child.objects.get(pk=cast.dilan.pk).address == "Åvej 1, 9999 Fjordby"
    send(client, address, **fields, address="Ny vej 2")
    assert Child.objects.get(pk=cast.dilan.pk).address == "Ny vej 2"


def test_a_protected_adult_at_home_covers_the_childs_address_in_the_form(cast: Cast, as_) -> None:
    client, address = as_("lars"), f"/barn/{cast.bo.pk}/ret/"
    mona = make.guardian(cast.bo, "Mona Lind", protected_until=TODAY, home=False)
    assert "Åvej 1" in text(client.get(address))
    Guardianship.objects.filter(guardian=mona).update(lives_with=True)
    make.remembered()
    assert "Åvej 1" not in text(client.get(address))


def test_a_protected_child_covers_the_address_of_its_home(cast: Cast, as_) -> None:
    client = as_("lars")
    home = make.guardian(cast.dilan, "Mona Lind", address="Åvej 1")
    away = make.guardian(cast.dilan, "Per Lind", address="Åben vej 3", home=False)
    at_home, elsewhere = (f"/barn/voksen/{Guardianship.objects.get(guardian=one).pk}/" for one in (home, away))
    assert "Åvej 1" not in text(client.get(at_home))
    assert 'name="address"' not in text(client.get(at_home))
    assert "Åben vej 3" in text(client.get(elsewhere))
    send(client, at_home, name="Mona Lind", relation="mother", lives_with="on", address="Ny vej 2")
    assert Guardian.objects.get(pk=home.pk).address == "Åvej 1"
    send(client, at_home + "?ny-adresse=1", name="Mona Lind", relation="mother", lives_with="on", address="Ny vej 2")
    assert Guardian.objects.get(pk=home.pk).address == "Ny vej 2"


def test_a_refused_correction_shows_the_form_again(cast: Cast, as_) -> None:
    answer = send(
        as_("lars"), f"/barn/{cast.bo.pk}/ret/", given_names="Bo", family_name="Øster", birth_date="2022-03-14",
        cpr="7403224001",
    )  # fmt: skip
    assert "allerede et barn med det nummer" in errors(answer)[0]
    assert "Bo Øster" in text(answer)


# Leaving


def test_leaving_ends_everything_and_goes_to_the_groups(cast: Cast, as_) -> None:
    client = as_("lars")
    assert "Alle indmeldelser slutter" in text(client.get(f"/barn/{cast.bo.pk}/udmeld/"))
    page = follow(client, send(client, f"/barn/{cast.bo.pk}/udmeld/", on=str(YESTERDAY), reason="moved_away"))
    assert "Bo Øster er meldt ud" in page
    assert client.get(cast.bo.href).status_code == 404


def test_leaving_asks_for_the_last_day_in_the_municipality(cast: Cast, as_) -> None:
    client, address = as_("lars"), f"/barn/{cast.bo.pk}/udmeld/"
    assert "Sidste dag i kommunen" in text(client.get(address))
    assert "for langt ude" in errors(send(client, address, on="9999-12-31", reason="moved_away"))[0]
    assert send(client, address, on=str(TODAY), reason="moved_away").status_code == 303
    assert Child.objects.get(pk=cast.bo.pk).left_on == TOMORROW
    assert cast.bo.enrolments.get().period.upper == TOMORROW
    assert "Sidste dag i kommunen" in text(client.get(cast.bo.href))  # it is the child's own page until then
    assert "23. november 2026: Flyttet fra kommunen" in text(client.get(cast.bo.href))


# Groups


def test_moving_to_another_group(cast: Cast, as_) -> None:
    client = as_("lars")
    address = f"/barn/{cast.bo.pk}/flyt/"
    assert "Børnehuset Solsikken, Spurvene" in text(client.get(address))
    page = follow(client, send(client, address, group=str(cast.spurvene.pk), starts_on=str(TODAY)))
    assert "Bo Øster er indmeldt" in page
    again = send(client, address, group=str(cast.blaamejserne.pk), starts_on=str(TODAY))
    assert "begyndte i en anden gruppe samme dag" in errors(again)[0]


def test_nobody_begins_in_the_year_9999(cast: Cast, as_) -> None:
    far = send(as_("lars"), f"/barn/{cast.bo.pk}/flyt/", group=str(cast.spurvene.pk), starts_on="9999-12-31")
    assert "mere end to år frem" in errors(far)[0]
    assert cast.bo.enrolments.count() == 1


def test_a_health_visitor_corrects_a_child_and_takes_it_out_of_no_kindergarten(cast: Cast, as_) -> None:
    """Neither by the links nor by the addresses behind them, and into no group there."""
    anna, enrolment = as_("anna"), cast.bo.enrolments.get()
    own = ChildGroup.objects.create(unit=cast.sundhedsplejen, name="Spædbørn", setting="daycare", opened_on=TODAY)
    page = text(anna.get(cast.bo.href))
    assert "Ret oplysninger" in page
    assert "Indmeld eller flyt" not in page
    assert ("Meld ud af kommunen" in page, "Fjern indmeldelsen" in page, ">Afslut<" in page) == (False, False, False)
    assert send(anna, f"/barn/indmeldelse/{enrolment.pk}/", ends_on=str(TODAY)).status_code == 404
    assert send(anna, f"/barn/indmeldelse/{enrolment.pk}/fjern/").status_code == 404
    assert send(anna, f"/barn/{cast.bo.pk}/udmeld/", on=str(TODAY), reason="moved_away").status_code == 404
    assert send(anna, f"/barn/{cast.bo.pk}/flyt/", group=str(own.pk), starts_on=str(TODAY)).status_code == 404
    assert Enrolment.objects.get(pk=enrolment.pk).period == enrolment.period
    hers = make.child(own, "Nora Holm")
    assert f"/barn/{hers.pk}/flyt/" in text(anna.get(hers.href))


def test_ending_goes_to_the_group(cast: Cast, as_) -> None:
    client, enrolment = as_("lars"), cast.bo.enrolments.get()
    address = f"/barn/indmeldelse/{enrolment.pk}/"
    assert "Afslut indmeldelsen i Blåmejserne" in text(client.get(address))
    assert "Sidste dag i gruppen" in text(client.get(address))
    said = follow(client, send(client, address, ends_on=str(TODAY)))
    assert "Indmeldelsen af Bo Øster i Blåmejserne er afsluttet. Sidste dag er 23. november 2026." in said
    assert cast.bo.enrolments.get().period.upper == TOMORROW
    assert "Skriv" in errors(send(client, address, ends_on=""))[0]
    assert "for langt ude" in errors(send(client, address, ends_on="9999-12-31"))[0]
    assert "kan ikke ligge før" in errors(send(client, address, ends_on="2021-11-30"))[0]


def test_the_only_enrolment_is_not_removed(cast: Cast, as_) -> None:
    page = as_("lars").post(f"/barn/indmeldelse/{cast.bo.enrolments.get().pk}/fjern/", {"form_key": str(uuid4())})
    assert "barnets eneste indmeldelse" in text(page)
    assert cast.bo.enrolments.exists()


@pytest.mark.parametrize(("starts_on", "lands"), [(TODAY, "child"), (TOMORROW, "group")])
def test_a_known_child_without_a_place_is_enrolled_and_not_created(
    cast: Cast, as_, starts_on: date, lands: str
) -> None:
    client, count = as_("lars"), Child.objects.count()
    cast.bo.enrolments.update(period=(date(2022, 8, 1), TODAY))
    make.remembered()
    fields = {
        "given_names": "Bo", "family_name": "Øster", "cpr": cast.bo.cpr, "group": str(cast.spurvene.pk),
        "starts_on": str(starts_on),
    }  # fmt: skip
    offered = send(client, NEW, **fields)
    assert "Vi kender barnet" in text(offered)
    assert 'value="Øster"' in text(offered)
    sent = send(client, NEW, known="ja", **fields)
    assert sent["Location"] == (cast.bo.href if lands == "child" else cast.spurvene.href)
    assert "Vi kendte det i forvejen" in follow(client, sent)
    assert (cast.bo.enrolments.count(), Child.objects.count()) == (2, count)


def test_a_protected_child_without_a_place_is_not_confirmed(cast: Cast, as_) -> None:
    """Its number, typed by a leader who has never had it, says nothing."""
    cast.hassan.enrolments.update(period=(date(2022, 8, 1), TODAY))
    make.remembered()
    fields = {"given_names": "Hassan", "family_name": "Abdi", "cpr": cast.hassan.cpr, "group": str(cast.spurvene.pk)}
    page = text(send(as_("lars"), NEW, **fields, starts_on=str(TODAY)))
    assert "Vi kender barnet" not in page
    assert "Ring til forvaltningen" in page


def test_the_page_with_a_number_is_the_one_that_is_kept(cast: Cast, as_) -> None:
    other = make.child(cast.blaamejserne, "Bo Øster", birth_date=cast.bo.birth_date)
    make.remembered()
    page = text(as_("lars").get(f"/barn/{other.pk}/saml/"))
    assert f"/barn/{cast.bo.pk}/saml/{other.pk}/" in page
    page = text(as_("lars").get(f"/barn/{cast.bo.pk}/saml/"))
    assert f"/barn/{cast.bo.pk}/saml/{other.pk}/" in page


def test_a_protected_address_is_not_compared_in_words(cast: Cast, as_) -> None:
    other = make.child(cast.spurvene, "Carla Bülow", address="Skjulvej 3", cpr=None)
    address = f"/barn/{cast.carla.pk}/saml/{other.pk}/"
    assert "Skjulvej 3" in text(as_("lars").get(address))
    make.guardian(cast.carla, "Mona Lind", protected_until=TODAY)
    page = text(as_("lars").get(address))
    assert "Beskyttet" in page
    assert "Skjulvej" not in page


def test_removing_an_enrolment_made_by_mistake(cast: Cast, as_) -> None:
    client, enrolment = as_("lars"), make.enrolment(cast.bo, cast.spurvene, is_main=False)
    page = follow(client, send(client, f"/barn/indmeldelse/{enrolment.pk}/fjern/"))
    assert "er fjernet" in page
    assert not Enrolment.objects.filter(pk=enrolment.pk).exists()


# Adults and professionals


def test_adding_and_correcting_an_adult(cast: Cast, as_) -> None:
    client = as_("lars")
    address = f"/barn/{cast.asta.pk}/voksen/"
    assert "Tilføj en voksen" in text(client.get(address))
    fields = {
        "name": "Mona  Lind",
        "relation": "mother",
        "has_custody": "on",
        "cpr": "610180-4001",
        "address": "Åvej 1",
    }
    page = follow(client, send(client, address, **fields))
    assert "Mona Lind" in page
    tie = Guardianship.objects.get(child=cast.asta)
    change = f"/barn/voksen/{tie.pk}/"
    form = text(client.get(change))
    assert 'value="Mona Lind"' in form
    assert "CPR-nummer" not in form
    sent = send(client, change, name="Mona Lund", relation="co_parent", phone="1234", protected_until=str(TODAY))
    assert "Oplysningerne er rettet." in follow(client, sent)
    found = Guardian.objects.get(pk=tie.guardian_id)
    assert (found.name, found.phone, found.address, found.cpr) == ("Mona Lund", "1234", "Åvej 1", "6101804001")


def test_an_adults_protected_address_is_not_in_the_form_and_not_lost(cast: Cast, as_) -> None:
    client = as_("lars")
    adult = make.guardian(cast.asta, "Mona Lind", protected_until=TODAY, address="Skjulvej 3")
    address = f"/barn/voksen/{Guardianship.objects.get(guardian=adult).pk}/"
    assert "Skjulvej" not in text(client.get(address))
    send(client, address, name="Mona Lind", relation="mother", protected_until=str(TODAY))
    assert Guardian.objects.get(pk=adult.pk).address == "Skjulvej 3"


@pytest.mark.parametrize(("field", "value"), [("relation", "aunt"), ("email", "mona"), ("cpr", "1")])
def test_an_adult_that_is_wrong(cast: Cast, as_, field: str, value: str) -> None:
    fields = {"name": "Mona", "relation": "mother"} | {field: value}
    assert errors(send(as_("lars"), f"/barn/{cast.asta.pk}/voksen/", **fields))


def test_tying_a_professional_and_ending_it(cast: Cast, as_) -> None:
    client = as_("lars")
    address = f"/barn/{cast.bo.pk}/tilknyt/"
    assert "Fatma Yildiz" in text(client.get(address))
    fields = {"staff": str(cast.fatma.pk), "reason": "Sag om støtte", "starts_on": str(TODAY)}
    assert "Fatma Yildiz" in follow(client, send(client, address, **fields))
    tie = cast.bo.affiliations.get()
    end = f"/barn/tilknytning/{tie.pk}/"
    assert "Afslut tilknytningen for Fatma Yildiz" in text(client.get(end))
    assert errors(send(client, end, ends_on=str(YESTERDAY)))
    assert "ikke længere tilknytning" in follow(client, send(client, end, ends_on=str(TODAY)))


def test_only_professionals_can_be_tied(cast: Cast, as_) -> None:
    fields = {"staff": str(cast.else_.pk), "reason": "Nysgerrig", "starts_on": str(TODAY)}
    assert errors(send(as_("lars"), f"/barn/{cast.bo.pk}/tilknyt/", **fields))


# Merging


def test_merging_from_likeness_to_undo(cast: Cast, as_) -> None:
    client = as_("lars")
    other = make.child(cast.spurvene, "Carla Sofie von Bülow", birth_date=None or cast.carla.birth_date)
    choose = text(client.get(f"/barn/{cast.carla.pk}/saml/"))
    address = f"/barn/{cast.carla.pk}/saml/{other.pk}/"
    assert address in choose
    compare = text(client.get(address))
    assert "Er det samme barn?" in compare
    assert "Forskellig" in compare
    assert f"/barn/{other.pk}/saml/{cast.carla.pk}/" in compare
    page = follow(client, send(client, address))
    assert "De to sider er samlet" in page
    merge = Merge.objects.get()
    assert f"/barn/samling/{merge.pk}/del/" in page
    assert client.get(other.href)["Location"] == cast.carla.href
    assert "De to sider er delt igen" in follow(client, send(client, f"/barn/samling/{merge.pk}/del/"))


def test_the_other_page_can_be_searched_for(cast: Cast, as_) -> None:
    client = as_("lars")
    found = text(client.get(f"/barn/{cast.carla.pk}/saml/", {"q": "asta"}))
    assert "Asta Lindqvist-Møller" in found
    none = text(client.get(f"/barn/{cast.carla.pk}/saml/", {"q": "frida"}))
    assert "Vi fandt ingen" in none
    entry = last(Verb.CHILDREN_LISTED)
    assert (entry.child_ids, entry.kind, entry.words) == ([cast.carla.pk], Kind.SEARCH, "frida")


def test_a_number_does_not_stay_in_the_address(cast: Cast, as_) -> None:
    address = f"/barn/{cast.carla.pk}/saml/"
    assert as_("lars").get(address, {"q": "7403224001"})["Location"] == address


def test_a_merge_that_may_not_happen_says_why(cast: Cast, as_) -> None:
    answer = send(as_("lars"), f"/barn/{cast.asta.pk}/saml/{cast.bo.pk}/")
    assert "Så er det to børn" in errors(answer)[0]


def test_an_unborn_child_can_be_compared(cast: Cast, as_) -> None:
    unborn = make.child(cast.spurvene, "Ventet Øster", birth_date=None, due_date=TOMORROW, mother=cast.mor)
    assert "Ikke født" in text(as_("lars").get(f"/barn/{cast.carla.pk}/saml/{unborn.pk}/"))


# Strangers


def addresses(cast: Cast) -> list[str]:
    enrolment, other = cast.bo.enrolments.get(), cast.asta
    tie, affiliation = Guardianship.objects.get(child=cast.bo), make.affiliation(cast.bo, cast.peter)
    child = f"/barn/{cast.bo.pk}"
    return [
        f"{child}/ret/", f"{child}/udmeld/", f"{child}/voksen/", f"{child}/tilknyt/", f"{child}/flyt/",
        f"{child}/saml/",
        f"{child}/saml/{other.pk}/", f"/barn/voksen/{tie.pk}/", f"/barn/tilknytning/{affiliation.pk}/",
        f"/barn/indmeldelse/{enrolment.pk}/", NEW,
    ]  # fmt: skip


@pytest.mark.parametrize("who", ["else_", "pia", "sara", "vera", "ali", "dorte"])
def test_others_find_no_page_to_change_a_child(cast: Cast, as_, who: str) -> None:
    client = as_(who)
    for address in addresses(cast):
        if (who, address) == ("vera", NEW):
            continue
        assert client.get(address).status_code == 404, address
        assert send(client, address).status_code in {404, 405}, address
        assert client.get(address, **HTMX).status_code == 404, address


@pytest.mark.parametrize("who", ["else_", "pia", "vera"])
def test_others_press_no_buttons(cast: Cast, as_, who: str) -> None:
    merge = Merge.objects.create(kept=cast.bo, other=cast.carla, moved={}, merged_at="2026-11-01T00:00Z")
    enrolment = cast.bo.enrolments.get()
    make.remembered()
    for address in (f"/barn/samling/{merge.pk}/del/", f"/barn/indmeldelse/{enrolment.pk}/fjern/"):
        assert send(as_(who), address).status_code == 404


@pytest.mark.parametrize("path", ["ret", "udmeld", "voksen", "tilknyt", "flyt", "saml"])
def test_a_key_that_is_nobodys_is_not_here(cast: Cast, as_, path: str) -> None:
    assert as_("lars").get(f"/barn/{uuid4()}/{path}/").status_code == 404
    assert as_("lars").get(f"/barn/1/{path}/").status_code == 404


@pytest.mark.parametrize("path", ["ret", "udmeld", "voksen", "tilknyt", "flyt"])
def test_a_form_answers_htmx_like_everybody(cast: Cast, as_, path: str) -> None:
    assert as_("lars").get(f"/barn/{cast.bo.pk}/{path}/", **HTMX).status_code == 200


def test_a_child_without_a_number_can_be_given_one(cast: Cast, as_) -> None:
    assert "Vi har" not in text(as_("lars").get(f"/barn/{cast.carla.pk}/ret/"))
