"""Rows of a data set as the drafts that operations take: one draft for each row."""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from enslinje.core.groups import GroupShape, members_of
from enslinje.core.terms import (
    ActivityState,
    Basis,
    BodyKind,
    Callable,
    Change,
    ContributionState,
    Criterion,
    Form,
    Frequency,
    Grade,
    GroupMembership,
    IndicatorKind,
    JudgementKind,
    Kind,
    LevelCode,
    Nature,
    OccasionKind,
    OccasionState,
    OutcomeSource,
    OwnerKind,
    PartyRole,
    Polarity,
    Relevance,
    RollUp,
    Sex,
    UnitKind,
)
from enslinje.core.values import Stated
from enslinje.exchange.schema import Row, TableRows
from enslinje.goals import drafts as goals
from enslinje.organisation import drafts as organisation
from enslinje.plans import drafts as plans
from enslinje.reconciliation import drafts as reconciliation


class _RestsOn(TypedDict):
    basis: Basis
    source_ref: str
    note: str


def _rests_on(row: Row) -> _RestsOn:
    return _RestsOn(basis=_basis(row), source_ref=row.text("source_ref"), note=row.text("note"))


def _basis(row: Row, column: str = "basis") -> Basis:
    return row.word(column, Basis)


def body(row: Row) -> organisation.BodyDraft:
    return organisation.BodyDraft(
        code=row.text("code"),
        kind=row.word("kind", BodyKind),
        official_name=row.text("official_name"),
        short_name=row.text("short_name"),
        slug=row.text("slug"),
        parent=row.text("parent"),
        callable=row.word("callable", Callable),
        valid_from=row.day("valid_from") or organisation.SINCE_ALWAYS,
        **_rests_on(row),
    )


def group(row: Row, members: Mapping[str, tuple[str, ...]]) -> organisation.GroupDraft:
    """`members`: codes of the bodies of each group that lists its own."""
    return organisation.GroupDraft(
        code=row.text("code"),
        name=row.text("name"),
        membership=row.word("membership", GroupMembership),
        members=members.get(row.text("code"), ()),
        base_group=row.text("base_group"),
        exclusions=row.several("exclusions"),
        stated_size=row.whole("stated_size"),
        **_rests_on(row),
    )


def own_members(members: TableRows) -> dict[str, tuple[str, ...]]:
    """The bodies that each group lists as its own, by the code of the group."""
    own: dict[str, list[str]] = defaultdict(list)
    for row in members:
        own[row.text("group")].append(row.text("body"))
    return {code: tuple(bodies) for code, bodies in own.items()}


def shape(draft: organisation.GroupDraft) -> GroupShape:
    """How a group is put together."""
    return GroupShape(
        is_open=draft.membership is GroupMembership.OPEN,
        members=frozenset(draft.members),
        base=draft.base_group,
        exclusions=frozenset(draft.exclusions),
    )


def alias(row: Row) -> organisation.AliasDraft:
    return organisation.AliasDraft(
        text=row.text("text"),
        body=row.text("body"),
        group=row.text("group"),
        **_rests_on(row),
    )


def case_register(row: Row) -> organisation.CaseRegisterDraft:
    return organisation.CaseRegisterDraft(
        body=row.text("body"),
        prefix=row.text("prefix"),
        opened_on=row.day("opened_on") or organisation.SINCE_ALWAYS,
        closed_on=row.day("closed_on"),
        **_rests_on(row),
    )


def occasion(
    row: Row, shapes: Mapping[str, GroupShape], *, stays_open: bool = False
) -> organisation.OccasionDraft:
    """`shapes`: the groups by code. The bodies of the occasion's group take part in it.

    The one for plans `stays_open`, without a last time, for those that are not submitted.
    """
    group_code = row.text("for_group")
    taking_part = members_of(group_code, shapes) if group_code else None
    waits = stays_open and row.word("kind", OccasionKind) is OccasionKind.PLAN
    return organisation.OccasionDraft(
        year=row.whole("year") or 0,
        kind=row.word("kind", OccasionKind),
        name=row.text("name"),
        opens_at=row.moment("opens_at"),
        due_at=None if waits else row.moment("due_at"),
        reference_at=row.moment("reference_at"),
        state=OccasionState.OPEN if waits else row.word("state", OccasionState),
        bodies=tuple(
            organisation.OccasionBodyDraft(body=code) for code in sorted(taking_part or ())
        ),
    )


def level(row: Row) -> goals.LevelDraft:
    return goals.LevelDraft(
        depth=row.whole("depth") or 0,
        code=row.word("code", LevelCode),
        name_sv=row.text("name_sv"),
        name_en=row.text("name_en"),
    )


def unit(row: Row) -> goals.UnitDraft:
    return goals.UnitDraft(
        code=row.text("code"),
        name_sv=row.text("name_sv"),
        name_en=row.text("name_en"),
        kind=row.word("kind", UnitKind),
        min_value=row.scaled("min_value"),
        max_value=row.scaled("max_value"),
    )


def goal(row: Row) -> goals.GoalDraft:
    return goals.GoalDraft(
        code=row.text("code"),
        level=row.word("level", LevelCode),
        number=row.text("number"),
        name=row.text("name"),
        owner=row.text("owner"),
        parent=row.text("parent"),
        sort_order=row.whole("sort_order") or 0,
        **_rests_on(row),
    )


def indicator(row: Row) -> goals.IndicatorDraft:
    pairs = (part.split("=") for part in row.several("basis_by_field"))
    return goals.IndicatorDraft(
        code=row.text("code"),
        kind=row.word("kind", IndicatorKind),
        owner=row.text("owner"),
        goal=row.text("goal"),
        sub_area=row.text("sub_area"),
        name=row.text("name"),
        unit=row.text("unit"),
        decimals=row.whole("decimals") or 0,
        polarity=row.word("polarity", Polarity),
        form=row.word_or_none("form", Form),
        counts=row.flag("counts"),
        roll_up=row.word("roll_up", RollUp),
        base=row.text("base"),
        answering_body=row.text("answering_body"),
        outcome_source=row.word("outcome_source", OutcomeSource),
        tolerance=row.scaled("tolerance") or 0,
        end_year=row.whole("end_year"),
        by_sex=row.flag("by_sex"),
        frequency=row.word("frequency", Frequency),
        definition=row.text("definition"),
        basis_by_field={name: Basis(word) for name, word in pairs},
        **_rests_on(row),
    )


def duty(row: Row) -> goals.DutyDraft:
    return goals.DutyDraft(
        indicator=row.text("indicator"),
        body=row.text("body"),
        via_group=row.text("via_group"),
        **_rests_on(row),
    )


def expectation(row: Row) -> goals.ExpectationDraft:
    return goals.ExpectationDraft(
        goal=row.text("goal"),
        body=row.text("body"),
        relevance=row.word("relevance", Relevance),
        reason=row.text("reason"),
        **_rests_on(row),
    )


def _stated(row: Row) -> Stated:
    """The value of a row whose columns fit its kind."""
    kind = row.word("kind", Kind)
    low, high = row.scaled("low"), row.scaled("high")
    if kind in {Kind.NUMBER, Kind.YES_NO}:
        low = high = row.scaled("value")
    is_target = "change" in row.cells
    return Stated(
        kind=kind,
        form=row.word_or_none("form", Form),
        low=low,
        high=high,
        change=row.word_or_none("change", Change) if is_target else None,
        reason=row.text("reason") if is_target else "",
        due_occasion=row.text("due_occasion") if is_target else "",
        raw_text=row.text("raw_text") if is_target else "",
    )


def council_target(row: Row) -> goals.CouncilTargetDraft:
    return goals.CouncilTargetDraft(
        indicator=row.text("indicator"),
        value=_stated(row),
        nature=row.word("nature", Nature),
        for_year=row.whole("for_year"),
        sex=row.word("sex", Sex),
        stated_on=row.day("stated_on"),
        **_rests_on(row),
    )


def quota(row: Row) -> goals.QuotaDraft:
    return goals.QuotaDraft(
        indicator=row.text("indicator"),
        body=row.text("body"),
        value=row.scaled("value") or 0,
        for_year=row.whole("for_year"),
        **_rests_on(row),
    )


def target(row: Row) -> goals.TargetDraft:
    return goals.TargetDraft(
        indicator=row.text("indicator"),
        body=row.text("body"),
        value=_stated(row),
        for_year=row.whole("for_year"),
        sex=row.word("sex", Sex),
        stated_on=row.day("stated_on"),
        **_rests_on(row),
    )


def measurement(row: Row) -> goals.MeasurementDraft:
    return goals.MeasurementDraft(
        indicator=row.text("indicator"),
        body=row.text("body"),
        sex=row.word("sex", Sex),
        value=row.scaled("value") or 0,
        period_from=row.day("period_from") or date.min,
        period_to=row.day("period_to") or date.min,
        known_on=row.day("known_on") or date.min,
        **_rests_on(row),
    )


def plan(row: Row) -> plans.PlanDraft:
    return plans.PlanDraft(body=row.text("body"), label=row.text("label"))


def contribution(row: Row) -> plans.ContributionDraft:
    return plans.ContributionDraft(
        body=row.text("body"),
        goal=row.text("goal"),
        state=row.word("state", ContributionState),
        criterion=row.word("criterion", Criterion),
        text=row.text("text"),
        **_rests_on(row),
    )


def activity(row: Row) -> plans.ActivityDraft:
    """Whoever has an activity alone leads it; of several nobody is said to."""
    basis = _basis(row, "bodies_basis")
    bodies, groups = row.several("bodies"), row.several("groups")
    role = PartyRole.LEAD if len(bodies) + len(groups) == 1 and bodies else PartyRole.PARTICIPANT
    return plans.ActivityDraft(
        code=row.text("code"),
        title=row.text("title"),
        owner_kind=row.word("owner_kind", OwnerKind),
        goals=tuple(
            plans.ActivityGoalDraft(goal=code, basis=_basis(row, "goals_basis"))
            for code in row.several("goals")
        ),
        parties=(
            *(plans.PartyDraft(body=code, basis=basis, role=role) for code in bodies),
            *(plans.PartyDraft(group=code, basis=basis) for code in groups),
        ),
        state=row.word("state", ActivityState),
        responsible_function=row.text("responsible_function"),
        starts_on=row.day("starts_on"),
        ends_on=row.day("ends_on"),
        **_rests_on(row),
    )


def judgement(row: Row) -> reconciliation.JudgementDraft:
    return reconciliation.JudgementDraft(
        goal=row.text("goal"),
        occasion=row.word("occasion", OccasionKind),
        kind=row.word("kind", JudgementKind),
        grade=row.word("grade", Grade),
        stated_as=row.text("stated_as"),
        condition=row.text("condition"),
        condition_basis=row.word_or_none("condition_basis", Basis),
        reason=row.text("reason"),
        reason_basis=row.word_or_none("reason_basis", Basis),
        judged_by=row.text("judged_by"),
        **_rests_on(row),
    )


def indicator_judgement(row: Row) -> reconciliation.IndicatorJudgementDraft:
    return reconciliation.IndicatorJudgementDraft(
        indicator=row.text("indicator"),
        in_line=row.flag("in_line"),
        reason=row.text("reason"),
        judged_by=row.text("judged_by"),
        **_rests_on(row),
    )
