"""What every page asks of the bodies is kept while nothing changes, and else read anew."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from enslinje.journal import record
from enslinje.journal.keeping import Version
from enslinje.organisation import directory, operations
from enslinje.organisation.drafts import BodyChangeDraft
from tests.everything import record_town
from tests.town import KIM, STATED

pytestmark = pytest.mark.django_db(transaction=True)

MAY_KEEP = directory.directories.may_keep  # As the product has it: the tests' own keeps more.
IN_FORCE = date(2021, 7, 1)


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch):
    monkeypatch.setattr(directory.directories, "may_keep", MAY_KEEP)
    directory.directories.forget()
    yield
    directory.directories.forget()


@pytest.fixture
def kept_town():
    """The town, committed, so that what is read of it may be kept."""
    record_town()
    return directory.directory()


def rename(code, name):
    draft = BodyChangeDraft(
        body=code, valid_from=IN_FORCE, official_name=name, short_name=name, basis=STATED
    )
    operations.change_body(actor=KIM, draft=draft)


def test_it_is_read_once_while_nothing_is_written(kept_town):
    with CaptureQueriesContext(connection) as asked:
        assert directory.directory() is kept_town
    assert len(asked) == 1


@pytest.mark.parametrize("is_watched", [True, False])
def test_a_new_name_is_seen_at_once(kept_town, monkeypatch, is_watched):
    """The control does not look at the version, and goes stale."""
    if not is_watched:
        never = Version(lambda _counters: 0)
        monkeypatch.setattr(directory.kept_by, "OF_EVERY_YEAR", never)
        directory.directories.forget()
        directory.directory()

    rename("PARK", "Lekparksnämnden")

    assert (directory.body_names()["PARK"] == "Lekparksnämnden") is is_watched


@pytest.mark.parametrize("is_right", [True, False])
def test_nothing_is_kept_of_what_is_taken_back(kept_town, monkeypatch, is_right):
    """The control keeps what a transaction held that was rolled back."""
    monkeypatch.setattr(directory.directories, "may_keep", MAY_KEEP if is_right else lambda: True)
    with transaction.atomic():
        rename("PARK", "Lekparksnämnden")
        directory.directories.forget()  # The write itself has asked what it would be kept by.
        assert directory.body_names()["PARK"] == "Lekparksnämnden"
        transaction.set_rollback(True)

    with transaction.atomic():  # The version is the one that was taken back.
        record.begin(actor=KIM, action="t")

    assert (directory.body_names()["PARK"] == kept_town.names["PARK"]) is is_right
