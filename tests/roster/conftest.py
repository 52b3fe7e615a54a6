"""Lists that Lars hands in, as files."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from samspor.roster import actions
from samspor.roster.models import ChangeSet
from tests.cast import NOW, Cast

FIELDS = (
    "CPR-nr.", "Navn", "Fødselsdato", "Institution", "Stue", "Startdato", "Slutdato", "Adresse", "Adressebeskyttelse",
    "Forælder 1", "Forælder 1 CPR", "Forælder 1 mobil", "Forældremyndighed",
)  # fmt: skip
HEADERS = ";".join(FIELDS)
Upload = Callable[..., ChangeSet]


def line(**cells: str) -> str:
    """`line(cpr=..., navn=...)`: the other cells are Solsikken, Blåmejserne, and blank."""
    known = {"cpr": "CPR-nr.", "navn": "Navn", "født": "Fødselsdato", "sted": "Institution", "stue": "Stue",
             "fra": "Startdato", "til": "Slutdato", "adresse": "Adresse", "beskyttet": "Adressebeskyttelse",
             "voksen": "Forælder 1", "voksen_cpr": "Forælder 1 CPR", "mobil": "Forælder 1 mobil",
             "myndighed": "Forældremyndighed"}  # fmt: skip
    said = {"Institution": "Børnehuset Solsikken", "Stue": "Blåmejserne"} | {known[k]: v for k, v in cells.items()}
    return ";".join(said.get(field, "") for field in FIELDS)


ASTA = line(cpr="740322-4001", navn="Asta Lindqvist-Møller")
BO = line(cpr="611221-4002", navn="Bo Øster")
EGON = line(cpr="611223-4005", navn="Egon Øster", stue="Spurvene")
NEW = line(cpr="720323-4011", navn="Ellen Marie Kvist", fra="01-09-2026")


@pytest.fixture
def handed_in(cast: Cast, tmp_path: Path) -> Upload:
    """`handed_in([ASTA, BO])`: a change set, read and ready."""

    def upload(
        lines: Sequence[str] | bytes, *, by: str = "lars", unit: str = "solsikken", kind: str = "daycare_list", at=NOW
    ):
        path = tmp_path / "list.csv"
        path.write_bytes(lines if isinstance(lines, bytes) else "\n".join([HEADERS, *lines, ""]).encode())
        made = actions.upload_roster(
            by=cast.actor(by, at=at), unit=cast.members[unit], kind=kind, filename="børn.csv", path=path, at=at
        )
        made.refresh_from_db()
        return made

    return upload
