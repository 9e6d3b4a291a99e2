"""`enslinje doctor` finds each fault it looks for, and nothing where there is none."""

import json
import shutil
from collections import namedtuple

import pytest
from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from enslinje.cli import doctor, setup_checks
from enslinje.journal import triggers
from enslinje.journal.models import ChangeSet
from enslinje.organisation import file_store, operations
from enslinje.organisation.models import StoredFile
from tests import town
from tests.everything import decision

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024  (as shutil's)


@pytest.fixture
def well(db, settings, tmp_path, monkeypatch):
    """An Enslinje that is set up as it should be."""
    monkeypatch.delenv("ENSLINJE_SECRET_KEY", raising=False)
    monkeypatch.delenv("ENSLINJE_LOG_KEY", raising=False)
    settings.DATA = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    settings.LOCALE_PATHS = [tmp_path / "locale"]
    (tmp_path / "secret_key").touch(mode=0o600)
    (tmp_path / "log_key").touch(mode=0o600)
    catalogue = tmp_path / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    catalogue.parent.mkdir(parents=True)
    catalogue.touch()
    settings.STATIC_ROOT.mkdir()
    paths = {path for finder in finders.get_finders() for path, _ in finder.list([])}
    manifest = {"paths": dict.fromkeys(paths | {setup_checks.A_STYLE_SHEET}, "")}
    (settings.STATIC_ROOT / "staticfiles.json").write_text(json.dumps(manifest))
    return tmp_path


def ill():
    return [finding.what for finding in setup_checks.all_findings() if not finding.well]


def test_nothing_is_found_where_all_is_well(well):
    assert ill() == []


@pytest.mark.parametrize("key", ["secret_key", "log_key"])
def test_a_key_that_others_can_read_is_found(well, key):
    (well / key).chmod(0o644)
    assert ill() == [key.replace("_", " ")]


@pytest.mark.parametrize("key", ["secret_key", "log_key"])
def test_a_missing_key_is_found(well, key):
    (well / key).unlink()
    assert ill() == [key.replace("_", " ")]


def test_a_file_that_is_away_or_that_others_can_read_is_found(well):
    kept = file_store.keep([b"minutes"])
    operation = ChangeSet.objects.create(
        recorded_at=timezone.now(), actor_code="x", source="command", action="attach_file"
    )
    StoredFile.objects.create(
        name=kept.name,
        size=kept.size,
        sha256=kept.sha256,
        media_type="application/pdf",
        recorded_in=operation,
    )
    assert ill() == []
    assert f"1 in {well / 'files'}" in [one.saw for one in setup_checks.all_findings()]
    (well / "files").chmod(0o755)
    assert ill() == ["files"]
    (well / "files").chmod(0o700)
    file_store.discard(kept.name)
    assert ill() == ["files"]


def test_it_says_whether_case_numbers_are_held_against_registers(well):
    def saw():
        return next(one.saw for one in setup_checks.all_findings() if one.what == "case numbers")

    assert saw() == "free text, as no body has a case register"
    town.record_town()
    town.keep_case_registers("KS")
    operations.record_decisions(actor=town.LOADER, decisions=[decision()])
    assert saw() == "1 registers, 0 numbers outside them"


def test_a_migration_that_waits_is_found(well):
    MigrationRecorder(connection).migration_qs.filter(app="plans").delete()
    assert ill() == ["migrations"]


def test_missing_triggers_are_found(well):
    with triggers.suspended(connection):
        assert ill() == ["append-only triggers"]


@pytest.mark.parametrize("day", ["2001-01-01", "2100-01-01"])
def test_a_clock_that_is_wrong_is_found(well, time_machine, day):
    time_machine.move_to(f"{day} 12:00 +0000")
    assert ill() == ["clock"]


def test_a_full_disk_is_found(well, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: Usage(10**12, 10**12, 10**8))
    assert ill() == ["disk"]


def test_static_files_that_were_not_collected_are_found(well):
    (well / "static" / "staticfiles.json").unlink()
    assert ill() == ["static files"]


def test_english_that_was_not_compiled_is_found(well):
    (well / "locale" / "en" / "LC_MESSAGES" / "django.mo").unlink()
    assert ill() == ["English"]


@pytest.mark.parametrize(
    ("version", "journal", "synchronous", "is_well"),
    [
        ("3.40.1", "persist", 2, True),
        ("3.40.1", "delete", 2, True),
        ("3.40.1", "persist", 1, False),
        ("3.40.1", "wal", 2, False),
        ("3.51.3", "wal", 2, True),
        ("3.51.3", "wal", 1, False),
        ("3.51.3", "memory", 2, False),
    ],
)
def test_an_unsafe_sqlite_is_found(monkeypatch, version, journal, synchronous, is_well):
    answers = {
        "PRAGMA journal_mode": journal,
        "PRAGMA synchronous": synchronous,
        "SELECT sqlite_version()": version,
    }
    monkeypatch.setattr(setup_checks, "_value", answers.__getitem__)
    assert setup_checks._sqlite().well == is_well


@pytest.mark.parametrize(
    ("version", "fsync", "is_well"),
    [("150000", "on", True), ("149999", "on", False), ("180003", "off", False)],
)
def test_an_unsafe_postgresql_is_found(monkeypatch, version, fsync, is_well):
    monkeypatch.setattr(
        setup_checks, "_value", lambda question: version if "version" in question else fsync
    )
    assert setup_checks._postgresql().well == is_well


def test_settings_that_refuse_end_it_with_what_to_do(monkeypatch):
    def refuse() -> None:
        raise ImproperlyConfigured("Make a key.")

    monkeypatch.setattr("django.apps.apps.ready", False)
    monkeypatch.setattr("django.setup", refuse)
    last = list(doctor.findings())[-1]
    assert doctor.line(last) == "✗ settings: refused. Make a key."


def test_a_check_that_fails_is_a_finding(monkeypatch):
    monkeypatch.setattr(setup_checks, "CHECKS", {"database": lambda: 1 / 0})
    (finding,) = setup_checks.all_findings()
    assert (finding.what, finding.well) == ("database", False)
    assert "division by zero" in finding.saw


@pytest.mark.parametrize(("is_well", "code", "mark"), [(True, 0, "✓"), (False, 1, "✗")])
def test_the_exit_code_tells(monkeypatch, capsys, is_well, code, mark):
    finding = doctor.Finding("disk", "0 GB", well=is_well, mend="Free some.")
    monkeypatch.setattr(doctor, "findings", lambda: iter([finding]))
    with pytest.raises(doctor.typer.Exit) as end:
        doctor.doctor()
    assert end.value.exit_code == code
    assert capsys.readouterr().out.startswith(f"{mark} disk: 0 GB")
