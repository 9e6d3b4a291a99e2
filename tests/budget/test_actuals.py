"""What is booked and forecast: imported whole or not at all, each month in place of the last."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from enslinje.budget import amount_queries, drafts, operations
from enslinje.budget.errors import (
    AmountsDoNotTie,
    CodeMapConflict,
    CodeMapMissing,
    FileNotHeld,
    ImportConflict,
    MonthOutsideYear,
    RuleUnclear,
    UnknownAccount,
    UnknownLine,
)
from enslinje.budget.models import AmountImport, CodeMap, HeldFile, ImportedAmount
from enslinje.budget.outturn import outturn
from enslinje.core.actors import Source
from enslinje.core.budget_terms import AmountKind, StatementRow
from enslinje.core.policy import Holding, NotAllowed, Role
from enslinje.journal.errors import BaseNotSaid
from tests.budget_town import FINN, KR
from tests.town import YEAR

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_money")]

RULES = (
    drafts.CodeRuleDraft(row=2, account_from="1000", account_to="2999", is_left_out=True),
    drafts.CodeRuleDraft(row=3, dimension="ansvar", code="100", body="SKOLA"),
    drafts.CodeRuleDraft(row=4, account_from="4000", account_to="7999", account="costs"),
)
ON_A_PAGE = replace(FINN, source=Source.PAGE)


def state(*rules, actor=FINN, **more):
    draft = drafts.CodeMapDraft(file_name="regler.csv", rules=rules or RULES, **more)
    return operations.state_code_map(actor=actor, year=YEAR, draft=draft)


@pytest.fixture
def code_map():
    return state().rows[0]


def month(number=3, amount=-400 * KR, **more):
    given = {
        "period": YEAR * 100 + number,
        "kind": AmountKind.ACTUAL,
        "file_name": "mars.csv",
        "file_sha256": f"{number}{amount}",
        "row_count": 1,
        "file_ore": -amount,
        "left_out_ore": 0,
        "amounts": (drafts.PlacedDraft(body="SKOLA", account="costs", amount_ore=amount),),
    }
    return drafts.AmountImportDraft(**given | more)


def load(code_map, *months, actor=FINN, **more):
    return operations.import_amounts(
        actor=actor, year=YEAR, imports=months, code_map=code_map, **more
    )


def booked():
    return {
        (one.period, one.body, one.account): one.amount for one in amount_queries.amounts(year=YEAR)
    }


def test_a_month_comes_in_place_of_the_one_before_and_both_are_kept(code_map):
    load(code_map, month(amount=-400 * KR), month(4, -1 * KR))
    load(code_map, month(amount=-500 * KR))
    assert booked() == {
        (202103, "SKOLA", "costs"): -500 * KR,
        (202104, "SKOLA", "costs"): -1 * KR,
    }
    assert AmountImport.objects.count() == 3
    assert sorted(ImportedAmount.objects.values_list("amount_ore", flat=True)) == [
        -500 * KR,
        -400 * KR,
        -1 * KR,
    ]


def test_the_same_file_twice_has_one_effect(code_map):
    first = load(code_map, month())
    again = load(code_map, month())
    assert (len(first.rows), again.rows) == (1, ())
    assert AmountImport.objects.count() == ImportedAmount.objects.count() == 1


def test_the_same_key_twice_gets_the_same_answer(code_map):
    key = uuid4()
    first = load(code_map, month(), key=key)
    again = load(code_map, month(), key=key)
    assert again.is_repeat
    assert again.rows == first.rows


def test_the_same_file_by_other_rules_is_imported_anew(code_map):
    load(code_map, month())
    other = state(*RULES[:2]).rows[0]
    load(other, month())
    assert AmountImport.objects.count() == 2
    assert len(booked()) == 1


def test_each_set_of_books_and_each_kind_has_its_own_month(code_map):
    load(code_map, month(), month(books="PARK"), month(kind=AmountKind.FORECAST))
    assert AmountImport.objects.current().count() == 3


@pytest.mark.parametrize(
    ("draft", "refusal"),
    [
        (month(13), MonthOutsideYear),
        (month(period=202003), MonthOutsideYear),
        (month(file_ore=1), AmountsDoNotTie),
        (month(left_out_ore=5), AmountsDoNotTie),
        (
            month(amounts=(drafts.PlacedDraft(body="SKOLA", account="5010", amount_ore=-40000),)),
            UnknownAccount,
        ),
        (
            month(
                amounts=(
                    drafts.PlacedDraft(body="SKOLA", account="costs", line="no", amount_ore=-40000),
                )
            ),
            UnknownLine,
        ),
    ],
)
def test_one_wrong_month_stops_all_of_it(code_map, draft, refusal):
    with pytest.raises(refusal):
        load(code_map, month(1), draft)
    assert not AmountImport.objects.exists()
    assert not ImportedAmount.objects.exists()


def test_rules_that_have_changed_since_are_not_imported_by(code_map):
    state(*RULES[:2])
    with pytest.raises(CodeMapMissing):
        load(code_map, month())


def test_only_whoever_keeps_accounts_may(code_map):
    reader = replace(FINN, holdings=(Holding(Role.READER, "SKOLA"),))
    for attempt in (
        lambda: load(code_map, month(), actor=reader),
        lambda: state(*RULES[:1], actor=reader),
        lambda: operations.hold_file(actor=reader, key=uuid4(), name="a", content=b"a"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


def test_a_person_must_have_seen_what_is_there(code_map):
    pk = load(code_map, month(), actor=ON_A_PAGE).rows[0]
    with pytest.raises(BaseNotSaid):
        load(code_map, month(amount=-1), actor=ON_A_PAGE)
    with pytest.raises(ImportConflict):
        load(code_map, month(amount=-1, seen=None), actor=ON_A_PAGE)
    load(code_map, month(amount=-1, seen=pk), actor=ON_A_PAGE)
    assert booked() == {(202103, "SKOLA", "costs"): -1}


# Rules -----------------------------------------------------------------------------------------


def test_the_same_rules_again_are_no_new_version(code_map):
    assert state(*reversed(RULES)).rows == (code_map,)
    assert CodeMap.objects.count() == 1


def test_new_rules_come_in_place_of_the_old_which_are_kept(code_map):
    new = state(*RULES[:2]).rows[0]
    found = amount_queries.code_map(year=YEAR)
    assert (found.pk, [rule.row for rule in found.rules]) == (new, [2, 3])
    assert CodeMap.objects.get(pk=code_map).rules.count() == 3


@pytest.mark.parametrize(
    "rules",
    [
        (drafts.CodeRuleDraft(row=2, account_from="1", account_to="2"),),
        (drafts.CodeRuleDraft(row=2, dimension="ansvar", body="SKOLA"),),
        (RULES[1], RULES[1]),
    ],
)
def test_a_rule_that_says_nothing_or_comes_twice_is_refused(rules):
    with pytest.raises(RuleUnclear):
        state(*rules)


def test_rules_that_somebody_else_has_changed_are_not_written_over(code_map):
    with pytest.raises(CodeMapConflict):
        state(*RULES[:1], actor=ON_A_PAGE, seen=None)
    state(*RULES[:1], actor=ON_A_PAGE, seen=code_map)


# Files between preview and confirmation ----------------------------------------------------------


def test_a_file_is_kept_for_whoever_handed_it_over_and_for_nobody_else():
    key = uuid4()
    operations.hold_file(actor=FINN, key=key, name="mars.csv", content=b"abc" * 99)
    assert amount_queries.held_file(key, held_for="finn") == ("mars.csv", b"abc" * 99)
    assert amount_queries.held_file(key, held_for="kim") is None
    with pytest.raises(FileNotHeld):
        operations.hold_file(actor=FINN, key=key, name="x", content=b"")
    operations.let_go_of_file(actor=FINN, key=key)
    assert not HeldFile.objects.exists()


def test_a_file_that_nobody_confirms_is_let_go_of():
    key = uuid4()
    operations.hold_file(actor=FINN, key=key, name="a", content=b"a")
    HeldFile.objects.update(held_at=HeldFile.objects.get().held_at - timedelta(days=2))
    operations.hold_file(actor=FINN, key=uuid4(), name="b", content=b"b")
    assert list(HeldFile.objects.values_list("name", flat=True)) == ["b"]


# Beside the budget -------------------------------------------------------------------------------


def test_actuals_and_forecast_stand_beside_the_budget_with_their_deviation(code_map):
    load(
        code_map,
        month(3, -1_300 * KR),
        month(2, -100 * KR, kind=AmountKind.FORECAST),
        month(3, -5_200 * KR, kind=AmountKind.FORECAST),
    )
    found = outturn(YEAR)
    assert (found.month, found.months, found.forecast_of) == (3, (3,), 3)
    costs = next(one for one in found.of_body("SKOLA") if one.row is StatementRow.COSTS)
    assert (costs.budget, costs.to_date) == (-5_000 * KR, -1_250 * KR)
    assert (costs.actual, costs.deviation) == (-1_300 * KR, -50 * KR)
    assert (costs.forecast, costs.forecast_deviation) == (-5_200 * KR, -200 * KR)
    park = next(one for one in found.bodies if one.body == "PARK")
    assert (park.budget, park.actual, park.forecast) == (-3_000 * KR, None, None)


def test_a_budget_by_month_goes_before_twelfths(code_map):
    load(
        code_map,
        month(1, -900 * KR, kind=AmountKind.PERIOD_BUDGET),
        month(2, -4_100 * KR, kind=AmountKind.PERIOD_BUDGET),
        month(1, -1_000 * KR),
    )
    found = outturn(YEAR)
    school = next(one for one in found.bodies if one.body == "SKOLA")
    assert school.is_periodised
    assert (school.to_date, school.deviation) == (-900 * KR, -100 * KR)
    assert outturn(YEAR, month=2).bodies[1].to_date == -5_000 * KR


def test_it_is_read_in_few_queries(code_map, django_assert_max_num_queries):
    load(code_map, month())
    with django_assert_max_num_queries(6):
        outturn(YEAR)


def test_a_year_with_nothing_booked_has_a_budget_and_no_deviation():
    found = outturn(YEAR)
    assert (found.month, found.imports) == (0, ())
    assert {one.deviation for one in found.rows} == {None}
