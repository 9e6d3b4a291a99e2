"""Many reads in one query give the rows that each gives by itself, type for type."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    DateField,
    DateTimeField,
    F,
    FloatField,
    TextField,
    UUIDField,
    Value,
)
from django.test.utils import CaptureQueriesContext

from enslinje.core.actors import Source
from enslinje.journal.models import ChangeSet, IdempotencyKey
from enslinje.journal.prepared import A_FEW
from enslinje.journal.together import Asking, PreparedRead, both, gathered, known, rows_of

pytestmark = pytest.mark.django_db

VALUES = {
    "largest": (BigIntegerField(), 2**63 - 1),
    "smallest": (BigIntegerField(), -(2**63) + 1),
    "beyond_doubles": (BigIntegerField(), 2**53 + 1),
    "yes": (BooleanField(), True),
    "no": (BooleanField(), False),
    "day": (DateField(), date(2021, 2, 28)),
    "leap_day": (DateField(), date(2024, 2, 29)),
    "instant": (DateTimeField(), datetime(2021, 3, 28, 1, 59, 59, 1, tzinfo=UTC)),
    "whole_second": (DateTimeField(), datetime(2021, 12, 31, 23, 0, tzinfo=UTC)),
    "key": (UUIDField(), UUID(int=7)),
    "quoted": (TextField(), "\"a\" \\ 'b' \n\t ½ 🙂 %s %% \x7f"),
    "number_text": (CharField(), "0012"),
    "empty": (CharField(), ""),
}


@pytest.fixture
def written():
    one = ChangeSet.objects.create(
        recorded_at=datetime(2021, 2, 1, 10, 0, 0, 123_450, tzinfo=UTC),
        actor_code="kim",
        source=Source.PAGE,
        action="anything",
    )
    IdempotencyKey.objects.create(
        key=UUID(int=5),
        actor_code="kim",
        action="anything",
        content_sha256="0",
        answer={"b": [1, 2.50, None, True, "å"], "a": {}},
        change_set=one,
    )
    return one


def stored():
    """A row as it is stored in columns of all these types, and some that are nothing."""
    keys = IdempotencyKey.objects.values_list(
        *("key", "answer", "change_set_id", "change_set", "change_set__recorded_at"),
        *("change_set__undoes", "change_set__undoes__recorded_at", "change_set__undoes__pk"),
    )
    return {"keys": keys, "writes": ChangeSet.objects.values_list("pk", "recorded_at", "undoes_id")}


def given():
    """A row of values that hardly stand in any table."""
    as_values = {name: Value(value, output_field=of) for name, (of, value) in VALUES.items()}
    rows = ChangeSet.objects.annotate(**as_values)
    return {"values": rows.values_list(*VALUES), "none": ChangeSet.objects.none().values_list("pk")}


def spelled(found):
    return {
        name: [[(type(value), repr(value)) for value in row] for row in rows]
        for name, rows in found.items()
    }


@pytest.mark.parametrize("reads", [stored, given])
def test_rows_come_back_as_they_are_read_alone(written, reads, django_assert_num_queries):
    alone = {name: list(rows) for name, rows in reads().items()}
    with django_assert_num_queries(1):
        found = rows_of(reads())
    assert spelled(found) == spelled(alone)
    assert any(found.values())


def test_a_type_that_json_may_change_is_refused(written):
    third = ChangeSet.objects.annotate(third=Value(1 / 3, output_field=FloatField()))
    with pytest.raises(TypeError, match=r"third.*FloatField"):
        rows_of(
            {"thirds": third.values_list("third"), "writes": ChangeSet.objects.values_list("pk")}
        )


def test_nothing_is_asked_of_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert rows_of({}) == {}
        assert known(7).read() == 7
        assert rows_of({"one": ChangeSet.objects.none(), "two": ChangeSet.objects.none()}) == {
            "one": [],
            "two": [],
        }


def test_more_reads_than_a_statement_takes_are_asked_in_two(written, django_assert_num_queries):
    reads = {number: ChangeSet.objects.values_list("pk") for number in range(501)}
    with django_assert_num_queries(2):
        found = rows_of(reads)
    assert found == {number: [(written.pk,)] for number in range(501)}


@pytest.mark.parametrize(
    ("path", "among", "is_there"),
    [
        ("pk", lambda one: range(one.pk, one.pk + 40_000), True),
        ("pk", lambda one: [one.pk + 1], False),
        ("pk", lambda _one: [10**30], False),
        ("pk", lambda _one: [], False),
        ("actor_code", lambda _one: ["kim", "å'\"{},", "NULL", None], True),
        ("actor_code", lambda _one: [None], False),
        ("recorded_at", lambda one: [one.recorded_at], True),
    ],
)
def test_among_is_in_with_as_many_values_as_there_are(written, path, among, is_there):
    found = ChangeSet.objects.filter(**{f"{path}__among": among(written)})
    assert list(found) == [written] * is_there


def test_among_takes_the_id_of_what_is_pointed_at(written):
    found = IdempotencyKey.objects.filter(change_set_id__among=[written.pk, None])
    assert found.count() == 1
    assert IdempotencyKey.objects.filter(key__among=[UUID(int=5)]).count() == 1


def test_what_is_asked_by_one_name_is_read_once(written, django_assert_num_queries):
    def count(name):
        rows = ChangeSet.objects.annotate(by=F("actor_code")).values_list("by")
        return Asking(lambda told: len(told[name]), {name: rows})

    with django_assert_num_queries(1) as queries:
        three = gathered({number: count("same") for number in range(3)})
        assert both(three, count("other").then(str)).read() == ({0: 1, 1: 1, 2: 1}, "1")
    assert queries[0]["sql"].count("actor_code") == 2


@pytest.fixture
def several():
    """Change sets of two writers, some of which take another back."""
    made = []
    for number, undoes in enumerate((None, 0, None, 1, 2, None)):
        made.append(
            ChangeSet.objects.create(
                recorded_at=datetime(2021, 2, 1, 10, number % 3, tzinfo=UTC),
                actor_code=("kim", "Åsa")[number % 2],
                source=Source.PAGE,
                action="anything",
                undoes=None if undoes is None else made[undoes],
            )
        )
    return [one.pk for one in made]


ORDERS = (
    *(("pk",), ("-pk",), ("undoes_id", "-recorded_at", "pk"), ("actor_code", "pk")),
    (F("undoes__recorded_at").desc(nulls_last=True), "-pk"),
)


def in_orders():
    """The same read in several orders, of which most are not that of their columns."""
    rows = ChangeSet.objects.values_list("pk", "undoes__recorded_at")
    return {order: rows.order_by(*order) for order in ORDERS}


def test_they_come_in_the_order_that_each_asks_for(several, django_assert_num_queries):
    alone = {order: list(rows) for order, rows in in_orders().items()}
    with django_assert_num_queries(1):
        assert rows_of(in_orders()) == alone
    assert len({tuple(rows) for rows in alone.values()}) == len(ORDERS)


def test_an_order_of_rows_that_are_told_once_is_refused(several):
    once = ChangeSet.objects.values_list("actor_code").distinct()
    assert sorted(rows_of({"one": once, "two": once})["one"]) == [("kim",), ("Åsa",)]
    with pytest.raises(ValueError, match="pk"):
        rows_of({"one": once.order_by("pk"), "two": once})


def of_writers(writers, among, *, is_turned=False):
    rows = ChangeSet.objects.filter(actor_code__in=writers, pk__in=among)
    return rows.order_by("-pk" if is_turned else "pk").values_list("pk", "recorded_at", "undoes_id")


class TestPrepared:
    """Reads that are put together once give what their queries give, for any values."""

    def test_they_are_the_rows_of_the_query(self, several, django_assert_num_queries):
        ready = PreparedRead(of_writers)
        asked = [
            (writers, among, is_turned)
            for writers in (("kim",), ("kim", "Åsa"), ("Åsa", "kim"), ("nobody",))
            for among in (tuple(several), tuple(several[2:]), (several[3],), ())
            for is_turned in (True, False)
        ]
        for of_all in (asked, asked[:1], asked[1::2], asked[::-1]):
            reads = {one: ready(*one[:2], is_turned=one[2]) for one in of_all}
            with django_assert_num_queries(1):
                found = rows_of(reads)
            assert found == {one: list(of_writers(*one[:2], is_turned=one[2])) for one in of_all}

    def test_it_is_put_together_once_in_whatever_company(self, several, django_assert_num_queries):
        built = []

        @PreparedRead
        def counted(writer):
            built.append(writer)
            return ChangeSet.objects.filter(actor_code=writer).values_list("pk")

        with django_assert_num_queries(3):
            rows_of({"kim": counted("kim")})
            rows_of({"kim": counted("kim"), "Åsa": counted("Åsa")})
            found = rows_of({"Åsa": counted("Åsa"), "all": ChangeSet.objects.values_list("pk")})
        assert len(built) == 4  # For two lots of stand-ins, alone and in company.
        assert found["Åsa"] == [(pk,) for pk in several[1::2]]

    def test_alone_it_is_read_as_it_is(self, several):
        ready = PreparedRead(of_writers)
        kim, both_of_them = ready(("kim",), tuple(several)), ready(("kim", "Åsa"), tuple(several))
        with CaptureQueriesContext(connection) as asked:
            alone = rows_of({"kim": kim})
            in_company = rows_of({"kim": kim, "both": both_of_them})
        assert ["json" in one["sql"] for one in asked] == [False, True]
        assert alone["kim"] == in_company["kim"]

    def test_many_values_are_asked_for_as_they_are(self, several):
        ready = PreparedRead(of_writers)
        many = (*range(10**6, 10**6 + A_FEW), several[0])
        found = rows_of({"one": ready(("kim",), many), "other": ready(("kim",), (several[2],))})
        assert [[pk for pk, *_more in rows] for rows in found.values()] == [
            [several[0]],
            [several[2]],
        ]
        assert len(ready._kept) == 1
