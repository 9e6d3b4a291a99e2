"""Reads of the comments on plans: whoever is not of the body sees what is shared, nothing else."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from enslinje.core import policy
from enslinje.core.actors import Actor
from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Sight, sight_of
from enslinje.core.terms import Audience, CommentSubject
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.models import Counted, FactQuerySet
from enslinje.journal.prepared import Prepared
from enslinje.journal.statements import Row
from enslinje.organisation.sight import bodies_within_sight
from enslinje.plans import access
from enslinje.plans.comment_readers import RIGHT, marks_of
from enslinje.plans.comment_subjects import Subject
from enslinje.plans.models import Comment


@dataclass(frozen=True, slots=True)
class CommentRow:
    """A comment: who wrote it and when; `changed_at` when it last was changed, None if never.

    One that is deleted says nothing. `fact` is what changing it rests on.
    """

    code: str
    text: str
    by: str
    at: datetime
    changed_at: datetime | None
    is_deleted: bool
    fact: int


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A thread of comments. `fact` is what settling it rests on, None where nobody has."""

    code: str
    subject: Subject
    audience: Audience
    is_resolved: bool
    fact: int | None
    comments: tuple[CommentRow, ...]


@dataclass(frozen=True, slots=True)
class MentionRow:
    """A comment in an open thread that names somebody: where it stands, and who wrote it."""

    body: str
    year: int
    subject: Subject
    thread: str
    text: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class First:
    """When and by whom a comment was first written: what comes in its place may be by another."""

    fact: int
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Seeing:
    """Which comments on a body's plan somebody sees: those audiences, within that sight."""

    audiences: frozenset[Audience] = frozenset()
    sight: Sight = PUBLIC_SIGHT


NOTHING = Seeing()


def seeing(actor: Actor, body: str, *, parents: Mapping[str, str]) -> Seeing:
    """Return which comments on the body's plan the actor sees, by the policy. No query."""
    held = actor.holdings
    return Seeing(
        frozenset(
            audience
            for audience, action in RIGHT.items()
            if policy.allows(held, action, body=body, parents=parents)
        ),
        sight_of(held, [body], parents),
    )


def threads(
    *, body: str, year: int, seeing: Seeing, subjects: Collection[Subject] = ()
) -> tuple[ThreadRow, ...]:
    """Return the threads on a body's plan, the open ones first, oldest first. Three queries.

    `subjects` leaves only those about one of them.
    """
    seen = _seen(body, year, seeing)
    if subjects:
        about = (Q(subject_kind=one.kind.value, subject=one.code) for one in subjects)
        seen = seen.filter(reduce(or_, about))
    by_thread: dict[str, list[Comment]] = defaultdict(list)
    for comment in seen.select_related("recorded_in"):
        by_thread[comment.thread].append(comment)
    if not by_thread:
        return ()
    states = {
        one.thread: one
        for one in access.thread_states(sight=EVERYTHING).filter(thread__in=by_thread)
    }
    first = _first_of(_ever_written(by_thread))
    rows = [
        ThreadRow(
            code=code,
            subject=Subject(CommentSubject(of_thread[0].subject_kind), of_thread[0].subject),
            audience=Audience(of_thread[0].audience),
            is_resolved=code in states and states[code].is_resolved,
            fact=states[code].pk if code in states else None,
            comments=tuple(
                _row(one, first[one.code])
                for one in sorted(of_thread, key=lambda one: first[one.code].fact)
            ),
        )
        for code, of_thread in by_thread.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.is_resolved, first[row.comments[0].code].fact)))


def open_threads(*, body: str, year: int, seeing: Seeing) -> Mapping[Subject, int]:
    """Return how many open threads there are about each thing of the plan.

    One in which everything is taken away is none. One query, or none until a comment is written.
    """
    return known_threads.answer(
        *(body, year, seeing.sight, seeing.audiences),
        read=lambda: _count_open(body, year, seeing),
        version=kept_by.goals_apart(year, Counted.COMMENTS),
    )


known_threads: Kept[Mapping[Subject, int]] = Kept(200)


def _count_open(body: str, year: int, seeing: Seeing) -> Mapping[Subject, int]:
    found = _open_threads(body, year, seeing.sight, audiences=seeing.audiences)
    return Counter(Subject(CommentSubject(kind), code) for _thread, kind, code in found)


@Prepared
def _open_threads(
    body: str, year: int, sight: Sight, *, audiences: frozenset[Audience]
) -> QuerySet[Any, Any]:
    seen = _open(_seen(body, year, Seeing(audiences, sight)))
    return seen.values_list("thread", "subject_kind", "subject").distinct()


def open_shared(*, year: int, bodies: Collection[str]) -> Mapping[str, int]:
    """Return how many open threads are shared on the plan of each of the bodies. One query."""
    shared = access.comments().filter(
        year=year, body__code__in=bodies, audience=Audience.SHARED.value
    )
    return Counter(dict(_open(shared).values_list("thread", "body__code").distinct()).values())


def mentions_of(actor: Actor, *, parents: Mapping[str, str]) -> tuple[MentionRow, ...]:
    """Return what asks for the actor's answer: comments in open threads that name the actor.

    Or a body that the actor has a role in. Those that the actor may not see are not among them,
    nor those after which the actor has written in the thread. The newest first. Two queries, or
    one when there are none; one less until a comment is written.
    """
    bodies = sorted({one.body for one in actor.holdings if one.body})
    wanted = tuple(marks_of(actor.code, bodies))
    sight = bodies_within_sight(actor)
    asked = known_mentions.answer(
        *(wanted, sight),
        read=lambda: tuple(_naming(wanted, sight)),
        version=kept_by.COMMENTS_OF_ALL,
    )
    rows = [
        one
        for one in map(_Naming._make, asked)
        if Audience(one.audience) in seeing(actor, one.body, parents=parents).audiences
    ]
    if not rows:
        return ()
    threads = {one.thread for one in rows}
    written = _ever_written(threads)
    first, answered = _first_of(written), _last_of(actor.code, written)
    return tuple(
        _mention(one, first[one.code])
        for one in rows
        if first[one.code].by != actor.code and one.fact > answered.get(one.thread, 0)
    )


known_mentions: Kept[tuple[Row, ...]] = Kept(500)


class _Naming(NamedTuple):
    """What is read of a comment that names somebody."""

    fact: int
    code: str
    thread: str
    body: str
    year: int
    subject_kind: str
    subject: str
    audience: str
    text: str


@Prepared
def _naming(wanted: tuple[str, ...], sight: Sight) -> QuerySet[Any, Any]:
    """The open comments that name any of the wanted, the newest first."""
    named = reduce(or_, (Q(GreaterThan(StrIndex(F("mentions"), Value(one)), 0)) for one in wanted))
    return (
        _open(access.comments(sight=sight).filter(named))
        .order_by("-pk")
        .values_list(
            *("pk", "code", "thread", "body__code", "year", "subject_kind", "subject"),
            *("audience", "text"),
        )
    )


def _seen(body: str, year: int, seeing: Seeing) -> FactQuerySet[Comment]:
    return access.comments(sight=seeing.sight).filter(
        body__code=body, year=year, audience__in=[one.value for one in seeing.audiences]
    )


def _open(comments: FactQuerySet[Comment]) -> FactQuerySet[Comment]:
    """Those of the comments that say something in a thread that is not resolved."""
    resolved = access.thread_states(sight=EVERYTHING).filter(is_resolved=True)
    return comments.filter(is_deleted=False).exclude(thread__in=resolved.values("thread"))


def author_of(code: str) -> str:
    """Return the code of whoever first wrote the comment, "" when there is none. One query."""
    rows = access.comments_ever().filter(code=code).order_by("pk")
    return rows.values_list("recorded_in__actor_code", flat=True).first() or ""


class _Written(NamedTuple):
    """A version of a comment, whoever wrote it."""

    thread: str
    code: str
    fact: int
    at: datetime
    by: str


def _ever_written(threads: Collection[str]) -> tuple[_Written, ...]:
    """All that has been written in the threads, in order. One query."""
    rows = access.comments_ever().filter(thread__in=threads).order_by("pk")
    columns = ("thread", "code", "pk", "recorded_in__recorded_at", "recorded_in__actor_code")
    return tuple(map(_Written._make, rows.values_list(*columns)))


def _first_of(written: Iterable[_Written]) -> Mapping[str, First]:
    """When each comment was first written, by its code."""
    said: dict[str, First] = {}
    for one in written:
        said.setdefault(one.code, First(one.fact, one.at, one.by))
    return said


def _last_of(person: str, written: Iterable[_Written]) -> Mapping[str, int]:
    """The id of the last fact by the person in each of the threads."""
    return {one.thread: one.fact for one in written if one.by == person}


def _row(comment: Comment, first: First) -> CommentRow:
    written_at = comment.recorded_in.recorded_at
    return CommentRow(
        code=comment.code,
        text=comment.text,
        by=first.by,
        at=first.at,
        changed_at=written_at if written_at != first.at else None,
        is_deleted=comment.is_deleted,
        fact=comment.pk,
    )


def _mention(comment: _Naming, first: First) -> MentionRow:
    return MentionRow(
        body=comment.body,
        year=comment.year,
        subject=Subject(CommentSubject(comment.subject_kind), comment.subject),
        thread=comment.thread,
        text=comment.text,
        by=first.by,
        at=first.at,
    )
