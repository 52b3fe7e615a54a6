"""`test`: everything from nothing, on a throw-away database, its exit code the truth."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from tools import apt, checks, database, environment, variables
from tools.shell import ROOT, Trouble, quietly, run
from tools.state import state_folder

CLUSTER = "testpg"
BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
MARKED = "\npytestmark = pytest.mark.browser"
DRIVER = "lib/python3*/site-packages/playwright/driver/node"
WHOLE = ("-n", "2", "--dist", "worksteal", "-p", "tests.counted")
# Options that leave some tests out, or run none. All others say how, and the whole is run that way.
NARROW = {"--lf", "--last-failed", "--sw", "--stepwise", "--deselect", "--ignore", "--co", "--collect-only", "--help"}
SHORT = ("-k", "-m", "-h")


def chromium() -> str | None:
    chosen = os.environ.get("SAMSPOR_CHROMIUM")
    return next((path for name in ((chosen,) if chosen else BROWSERS) if (path := shutil.which(name))), None)


def ensure_chromium() -> str:
    """The browser of the journeys; without it they would prove nothing, so we stop."""
    if found := chromium():
        return found
    if apt.is_ubuntu():
        raise Trouble(
            "Testene mangler en browser, og i Ubuntu er Chromium ikke en pakke, vi kan bruge. Installér Google Chrome "
            "som .deb-pakke fra google.com/chrome, eller sæt SAMSPOR_CHROMIUM til en Chromium, du har, og prøv igen."
        )
    if "SAMSPOR_CHROMIUM" not in os.environ and apt.may_install():
        apt.install("chromium", "fonts-liberation")
        if found := chromium():
            return found
    raise Trouble(
        "Testene mangler browseren Chromium. Installér den med 'sudo apt-get install chromium', "
        "eller sæt SAMSPOR_CHROMIUM til dens sti, og prøv igen."
    )


def ensure_driver(folder: Path = environment.VENV) -> None:
    """What steers the browser is a program of its own, and asks for a library that a bare machine has not."""
    driver = next(folder.glob(DRIVER))
    if quietly((driver, "--version"))[0] and apt.may_install():
        apt.install("libatomic1")
    if quietly((driver, "--version"))[0]:
        raise Trouble(
            "Testene kan ikke styre browseren. Installér biblioteket, der mangler, "
            "med 'sudo apt-get install libatomic1', og prøv igen."
        )


def is_whole(chosen: list[str]) -> bool:
    """Nothing is left out: `--long` and `-x` say how the tests are run, and not which."""
    left_out = (word.startswith(SHORT) or word.partition("=")[0] in NARROW for word in chosen)
    return not any(paths(chosen)) and not any(left_out)


def paths(chosen: list[str]) -> Iterator[Path]:
    """The files and folders among the words. One that is not there is one as well: pytest says so."""
    for word in chosen:
        path = ROOT / word.partition("::")[0]
        if not word.startswith("-") and ("/" in word or path.exists()):
            yield path


def needs_browser(chosen: list[str]) -> bool:
    """Whether a test that is marked as a journey may be among them: by a word alone nobody can tell."""
    if "not browser" in chosen:
        return False
    files = (file for path in list(paths(chosen)) or [ROOT / "tests"] for file in [path, *path.rglob("*.py")])
    return any(MARKED in file.read_text(encoding="utf-8") for file in files if file.is_file())


def ensure_browser() -> str:
    found = ensure_chromium()
    ensure_driver()
    return found


def test(chosen: list[str], state: Path) -> int:
    """Everything with checks and lines counted; or just the chosen tests, for the one who is writing them."""
    environment.ensure(development=True)
    browser, whole = ensure_browser() if needs_browser(chosen) else chromium(), is_whole(chosen)
    with database.opened(state, CLUSTER, throw_away=True) as urls:
        env = variables.testing(state, urls) | ({"SAMSPOR_CHROMIUM": browser} if browser else {})
        in_order = not whole or checks.run_all(env)
        code = run((environment.python(), "-m", "pytest", *(WHOLE if whole else ()), *chosen), env=env)
    return code or (0 if in_order else 1)


def adopt_environment() -> None:
    """For pytest run by hand: a test database that stays up, and the variables `test` would have given."""
    if "DATABASE_URL" in os.environ:
        return
    state = state_folder()
    urls = database.keep_running(state, CLUSTER, throw_away=True)
    os.environ.update(variables.testing(state, urls))
    if browser := chromium():
        os.environ.setdefault("SAMSPOR_CHROMIUM", browser)
