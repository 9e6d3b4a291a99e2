"""A write: pulses locked and moved, one change set, a key that is answered once."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.transaction import TransactionManagementError

from enslinje.core.actors import Actor, Source
from enslinje.goals.models import Target
from enslinje.journal import kept_by, record
from enslinje.journal.errors import AlreadySuperseded, KeyReused
from enslinje.journal.models import EVERY_YEAR, ChangeSet, IdempotencyKey, Pulse
from tests import everything, town

KIM = town.KIM


def begin(**changes):
    return record.begin(**{"actor": KIM, "action": "test"} | changes)


def versions():
    return {(p.year, p.body_code): p.version for p in Pulse.objects.filter(version__gt=0)}


@pytest.mark.django_db
def test_a_change_set_tells_who_when_why_and_by_which_door():
    actor = Actor(code="kim", source=Source.API, on_behalf_of="sam")

    found = begin(actor=actor, action="state_targets", why=record.Why("Rättelse")).change_set

    assert (found.actor_code, found.on_behalf_of_code, found.source) == ("kim", "sam", "api")
    assert (found.action, found.reason) == ("state_targets", "Rättelse")
    assert ChangeSet.objects.get() == found


@pytest.mark.django_db
def test_a_change_moves_the_pulses_it_touches_and_no_others():
    begin(year=2021, bodies=["SKOLA", "PARK"])
    begin(year=2021, bodies=["PARK"])
    begin(year=2022)
    begin()

    assert versions() == {
        (2021, "SKOLA"): 1,
        (2021, "PARK"): 2,
        (2022, ""): 1,
        (EVERY_YEAR, ""): 1,
    }


@pytest.mark.django_db
def test_the_pulse_of_a_year_moves_with_everything_about_it():
    assert kept_by.pulse_of(2021) == 0
    seen = []
    for touched in ({"year": 2021, "bodies": ["PARK"]}, {"year": 2021}, {}, {"bodies": ["PARK"]}):
        begin(**touched)
        seen.append(kept_by.pulse_of(2021))
    begin(year=2022)

    assert seen == [1, 2, 3, 4]
    assert kept_by.pulse_of(2021) == 4


@pytest.mark.django_db
def test_the_pulse_moves_in_the_transaction_of_the_facts():
    begin(year=2021)
    with transaction.atomic():
        begin(year=2021)
        assert versions() == {(2021, ""): 2}
        transaction.set_rollback(True)

    assert versions() == {(2021, ""): 1}
    assert ChangeSet.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_nothing_is_written_outside_a_transaction():
    for write in (begin, lambda: record.record_many([], change=None)):
        with pytest.raises(TransactionManagementError):
            write()
    with pytest.raises(TransactionManagementError):
        record.supersede([], change=None)
    assert ChangeSet.objects.count() == Pulse.objects.count() == 0

    with transaction.atomic():
        begin()
    assert ChangeSet.objects.count() == 1


@pytest.mark.django_db
class TestKeys:
    def test_the_same_submission_gets_the_same_answer_and_writes_once(self):
        town.record_town()
        key = uuid4()
        first = town.state(town.target(3), key=key)
        pulse = kept_by.pulse_of(town.YEAR)
        second = town.state(town.target(3), key=key)

        assert (second.rows, second.change_set) == (first.rows, first.change_set)
        assert (first.is_repeat, second.is_repeat) == (False, True)
        assert Target.objects.count() == 1
        assert kept_by.pulse_of(town.YEAR) == pulse

    def test_without_a_key_it_is_written_again(self):
        town.record_town()
        town.state(town.target(3))
        town.state(town.target(3))

        assert Target.objects.count() == 2

    @pytest.mark.parametrize(
        "other",
        [
            {"content": ("JOBS", 4)},
            {"action": "other"},
            {"actor": town.SAM},
            {"year": 2022},
        ],
    )
    def test_the_same_key_for_something_else_is_refused(self, other):
        key = uuid4()
        given = {"key": key, "content": ("JOBS", 3), "year": 2021}
        record.finish(begin(**given))
        before = (versions(), ChangeSet.objects.count())

        with pytest.raises(KeyReused), transaction.atomic():
            begin(**given | other)

        assert (versions(), ChangeSet.objects.count()) == before
        assert begin(**given).is_repeat

    def test_a_key_that_two_take_at_once_is_kept_by_the_first(self):
        key = uuid4()
        late = begin(key=key, content="late", bodies=["PARK"])
        record.finish(begin(key=key, content="first", bodies=["SKOLA"]))

        with pytest.raises(KeyReused), transaction.atomic():
            record.finish(late)

        assert IdempotencyKey.objects.get(key=key).answer == {"rows": []}

    def test_the_content_is_told_apart_whatever_it_is_made_of(self):
        draft = town.target(3)
        alike = record.fingerprint("a", 2021, [draft])

        assert record.fingerprint("a", 2021, [town.target(3)]) == alike
        assert record.fingerprint("a", 2021, [town.target(4)]) != alike
        assert record.fingerprint("a", 2021, [town.target(3, seen=None)]) != alike
        assert record.fingerprint("a", 2021, [draft, draft]) != alike
        assert record.fingerprint("a", 2021, {"b": {1, 2}}) == record.fingerprint(
            "a", 2021, {"b": {2, 1}}
        )


@pytest.mark.django_db
class TestFacts:
    @pytest.fixture
    def target(self):
        town.record_town()
        town.state(town.target(3))
        return Target.objects.get()

    def again(self, target):
        columns = Target.objects.filter(pk=target.pk).values().get()
        return Target(**columns | {"id": None, "low": 40_000, "high": 40_000})

    def test_one_fact_comes_in_the_place_of_another(self, target):
        change = begin()
        new = record.record(self.again(target), replaces=target, change=change)

        target.refresh_from_db()
        assert target.superseded_in == new.recorded_in == change.change_set
        assert list(Target.objects.current()) == [new]

    def test_a_fact_that_is_superseded_already_is_not_superseded_again(self, target):
        record.supersede(Target.objects.current(), change=begin())

        with pytest.raises(AlreadySuperseded), transaction.atomic():
            record.record(self.again(target), replaces=target, change=begin())
        assert Target.objects.count() == 1

    def test_many_facts_are_recorded_in_batches(self, target):
        many = [self.again(target) for _ in range(1_200)]
        for year, fact in enumerate(many, start=town.YEAR + 1):
            fact.for_year = year

        recorded = record.record_many(many, change=begin())

        assert len({fact.pk for fact in recorded}) == 1_200
        assert [fact.for_year for fact in recorded] == [fact.for_year for fact in many]
        assert record.supersede(Target.objects.current(), change=begin()) == 1_201
        assert not Target.objects.current().exists()

    def test_two_rows_cannot_hold_in_one_place(self, target):
        with pytest.raises(IntegrityError), transaction.atomic():
            record.record(self.again(target), change=begin())

    def test_without_the_index_they_could(self, target):
        with connection.cursor() as cursor:
            cursor.execute("DROP INDEX target_one_current")

        record.record(self.again(target), change=begin())

        assert Target.objects.current().count() == 2

    def test_a_row_cannot_be_superseded_before_it_is_recorded(self, target):
        with pytest.raises(IntegrityError, match="recorded_in_before"), transaction.atomic():
            Target.objects.filter(pk=target.pk).update(
                superseded_in=ChangeSet.objects.earliest("pk")
            )


@pytest.mark.django_db
def test_what_held_can_be_read_as_of_any_change_and_any_instant(time_machine):
    time_machine.move_to("2021-01-10T12:00:00+00:00", tick=False)
    town.record_town()
    start = ChangeSet.objects.latest("pk")
    seen = {}
    for day, value in ((20, 3), (21, 4)):
        time_machine.move_to(f"2021-01-{day}T12:00:00+00:00", tick=False)
        seen[value] = ChangeSet.objects.get(pk=town.state(town.target(value)).change_set)
    change = begin()
    record.supersede(Target.objects.current(), change=change)

    def lows(facts):
        return [fact.low // 10_000 for fact in facts]

    assert lows(Target.objects.as_of(start)) == []
    assert lows(Target.objects.as_of(seen[3])) == [3]
    assert lows(Target.objects.as_of(seen[4])) == [4]
    assert lows(Target.objects.as_of(change.change_set)) == []
    before, first, second = (
        seen[3].recorded_at - everything.SECOND,
        seen[3].recorded_at,
        seen[4].recorded_at - everything.SECOND,
    )
    assert lows(Target.objects.as_of_instant(before)) == []
    assert lows(Target.objects.as_of_instant(first)) == [3]
    assert lows(Target.objects.at(second)) == [3]
    assert lows(Target.objects.at(None)) == []
