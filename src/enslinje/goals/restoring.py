"""An earlier fact of goals recorded anew, through the operation that records such facts."""

from collections.abc import Sequence
from typing import Any

from enslinje.core.terms import (
    Basis,
    Change,
    Form,
    Frequency,
    IndicatorKind,
    Kind,
    LevelCode,
    MeasurementKind,
    Nature,
    OccasionKind,
    OutcomeSource,
    Polarity,
    Relevance,
    RollUp,
    Sex,
)
from enslinje.core.values import Stated
from enslinje.goals import operations
from enslinje.goals.drafts import (
    CouncilTargetDraft,
    DutyDraft,
    ExpectationDraft,
    GoalDraft,
    IndicatorDraft,
    MeasurementDraft,
    QuotaDraft,
    TargetDraft,
)
from enslinje.goals.operations.targets import TARGETS_ARE_TAKEN_AT
from enslinje.journal.history.register import Restoring, Row
from enslinje.journal.record import Receipt


def occasions_of_targets(row: Row) -> tuple[int, Sequence[OccasionKind]]:
    """The occasions that take targets, and so earlier ones anew."""
    return row["year"], TARGETS_ARE_TAKEN_AT


def target(asked: Restoring) -> Receipt:
    """State an earlier target again."""
    row = asked.row
    draft = TargetDraft(body=row["body__code"], **_stated(row), **asked.rests_on)
    return operations.state_targets(targets=[draft], **asked.by)


def council_target(asked: Restoring) -> Receipt:
    """Set an earlier target of the council again."""
    row = asked.row
    case, item = row["decision__standing_number"], row["decision__item_no"]
    draft = CouncilTargetDraft(
        nature=Nature(row["nature"]),
        decision=None if case is None else (case, item),
        **_stated(row),
        **asked.rests_on,
    )
    return operations.set_council_targets(targets=[draft], **asked.by)


def quota(asked: Restoring) -> Receipt:
    """Set an earlier quota again."""
    row = asked.row
    draft = QuotaDraft(
        indicator=row["indicator__code"],
        body=row["body__code"],
        value=row["low"],
        for_year=row["for_year"],
        **asked.rests_on,
    )
    return operations.set_quotas(quotas=[draft], **asked.by)


def duty(asked: Restoring) -> Receipt:
    """Lay an earlier duty again."""
    row = asked.row
    draft = DutyDraft(
        indicator=row["indicator__code"],
        body=row["body__code"],
        via_group=row["via_group__code"] or "",
        **asked.rests_on,
    )
    return operations.lay_duties(duties=[draft], **asked.by)


def expectation(asked: Restoring) -> Receipt:
    """Say again what the centre said of a body and a goal."""
    row = asked.row
    draft = ExpectationDraft(
        goal=row["goal__code"],
        body=row["body__code"],
        relevance=Relevance(row["relevance"]),
        reason=row["reason"],
        **asked.rests_on,
    )
    return operations.expect_contributions(expectations=[draft], **asked.by)


def goal(asked: Restoring) -> Receipt:
    """Let a goal read as it did."""
    row = asked.row
    draft = GoalDraft(
        code=row["goal__code"],
        owner=row["goal__owner__code"],
        level=LevelCode(row["level__code"]),
        number=row["number"],
        name=row["name"],
        parent=row["parent__code"] or "",
        sort_order=row["sort_order"],
        expected_result=row["expected_result"],
        **asked.rests_on,
    )
    return operations.set_goals(goals=[draft], **asked.by)


def indicator(asked: Restoring) -> Receipt:
    """Let an indicator read as it did."""
    row = asked.row
    as_it_was = (
        *("name", "decimals", "counts", "tolerance", "by_sex", "end_year", "survey"),
        *("survey_answers_required", "definition", "definition_version"),
    )
    draft = IndicatorDraft(
        code=row["indicator__code"],
        kind=IndicatorKind(row["indicator__kind"]),
        owner=row["indicator__owner__code"],
        unit=row["unit__code"],
        goal=row["goal__code"] or "",
        sub_area=row["sub_area__code"] or "",
        base=row["base__code"] or "",
        answering_body=row["answering_body__code"] or "",
        polarity=Polarity(row["polarity"]),
        form=Form(row["form"]) if row["form"] else None,
        roll_up=RollUp(row["roll_up"]),
        outcome_source=OutcomeSource(row["outcome_source"]),
        frequency=Frequency(row["frequency"]),
        basis_by_field={name: Basis(basis) for name, basis in row["basis_by_field"].items()},
        **{name: row[name] for name in as_it_was},
        **asked.rests_on,
    )
    return operations.define_indicators(indicators=[draft], **asked.by)


def measurement(asked: Restoring) -> Receipt:
    """Record an earlier measurement again."""
    row = asked.row
    as_it_was = (
        *("value", "period_from", "period_to", "known_on", "numerator", "denominator", "answers"),
        *("response_rate", "margin"),
    )
    occasion = row["occasion__kind"]
    draft = MeasurementDraft(
        indicator=row["indicator__code"],
        body=row["body__code"],
        sex=Sex(row["sex"]),
        kind=MeasurementKind(row["kind"]),
        occasion=(row["occasion__year"], OccasionKind(occasion)) if occasion else None,
        **{name: row[name] for name in as_it_was},
        **asked.rests_on,
    )
    return operations.record_measurements(
        actor=asked.actor, measurements=[draft], key=asked.key, why=asked.why
    )


def _stated(row: Row) -> dict[str, Any]:
    """What every stated value has."""
    return {
        "indicator": row["indicator__code"],
        "value": Stated(
            Kind(row["kind"]),
            Form(row["form"]) if row["form"] else None,
            row["low"],
            row["high"],
            Change(row["change"]) if row["change"] else None,
            row["numerator"],
            row["denominator"],
            reason=row["reason"],
            due_occasion=row["due_occasion__kind"] or "",
            raw_text=row["raw_text"],
        ),
        "for_year": row["for_year"],
        "sex": Sex(row["sex"]),
        "stated_on": row["stated_on"],
    }
