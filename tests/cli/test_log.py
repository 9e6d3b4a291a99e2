"""`enslinje log`: the head, the export and whether the log holds."""

import pytest
from django.db import connection

from enslinje.cli import log
from enslinje.core.errors import DomainError
from enslinje.goals.models import Target
from enslinje.journal import log_reading, triggers
from tests import town
from tests.journal.manipulations import tool

pytestmark = pytest.mark.django_db


@pytest.fixture
def history():
    town.record_town()
    town.state(town.target(3))


def verify(capsys):
    with pytest.raises(log.typer.Exit) as end:
        log.log(log.Question.VERIFY)
    return end.value.exit_code, capsys.readouterr().out


def test_a_log_that_holds_is_said_to(history, capsys):
    code, out = verify(capsys)
    assert code == 0
    assert log_reading.head().sha256 in out


def test_a_log_that_does_not_hold_is_told_of_line_by_line(history, capsys):
    with triggers.suspended(connection):
        Target.objects.update(low=1, high=1)
    code, out = verify(capsys)
    assert code == 1
    assert out.startswith("2021/SKOLA\t1\tgoals_target ")


def test_a_row_that_no_entry_tells_of_has_no_number(history, capsys):
    town_change = town.rows()["journal.ChangeSet"]
    from tests.everything import change_set

    change_set()
    assert town.rows()["journal.ChangeSet"] == town_change + 1
    code, out = verify(capsys)
    assert (code, out.startswith("-\t-\tjournal_changeset ")) == (1, True)


def test_the_head_is_a_hash_or_the_lines_it_is_of(history, capsys):
    log.log(log.Question.HEAD)
    assert capsys.readouterr().out == f"{log_reading.head().sha256}\n"
    log.log(log.Question.HEAD, chains=True)
    assert capsys.readouterr().out == log_reading.head().text


def test_an_export_can_be_verified_by_itself(history, tmp_path, settings, capsys):
    file = tmp_path / "log.jsonl"
    log.log(log.Question.EXPORT, file)
    assert f"rader i {file}" in capsys.readouterr().out
    assert tool.verify(file, key=settings.LOG_KEY.encode(), head=log_reading.head().text) == []


def test_an_export_goes_to_a_file():
    with pytest.raises(DomainError, match="enslinje log export FIL"):
        log.log(log.Question.EXPORT)
