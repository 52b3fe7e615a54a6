"""The log as it is read: narrowed, turned page by page, in Danish, and itself remembered."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import Client

from samspor.access.actor import Actor
from samspor.access.once import FIELD
from samspor.audit import chain, children, texts
from samspor.audit.models import Entry
from samspor.audit.pages import log_page
from samspor.audit.queries import PAGE, Wanted, entries
from samspor.audit.record import denied, record, saw, searched, session
from samspor.audit.verbs import Kind, Verb
from samspor.base.refused import NotHere
from samspor.people import api as people
from tests import factories as make
from tests.cast import NOW, Cast

READERS, STRANGERS = ("bent", "mette"), ("pia", "lars", "dorte", "ali")


def looked(actor: Actor, *, at: datetime = NOW, child: UUID | None = None) -> Entry:
    return saw(Verb.CHILD_SEEN, by=actor, at=at, child_ids=[child or uuid4()])


@pytest.mark.parametrize("name", STRANGERS)
@pytest.mark.parametrize("address", ["/log/", "/log/efterproev/"])
def test_for_everybody_else_there_is_no_log(as_, name: str, address: str) -> None:
    assert as_(name).get(address).status_code == 404
    assert as_(name).post(address).status_code in {404, 405}


@pytest.mark.parametrize("name", READERS)
def test_who_looks_after_the_log_reads_it_and_is_remembered(as_, cast: Cast, name: str) -> None:
    looked(cast.actor("pia"), child=cast.asta.pk)
    page = as_(name).get("/log/").content.decode()
    assert "Pia Holm" in page
    assert "så barnets side" in page
    last = Entry.objects.latest("pk")
    assert (last.verb, last.kind, last.actor_id) == (Verb.LOG_READ, Kind.SEARCH, cast.members[name].account_id)
    assert last.words.startswith("post ")


def test_children_are_shown_by_their_key_and_not_by_name(as_, cast: Cast) -> None:
    looked(cast.actor("pia"), child=cast.asta.pk)
    page = as_("bent").get("/log/").content.decode()
    assert f"?barn={cast.asta.pk}" in page
    assert "Lindqvist" not in page


def test_every_child_of_a_list_can_be_unfolded(as_, cast: Cast) -> None:
    several, many = [uuid4() for _ in range(9)], [uuid4() for _ in range(305)]
    for keys in (several, many):
        saw(Verb.CHILDREN_LISTED, by=cast.actor("pia"), at=NOW, child_ids=keys)
    page = as_("bent").get("/log/").content.decode()
    assert "<summary>og 4 til</summary>" in page
    assert all(f"?barn={key}" in page for key in several)
    assert sum(f"?barn={key}" in page for key in many) == 300
    assert "<summary>og 300 til</summary>" in page
    assert "De sidste 5 vises ikke her." in page


def test_what_was_asked_for_is_remembered_with_the_child(as_, cast: Cast) -> None:
    as_("bent").get("/log/", {"barn": cast.asta.pk, "medarbejder": "pia", "slags": "read", "fra": "2026-11-01"})
    last = Entry.objects.latest("pk")
    assert last.child_ids == [cast.asta.pk]
    assert "medarbejderen »pia«, ét barn, slags: Opslag, fra og med 1. november 2026, " in last.words


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"fra": "2026-12-01", "til": "2026-11-01"}, "Perioden slutter, før den begynder"),
        ({"barn": "asta"}, "En nøgle er 36 tegn"),
        ({"fra": "i går"}, "Skriv datoen som dag, måned og år"),
        ({"fra": "0001-01-01"}, "Skriv et årstal mellem 2000 og 2100"),
        ({"til": "9999-12-31"}, "Skriv et årstal mellem 2000 og 2100"),
        ({"slags": "alt"}, "Vælg blandt de muligheder"),
        ({"medarbejder": "x" * 101}, "for lang"),
        ({"medarbejder": "pia\x00"}, "ikke kan gemme"),
        ({"efter": "næste"}, ""), ({"efter": str(2**70)}, ""), ({"medarbejder_id": "1"}, ""),
        ({"fra": "0000-00-00"}, ""),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_answered_in_a_sentence(as_, query: dict[str, str], sentence: str) -> None:
    answer = as_("bent").get("/log/", query)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


@pytest.mark.parametrize(
    "query", [{"fra": "2000-01-01", "til": "2100-12-31"}, {"efter": "999999"}, {"medarbejder": "🙂\u202e"}]
)
def test_odd_questions_have_an_answer(as_, query: dict[str, str]) -> None:
    assert as_("bent").get("/log/", query).status_code == 200


def test_it_is_narrowed_by_each_part(cast: Cast) -> None:
    pia, mads, bent = (cast.actor(name) for name in ("pia", "mads", "bent"))
    early = looked(pia, at=NOW - timedelta(days=30), child=cast.asta.pk)
    late = looked(mads, child=cast.bo.pk)
    word = searched(Verb.CHILDREN_SEARCHED, by=pia, at=NOW, words="øst")

    def found(*, everything: bool = True, **wanted) -> set[int]:
        read = entries(bent, Wanted(everything=everything, **wanted))
        return {entry.pk for entry in read} & {early.pk, late.pk, word.pk}

    assert found() == {early.pk, late.pk, word.pk}
    assert found(everything=False) == {early.pk, late.pk}
    assert found(everything=False, kind=Kind.SEARCH) == {word.pk}
    assert found(name=" HOLM ") == {early.pk, word.pk}
    assert found(name="ingen hedder det") == set()
    assert found(actor_id=mads.id) == {late.pk}
    assert found(child=cast.asta.pk) == {early.pk}
    assert found(kind=Kind.SEARCH) == {word.pk}
    assert found(since=date(2026, 11, 1)) == {late.pk, word.pk}
    assert found(until=date(2026, 11, 1)) == {early.pk}
    assert found(since=date(2026, 11, 1), name="holm", kind=Kind.SEARCH) == {word.pk}


def test_a_day_is_the_day_in_denmark(cast: Cast) -> None:
    bent = cast.actor("bent")
    before = looked(cast.actor("pia"), at=datetime(2026, 6, 30, 21, 59, tzinfo=UTC))
    after = looked(cast.actor("pia"), at=datetime(2026, 6, 30, 22, 0, tzinfo=UTC))
    july = {entry.pk for entry in entries(bent, Wanted(since=date(2026, 7, 1), until=date(2026, 7, 1)))}
    assert after.pk in july
    assert before.pk not in july


def test_page_by_page_every_entry_comes_once_and_newest_first(as_, cast: Cast) -> None:
    pia, bent = cast.actor("pia"), cast.actor("bent")
    made = [looked(pia, at=NOW - timedelta(minutes=number // 7)).pk for number in range(PAGE * 2 + 9)]
    wanted, read = Wanted(actor_id=pia.id, kind=Kind.READ), []
    while True:
        page = log_page(bent, wanted)
        read += page.keys
        if not page.older:
            break
        wanted = Wanted(actor_id=pia.id, kind=Kind.READ, after=page.keys[-1])
    assert len(read) == len(made)
    assert set(read) == set(made)
    moments = [Entry.objects.get(pk=key).at for key in read]
    assert moments == sorted(moments, reverse=True)
    browser = as_("bent")
    first = browser.get("/log/", {"medarbejder_id": str(pia.id)}).content.decode()
    assert f"efter={read[PAGE - 1]}" in first


def test_the_number_of_questions_does_not_grow_with_the_log(as_, cast: Cast, django_assert_max_num_queries) -> None:
    for _ in range(PAGE):
        looked(cast.actor("pia"))
    browser = as_("bent")
    with django_assert_max_num_queries(12):
        browser.get("/log/")


def test_every_kind_of_line_is_shown(as_, cast: Cast) -> None:
    pia = cast.actor("pia")
    saw(Verb.CHILDREN_LISTED, by=pia, at=NOW, child_ids=[uuid4() for _ in range(9)], purpose="Fordi jeg <b>skal</b>")
    record(
        Verb.CHILD_CORRECTED, by=pia, about=cast.asta, at=NOW,
        before={"family_name": "Ø", "given_names": "Asta"},
        after={"family_name": "Å", "given_names": "Asta", "cpr": "•"},
    )  # fmt: skip
    denied(by=pia, at=NOW, path="/boern/1/")
    session(Verb.SIGN_IN_FAILED, at=NOW, account_id=None, name="Ukendt konto")
    Entry.objects.create(kind="of_later", verb="later_verb", at=NOW, actor_name="Senere", roles=["later_role"])
    page = as_("bent").get("/log/", {"alt": "on"}).content.decode()
    for said in (
        "og 4 til",
        "Fordi jeg &lt;b&gt;skal",
        "Felter: CPR-nummer og efternavn",
        "/boern/1/",
        "Ukendt konto",
        "later_verb",
        "later_role",
    ):
        assert said in page


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"before": {"say": ["same"]}, "after": {}}, "svar"),
        ({"before": {"state": "open"}, "after": {"state": "done"}}, "tilstand"),
        ({"before": {"place": "Her", "starts_at": "9"}, "after": {"place": "Der", "starts_at": "9"}}, "sted"),
        ({"before": None, "after": {"changed": ["cpr", "cpr_hash", "phone"]}}, "CPR-nummer og telefon"),
    ],
)
def test_what_was_changed_is_said_in_danish(as_, cast: Cast, facts: dict, words: str) -> None:
    record(Verb.ROSTER_DECIDED, by=cast.actor("pia"), about=None, at=NOW, **facts)
    assert f"Felter: {words}</small>" in as_("bent").get("/log/", {"alt": "on"}).content.decode()


def test_a_change_without_a_word_for_it_fails_its_test(cast: Cast) -> None:
    with pytest.raises(AssertionError, match="no word in audit"):
        record(Verb.CHILD_CORRECTED, by=cast.actor("pia"), about=None, at=NOW, before={"shoe_size": 26}, after={})


@pytest.mark.parametrize("name", READERS)
def test_what_stood_before_and_stands_now_is_no_part_of_the_page(as_, cast: Cast, name: str) -> None:
    """A name or a position: who reads the log is not thereby let in to the child."""
    facts = {"before": {"family_name": "Foerben", "position": "kittelblå"}, "after": {"family_name": "Efterben"}}
    record(Verb.CHILD_CORRECTED, by=cast.actor("pia"), about=cast.asta, child_ids=[cast.asta.pk], at=NOW, **facts)
    page = as_(name).get("/log/").content.decode()
    assert "Felter: efternavn og position" in page
    assert not [value for value in ("Foerben", "Efterben", "kittelblå") if value in page]


def test_nothing_found_says_what_to_do(as_) -> None:
    page = as_("bent").get("/log/", {"fra": "2001-01-01", "til": "2001-01-01"}).content.decode()
    assert "Gør perioden længere" in page


def test_to_read_the_log_is_not_open_to_an_action_of_strangers(cast: Cast) -> None:
    with pytest.raises(NotHere):
        entries(cast.actor("pia"), Wanted())


def pressed(browser: Client, key: UUID) -> str:
    return browser.post("/log/efterproev/", {FIELD: str(key)}, follow=True).content.decode()


def test_the_log_is_verified_at_the_press_of_a_button_once_a_form(as_, cast: Cast) -> None:
    chain.seal()
    browser, key = as_("bent"), uuid4()
    before = Entry.objects.filter(verb=Verb.LOG_VERIFIED).count()
    assert "led holder" in pressed(browser, key)
    pressed(browser, key)
    assert Entry.objects.filter(verb=Verb.LOG_VERIFIED).count() == before + 1


def test_before_the_first_night_it_says_so(as_) -> None:
    assert "Loggen er ikke efterprøvet endnu" in as_("mette").get("/log/efterproev/").content.decode()


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ((12, 0, None), "Alle 12 led holder."),
        ((12, 3, None), "Alle 12 led holder. 3 nye venter på at blive forseglet."),
        ((12, 0, 7), "Kæden er brudt ved led 7 af 12"),
    ],
)
def test_what_was_found_is_said_in_words(found: tuple[int, int, int | None], sentence: str) -> None:
    sealed, unsealed, broken = found
    assert texts.verdict(sealed=sealed, unsealed=unsealed, broken=broken).startswith(sentence)


def test_old_entries_without_a_seal_are_no_whole_log(as_, cast: Cast) -> None:
    found = {"sealed": 9, "unsealed": 0, "broken": None, "overlooked": 2}
    record(Verb.LOG_VERIFIED, by=cast.actor("bent"), about=None, at=NOW, after=found)
    page = as_("bent").get("/log/efterproev/").content.decode()
    assert "2 gamle poster er uden segl" in page
    assert "alert-error" in page
    assert "led holder" not in page


def test_the_menu_shows_the_log_to_its_readers_only(as_) -> None:
    assert 'href="/log/" aria-current="page"' in as_("bent").get("/log/").content.decode()
    assert 'href="/log/"' not in as_("pia").get("/log/").content.decode()


@pytest.mark.parametrize(("words", "of"), [(texts.VERB, Verb), (texts.KIND, Kind)])
def test_every_word_of_the_log_is_said_in_danish(words: dict, of: type) -> None:
    assert set(words) == set(of)
    assert all(words.values())


# From a number to the log of a child

FIND = "/log/barn/"
DILAN = "690122-4004"


def sought(browser: Client, words: str) -> HttpResponse:
    return browser.post(FIND, {"hvem": words})


@pytest.mark.parametrize("name", STRANGERS)
def test_only_who_reads_the_log_finds_children_in_it(as_, name: str) -> None:
    before = Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).count()
    assert sought(as_(name), DILAN).status_code == 404
    assert Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).count() == before


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("typed", [DILAN, "6901224004", " 690122 4004 "])
def test_a_number_leads_to_the_childs_log_and_stands_in_no_address(as_, cast: Cast, name: str, typed: str) -> None:
    browser = as_(name)
    sent = sought(browser, typed)
    assert (sent.status_code, sent["Location"]) == (303, f"/log/?barn={cast.dilan.pk}")
    entry = Entry.objects.latest("pk")
    assert (entry.verb, entry.words, entry.child_ids) == (Verb.CPR_LOOKED_UP, "690122-••••", [cast.dilan.pk])
    page = browser.get(sent["Location"]).content.decode()
    assert f"Viser kun barnet med nøglen {cast.dilan.pk}" in page
    assert "Yıldırım" not in page


def test_a_key_from_its_first_eight_characters_on(as_, cast: Cast) -> None:
    browser, key = as_("bent"), str(cast.bo.pk)
    for typed in (key[:8], key[:13].upper(), key, key.replace("-", "")):
        assert sought(browser, typed)["Location"] == f"/log/?barn={key}"
        entry = Entry.objects.latest("pk")
        assert (entry.verb, entry.words, entry.child_ids) == (Verb.LOG_READ, "barnets nøgle", [cast.bo.pk])


def test_a_beginning_that_fits_two_children_asks_for_more(as_, cast: Cast) -> None:
    for number in (1, 2):
        make.child(cast.spurvene, f"Nr{number} Holm", pk=UUID(f"abcdef12-0000-4000-8000-00000000000{number}"))
    answer = sought(as_("bent"), "abcdef12")
    assert answer.status_code == 422
    assert "Skriv mere af nøglen" in answer.content.decode()
    assert len(Entry.objects.latest("pk").child_ids) == 2


@pytest.mark.parametrize("typed", ["640422-9999", "abcdef1", "ffffffff", "asta", "9" * 10, "🙂", "%", "1" * 33])
def test_nobody_by_that_number_or_key_says_what_to_do(as_, cast: Cast, typed: str) -> None:
    answer = sought(as_("bent"), typed)
    assert answer.status_code == 422
    assert "Intet barn har det nummer eller den nøgle" in answer.content.decode()
    assert Entry.objects.latest("pk").child_ids == []


@pytest.mark.parametrize(("typed", "said"), [("", "hvem"), ("x" * 41, "1 tegn for lang"), ("a\x00b", "ikke kan gemme")])
def test_what_is_no_number_at_all_is_not_looked_up(as_, typed: str, said: str) -> None:
    before = Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).count()
    answer = sought(as_("bent"), typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Entry.objects.filter(verb=Verb.CPR_LOOKED_UP).count() == before


def test_a_name_is_answered_with_what_to_write_instead(as_) -> None:
    assert "Skriv et CPR-nummer, ikke et navn." in sought(as_("bent"), "asta").content.decode()
    assert "ikke et navn" not in sought(as_("bent"), "640422-9999").content.decode()


def test_the_right_child_is_known_by_initials_and_birth_year(as_, cast: Cast) -> None:
    page = as_("bent").get("/log/", {"barn": cast.asta.pk}).content.decode()
    assert "(A. L.-M., født 2022)" in page
    assert "Lindqvist" not in page
    assert "født 2022" not in as_("bent").get("/log/", {"barn": cast.dilan.pk}).content.decode()
    assert "(" not in children.told(uuid4())
    unborn = make.child(cast.spurvene, "Ventet barn Holm", birth_date=None, due_date=NOW.date(), mother=cast.mor)
    assert children.told(unborn.pk) == "V. b. H."


@pytest.mark.parametrize("name", READERS)
def test_who_has_seen_the_child_is_a_short_answer(as_, cast: Cast, name: str) -> None:
    for number in (0, 0, 3, 5):
        looked(cast.actor("pia"), child=cast.asta.pk, at=NOW - timedelta(days=number))
    looked(cast.actor("sara"), child=cast.asta.pk)
    looked(cast.actor("mads"), child=cast.bo.pk)
    browser = as_(name)
    assert f"/log/barn/{cast.asta.pk}/" in browser.get("/log/", {"barn": cast.asta.pk}).content.decode()
    page = browser.get(f"/log/barn/{cast.asta.pk}/").content.decode()
    for words in ("Pia Holm", "Pædagog", "3 dage", "18. november 2026", "23. november 2026", "Sara Munk", "1 dag"):
        assert words in page
    assert page.count("Pia Holm") == 1
    assert "Mads Kjær" not in page
    assert "Lindqvist" not in page
    last = Entry.objects.latest("pk")
    assert (last.verb, last.child_ids, last.purpose) == (Verb.LOG_READ, [cast.asta.pk], "hvem har set barnet")


def test_of_nobody_there_is_no_answer_and_for_strangers_none_at_all(as_, cast: Cast) -> None:
    assert as_("bent").get(f"/log/barn/{uuid4()}/").status_code == 404
    looked(cast.actor("pia"), child=cast.asta.pk)
    for name in STRANGERS:
        assert as_(name).get(f"/log/barn/{cast.asta.pk}/").status_code == 404


def test_what_was_asked_is_said_in_words() -> None:
    wanted = Wanted(actor_id=uuid4(), until=date(2026, 11, 2), everything=True, after=7)
    said = "én medarbejder, til og med 2. november 2026, også det, der ikke handler om børn, ældre linjer"
    assert wanted.words() == said


def test_the_log_alone_knows_no_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_lent", [])
    children.lend(lambda _text: children.Meant((), "dækket"))
    children.lend(lambda text: children.Meant((), text))
    assert children.meant("to").number == "to"


def test_the_log_begins_with_what_is_about_children(as_, cast: Cast) -> None:
    looked(cast.actor("pia"), child=cast.asta.pk)
    denied(by=cast.actor("pia"), at=NOW, path="/kun/alt/andet/")
    browser = as_("bent")
    first = browser.get("/log/").content.decode()
    assert "så barnets side" in first
    assert "/kun/alt/andet/" not in first
    assert first.count('<details class="details" open>') == 2
    assert "/kun/alt/andet/" in browser.get("/log/", {"alt": "on"}).content.decode()
    assert "/kun/alt/andet/" in browser.get("/log/", {"slags": "denied"}).content.decode()


@pytest.mark.parametrize("asked", ["kept", "merged"])
def test_what_was_read_on_a_page_that_was_merged_away_was_read_of_the_child(as_, cast: Cast, asked: str) -> None:
    """Also by the key one finds in an older line; and in the answer to the parents' question."""
    twin = make.child(cast.blaamejserne, "Bo Øster", birth_date=cast.bo.birth_date)
    looked(cast.actor("pia"), child=twin.pk)
    people.merge_children(by=cast.actor("lars"), kept=cast.bo, other=twin, at=NOW)
    looked(cast.actor("mads"), child=cast.bo.pk)
    key = {"kept": cast.bo, "merged": twin}[asked].pk
    for address in (f"/log/?barn={key}", f"/log/barn/{key}/"):
        page = as_("bent").get(address).content.decode()
        assert "Pia Holm" in page
        assert "Mads" in page
