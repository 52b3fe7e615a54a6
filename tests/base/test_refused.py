"""A refusal carries its sentence, and the field it belongs to."""

import pytest

from samspor.base.refused import NotHere, Refused


def test_a_refusal_says_its_sentence_and_where_it_belongs() -> None:
    refused = Refused("Vælg en dato.", field="day")
    assert (str(refused), refused.sentence, refused.field) == ("Vælg en dato.", "Vælg en dato.", "day")
    assert Refused("Vent.").field is None


def test_not_here_says_nothing() -> None:
    with pytest.raises(NotHere) as raised:
        raise NotHere
    assert not str(raised.value)
