"""What happens in a year, in the order it happens: occasions, extensions, decisions."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from django.db.models import F, Q

from enslinje.core.actors import Actor
from enslinje.core.deadlines import LOCAL_TIME, opening
from enslinje.core.policy import Action
from enslinje.core.terms import EventKind, OccasionKind
from enslinje.organisation import access, directory, occasion_queries, rights
from enslinje.organisation.models import Decision, OccasionBody, OccasionEdition
from enslinje.organisation.rows import EventRow

INSTANTS = (
    (EventKind.OPENS, "opens_at"),
    (EventKind.REFERENCE, "reference_at"),
    (EventKind.DUE, "due_at"),
)


def year_events(*, year: int, body: str = "", actor: Actor | None = None) -> tuple[EventRow, ...]:
    """Return what happens with the year's occasions, and the decisions taken in it, in order.

    For one `body`, what it takes part in, its own extension and its own and the council's and
    board's decisions. The public sees no extensions, and decisions once their minutes are
    approved and another has checked them. Six queries at most.
    """
    found = [
        *_of_occasions(year, body),
        *_of_extensions(year, body, actor),
        *_of_decisions(year, body, actor),
    ]
    order = list(EventKind)
    return tuple(sorted(found, key=lambda one: (one.instant, order.index(one.kind), one.uid)))


def _of_occasions(year: int, body: str) -> Iterator[EventRow]:
    earlier = Counter(
        OccasionEdition.objects.filter(occasion__year=year)
        .exclude(superseded_in=None)
        .values_list("occasion_id", flat=True)
    )
    taking_part: dict[int, set[str]] = defaultdict(set)
    for occasion, code in (
        access.occasion_bodies()
        .filter(occasion__year=year)
        .values_list("occasion_id", "body__code")
    ):
        taking_part[occasion].add(code)
    editions = access.occasion_editions().filter(occasion__year=year)
    for edition in editions.select_related("occasion", "recorded_in"):
        bodies = taking_part[edition.occasion_id]
        if body and bodies and body not in bodies:
            continue
        kind = OccasionKind(edition.occasion.kind)
        for event, column in INSTANTS:
            if (instant := getattr(edition, column)) is not None:
                yield _event(
                    event,
                    instant,
                    uid=f"{event}-{year}-{kind}",
                    occasion=kind,
                    name=edition.name,
                    revision=earlier[edition.occasion_id],
                    changed_at=edition.recorded_in.recorded_at,
                )


def _of_extensions(year: int, body: str, actor: Actor | None) -> Iterator[EventRow]:
    given = occasion_queries.extensions(year=year, actor=actor, body=body)
    if not given:
        return
    names = {
        OccasionKind(kind): name
        for kind, name in access.occasion_editions()
        .filter(occasion__year=year)
        .values_list("occasion__kind", "name")
    }
    earlier = Counter(
        OccasionBody.objects.filter(occasion__year=year, extended_due_at__isnull=False)
        .exclude(superseded_in=None)
        .values_list("occasion__kind", "body__code")
    )
    for one in given:
        yield _event(
            EventKind.EXTENDED_DUE,
            one.extended_due_at,
            uid=f"{EventKind.EXTENDED_DUE}-{year}-{one.kind}-{one.body}",
            occasion=one.kind,
            name=names[one.kind],
            body=one.body,
            reason=one.reason,
            revision=earlier[one.kind.value, one.body],
            changed_at=one.given_at,
        )


def _of_decisions(year: int, body: str, actor: Actor | None) -> Iterator[EventRow]:
    """One event for each body and day that decided: its meeting."""
    decisions = Decision.objects.filter(decided_on__year=year, rejected_in=None)
    if body:
        decisions = decisions.filter(
            Q(decided_by__code=body) | Q(decided_by__kind__in=directory.SPEAK_FOR_ALL)
        )
    if actor is None or not rights.may(actor, Action.VIEW_WORK, body):
        decisions = decisions.filter(
            minutes_approved_on__isnull=False, checked_by_code__isnull=False
        )
    meetings: dict[tuple[str, date], list[datetime]] = defaultdict(list)
    for code, day, told_at in decisions.annotate(
        code=F("decided_by__code"), told_at=F("settled_in__recorded_at")
    ).values_list("code", "decided_on", "told_at"):
        if day is not None:
            meetings[code, day].append(told_at)
    for (code, day), told in meetings.items():
        yield _event(
            EventKind.DECISION,
            opening(day),
            uid=f"{EventKind.DECISION}-{day.isoformat()}-{code}",
            body=code,
            revision=len(set(told)) - 1,
            changed_at=max(told),
        )


def _event(
    kind: EventKind,
    instant: datetime,
    *,
    uid: str,
    changed_at: datetime,
    revision: int,
    occasion: OccasionKind | None = None,
    name: str = "",
    body: str = "",
    reason: str = "",
) -> EventRow:
    day = instant.astimezone(LOCAL_TIME).date()
    iso = day.isocalendar()
    return EventRow(
        uid=uid,
        kind=kind,
        instant=instant,
        day=day,
        week_year=iso.year,
        week=iso.week,
        weekday=iso.weekday,
        is_whole_day=kind is EventKind.DECISION,
        occasion=occasion,
        name=name,
        body=body,
        reason=reason,
        revision=revision,
        changed_at=changed_at,
    )
