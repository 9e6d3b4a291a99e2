"""A decision is recorded by one person, and holds once another has checked it."""

from datetime import date
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from enslinje.core.policy import NotAllowed, Role
from enslinje.core.terms import DecisionOutcome
from enslinje.journal import triggers, verification
from enslinje.organisation import errors, operations, queries
from enslinje.organisation.drafts import CheckDraft
from enslinje.organisation.models import Decision
from tests.everything import decision
from tests.journal.protections import drop_index, without_check
from tests.people import record_people, role, somebody
from tests.town import LOADER, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town", "cast")]

KEY = ("SKOLA 2020/1", 1)
APPROVED = date(2020, 12, 1)


@pytest.fixture
def cast():
    record_people()
    operations.grant_roles(
        actor=LOADER,
        roles=[
            role("newcomer", Role.SECRETARY),
            role("editor", Role.SECRETARY, body="PARK"),
        ],
    )


def record(code="secretary", **changes):
    given = {
        "case_number": KEY[0],
        "decided_by": "SKOLA",
        "recorded_by": code,
        "checked_by": "",
        "minutes_approved_on": APPROVED,
        "paragraph": "§ 12",
    }
    draft = decision(**given | changes)
    return operations.record_decisions(actor=somebody(code), decisions=[draft])


def check(code="registrar", key=None, **changes):
    draft = CheckDraft(**{"case_number": KEY[0], "item_no": KEY[1]} | changes)
    return operations.check_decisions(actor=somebody(code), decisions=[draft], key=key)


def send_back(code="registrar", reason="Fel paragraf", **changes):
    draft = CheckDraft(**{"case_number": KEY[0], "item_no": KEY[1], "reason": reason} | changes)
    return operations.send_back_decisions(actor=somebody(code), decisions=[draft])


def standing():
    return queries.decisions([KEY])[KEY]


def test_it_waits_until_another_has_checked_it():
    record()
    assert not standing().is_checked

    receipt = check()

    found = Decision.objects.get()
    assert standing().is_checked
    assert (found.recorded_by_code, found.checked_by_code) == ("secretary", "registrar")
    assert (found.paragraph, found.reservations) == ("§ 12", "")
    assert found.checked_in_id == receipt.change_set != found.settled_in_id
    assert verification.verify().faults == ()


def test_the_log_tells_of_a_check_that_was_forged():
    record()
    Decision.objects.update(checked_by_code="registrar")

    (fault,) = verification.verify().faults
    assert "checked_by_code" in fault.what


@pytest.mark.parametrize("settle", [check, send_back])
def test_whoever_recorded_it_is_no_second_person(settle):
    record()

    refused(errors.NotASecondPerson, lambda: settle("secretary"))
    assert not standing().is_checked


@pytest.mark.parametrize(
    ("name", "column"),
    [("checked_by_another", "checked_by_code"), ("rejected_by_another", "rejected_by_code")],
)
def test_the_database_refuses_it_too_and_without_its_check_it_goes_through(name, column):
    def write():
        more = {"rejection_reason": "x", "rejected_in": found.recorded_in}
        settled = {column: "secretary"} | (more if column == "rejected_by_code" else {})
        Decision.objects.filter(pk=found.pk).update(**settled)

    record()
    found = Decision.objects.get()
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        write()
    with without_check("organisation_decision", f"decision_{name}"):
        write()


@pytest.mark.parametrize("code", ["editor", "reader", "approver", "strategist", "administrator"])
@pytest.mark.parametrize("settle", [check, send_back])
def test_it_takes_the_right_to_check(code, settle):
    record()

    refused(NotAllowed, lambda: settle(code))


def test_the_board_s_secretary_may_check_what_a_committee_decided():
    record()
    check("board_secretary")

    assert standing().is_checked


def test_the_council_s_is_checked_by_another_of_the_board_s_secretaries():
    operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.BOARD_SECRETARY)])
    record("board_secretary", decided_by="KF")

    refused(NotAllowed, lambda: check("registrar"))
    refused(errors.NotASecondPerson, lambda: check("board_secretary"))
    check("newcomer")
    assert standing().is_checked


class TestSendingBack:
    def test_it_is_recorded_anew_and_both_are_kept(self):
        record(outcome=DecisionOutcome.REJECTED)
        send_back()
        assert KEY not in queries.decisions([KEY])
        record()
        check()

        old, new = Decision.objects.order_by("pk")
        assert (old.rejected_by_code, old.rejection_reason) == ("registrar", "Fel paragraf")
        assert (old.outcome, new.outcome, new.checked_by_code) == (
            *("rejected", "granted"),
            "registrar",
        )
        assert verification.verify().faults == ()

    def test_it_takes_a_reason(self):
        record()
        refused(errors.SentBackWithoutReason, lambda: send_back(reason="  "))

    def test_what_is_checked_is_not_sent_back_nor_what_is_sent_back_checked(self):
        record()
        seen = Decision.objects.get().pk
        send_back()
        refused(errors.UnknownDecision, check)
        record()
        refused(errors.DecisionNotWaiting, lambda: check(seen=seen))
        check(seen=Decision.objects.latest("pk").pk)
        refused(errors.DecisionNotWaiting, send_back)
        refused(errors.DecisionNotWaiting, check)

    def test_the_database_refuses_both_and_without_its_check_it_goes_through(self):
        def write():
            found = Decision.objects.get()
            Decision.objects.update(
                rejected_by_code="x", rejection_reason="x", rejected_in=found.recorded_in
            )

        record()
        check()
        name = "checked_or_rejected"
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            write()
        with without_check("organisation_decision", f"decision_{name}"):
            write()

    def test_an_item_stands_once_and_without_the_index_it_could_twice(self, monkeypatch):
        record()
        refused(errors.DecisionAlreadyRecorded, record)
        monkeypatch.setattr("enslinje.organisation.operations.decisions.standing", lambda *_: {})
        with pytest.raises(IntegrityError), transaction.atomic():
            record()
        drop_index("decision_once")
        record()
        assert Decision.objects.filter(rejected_in=None).count() == 2


def test_what_is_settled_is_never_changed_and_without_the_trigger_it_could():
    record()
    check()
    for change in ({"checked_by_code": "x"}, {"checked_by_code": None}, {"paragraph": "§ 1"}):
        with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
            Decision.objects.update(**change)
    with triggers.suspended(connection):
        Decision.objects.update(paragraph="§ 1")


def test_a_repeat_is_answered_alike():
    record()
    key = uuid4()
    first = check(key=key)
    again = check(key=key)

    assert (again.change_set, again.rows, again.is_repeat) == (first.change_set, first.rows, True)


class TestFromMinutes:
    @pytest.mark.parametrize("approved", [None, date(2999, 1, 1)])
    def test_a_person_records_what_approved_minutes_say(self, approved):
        refused(errors.DecisionNotFromMinutes, lambda: record(minutes_approved_on=approved))

    def test_nobody_names_who_checked_it(self):
        found = refused(errors.NotOnesOwnHand, lambda: record(checked_by="registrar"))
        assert found.column == "checked_by"

    def test_an_undecided_item_is_decided_by_who_recorded_it_and_then_checked(self):
        record(outcome=None, decided_on=None, minutes_approved_on=None)
        refused(errors.DecisionNotWaiting, check)
        record(reservations="Vänsterpartiet")
        check()

        found = Decision.objects.get()
        assert (found.outcome, found.reservations) == ("granted", "Vänsterpartiet")
        assert verification.verify().faults == ()


def test_a_load_may_bring_both_together():
    operations.record_decisions(actor=LOADER, decisions=[decision(), decision(item_no=2)])

    assert {one.is_checked for one in queries.decisions([("KS 2020/1", 1)]).values()} == {True}
    assert set(Decision.objects.values_list("checked_in", flat=True)) == {None}
    assert verification.verify().faults == ()


def test_several_are_checked_or_none():
    record()
    record(item_no=2)
    drafts = [CheckDraft(case_number=KEY[0], item_no=number) for number in (1, 2, 3)]

    def all_of_them():
        return operations.check_decisions(actor=somebody("registrar"), decisions=drafts)

    assert refused(errors.UnknownDecision, all_of_them).row == 2
    assert Decision.objects.filter(checked_by_code=None).count() == 2
    drafts.pop()
    all_of_them()
    assert not Decision.objects.filter(checked_by_code=None).exists()
