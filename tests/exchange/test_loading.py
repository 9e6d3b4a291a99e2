"""A folder that is right loads whole; one that an operation refuses leaves nothing."""

import pytest
from django.db import IntegrityError

from enslinje.core.errors import DomainError
from enslinje.core.terms import Kind
from enslinje.demo.load import YearAlreadyRecorded, load
from enslinje.exchange.faults import DataSetRefused
from enslinje.goals import queries as goals
from enslinje.goals.models import CouncilTarget, Duty, IndicatorEdition, Measurement, Target
from enslinje.journal.models import ChangeSet
from enslinje.organisation.group_queries import groups
from enslinje.organisation.models import Body, OccasionBody, OccasionEdition, RegisterEntry
from enslinje.organisation.queries import register_for_year
from enslinje.plans.models import ActivityEdition, Contribution
from enslinje.reconciliation import operations as reconciliation
from tests.exchange.folders import as_swedish_excel, line_of, put, rows_in_the_database

NAME = "stockholm-2021"


@pytest.mark.django_db
def test_a_municipality_loads_its_own_folder(small):
    report = load(NAME, folder=small)

    assert (report.name, report.year) == ("smakoping", 2031)
    assert report.counts["targets"] == Target.objects.count() == 6
    assert goals.years() == (2031,)
    assert register_for_year(year=2031).companies == ("VAT",)


@pytest.mark.django_db
def test_a_folder_from_before_a_column_came_loads_and_one_with_it_is_read(small):
    activities = small / "activities.csv"
    header, first, *rest = activities.read_text(encoding="utf-8").splitlines()
    assert "responsible_function" not in header
    with_it = [f"{header},responsible_function", f"{first},Bibliotekschefen"]
    lines = [*with_it, *(f"{row}," for row in rest)]
    activities.write_text("\n".join(lines), encoding="utf-8")

    load(NAME, folder=small)

    functions = ActivityEdition.objects.values_list("activity__code", "responsible_function")
    assert dict(functions) == {"A1": "Bibliotekschefen", "A2": ""}


@pytest.mark.django_db
def test_each_kind_of_value_arrives_as_it_was_written(small):
    load(NAME, folder=small)

    kinds = {
        (target.indicator.code, target.body.code): (target.kind, target.low, target.high)
        for target in Target.objects.select_related("indicator", "body")
    }
    assert kinds == {
        ("NOJD", "KS"): (Kind.NUMBER, 815_000, 815_000),
        ("NOJD", "SKN"): (Kind.MISSING, None, None),
        ("NOJD", "VAT"): (Kind.PENDING, None, None),
        ("SPAN", "KS"): (Kind.INTERVAL, 100_000, 950_000),
        ("SPAN", "SKN"): (Kind.CHANGE, None, None),
        ("LARM", "VAT"): (Kind.YES_NO, 10_000, 10_000),
    }
    missing = Target.objects.get(kind=Kind.MISSING)
    assert (missing.raw_text, missing.stated_on) == ("ca 80", None)
    assert Target.objects.get(kind=Kind.PENDING).due_occasion.kind == "tertial_report_1"
    assert CouncilTarget.objects.get(kind=Kind.INTERVAL).nature == "ambition"
    assert IndicatorEdition.objects.get(indicator__code="NOJD").basis_by_field == {
        "name": "source",
        "unit": "inferred",
    }


@pytest.mark.django_db
def test_names_stand_for_codes_in_any_spelling(small):
    load(NAME, folder=small)

    members = {group.code: group.members for group in groups(year=2031)}
    assert members == {"all": ("KS", "SKN", "VAT"), "but_one": ("KS", "SKN"), "some": None}
    plan = OccasionBody.objects.filter(occasion__kind="plan").values_list("body__code", flat=True)
    assert sorted(plan) == ["KS", "SKN"]
    assert not OccasionBody.objects.filter(occasion__kind="tertial_report_1").exists()
    assert RegisterEntry.objects.filter(body__code="SKN").exists()


@pytest.mark.django_db
def test_clocks_are_those_of_sweden(small):
    load(NAME, folder=small)

    editions = {one.occasion.kind: one for one in OccasionEdition.objects.all()}
    assert editions["reconciliation"].reference_at.isoformat() == "2031-02-15T08:00:00+00:00"
    assert editions["plan"].due_at.isoformat() == "2031-01-31T22:59:59.999999+00:00"
    assert editions["tertial_report_1"].due_at.isoformat() == "2031-05-31T21:59:00+00:00"


@pytest.mark.django_db
def test_what_swedish_excel_writes_is_the_same_data(small):
    load(NAME, folder=as_swedish_excel(small))

    assert (small / "targets.csv").read_bytes().startswith(b"\xef\xbb\xbfindicator;body")
    assert Target.objects.get(indicator__code="NOJD", body__code="KS").low == 815_000
    assert IndicatorEdition.objects.get(indicator__code="NOJD").tolerance == 5_000


@pytest.mark.django_db
def test_every_change_is_marked_as_loaded(small):
    load(NAME, folder=small)

    assert set(ChangeSet.objects.values_list("actor_code", "source")) == {("system", "demo")}


@pytest.mark.django_db
def test_the_same_year_is_not_loaded_twice(small):
    load(NAME, folder=small)
    before = rows_in_the_database()

    with pytest.raises(YearAlreadyRecorded, match="2031"):
        load(NAME, folder=small)

    assert rows_in_the_database() == before


@pytest.mark.django_db
@pytest.mark.parametrize("error", [DomainError("Nej."), IntegrityError("nej"), RuntimeError("nej")])
def test_an_operation_that_fails_late_leaves_nothing(small, monkeypatch, error):
    reached = []

    def fail(**_arguments):
        reached.append((Body.objects.count(), Duty.objects.count(), Contribution.objects.count()))
        raise error

    monkeypatch.setattr(reconciliation, "judge_indicators", fail)

    with pytest.raises((DataSetRefused, RuntimeError)):
        load(NAME, folder=small)

    assert reached == [(4, 6, 3)]
    assert rows_in_the_database() == {}


REFUSED_BY_OPERATIONS = [
    ("goals", {"code": "1"}, "parent", "1.1-A"),
    ("occasions", {"kind": "tertial_report_1"}, "opens_at", "2031-07-01 00:00"),
    ("groups", {"code": "but_one"}, "exclusions", "KF"),
    ("aliases", {"text": "Skolan"}, "group", "all"),
    ("outcomes", {"indicator": "NOJD"}, "sex", "women"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", REFUSED_BY_OPERATIONS, ids=lambda case: f"{case[0]}.{case[2]}")
def test_what_only_an_operation_sees_is_told_as_a_fault_of_its_line(small, case):
    table, where, column, value = case
    put(table, column, value, **where)(small)

    with pytest.raises(DataSetRefused) as refusal:
        load(NAME, folder=small)

    lines = {(fault.file, fault.row) for fault in refusal.value.faults}
    assert (f"{table}.csv", line_of(small, table, **where)) in lines
    assert all(fault.problem and fault.remedy for fault in refusal.value.faults)
    assert rows_in_the_database() == {}


@pytest.mark.django_db
def test_weights_are_measurements_of_base_metrics(small):
    load(NAME, folder=small)

    weights = Measurement.objects.filter(indicator__kind="base_metric")
    assert {w.body.code: w.value for w in weights} == {
        "KS": 100_000,
        "SKN": 3_000_000,
        "VAT": 250_000,
    }
