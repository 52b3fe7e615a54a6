"""Every file says under which licence it is given, and every licence used is here in full."""

import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_file_has_a_licence_and_an_owner(tmp_path: Path) -> None:
    """Of a copy without what is made here: where git is not installed, nobody else knows what is ours."""
    made = [line.strip().strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()]
    shutil.copytree(ROOT, tmp_path / "ours", ignore=shutil.ignore_patterns(".git", *filter(None, made)))
    done = subprocess.run(
        [sys.executable, "-m", "reuse", "lint"], cwd=tmp_path / "ours", capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_the_licence_of_the_code_stands_at_the_root() -> None:
    assert (ROOT / "LICENSE").read_bytes() == (ROOT / "LICENSES/MPL-2.0.txt").read_bytes()
