"""Figures of the whole year: how many bodies, how many indicators, how many met."""

from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.core.origins import weakest
from enslinje.core.terms import Basis, CountsAs
from enslinje.figures.register import Explanation, Figure, Input
from enslinje.reconciliation.figures.parts import picture_of
from enslinje.reconciliation.rule_names import rule_name


def bodies(year: str, kind: CountsAs, as_of: datetime | None) -> Explanation:
    """Explain how many committees or companies the register counts."""
    picture = picture_of(year, as_of)
    counted = [body for body in picture.bodies if body.counts_as is kind]
    is_committee = kind is CountsAs.COMMITTEE
    return Explanation(
        reference=f"{'register.namnder' if is_committee else 'register.bolag'}/{year}",
        title=_("Antal nämnder") if is_committee else _("Antal bolagsstyrelser"),
        sentence=_("Räknas alltid ur registret över nämnder och bolag för året."),
        value=len(counted),
        shown=str(len(counted)),
        unit=_("nämnder") if is_committee else _("bolagsstyrelser"),
        rule="register-count",
        rule_name=rule_name("register-count"),
        formula=_("antalet rader i registret som räknas"),
        basis=weakest(body.origin.basis for body in counted),
        year=picture.year,
        inputs=tuple(
            Input(
                label=body.official_name,
                value="1",
                basis=body.origin.basis,
                source_ref=body.origin.source_ref,
                recorded_at=body.origin.recorded_at,
                actor=body.origin.actor,
            )
            for body in counted
        ),
        subject_kind="register",
    )


def committees(year: str, as_of: datetime | None) -> Explanation:
    """Explain how many committees the register counts."""
    return bodies(year, CountsAs.COMMITTEE, as_of)


def companies(year: str, as_of: datetime | None) -> Explanation:
    """Explain how many companies the register counts."""
    return bodies(year, CountsAs.COMPANY, as_of)


def _of_goals(year: str, as_of: datetime | None, *, met: bool) -> Explanation:
    picture = picture_of(year, as_of)
    name = "mal.uppnadda" if met else "mal.indikatorer"
    counts = [(goal, goal.met if met else goal.council_indicators) for goal in picture.area_goals]
    total = picture.met if met else len(picture.counted)
    return Explanation(
        reference=f"{'ar.uppnadda' if met else 'ar.indikatorer'}/{year}",
        title=_("KF-indikatorer som når årsmålet") if met else _("KF-indikatorer"),
        sentence=_("Summan över målen för verksamhetsområdena."),
        value=total,
        shown=str(total),
        unit=_("indikatorer"),
        rule="target-alignment",
        rule_name=rule_name("target-alignment"),
        formula=" + ".join(str(count) for _goal, count in counts) + f" = {total}",
        basis=weakest(goal.basis for goal, _count in counts) if met else Basis.SOURCE,
        year=picture.year,
        inputs=tuple(
            Input(
                label=f"{goal.number} {goal.name}",
                value=str(count),
                basis=goal.basis if met else goal.origin.basis,
                reference=f"{name}/{year}/{goal.code}",
            )
            for goal, count in counts
        ),
    )


def indicators(year: str, as_of: datetime | None) -> Explanation:
    """Explain how many indicators are in the ratio."""
    return _of_goals(year, as_of, met=False)


def indicators_met(year: str, as_of: datetime | None) -> Explanation:
    """Explain how many of them reach the council's target."""
    return _of_goals(year, as_of, met=True)


FIGURES = (
    Figure("register.namnder", ("year",), committees),
    Figure("register.bolag", ("year",), companies),
    Figure("ar.indikatorer", ("year",), indicators),
    Figure("ar.uppnadda", ("year",), indicators_met),
)
