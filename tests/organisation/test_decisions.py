"""Decisions: recorded by one, checked by another, settled once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import DecisionOutcome
from enslinje.journal.models import ChangeSet
from enslinje.organisation import errors, operations
from enslinje.organisation.models import Body, Decision
from tests.everything import decision
from tests.journal.protections import without_check
from tests.town import LOADER, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

UNDECIDED = {"outcome": None, "decided_on": None}


def record(*decisions):
    return operations.record_decisions(actor=LOADER, decisions=decisions)


def test_a_decision_is_recorded():
    record(decision(minutes_approved_on=date(2020, 12, 1)), decision(item_no=2, **UNDECIDED))

    first, second = Decision.objects.order_by("item_no")
    assert (first.outcome, first.decided_by.code) == ("granted", "KF")
    assert first.settled_in == first.recorded_in
    assert (second.outcome, second.settled_in) == (None, None)


def test_what_was_undecided_is_settled_once():
    first = record(decision(**UNDECIDED))
    second = record(decision(outcome=DecisionOutcome.REMANDED))

    found = Decision.objects.get()
    assert (found.outcome, found.recorded_in_id) == ("remanded", first.change_set)
    assert found.settled_in_id == second.change_set
    refused(errors.DecisionAlreadyRecorded, lambda: record(decision()))
    for change in ({"outcome": "granted"}, {"outcome": None}, {"subject": "Annat"}):
        with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
            Decision.objects.update(**change)


@pytest.mark.parametrize(
    "changes",
    [{"subject": "Annat"}, {"decided_by": "KS"}, {"recorded_by": "eva"}, UNDECIDED],
)
def test_an_undecided_item_is_settled_as_what_it_was(changes):
    record(decision(**UNDECIDED))

    refused(errors.DecisionAlreadyRecorded, lambda: record(decision(**changes)))


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (errors.DecisionUnchecked, {"checked_by": "kim"}),
        (errors.DecisionUnchecked, {"decided_on": None}),
        (errors.DecisionUnchecked, {"outcome": None}),
        (errors.DecisionUnchecked, {"minutes_approved_on": date(2020, 11, 19)}),
        (errors.DecisionUnchecked, UNDECIDED | {"minutes_approved_on": date(2020, 11, 19)}),
        (errors.UnknownBody, {"decided_by": "KX"}),
        (DuplicateValue, {"item_no": 1}),
    ],
)
def test_one_that_does_not_fit_refuses_all(refusal, changes):
    bad = decision(**{"item_no": 2} | changes)

    assert refused(refusal, lambda: record(decision(), bad)).row == 1


GOOD = {
    "case_number": "KS 1",
    "item_no": 1,
    "subject": "x",
    "recorded_by_code": "kim",
    "checked_by_code": "sam",
    "basis": "stated",
}
SETTLED_TOO = {"outcome_known", "outcome_with_decided_on"}
SETTLED = {"outcome": "granted", "decided_on": date(2021, 1, 1)}


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("checked_by_another", {"checked_by_code": "kim"}),
        ("outcome_with_decided_on", {"outcome": "granted"}),
        ("outcome_with_settled_in", SETTLED),
        ("minutes_of_a_decision", {"minutes_approved_on": date(2021, 1, 1)}),
        ("outcome_known", SETTLED | {"outcome": "perhaps"}),
        ("item_no_at_least_1", {"item_no": 0}),
        ("subject_filled", {"subject": ""}),
    ],
)
def test_the_database_refuses_it_too(name, columns):
    change_set = ChangeSet.objects.latest("pk")
    body = Body.objects.get(code="KF")

    def write():
        settled = change_set if name in SETTLED_TOO else None
        known = {"decided_by": body, "recorded_in": change_set, "settled_in": settled}
        return Decision.objects.create(**GOOD | columns | known)

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()
    with without_check("organisation_decision", f"decision_{name}"):
        write()
