"""The source's figures come out as computed results: domain.md 3 and the issue's list."""

from decimal import Decimal
from fractions import Fraction

import pytest

from enslinje.core.terms import Basis, Grade, IndicatorKind, Status
from enslinje.reconciliation.picture import Picture

MET = {
    "1.1": (5, 6),
    "1.2": (3, 3),
    "1.3": (11, 11),
    "1.4": (7, 8),
    "1.5": (6, 6),
    "2.1": (3, 3),
    "2.2": (11, 11),
    "2.3": (5, 5),
    "2.4": (7, 7),
    "2.5": (19, 22),
    "3.1": (3, 3),
    "3.2": (4, 4),
    "1.3-F": (5, 5),
    "1.3-S": (6, 6),
    "1": (32, 34),
    "2": (45, 48),
    "3": (7, 7),
}
CONTRIBUTING = {
    "1.1": (26, 16),
    "1.2": (29, 11),
    "1.3": (24, 1),
    "1.4": (29, 6),
    "1.5": (25, 3),
    "2.1": (28, 13),
    "2.2": (27, 9),
    "2.3": (27, 8),
    "2.4": (28, 9),
    "2.5": (29, 13),
    "3.1": (31, 16),
    "3.2": (31, 16),
}


@pytest.mark.parametrize(("code", "expected"), MET.items())
def test_indicators_met_of_those_counted(picture: Picture, code, expected):
    goal = picture.goal(code)

    assert (goal.met, goal.council_indicators) == expected
    assert goal.met + goal.partly_met + goal.not_met + goal.undecided == goal.council_indicators


def test_eighty_four_of_eighty_nine(picture: Picture):
    assert (picture.met, len(picture.counted)) == (84, 89)


@pytest.mark.parametrize(("code", "expected"), CONTRIBUTING.items())
def test_contributing_of_the_register(picture: Picture, code, expected):
    goal = picture.goal(code)

    assert (goal.committees_contributing, goal.companies_contributing) == expected
    assert (goal.committees, goal.companies) == (31, 16)


def test_two_of_109_silent_pairs_are_expected(picture: Picture):
    cells = [cell for goal in picture.area_goals for cell in goal.contributions]

    assert len(cells) == 564
    assert sum(cell.depth == 0 for cell in cells) == 109
    gaps = {(cell.goal, cell.body.code) for cell in cells if cell.is_expected_gap}
    assert gaps == {("2.3", "BO-SVO"), ("2.5", "BO-SBR")}


def test_energy_is_not_quite_three(picture: Picture):
    energy = picture.indicator("IND18")

    assert energy.status is Status.PARTLY_MET
    assert Fraction(2925, 1000) <= energy.aggregated_low < Fraction(2935, 1000)
    assert energy.council.low == 3


def test_emissions_are_not_met_so_far(picture: Picture):
    emissions = picture.indicator("IND20")

    assert (emissions.status, emissions.so_far) == (Status.NOT_MET, True)
    assert emissions.aggregated_low == 434_848
    assert (emissions.council.low, emissions.council.for_year) == (454_000, 2023)
    assert [body.code for body in emissions.missing] == ["BO-STH"]
    assert (emissions.given, emissions.expected) == (46, 47)
    assert (emissions.kind, emissions.counts) == (IndicatorKind.MANDATORY, False)
    assert sum(target.bar for target in emissions.targets) == 454_000


def test_meals_are_met_whatever_kungsholmen_answers(picture: Picture):
    meals = picture.indicator("IND21")

    assert meals.status is Status.MET
    assert [body.code for body in meals.missing] == ["SDN-KU"]
    assert meals.worst_low >= meals.council.low


def test_mandatory_indicators(picture: Picture):
    assert picture.indicator("IND12").aggregated_low == 30
    assert picture.indicator("IND12").status is Status.NO_COUNCIL_TARGET
    lca = picture.indicator("IND19")
    assert (lca.aggregated_low, lca.aggregated_high) == (50, 100)
    snow = picture.indicator("IND16")
    assert snow.status is Status.PENDING
    assert snow.targets[0].due == "Tertialrapport 1 2021"
    assert picture.indicator("IND01").aggregated_low < 9_000


def findings(picture: Picture, rule: str) -> set[tuple[str, str]]:
    return {
        (finding.subject, finding.body.code if finding.body else "")
        for finding in picture.findings
        if finding.rule == rule
    }


def test_lowered_ambition_is_exactly_the_source_s(picture: Picture):
    districts = {
        target.body.code
        for target in picture.indicator("IND12").targets
        if target.body.code not in {"SDN-BR", "SDN-FA", "SDN-HA"}
    }
    employer = {"FN-MIL", "BO-SIS", "BO-SVO", "BO-HAM", "BO-PAR", "BO-STO"}

    assert findings(picture, "target-below-outcome") == {
        ("IND17", "SDN-SO"),
        *(("IND24", body) for body in ("BO-SIS", "BO-PAR", "BO-STO")),
        *(("IND25", body) for body in employer),
        *(("IND12", body) for body in districts),
    }
    assert len(districts) == 10


def test_farsta_is_below_the_council_though_both_totals_are_met(picture: Picture):
    below = findings(picture, "target-below-council")

    assert {code for code, body in below if body == "SDN-FA"} >= {"IND04", "IND05"}
    assert {picture.indicator(code).status for code in ("IND04", "IND05")} == {Status.MET}
    of_emissions = {body for code, body in below if code == "IND20"}
    assert of_emissions == {"BO-SVO", "BO-SVB", "BO-FAM"}
    assert len(below) == 45


def test_missing_and_unmet(picture: Picture):
    assert findings(picture, "target-missing") == {("IND20", "BO-STH"), ("IND21", "SDN-KU")}
    assert findings(picture, "target-pending") == {("IND16", "FN-TRA")}
    assert findings(picture, "contribution-missing") == {("2.3", "BO-SVO"), ("2.5", "BO-SBR")}
    assert len(findings(picture, "contribution-not-stated")) == 107
    unmet = {found.code for found in picture.counted if found.status is not Status.MET}
    assert unmet == {"IND01", "IND09", "IND18", "IND22", "IND23"}
    assert findings(picture, "aggregate-below-outcome") == {("IND12", "")}


def test_fifteen_goals_are_judged_attained_three_stronger_than_the_proposal(picture: Picture):
    assert {goal.assessment.grade for goal in picture.goals} == {Grade.ATTAINED}
    assert len(picture.goals) == 15
    stronger = [goal for goal in picture.goals if goal.is_stronger]
    assert [goal.code for goal in stronger] == ["1.1", "1.4", "2.5"]
    assert all(goal.assessment.reason for goal in stronger)
    assert {goal.assessment.reason_basis for goal in stronger} == {Basis.INVENTED}
    assert all(goal.assessment.condition for goal in picture.overarching)


def test_a_result_shows_the_weakest_basis_of_its_inputs(picture: Picture):
    energy = picture.indicator("IND18")

    assert energy.origin.basis is Basis.SOURCE
    assert energy.basis is Basis.INVENTED
    assert picture.goal("2.5").basis is Basis.INVENTED


def test_majority_is_unknown_while_no_plan_holds_own_goals(picture: Picture):
    assert {goal.majority for goal in picture.area_goals} == {None}


def test_the_gap_to_the_bar_is_exact(picture: Picture):
    housing = picture.indicator("IND18").target_of(
        next(body for body in picture.bodies if body.code == "BO-FAM")
    )

    assert housing.low - housing.bar == housing.gap == Decimal(-1)
    assert housing.is_below_council
