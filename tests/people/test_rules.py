"""The vocabulary of people: names as they are searched, protection, dates, numbers."""

from datetime import date, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.access.actor import Actor
from samspor.base.refused import Refused
from samspor.people import rules, texts

TODAY = date(2026, 11, 23)
NAMES = st.text(max_size=150)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("Anne-Sofie von Bülow", ["anne", "sofie", "von", "bulow"]),
        ("ÆRØ Å", ["aro", "a"]),
        ("Yıldırım", ["yildirim"]),
        ("Söe", ["soe"]),  # a pair that is most of a word is left alone
        ("José  María\t", ["jose", "maria"]),
        ("O'Hara", ["o", "hara"]),
        ("a_b", ["a", "b"]),
        ("A\u030arhus", ["arhus"]),
        ("𝕊ara", ["sara"]),
        ("Al\x00ma", ["al", "ma"]),
        ("🙂", []),
        ("", []),
        ("محمد علي", ["محمد", "علي"]),
    ],
)
def test_the_words_of_a_name(typed: str, words: list[str]) -> None:
    assert rules.search_words(typed) == words


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("aydin", "Aydın"), ("aydın", "Aydin"), ("oemer", "Ömer"), ("omer", "Ömer"), ("ömer", "Oemer"),
        ("soeren", "Søren"), ("soren", "Søren"), ("søren", "Soeren"), ("soe", "Søren"), ("aase", "Åse"),
        ("ase", "Åse"), ("åse", "Aase"), ("aas", "Ås"), ("aa", "Åse"), ("soegaard", "Søgård"), ("søgaard", "Søgaard"),
        ("kjaer", "Kjær"), ("kjær", "Kjaer"),
        ("jaeger", "Jäger"), ("elsen", "Mikaelsen"), ("michael", "Michael"), ("muller", "Müller"),
    ],
)  # fmt: skip
def test_a_name_is_found_however_it_is_typed(typed: str, name: str) -> None:
    stored = rules.search_name(name, "Holm")
    assert [word in stored for word in rules.search_words(typed)] == [True]


@pytest.mark.parametrize(("typed", "name"), [("soren", "Sara"), ("aase", "Asta"), ("ø", "Asta")])
def test_another_name_is_not_found(typed: str, name: str) -> None:
    assert rules.search_words(typed)[0] not in rules.search_name(name, "Lind")


@given(st.text("abeoøæåöäıü -", max_size=40))
def test_every_word_of_a_name_is_found_by_its_beginning(name: str) -> None:
    stored = rules.search_name(name, "")
    for word in rules.search_words(name):
        assert f" {word}" in stored


@given(NAMES)
def test_what_is_stored_is_plain_and_fits_its_column(name: str) -> None:
    stored = rules.search_name(name, name)
    assert len(stored) <= rules.LONGEST_SEARCH_NAME
    assert "\x00" not in stored
    assert len(rules.search_words(stored)) == len(stored.split())


@given(NAMES, NAMES)
def test_what_stood_there_before_is_written_anew_in_the_same_way(given_names: str, family_name: str) -> None:
    moved = import_module("samspor.people.migrations.0003_names_by_any_keyboard")
    assert moved.search_name(given_names, family_name) == rules.search_name(given_names, family_name)


def test_letters_that_become_many_are_cut_where_the_column_ends() -> None:
    assert len(rules.search_name("ø" * 150, "Holm")) == rules.LONGEST_SEARCH_NAME


@pytest.mark.parametrize("days", [-30, 0, 300])
def test_a_child_may_be_expected(days: int) -> None:
    rules.check_due_date(TODAY + timedelta(days=days), today=TODAY)


@pytest.mark.parametrize("days", [-31, 301])
def test_a_due_date_that_cannot_be_is_refused(days: int) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_due_date(TODAY + timedelta(days=days), today=TODAY)
    assert refused.value.field == "due_date"


@pytest.mark.parametrize(
    ("until", "protected"),
    [(None, False), (TODAY - timedelta(days=1), False), (TODAY, True), (TODAY + timedelta(days=1), True)],
)
def test_protection_runs_through_its_last_day(until: date | None, protected: bool) -> None:
    assert rules.is_protected(until, TODAY) is protected


@pytest.mark.parametrize("born", [TODAY, TODAY - timedelta(days=1), date(2000, 1, 1)])
def test_a_birth_date_that_can_be(born: date) -> None:
    rules.check_birth_date(born, today=TODAY)


@pytest.mark.parametrize("born", [None, TODAY + timedelta(days=1), date(1999, 12, 31)])
def test_a_birth_date_that_cannot_be(born: date | None) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_birth_date(born, today=TODAY)
    assert refused.value.field == "birth_date"


@pytest.mark.parametrize("ends_on", [None, TODAY + timedelta(days=1)])
def test_a_period_that_lasts(ends_on: date | None) -> None:
    rules.check_period(TODAY, ends_on, today=TODAY)


@pytest.mark.parametrize("ends_on", [TODAY, TODAY - timedelta(days=1)])
def test_a_period_that_does_not(ends_on: date) -> None:
    with pytest.raises(Refused) as refused:
        rules.check_period(TODAY, ends_on, today=TODAY)
    assert refused.value.field == "ends_on"


TWO_YEARS, LONG = TODAY.replace(year=TODAY.year + 2), TODAY.replace(year=TODAY.year + 25)
DAY = timedelta(days=1)


def test_a_period_may_begin_in_two_years_and_end_in_twenty_five() -> None:
    rules.check_period(TWO_YEARS, LONG, today=TODAY)


@pytest.mark.parametrize(
    ("starts_on", "ends_on", "field"),
    [
        (TWO_YEARS + DAY, None, "starts_on"),
        (date.max, None, "starts_on"),
        (TODAY, LONG + DAY, "ends_on"),
        (TODAY, date.max, "ends_on"),
    ],
)
def test_a_period_too_far_away_is_a_mistyped_date(starts_on: date, ends_on: date | None, field: str) -> None:
    with pytest.raises(Refused, match="frem") as refused:
        rules.check_period(starts_on, ends_on, today=TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("typed", "digits"), [("", ""), ("  ", ""), ("740322-4001", "7403224001"), (" 7403224001 ", "7403224001")]
)
def test_a_number_becomes_ten_digits(typed: str, digits: str) -> None:
    assert rules.as_cpr(typed) == digits


@pytest.mark.parametrize("typed", ["7403", "320322-4001", "abc", "740322-400"])
def test_what_is_no_number_is_refused_in_danish(typed: str) -> None:
    with pytest.raises(Refused, match="CPR-nummer") as refused:
        rules.as_cpr(typed)
    assert refused.value.field == "cpr"


@pytest.mark.parametrize(
    ("typed", "holds"), [("Alma", False), ("", False), ("Alma 2", True), ("٣", True), ("740322", True)]
)
def test_what_may_be_a_number_never_stands_in_an_address(typed: str, holds: bool) -> None:
    assert rules.holds_a_number(typed) is holds


@pytest.mark.parametrize(
    ("born", "months"),
    [(TODAY, 0), (date(2026, 10, 23), 1), (date(2026, 10, 24), 0), (date(2022, 11, 23), 48), (date(2027, 1, 1), 0)],
)
def test_age_in_whole_months(born: date, months: int) -> None:
    assert rules.age_months(born, TODAY) == months


def test_the_reason_one_sees_a_child() -> None:
    mine, opened, enrolled = uuid4(), uuid4(), uuid4()
    actor = Actor(id=uuid4(), name="Sara", on=TODAY, children=frozenset({mine, opened}), emergency=frozenset({opened}))
    assert rules.purpose_of(actor, opened) == "nødadgang"
    assert rules.purpose_of(actor, mine) == "tilknytning til barnet"
    assert rules.purpose_of(actor, enrolled) == "barnet er i min enhed"


@pytest.mark.parametrize(
    ("words", "values"),
    [
        (texts.UNIT_KIND, rules.UnitKind),
        (texts.AREA, rules.Area),
        (texts.SETTING, rules.Setting),
        (texts.RELATION, rules.Relation),
        (texts.LEFT_REASON, rules.LeftReason),
    ],
)
def test_every_value_has_a_danish_word(words: dict[str, str], values: type) -> None:
    assert set(words) == set(values)
    assert all(words.values())


@pytest.mark.parametrize(
    ("was", "ends_on", "said"),
    [
        (None, TODAY, ""),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=9), ""),
        (TODAY + timedelta(days=9), TODAY, ""),
        (TODAY + timedelta(days=9), TODAY + timedelta(days=10), "slutter allerede før"),
        (TODAY + timedelta(days=1), TODAY - timedelta(days=1), ""),
        (TODAY, TODAY, "allerede slut"),
        (TODAY - timedelta(days=1), TODAY - timedelta(days=9), "allerede slut"),
    ],
)
def test_to_end_is_to_shorten(was: date | None, ends_on: date, said: str) -> None:
    if not said:
        rules.check_only_sooner(ends_on, was=was, today=TODAY)
        return
    with pytest.raises(Refused, match=said):
        rules.check_only_sooner(ends_on, was=was, today=TODAY)


@pytest.mark.parametrize(
    ("custody", "from_on", "to_on", "holds"),
    [
        (True, None, None, True), (False, None, None, False), (True, TODAY, TODAY, True),
        (True, TODAY + timedelta(days=1), None, False), (True, None, TODAY - timedelta(days=1), False),
    ],
)  # fmt: skip
def test_custody_holds_from_its_first_to_its_last_day(
    custody: bool, from_on: date | None, to_on: date | None, *, holds: bool
) -> None:
    assert rules.has_custody_on(has_custody=custody, from_on=from_on, to_on=to_on, on=TODAY) is holds
