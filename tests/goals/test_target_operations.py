"""Targets, the council's and the bodies': restated, refused whole, compared with what was seen."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection
from django.db.transaction import atomic
from django.utils import timezone

from enslinje.core.actors import Source
from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import Form, Kind, OccasionKind, OccasionState, Sex
from enslinje.core.values import SCALE, Stated
from enslinje.goals import errors, operations
from enslinje.goals.drafts import CouncilTargetDraft, QuotaDraft
from enslinje.goals.models import BodyQuota, CouncilTarget, Target
from enslinje.journal import kept_by, triggers
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation
from enslinje.organisation import queries
from enslinje.organisation.drafts import OccasionBodyDraft
from tests import everything
from tests.town import KIM, LOADER, STATED, YEAR, number, occasion, refused, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

PENDING = Stated(Kind.PENDING, reason="Ny", due_occasion=OccasionKind.TERTIAL_REPORT_1)


def lows():
    return sorted(row.low for row in Target.objects.current())


def test_what_a_body_states_is_recorded_with_who_stated_it():
    state(target(50, indicator="SHARE"))

    found = Target.objects.get()
    assert (found.indicator.code, found.body.code, found.year) == ("SHARE", "SKOLA", YEAR)
    assert (found.for_year, found.form, found.low) == (YEAR, "at_least", 50 * SCALE)
    assert found.recorded_in.actor_code == "kim"


def test_every_field_of_a_draft_is_kept():
    value = Stated(
        Kind.NUMBER, Form.AT_MOST, 5_000, 5_000, numerator=1, denominator=2, raw_text="högst 0,5"
    )
    fields = {
        "for_year": 2023,
        "sex": Sex.WOMEN,
        "stated_on": date(2021, 1, 22),
        "source_ref": "vp.pdf:4",
        "note": "Per telefon",
    }
    state(target(value, indicator="SHARE", **fields))

    found = Target.objects.values(*fields, "numerator", "denominator", "raw_text", "basis").get()
    parts = {"numerator": 1, "denominator": 2, "raw_text": "högst 0,5", "basis": "stated"}
    assert found == fields | parts


def test_a_new_target_comes_in_the_place_of_the_old_which_stays_readable():
    first = state(target(2))
    second = state(target(3, seen=first.rows[0]))

    assert lows() == [3 * SCALE]
    old = Target.objects.get(pk=first.rows[0])
    assert old.superseded_in_id == second.change_set
    assert Target.objects.as_of(old.recorded_in).get() == old


def test_a_batch_is_one_change_set_and_moves_each_body_once():
    before = kept_by.pulse_of(YEAR)
    receipt = state(target(2), target(1, body="PARK"), target(50, indicator="SHARE"))

    rows = Target.objects.filter(pk__in=receipt.rows).order_by("pk")
    assert [(row.indicator.code, row.body.code) for row in rows] == [
        ("JOBS", "SKOLA"),
        ("JOBS", "PARK"),
        ("SHARE", "SKOLA"),
    ]
    assert {row.recorded_in_id for row in rows} == {receipt.change_set}
    assert kept_by.pulse_of(YEAR) == before + 2


def test_nothing_is_a_batch_too():
    assert state().rows == ()


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (number(0), "number"),
        (Stated(Kind.MISSING, raw_text="ca 30"), "missing"),
        (Stated(Kind.NOT_RELEVANT, reason="Har inga"), "not_relevant"),
    ],
)
def test_zero_missing_and_not_relevant_are_three_things(value, kind):
    state(target(value))

    found = Target.objects.get()
    assert (found.kind, found.low) == (kind, value.low)
    assert (found.raw_text, found.reason) == (value.raw_text, value.reason)


def test_a_pending_value_waits_for_an_occasion_of_the_year():
    refused(organisation_errors.UnknownOccasion, lambda: state(target(PENDING)))
    organisation.open_occasions(actor=LOADER, occasions=[occasion(OccasionKind.TERTIAL_REPORT_1)])

    state(target(PENDING))

    assert Target.objects.get().due_occasion.kind == "tertial_report_1"


REFUSED = {
    errors.NoDuty: target(1, body="BOLAG"),
    organisation_errors.UnknownBody: target(1, body="SKOL"),
    errors.UnknownIndicator: target(1, indicator="JOB"),
    errors.OutsideUnitRange: target(101, indicator="SHARE"),
    errors.TooManyDecimals: target(Stated(Kind.NUMBER, Form.EXACTLY, 5_000, 5_000)),
    errors.WrongKindOfValue: target(1, indicator="PLAN"),
    errors.NotBySex: target(1, sex=Sex.WOMEN),
    errors.YearBeforePlan: target(1, for_year=2020),
    DuplicateValue: target(1),
    errors.TargetConflict: target(1, body="PARK", seen=10**6),
}


@pytest.mark.parametrize("refusal", REFUSED)
def test_one_bad_row_refuses_the_whole_batch_and_says_where(refusal):
    found = refused(refusal, lambda: state(target(1), REFUSED[refusal]))

    assert found.row == 1
    assert found.what
    assert found.value
    assert str(found).startswith(found.what)


def test_a_refusal_says_what_may_have_been_meant_and_what_can_be():
    unknown = refused(organisation_errors.UnknownBody, lambda: state(target(1, body="SKOL")))
    outside = refused(errors.OutsideUnitRange, lambda: state(target(101, indicator="SHARE")))
    below = refused(errors.OutsideUnitRange, lambda: state(target(-1)))

    assert (unknown.column, unknown.value) == ("body", "SKOL")
    assert "SKOLA" in unknown.remedy
    assert (outside.column, outside.value) == ("value", "101")
    assert outside.remedy == "Ange ett värde från 0 till 100."
    assert below.remedy == "Ange minst 0."


def test_all_that_is_wrong_is_told_at_once_in_the_order_of_the_rows():
    found = refused(
        errors.OutsideUnitRange,
        lambda: state(
            target(1),
            target(200, indicator="SHARE"),
            target(1, body="BOLAG"),
            target(1, indicator="JOB", body="SKOL"),
        ),
    )

    assert [(one.row, type(one).__name__) for one in found.all] == [
        (1, "OutsideUnitRange"),
        (2, "NoDuty"),
        (3, "UnknownIndicator"),
        (3, "UnknownBody"),
    ]


def test_a_base_metric_has_no_target():
    write = [CouncilTargetDraft(indicator="residents", value=number(1), basis=STATED)]

    refused(
        errors.BaseMetricHasNoTarget,
        lambda: operations.set_council_targets(actor=KIM, year=YEAR, targets=write),
    )


class TestSeen:
    def test_the_second_of_two_writers_is_shown_theirs(self):
        theirs = state(target(2, seen=None)).rows[0]

        found = refused(errors.TargetConflict, lambda: state(target(4, seen=None)))

        assert found.theirs.pk == theirs
        assert found.theirs.values["low"] == 2 * SCALE

    def test_a_place_that_has_been_emptied_is_a_conflict_too(self):
        found = refused(errors.TargetConflict, lambda: state(target(4, seen=17)))

        assert found.theirs is None

    def test_whoever_saw_the_current_row_may_write(self):
        seen = state(target(2, seen=None)).rows[0]
        state(target(3, seen=seen))

        assert lows() == [3 * SCALE]

    def test_one_place_does_not_stand_in_the_way_of_another(self):
        state(target(2))
        state(target(2, for_year=2023, seen=None), target(1, body="PARK", seen=None))

        assert len(lows()) == 3

    def test_the_same_submission_again_is_no_conflict(self):
        key = uuid4()
        first = state(target(2, seen=None), key=key)

        assert state(target(2, seen=None), key=key).rows == first.rows


class TestOccasion:
    """The plan is due a week from now; PARK has been given a day more."""

    @pytest.fixture
    def due(self, time_machine):
        now = datetime(2021, 1, 15, 8, tzinfo=ZoneInfo("Europe/Stockholm"))
        time_machine.move_to(now, tick=False)
        return now + timedelta(days=7)

    def plan(self, due, **changes):
        more = OccasionBodyDraft(
            body="PARK", extended_due_at=due + timedelta(days=1), reason="Ny nämnd"
        )
        given = {
            "opens_at": due - timedelta(days=30),
            "due_at": due,
            "bodies": (more, OccasionBodyDraft(body="SKOLA")),
        }
        organisation.open_occasions(
            actor=LOADER, occasions=[occasion(OccasionKind.PLAN, **given | changes)]
        )

    @pytest.mark.parametrize(
        ("moment", "skola", "park"),
        [
            (timedelta(days=-31), False, False),
            (timedelta(days=-30), True, True),
            (timedelta(0), True, True),
            (timedelta(microseconds=1), False, True),
            (timedelta(days=1), False, True),
            (timedelta(days=1, microseconds=1), False, False),
        ],
    )
    def test_it_is_open_from_its_opening_to_the_end_of_its_due_instant(
        self, due, time_machine, moment, skola, park
    ):
        self.plan(due)
        time_machine.move_to(due + moment, tick=False)

        for body, is_open in (("SKOLA", skola), ("PARK", park)):
            if is_open:
                state(target(1, body=body))
            else:
                write = target(1, body=body)
                refused(organisation_errors.OccasionClosed, lambda: state(write))  # noqa: B023

    @pytest.mark.parametrize("given", ["planned", "closed", "locked"])
    def test_its_state_closes_it(self, due, given):
        self.plan(due, state=OccasionState(given))

        refused(organisation_errors.OccasionClosed, lambda: state(target(1)))

    def test_another_occasion_that_takes_targets_may_be_open(self, due):
        self.plan(due, state=OccasionState.LOCKED)
        organisation.open_occasions(
            actor=LOADER, occasions=[occasion(OccasionKind.TERTIAL_REPORT_1)]
        )

        state(target(1))

        assert lows() == [SCALE]

    def test_a_load_may_come_later_but_not_into_what_is_locked(self, due, time_machine):
        self.plan(due)
        time_machine.move_to(due + timedelta(days=900))

        state(target(1), actor=LOADER)
        refused(organisation_errors.OccasionClosed, lambda: state(target(2)))
        self.plan(due, state=OccasionState.LOCKED)
        refused(organisation_errors.OccasionClosed, lambda: state(target(2), actor=LOADER))

    def test_a_file_is_no_load(self, due, time_machine):
        self.plan(due)
        late = due + timedelta(microseconds=1)
        time_machine.move_to(late, tick=False)
        by_file = replace(KIM, source=Source.FILE)

        refused(organisation_errors.OccasionClosed, lambda: state(target(1), actor=by_file))
        assert timezone.now() == late


class TestCouncil:
    def set(self, *targets):
        return operations.set_council_targets(actor=KIM, year=YEAR, targets=targets)

    def draft(self, value, **changes):
        return CouncilTargetDraft(
            **{"indicator": "JOBS", "value": number(value), "basis": STATED} | changes
        )

    def test_it_is_restated_and_rests_on_a_decision(self):
        organisation.record_decisions(actor=LOADER, decisions=[everything.decision()])
        self.set(self.draft(90))
        self.set(self.draft(100, decision=("KS 2020/1", 1)))

        found = CouncilTarget.objects.current().get()
        assert (found.low, found.decision.subject) == (100 * SCALE, "Budget 2021")
        assert CouncilTarget.objects.count() == 2

    def test_nothing_rests_on_a_decision_that_nobody_has_checked(self, monkeypatch):
        def rest():
            self.set(self.draft(100, decision=("KS 2020/1", 1)))

        organisation.record_decisions(actor=LOADER, decisions=[everything.decision(checked_by="")])
        refused(organisation_errors.DecisionNotChecked, rest)
        monkeypatch.setattr(queries, "may_rest_on", lambda key, found, **_told: found[key])
        with pytest.raises(IntegrityError, match="the decision is not checked"), atomic():
            rest()
        with triggers.suspended(connection):
            rest()
        assert CouncilTarget.objects.count() == 1

    def test_a_decision_that_is_not_recorded_refuses_it(self):
        found = refused(
            organisation_errors.UnknownDecision,
            lambda: self.set(self.draft(90), self.draft(1, for_year=2022, decision=("KS 1", 2))),
        )
        assert (found.row, found.column) == (1, "decision")

    def test_it_needs_no_duty_and_no_open_occasion_but_a_value_that_fits(self):
        refused(errors.OutsideUnitRange, lambda: self.set(self.draft(-1)))
        refused(errors.UnknownIndicator, lambda: self.set(self.draft(1, indicator="JOB")))
        refused(errors.TargetConflict, lambda: self.set(self.draft(1, seen=1)))
        refused(DuplicateValue, lambda: self.set(self.draft(1), self.draft(2)))


class TestQuotas:
    def set(self, *quotas):
        return operations.set_quotas(actor=KIM, year=YEAR, quotas=quotas)

    def draft(self, value, **changes):
        given = {"indicator": "JOBS", "body": "SKOLA", "value": value * SCALE, "basis": STATED}
        return QuotaDraft(**given | changes)

    def test_it_is_restated(self):
        self.set(self.draft(50), self.draft(40, body="BOLAG", for_year=2023))
        self.set(self.draft(60))

        current = BodyQuota.objects.current().order_by("low")
        assert [(row.low // SCALE, row.for_year) for row in current] == [(40, 2023), (60, YEAR)]

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.OutsideUnitRange, {"indicator": "SHARE"}),
            (errors.UnknownIndicator, {"indicator": "JOB"}),
            (organisation_errors.UnknownBody, {"body": "SKOL"}),
            (errors.YearBeforePlan, {"for_year": 2020}),
            (errors.TargetConflict, {"seen": 1}),
            (DuplicateValue, {"body": "PARK"}),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, changes):
        bad = self.draft(101, **changes)

        found = refused(refusal, lambda: self.set(self.draft(1, body="PARK"), bad))
        assert found.row == 1


def test_a_whole_city_takes_few_statements(django_assert_max_num_queries):
    """1 322 targets are not 1 322 questions: the statements grow with the batches only."""
    with django_assert_max_num_queries(30):
        state(target(1), target(2, body="PARK"), target(3, indicator="SHARE"))
