"""The state folder: secrets made once and private, locks, and folders the server's user can reach."""

import os
import stat

import pytest

from tools import state, static
from tools.shell import Trouble


def test_a_secret_is_made_once_and_is_private(tmp_path):
    first = state.kept_secret(tmp_path, "field-keys", prefix="1:")
    assert first == state.kept_secret(tmp_path, "field-keys", prefix="1:")
    assert len(bytes.fromhex(first.removeprefix("1:"))) == 32
    assert stat.S_IMODE((tmp_path / "secrets/field-keys").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "secrets").stat().st_mode) == 0o700


def test_a_private_file_is_replaced_whole(tmp_path):
    for text in ("first", "second"):
        state.write_private(tmp_path / "names.json", text)
    assert (tmp_path / "names.json").read_text() == "second"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_held_lock_is_not_given_twice(tmp_path):
    with state.locked(tmp_path / "web.lock"), state.locked_at_once(tmp_path / "web.lock") as alone:
        assert not alone
    with state.locked_at_once(tmp_path / "web.lock") as alone:
        assert alone


def test_shared_holders_stand_beside_each_other(tmp_path):
    users = tmp_path / "pg.users"
    first, second = (state.locked(users, shared=True) for _ in range(2))
    with first, second, state.locked_at_once(users) as alone:
        assert not alone


def test_a_private_folder_above_stops_another_user(tmp_path):
    deep = tmp_path / "home/checkout/.samspor"
    deep.mkdir(parents=True)
    stranger = 65534
    tmp_path.chmod(0o711)
    (tmp_path / "home").chmod(0o700)
    assert not state.may_pass(deep, stranger, stranger)
    assert state.may_pass(deep, os.geteuid(), os.getegid())


def test_the_stand_in_is_the_same_each_time_and_ours_alone(tmp_path):
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    folder = state.stand_in_folder(checkout, temp=tmp_path)
    assert folder == state.stand_in_folder(checkout, temp=tmp_path)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o711
    assert state.stand_in_folder(tmp_path, temp=tmp_path) != folder


def test_a_stand_in_that_somebody_laid_as_a_link_is_refused(tmp_path):
    folder = state.stand_in_folder(tmp_path, temp=tmp_path)
    folder.rmdir()
    folder.symlink_to(tmp_path)
    with pytest.raises(Trouble, match="tilhører en anden"):
        state.stand_in_folder(tmp_path, temp=tmp_path)


def test_a_changed_static_file_is_noticed(tmp_path):
    style = tmp_path / "ui/static/ui/style.css"
    style.parent.mkdir(parents=True)
    style.write_text("a")
    before = static.fingerprint(tmp_path)
    assert before == static.fingerprint(tmp_path)
    style.write_text("ab")
    assert static.fingerprint(tmp_path) != before
