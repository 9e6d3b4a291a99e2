"""Where the comments on each thing of a plan are, and where the thing itself is."""

from collections.abc import Mapping

from django.urls import reverse

from enslinje.core.policy import Action
from enslinje.core.terms import CommentSubject
from enslinje.plans.comment_subjects import Subject, row_of
from enslinje.web import addresses
from enslinje.web.plan.pages import address_of
from enslinje.web.target_grid.lines import anchor_of
from enslinje.web.viewers import Viewer

WORDS: Mapping[CommentSubject, str] = {
    CommentSubject.SECTION: "avsnitt",
    CommentSubject.CONTRIBUTION: "bidrag",
    CommentSubject.GOAL: "mal",
    CommentSubject.ACTIVITY: "aktivitet",
    CommentSubject.TARGET: "arsmal",
}
"""How each kind is written in an address: for ever. Cells are commented on at their row."""

KINDS: Mapping[str, CommentSubject] = {word: kind for kind, word in WORDS.items()}


def subject_at(kind: str, code: str) -> Subject | None:
    """Return what an address is about, None when it is about nothing."""
    return Subject(KINDS[kind], code) if kind in KINDS else None


def comments_address(subject: Subject, *, year: int, slug: str, thread: str = "") -> str:
    """Return where the comments on `subject` are, at a thread."""
    row = row_of(subject)
    page = addresses.address_of(
        "work:comments-on", year=year, slug=slug, subject_kind=WORDS[row.kind], subject=row.code
    )
    return f"{page}#trad-{thread}" if thread else page


def thing_address(subject: Subject, viewer: Viewer, *, year: int, body: str, slug: str) -> str:
    """Return where the thing itself is, at the very field; "" when the viewer may not open it."""
    row = row_of(subject)
    if row.kind is CommentSubject.SECTION:
        if not viewer.may(Action.VIEW_PLAN_TEXT, body):
            return ""
        return reverse("work:section", kwargs={"year": year, "slug": slug, "section": row.code})
    if not viewer.may(Action.VIEW_DRAFT, body):
        return ""
    if row.kind is CommentSubject.GOAL:
        page = reverse("work:plan-goals", kwargs={"year": year, "slug": slug})
        return f"{page}#{row.code}"
    part, code = {
        CommentSubject.CONTRIBUTION: ("bidrag", row.code),
        CommentSubject.ACTIVITY: ("aktiviteter", row.code),
        CommentSubject.TARGET: ("malvarden", anchor_of(row.code)),
    }[row.kind]
    return address_of(part, year=year, slug=slug, code=code)
