"""How hard a text is to read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.lix import FEWEST_WORDS, has_number, lix


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("", 0),
        ("...", 0),
        ("Ja", 1),
        ("Hunden løb.", 2),
        ("Hunden løb. Katten sov.", 2),  # two words in each sentence, none of them long
        ("Underretning", 101),
        ("Vi underretter kommunen i dag.", 45),  # 5 words, 2 long: 5 + 40
        ("Se efter: hvad sker der? Spørg! Vent.", 2),  # 7 words in 4 sentences: 1.75
        ("Klokken er 12.30 nu", 25),  # a point inside a number ends nothing
        ("Syvtal og seks", 3),  # six letters are not long
        ("Syvtals og seks", 36),  # seven are
        ("»Kom her.« Så gik hun.", 3),
    ],
)
def test_lix_is_words_a_sentence_and_long_words_of_a_hundred(text, number):
    assert lix(text) == number


@given(st.text(alphabet="abcdefgæøå .!?:\n", max_size=200))
def test_the_same_sentences_twice_are_as_hard_as_once(text):
    whole = f"{text}."
    assert lix(whole) == lix(f"{whole} {whole}") >= 0


@given(st.lists(st.sampled_from(["barn", "leg", "ude"]), min_size=1, max_size=30))
def test_short_words_in_one_sentence_are_their_number(words):
    assert lix(" ".join(words) + ".") == len(words)


@given(st.lists(st.sampled_from(["barnets", "legeplads"]), min_size=1, max_size=30))
def test_long_words_alone_are_a_hundred_more(words):
    assert lix(" ".join(words)) == len(words) + 100


def test_a_text_of_few_words_has_no_number():
    assert not has_number("ord " * (FEWEST_WORDS - 1))
    assert has_number("ord " * FEWEST_WORDS)
