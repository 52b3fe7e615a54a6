"""Every word of the policy has its Danish one, and a column that holds a word moves no table when a new one comes."""

import pytest

from samspor.access import texts
from samspor.access.rules import POLICY, Permission, Reach, Role
from samspor.access.word import WordField
from samspor.audit.models import Entry


@pytest.mark.parametrize(("words", "of"), [(texts.ROLE, Role), (texts.REACH, Reach), (texts.PERMISSION, Permission)])
def test_every_word_is_said_in_danish(words: dict, of: type) -> None:
    assert list(words) == list(of)
    assert all(words.values())


def test_every_permission_has_a_line_in_the_policy() -> None:
    assert set(POLICY) == set(Permission)


def test_a_word_column_keeps_its_words_out_of_migrations() -> None:
    field = Entry._meta.get_field("verb")
    assert dict(field.choices)
    assert "choices" not in field.deconstruct()[3]
    assert WordField().max_length == 40
    assert WordField(max_length=7).max_length == 7
