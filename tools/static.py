"""Style, script and pictures gathered and compressed for the web server, when one of them has changed."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from tools import django, environment
from tools.shell import ROOT


def fingerprint(sources: Path) -> str:
    """Names, sizes and times of all static files below a folder."""
    files = sorted(file for file in sources.glob("*/static/**/*") if file.is_file())
    lines = (f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}" for file in files)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def gather(state: Path, env: Mapping[str, str]) -> None:
    stamp = state / "static.stamp"
    # The packages bring static files too, so their list counts.
    now = fingerprint(ROOT / "src/samspor") + environment.digest(environment.LOCKS["runtime"])
    if (state / "static/staticfiles.json").exists() and stamp.exists() and stamp.read_text() == now:
        return
    refusal = "Sidernes stil og billeder kunne ikke samles."
    django.silently("collectstatic", "--no-input", "--clear", env=env, refusal=refusal)
    stamp.write_text(now)
