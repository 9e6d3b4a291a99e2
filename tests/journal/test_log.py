"""The decision log: one entry for each change set, that covers what it wrote and is chained."""

import hashlib
import json
from threading import Barrier, Thread
from uuid import uuid4

import pytest
from django.db import connections, transaction

from enslinje.goals.models import Target
from enslinje.journal import log, log_reading, record, triggers, verification
from enslinje.journal.models import ChangeSet, LogEntry, Pulse
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation.models import Decision
from tests import everything, town

KIM = town.KIM


def newest():
    return LogEntry.objects.latest("pk")


def content():
    return json.loads(newest().content)


def rows_of(section, table):
    part = content()[section][table]
    return [dict(zip(part["columns"], row, strict=True)) for row in part["rows"]]


@pytest.mark.django_db
@pytest.mark.usefixtures("recorded_town")
class TestEntries:
    def test_an_entry_covers_what_was_recorded_and_superseded(self):
        first = town.state(town.target(3)).rows[0]
        receipt = town.state(town.target(4, seen=first), key=uuid4())

        assert newest().pk == receipt.change_set
        (target,) = rows_of("recorded", "goals_target")
        assert (target["id"], target["low"], target["superseded_in_id"]) == (
            receipt.rows[0],
            40_000,
            None,
        )
        assert rows_of("settled", "goals_target") == [
            {"id": first, "superseded_in_id": receipt.change_set}
        ]
        (change_set,) = rows_of("recorded", "journal_changeset")
        assert (change_set["actor_code"], change_set["source"]) == ("kim", "file")
        assert len(rows_of("recorded", "journal_idempotencykey")) == 1

    def test_it_names_the_codes_of_what_the_rows_point_at(self):
        town.state(town.target(3))

        assert [row["code"] for row in rows_of("names", "goals_indicator")] == ["JOBS"]
        assert [row["code"] for row in rows_of("names", "organisation_body")] == ["SKOLA"]

    def test_what_the_writer_has_read_is_not_read_again_for_it(self, monkeypatch):
        asked = []
        monkeypatch.setattr(log, "_few_codes", lambda _ids, *, model: asked.append(model) or [])
        town.state(town.target(3))

        assert asked == []
        assert [row["code"] for row in rows_of("names", "organisation_body")] == ["SKOLA"]

        monkeypatch.setattr(log.Covered, "know", lambda *_of_what: None)
        town.state(town.target(4))
        assert len(asked) == 2

    def test_the_content_can_be_written_in_one_way_only(self):
        town.state(town.target(3))
        entry = newest()

        assert log.canonical(json.loads(entry.content)) == entry.content
        assert entry.content_sha256 == hashlib.sha256(entry.content.encode()).hexdigest()

    def test_a_decision_is_covered_when_it_is_recorded_and_when_it_is_settled(self):
        def record_decision(**changes):
            organisation_operations.record_decisions(
                actor=town.LOADER, decisions=[everything.decision(**changes)]
            )

        record_decision(outcome=None, decided_on=None)
        (recorded,) = rows_of("recorded", "organisation_decision")
        record_decision()

        assert recorded["outcome"] is None
        assert "organisation_decision" not in content()["recorded"]
        (settled,) = rows_of("settled", "organisation_decision")
        assert settled["outcome"] == Decision.objects.get().outcome
        assert verification.verify().faults == ()

    def test_a_repeat_makes_no_entry(self):
        key = uuid4()
        town.state(town.target(3), key=key)
        before = LogEntry.objects.count()
        town.state(town.target(3), key=key)

        assert LogEntry.objects.count() == before

    def test_a_repeat_counts_nothing(self):
        key = uuid4()
        town.state(town.target(3), key=key)
        before = list(Pulse.objects.values())
        town.state(town.target(3), key=key)

        assert list(Pulse.objects.values()) == before


@pytest.mark.django_db
@pytest.mark.usefixtures("recorded_town")
class TestChains:
    @pytest.mark.parametrize(
        ("year", "bodies", "chain"),
        [
            (2021, ["SKOLA"], "2021/SKOLA"),
            (2021, ["SKOLA", "PARK"], "2021/*"),
            (2021, [""], "2021/*"),
            (None, [""], "*/*"),
            (0, [""], "*/*"),
        ],
    )
    def test_a_write_has_the_chain_of_its_year_and_body(self, year, bodies, chain):
        assert log.chain_of(year, bodies) == chain

    def test_entries_of_a_chain_are_numbered_without_gaps_and_hang_together(self):
        for value in range(3):
            town.state(town.target(value))
        first, second, third = LogEntry.objects.filter(chain="2021/SKOLA").order_by("number")

        assert (first.number, second.number, third.number) == (1, 2, 3)
        assert first.previous == log.FIRST
        assert (second.previous, third.previous) == (first.mac, second.mac)
        assert second.mac == log.mac(first.mac, second.content)

    def test_a_write_that_is_rolled_back_leaves_no_number_behind(self):
        with transaction.atomic():
            town.state(town.target(1))
            transaction.set_rollback(True)
        town.state(town.target(2))

        assert LogEntry.objects.get(chain="2021/SKOLA").number == 1

    def test_the_mac_depends_on_the_key(self, settings):
        before = log.mac(log.FIRST, "{}")
        settings.LOG_KEY = "another"

        assert log.mac(log.FIRST, "{}") != before


@pytest.mark.django_db
@pytest.mark.usefixtures("recorded_town")
class TestVerification:
    def test_a_row_in_every_table_is_covered(self):
        everything.record()
        contents = [json.loads(entry.content) for entry in LogEntry.objects.all()]
        told = {table for content in contents for table in content["recorded"]}

        filled = {m._meta.db_table for m in log_reading.covered() if m._default_manager.exists()}
        assert filled <= told
        assert len(filled) > 20
        assert verification.verify().faults == ()

    def test_another_key_is_found_in_every_entry(self, settings):
        settings.LOG_KEY = "another"
        found = verification.verify()

        assert len(found.faults) == found.entries > 5

    @pytest.mark.parametrize(
        ("change", "what"),
        [
            (lambda: Target.objects.update(low=1, high=1), "low är ändrad"),
            (lambda: Target.objects.all().delete(), "raden saknas"),
            (lambda: ChangeSet.objects.update(actor_code="sam"), "actor_code är ändrad"),
            (everything.change_set, "finns inte i loggen"),
            (lambda: LogEntry.objects.update(content="{}"), "innehållet stämmer inte"),
            (lambda: LogEntry.objects.filter(number=1).delete(), "numret skulle vara 1"),
        ],
    )
    def test_what_is_changed_behind_the_back_of_the_log_is_found(self, change, what):
        town.state(town.target(3))
        town.state(town.target(4))
        assert verification.verify().faults == ()
        with triggers.suspended(connections["default"]):
            change()

        assert any(what in fault.what for fault in verification.verify().faults)

    def test_the_head_tells_the_last_entry_of_each_chain(self):
        before = log_reading.head()
        town.state(town.target(3))
        after = log_reading.head()

        assert set(after.lines) - set(before.lines) == {f"2021/SKOLA\t1\t{newest().mac}"}
        assert after.sha256 == hashlib.sha256(after.text.encode()).hexdigest() != before.sha256


@pytest.mark.stockholm
def test_the_whole_city_is_covered():
    assert verification.verify().faults == ()


@pytest.mark.django_db(transaction=True)
def test_writers_of_disjoint_bodies_share_a_chain_one_after_the_other():
    """Each batch is for two bodies: no pulse is common to all of them but the group's."""
    town.record_town()
    start = Barrier(4)
    outcomes = []

    def run(number):
        try:
            start.wait()
            with transaction.atomic():
                bodies = [f"A{number}", f"B{number}"]
                change = record.begin(actor=KIM, action="test", year=2021, bodies=bodies)
                outcomes.append(record.finish(change).change_set)
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(outcomes) == 4
    numbers = LogEntry.objects.filter(pk__in=outcomes).values_list("number", flat=True)
    assert sorted(numbers) == list(range(min(numbers), min(numbers) + 4))
    assert verification.verify().faults == ()
