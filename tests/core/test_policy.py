"""The policy, cell by cell, against a table written without looking at it."""

from itertools import product

import pytest

from enslinje.core import policy
from enslinje.core.policy import Action, Holding, Relation, Role, Standing
from enslinje.core.terms import OccasionState

# o own · c child · g whole group · * whatever · . never.
ROLES = (  # noqa: SIM905 - the columns of the table, in one line each
    "reader editor approver secretary politician registrar group_controller strategist "
    "finance_officer board_secretary administrator auditor public"
).split()
EXPECTED = """
view_public         *  *  *  *  *  *  *  *  *  *  *  *  *   always
view_work           o  o  o  o  .  o  oc *  *  .  .  *  .   always
view_draft          o  o  o  o  o  o  oc .  .  .  .  *  .   always
view_plan_text      o  o  o  o  o  o  o  .  .  .  .  *  .   always
view_secret         .  o  o  o  .  o  .  g  .  g  .  *  .   always
view_history        o  o  o  o  .  o  oc *  *  .  .  *  .   always
view_members        o  o  o  o  .  o  oc *  *  .  *  *  .   always
view_decisions      o  o  o  o  o  o  oc *  *  *  .  *  .   always
state_target        .  o  .  .  .  .  .  .  .  .  .  .  .   taking
state_contribution  .  o  .  .  .  .  .  .  .  .  .  .  .   taking
plan_activity       .  o  .  .  .  .  .  g  .  .  .  .  .   always
write_section       .  o  .  .  .  .  .  .  .  .  .  .  .   taking
state_plan_budget   .  o  .  .  .  .  .  .  .  .  .  .  .   taking
comment             o  o  o  o  .  o  o  .  .  .  .  .  .   always
comment_shared      o  o  o  o  .  o  oc *  *  .  .  .  .   always
record_measurement  .  o  .  .  .  .  .  *  .  .  .  .  .   always
restore_fact        .  o  .  .  .  .  .  g  .  .  .  .  .   taking
change_marking      .  o  .  .  .  o  .  g  .  .  .  .  .   always
prepare_plan        .  o  o  .  .  .  .  .  .  .  .  .  .   always
approve_plan        .  .  o  .  .  .  .  .  .  .  .  .  .   always
share_draft         .  .  o  .  .  .  .  .  .  .  .  .  .   always
submit_plan         .  .  o  .  .  .  .  .  .  .  .  .  .   taking
ask_company         .  .  .  .  .  .  c  .  .  .  .  .  .   always
review_plan         .  .  .  .  .  .  c  *  .  .  .  .  .   always
judge_goal          .  .  .  .  .  .  .  *  .  .  .  .  .   unlocked
judge_indicator     .  .  .  .  .  .  .  *  .  .  .  .  .   always
set_goal            .  o  .  .  .  .  .  g  .  .  .  .  .   always
define_indicator    .  o  .  .  .  .  .  g  .  .  .  .  .   always
define_base_metric  .  .  .  .  .  .  .  .  .  g  .  .  .   always
lay_duty            .  .  .  .  .  .  .  *  .  .  .  .  .   always
set_council_target  .  .  .  .  .  .  .  g  .  .  .  .  .   always
edit_master_data    .  .  .  .  .  .  .  *  .  .  .  .  .   always
manage_occasions    .  .  .  .  .  .  .  g  .  .  .  .  .   always
prepare_year        .  .  .  .  .  .  .  g  .  .  .  .  .   always
extend_occasion     .  .  .  .  .  .  .  *  .  .  .  .  .   always
open_lock           .  .  .  .  .  .  .  *  .  .  .  .  .   always
record_decision     .  .  .  o  .  .  .  .  .  g  .  .  .   always
check_decision      .  .  .  o  .  o  .  .  .  *  .  .  .   always
keep_files          .  .  .  o  .  o  .  .  .  g  .  .  .   always
state_petition      .  o  .  .  .  .  .  .  .  .  .  .  .   taking
endorse_petition    .  .  .  .  .  .  .  .  *  .  .  .  .   always
post_transaction    .  .  .  .  .  .  .  .  g  .  .  .  .   always
keep_accounts       .  .  .  .  .  .  .  .  g  .  .  .  .   always
invite_person       .  .  .  .  .  .  .  .  .  .  g  .  .   always
grant_role          .  .  o  .  .  .  .  .  .  .  *  .  .   always
confirm_role        .  .  o  .  .  .  .  .  .  *  *  .  .   always
name_deputy         .  .  .  .  .  .  .  .  .  .  *  .  .   always
"""
LETTERS = {"own": "o", "child": "c", "whole_group": "g"}
WHEN = {
    "always": {"planned", "open", "closed", "locked", "extended", "exempted"},
    "taking": {"open", "extended", "exempted"},
    "unlocked": {"planned", "open", "closed", "extended", "exempted"},
}
ROWS = {line.split()[0]: line.split()[1:] for line in EXPECTED.strip().splitlines()}

# A group of 47 that file plans, with the council above: 31 committees, 16 companies.
COMMITTEES = ["KS", *(f"N{number}" for number in range(1, 31))]
COMPANIES = [f"B{number}" for number in range(1, 17)]
PARENTS = dict.fromkeys(COMMITTEES, "KF") | dict.fromkeys(COMPANIES, "MODER")
BODIES = COMMITTEES + COMPANIES


def expected(role, action, relation, standing):
    *cells, when = ROWS[action]
    cell = cells[ROLES.index(role)]
    return standing in WHEN[when] and (cell == "*" or LETTERS.get(relation, "?") in cell)


def test_the_expectation_covers_every_role_and_action():
    assert sorted(ROWS) == sorted(Action)
    assert sorted(ROLES) == sorted(Role)
    assert all(len(cells) == len(ROLES) + 1 for cells in ROWS.values())


def test_every_cell_is_as_expected():
    cells = list(product(Role, Action, Relation, Standing))
    assert len(cells) == 13 * 47 * 6 * 6
    wrong = [cell for cell in cells if policy.permits(*cell) != expected(*cell)]
    assert wrong == []


def test_a_changed_cell_is_seen(monkeypatch):
    right = policy.Right(Action.STATE_TARGET, policy.ALWAYS, {Role.READER: policy.OWN})
    monkeypatch.setattr(policy, "TABLE", {**policy.TABLE, Action.STATE_TARGET: right})
    cell = (Role.READER, Action.STATE_TARGET, Relation.OWN, Standing.LOCKED)
    assert policy.permits(*cell) != expected(*cell)


def test_all_pairs_of_47_bodies_stand_in_one_relation():
    assert len(BODIES) == 47
    counted = dict.fromkeys(Relation, 0)
    for holder, body in product(BODIES, BODIES):
        relation = policy.relation(holder, body, PARENTS)
        counted[relation] += 1
        assert (relation is Relation.OWN) == (holder == body)
        same_side = (holder in COMMITTEES) == (body in COMMITTEES)
        assert (relation is Relation.FOREIGN) == (not same_side)
    assert counted == {
        Relation.OWN: 47,
        Relation.SIBLING: 31 * 30 + 16 * 15,
        Relation.FOREIGN: 2 * 31 * 16,
        Relation.CHILD: 0,
        Relation.PARENT: 0,
        Relation.WHOLE_GROUP: 0,
    }


def test_over_all_pairs_only_one_s_own_body_s_targets_may_be_stated():
    for holder, body in product(BODIES, BODIES):
        held = [Holding(Role.EDITOR, holder)]
        may = policy.allows(held, Action.STATE_TARGET, body=body, parents=PARENTS)
        assert may == (holder == body)


@pytest.mark.parametrize(
    ("holder", "body", "relation"),
    [
        ("MODER", "B1", Relation.CHILD),
        ("B1", "MODER", Relation.PARENT),
        ("B1", "B2", Relation.SIBLING),
        ("MODER", "KS", Relation.FOREIGN),
        ("MODER", "", Relation.WHOLE_GROUP),
        ("", "KS", Relation.FOREIGN),
        ("", "KF", Relation.FOREIGN),
        ("", "", Relation.WHOLE_GROUP),
    ],
)
def test_a_body_is_to_another(holder, body, relation):
    assert policy.relation(holder, body, PARENTS) is relation


def test_the_parent_company_s_controller_sees_and_asks_its_companies_only():
    held = [Holding(Role.GROUP_CONTROLLER, "MODER")]
    for action in (Action.VIEW_DRAFT, Action.ASK_COMPANY):
        assert [
            body for body in BODIES if policy.allows(held, action, body=body, parents=PARENTS)
        ] == COMPANIES


def test_the_auditor_reads_everything_and_writes_nothing():
    held = [Holding(Role.AUDITOR)]
    may = {
        action
        for action, body in product(Action, ["", "KF", "MODER", *BODIES])
        if policy.allows(held, action, body=body, parents=PARENTS)
    }
    assert {action.value.partition("_")[0] for action in may} == {"view"}
    assert all(
        policy.allows(held, Action.VIEW_DRAFT, body=body, parents=PARENTS) for body in BODIES
    )


@pytest.mark.parametrize("action", [Action.REVIEW_PLAN, Action.JUDGE_GOAL])
@pytest.mark.parametrize("preparing", [Role.EDITOR, Role.APPROVER])
def test_whoever_prepares_a_plan_does_not_review_it_the_board_s_own_included(action, preparing):
    office = Holding(Role.STRATEGIST)
    held = [office, Holding(preparing, "KS")]
    assert policy.allows([office], action, body="KS", parents=PARENTS)
    assert not policy.allows(held, action, body="KS", parents=PARENTS)
    assert policy.allows(held, action, body="N1", parents=PARENTS)


def test_without_a_role_only_the_public_picture_is_seen():
    may = [action for action in Action if policy.allows([], action, body="KS", parents=PARENTS)]
    assert may == [Action.VIEW_PUBLIC]


def test_the_holding_that_gives_a_right_is_told():
    deputy = Holding(Role.EDITOR, "N1", deputy_for="kim")
    held = [Holding(Role.READER, "N1"), deputy]
    granting = policy.granting(held, Action.STATE_TARGET, body="N1", parents=PARENTS)
    assert granting == (deputy,)


@pytest.mark.parametrize("role", Role)
def test_nobody_gives_a_role_to_oneself_alone(role):
    assert policy.needs_two(role, person="kim", granted_by="kim")


def test_roles_that_write_decisions_or_money_need_two_persons():
    needing = {role for role in Role if policy.needs_two(role, person="kim", granted_by="sam")}
    assert needing == policy.TWO_PERSON_ROLES
    deciding = {Action.RECORD_DECISION, Action.GRANT_ROLE, Action.SET_COUNCIL_TARGET}
    deciding |= {Action.POST_TRANSACTION, Action.ENDORSE_PETITION, Action.KEEP_ACCOUNTS}
    assert {role for action in deciding for role in policy.TABLE[action].roles} <= needing


@pytest.mark.parametrize(
    ("state", "is_past", "has_later", "standing"),
    [
        (OccasionState.OPEN, False, False, Standing.OPEN),
        (OccasionState.OPEN, True, False, Standing.CLOSED),
        (OccasionState.OPEN, True, True, Standing.EXTENDED),
        (OccasionState.PLANNED, False, False, Standing.PLANNED),
        (OccasionState.CLOSED, False, True, Standing.CLOSED),
        (OccasionState.LOCKED, True, True, Standing.LOCKED),
    ],
)
def test_an_occasion_stands_to_a_body(state, is_past, has_later, standing):
    assert policy.standing_of(state, is_past=is_past, has_later=has_later) is standing
