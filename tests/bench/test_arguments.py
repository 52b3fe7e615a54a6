"""What can be asked of `./samspor bench`."""

import pytest

from bench.__main__ import parser


def test_without_words_the_small_size_is_measured_with_twenty_users():
    asked = parser().parse_args([])
    assert (asked.size, asked.users, asked.only, asked.imports) == ("small", 20, [], False)


def test_screens_can_be_chosen_several_at_a_time():
    assert parser().parse_args(["--only", "day", "--only", "child"]).only == ["day", "child"]


def test_an_unknown_size_is_refused(capsys):
    with pytest.raises(SystemExit):
        parser().parse_args(["--size", "atlantis"])
    assert "Det forstod jeg ikke" in capsys.readouterr().err
