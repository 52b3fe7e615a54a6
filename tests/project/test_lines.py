"""Our log lines: what happened, where in the product and how long it took, and nothing about anybody."""

import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from samspor.access.models import Account
from samspor.project import lines
from tests.cast import Cast
from tests.project.fault_urls import SECRET

PERSONAL = ("Asta", "Lindqvist", "Pia", "Holm", "010120", "fjordby.example", "hemmelig")


@pytest.fixture(autouse=True)
def faults(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.project.fault_urls"


class Kept(logging.Handler):
    """Keeps the lines instead of printing them."""

    def __init__(self) -> None:
        super().__init__()
        self.setFormatter(lines.formatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def written() -> Iterator[list[str]]:
    kept = Kept()
    logging.getLogger().addHandler(kept)
    yield kept.lines
    logging.getLogger().removeHandler(kept)


def of_requests(written: list[str]) -> list[dict[str, Any]]:
    held = [json.loads(line) for line in written]
    return [line for line in held if line["logger"] == "samspor.request"]


def test_a_line_a_request_with_route_and_time_and_number(as_: Any, written: list[str]) -> None:
    answer = as_("bent").get("/log/?slags=read")
    (line,) = of_requests(written)
    assert (line["method"], line["route"], line["status"], line["level"]) == ("GET", "audit:log", 200, "info")
    assert line["ms"] > 0
    assert line["request"] == answer["X-Request-ID"]
    assert line["timestamp"].endswith("Z")


def test_an_unknown_address_and_a_made_up_method_are_not_repeated(db: None, written: list[str]) -> None:
    Client().generic("ASTA", "/Asta/Lindqvist/")
    (line,) = of_requests(written)
    assert (line["method"], line["route"], line["status"]) == ("?", "", 404)


@pytest.mark.parametrize(
    ("how", "address", "data"),
    [
        ("get", "/fejl/brud/Asta/", {"q": SECRET}),
        ("get", "/fejl/modtaget/", {"q": SECRET}),
        ("post", "/fejl/modtaget/", {"note": SECRET}),
        ("post", "/fejl/nul/", {"name": f"Asta\x00{SECRET}"}),
        ("post", "/fejl/afvist/", {"note": SECRET}),
        ("post", "/konto/log-ind/", {"login": "pia@fjordby.example", "password": "hemmelig"}),
        ("post", "/konto/log-ind/", {"login": SECRET, "password": "hemmelig"}),
        ("get", "/Asta/", {"cpr": "0101201234"}),
    ],
)
def test_nothing_about_anybody_reaches_a_line(
    as_: Any, written: list[str], how: str, address: str, data: dict[str, str]
) -> None:
    browser = as_("pia")
    browser.raise_request_exception = False
    getattr(browser, how)(address, data)
    assert of_requests(written)
    for line in written:
        for word in PERSONAL:
            assert word not in line


def test_a_fault_is_told_by_its_kind_and_its_place(as_: Any, written: list[str]) -> None:
    browser = as_("pia")
    browser.raise_request_exception = False
    answer = browser.get("/fejl/brud/Asta/")
    (fault,) = [line for line in map(json.loads, written) if "fault" in line]
    assert (fault["fault"], fault["level"]) == ("RuntimeError", "error")
    assert any("fault_urls.py" in place and place.endswith("broken") for place in fault["where"])
    assert fault["request"] == answer["X-Request-ID"]


def test_what_a_library_says_is_kept_without_what_it_says_it_about(written: list[str]) -> None:
    logging.getLogger("other").error("could not find %s", SECRET)
    assert [json.loads(line)["event"] for line in written] == ["could not find %s"]


def test_a_row_that_a_constraint_refused_is_not_told(cast: Cast, as_: Any, written: list[str]) -> None:
    """The database puts the whole row into the words of its error."""
    try:
        with transaction.atomic():
            Account.objects.create(email="PIA@fjordby.example", name="Asta Lindqvist-Møller")
    except DatabaseError:
        logging.getLogger("other").exception("refused")
    (line,) = written
    assert json.loads(line)["fault"] == "IntegrityError"
    assert not [word for word in PERSONAL if word in line]


def test_a_host_that_is_not_ours_is_not_repeated(settings: Any, written: list[str]) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    assert Client().get("/sundhed/", headers={"Host": "nora-holm.example"}).status_code == 400
    assert "nora" not in "".join(written)
    assert any(json.loads(line)["logger"] == "django.security.DisallowedHost" for line in written)


def test_outside_a_request_there_is_no_number() -> None:
    assert lines.current() == ""
