"""Files of decisions: whole on the disk or not at all, seen by those who may."""

import io
import os
import re
import time
from uuid import uuid4

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import FileKind
from enslinje.journal import verification
from enslinje.organisation import errors, file_queries, file_store, operations
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.models import Decision, DecisionFile, StoredFile
from enslinje.organisation.operations import files as file_operations
from enslinje.organisation.sight import facts_within_sight
from tests.core.test_file_types import A_PDF
from tests.everything import decision
from tests.people import record_people, somebody
from tests.town import LOADER, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town", "cast")]


@pytest.fixture
def cast(settings, tmp_path):
    settings.DATA = tmp_path
    record_people()
    operations.record_decisions(
        actor=LOADER, decisions=[decision(decided_by="SKOLA", case_number="SKOLA 1")]
    )


def draft(**changes):
    given = {
        "case_number": "SKOLA 1",
        "item_no": 1,
        "kind": FileKind.MINUTES,
        "title": "Protokoll",
    }
    return FileDraft(**given | changes)


def attach(content=A_PDF, code="secretary", key=None, **changes):
    return operations.attach_file(
        actor=somebody(code), draft=draft(**changes), content=io.BytesIO(content), key=key
    )


def seen_by(sight):
    found = file_queries.files_of(Decision.objects.values_list("pk", flat=True), sight=sight)
    return [row.title for row in found]


def on_disk(tmp_path):
    return [path for path in (tmp_path / "files").rglob("*") if path.is_file()]


def test_it_is_kept_whole_with_its_sum_in_the_log(tmp_path):
    attach()

    (row,) = file_queries.files_of([Decision.objects.get().pk], sight=PUBLIC_SIGHT)
    assert file_store.whole(row.kept, size=len(A_PDF), sha256=row.sha256) == A_PDF
    assert (row.media_type, row.file_name) == ("application/pdf", "Protokoll.pdf")
    assert verification.verify().faults == ()
    (path,) = on_disk(tmp_path)
    assert path.stat().st_mode & 0o077 == 0
    path.write_bytes(A_PDF + b" ")
    assert file_store.whole(row.kept, size=len(A_PDF), sha256=row.sha256) is None


def test_its_facts_are_append_only():
    attach()
    for model, change in ((StoredFile, {"sha256": "0" * 64}), (DecisionFile, {"title": "x"})):
        with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
            model.objects.update(**change)


@pytest.mark.parametrize("code", ["reader", "editor", "approver", "politician", "strategist"])
def test_it_takes_the_right_and_leaves_nothing_behind(tmp_path, code):
    refused(NotAllowed, lambda: attach(code=code))
    assert on_disk(tmp_path) == []


@pytest.mark.parametrize("content", [b"", b"<html></html>", b"%PDF-1.7"])
def test_what_is_of_no_kind_that_is_taken_is_refused(tmp_path, content):
    assert refused(errors.FileRefused, lambda: attach(content)).column == "content"
    assert on_disk(tmp_path) == []


def test_what_is_too_large_is_refused_and_never_half_written(tmp_path, monkeypatch):
    monkeypatch.setattr(file_store, "LARGEST", len(A_PDF) - 1)
    refused(errors.FileRefused, attach)
    with pytest.raises(file_store.TooLarge):
        file_store.keep([A_PDF, b"more"])
    assert on_disk(tmp_path) == []


def test_when_its_facts_fail_the_file_is_taken_away_again(tmp_path, monkeypatch):
    def fail(*_facts, **_change):
        raise InterruptedError

    monkeypatch.setattr(file_operations.record, "finish", fail)
    with pytest.raises(InterruptedError):
        attach()
    assert on_disk(tmp_path) == []
    assert not StoredFile.objects.exists()


def test_one_whose_commit_nobody_answered_for_is_not_taken_away(tmp_path, monkeypatch):
    def lost(_savepoint):
        raise OperationalError("the connection was lost")

    monkeypatch.setattr(connection, "savepoint_commit", lost)  # A test has a transaction.
    with pytest.raises(OperationalError):
        attach()
    assert len(on_disk(tmp_path)) == 1


def test_without_taking_it_away_it_would_be_left_and_is_swept_later(tmp_path, monkeypatch):
    monkeypatch.setattr(file_store, "discard", lambda _name: None)
    refused(errors.UnknownDecision, lambda: attach(item_no=9))
    (left,) = on_disk(tmp_path)

    assert file_store.sweep(set()) == []  # It may be under way.
    old = time.time() - file_store.SWEPT_AFTER - 1
    os.utime(left, (old, old))
    assert file_store.sweep({left.name}) == []
    assert file_store.sweep(set()) == [left.name]
    assert on_disk(tmp_path) == []


@pytest.mark.parametrize("name", ["../secret_key", "a/b", "", "A" * 32, "f" * 31, "f" * 32 + "\n"])
def test_no_path_leads_out_of_the_folder(name):
    for use in (file_store.opened, file_store.discard):
        with pytest.raises(ValueError, match=re.escape(name) or None):
            use(name)


def test_a_repeat_keeps_one_file(tmp_path):
    key = uuid4()
    first, second = attach(key=key), attach(key=key)
    assert (second.rows, second.is_repeat) == (first.rows, True)
    assert len(on_disk(tmp_path)) == 1


class TestMarking:
    def test_it_is_marked_as_its_kind_is_unless_said_otherwise(self):
        attach()
        attach(kind=FileKind.APPENDIX, title="Bilaga")
        attach(kind=FileKind.APPENDIX, title="Öppen", marking=Marking.PUBLIC)

        assert seen_by(EVERYTHING) == ["Protokoll", "Bilaga", "Öppen"]
        assert seen_by(PUBLIC_SIGHT) == ["Protokoll", "Öppen"]

    def test_what_is_secret_is_seen_by_those_who_may(self):
        ground = {"marking": Marking.SECRET, "secrecy_ground": "OSL 18 kap. 8 §"}
        attach(title="Hemlig", **ground)

        for code, sees in (("registrar", True), ("auditor", True), ("reader", False)):
            assert seen_by(facts_within_sight(somebody(code))) == ["Hemlig"] * sees
        refused(errors.CannotBeMarked, lambda: attach(marking=Marking.SECRET))

    def test_the_marking_is_changed_with_a_reason(self):
        attach()
        (row,) = file_queries.files_of([Decision.objects.get().pk], sight=EVERYTHING)
        operations.mark_fact(
            actor=somebody("registrar"),
            address=row.address,
            marking=Marking.SECRET,
            ground="OSL 18 kap. 8 §",
            reason="Uppgifter om lås",
            seen=row.pk,
        )

        assert seen_by(PUBLIC_SIGHT) == []
        assert seen_by(EVERYTHING) == ["Protokoll"]
        assert verification.verify().faults == ()
