"""What `enslinje doctor` looks at once Django has started."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from enslinje.cli.doctor import Finding
from enslinje.journal import triggers
from enslinje.organisation import case_registers, decision_queries, file_queries, file_store

OLDEST_POSTGRESQL = 150_000
SAFE_WAL = (3, 51, 3)  # As in config.databases.
FULL = 2
FREE_BYTES = 10**9
CLOCK_DRIFT = timedelta(seconds=5)
BEFORE_THIS_WAS_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)
A_STYLE_SHEET = "vendor/designsystemet/theme.css"


def all_findings() -> Iterator[Finding]:
    for what, check in CHECKS.items():
        try:
            yield check()
        except Exception as error:  # noqa: BLE001  (whatever it is, it is what we were asked for)
            saw = " ".join(str(error).split()) or type(error).__name__
            yield Finding(what, saw, well=False, mend="Mend what stands above first.")


def mode() -> Finding:
    return Finding("mode", settings.MODE, well=True)


def secret_key() -> Finding:
    return _key("secret key", "ENSLINJE_SECRET_KEY", settings.DATA / "secret_key")


def log_key() -> Finding:
    return _key("log key", "ENSLINJE_LOG_KEY", settings.DATA / "log_key")


def _key(what: str, variable: str, file: Path) -> Finding:
    if os.environ.get(variable):
        return Finding(what, f"given by {variable}", well=True)
    return Finding(
        what,
        f"kept in {file}",
        well=file.stat().st_mode & 0o077 == 0,
        mend=f"Others can read it: chmod 600 {file}",
    )


def database() -> Finding:
    return _sqlite() if connection.vendor == "sqlite" else _postgresql()


def _sqlite() -> Finding:
    journal = _value("PRAGMA journal_mode").upper()
    synchronous = _value("PRAGMA synchronous")
    version = _value("SELECT sqlite_version()")
    unsafe_journal = journal == "WAL" and _parts(version) < SAFE_WAL
    return Finding(
        "database",
        f"SQLite {version}, journal {journal}, synchronous {synchronous}",
        well=not unsafe_journal and journal in {"WAL", "PERSIST", "DELETE"} and synchronous == FULL,
        mend="Saved work can be lost: use enslinje.config.databases unchanged, "
        "and WAL only from SQLite 3.51.3 on.",
    )


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _postgresql() -> Finding:
    version = int(_value("SELECT current_setting('server_version_num')"))
    fsync = _value("SELECT current_setting('fsync')")
    return Finding(
        "database",
        f"PostgreSQL {version // 10_000}, fsync {fsync}",
        well=version >= OLDEST_POSTGRESQL and fsync == "on",
        mend="Saved work can be lost: use PostgreSQL 15 or newer with fsync = on.",
    )


def migrations() -> Finding:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return Finding(
        "migrations",
        f"{len(plan)} to apply" if plan else "all applied",
        well=not plan,
        mend="Run: django-admin migrate --settings enslinje.config.settings",
    )


def append_only_triggers() -> Finding:
    missing = triggers.missing()
    return Finding(
        "append-only triggers",
        f"{len(missing)} missing, such as {missing[0]}" if missing else "all there",
        well=not missing,
        mend="Facts could be changed. Any migrate makes them again: "
        "django-admin migrate --settings enslinje.config.settings",
    )


def clock() -> Finding:
    now = datetime.now(UTC)
    newest = _instant(_value("SELECT MAX(recorded_at) FROM journal_changeset"))
    database_now = _instant(_value("SELECT CURRENT_TIMESTAMP"))
    behind = now < max(newest or now, BEFORE_THIS_WAS_WRITTEN)
    adrift = database_now is not None and abs(now - database_now) > CLOCK_DRIFT
    return Finding(
        "clock",
        now.isoformat(timespec="seconds"),
        well=not behind and not adrift,
        mend=f"It differs from the database ({database_now}) or is before the newest change "
        f"({newest}): set the clock, deadlines depend on it.",
    )


def disk() -> Finding:
    free = shutil.disk_usage(settings.DATA).free
    return Finding(
        "disk",
        f"{free / 10**9:.1f} GB free in {settings.DATA}",
        well=free >= FREE_BYTES,
        mend="Free at least 1 GB.",
    )


def kept_files() -> Finding:
    """Whether each file of a decision is there with its length; `enslinje files` reads them too."""
    folder, known = file_store.folder(), file_queries.kept_files()
    away = [
        name for name, (size, _sum) in known.items() if not file_store.is_there(name, size=size)
    ]
    is_open = folder.exists() and folder.stat().st_mode & 0o077 != 0
    faults = [f"{len(away)} missing or cut"] * bool(away) + ["others can read them"] * is_open
    return Finding(
        "files",
        f"{len(known)} in {folder}" + "".join(f", {one}" for one in faults),
        well=not faults,
        mend=f"Take {folder} back from the backup, and let only its owner in: chmod 700 {folder}",
    )


def case_numbers() -> Finding:
    """Whether numbers are held against registers; none is how a city begins, and no fault."""
    registers = case_registers.registers()
    outside = registers.outside(decision_queries.case_numbers())
    saw = f"{len(registers.by_prefix)} registers, {len(outside)} numbers outside them"
    if not registers.are_kept:
        saw = "free text, as no body has a case register"
    return Finding("case numbers", saw, well=True)


def static_files() -> Finding:
    manifest = settings.STATIC_ROOT / "staticfiles.json"
    kept = json.loads(manifest.read_text())["paths"] if manifest.exists() else {}
    wanted = {path for finder in finders.get_finders() for path, _ in finder.list([])}
    missing = sorted((wanted | {A_STYLE_SHEET}) - kept.keys())
    return Finding(
        "static files",
        f"{len(missing)} not collected, such as {missing[0]}" if missing else "collected",
        well=not missing,
        mend="Run: make setup, then django-admin collectstatic --settings enslinje.config.settings",
    )


def translations() -> Finding:
    catalogue = settings.LOCALE_PATHS[0] / "en" / "LC_MESSAGES" / "django.mo"
    return Finding(
        "English",
        "compiled" if catalogue.exists() else "not compiled",
        well=catalogue.exists(),
        mend="Run: make setup",
    )


def demo_accounts() -> Finding:
    found = _value(
        "SELECT COUNT(*) FROM organisation_person WHERE is_demo = TRUE AND is_active = TRUE"
    )
    return Finding(
        "demo accounts",
        f"{found} open" if found else "none",
        well=not (found and settings.PRODUCTION),
        mend="They cannot sign in here, but this is a demo's database: start from an empty one.",
    )


def second_factor() -> Finding:
    return Finding(
        "second factor",
        settings.MFA_REQUIRED,
        well=settings.MFA_REQUIRED == "required" or not settings.PRODUCTION,
        mend="A stolen password is enough to get in: ENSLINJE_MFA=required.",
    )


def mail() -> Finding:
    return Finding(
        "mail",
        settings.EMAIL_HOST or f"kept in {settings.EMAIL_FILE_PATH}",
        well=bool(settings.EMAIL_HOST) or not settings.PRODUCTION,
        mend="Invitations reach nobody: set ENSLINJE_MAIL_HOST.",
    )


def demo_data() -> Finding:
    sets = _value("SELECT COUNT(*) FROM journal_changeset WHERE source = 'demo'")
    return Finding("demo data", "loaded" if sets else "not loaded", well=True)


def _value(question: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchone()[0]


def _instant(value: Any) -> datetime | None:
    """Return what a database answers about a moment, SQLite in words, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment.replace(tzinfo=UTC) if moment and moment.tzinfo is None else moment


CHECKS: dict[str, Callable[[], Finding]] = {
    "mode": mode,
    "secret key": secret_key,
    "log key": log_key,
    "database": database,
    "migrations": migrations,
    "append-only triggers": append_only_triggers,
    "clock": clock,
    "disk": disk,
    "files": kept_files,
    "case numbers": case_numbers,
    "static files": static_files,
    "English": translations,
    "demo data": demo_data,
    "demo accounts": demo_accounts,
    "second factor": second_factor,
    "mail": mail,
}
