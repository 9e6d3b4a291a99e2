"""What the source states, beside what is worked out: the answers are those of the table."""

from collections import Counter

import pytest

import enslinje.reconciliation.queries  # noqa: F401 — imported so early that its pictures are kept.
from enslinje.core.numbers import exact
from enslinje.demo import source
from enslinje.demo.source import (
    FOLDER,
    NOT_BUILT,
    NOT_BUILT_FAMILIES,
    STATED_FIGURES,
    Result,
    comparison,
    reference_of,
)
from enslinje.exchange.dataset import read_one
from enslinje.figures import register
from enslinje.figures.register import FigureNotFound

ROWS = {row.text("ref"): row for row in read_one(FOLDER, STATED_FIGURES)}


def is_built(ref: str) -> bool:
    return ref not in NOT_BUILT and ref.partition(".")[0] not in NOT_BUILT_FAMILIES


@pytest.fixture
def figures(stockholm) -> dict[str, source.SourceFigure]:
    return {figure.ref: figure for figure in comparison(2021)}


def test_every_stated_figure_is_there_in_the_order_of_the_source(figures):
    assert list(figures) == list(ROWS)
    assert len(figures) == 327


def test_results_are_those_to_expect(figures):
    wrong = {
        ref: (figure.result, row.text("result"), figure.ours)
        for ref, figure in figures.items()
        if is_built(ref) and figure.result != (row := ROWS[ref]).text("result")
    }
    assert wrong == {}


def test_ours_are_the_values_to_expect(figures):
    computed = {ref: row.text("computed_value") for ref, row in ROWS.items() if is_built(ref)}
    assert {ref: figures[ref].ours_exactly or "" for ref in computed} == computed


def test_applications_and_investments_are_not_built(figures):
    not_built = {ref: figure for ref, figure in figures.items() if not is_built(ref)}
    assert len(not_built) == 85
    assert {f.result for f in not_built.values()} == {Result.NOT_BUILT}
    assert {f.ours for f in not_built.values()} == {""}


def test_money_is_worked_out_from_postings(figures):
    money = ("result_budget.", "reserve.", "decision.", "pot.")
    counts = Counter(f.result for ref, f in figures.items() if ref.startswith(money))
    assert counts == {
        Result.TIES: 50,
        Result.DIFFERS: 4,
        Result.NOT_COMPUTABLE: 60,
        Result.NOT_STATED: 1,
        Result.NOT_BUILT: 4,
    }


def test_a_posting_more_shows_in_the_comparison(stockholm):
    """The control: nothing of ours is copied from what is stated."""
    from enslinje.budget import drafts, operations
    from enslinje.core.actors import Source, system

    draw = drafts.DrawDraft(
        reserve="CM2",
        account="kostnader",
        amount_ore=10_000_000,
        decision=("KS 2020/1042", 1),
        text="Prov",
        body="KS",
    )
    operations.draw_reserves(actor=system(Source.COMMAND), year=2021, draws=[draw])

    figures = {figure.ref: figure for figure in comparison(2021)}

    assert figures["reserve.CM2.left"].ours == "656,0"
    assert figures["reserve.CM2.left"].result is Result.DIFFERS
    assert figures["result_budget.2.adjusted_budget"].ours == "−59\u00a0492,4"


def test_those_that_differ_say_why(figures):
    differing = [figure for figure in figures.values() if figure.result is Result.DIFFERS]
    assert [figure.ref for figure in differing] == [
        "goal.1.4.committees",
        "result_budget.2.endorsed_adjustments",
        "result_budget.2.gross_ups",
        "result_budget.5.endorsed_adjustments",
        "result_budget.5.gross_ups",
    ]
    assert all(figure.why for figure in differing)
    committees = differing[0]
    assert (committees.stated, committees.ours) == ("32", "31")
    assert committees.why
    assert committees.source_line == 1147


def test_numbers_are_shown_as_people_write_them(figures):
    assert figures["indicator.IND18.aggregate"].ours == "2,93"
    assert figures["indicator.IND20.aggregate"].ours == "434\u00a0848"
    assert figures["goal.3.1.committees"].stated == "samtliga"
    assert figures["goal.2.5.assessment"].ours == "Uppfylls helt"
    assert figures["reserve.CM2.left"].stated == "656,1"


def test_a_reference_leads_to_the_figure(figures):
    led = [figure for figure in figures.values() if figure.reference]
    assert len(led) == 165
    for figure in led:
        value = register.resolve(figure.reference)
        assert value == figure.ours_exactly or exact(value) == figure.ours_exactly


def test_the_result_is_decided_by_comparing(stockholm, monkeypatch):
    """The negative control: another answer from the register gives another result."""
    monkeypatch.setattr(register, "resolve", lambda _reference: 7)

    results = {figure.ref: figure.result for figure in comparison(2021)}

    assert results["goal.1.4.indicators_met"] is Result.TIES
    assert results["goal.1.4.indicators"] is Result.DIFFERS
    assert results["goal.1.4.assessment"] is Result.DIFFERS
    assert results["all.indicators"] is Result.NOT_STATED


def test_what_the_register_lacks_is_not_computable(stockholm, monkeypatch):
    def missing(reference: str) -> None:
        raise FigureNotFound(reference)

    monkeypatch.setattr(register, "resolve", missing)

    figure = next(f for f in comparison(2021) if f.ref == "goal.1.1.indicators")

    assert (figure.result, figure.ours, figure.reference) == (Result.NOT_COMPUTABLE, "", "")


def test_another_year_has_no_source():
    assert comparison(2022) == ()


@pytest.mark.parametrize(
    ("ref", "reference"),
    [
        ("goal.2.5.committees_contributing", "mal.bidragande-namnder/2021/2.5"),
        ("part.1.3-F.indicators_met", "mal.uppnadda/2021/1.3-F"),
        ("mandatory.2.5.in_line", "mal.obligatoriska-i-linje/2021/2.5"),
        ("indicator.IND19.aggregate_high", "indikator.sammanraknat-hogst/2021/IND19"),
        ("all.indicators_met", "ar.uppnadda/2021"),
        ("indicator.IND14.value", ""),
        ("reserve.CM2.left", "reserv.kvar/2021/2"),
        ("result_budget.2.gross_ups", "resultatbudget.cell/2021/2/gross_ups"),
        ("result_budget.2.kf_budget_2021", ""),
        ("result_budget.8.kf_budget_2021", "resultatbudget.cell/2021/8/council_budget"),
        ("decision.2.amount", "beslut.medgett/2021/ks-2020-41/2"),
        ("decision.4.amount", ""),
        ("pot.POT17.granted", "avsatt.medgett/2021/POT17"),
        ("pot.POT13.granted", ""),
        ("application.APP01.amount", ""),
    ],
)
def test_names_of_figures(ref, reference):
    assert reference_of(ref, 2021) == reference
