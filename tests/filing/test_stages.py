"""A plan's way from draft to submitted: each step by the right one, from the right place."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from enslinje.core.policy import NotAllowed
from enslinje.core.terms import DecisionOutcome, Kind, OccasionState, PlanState
from enslinje.core.values import Stated
from enslinje.filing import contents, errors, operations, submissions
from enslinje.filing.drafts import StageDraft
from enslinje.filing.models import Filing, PlanStage
from enslinje.filing.operations import steps
from enslinje.journal.history import queries
from enslinje.organisation.errors import DecisionNotChecked, OccasionClosed, UnknownDecision
from enslinje.organisation.sight import sight_of
from enslinje.plans import operations as plan_operations
from enslinje.plans.drafts import ResponsibleDraft
from tests.contents import hindrance, led
from tests.filing.plans import (
    CASE,
    check,
    contribution,
    decide,
    draft,
    open_occasion,
    person,
    submit,
    take,
)
from tests.town import LOADER, YEAR, refused, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planned")]

STEPS = ("mark_ready", "approve_plan", "send_back_plan", "take_back_plan", "submit_plan")
WHO = {"mark_ready": {"editor", "approver"}, "take_back_plan": {"editor", "approver"}}


def plan_by(person, **changes):
    """SKOLA's only activity, with the person who is to see to it."""
    seen_to = ResponsibleDraft(body="SKOLA", person=person)
    draft = led("A1", "SKOLA", responsible=seen_to, **changes)
    plan_operations.plan_activities(actor=LOADER, year=YEAR, activities=[draft])


def now():
    return submissions.stage(year=YEAR, body="SKOLA").state


def test_each_step_brings_it_on():
    seen = [now()]
    for step, who, more in (
        ("mark_ready", "editor", {}),
        ("approve_plan", "approver", {}),
        ("decide_plan", "secretary", {"decision": decide()}),
        ("submit_plan", "approver", {}),
    ):
        take(step, who, **more)
        seen.append(now())

    assert seen == list(PlanState)[:5]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("who", ["reader", "editor", "secretary", "strategist", "administrator"])
def test_only_those_who_answer_for_a_step_take_it(step, who):
    if who in WHO.get(step, {"approver"}):
        return
    refused(NotAllowed, lambda: take(step, who, reason="Fel"))


def test_the_decision_is_named_by_the_secretary():
    take("mark_ready", "editor")
    take("approve_plan")
    case = decide()

    refused(NotAllowed, lambda: take("decide_plan", "approver", decision=case))
    refused(NotAllowed, lambda: take("decide_plan", "registrar", decision=case))


def test_no_step_is_skipped():
    case = decide()
    refused(errors.WrongStep, lambda: take("approve_plan"))
    refused(errors.WrongStep, lambda: take("decide_plan", "secretary", decision=case))
    refused(errors.WrongStep, lambda: take("submit_plan"))


def test_without_asking_where_it_stands_it_could_be_submitted_undecided(monkeypatch):
    monkeypatch.setitem(steps.FROM, "submit_plan", frozenset(PlanState))
    take("submit_plan")

    assert now() is PlanState.SUBMITTED


def test_what_is_required_must_be_done_before_it_is_ready():
    state(target(Stated(Kind.MISSING, raw_text="ca 30")))

    refusal = refused(errors.PlanIncomplete, lambda: take("mark_ready", "editor"))

    assert "1 uppgift är inte klar: Indikator JOBS" in str(refusal)


def test_it_is_sent_back_with_a_reason_alone():
    take("mark_ready", "editor")
    refused(errors.SentBackWithoutReason, lambda: take("send_back_plan", reason=" "))

    take("send_back_plan", reason="Texten om barn saknas")

    found = submissions.stage(year=YEAR, body="SKOLA")
    assert (found.state, found.reason) == (PlanState.SENT_BACK, "Texten om barn saknas")


def test_it_is_taken_back_only_before_the_decision():
    take("mark_ready", "editor")
    take("take_back_plan", "editor")
    assert now() is PlanState.DRAFT

    take("mark_ready", "editor")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide())
    refusal = refused(errors.WrongStep, lambda: take("take_back_plan", "editor"))
    assert "nytt beslut" in str(refusal)


class TestDecision:
    @pytest.fixture(autouse=True)
    def approved(self, planned):
        take("mark_ready", "editor")
        take("approve_plan")

    def test_one_that_is_not_recorded(self):
        refused(UnknownDecision, lambda: take("decide_plan", "secretary", decision=CASE))

    def test_one_that_nobody_has_checked(self):
        decide(checked_by="")

        refused(DecisionNotChecked, lambda: take("decide_plan", "secretary", decision=CASE))
        check()
        take("decide_plan", "secretary", decision=CASE)
        assert now() is PlanState.DECIDED

    @pytest.mark.parametrize(
        "changes", [{"decided_by": "PARK"}, {"outcome": DecisionOutcome.REMANDED}]
    )
    def test_another_s_or_one_that_does_not_grant_it(self, changes):
        case = decide(**changes)
        refused(errors.DecisionOfAnother, lambda: take("decide_plan", "secretary", decision=case))

    def test_what_was_changed_after_the_approval_is_not_decided(self):
        case = decide()
        state(target(31))

        refusal = refused(
            errors.PlanChangedSince, lambda: take("decide_plan", "secretary", decision=case)
        )
        assert "1 ställe" in str(refusal)

    def test_nor_submitted(self):
        take("decide_plan", "secretary", decision=decide())
        state(target(31))
        refused(errors.PlanChangedSince, lambda: take("submit_plan"))


class TestSubmitting:
    def test_the_receipt_tells_what_was_submitted(self):
        receipt = submit()

        (filing,) = submissions.filings(year=YEAR, body="SKOLA")
        sha256, rows = contents.fingerprint(body="SKOLA", year=YEAR)
        assert (filing.id, filing.number, filing.change_set) == (
            receipt.rows[0],
            1,
            receipt.change_set,
        )
        assert (filing.content_sha256, filing.rows, filing.by) == (sha256, rows, "approver")
        assert rows == 4
        assert filing.decision.case_number == CASE[0]

    def test_the_hash_is_that_of_what_is_frozen_and_any_change_gives_another(self):
        submit()
        (filing,) = submissions.filings(year=YEAR, body="SKOLA")
        state(target(31))

        def hashed(change_set=None):
            return contents.fingerprint(body="SKOLA", year=YEAR, change_set=change_set)[0]

        assert hashed(filing.change_set) == filing.content_sha256
        assert hashed() != filing.content_sha256

    def test_a_table_that_came_later_leaves_the_hash_of_before_while_it_is_empty(self, monkeypatch):
        (later,) = [one for one in contents.CONTENTS if one.kind == "hinder"]
        rest = tuple(one for one in contents.CONTENTS if one is not later)

        def hashed(*tables):
            monkeypatch.setattr(contents, "CONTENTS", tables)
            return contents.fingerprint(body="SKOLA", year=YEAR)[0]

        before = hashed(*rest)
        assert hashed(*rest, later) == before
        assert hashed(*rest, replace(later, is_later=False)) != before
        plan_operations.state_hindrances(actor=LOADER, year=YEAR, hindrances=[hindrance()])
        assert hashed(*rest, later) != before

    def test_the_same_submission_twice_is_one(self):
        take("mark_ready", "editor")
        take("approve_plan")
        take("decide_plan", "secretary", decision=decide())
        key, step = uuid4(), draft()

        first, second = (
            operations.submit_plan(actor=person("approver"), year=YEAR, draft=step, key=key)
            for _ in range(2)
        )

        assert (second.is_repeat, second.rows) == (True, first.rows)
        assert Filing.objects.count() == 1

    def test_two_who_submit_the_same_plan_give_one(self):
        submit()
        refused(errors.WrongStep, lambda: take("submit_plan"))

    def test_who_has_not_seen_where_it_stands_is_told(self):
        take("mark_ready", "editor")
        stale = draft()
        take("take_back_plan", "editor")
        take("mark_ready", "editor")

        refused(
            errors.PlanStageConflict,
            lambda: operations.approve_plan(actor=person("approver"), year=YEAR, draft=stale),
        )

    def test_what_has_changed_since_is_counted_by_place(self):
        change_set = submit().change_set
        assert not contents.changed_since(body="SKOLA", year=YEAR, change_set=change_set)

        state(target(31))
        state(target(32))
        state(target(50, indicator="SHARE"))

        found = contents.changed_since(body="SKOLA", year=YEAR, change_set=change_set)
        assert {content.kind: count for content, count in found.items()} == {"arsmal": 2}

    def test_who_sees_to_an_activity_is_beside_the_plan_and_asks_for_no_new_decision(self):
        plan_by("editor")
        take("mark_ready", "editor")
        approved = take("approve_plan").change_set
        plan_by("approver")

        assert not contents.changed_since(body="SKOLA", year=YEAR, change_set=approved)
        take("decide_plan", "secretary", decision=decide())
        submitted = take("submit_plan").change_set
        plan_by("editor")
        assert not contents.changed_since(body="SKOLA", year=YEAR, change_set=submitted)
        written = contents.written_between("SKOLA", YEAR, submitted, None)
        assert "aktivitet" in {one.kind for one in written}
        address = f"ansvarig-for-aktivitet/{YEAR}/A1/SKOLA"
        told = queries.history(address, sight=sight_of(LOADER)).entries
        assert len(told) == 3

    def test_what_an_activity_says_is_in_the_plan(self):
        plan_by("editor")
        take("mark_ready", "editor")
        approved = take("approve_plan").change_set
        plan_by("approver", title="En annan")

        found = contents.changed_since(body="SKOLA", year=YEAR, change_set=approved)
        assert {content.kind: count for content, count in found.items()} == {"aktivitet": 1}
        case = decide()
        refused(errors.PlanChangedSince, lambda: take("decide_plan", "secretary", decision=case))

    @pytest.mark.parametrize(("late", "filings"), [(0, 1), (1, 0)])
    def test_the_last_microsecond_is_in_time_and_the_next_is_not(self, monkeypatch, late, filings):
        take("mark_ready", "editor")
        take("approve_plan")
        take("decide_plan", "secretary", decision=decide())
        due_at = timezone.now() + timedelta(hours=1)
        open_occasion(due_at=due_at)
        step, who = draft(), person("approver")
        monkeypatch.setattr(
            "django.utils.timezone.now", lambda: due_at + timedelta(microseconds=late)
        )

        with suppress(OccasionClosed):
            operations.submit_plan(actor=who, year=YEAR, draft=step)

        assert Filing.objects.count() == filings

    def test_a_closed_occasion_takes_none(self):
        take("mark_ready", "editor")
        take("approve_plan")
        take("decide_plan", "secretary", decision=decide())
        open_occasion(state=OccasionState.CLOSED)

        refused(OccasionClosed, lambda: take("submit_plan"))


class TestRevising:
    def test_a_revised_plan_gets_the_next_number_and_a_decision_of_its_own(self):
        submit()
        state(target(31))
        take("mark_ready", "editor", reason="Pandemin: fler jobb före andel")
        take("approve_plan")
        take("decide_plan", "secretary", decision=decide(("SKOLA 2021/9", 1)))
        take("submit_plan")

        numbers = [
            (filing.number, filing.decision.case_number, filing.is_editorial, filing.reason)
            for filing in submissions.filings(year=YEAR, body="SKOLA")
        ]
        assert numbers == [
            (1, CASE[0], False, ""),
            (2, "SKOLA 2021/9", False, "Pandemin: fler jobb före andel"),
        ]

    def test_a_revision_says_what_it_changes_also_when_it_was_taken_back_meanwhile(self):
        submit()
        refused(errors.RevisedWithoutReason, lambda: take("mark_ready", "editor"))
        take("mark_ready", "editor", reason="Nya mål")
        take("take_back_plan", "editor")
        refused(errors.RevisedWithoutReason, lambda: take("mark_ready", "editor", reason=" "))

    def test_a_text_is_corrected_under_the_same_decision(self):
        submit()
        plan_operations.state_contributions(
            actor=LOADER, year=YEAR, contributions=[contribution(text="Fler platser i skolan.")]
        )

        take("submit_plan", reason="Stavfel")

        last = submissions.filings(year=YEAR, body="SKOLA")[-1]
        assert (last.number, last.decision.case_number) == (2, CASE[0])
        assert (last.is_editorial, last.reason) == (True, "Stavfel")

    def test_a_value_is_not(self):
        submit()
        state(target(31))
        refused(errors.CorrectionOfValues, lambda: take("submit_plan", reason="Stavfel"))

    def test_nor_nothing(self):
        submit()
        refused(errors.NothingChanged, lambda: take("submit_plan", reason="Stavfel"))


def test_the_draft_is_shared_by_the_head_and_no_more_when_taken_back():
    def share(who="approver", *, is_shared=True):
        operations.share_draft(actor=person(who), year=YEAR, body="SKOLA", is_shared=is_shared)

    refused(NotAllowed, lambda: share("editor"))
    assert "SKOLA" not in submissions.drafts_seen_by(person("strategist"), year=YEAR)

    share()
    share()
    assert submissions.drafts_seen_by(person("strategist"), year=YEAR) == {"SKOLA"}

    share(is_shared=False)
    assert not submissions.drafts_seen_by(person("strategist"), year=YEAR)


def test_only_a_load_files_what_was_submitted_elsewhere():
    refused(
        NotAllowed,
        lambda: operations.file_plans(actor=person("approver"), year=YEAR, filings=[]),
    )


def test_a_year_without_an_occasion_for_plans_has_none():
    refused(
        errors.NoPlanOccasion,
        lambda: operations.mark_ready(
            actor=person("editor"), year=YEAR + 1, draft=StageDraft(body="SKOLA", seen=None)
        ),
    )
    assert not PlanStage.objects.exists()
