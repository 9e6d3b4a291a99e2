"""Reading the year: few queries, whole, kept while nothing changes, as of a moment."""

from dataclasses import replace
from datetime import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.terms import Kind, Status
from enslinje.goals import duty_queries
from enslinje.goals import queries as goals
from enslinje.organisation import queries as organisation
from enslinje.reconciliation import queries
from enslinje.reconciliation.queries import LOCAL, YearNotFound

MAY_KEEP = queries.pictures.may_keep  # As the product has it: the tests' own keeps more.


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL)


@pytest.mark.stockholm
def test_three_queries_and_not_one_more():
    queries.pictures.forget()
    with CaptureQueriesContext(connection) as asked:
        queries.picture(2021)

    assert len(asked) == 3


@pytest.mark.stockholm
def test_what_is_read_together_of_a_city_is_what_is_read_alone():
    clock, filed = queries.year_as_filed(year=2021)
    record = queries._read(queries._Tables(2021, None, filed, clock), None)
    of_year = {"year": 2021, "filed": filed}
    for_years = queries._end_years(record.indicators)

    assert record.goals == goals.goals(**of_year)
    assert record.indicators == goals.indicators(on=record.on, **of_year)
    assert record.duties == duty_queries.duties(on=record.on, for_years=for_years, **of_year)
    assert record.measurements == goals.measurements(year=2021, on=record.on)
    assert record.bodies == queries._in_order(organisation.bodies_asked(year=2021).read())
    judged = queries._judged(year=2021, as_of=None)
    told = {name: list(rows) for name, rows in judged.of.items()}
    assert (record.judgements, record.words) == judged.made(told)
    assert all((record.measurements, record.judgements, record.words, for_years))


@pytest.mark.stockholm
def test_a_year_that_does_not_exist_names_those_that_do():
    with pytest.raises(YearNotFound, match=r"1999.*2021") as missing:
        queries.picture(1999)

    assert missing.value.years == (2021,)


@pytest.mark.django_db
def test_an_empty_database_has_no_year():
    with pytest.raises(YearNotFound):
        queries.picture(2021)


@pytest.mark.stockholm
def test_today_is_the_reference_moment_of_the_reconciliation():
    picture = queries.picture(2021)

    assert picture.as_of == picture.reference_at == moment("2021-02-15T09:00")


@pytest.mark.stockholm
def test_what_is_stated_later_than_the_moment_is_not_seen():
    before = queries.picture(2021, as_of=moment("2021-01-20"))

    stated = {target.kind for found in before.indicators for target in found.targets}
    assert stated == {Kind.MISSING, Kind.PENDING}
    assert before.goal("2.5").assessment is None
    assert before.met == 0
    assert {goal.proposal for goal in before.goals} == {None}
    withheld = [found for found in before.findings if found.rule == "verdict-withheld"]
    assert len(withheld) == 90
    assert all("inget årsmål är lämnat än" in found.message for found in withheld)


@pytest.mark.stockholm
def test_a_pending_target_is_overdue_after_its_occasion():
    snow = [
        finding.rule
        for finding in queries.picture(2021, as_of=moment("2021-12-01")).findings
        if finding.subject == "IND16"
    ]

    assert snow == ["target-pending-overdue"]


@pytest.mark.stockholm
def test_a_picture_is_read_anew_when_somebody_writes_meanwhile(monkeypatch):
    queries.pictures.forget()
    clock, filed = queries.year_as_filed(year=2021)
    before = replace(clock, version=clock.version - 1, pulse=clock.pulse - 1)
    behind = iter([before, clock, clock])
    asked = []

    def moving_clock(*, year, **_asked):
        asked.append(year)
        return next(behind), filed

    monkeypatch.setattr(queries, "year_as_filed", moving_clock)
    assert queries.picture(2021).version == clock.version
    assert len(asked) == 3  # It began before a write, saw that it had, and began anew.


@pytest.mark.stockholm
def test_nothing_is_kept_inside_a_transaction(monkeypatch):
    monkeypatch.setattr(queries.pictures, "may_keep", MAY_KEEP)
    queries.pictures.forget()
    first, second = queries.picture(2021), queries.picture(2021)

    assert first is not second
    assert first == second


@pytest.mark.stockholm
def test_outside_one_it_is_kept_until_something_is_written(monkeypatch):
    first = queries.picture(2021)
    with CaptureQueriesContext(connection) as asked:
        assert queries.picture(2021) is first
    assert len(asked) == 1

    clock, filed = queries.year_as_filed(year=2021)
    moved = replace(clock, version=clock.version + 1, pulse=clock.pulse + 1)
    monkeypatch.setattr(queries, "year_as_filed", lambda **_asked: (moved, filed))
    monkeypatch.setattr(queries.kept_by, "pulse_of", lambda _year: moved.pulse)
    assert queries.picture(2021) is not first


@pytest.mark.stockholm
def test_the_statuses_of_all_indicators_partition_them():
    picture = queries.picture(2021)

    counted = dict.fromkeys(Status, 0)
    for found in picture.indicators:
        counted[found.status] += 1
    assert sum(counted.values()) == len(picture.indicators) == 95
