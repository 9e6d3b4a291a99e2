"""Every figure has a name, a value and an explanation that holds together."""

import pytest

from enslinje.core.origins import weakest
from enslinje.figures import register
from enslinje.figures.register import FigureNotFound

SUBJECTS = {
    "goal": "2.5",
    "code": "IND20",
    "body": "BO-FAM",
    "year": "2021",
    "row": "2",
    "column": "adjustments",
    "budget_of": "FN-IDR",
    "number": "2",
    "case": "ks-2020-41",
    "item": "2",
    "earmark": "POT18",
    "start": "2021.council_budget",
    "end": "2021.adjusted_budget.source.2021-03-31",
    "by": "body",
    "cause": "2021.adjustment",
}


def references() -> list[str]:
    """One reference for each registered figure."""
    return [register._figures[name].reference(**SUBJECTS) for name in register.names()]


@pytest.mark.parametrize("reference", references())
@pytest.mark.stockholm
def test_every_figure_explains_itself(reference):
    found = register.explain(reference)

    assert found.reference == reference
    assert found.rule_name
    assert found.sentence.endswith((".", "!"))
    if found.inputs and found.rule != "recorded-judgement":
        assert found.basis == weakest(part.basis for part in found.inputs)
    for part in found.inputs:
        if part.reference:
            register.explain(part.reference)


@pytest.mark.stockholm
def test_a_sum_is_the_sum_of_its_inputs():
    total = register.explain("indikator.sammanraknat/2021/IND20")

    stated = [register.resolve(part.reference) for part in total.inputs if part.reference]
    assert total.value == sum(value for value in stated if value is not None) == 434_848
    assert total.shown == "434\u00a0848"


@pytest.mark.stockholm
def test_the_year_is_the_sum_of_its_goals():
    for name in ("ar.uppnadda", "ar.indikatorer"):
        total = register.explain(f"{name}/2021")
        assert total.value == sum(register.resolve(part.reference) for part in total.inputs)


@pytest.mark.parametrize(
    "reference",
    [
        *("finns.inte/2021", "mal.uppnadda/2021", "mal.uppnadda/2021/9.9", "mal.uppnadda/x/2.5"),
        *("mal.uppnadda/1999/2.5", "indikator.status/2021/IND99", ""),
        *("indikator.arsmal/2021/IND20/FINNS-INTE", "indikator.arsmal/2021/IND16/KS"),
    ],
)
@pytest.mark.stockholm
def test_what_has_no_figure_says_so(reference):
    with pytest.raises(FigureNotFound):
        register.explain(reference)
