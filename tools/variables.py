"""The environment variables that our programs run with."""

import os
import secrets
from pathlib import Path
from urllib.parse import urlsplit

from tools.database import Urls
from tools.shell import ROOT
from tools.state import kept_secret

THREADS = "4"  # of each worker of the web server, with a connection to the database each

NOWHERE = "postgresql://samspor@127.0.0.1:1/samspor"


def ensure_home(state: Path) -> None:
    """Programs we call want a home folder; a person without one gets a corner of ours."""
    home = os.environ.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        (state / "home").mkdir(exist_ok=True)
        os.environ["HOME"] = str(state / "home")


def base(state: Path) -> dict[str, str]:
    foreign = {"PYTHONPATH", "PYTHONHOME"}
    return {name: value for name, value in os.environ.items() if name not in foreign} | {
        "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT))),
        "DJANGO_SETTINGS_MODULE": "samspor.project.settings",
        "SAMSPOR_DATA_DIR": str(state),
    }


def _with_defaults(env: dict[str, str], **defaults: str) -> dict[str, str]:
    return defaults | env


def running(state: Path, urls: Urls, *, demo: bool) -> dict[str, str]:
    """What web and worker run with: the role that owns nothing, and keys of this machine's own."""
    own = {"DATABASE_URL": urls.app, "DATABASE_OWNER_URL": urls.owner}
    env = base(state) | own | ({"SAMSPOR_DEMO": "1"} if demo else {})
    return _with_defaults(
        env,
        SAMSPOR_POOL=THREADS,
        SAMSPOR_SECRET_KEY=kept_secret(state, "secret-key"),
        SAMSPOR_FIELD_KEYS=kept_secret(state, "field-keys", prefix="1:"),
    )


def owning(env: dict[str, str]) -> dict[str, str]:
    """The same as the owner, for migrations and loading; one process needs no pool."""
    return env | {"DATABASE_URL": env["DATABASE_OWNER_URL"], "SAMSPOR_POOL": ""}


def working(env: dict[str, str]) -> dict[str, str]:
    """The worker asks seldom and of much: its statements are planned for what they ask, on a connection of its own."""
    return env | {"SAMSPOR_POOL": ""}


def _own_name(url: str) -> str:
    parts = urlsplit(url)
    return parts._replace(path=f"{parts.path}_{os.getpid()}").geturl()


def testing(state: Path, urls: Urls | None) -> dict[str, str]:
    """Tests make databases, so they run as the owner; a name of their own lets two runs go on at once."""
    owner, app = (_own_name(url) for url in ((urls.owner, urls.app) if urls else (NOWHERE, NOWHERE)))
    databases = {"DATABASE_URL": owner, "DATABASE_OWNER_URL": owner, "DATABASE_APP_URL": app}
    return _with_defaults(
        base(state) | databases | {"SAMSPOR_STRICT": "1", "SAMSPOR_STATIC": "test"},
        SAMSPOR_SECRET_KEY=secrets.token_hex(32),
        SAMSPOR_FIELD_KEYS=f"1:{secrets.token_hex(32)}",
    )
