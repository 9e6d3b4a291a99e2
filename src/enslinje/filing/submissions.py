"""Reads of where plans stand and of plans as they were submitted."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from enslinje.core.actors import Actor
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import Basis, PlanState
from enslinje.filing import access
from enslinje.filing.models import Filing
from enslinje.filing.rows import DecisionRef, FilingRow, HandedIn, StageRow
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.models import Counted
from enslinje.journal.once import once
from enslinje.journal.prepared import Prepared
from enslinje.journal.together import Asking, Rows
from enslinje.organisation import rights
from enslinje.plans.models import Plan

_DECIDED = (
    *("decision__standing_number", "decision__item_no", "decision__decided_on"),
    "decision__paragraph",
)
_RECORDED = ("recorded_in__recorded_at", "recorded_in__actor_code")


known_stages: Kept[Mapping[str, StageRow]] = Kept(100)


def stages(*, year: int, bodies: Collection[str] | None = None) -> Mapping[str, StageRow]:
    """Return where the plans of the year stand, by body, those that have taken a step.

    How far a plan has come is for all at work with the year; what it holds is not told here. One
    query, or none until a step is taken or what plans rest on is written.
    """
    of = None if bodies is None else frozenset(bodies)
    version = kept_by.goals_apart(year, Counted.STEPS, Counted.FILINGS)
    return known_stages.answer(year, of, read=lambda: _stages(year, of), version=version)


def _stages(year: int, bodies: Collection[str] | None) -> Mapping[str, StageRow]:
    rows = _of_year(year) if bodies is None else _of_year(year, tuple(bodies))
    return {
        row[0]: StageRow(
            body=row[0],
            state=PlanState(row[1]),
            fact=row[2],
            decision=_decision(row[3:7]),
            approved_in=row[7],
            reason=row[8],
            at=row[9],
            by=row[10],
            basis=Basis(row[11]),
        )
        for row in rows
    }


@Prepared
def _of_year(year: int, bodies: tuple[str, ...] | None = None) -> QuerySet[Any, Any]:
    facts = access.plan_stages(sight=EVERYTHING).filter(plan__year=year, plan__label="")
    if bodies is not None:
        facts = facts.filter(plan__body__code__in=bodies)
    return facts.values_list(
        *("plan__body__code", "state", "pk", *_DECIDED, "approved_in", "reason"),
        *(*_RECORDED, "basis"),
    )


@once
def stage(*, year: int, body: str) -> StageRow:
    """Return where the body's plan of the year stands: a draft, when nobody has moved it."""
    return stages(year=year, bodies=[body]).get(body, StageRow(body, PlanState.DRAFT))


known_filings: Kept[tuple[FilingRow, ...]] = Kept(100)


def filings(*, year: int, body: str = "") -> tuple[FilingRow, ...]:
    """Return the year's plans as they were submitted, of all bodies or one, the latest last.

    They are public: when, by whom, the decision and the hash. One query, or none until a plan is
    submitted or what plans rest on is written.
    """
    return known_filings.answer(
        *(year, body),
        read=lambda: _filings(year, body),
        version=kept_by.goals_apart(year, Counted.FILINGS),
    )


def _filings(year: int, body: str) -> tuple[FilingRow, ...]:
    return tuple(map(_filing, _filed(year, body) if body else _filed(year)))


@Prepared
def _filed(year: int, body: str | None = None) -> QuerySet[Any, Any]:
    found = Filing.objects.filter(plan__year=year).order_by("recorded_in", "pk")
    if body:
        found = found.filter(plan__body__code=body)
    return found.values_list(
        *("pk", "plan__body__code", "plan__year", "number", "recorded_in", *_RECORDED),
        *("content_sha256", "rows", *_DECIDED, "is_editorial", "reason", "basis", "source_ref"),
        "note",
    )


def _filing(row: tuple[Any, ...]) -> FilingRow:
    pk, body, year, number, change_set, at, by, sha256, rows = row[:9]
    is_editorial, reason, basis, source_ref, note = row[13:]
    return FilingRow(
        id=pk,
        body=body,
        year=year,
        number=number,
        change_set=change_set,
        at=at,
        by=by,
        content_sha256=sha256,
        rows=rows,
        decision=_decision(row[9:13]),
        is_editorial=is_editorial,
        reason=reason,
        basis=Basis(basis),
        source_ref=source_ref,
        note=note,
    )


def _decision(row: tuple[Any, ...]) -> DecisionRef | None:
    case_number, item_no, decided_on, paragraph = row
    return DecisionRef(case_number, item_no, decided_on, paragraph or "") if case_number else None


known_shares: Kept[frozenset[str]] = Kept(8)


def shared(*, year: int) -> frozenset[str]:
    """Return the codes of the bodies whose drafts the centre may read. One query, or none."""
    return known_shares.answer(
        year,
        read=lambda: frozenset(body for (body,) in _shared(year)),
        version=kept_by.goals_apart(year, Counted.STEPS),
    )


@Prepared
def _shared(year: int) -> QuerySet[Any, Any]:
    found = access.draft_shares(sight=EVERYTHING).filter(plan__year=year)
    return found.values_list("plan__body__code")


def handed_in(*, year: int) -> Asking[Mapping[str, HandedIn]]:
    """Ask of each body's plan of the year whether its draft is shared, and its filings."""
    shares = access.draft_shares(sight=EVERYTHING).filter(plan=OuterRef("pk"))
    plans = Plan.objects.filter(year=year).annotate(is_shared=Exists(shares))
    name = ("plans handed in", year)
    return Asking(
        lambda told: _handed_in(told[name]),
        {name: plans.values_list("body__code", "is_shared", "filings__recorded_in")},
    )


def _handed_in(rows: Rows) -> Mapping[str, HandedIn]:
    found: dict[str, HandedIn] = {}
    for body, is_shared, filed_in in sorted(rows, key=lambda row: row[2] or 0):
        before = found.get(body, HandedIn())
        found[body] = HandedIn(
            is_shared=before.is_shared or is_shared,
            filings=(*before.filings, filed_in) if filed_in else before.filings,
        )
    return found


def drafts_seen_by(actor: Actor, *, year: int) -> frozenset[str]:
    """Return the codes of the bodies whose plans `actor` sees as they are saved.

    Those whose drafts the policy shows, and those shared with the centre by whoever sees the
    body's work. Four queries.
    """
    bodies = rights.all_bodies()
    if actor.is_system:
        return frozenset(bodies)
    if not actor.holdings:
        return frozenset()
    may = rights.may_towards(actor, (Action.VIEW_DRAFT, Action.VIEW_WORK), bodies)
    return may[Action.VIEW_DRAFT] | (may[Action.VIEW_WORK] & shared(year=year))
