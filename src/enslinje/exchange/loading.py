"""A data set into the record: through operations like everybody else, all of it or nothing."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DomainError, Refusal
from enslinje.core.terms import CountsAs, IndicatorKind
from enslinje.exchange import drafting
from enslinje.exchange.budget_steps import budget_steps
from enslinje.exchange.content_forms import EVERY_FORM
from enslinje.exchange.content_steps import plan_content_steps
from enslinje.exchange.dataset import DataSet
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.filing_steps import filing_steps, is_late
from enslinje.exchange.plan_steps import text_steps
from enslinje.exchange.schema import TableRows
from enslinje.exchange.steps import Step, step
from enslinje.goals import operations as goals
from enslinje.organisation import operations as organisation
from enslinje.plans import operations as plans
from enslinje.reconciliation import operations as reconciliation


def load(data: DataSet, *, actor: Actor, clock: date | None = None) -> dict[str, int]:
    """Write every table of `data` in one transaction; return how many rows of each.

    With a `clock` it is as it stood on that day: plans submitted later are not yet, and then the
    occasion for them is still open.

    Raises:
        DataSetRefused: an operation refuses rows, told of as faults of their lines.
    """
    with transaction.atomic():
        for each in _steps(data, actor, clock):
            try:
                each.write(each.drafts)
            except DomainError as refusal:
                raise DataSetRefused(_faults(each, refusal)) from refusal
            except (IntegrityError, DataError) as refusal:
                raise DataSetRefused([_unforeseen(each, str(refusal))]) from refusal
    return {
        form.name: len(data.tables[form.name])
        for form in EVERY_FORM
        if data.tables[form.name].rows or not form.optional
    }


def _steps(data: DataSet, actor: Actor, clock: date | None) -> Iterator[Step]:
    """The operations in the order in which each finds what it needs."""
    yield from _organisation_steps(data, actor, stays_open=is_late(data, clock))
    yield from _goal_steps(data, actor)
    yield from budget_steps(data, actor)
    yield from _plan_steps(data, actor)
    yield from text_steps(data, actor)
    yield from filing_steps(data, actor, clock)


def _organisation_steps(data: DataSet, actor: Actor, *, stays_open: bool) -> Iterator[Step]:
    tables, year = data.tables, data.year
    members = drafting.own_members(tables["group_members"])
    yield step(
        tables["bodies"],
        drafting.body,
        lambda drafts: organisation.register_bodies(actor=actor, bodies=drafts),
    )
    yield step(
        tables["register"],
        lambda row: (row.text("body"), row.word("counts_as", CountsAs)),
        lambda drafts: organisation.enter_register(actor=actor, year=year, entries=dict(drafts)),
    )
    groups = step(
        tables["groups"],
        lambda row: drafting.group(row, members),
        lambda drafts: organisation.form_groups(actor=actor, year=year, groups=drafts),
    )
    yield groups
    yield step(
        tables["aliases"],
        drafting.alias,
        lambda drafts: organisation.name_aliases(actor=actor, aliases=drafts),
    )
    yield step(
        tables["case_registers"],
        drafting.case_register,
        lambda drafts: organisation.keep_case_registers(actor=actor, registers=drafts),
    )
    shapes = {draft.code: drafting.shape(draft) for draft in groups.drafts}
    yield step(
        tables["occasions"],
        lambda row: drafting.occasion(row, shapes, stays_open=stays_open),
        lambda drafts: organisation.open_occasions(actor=actor, occasions=drafts),
    )


def _goal_steps(data: DataSet, actor: Actor) -> Iterator[Step]:
    tables, year = data.tables, data.year
    by: Mapping[str, Any] = {"actor": actor, "year": year}
    yield step(
        tables["levels"],
        drafting.level,
        lambda drafts: goals.name_levels(actor=actor, levels=drafts),
    )
    yield step(
        tables["units"], drafting.unit, lambda drafts: goals.define_units(actor=actor, units=drafts)
    )
    yield step(tables["goals"], drafting.goal, lambda drafts: goals.set_goals(**by, goals=drafts))
    yield _indicators(tables["indicators"], by)
    yield step(
        tables["duties"], drafting.duty, lambda drafts: goals.lay_duties(**by, duties=drafts)
    )
    yield step(
        tables["expectations"],
        drafting.expectation,
        lambda drafts: goals.expect_contributions(**by, expectations=drafts),
    )
    yield step(
        tables["council_targets"],
        drafting.council_target,
        lambda drafts: goals.set_council_targets(**by, targets=drafts),
    )
    yield step(
        tables["quotas"], drafting.quota, lambda drafts: goals.set_quotas(**by, quotas=drafts)
    )
    for name in ("weights", "outcomes"):
        yield step(
            tables[name],
            drafting.measurement,
            lambda drafts: goals.record_measurements(actor=actor, measurements=drafts),
        )
    yield step(
        tables["targets"], drafting.target, lambda drafts: goals.state_targets(**by, targets=drafts)
    )


def _indicators(table: TableRows, by: Mapping[str, Any]) -> Step:
    """Base metrics first: the others are weighted by them."""
    rows = sorted(table, key=lambda row: row.text("kind") != IndicatorKind.BASE_METRIC)
    return Step(
        table,
        rows,
        [drafting.indicator(row) for row in rows],
        lambda drafts: goals.define_indicators(**by, indicators=drafts),
    )


def _plan_steps(data: DataSet, actor: Actor) -> Iterator[Step]:
    tables = data.tables
    by: Mapping[str, Any] = {"actor": actor, "year": data.year}
    yield step(
        tables["plans"], drafting.plan, lambda drafts: plans.register_plans(**by, plans=drafts)
    )
    yield step(
        tables["contributions"],
        drafting.contribution,
        lambda drafts: plans.state_contributions(**by, contributions=drafts),
    )
    yield step(
        tables["activities"],
        drafting.activity,
        lambda drafts: plans.plan_activities(**by, activities=drafts),
    )
    yield from plan_content_steps(data, actor)
    yield step(
        tables["judgements"],
        drafting.judgement,
        lambda drafts: reconciliation.judge_goals(**by, judgements=drafts),
    )
    yield step(
        tables["indicator_judgements"],
        drafting.indicator_judgement,
        lambda drafts: reconciliation.judge_indicators(**by, judgements=drafts),
    )


def _faults(step: Step, refusal: DomainError) -> Iterator[Fault]:
    """What an operation refuses, as faults of the lines the drafts came from."""
    if not isinstance(refusal, Refusal):
        yield _unforeseen(step, str(refusal))
        return
    for one in refusal.all:
        is_of_row = one.row is not None and one.row < len(step.rows)
        yield Fault(
            step.table.form.file,
            step.rows[one.row or 0].line if is_of_row else None,
            one.column if one.column in step.table.form.names else "",
            one.value,
            one.what.strip().rstrip("."),
            one.remedy or _("Rätta raden."),
            names_value=True,
        )


def _unforeseen(step: Step, problem: str) -> Fault:
    return Fault(
        step.table.form.file, None, "", "", " ".join(problem.split()), _("Rätta tabellen.")
    )
