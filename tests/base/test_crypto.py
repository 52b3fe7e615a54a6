"""Sealed fields: what is sealed opens again, in its own place, with any of our keys, and never otherwise."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samspor.base.crypto import Keyring, Unsealable, keyring

OLD, NEW = "11" * 32, "22" * 32
RING = keyring(f"1:{OLD}")
ROTATED = keyring(f"2:{NEW},1:{OLD}")
PLACE = "people_child:7:cpr"


@given(text=st.text(), place=st.text(min_size=1))
def test_what_is_sealed_opens_again(text: str, place: str) -> None:
    assert RING.open(RING.seal(text, place), place) == text


@given(text=st.text(min_size=1))
def test_the_text_is_not_in_the_seal_and_no_two_seals_are_alike(text: str) -> None:
    first, second = RING.seal(text, PLACE), RING.seal(text, PLACE)
    assert first != second
    assert len(first) == len(text.encode()) + 2 + 12 + 16


@pytest.mark.parametrize("other", ["people_child:8:cpr", "people_child:7:address", "people_guardian:7:cpr", ""])
def test_it_opens_nowhere_else(other: str) -> None:
    with pytest.raises(Unsealable):
        RING.open(RING.seal("0101101234", PLACE), other)


@given(at=st.integers(0, 39), flip=st.integers(1, 255))
def test_a_single_changed_byte_is_found(at: int, flip: int) -> None:
    sealed = bytearray(RING.seal("0101101234", PLACE))
    sealed[at] ^= flip
    with pytest.raises(Unsealable):
        RING.open(bytes(sealed), PLACE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01\x01", b"\x02\x01" + bytes(40), b"0101101234"])
def test_what_was_never_sealed_does_not_open(sealed: bytes) -> None:
    with pytest.raises(Unsealable):
        RING.open(sealed, PLACE)


def test_a_new_key_seals_and_the_old_one_still_opens() -> None:
    before = RING.seal("før", PLACE)
    after = ROTATED.seal("efter", PLACE)
    assert (before[1], after[1]) == (1, 2)
    assert ROTATED.open(before, PLACE) == "før"
    assert ROTATED.open(after, PLACE) == "efter"
    with pytest.raises(Unsealable):
        RING.open(after, PLACE)


def test_the_look_up_survives_a_change_of_keys() -> None:
    assert ROTATED.digest("0101101234") == RING.digest("0101101234")
    assert RING.digest("0101101234") != RING.digest("0101101235")
    assert len(RING.digest("")) == 32


def test_another_municipality_cannot_look_up_with_ours() -> None:
    assert keyring(f"1:{NEW}").digest("0101101234") != RING.digest("0101101234")


def test_a_ring_tells_none_of_its_keys_when_printed() -> None:
    ring = Keyring(keys={1: bytes.fromhex(OLD)}, sealing=1, lookup=b"secret")
    assert "secret" not in repr(ring)
    assert str(bytes.fromhex(OLD)) not in repr(ring)
