"""`adopt_instrument`: the same rules as on the page, from a file, by somebody who may."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.screening import reading
from samspor.screening.instrument import SHIPPED, drafted_of, shipped
from samspor.screening.models import Indicator, InstrumentVersion
from tests.cast import before_any_instrument

JENS = "jens@fjordby.example"


@pytest.fixture
def toml(cast, tmp_path):
    before_any_instrument()
    path = tmp_path / "redskab.toml"
    path.write_bytes(next(iter(sorted(SHIPPED.glob("*.toml")))).read_bytes())
    return path


def run(*words):
    out = StringIO()
    call_command("adopt_instrument", *map(str, words), stdout=out)
    return out.getvalue()


def test_a_dry_run_reads_and_takes_nothing_into_use(cast, toml):
    said = run(toml, "--as", JENS, "--dry-run")
    assert said.startswith("Filen er i orden: Samspors trivselsvurdering, version 1, ")
    assert not InstrumentVersion.objects.exists()


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
def test_a_file_is_taken_into_use_and_remembered(cast, toml, tmp_path, kind):
    path = toml
    if kind == "xlsx":
        path = tmp_path / "redskab.xlsx"
        path.write_bytes(reading.template(drafted_of(shipped()[0])))
    assert "er i brug fra" in run(path, "--as", JENS.upper())
    assert Indicator.objects.count() == len(shipped()[0].signs)
    assert Entry.objects.get(verb=Verb.INSTRUMENT_ADOPTED).actor_name == "Jens Holt"


@pytest.mark.parametrize("who", ["", "ingen@fjordby.example", "pia@fjordby.example"])
def test_only_who_may_takes_one_into_use(cast, toml, who):
    with pytest.raises(CommandError, match="må tage redskaber i brug"):
        run(toml, "--as", who)
    assert not InstrumentVersion.objects.exists()


def test_what_is_wrong_is_said_with_its_line(cast, toml):
    toml.write_text(toml.read_text(encoding="utf-8").replace('version = "1"', 'version = ""', 1), encoding="utf-8")
    with pytest.raises(CommandError, match=r"[Vv]ersion"):
        run(toml, "--as", JENS)
    toml.write_text("[[", encoding="utf-8")
    with pytest.raises(CommandError, match="Linje 1"):
        run(toml, "--as", JENS)
    with pytest.raises(CommandError, match="kan ikke åbnes"):
        run(toml.with_name("findes-ikke.toml"), "--as", JENS)
    assert not InstrumentVersion.objects.exists()


def test_a_version_that_is_there_is_only_succeeded(cast, toml):
    run(toml, "--as", JENS)
    with pytest.raises(CommandError, match=r"højere|findes|i brug"):
        run(toml, "--as", JENS)
    assert InstrumentVersion.objects.count() == 1


def test_a_sign_in_the_wrong_place_is_said_with_its_line(cast, toml):
    words = toml.read_text(encoding="utf-8")
    toml.write_text(words.replace("min_months = 12", "min_months = 13", 1), encoding="utf-8")
    with pytest.raises(CommandError, match=r"Linje \d+"):
        run(toml, "--as", JENS)
