"""The project's own Python environment, made from the locked requirements and kept up to date."""

import hashlib
import importlib.util
import json
import os
import shutil
import sys
from pathlib import Path

from tools import apt
from tools.shell import ROOT, Trouble, last_lines, quietly, say
from tools.state import locked, state_folder

VENV = ROOT / ".venv"
STAMP = VENV / "samspor-stamp.json"
LOCKS = {"runtime": ROOT / "requirements.txt", "development": ROOT / "requirements-dev.txt"}
Stamp = dict[str, str]


def python() -> Path:
    return VENV / "bin/python"


def program(name: str) -> Path:
    return VENV / "bin" / name


def digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def wanted(levels: tuple[str, ...], locks: dict[str, Path] = LOCKS, root: Path = ROOT) -> Stamp:
    """What the stamp must say: where, which Python, and the hash of each list of requirements."""
    version = ".".join(str(part) for part in sys.version_info[:3])
    return {"root": str(root), "python": version} | {level: digest(locks[level]) for level in levels}


def read_stamp(file: Path) -> Stamp:
    try:
        found = json.loads(file.read_text())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def is_current(found: Stamp, want: Stamp) -> bool:
    return all(found.get(name) == value for name, value in want.items())


def ensure(*, development: bool) -> None:
    """Make or renew the environment if the stamp says so; two at once wait for each other."""
    with locked(state_folder() / "environment.lock"):
        before = read_stamp(STAMP)
        # The development list holds the runtime's too: once installed, it stays.
        levels = ("runtime", "development") if development or "development" in before else ("runtime",)
        want = wanted(levels)
        if not (is_current(before, want) and os.access(python(), os.X_OK)):
            _build(want, LOCKS[levels[-1]])


def _build(want: Stamp, requirements: Path) -> None:
    say("Gør Pythons omgivelser klar …")
    STAMP.unlink(missing_ok=True)
    if _made_with(VENV / "pyvenv.cfg") != want["python"]:
        _create()
    _install(requirements)
    _add_source()
    STAMP.write_text(json.dumps(want))


def _made_with(settings: Path) -> str | None:
    """The version in pyvenv.cfg, if the environment is whole enough to be used again."""
    if not settings.exists() or not os.access(python(), os.X_OK) or not program("pip").exists():
        return None
    lines = (line.partition("=") for line in settings.read_text().splitlines())
    return next((value.strip() for name, _, value in lines if name.strip() == "version"), None)


def _create() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        _install_venv()
    if (VENV / "pyvenv.cfg").exists():
        shutil.rmtree(VENV)
    code, output = quietly((sys.executable, "-m", "venv", VENV))
    if code:
        raise Trouble(f"Pythons omgivelser kunne ikke oprettes i {VENV}:\n{last_lines(output)}")


def _install_venv() -> None:
    package = f"python3.{sys.version_info.minor}-venv"
    if not apt.may_install():
        raise Trouble(f"Python mangler modulet venv. Kør 'sudo apt-get install {package}', og prøv igen.")
    apt.install(package)


def _install(requirements: Path) -> None:
    """With uv, which is fast; where it cannot be had or fails, with pip, which is there."""
    env = os.environ | {"VIRTUAL_ENV": str(VENV), "UV_LINK_MODE": "copy"}
    words = (program("uv"), "pip", "sync", "-q", "--require-hashes", requirements)
    if _has_uv() and quietly(words, env=env)[0] == 0:
        return
    code, output = quietly((python(), "-m", "pip", "install", "-q", "--require-hashes", "-r", requirements))
    if code:
        raise Trouble(f"Pakkerne i {requirements.name} kunne ikke installeres:\n{last_lines(output)}")


def _has_uv() -> bool:
    if program("uv").exists():
        return True
    wish = ROOT / "tools/uv.txt"
    return quietly((python(), "-m", "pip", "install", "-q", "--require-hashes", "-r", wish))[0] == 0


def _add_source() -> None:
    """The source is found where it lies; nothing is built, so nothing is fetched for building."""
    packages = next((VENV / "lib").glob("python3*/site-packages"))
    (packages / "samspor-source.pth").write_text(f"{ROOT / 'src'}\n")
