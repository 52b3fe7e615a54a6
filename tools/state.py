"""The folder `.samspor/` in the checkout: data, logs and secrets that are this machine's own."""

import fcntl
import hashlib
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.shell import ROOT, Trouble

SHARED_TEMP = Path("/var/tmp")  # noqa: S108 -- it outlives a restart; the folder's owner is checked before use


def state_folder(root: Path = ROOT) -> Path:
    folder = root / ".samspor"
    folder.mkdir(exist_ok=True)
    # The server's own user must be able to walk through, and nobody to list.
    folder.chmod(0o711)
    return folder


@contextmanager
def locked(file: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the lock, waiting for it. The kernel frees it if we are killed."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


@contextmanager
def locked_at_once(file: Path) -> Iterator[bool]:
    """Hold the lock if nobody else does; whether we got it."""
    with file.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def write_private(file: Path, text: str) -> None:
    """Written whole or not at all, and readable for nobody else at any moment."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f"{file.name}.{os.getpid()}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())
    draft.rename(file)


def kept_secret(folder: Path, name: str, prefix: str = "") -> str:
    """A key of 32 random bytes in hex, made the first time it is asked for and never changed."""
    file = folder / "secrets" / name
    with locked(folder / "secrets.lock"):
        if not file.exists():
            write_private(file, prefix + secrets.token_hex(32))
    return file.read_text().strip()


def may_pass(folder: Path, uid: int, gid: int) -> bool:
    """Whether a user can walk through this folder and all above it."""
    for step in (folder, *folder.parents):
        status = step.stat()
        bit = 0o100 if status.st_uid == uid else 0o010 if status.st_gid == gid else 0o001
        if not status.st_mode & bit:
            return False
    return True


def stand_in_folder(state: Path, temp: Path = SHARED_TEMP) -> Path:
    """A walkable folder for a checkout that the server's user cannot reach, named after the checkout."""
    name = hashlib.sha256(str(state.resolve()).encode()).hexdigest()[:12]
    folder = temp / f"samspor-{name}"
    folder.mkdir(mode=0o711, exist_ok=True)
    if folder.is_symlink() or folder.stat().st_uid != os.geteuid():
        raise Trouble(f"Mappen {folder} tilhører en anden. Fjern den, og prøv igen.")
    folder.chmod(0o711)
    return folder
