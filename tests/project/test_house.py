"""The wiring: settings from the environment, checks before real people are met, rights, commands and tidying."""

import io
import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection

from samspor.access.models import Submission
from samspor.audit import chain
from samspor.audit.models import Entry
from samspor.audit.record import saw, worker
from samspor.audit.verbs import Verb
from samspor.project import checks, jobs, wsgi
from samspor.project import settings as house
from samspor.project.sign_in import remember
from tests.audit.owner import tamper
from tests.cast import NOW, Cast
from tests.conftest import OWNER

ROOT = Path(__file__).resolve().parents[2]


def asked(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Settings are read once a process, so each question has its own."""
    held = {name: value for name, value in os.environ.items() if not name.startswith("SAMSPOR_")}
    needed = {
        "SAMSPOR_SECRET_KEY": "x" * 60,
        "SAMSPOR_FIELD_KEYS": "1:" + "00" * 32,
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    code = f"from samspor.project import settings as s; print(({code}))"
    return subprocess.run(
        [sys.executable, "-c", code], env=held | needed | env, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize(
    ("env", "code", "value"),
    [
        ({}, "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE", (True, True)),
        ({}, "s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS > 0", (True, True)),
        ({"SAMSPOR_DEMO": "1"}, "s.SESSION_COOKIE_SECURE, s.SECURE_SSL_REDIRECT", (False, False)),
        ({}, "s.SECOND_STEP", True),
        ({"SAMSPOR_DEMO": "1"}, "s.SECOND_STEP", False),
        ({"SAMSPOR_DEMO": "1", "SAMSPOR_SECOND_STEP": "1"}, "s.SECOND_STEP", True),
        ({"SAMSPOR_SECOND_STEP": ""}, "s.SECOND_STEP", False),
        ({"SAMSPOR_DEMO": "1", "SAMSPOR_HTTPS": "1"}, "s.SESSION_COOKIE_SECURE", True),
        ({}, "s.DEBUG, s.EMAIL_BACKEND.split('.')[-2], s.EMAIL_HOST, s.EMAIL_PORT", (False, "smtp", "127.0.0.1", 25)),
        ({"SAMSPOR_SMTP": "post.fjordby.example:587", "SAMSPOR_SMTP_TLS": "1"},
         "s.EMAIL_HOST, s.EMAIL_PORT, s.EMAIL_USE_TLS, s.EMAIL_TIMEOUT", ("post.fjordby.example", 587, True, 15)),
        ({"SAMSPOR_DEMO": "1", "SAMSPOR_DATA_DIR": "/tmp/d"},  # noqa: S108 -- only read
         "s.EMAIL_BACKEND.split('.')[-2], str(s.EMAIL_FILE_PATH)", ("filebased", "/tmp/d/mails")),  # noqa: S108
        ({"SAMSPOR_DEMO": "1", "SAMSPOR_SMTP": "post:25"}, "s.EMAIL_BACKEND.split('.')[-2]", "smtp"),
        ({"SAMSPOR_PROXIES": "1"}, "s.SECURE_PROXY_SSL_HEADER, s.ALLAUTH_TRUSTED_PROXY_COUNT",
         (("HTTP_X_FORWARDED_PROTO", "https"), 1)),
        ({}, "s.SECURE_PROXY_SSL_HEADER", None),
        ({"SAMSPOR_POOL": "3"}, "s.DATABASES['default']['OPTIONS']['pool']['max_size']", 3),
        ({"SAMSPOR_POOL": ""}, "'pool' in s.DATABASES['default']['OPTIONS']", False),
        ({"SAMSPOR_POOL": "1"}, "s.DATABASES['default']['OPTIONS']['options'][-18:]", "force_generic_plan"),
        ({"SAMSPOR_POOL": "1"}, "s.DATABASES['default']['OPTIONS']['prepare_threshold']", 0),
        ({}, "s.DATABASES['default']['OPTIONS']", {"server_side_binding": True, "prepare_threshold": 3}),
        ({"DATABASE_URL": "postgresql://a%40b:c%2Fd@h:5/n"},
         "[s.DATABASES['default'][k] for k in ('USER', 'PASSWORD', 'PORT')]", ["a@b", "c/d", "5"]),
        ({}, "s.DATABASES['default']['ATOMIC_REQUESTS'], s.DATABASES['default']['CONN_HEALTH_CHECKS']", (True, True)),
    ],
)  # fmt: skip
def test_settings_come_from_the_environment(env: dict[str, str], code: str, value: object) -> None:
    assert asked(code, **env).stdout.strip() == str(value)


def test_what_is_not_set_ends_the_start_with_a_sentence() -> None:
    with pytest.raises(SystemExit, match="SAMSPOR_FINDES_IKKE"):
        house.env("SAMSPOR_FINDES_IKKE")
    assert callable(wsgi.application)


def test_a_missing_setting_is_named_in_a_sentence() -> None:
    answer = asked("1", SAMSPOR_MUNICIPALITY="findes-ikke")
    assert answer.returncode != 0
    held = {
        name: value for name, value in os.environ.items() if name != "DATABASE_URL" and not name.startswith("SAMSPOR_")
    }
    code = "import samspor.project.settings"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=held | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 1
    assert "Samspor mangler indstillingen SAMSPOR_SECRET_KEY. Se DEVELOPERS.md." in answer.stderr


@pytest.mark.parametrize(
    ("changed", "found"),
    [
        ({}, []),
        ({"SESSION_COOKIE_SECURE": False}, [checks.HTTPS]),
        ({"SECRET_KEY": "kort"}, [checks.SECRET]),
        ({"SESSION_COOKIE_SECURE": False, "SECRET_KEY": "kort"}, [checks.HTTPS, checks.SECRET]),
        ({"SESSION_COOKIE_SECURE": False, "DEMO": True}, []),
        ({"SESSION_COOKIE_SECURE": False, "STRICT": True}, []),
    ],
)
def test_nobody_real_is_met_without_https_and_a_long_secret(
    settings: Any, changed: dict[str, Any], found: list[str]
) -> None:
    for name, value in (
        {"DEMO": False, "STRICT": False, "SESSION_COOKIE_SECURE": True, "SECRET_KEY": "x" * 60} | changed
    ).items():
        setattr(settings, name, value)
    assert [problem.msg for problem in checks.fit_for_people()] == found


def test_the_product_does_not_run_as_who_could_change_the_log(db: None, settings: Any, monkeypatch: Any) -> None:
    settings.DEMO = False
    assert checks.keeps_its_hands_off_the_log() == []
    with psycopg.connect(OWNER._replace(path=f"/{connection.settings_dict['NAME']}").geturl()) as owner:
        monkeypatch.setattr(checks, "connection", owner)
        assert [problem.msg for problem in checks.keeps_its_hands_off_the_log()] == [checks.OWNER]
        settings.DEMO = True
        assert checks.keeps_its_hands_off_the_log() == []


def test_before_there_is_a_log_nobody_owns_it(monkeypatch: Any) -> None:
    with psycopg.connect(OWNER._replace(path="/postgres").geturl()) as empty:
        monkeypatch.setattr(checks, "connection", empty)
        assert checks.keeps_its_hands_off_the_log() == []


def test_the_product_may_do_everything_with_rows_and_nothing_with_tables(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = 'public' AND c.relkind = 'r'
              AND EXISTS (SELECT FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS may
                          WHERE NOT has_table_privilege('samspor_app', c.oid, may))
            """
        )
        assert {name for (name,) in cursor.fetchall()} == {"audit_entry", "audit_seal", "django_migrations"}
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'samspor_app'::regrole")
        assert cursor.fetchone()[0] == 0
        cursor.execute(
            "SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls"
            " FROM pg_roles WHERE rolname = 'samspor_app'"
        )
        assert cursor.fetchone()[0] is False


def run(name: str, *words: str) -> str:
    out = io.StringIO()
    call_command(name, *words, stdout=out)
    return out.getvalue()


def test_the_log_is_sealed_and_verified_by_hand(db: None) -> None:
    assert run("verify_log").startswith("Alle 0 led holder.")
    count = Entry.objects.count()
    said = run("seal_log")
    assert said.startswith(f"{count} poster er forseglet. Nyeste led: {count}:")
    assert run("verify_log", "--head", said.split()[-1]).startswith(f"Alle {count} led holder.")


def test_a_broken_log_ends_the_command_with_one_and_the_place(committed: str) -> None:
    saw(Verb.CHILD_SEEN, by=worker(NOW), at=NOW)
    chain.seal()
    tamper(committed, "UPDATE audit_entry SET actor_name = 'En anden' WHERE id = (SELECT max(id) FROM audit_entry)")
    with pytest.raises(CommandError, match=f"brudt ved led {chain.head().position}") as raised:
        run("verify_log")
    assert raised.value.returncode == 1


@pytest.mark.parametrize("head", [f"1:{'00' * 32}", "vrøvl", "1:æ", "x:00"])
def test_a_head_that_is_gone_ends_the_command_with_one(db: None, head: str) -> None:
    chain.seal()
    with pytest.raises(CommandError, match="enden af loggen er klippet af"):
        run("verify_log", "--head", head)


def test_what_has_had_its_time_is_cleared_away(cast: Cast) -> None:
    account = cast.pia.account
    for days in (6, 8):
        Submission.objects.create(key=uuid4(), account=account, at=NOW - timedelta(days=days), location="/")
    for days in (-1, 1):
        Session.objects.create(session_key=f"key{days}", session_data="", expire_date=NOW + timedelta(days=days))
    jobs.tidy(int(NOW.timestamp()))
    assert [NOW - one.at for one in Submission.objects.all()] == [timedelta(days=6)]
    assert [session.session_key for session in Session.objects.all()] == ["key1"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT args FROM procrastinate_jobs WHERE task_name LIKE '%%remove_old_jobs'")
        assert len(cursor.fetchall()) == 1


def test_signing_out_when_nobody_was_in_is_nobodys_doing(db: None) -> None:
    before = Entry.objects.count()
    remember._writer(Verb.SIGNED_OUT)(user=None)
    assert Entry.objects.count() == before


def test_no_table_was_changed_without_its_migration(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    """Triggers included. What `migrate` asks is only whether all there are have been run."""
    try:
        call_command("makemigrations", check_changes=True, dry_run=True)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_the_idle_time_is_renewed_by_use_but_written_once_a_minute(as_: Any) -> None:
    with time_machine.travel(NOW, tick=False) as clock:
        browser = as_("pia")
        browser.get("/")
        first = browser.session["renewed"]
        clock.shift(59)
        browser.get("/")
        assert browser.session["renewed"] == first
        clock.shift(1)
        assert browser.get("/").headers["Cache-Control"] == "private, no-cache"
        assert browser.session["renewed"] == first + 60
