"""Roles: given, confirmed by another, ended, and taken over by deputies."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import TWO_PERSON_ROLES, Holding, NotAllowed, Role
from enslinje.organisation import errors, operations, rights
from enslinje.organisation.drafts import HeldRoleDraft
from enslinje.organisation.models import Deputy, Membership, Person
from tests.journal.protections import without_check
from tests.people import CAST, FIRST, deputy, invite, record_people, role, somebody
from tests.town import LOADER, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

JUNE = datetime(2021, 6, 15, tzinfo=UTC)
JULY = datetime(2021, 7, 15, tzinfo=UTC)


@pytest.fixture(autouse=True)
def cast(time_machine):
    time_machine.move_to(JUNE, tick=False)
    record_people()


def grant(*roles, actor):
    return operations.grant_roles(actor=somebody(actor), roles=roles)


def confirm(person, what, *, actor, body=""):
    held = HeldRoleDraft(person=person, role=what, body=body)
    return operations.confirm_roles(actor=somebody(actor), roles=[held])


def end(person, what, *, actor="administrator", body="SKOLA", on=None):
    held = HeldRoleDraft(person=person, role=what, body=body, on=on)
    return operations.end_roles(actor=somebody(actor), roles=[held])


def held(code, when=JUNE):
    return set(rights.holdings_of(code, when))


class TestGranting:
    def test_a_role_holds_from_its_first_day_up_to_its_last(self):
        grant(
            role("newcomer", Role.READER, valid_from=FIRST, valid_to=date(2021, 3, 1)),
            actor="administrator",
        )
        last = datetime(2021, 2, 28, 22, 59, 59, tzinfo=UTC)  # One second to midnight in Sweden.
        reader = {Holding(Role.READER, "SKOLA")}
        assert held("newcomer", datetime(2020, 12, 31, 22, 59, tzinfo=UTC)) == set()
        assert held("newcomer", datetime(2020, 12, 31, 23, 0, tzinfo=UTC)) == reader
        assert held("newcomer", last) == reader
        assert held("newcomer", last + timedelta(seconds=1)) == set()

    @pytest.mark.parametrize("what", sorted(TWO_PERSON_ROLES))
    def test_a_role_that_decides_waits_for_a_second_person(self, what):
        given = role("newcomer", what)
        grant(given, actor="administrator")
        assert held("newcomer") == set()

        refused(
            errors.NotASecondPerson,
            lambda: confirm("newcomer", what, actor="administrator", body=given.body),
        )
        confirm("newcomer", what, actor="board_secretary", body=given.body)
        assert held("newcomer") == {Holding(what, given.body)}
        row = Membership.objects.current().get(person__username="newcomer")
        assert (row.granted_by_code, row.confirmed_by_code) == ("administrator", "board_secretary")

    @pytest.mark.parametrize("what", [Role.STRATEGIST, Role.AUDITOR, Role.ADMINISTRATOR])
    def test_an_administrator_gives_nothing_to_oneself_alone(self, what):
        grant(role("administrator", what, valid_from=date(2021, 2, 1)), actor="administrator")
        assert held("administrator") == {Holding(Role.ADMINISTRATOR)}
        refused(
            errors.NotASecondPerson,
            lambda: confirm("administrator", what, actor="administrator"),
        )

    def test_the_receiver_does_not_confirm(self):
        grant(role("board_secretary", Role.FINANCE_OFFICER), actor="administrator")
        refused(
            errors.NotASecondPerson,
            lambda: confirm("board_secretary", Role.FINANCE_OFFICER, actor="board_secretary"),
        )

    def test_the_head_of_an_administration_grants_some_roles_of_the_own_body(self):
        grant(role("newcomer", Role.EDITOR), actor="approver")
        assert held("newcomer") == {Holding(Role.EDITOR, "SKOLA")}
        for what, body in ((Role.EDITOR, "PARK"), (Role.SECRETARY, "SKOLA")):
            given = role("newcomer", what, body=body)
            refused(NotAllowed, lambda given=given: grant(given, actor="approver"))

    @pytest.mark.parametrize("code", sorted({*CAST} - {"administrator", "approver"}))
    def test_nobody_else_grants(self, code):
        refused(NotAllowed, lambda: grant(role("newcomer", Role.READER), actor=code))

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.RoleMisplaced, {"body": ""}),
            (errors.RoleMisplaced, {"what": Role.AUDITOR, "body": "SKOLA"}),
            (errors.RoleMisplaced, {"what": Role.PUBLIC, "body": "SKOLA"}),
            (errors.RoleMisplaced, {"valid_to": FIRST}),
            (errors.UnknownPerson, {"person": "nobody"}),
            (errors.UnknownBody, {"body": "SKOLAN"}),
        ],
    )
    def test_what_does_not_fit_is_refused(self, refusal, changes):
        given = {"person": "newcomer", "what": Role.READER} | changes
        refused(refusal, lambda: grant(role(**given), actor="administrator"))

    def test_the_same_role_twice_is_refused(self):
        twice = [role("newcomer", Role.READER)] * 2
        refused(DuplicateValue, lambda: grant(*twice, actor="administrator"))

    def test_there_must_be_something_to_confirm(self):
        refused(
            errors.RoleNotHeld,
            lambda: confirm("newcomer", Role.READER, actor="administrator", body="SKOLA"),
        )

    def test_the_database_refuses_to_let_the_giver_confirm(self):
        row = Membership.objects.first()

        def insert():
            row.pk, row.body, row.confirmed_by_code = None, None, row.granted_by_code
            Membership.objects.bulk_create([row])

        with pytest.raises(IntegrityError), transaction.atomic():
            insert()
        with without_check("organisation_membership", "membership_confirmed_by_another"):
            insert()


class TestEnding:
    def test_a_role_ends_at_once_and_stays_on_record(self):
        end("editor", Role.EDITOR)
        assert held("editor") == set()
        assert held("editor", JUNE - timedelta(days=1)) == {Holding(Role.EDITOR, "SKOLA")}
        assert Membership.objects.filter(person__username="editor").count() == 2

    def test_it_may_end_later(self):
        end("editor", Role.EDITOR, on=date(2021, 7, 1))
        assert held("editor") != set()
        assert held("editor", JULY) == set()

    def test_one_that_has_not_begun_never_holds(self):
        grant(role("newcomer", Role.READER, valid_from=date(2021, 9, 1)), actor="administrator")
        end("newcomer", Role.READER, on=date(2021, 9, 1))
        assert held("newcomer", datetime(2021, 10, 1, tzinfo=UTC)) == set()
        assert not Membership.objects.current().filter(person__username="newcomer").exists()

    def test_what_is_not_held_is_not_ended(self):
        refused(errors.RoleNotHeld, lambda: end("newcomer", Role.EDITOR))

    def test_the_head_does_not_end_what_the_head_does_not_give(self):
        refused(NotAllowed, lambda: end("secretary", Role.SECRETARY, actor="approver"))

    def test_who_is_shut_out_holds_nothing(self):
        Person.objects.filter(username="editor").update(is_active=False)
        assert held("editor") == set()


class TestDeputies:
    def name(self, *deputies, actor):
        return operations.name_deputies(actor=somebody(actor), deputies=deputies)

    def test_a_deputy_has_the_roles_for_the_time_and_says_whose(self):
        assert Holding(Role.EDITOR, "SKOLA", "editor") in held("reader", JULY)
        assert held("reader", JUNE) == {Holding(Role.READER, "SKOLA")}
        assert held("reader", datetime(2021, 7, 31, 22, tzinfo=UTC)) == held("reader", JUNE)

    def test_one_names_one_s_own_deputy_for_all_one_s_roles(self):
        self.name(deputy("secretary", "newcomer"), actor="secretary")
        assert held("newcomer", JULY) == {Holding(Role.SECRETARY, "SKOLA", "secretary")}

    def test_a_deputy_named_by_another_takes_over_no_role_that_decides(self):
        self.name(
            deputy("secretary", "newcomer"), deputy("editor", "newcomer"), actor="administrator"
        )
        assert held("newcomer", JULY) == {Holding(Role.EDITOR, "SKOLA", "editor")}

    def test_a_deputy_of_a_deputy_gets_nothing_of_the_first(self):
        self.name(deputy("reader", "newcomer"), actor="reader")
        assert held("newcomer", JULY) == {Holding(Role.READER, "SKOLA", "reader")}

    def test_only_oneself_and_the_administrator_name(self):
        refused(NotAllowed, lambda: self.name(deputy("editor", "newcomer"), actor="approver"))

    @pytest.mark.parametrize(
        "wrong",
        [
            {"who": "editor"},
            {"who": "administrator"},
            {"reason": ""},
            {"valid_to": date(2021, 7, 1)},
        ],
    )
    def test_what_does_not_fit_is_refused(self, wrong):
        given = {"person": "editor", "who": "newcomer"} | wrong
        refused(errors.DeputyMisnamed, lambda: self.name(deputy(**given), actor="administrator"))

    def test_either_of_the_two_ends_it(self):
        on = date(2021, 7, 10)
        operations.end_deputy(actor=somebody("reader"), person="editor", deputy="reader", on=on)
        assert held("reader", JULY) == held("reader", JUNE)
        assert Deputy.objects.current().get().valid_to == on
        refused(
            errors.DeputyNotNamed,
            lambda: operations.end_deputy(
                actor=somebody("editor"), person="editor", deputy="reader", on=on
            ),
        )

    def test_others_do_not_end_it(self):
        refused(
            NotAllowed,
            lambda: operations.end_deputy(
                actor=somebody("auditor"), person="editor", deputy="reader", on=FIRST
            ),
        )


class TestInviting:
    def test_an_account_has_no_password_at_first(self):
        assert not Person.objects.get(username="newcomer").has_usable_password()

    @pytest.mark.parametrize(
        "codes", [["reader"], ["system"], ["med mellanslag"], ["a", "a"], [""]]
    )
    def test_a_code_is_one_s_own(self, codes):
        refused(errors.PersonAlreadyInvited, lambda: invite(*codes))

    @pytest.mark.parametrize("code", sorted({*CAST} - {"administrator"}))
    def test_only_the_administrator_invites(self, code):
        refused(NotAllowed, lambda: invite("another", actor=somebody(code)))

    def test_the_server_s_own_command_grants_without_a_second_person(self):
        operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.ADMINISTRATOR)])
        assert held("newcomer") == {Holding(Role.ADMINISTRATOR)}
