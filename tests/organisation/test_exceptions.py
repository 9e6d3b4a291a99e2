"""Exceptions from an occasion: extensions, and locks opened for some until an instant."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.policy import Action, Role, Standing
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.journal.models import ChangeSet
from enslinje.organisation import errors, gates, occasion_queries, operations, rights
from enslinje.organisation.drafts import LockOpeningDraft, OccasionBodyDraft
from enslinje.organisation.models import Body, LockOpening, Occasion, OccasionBody
from tests.everything import change_set
from tests.journal.protections import without_check
from tests.people import CAST, deputy, record_people, role, somebody
from tests.town import LOADER, YEAR, occasion, refused, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

PLAN = OccasionKind.PLAN
DUE = datetime(YEAR, 1, 31, 22, 59, 59, 999999, tzinfo=UTC)
NOW = datetime(YEAR, 2, 3, 9, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
MICROSECOND = timedelta(microseconds=1)


@pytest.fixture(autouse=True)
def february(time_machine):
    """The plan is past due. SKOLA and PARK take part in it; SKOLA has the cast of people."""
    time_machine.move_to(NOW, tick=False)
    record_people()
    open_plan()
    return time_machine


def open_plan(**changes):
    taking_part = tuple(OccasionBodyDraft(body=code) for code in ("PARK", "SKOLA"))
    given = {"due_at": DUE, "bodies": taking_part} | changes
    operations.open_occasions(actor=LOADER, occasions=[occasion(PLAN, **given)])


def extend(**changes):
    given = {
        "actor": somebody("strategist"),
        "year": YEAR,
        "kind": PLAN,
        "body": "SKOLA",
        "until": LATER,
        "reason": "Nytt system",
    }
    return operations.extend_occasion(**given | changes)


def unlock(**changes):
    given = {"body": "SKOLA", "ends_at": LATER, "reason": "Rättelse", "person": "editor"}
    more = {name: changes.pop(name) for name in ("actor", "key") if name in changes}
    return operations.open_lock(
        year=YEAR,
        kind=PLAN,
        opening=LockOpeningDraft(**given | changes),
        **{"actor": somebody("strategist")} | more,
    )


def close(**changes):
    given = {"actor": somebody("strategist"), "year": YEAR, "kind": PLAN, "body": "SKOLA"}
    return operations.close_lock(**given | changes)


def write(code="editor", body="SKOLA"):
    return state(target(3, body=body), actor=somebody(code))


def may_write(code="editor"):
    try:
        write(code)
    except errors.OccasionClosed:
        return False
    return True


class TestExtension:
    def test_the_body_has_until_the_end_of_it(self, february):
        assert not may_write()
        extend()
        assert may_write()
        february.move_to(LATER, tick=False)
        assert may_write()
        february.move_to(LATER + MICROSECOND, tick=False)
        assert not may_write()

    def test_others_have_not(self):
        extend(body="PARK")
        assert not may_write()

    def test_the_body_and_the_office_see_it_with_its_reason_and_nobody_else(self):
        extend()
        for code in ("reader", "editor", "strategist", "auditor"):
            [seen] = occasion_queries.extensions(year=YEAR, actor=somebody(code))
            assert (seen.body, seen.extended_due_at, seen.due_at) == ("SKOLA", LATER, DUE)
            assert (seen.reason, seen.given_by) == ("Nytt system", "strategist")
        for code in ("newcomer", "politician", "group_controller"):
            assert occasion_queries.extensions(year=YEAR, actor=somebody(code)) == ()
        assert occasion_queries.extensions(year=YEAR) == ()

    def test_it_is_taken_back_with_a_reason_and_the_body_still_takes_part(self):
        extend()
        withdraw = {"actor": somebody("strategist"), "year": YEAR, "kind": PLAN, "body": "SKOLA"}
        refused(errors.NoExtension, lambda: operations.withdraw_extension(**withdraw, reason=""))
        operations.withdraw_extension(**withdraw, reason="Klart")

        assert not may_write()
        assert ChangeSet.objects.latest("pk").reason == "Klart"
        assert OccasionBody.objects.current().filter(body__code="SKOLA").count() == 1
        refused(
            errors.NoExtension, lambda: operations.withdraw_extension(**withdraw, reason="Igen")
        )

    def test_two_who_extend_at_once_do_not_overwrite_each_other(self):
        seen = OccasionBody.objects.current().get(body__code="SKOLA").pk
        extend(seen=seen)
        found = refused(
            errors.ExtensionConflict, lambda: extend(until=LATER + MICROSECOND, seen=seen)
        )
        assert found.theirs.values["extended_due_at"] == LATER

    def test_the_same_submission_again_has_one_effect(self):
        key = uuid4()
        assert extend(key=key).rows == extend(key=key).rows

    @pytest.mark.parametrize(
        ("refusal", "column", "changes"),
        [
            (errors.ExtensionMisgiven, "reason", {"reason": " "}),
            (errors.ExtensionMisgiven, "until", {"until": DUE}),
            (errors.ExtensionMisgiven, "until", {"until": NOW - MICROSECOND}),
            (errors.ExtensionMisgiven, "body", {"body": "KS"}),
            (errors.UnknownBody, "body", {"body": "PARKEN"}),
            (errors.UnknownOccasion, "kind", {"kind": OccasionKind.ACTIVITY_REPORT}),
        ],
    )
    def test_what_is_nonsense_is_refused(self, refusal, column, changes):
        assert refused(refusal, lambda: extend(**changes)).column == column

    @pytest.mark.parametrize(
        ("column", "changes"),
        [("until", {"due_at": None}), ("kind", {"state": OccasionState.LOCKED})],
    )
    def test_an_occasion_without_an_end_or_locked_is_not_extended(self, column, changes):
        open_plan(**changes)
        assert refused(errors.ExtensionMisgiven, extend).column == column


class TestLock:
    @pytest.fixture(autouse=True)
    def locked(self):
        open_plan(state=OccasionState.LOCKED)

    def test_it_is_open_for_the_person_until_the_end(self, february):
        assert not may_write()
        unlock()
        assert may_write()
        february.move_to(LATER, tick=False)
        assert may_write()
        february.move_to(LATER + MICROSECOND, tick=False)
        assert not may_write()

    def test_it_is_open_for_nobody_else_and_for_no_other_body(self):
        operations.grant_roles(
            actor=LOADER,
            roles=[role("newcomer", Role.EDITOR), role("editor", Role.EDITOR, body="PARK")],
        )
        unlock()
        assert may_write("editor")
        assert not may_write("newcomer")
        refused(errors.OccasionClosed, lambda: write(body="PARK"))

    def test_it_is_open_for_everybody_with_the_role(self):
        operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.EDITOR)])
        unlock(person="", role=Role.EDITOR)
        assert may_write("editor")
        assert may_write("newcomer")

    def test_a_deputy_takes_over_the_exception_too(self):
        away = deputy("editor", "reader", valid_from=date(YEAR, 2, 1), valid_to=date(YEAR, 3, 1))
        operations.name_deputies(actor=LOADER, deputies=[away])
        assert not may_write("reader")
        unlock()
        assert may_write("reader")

    @pytest.mark.parametrize(
        ("parts", "is_open"),
        [((), True), ((PlanPart.TARGETS,), True), ((PlanPart.BUDGET,), False)],
    )
    def test_it_is_open_for_the_parts_that_are_named(self, parts, is_open):
        unlock(parts=parts)
        assert may_write() == is_open

    @pytest.mark.parametrize("whom", [{"person": "editor"}, {"role": Role.EDITOR}])
    def test_it_is_closed_again_at_once(self, whom):
        unlock(**{"person": ""} | whom)
        close(**whom, reason="Klart")
        assert not may_write()
        refused(errors.LockNotOpened, lambda: close(**whom))
        assert LockOpening.objects.get().superseded_in.reason == "Klart"

    def test_closing_for_one_leaves_the_others(self):
        unlock()
        unlock(person="", role=Role.READER)
        close(role=Role.READER)
        assert may_write()

    def test_a_new_one_for_the_same_person_replaces_it(self):
        unlock()
        unlock(ends_at=LATER + MICROSECOND)
        assert LockOpening.objects.current().get().ends_at == LATER + MICROSECOND

    def test_the_body_and_the_office_see_it(self):
        unlock(parts=(PlanPart.TARGETS,))
        for code in ("editor", "strategist"):
            [seen] = occasion_queries.lock_openings(year=YEAR, actor=somebody(code))
            assert (seen.body, seen.person, seen.role) == ("SKOLA", "editor", None)
            assert (seen.parts, seen.given_by) == ((PlanPart.TARGETS,), "strategist")
        assert occasion_queries.lock_openings(year=YEAR, actor=somebody("newcomer")) == ()

    @pytest.mark.parametrize(
        ("refusal", "column", "changes"),
        [
            (errors.LockMisopened, "reason", {"reason": ""}),
            (errors.LockMisopened, "ends_at", {"ends_at": NOW - MICROSECOND}),
            (errors.LockMisopened, "person", {"role": Role.EDITOR}),
            (errors.LockMisopened, "person", {"person": ""}),
            (errors.LockMisopened, "person", {"person": "newcomer"}),
            (errors.LockMisopened, "person", {"body": "PARK"}),
            (errors.LockMisopened, "role", {"person": "", "role": Role.PUBLIC}),
            (errors.UnknownPerson, "person", {"person": "nobody"}),
            (errors.UnknownBody, "body", {"body": "PARKEN"}),
        ],
    )
    def test_what_is_nonsense_is_refused(self, refusal, column, changes):
        assert refused(refusal, lambda: unlock(**changes)).column == column

    def test_a_part_that_the_occasion_is_not_about_is_refused(self):
        operations.name_parts(actor=LOADER, year=YEAR, kind=PLAN, parts=[PlanPart.TARGETS])
        wrong = {"parts": (PlanPart.BUDGET,)}
        assert refused(errors.LockMisopened, lambda: unlock(**wrong)).column == "parts"

    def test_what_is_not_locked_is_not_unlocked(self):
        open_plan(state=OccasionState.OPEN)
        assert refused(errors.LockMisopened, unlock).column == "kind"

    def test_the_standing_is_told(self):
        ask = {"action": Action.STATE_TARGET, "year": YEAR, "kind": PLAN, "body": "SKOLA"}
        editor = {"actor": somebody("editor"), "instant": NOW}
        assert gates.standing(**ask, **editor) is Standing.LOCKED
        unlock()
        assert gates.standing(**ask, **editor) is Standing.EXEMPTED
        assert gates.standing(**ask | {"year": 2022}, **editor) is None

    def test_without_asking_whom_it_is_for_anybody_could_write(self, monkeypatch):
        operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.EDITOR)])
        unlock()
        assert not may_write("newcomer")
        monkeypatch.setattr(gates, "_is_for", lambda _opening, _actor: True)
        assert may_write("newcomer")

    @pytest.mark.parametrize(
        ("name", "columns"),
        [
            ("person_or_role", {"role": None}),
            ("role_known", {"role": "boss"}),
            ("reason_filled", {"reason": ""}),
            ("given_by_code_filled", {"given_by_code": ""}),
        ],
    )
    def test_the_database_refuses_it_too(self, name, columns):
        good = {
            "occasion": Occasion.objects.get(),
            "body": Body.objects.get(code="SKOLA"),
            "role": "editor",
            "ends_at": LATER,
            "reason": "Rättelse",
            "given_by_code": "kim",
            "recorded_in": change_set(),
        }
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            LockOpening.objects.create(**good | columns)
        with without_check("organisation_lockopening", f"lockopening_{name}"):
            LockOpening.objects.create(**good | columns)


@pytest.mark.parametrize("code", sorted({*CAST, "newcomer"} - {"strategist"}))
def test_only_the_office_makes_exceptions(code):
    actor = somebody(code)
    for attempt in (
        lambda: extend(actor=actor),
        lambda: unlock(actor=actor),
        lambda: close(actor=actor, person="editor"),
    ):
        with pytest.raises(rights.NotAllowed):
            attempt()
