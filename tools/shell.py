# ruff: noqa: T201, S603 -- a command line speaks by printing, and starting programs is this module's work
"""Speaking to the person at the terminal, and running programs for them."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
KERNEL = ctypes.CDLL(None)


class Trouble(Exception):  # noqa: N818 -- it is told to a person, and is no fault of the program
    """Something the person must do first; its text is a Danish sentence that says what."""


def say(sentence: str) -> None:
    print(sentence, flush=True)


def complain(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def begin(
    words: Sequence[str | Path],
    *,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    log: IO[bytes] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that ends when we do, even by kill -9; with a log it runs away from the terminal."""
    return subprocess.Popen(
        [str(word) for word in words],
        cwd=cwd,
        env=env,
        stdin=subprocess.DEVNULL if log else None,
        stdout=log,
        stderr=log,
        start_new_session=log is not None,
        preexec_fn=_end_with_parent,  # noqa: PLW1509 -- we run one thread, and the call touches nothing of Python's
    )


def _end_with_parent() -> None:
    KERNEL.prctl(DIE_WITH_PARENT, signal.SIGTERM)


def run(words: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> int:
    """Run in the foreground with the person's own terminal; its exit code."""
    child = begin(words, env=env, cwd=cwd)
    try:
        return child.wait()
    finally:
        finish(child)


def finish(child: subprocess.Popen[bytes], patience: float = 10) -> None:
    """Leave no child behind: ask, then insist."""
    if child.poll() is None:
        child.terminate()
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def quietly(words: Sequence[str | Path], *, env: Mapping[str, str] | None = None, cwd: Path = ROOT) -> tuple[int, str]:
    """Run without a word on the screen; its exit code and all it said."""
    try:
        done = subprocess.run(
            [str(word) for word in words],
            check=False,
            cwd=cwd,
            env=env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
    except OSError as fault:
        return 127, str(fault)
    return done.returncode, done.stdout


def last_lines(text: str, count: int = 15) -> str:
    return "\n".join(text.strip().splitlines()[-count:])


def is_root() -> bool:
    return os.geteuid() == 0
