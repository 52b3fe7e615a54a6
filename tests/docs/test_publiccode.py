"""publiccode.yml has what the standard (0.4) asks for, and says what the repository says elsewhere."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
LANGUAGES = ("da", "en")
STATUS = {"concept", "development", "beta", "stable", "obsolete"}
MAINTENANCE = {"internal", "contract", "community", "none"}
REQUIRED = (
    "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description",
    "legal.license", "maintenance.type", "localisation.localisationReady", "localisation.availableLanguages",
)  # fmt: skip


def read(lines: list[str]) -> Any:
    """The little of YAML that is used there: keys, lists and folded text, by their indentation."""
    if not lines[0].lstrip().startswith("- "):
        return dict(_pair(one) for one in _blocks(lines))
    items = [[one[0].replace("- ", "  ", 1), *one[1:]] for one in _blocks(lines)]
    return [read(one) if re.match(r"\s*\w+: ", one[0]) else _said(one[0].strip()) for one in items]


def _blocks(lines: list[str]) -> list[list[str]]:
    """What begins furthest to the left, each with what stands below and further in."""
    edge, blocks = _indent(lines[0]), []
    for line in lines:
        if _indent(line) == edge:
            blocks.append([])
        blocks[-1].append(line)
    return blocks


def _pair(block: list[str]) -> tuple[str, Any]:
    key, _, value = block[0].strip().partition(":")
    below = block[1:]
    if value.strip() == ">":
        return key, " ".join(line.strip() for line in below)
    return key, read(below) if below else _said(value.strip())


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _said(value: str) -> str:
    return value.strip('"')


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    lines = (ROOT / "publiccode.yml").read_text(encoding="utf-8").splitlines()
    found = read([line for line in lines if line.strip() and not line.lstrip().startswith("#")])
    assert isinstance(found, dict)
    return found


def at(told: dict[str, Any], path: str) -> Any:
    for part in path.split("."):
        told = told[part]
    return told


@pytest.mark.parametrize("path", REQUIRED)
def test_what_the_standard_asks_for_is_there(told: dict[str, Any], path: str) -> None:
    assert at(told, path)


def test_words_are_those_of_the_standard(told: dict[str, Any]) -> None:
    assert told["publiccodeYmlVersion"] == "0.4"
    assert told["developmentStatus"] in STATUS
    assert told["maintenance"]["type"] in MAINTENANCE
    assert told["maintenance"]["contacts"][0]["name"]  # asked for where a community looks after it
    assert re.fullmatch(r"https://\S+\.git", told["url"])


def test_it_says_what_the_repository_says(told: dict[str, Any]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert told["softwareVersion"] == project["version"]
    assert told["legal"]["license"] == project["license"]
    assert (ROOT / f"LICENSES/{project['license']}.txt").exists()
    versions = {one["name"]: one["versionMin"] for one in told["dependsOn"]["open"]}
    assert project["requires-python"] == f">={versions['Python']}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_described_at_the_length_that_is_asked_for(told: dict[str, Any], language: str) -> None:
    said = told["description"][language]
    assert 0 < len(said["shortDescription"]) <= 150
    assert 150 <= len(said["longDescription"]) <= 10_000
    assert said["features"]


def test_every_language_names_as_much(told: dict[str, Any]) -> None:
    assert set(told["description"]) == set(LANGUAGES)
    danish, english = (told["description"][one]["features"] for one in LANGUAGES)
    assert len(danish) == len(english)
