"""What the lists of comments show: of a plan, of the bodies that share some, of who is named."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enslinje.core.policy import Action
from enslinje.core.terms import Audience
from enslinje.organisation import directory
from enslinje.plans import comment_queries
from enslinje.plans.comment_queries import MentionRow
from enslinje.plans.comment_subjects import kind_words
from enslinje.web.comments import places
from enslinje.web.comments.seeing import Names, hidden_title, seeing, titles_of
from enslinje.web.contents.place import Place
from enslinje.web.texts.presenters import clock_words
from enslinje.web.viewers import Viewer

EXCERPT = 120
"""Characters of a comment that a list shows."""


@dataclass(frozen=True)
class ThreadSummary:
    """A thread in the list of a plan's: what it is about, its latest words, and where it is."""

    kind: str
    title: str
    address: str
    is_shared: bool
    is_resolved: bool
    count: int
    excerpt: str
    who: str
    when: str


@dataclass(frozen=True)
class BodyLine:
    """A body with open shared threads on its plan."""

    name: str
    count: int
    address: str


@dataclass(frozen=True)
class MentionLine:
    """Somebody has named the reader: where, who, when, and what was said."""

    address: str
    excerpt: str
    said: str


def summaries(viewer: Viewer, place: Place) -> tuple[ThreadSummary, ...]:
    """Return every thread on the plan that the viewer sees, the open ones first."""
    rows = comment_queries.threads(
        body=place.code, year=place.year, seeing=seeing(viewer, place.code)
    )
    named = titles_of(viewer, place, {row.subject for row in rows})
    names = Names(row.comments[-1].by for row in rows)
    return tuple(
        ThreadSummary(
            kind=kind_words(row.subject.kind),
            title=named.get(row.subject) or hidden_title(row.subject),
            address=places.comments_address(
                row.subject, year=place.year, slug=place.slug, thread=row.code
            ),
            is_shared=row.audience is Audience.SHARED,
            is_resolved=row.is_resolved,
            count=sum(not one.is_deleted for one in row.comments),
            excerpt=_excerpt(row.comments[-1].text),
            who=names[row.comments[-1].by],
            when=clock_words(row.comments[-1].at),
        )
        for row in rows
    )


def body_lines(viewer: Viewer, year: int, *, under: str = "") -> tuple[BodyLine, ...]:
    """Return the bodies whose plans have open shared threads, as far as the viewer reads them.

    `under` leaves only those whose parent it is. One query, none where the viewer reads none.
    """
    slugs, names = directory.body_slugs(), directory.body_names()
    mine = [
        body
        for body in slugs
        if (not under or viewer.parents.get(body) == under)
        and viewer.may(Action.COMMENT_SHARED, body)
    ]
    counts = comment_queries.open_shared(year=year, bodies=mine) if mine else {}
    return tuple(
        BodyLine(
            names.get(body, body),
            counts[body],
            reverse("work:comments", kwargs={"year": year, "slug": slugs[body]}),
        )
        for body in sorted(counts, key=lambda body: (-counts[body], names.get(body, body)))
    )


def mention_lines(
    viewer: Viewer, names: Mapping[str, str], slugs: Mapping[str, str]
) -> list[MentionLine]:
    """Return what asks for the viewer's answer, the newest first."""
    rows = comment_queries.mentions_of(viewer.actor, parents=viewer.parents)
    people = Names(row.by for row in rows)
    return [
        MentionLine(
            address=places.comments_address(
                row.subject, year=row.year, slug=slugs[row.body], thread=row.thread
            ),
            excerpt=_excerpt(row.text),
            said=_mention_words(row, people[row.by], names.get(row.body, row.body)),
        )
        for row in rows
    ]


def _mention_words(row: MentionRow, who: str, body: str) -> str:
    return _("{who}, {when}, i planen {year} för {body}").format(
        who=who, when=clock_words(row.at), year=row.year, body=body
    )


def sorted_summaries(
    rows: Sequence[ThreadSummary],
) -> tuple[tuple[ThreadSummary, ...], tuple[ThreadSummary, ...]]:
    """Return those that are open, and those that are resolved."""
    return (
        tuple(row for row in rows if not row.is_resolved),
        tuple(row for row in rows if row.is_resolved),
    )


def _excerpt(text: str) -> str:
    said = " ".join(text.split())
    return said if len(said) <= EXCERPT else f"{said[: EXCERPT - 1].rstrip()}…"
