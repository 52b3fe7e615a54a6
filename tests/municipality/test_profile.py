"""A municipality's file is read whole or not at all, and says what is wrong with it."""

from pathlib import Path

import pytest

from samspor.municipality.profile import Profile, load

ROOT = Path(__file__).resolve().parents[2]
GOOD = """
name = "Fjordby Kommune"
short_name = "Fjordby"
instrument = "samspor-trivsel-1"
idle_minutes = 30
parents_informed_days = 14
people_years = 5
screening_years = 5
concern_years = 5
handover_ahead_days = 120
handover_consent_days = 180
handover_unread_days = 7
handover_useful_weeks = 6
baton_accept_days = 3
pathway_pulse_weeks = 4
pathway_years = 5
forum_waiting_days = 10
forum_smallest = 5
forum_minutes_days = 14
forum_years = 5
handover_always_consent = false
handover_years = 2
sharing_longest_days = 365
sharing_warn_days = 30
sharing_unanswered_days = 14
sharing_years = 5
school_is_own_authority = false
screening_stage_months = 12
sender = "samspor@fjordby.example"
accessibility_contact = "web@fjordby.example"
intake_phone = "00 70 10 20"
duty_phone = ""
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "prøveby.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_whole_file_becomes_a_profile(tmp_path: Path) -> None:
    profile = load(written(tmp_path, GOOD))
    assert isinstance(profile, Profile)
    assert (profile.name, profile.idle_minutes) == ("Fjordby Kommune", 30)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (lambda text: text + 'colour = "red"\n', "colour"),
        (lambda text: text.replace('sender = "samspor@fjordby.example"\n', ""), "sender"),
        (lambda text: text.replace("idle_minutes", "idle_minuts"), "idle_minutes, idle_minuts"),
    ],
)
def test_a_missing_or_unknown_key_is_named_in_a_sentence(tmp_path: Path, change, named: str) -> None:
    with pytest.raises(ValueError, match=f"prøveby.toml: mangler eller kender ikke {named}"):
        load(written(tmp_path, change(GOOD)))


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("idle_minutes = 30", 'idle_minutes = "en halv time"'),
        ("idle_minutes = 30", "idle_minutes = true"),
        ('"Fjordby"', "7"),
    ],
)
def test_a_value_of_the_wrong_kind_is_named(tmp_path: Path, line: str, wrong: str) -> None:
    with pytest.raises(ValueError, match=r"prøveby\.toml: .* skal være"):
        load(written(tmp_path, GOOD.replace(line, wrong)))


@pytest.mark.parametrize("path", sorted((ROOT / "municipalities").glob("*.toml")), ids=lambda path: path.stem)
def test_the_municipalities_we_have_can_be_read(path: Path) -> None:
    profile = load(path)
    assert profile.idle_minutes >= 10
    assert "@" in profile.sender
