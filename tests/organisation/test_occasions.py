"""Reporting occasions: set up, moved, and given extensions."""

from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal import record
from enslinje.organisation import errors, operations, queries
from enslinje.organisation.drafts import OccasionBodyDraft
from enslinje.organisation.models import Occasion, OccasionBody
from tests.journal.protections import without_check
from tests.town import KIM, YEAR, occasion, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

PLAN, T1 = OccasionKind.PLAN, OccasionKind.TERTIAL_REPORT_1
JANUARY = datetime(YEAR, 1, 22, 17, tzinfo=UTC)
MARCH = datetime(YEAR, 3, 1, tzinfo=UTC)


def open_them(*occasions):
    return operations.open_occasions(actor=KIM, occasions=occasions)


def test_the_year_s_occasions_come_in_their_order():
    open_them(occasion(T1, due_at=MARCH), occasion(PLAN, due_at=JANUARY, reference_at=MARCH))

    assert [(row.kind, row.due_at) for row in queries.occasions(year=YEAR)] == [
        (PLAN, JANUARY),
        (T1, MARCH),
    ]
    assert queries.occasions(year=2022) == ()


def test_an_occasion_is_moved_and_keeps_its_identity():
    open_them(occasion(PLAN, due_at=JANUARY))
    before, pulse = Occasion.objects.get(), record.pulse_of(YEAR)
    open_them(occasion(PLAN, due_at=MARCH, state=OccasionState.LOCKED))

    after = Occasion.objects.get()
    assert (after.pk, after.due_at, after.state) == (before.pk, MARCH, "locked")
    assert record.pulse_of(YEAR) == pulse + 1


def test_an_extension_comes_in_the_place_of_an_earlier_one():
    for day in (1, 2):
        more = OccasionBodyDraft(
            body="PARK", extended_due_at=MARCH.replace(day=day), reason="Ny nämnd"
        )
        open_them(occasion(PLAN, due_at=JANUARY, bodies=(more,)))

    assert OccasionBody.objects.current().get().extended_due_at.day == 2
    assert OccasionBody.objects.count() == 2


@pytest.mark.parametrize(
    ("refusal", "bad"),
    [
        (errors.OccasionMisdated, occasion(T1, opens_at=MARCH, due_at=JANUARY)),
        (errors.OccasionMisdated, occasion(T1, opens_at=MARCH, due_at=MARCH)),
        (
            errors.OccasionMisdated,
            occasion(T1, bodies=(OccasionBodyDraft(body="PARK", extended_due_at=MARCH),)),
        ),
        (errors.UnknownBody, occasion(T1, bodies=(OccasionBodyDraft(body="PARKEN"),))),
        (DuplicateValue, occasion(PLAN)),
    ],
)
def test_one_that_does_not_fit_refuses_all(refusal, bad):
    assert refused(refusal, lambda: open_them(occasion(PLAN), bad)).row == 1


def test_a_body_is_named_once():
    twice = (OccasionBodyDraft(body="PARK"), OccasionBodyDraft(body="PARK"))

    found = refused(DuplicateValue, lambda: open_them(occasion(PLAN), occasion(T1, bodies=twice)))
    assert found.row == 1


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("opens_at_before_due_at", {"opens_at": MARCH, "due_at": JANUARY}),
        ("kind_known", {"kind": "party"}),
        ("state_known", {"state": "ajar"}),
        ("name_filled", {"name": ""}),
    ],
)
def test_the_database_refuses_it_too(name, columns):
    good = {"year": YEAR, "kind": "plan", "name": "Plan", "state": "open"}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Occasion.objects.create(**good | columns)
    with without_check("organisation_occasion", f"occasion_{name}"):
        Occasion.objects.create(**good | columns)
