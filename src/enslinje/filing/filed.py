"""As what the plans of a year are seen: as submitted, or as saved for some bodies."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import CountsAs, OccasionKind
from enslinje.filing.models import Filing
from enslinje.journal.counters import RESTED_ON
from enslinje.journal.filed import Filed, FiledAs
from enslinje.journal.models import MARKED_ANEW, ChangeSet, Counted, Pulse, marked_anew
from enslinje.journal.together import Asking
from enslinje.organisation import access as organisation
from enslinje.organisation import directory, queries
from enslinje.organisation.models import Body
from enslinje.organisation.rows import YearClock
from enslinje.plans.models import Plan


def year_as_filed(
    *, year: int, saved: Collection[str] = (), held: datetime | None = None
) -> tuple[YearClock, Filed]:
    """Return how far the year's record has come, and as what each body's plan is seen.

    A body that is to hand in a plan, or has one, is seen as of its latest filing: nothing of it
    before the first. What belongs to no such plan is seen as it is, as is all of a year without an
    occasion at which plans are handed in. One query for both, so that they belong together; it is
    the first of every picture.

    Args:
        year: the year of the plans.
        saved: codes of bodies whose plans are seen as they are saved.
        held: what the record held then; None is now.
    """
    asked = _annotated(queries.clock_of(year=year), year, held)
    rows = list(
        asked.values_list(
            *queries.CLOCK,
            *("year", "body_code", "body_id", "body_kind", "filed_in", "is_to_file"),
            *("last_marked", *_PARTS),
        )
    )
    marked = _marked_since(rows)
    filed = {
        code: FiledAs(body_id, filed_in, kind in directory.SPEAK_FOR_ALL, marked)
        for *_clock, of_year, code, body_id, kind, filed_in, is_to_file in (row[:9] for row in rows)
        if body_id and of_year == year and is_to_file and code not in saved
    }
    clock = queries.clock_from(_shown(row, year, filed) for row in rows)
    counted: Counter[Counted] = Counter()
    for row in rows:
        counted += Counter(_counted(row))
    return replace(clock, pulse=counted[Counted.ALL], counted=counted), filed


def seen_as_filed(*, year: int) -> Asking[Mapping[str, bool]]:
    """Ask whose plans of the year are seen as submitted, and whether each speaks for all.

    They are those of `year_as_filed`, of which nothing is saved for anybody.
    """
    pulses = _annotated(Pulse.objects.filter(year=year), year, None)
    of_bodies = pulses.filter(is_to_file=True).exclude(body_id=None)
    name = ("plans seen as filed", year)
    return Asking(
        lambda told: {code: kind in directory.SPEAK_FOR_ALL for code, kind in told[name]},
        {name: of_bodies.values_list("body_code", "body_kind")},
    )


_PARTS = tuple(one for one in Counted if one is not Counted.ALL)


def _shown(row: tuple[Any, ...], year: int, filed: Filed) -> tuple[Any, ...]:
    """What the clock takes of a pulse: what a body saves is not shown until it is submitted."""
    version, name, reference_at, of_year, code = row[:5]
    if of_year == year and code in filed:
        counted = _counted(row)
        version = sum(counted[one] for one in (*RESTED_ON, Counted.FILINGS))
    return (version, name, reference_at)


def _counted(row: tuple[Any, ...]) -> dict[Counted, int]:
    """What the pulse of the row has counted."""
    return {Counted.ALL: row[0], **dict(zip(_PARTS, row[10:], strict=True))}


def _marked_since(rows: Sequence[tuple[Any, ...]]) -> frozenset[int]:
    """In which change sets facts were marked anew since the first filing. No query when in none."""
    filings = [row[7] for row in rows if row[7]]
    last = next((row[9] for row in rows if row[9]), 0)
    return marked_anew(after=min(filings)) if filings and last > min(filings) else frozenset()


def _annotated(pulses: "QuerySet[Any]", year: int, held: datetime | None) -> "QuerySet[Any]":
    body = Body.objects.filter(code=OuterRef("body_code"))
    of_body = {"body__code": OuterRef("body_code")}
    filings = Filing.objects.filter(plan__year=year, plan__body__code=OuterRef("body_code"))
    if held is not None:
        filings = filings.filter(recorded_in__recorded_at__lte=held)
    at_plan = Q(occasion__year=year, occasion__kind=OccasionKind.PLAN.value)
    taking_part = organisation.occasion_bodies(sight=EVERYTHING).filter(at_plan)
    counted = organisation.register_entries(sight=EVERYTHING).filter(year=year, **of_body)
    occasion = organisation.occasion_editions(sight=EVERYTHING).filter(at_plan)
    marked = ChangeSet.objects.filter(action=MARKED_ANEW).order_by("-pk")
    found: QuerySet[Any] = pulses.annotate(
        body_id=Subquery(body.values("pk")[:1]),
        body_kind=Subquery(body.values("kind")[:1]),
        last_marked=Subquery(marked.values("pk")[:1]),
        filed_in=Subquery(filings.order_by("-recorded_in").values("recorded_in")[:1]),
        is_to_file=Exists(occasion)
        & (
            Exists(Plan.objects.filter(year=year, **of_body))
            | Exists(taking_part.filter(**of_body))
            | (~Exists(taking_part) & Exists(counted.exclude(counts_as=CountsAs.NONE.value)))
        ),
    )
    return found
