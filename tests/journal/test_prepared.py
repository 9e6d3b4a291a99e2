"""Queries that are put together once give what the query itself gives, for any values."""

import pytest
from django.db.models import Q, Value

from enslinje.core.actors import SYSTEM_CODE
from enslinje.journal.models import ChangeSet, Pulse
from enslinje.journal.prepared import A_FEW, Prepared, Unprepared

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


def test_columns_are_read_as_django_reads_them():
    """Moments and what is kept as JSON: on SQLite both are text."""
    made = ChangeSet.objects.create(
        recorded_at="2021-02-01T12:00:00Z", actor_code=SYSTEM_CODE, source="command", action="x"
    )
    columns = ("recorded_at", "undoes_id", "pk")
    asked = Prepared(lambda code: ChangeSet.objects.filter(actor_code=code).values_list(*columns))
    assert asked(SYSTEM_CODE) == list(ChangeSet.objects.filter(pk=made.pk).values_list(*columns))
    assert asked(SYSTEM_CODE)[0][0].tzinfo is not None


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
