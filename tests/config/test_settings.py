"""Settings that would be unsafe refuse, each with a sentence that says what to do."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from enslinje.config import databases, secret_key

LONG = "k" * 50


def settings_with(tmp_path, ask="settings.MODE", **environment):
    """Read the settings in a fresh process; return what it printed, or its last line of error."""
    clean = {name: value for name, value in os.environ.items() if "ENSLINJE" not in name}
    clean.pop("DATABASE_URL", None)
    code = f"from enslinje.config import settings; print({ask})"
    asked = subprocess.run(
        [sys.executable, "-c", code],
        env=clean | {"ENSLINJE_DATA": str(tmp_path)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return (asked.stdout if asked.returncode == 0 else asked.stderr).strip().splitlines()[-1]


def test_without_any_setting_it_is_a_demo_for_this_machine_only(tmp_path):
    ask = "settings.MODE, settings.DEBUG, settings.ALLOWED_HOSTS"
    assert settings_with(tmp_path, ask) == "demo False ['localhost', '127.0.0.1', '[::1]']"


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"ENSLINJE_MODE": "production"}, "ENSLINJE_SECRET_KEY must hold at least 50"),
        (
            {"ENSLINJE_MODE": "production", "ENSLINJE_SECRET_KEY": "short"},
            "ENSLINJE_SECRET_KEY must hold at least 50",
        ),
        (
            {"ENSLINJE_MODE": "production", "ENSLINJE_SECRET_KEY": LONG},
            "ENSLINJE_LOG_KEY must hold at least 50",
        ),
        ({"ENSLINJE_ALLOWED_HOSTS": "plan.example.org"}, "set ENSLINJE_MODE=production too"),
        ({"ENSLINJE_MODE": "prod"}, "it must be demo or production"),
        ({"DATABASE_URL": "sqlite:///x.sqlite3"}, "DATABASE_URL must begin with postgres://"),
    ],
)
def test_an_unsafe_setting_refuses(tmp_path, environment, sentence):
    answer = settings_with(tmp_path, **environment)
    assert answer.startswith("django.core.exceptions.ImproperlyConfigured: ")
    assert sentence in answer


def test_production_is_never_debugged_and_keeps_no_key_of_its_own(tmp_path):
    ask = "settings.DEBUG, settings.ALLOWED_HOSTS[-1], settings.CSRF_COOKIE_SECURE"
    answer = settings_with(
        tmp_path,
        ask,
        ENSLINJE_MODE="production",
        ENSLINJE_SECRET_KEY=LONG,
        ENSLINJE_LOG_KEY=LONG,
        ENSLINJE_ALLOWED_HOSTS="plan.example.org",
        ENSLINJE_DEBUG="1",
    )
    assert answer == "False plan.example.org True"
    assert not (tmp_path / "secret_key").exists()
    assert not (tmp_path / "log_key").exists()


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path):
    file = tmp_path / "new" / "secret_key"
    first = secret_key.kept(file)
    assert len(first) >= 50
    assert secret_key.kept(file) == first
    assert file.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["secret_key"]


def test_two_keys_differ(tmp_path):
    assert secret_key.kept(tmp_path / "a") != secret_key.kept(tmp_path / "b")


@pytest.mark.parametrize(
    ("version", "journal"),
    [((3, 40, 1), "PERSIST"), ((3, 51, 2), "PERSIST"), ((3, 51, 3), "WAL"), ((4, 0, 0), "WAL")],
)
def test_a_write_ahead_log_only_where_it_is_safe(version, journal):
    assert databases.journal_mode(version) == journal


def test_another_kind_of_database_is_refused(tmp_path):
    with pytest.raises(ImproperlyConfigured):
        databases.chosen("mysql://localhost/x", folder=tmp_path)


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own settings")
def test_sqlite_is_durable_waits_and_keeps_foreign_keys(db):
    with connection.cursor() as cursor:
        values = [
            cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("synchronous", "busy_timeout", "foreign_keys")
        ]
    assert values == [2, 20_000, 1]
    assert connection.transaction_mode == "IMMEDIATE"


def deployed(tmp_path, **environment):
    """Run Django's own check of a deployment; return its status and what it said."""
    given = {
        "ENSLINJE_MODE": "production",
        "ENSLINJE_SECRET_KEY": secret_key.kept(tmp_path / "a"),
        "ENSLINJE_LOG_KEY": secret_key.kept(tmp_path / "b"),
        "ENSLINJE_ALLOWED_HOSTS": "plan.example.org",
        "ENSLINJE_BEHIND_PROXY": "1",
        "ENSLINJE_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "enslinje.config.settings",
    }
    clean = {name: value for name, value in os.environ.items() if "ENSLINJE" not in name}
    asked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=clean | given | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return asked.returncode, asked.stderr


def test_django_finds_nothing_wrong_with_production(tmp_path):
    assert deployed(tmp_path)[0] == 0


def test_without_tls_in_front_it_would(tmp_path):
    """The negative control."""
    status, said = deployed(tmp_path, ENSLINJE_BEHIND_PROXY="")

    assert status != 0
    assert "security.W008" in said
