"""Reads of decisions for people: those of a body, one of them, and those that wait for a check."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from enslinje.core.terms import BodyKind, DecisionOutcome
from enslinje.journal.models import ChangeSet
from enslinje.journal.prepared import Prepared
from enslinje.organisation.models import Decision, NumberCorrection

WAITS = Q(checked_by_code=None, rejected_in=None, outcome__isnull=False)
"""What is decided, and seen by its recorder alone."""


@dataclass(frozen=True, slots=True)
class Hand:
    """Somebody who recorded, checked or sent back, and when."""

    code: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class RecordedDecision:
    """A decision item as it was recorded, and what became of the record.

    `checked` or `sent_back` is None until it is, and never both are anything. The instant of a
    check that a load brought along is that of the record. `recorded_number` is the case number as
    it was recorded, when two persons have corrected it; `waiting_number` one that waits for the
    second of them; else "".
    """

    pk: int
    case_number: str
    item_no: int
    decided_by: str
    subject: str
    outcome: DecisionOutcome | None
    decided_on: date | None
    minutes_approved_on: date | None
    paragraph: str
    reservations: str
    note: str
    source_ref: str
    recorded: Hand
    checked: Hand | None
    sent_back: Hand | None
    reason: str
    recorded_number: str = ""
    waiting_number: str = ""

    @property
    def waits(self) -> bool:
        """Whether another than who recorded it is to check it."""
        return self.outcome is not None and self.checked is None and self.sent_back is None


def decisions_of(
    bodies: Collection[str], *, year: int | None = None
) -> tuple[RecordedDecision, ...]:
    """Return what these bodies have decided, the latest first, and what was sent back. One query.

    With a `year`, only what was decided in it and what waits for a check or for a decision.
    """
    of_bodies = Decision.objects.filter(decided_by__code__in=bodies)
    if year is not None:
        of_bodies = of_bodies.filter(Q(decided_on__year=year) | WAITS | Q(outcome=None))
    order = (F("decided_on").desc(nulls_first=True), "standing_number", "item_no", "-pk")
    return tuple(_rows(of_bodies.order_by(*order)))


def granting(*, by: BodyKind | None = None) -> tuple[RecordedDecision, ...]:
    """Return the checked decisions that grant something, the latest first. One query.

    `by` leaves those of bodies of that kind, such as the council.
    """
    only = {} if by is None else {"decided_by__kind": by.value}
    return _checked(DecisionOutcome.GRANTED, DecisionOutcome.GRANTED_WITH_CHANGE, **only)


def decided() -> tuple[RecordedDecision, ...]:
    """Return the checked decisions, whatever they say, the latest first. One query."""
    return _checked(*DecisionOutcome)


def _checked(*outcomes: DecisionOutcome, **only: str) -> tuple[RecordedDecision, ...]:
    checked = Decision.objects.filter(
        rejected_in=None,
        checked_by_code__isnull=False,
        outcome__in=[one.value for one in outcomes],
        **only,
    )
    order = (F("decided_on").desc(nulls_last=True), "standing_number", "item_no")
    return tuple(_rows(checked.order_by(*order)))


def records_of(pk: int, *, bodies: Collection[str]) -> tuple[RecordedDecision, ...]:
    """Return every record of the item whose record has the id `pk`, the latest first.

    None when `pk` is no record of what these bodies decided. One query.
    """
    of_bodies = Decision.objects.filter(decided_by__code__in=bodies)
    same = {"standing_number": OuterRef("standing_number"), "item_no": OuterRef("item_no")}
    that = of_bodies.filter(pk=pk, **same)
    return tuple(_rows(of_bodies.filter(Exists(that)).order_by("-pk")))


def years_of(bodies: Collection[str]) -> tuple[int, ...]:
    """Return the years in which these bodies have decided something, the latest first."""
    days = Decision.objects.filter(decided_by__code__in=bodies).dates("decided_on", "year", "DESC")
    return tuple(day.year for day in days)


def case_numbers() -> frozenset[str]:
    """Return every case number that a decision stands under. One query."""
    standing = Decision.objects.filter(rejected_in=None)
    return frozenset(standing.values_list("standing_number", flat=True).distinct())


def numbers_with(text: str) -> frozenset[str]:
    """Return the case numbers with that text that decisions have or had. One query."""
    has = Q(standing_number__contains=text) | Q(case_number__contains=text)
    both = Decision.objects.filter(has, rejected_in=None).values_list(
        "standing_number", "case_number"
    )
    return frozenset(number for pair in both.distinct() for number in pair)


def of_cases(numbers: Collection[str]) -> tuple[RecordedDecision, ...]:
    """Return what stands of the cases with these numbers, also those it had. One query."""
    of = Q(standing_number__in=numbers) | Q(case_number__in=numbers)
    standing = Decision.objects.filter(of, rejected_in=None)
    return tuple(_rows(standing.order_by("item_no", "decided_on", "pk")))


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A number that somebody says is the right one, and what a second person made of it."""

    pk: int
    case_number: str
    reason: str
    proposed: Hand
    confirmed: Hand | None
    rejected: Hand | None

    @property
    def waits(self) -> bool:
        """Whether another is to decide on it."""
        return self.confirmed is None and self.rejected is None


def corrections_of(decision: int) -> tuple[CorrectionRow, ...]:
    """Return every number that was proposed for the decision, the latest first. One query."""
    rows = NumberCorrection.objects.filter(decision=decision).order_by("-pk")
    return tuple(
        CorrectionRow(
            pk=row.pk,
            case_number=row.case_number,
            reason=row.reason,
            proposed=Hand(row.proposed_by_code, row.recorded_in.recorded_at),
            confirmed=_hand(row.confirmed_by_code, row.confirmed_in),
            rejected=_hand(row.rejected_by_code, row.rejected_in),
        )
        for row in rows.select_related("recorded_in", "confirmed_in", "rejected_in")
    )


def _hand(code: str | None, change_set: ChangeSet | None) -> Hand | None:
    return Hand(code, change_set.recorded_at) if code and change_set else None


def recorders_of_waiting() -> Mapping[str, tuple[str, ...]]:
    """Return, by the body that decided, who recorded each decision that waits. One query."""
    found: dict[str, list[str]] = {}
    for body, recorder in _waiting():
        found.setdefault(body, []).append(recorder)
    return {body: tuple(codes) for body, codes in found.items()}


@Prepared
def _waiting() -> QuerySet[Any, Any]:
    waiting = Decision.objects.filter(WAITS).order_by("pk")
    return waiting.values_list("decided_by__code", "recorded_by_code")


def _rows(found: QuerySet[Decision]) -> list[RecordedDecision]:
    names = (
        *("pk", "case_number", "item_no", "decided_by__code", "subject", "outcome", "decided_on"),
        *("minutes_approved_on", "paragraph", "reservations", "note", "source_ref"),
        *("recorded_by_code", "checked_by_code", "rejected_by_code", "rejection_reason"),
        *("recorded_in__recorded_at", "settled_in__recorded_at", "checked_in__recorded_at"),
        *("rejected_in__recorded_at", "standing_number", "waiting_number"),
    )
    waiting = NumberCorrection.objects.filter(
        decision=OuterRef("pk"), confirmed_in=None, rejected_in=None
    )
    found = found.annotate(waiting_number=Subquery(waiting.values("case_number")[:1]))
    return [_row(dict(zip(names, row, strict=True))) for row in found.values_list(*names)]


def _row(told: Mapping[str, Any]) -> RecordedDecision:
    recorded_at = told["settled_in__recorded_at"] or told["recorded_in__recorded_at"]
    checked_at = told["checked_in__recorded_at"] or recorded_at
    return RecordedDecision(
        pk=told["pk"],
        case_number=told["standing_number"],
        item_no=told["item_no"],
        decided_by=told["decided_by__code"],
        subject=told["subject"],
        outcome=DecisionOutcome(told["outcome"]) if told["outcome"] else None,
        decided_on=told["decided_on"],
        minutes_approved_on=told["minutes_approved_on"],
        paragraph=told["paragraph"] or "",
        reservations=told["reservations"] or "",
        note=told["note"],
        source_ref=told["source_ref"],
        recorded=Hand(told["recorded_by_code"], recorded_at),
        checked=Hand(told["checked_by_code"], checked_at) if told["checked_by_code"] else None,
        sent_back=Hand(told["rejected_by_code"], told["rejected_in__recorded_at"])
        if told["rejected_by_code"]
        else None,
        reason=told["rejection_reason"] or "",
        recorded_number=told["case_number"]
        if told["case_number"] != told["standing_number"]
        else "",
        waiting_number=told["waiting_number"] or "",
    )
