"""The pages: a family by its code, and the staff who hand it over."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.family import queries
from samspor.family.models import FamilyWord, Invitation
from samspor.people.models import Guardianship
from tests.cast import NOW
from tests.factories import remembered
from tests.family.conftest import PAGE, invited, read
from tests.family.test_sees import change, stop

pytestmark = pytest.mark.usefixtures("at_noon", "db")
WRONG = "Koden virker ikke"


def form_of(client, address):
    page = client.get(address).content.decode()
    return dict(re.findall(r'name="(form_key|seen|whose)"[^>]*value="([^"]+)"', page))


def tie(cast, guardian, child):
    return reverse("family:preview", args=[Guardianship.objects.get(guardian=guardian, child=child).pk])


def test_the_whole_way_from_preview_to_disagreement(cast, full, as_):
    pia, mother = as_("pia"), Client()
    here = tie(cast, cast.mor, cast.bo)
    assert "Sådan ser Lone Øster siden lige nu" in read(pia, here)
    answer = pia.post(here, form_of(pia, here) | {"shown": "on"})
    shown = read(pia, answer["Location"])
    code = re.search(r'family-code">([^<]+)<', shown)[1]
    assert mother.post("/familie/", {"code": code}).status_code == 302
    assert "Vi spiser sammen" in read(mother)
    sent = form_of(mother, "/familie/skriv/uenig/") | {"about": "agreements", "text": "Vi spiser hver for sig"}
    first = mother.post("/familie/skriv/uenig/", sent)
    assert mother.post("/familie/skriv/uenig/", sent)["Location"] == first["Location"]  # pressed twice
    assert FamilyWord.objects.count() == 1
    assert "Det er gemt" in read(mother, first["Location"].partition("#")[0])
    assert "Vi spiser hver for sig" in read(pia, reverse("family:family", args=[cast.bo.pk]))
    assert "er gået ind med koden" in read(pia, answer["Location"])


def test_a_preview_is_the_very_page(cast, full, as_, as_family):
    first, last = ('<section class="app-panel" aria-labelledby="' + one for one in ("naeste", "skriv"))
    body = re.compile(f"({first}.*?){last}", re.DOTALL)
    # Where they can press, the preview says that they can: one answers for oneself.
    pressed = r'<details class="details app-confirm">.*?</details>|<div class="family-answer">.*?</div>'
    ours = re.sub(r'<p class="family-by">Her kan [^<]*</p>', "", read(as_("pia"), tie(cast, cast.mor, cast.bo)))
    theirs = re.sub(pressed, "", body.search(read(as_family(cast.mor)))[1], flags=re.DOTALL)
    assert re.sub(r"\s", "", theirs) in re.sub(r"\s", "", ours)


def test_a_preview_is_no_visit(cast, full, as_):
    read(as_("pia"), tie(cast, cast.mor, cast.bo))
    assert not Entry.objects.filter(verb=Verb.FAMILY_LOOKED).exists()
    assert Entry.objects.filter(verb=Verb.FAMILY_PREVIEWED, child_ids=[cast.bo.pk]).count() == 1


def test_no_code_without_having_looked(cast, full, as_):
    pia, here = as_("pia"), tie(cast, cast.mor, cast.bo)
    assert pia.post(here, form_of(pia, here)).status_code == 422
    stale = form_of(pia, here) | {"shown": "on", "seen": "0"}
    answer = pia.post(here, stale)
    assert answer.status_code == 422
    assert "Siden har ændret sig imens" in answer.content.decode()
    assert not Invitation.objects.exists()


def test_wrong_used_old_and_never_made_codes_answer_the_same(cast, clock_moves):
    answers = []
    used, closed = invited(cast, cast.mor), invited(cast, cast.mor, cast.egon)
    Client().post("/familie/", {"code": queries.code_of(used)})
    old = invited(cast, cast.mor)
    clock_moves(minutes=16)
    for code in (
        queries.code_of(used),
        f"{closed.handle}000000",
        queries.code_of(old),
        "BCDFG 123 456",
        "hvad",
        "x" * 40,
    ):
        answer = Client().post("/familie/", {"code": code})
        said = re.sub(r'(name="(csrfmiddlewaretoken|form_key|code)"[^>]*value=")[^"]*', r"\1", answer.content.decode())
        answers.append((answer.status_code, said))
    assert {status for status, _ in answers} == {422}
    assert len({said for _, said in answers}) == 1
    assert WRONG in answers[0][1]
    for word in ("Bo", "Øster", "Egon"):
        assert word not in re.sub(r"<[^>]+>", " ", answers[0][1])


@pytest.fixture
def clock_moves(at_noon):
    return lambda **by: at_noon.shift(timedelta(**by))


def test_many_tries_from_one_address_are_stopped(cast, settings):
    settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "family_code": "2/15m/ip"}
    client = Client()
    assert [client.post("/familie/", {"code": "BCDFG123456"}).status_code for _ in range(3)] == [422, 422, 429]


def test_an_empty_code_is_asked_for_again():
    assert Client().post("/familie/", {}).status_code == 422
    assert Client().get("/familie/").status_code == 200


def test_a_stop_closes_the_page_within_one_request_and_says_nothing_of_it(cast, full, as_family):
    mother = as_family(cast.mor)
    assert "Vi mødes" in read(mother)
    stop(cast, cast.bo)
    page = read(mother)
    assert "Lige nu kan du ikke se siden her" in page
    for word in ("Bo", "stop", "mistanke", "Pia"):
        assert word not in re.sub(r"<[^>]+>", " ", page)
    answer = mother.post("/familie/skriv/mit-syn/", {"text": "Mine ord", "form_key": str(uuid4())})
    assert "Mine ord" in answer.content.decode()  # given back
    assert not FamilyWord.objects.exists()


def test_the_other_childs_page_stays_open(cast, full, as_family):
    mother = as_family(cast.mor, cast.egon)
    stop(cast, cast.bo)
    assert "Om Egon" in read(mother)


def test_after_the_hour_what_was_written_is_given_back(cast, full, as_family, at_noon):
    mother = as_family(cast.mor)
    at_noon.shift(timedelta(minutes=61))
    assert mother.get(PAGE)["Location"] == "/familie/"
    assert mother.get("/familie/skriv/uenig/")["Location"] == "/familie/"
    answer = mother.post("/familie/skriv/mit-syn/", {"text": "Mine lange ord"})
    assert "Mine lange ord" in answer.content.decode()
    assert not FamilyWord.objects.exists()


def test_a_made_up_cookie_opens_nothing(cast, come):
    client = Client()
    client.cookies["samspor_familie"] = str(come(cast.mor).pk)
    assert client.get(PAGE)["Location"] == "/familie/"
    assert client.post("/familie/ud/")["Location"] == "/familie/"


def test_one_goes_out_and_is_out(cast, as_family):
    mother = as_family(cast.mor)
    held = mother.cookies["samspor_familie"].value
    assert mother.post("/familie/ud/")["Location"] == "/familie/"
    mother.cookies["samspor_familie"] = held
    assert mother.get(PAGE)["Location"] == "/familie/"


def test_what_is_missing_is_asked_for_and_what_was_typed_stands(cast, as_family):
    mother, here = as_family(cast.mor), "/familie/skriv/uenig/"
    answer = mother.post(here, form_of(mother, here) | {"text": "Jeg mener"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Jeg mener" in page
    assert "Vælg, hvad du er uenig i" in page


def test_there_is_no_other_kind_of_word(cast, as_family):
    assert as_family(cast.mor).get("/familie/skriv/andet/").status_code == 404


def test_who_works_here_is_not_shown_as_signed_in_on_the_familys_page(cast, full, as_):
    pia = as_("pia")
    pia.post("/familie/", {"code": queries.code_of(invited(cast, cast.mor))})
    page = read(pia)
    assert "Om Bo" in page
    assert "Min dag" not in page
    assert "Log ud" not in page
    here = "/familie/skriv/mit-syn/"
    pia.post(here, form_of(pia, here) | {"text": "Som mor"})
    assert Entry.objects.filter(verb=Verb.FAMILY_WROTE).latest("id").actor_id == cast.mor.pk


def test_without_custody_the_page_says_whom_to_ask(cast, full, ove, as_family):
    change(ove, cast.bo, has_custody=False)
    page = read(as_family(ove))
    assert "spørg lederen" in page
    assert "Vi spiser sammen" not in page


def test_a_closed_page_is_shown_closed_in_the_preview(cast, as_):
    remembered()
    cast.bo.birth_date = NOW.date().replace(year=2008)
    cast.bo.save()
    assert "Siden er lukket for Lone Øster nu" in read(as_("pia"), tie(cast, cast.mor, cast.bo))


def test_a_stop_holds_the_preview_back(cast, as_):
    stop(cast, cast.bo)
    assert as_("pia").get(tie(cast, cast.mor, cast.bo)).status_code == 409
    page = read(as_("pia"), reverse("family:family", args=[cast.bo.pk]))
    assert "Der kan ikke gives en kode lige nu" in page
    assert "Se siden som" not in page


def test_a_code_is_told_to_nobody_but_who_made_it(cast, as_):
    here = reverse("family:code", args=[invited(cast, cast.mor).pk])
    assert as_("mads").get(here).status_code == 404
    assert as_("pia").get(here).status_code == 200


@pytest.mark.parametrize(("ends", "said"), [("old", "Koden virker ikke længere"), ("closed", "Koden er lukket")])
def test_a_code_that_is_over_is_not_shown(cast, as_, at_noon, ends, said):
    made = invited(cast, cast.mor)
    pia, here = as_("pia"), reverse("family:code", args=[made.pk])
    family = read(pia, reverse("family:family", args=[cast.bo.pk]))
    assert "Koden, der er åben til" in family
    if ends == "old":
        at_noon.shift(timedelta(minutes=15))
    else:
        pia.post(reverse("family:revoke", args=[made.pk]), form_of(pia, here))
    page = read(pia, here)
    assert said in page
    assert queries.code_of(made) not in page


def test_the_child_page_leads_to_the_family(cast, as_):
    assert reverse("family:family", args=[cast.bo.pk]) in read(as_("pia"), cast.bo.href)
