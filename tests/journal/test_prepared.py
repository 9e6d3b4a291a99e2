"""Queries that are put together once give what the query itself gives, for any values."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.sqlite3.base import DatabaseOperations
from django.db.models import F, Q, Value

from enslinje.core.actors import SYSTEM_CODE, Source
from enslinje.journal import inserting, prepared
from enslinje.journal.inserting import columns_of, insert, instances
from enslinje.journal.models import ChangeSet, IdempotencyKey, LogEntry, Pulse
from enslinje.journal.prepared import A_FEW, Prepared, PreparedUpdate, Unprepared

pytestmark = pytest.mark.django_db


@pytest.fixture
def pulses(db):
    for year, body in ((2020, "KS"), (2020, "SKN"), (2021, "KS"), (2021, "FN")):
        Pulse.objects.create(year=year, body_code=body)


@Prepared
def of_year(year, bodies, *, is_turned=False):
    """The bodies of the year."""
    found = Pulse.objects.filter(year=year, body_code__in=bodies)
    return found.order_by("-body_code" if is_turned else "body_code").values_list(
        "year", "body_code"
    )


@pytest.mark.usefixtures("pulses")
class TestRows:
    @pytest.mark.parametrize("year", [2020, 2021, 1999])
    @pytest.mark.parametrize("bodies", [("KS",), ("KS", "SKN"), ("FN", "KS"), ("KS", "KS", "FN")])
    def test_they_are_those_of_the_query(self, year, bodies):
        expected = Pulse.objects.filter(year=year, body_code__in=bodies).order_by("body_code")
        assert of_year(year, bodies) == list(expected.values_list("year", "body_code"))

    def test_a_shape_is_a_query_of_its_own(self):
        assert of_year(2021, ("KS", "FN")) == [(2021, "FN"), (2021, "KS")]
        assert of_year(2021, ("KS", "FN"), is_turned=True) == [(2021, "KS"), (2021, "FN")]

    def test_none_of_nothing(self, django_assert_num_queries):
        with django_assert_num_queries(0):
            assert of_year(2021, ()) == []

    def test_a_long_tuple_is_asked_as_it_is(self):
        """A statement for each length there is would fill what is kept."""
        many = (*(f"B{n}" for n in range(A_FEW)), "KS")
        before = len(of_year._kept)
        assert of_year(2021, many) == [(2021, "KS")]
        assert len(of_year._kept) == before
        assert of_year(2021, many[-A_FEW:]) == [(2021, "KS")]
        assert len(of_year._kept) == before + 1

    def test_it_is_put_together_once(self, django_assert_num_queries):
        asked = []

        @Prepared
        def counted(year):
            asked.append(year)
            return Pulse.objects.filter(year=year).values_list("pk")

        with django_assert_num_queries(2):
            counted(2020)
            counted(2021)
        assert len(asked) == 2  # For two lots of stand-ins, and 2020 and 2021 are none of them.
        assert not {2020, 2021} & set(asked)

    def test_a_union(self):
        @Prepared
        def either(one, other):
            first, second = (
                Pulse.objects.filter(year=year).order_by().values_list("body_code", Value(said))
                for said, year in (("one", one), ("other", other))
            )
            return first.union(second, all=True)

        assert sorted(either(2021, 2020)) == [
            *[("FN", "one"), ("KS", "one"), ("KS", "other"), ("SKN", "other")]
        ]


class TestKeys:
    """Values of columns that databases keep in ways of their own."""

    def test_a_key_is_found_and_another_is_not(self):
        @Prepared
        def kept(key):
            return IdempotencyKey.objects.filter(key=key).values_list("key", "action")

        keys = [uuid4(), uuid4()]
        change = insert(a_change())
        insert(
            IdempotencyKey(key=keys[0], actor_code="a", action="a", answer={}, change_set=change)
        )
        assert kept(keys[0]) == [(keys[0], "a")]
        assert kept(keys[1]) == []


@PreparedUpdate
def moved(pulses, by, *, counter="version"):
    return Pulse.objects.filter(pk__in=pulses), {counter: by}


@pytest.mark.usefixtures("pulses")
class TestUpdates:
    def test_those_rows_and_no_others_become_so(self):
        first, second, *others = Pulse.objects.order_by("pk").values_list("pk", flat=True)
        assert moved.run((first, second), 7) == 2
        assert moved.run((first,), 8, counter="ground_version") == 1
        assert moved.run((), 9) == 0
        told = dict(Pulse.objects.values_list("pk", "version"))
        assert told == {first: 7, second: 7, **dict.fromkeys(others, 0)}
        assert Pulse.objects.get(ground_version=8).pk == first

    def test_many_are_asked_as_they_are(self):
        ids = tuple(Pulse.objects.values_list("pk", flat=True))
        before = len(moved._kept)
        assert moved.run((*ids, *range(10**6, 10**6 + A_FEW)), 5) == len(ids)
        assert len(moved._kept) == before
        assert set(Pulse.objects.values_list("version", flat=True)) == {5}

    def test_what_it_becomes_may_rest_on_what_it_is(self):
        @PreparedUpdate
        def grown(pulses):
            return Pulse.objects.filter(pk__in=pulses), {"version": F("version") + 1}

        (one, *_others) = Pulse.objects.values_list("pk", flat=True)
        for expected in (1, 2):
            assert grown.run((one,)) == 1
            assert Pulse.objects.get(pk=one).version == expected


class TestInsertions:
    def test_a_row_is_what_its_own_save_would_make_it(self):
        """Of each kind of row that every save writes: each column, and the id."""
        saved, inserted = (everything_of(make) for make in (saved_by_itself, insert))
        assert saved == inserted

    def test_a_value_of_another_type_is_written_as_django_writes_it(self):
        """A choice, which is a text of its own kind, and a number that comes as a text."""
        row = insert(a_change(source=Source.PAGE, undoes_id=str(insert(a_change()).pk)))
        row.refresh_from_db()
        assert (row.source, type(row.source), type(row.undoes_id)) == ("page", str, int)

    @pytest.mark.parametrize("name", ["recorded_at", "key", "answer"])
    def test_what_django_looks_at_is_not_written_as_it_is(self, name):
        model = ChangeSet if name == "recorded_at" else IdempotencyKey
        assert inserting._as_is(model._meta.get_field(name), connection.vendor) is None

    def test_it_is_given_its_id_and_is_no_longer_new(self):
        row = insert(a_change())
        assert row.pk == ChangeSet.objects.latest("pk").pk
        assert not row._state.adding
        row.refresh_from_db()

    def test_what_the_database_refuses_is_refused(self):
        insert(Pulse(year=2020, body_code="X"))
        with pytest.raises(IntegrityError), transaction.atomic():
            insert(Pulse(year=2020, body_code="X"))
        assert insert(Pulse(year=2021, body_code="X")).pk

    def test_instances_are_those_of_the_query(self):
        insert(a_change())
        rows = ChangeSet.objects.order_by("pk").values_list(*columns_of(ChangeSet))
        found = instances(ChangeSet, rows)
        assert found == list(ChangeSet.objects.order_by("pk"))
        assert [one.recorded_at for one in found] == [
            one.recorded_at for one in ChangeSet.objects.order_by("pk")
        ]


NOW = datetime(2021, 2, 1, 12, tzinfo=UTC)


def a_change(**other):
    said = {"recorded_at": NOW, "actor_code": SYSTEM_CODE, "action": "a", "source": "page"}
    return ChangeSet(**said | other)


def saved_by_itself(row):
    row.save(force_insert=True)
    return row


def everything_of(make):
    """The rows that are made, column by column, but for what differs between any two."""
    change = make(a_change())
    key = make(
        IdempotencyKey(
            key=uuid4(), actor_code="a", action="a", answer={"rows": [1, "å"]}, change_set=change
        )
    )
    entry = make(LogEntry(change_set=change, chain="x", number=change.pk, content="å"))
    told = []
    for row in (change, key, entry):
        (columns,) = type(row).objects.filter(pk=row.pk).values()
        told.append({name: value for name, value in columns.items() if value not in own_to(row)})
    return told


def own_to(row):
    return (row.pk, getattr(row, "change_set_id", row.pk))


def test_columns_are_read_as_django_reads_them():
    """Moments and what is kept as JSON: on SQLite both are text."""
    made = ChangeSet.objects.create(
        recorded_at="2021-02-01T12:00:00Z", actor_code=SYSTEM_CODE, source="command", action="x"
    )
    columns = ("recorded_at", "undoes_id", "pk")
    asked = Prepared(lambda code: ChangeSet.objects.filter(actor_code=code).values_list(*columns))
    assert asked(SYSTEM_CODE) == list(ChangeSet.objects.filter(pk=made.pk).values_list(*columns))
    assert asked(SYSTEM_CODE)[0][0].tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [
        None,
        "2021-02-01 12:00:00",
        "2021-02-01 12:00:00.123456",
        "2021-02-01 12:00:00+02:00",
        datetime(2021, 2, 1, 12),  # noqa: DTZ001 - as SQLite's driver gives it
        NOW,
    ],
)
def test_an_instant_from_sqlite_is_what_django_makes_of_it(value):
    djangos = DatabaseOperations(connection).convert_datetimefield_value(value, None, connection)
    assert prepared._instant(value, None, connection) == djangos
    assert value is None or djangos.utcoffset() is not None


class TestRefused:
    def test_a_value_that_does_not_stand_as_it_is(self):
        like = Prepared(lambda said: Pulse.objects.filter(body_code__contains=said).values_list())
        with pytest.raises(Unprepared, match="as it is"):
            like("KS")

    def test_a_value_that_is_not_in_the_query(self):
        same = Prepared(lambda year: Pulse.objects.values_list("year"))  # noqa: ARG005
        with pytest.raises(Unprepared, match="not in it"):
            same(2021)

    def test_a_value_that_decides_what_the_query_looks_like(self):
        odd = Prepared(
            lambda year: Pulse.objects.filter(
                Q(year=year) if year % 2_000 < 1_000 else Q(year__gt=year)
            ).values_list("year")
        )
        with pytest.raises(Unprepared, match="looks like"):
            odd(2021)
