"""Who has lost telephone and codes is let in by an administrator: remembered, told, and signed out everywhere."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from samspor.audit.models import Entry
from samspor.audit.verbs import Verb
from samspor.base.refused import NotHere, Refused
from samspor.project.sign_in.reset import reset_second_step
from tests.cast import NOW
from tests.project.test_second_step import ACTIVATE, inside, pia, secret  # noqa: F401 -- fixtures

WHY = "Telefonen er væk. Set i øjnene på kontoret."


def let_in(*words: str) -> str:
    out = StringIO()
    call_command("reset_second_step", *words, stdout=out)
    return out.getvalue()


def test_a_lost_second_step_is_taken_off_remembered_and_asked_for_anew(committed, cast, pia, inside, secret, settings):  # noqa: F811
    settings.SECOND_STEP = True
    other = Client()
    other.force_login(cast.mads.account, backend="django.contrib.auth.backends.ModelBackend")
    assert inside.get("/").status_code == 200
    said = let_in("pia@fjordby.example", "--as", "ali@fjordby.example", "--because", WHY)
    assert "1 login er afsluttet" in said
    answer = inside.get("/")
    assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/konto/log-ind/")
    assert other.get("/").status_code == 302  # to the second step of his own, not to signing in
    assert "log-ind" not in other.get("/")["Location"].split("?")[0]
    again = Client()
    again.force_login(pia, backend="django.contrib.auth.backends.ModelBackend")
    assert again.get("/")["Location"].split("?")[0] == ACTIVATE
    entry = Entry.objects.get(verb=Verb.SECOND_STEP_RESET)
    assert (entry.actor_name, entry.about_id, entry.purpose, entry.after) == (
        "Ali Demir", str(pia.pk), WHY, {"sessions": 1},
    )  # fmt: skip


def test_what_there_is_not_is_not_reset(cast):
    with pytest.raises(Refused, match="intet andet trin"):
        reset_second_step(by=cast.actor("ali"), account=cast.pia.account, reason=WHY, at=NOW)
    assert not Entry.objects.filter(verb=Verb.SECOND_STEP_RESET).exists()


def test_nobody_resets_their_own_nor_without_saying_why(cast):
    with pytest.raises(Refused, match="sit eget"):
        reset_second_step(by=cast.actor("ali"), account=cast.ali.account, reason=WHY, at=NOW)
    with pytest.raises(Refused, match="Skriv, hvorfor"):
        reset_second_step(by=cast.actor("ali"), account=cast.pia.account, reason="  kort    ", at=NOW)


@pytest.mark.parametrize("who", ["pia", "lars", "bent", "mette", "jens"])
def test_only_an_administrator_resets(cast, who):
    with pytest.raises(NotHere):
        reset_second_step(by=cast.actor(who), account=cast.mads.account, reason=WHY, at=NOW)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("ingen@fjordby.example", "--as", "ali@fjordby.example"), "ingen konto med mailadressen ingen@"),
        (("pia@fjordby.example", "--as", "lars@fjordby.example"), "Kun en systemadministrator"),
        (("pia@fjordby.example", "--as", "ali@fjordby.example"), "intet andet trin"),
    ],
)
def test_the_command_says_what_is_wrong(cast, words, said):
    with pytest.raises(CommandError, match=said):
        let_in(*words, "--because", WHY)
