"""Django's own commands, in the project's environment."""

from collections.abc import Mapping
from pathlib import Path

from tools import environment
from tools.shell import Trouble, last_lines, quietly, run
from tools.state import locked


def manage(*words: str, env: Mapping[str, str]) -> int:
    """One command in the foreground; its exit code."""
    return run((environment.python(), "-m", "django", *words), env=env)


def must(*words: str, env: Mapping[str, str], refusal: str) -> None:
    if manage(*words, env=env):
        raise Trouble(refusal)


def migrate(env: Mapping[str, str], lock: Path) -> None:
    """Asking is cheaper than doing, and mostly there is nothing to do; two at once would collide."""
    with locked(lock):
        if not is_migrated(env):
            must("migrate", "--no-input", "-v", "0", env=env, refusal="Databasen kunne ikke bringes ajour.")


def is_migrated(env: Mapping[str, str]) -> bool:
    return quietly((environment.python(), "-m", "django", "migrate", "--check"), env=env)[0] == 0


def is_demo_ready(env: Mapping[str, str]) -> bool:
    """Migrated and loaded: Django wakes up once for both."""
    return quietly((environment.python(), "-m", "django", "load_demo", "--ask"), env=env)[0] == 0


def silently(*words: str, env: Mapping[str, str], refusal: str) -> None:
    code, output = quietly((environment.python(), "-m", "django", *words), env=env)
    if code:
        raise Trouble(f"{refusal}\n{last_lines(output)}")
