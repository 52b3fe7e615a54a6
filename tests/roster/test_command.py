"""`./samspor import`: a list is handed in from the command line, and nothing is written by that."""

import pytest
from django.core.management import CommandError, call_command

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.people.api import Employment
from samspor.roster.models import ChangeSet
from samspor.roster.rules.states import State
from tests.roster.conftest import ASTA, HEADERS, NEW

LARS = "lars@fjordby.example"


@pytest.fixture
def file(tmp_path, cast):
    path = tmp_path / "børn.csv"
    path.write_text(f"{HEADERS}\n{ASTA}\n{NEW}\n")
    return path


def run(file, capsys, *more):
    call_command("import_roster", str(file), *more)
    return capsys.readouterr().out


def test_a_list_waits_for_its_leader(file, capsys):
    assert "Der er ikke skrevet noget endnu" in run(file, capsys, "--as", LARS)
    held = ChangeSet.objects.get()
    assert (held.state, held.filename, held.changes.count()) == (State.READY, "børn.csv", 2)


def test_the_log_tells_it_from_one_handed_in_on_the_page(file, capsys):
    """Who it is done for is what somebody with access to the server has written."""
    run(file, capsys, "--as", LARS)
    first = Entry.objects.filter(verb=Verb.ROSTER_UPLOADED).earliest("pk")
    assert (first.actor_name, first.purpose) == ("Lars Brandt", "afleveret fra serveren")


def test_unknown_columns_and_long_lists_are_told(file, capsys):
    file.write_text("Barn;Tal;\nEllen Kvist;720323-4011;\n")
    assert "kolonner, vi ikke kender" in run(file, capsys, "--as", LARS)
    file.write_text("\n".join([HEADERS, *[NEW] * 7000, ""]))
    assert "Listen er stor" in run(file, capsys, "--as", LARS)


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ([], "Skriv, hvem listen læses ind for"),
        (["--as", "ingen@fjordby.example"], "Skriv, hvem listen læses ind for"),
        (["--as", "pia@fjordby.example"], "Skriv, hvem listen læses ind for"),
        (["--as", LARS, "--unit", "Et andet hus"], "Du kan vælge mellem: Børnehuset Solsikken"),
    ],
)
def test_what_is_missing_is_said(file, more, says):
    with pytest.raises(CommandError, match=says):
        call_command("import_roster", str(file), *more)
    assert not ChangeSet.objects.exists()


def test_a_leader_of_several_units_says_which(file, cast, capsys):
    Employment.objects.filter(staff=cast.lars).update(unit=cast.nord)
    with pytest.raises(CommandError, match="--unit NAVN"):
        call_command("import_roster", str(file), "--as", LARS)
    assert "Listen er læst" in run(
        file, capsys, "--as", LARS, "--unit", "børnehuset solsikken", "--kind", "daycare_list"
    )


def test_a_file_that_is_not_there_or_no_list_is_said(file, tmp_path):
    with pytest.raises(CommandError, match="findes ikke"):
        call_command("import_roster", str(tmp_path / "nej.csv"), "--as", LARS)
    file.write_bytes(b"%PDF")
    with pytest.raises(CommandError, match="Det er en PDF"):
        call_command("import_roster", str(file), "--as", LARS)
