"""What the pages of comments show."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core import versions
from enslinje.core.policy import Action
from enslinje.core.terms import Audience, CommentSubject
from enslinje.plans import comment_queries, comment_readers
from enslinje.plans.comment_queries import CommentRow, ThreadRow
from enslinje.plans.comment_subjects import (
    COLUMNS,
    Subject,
    column_words,
    kind_words,
    of_row,
)
from enslinje.web import standing
from enslinje.web.comments import places
from enslinje.web.comments.forms import (
    WHOLE_ROW,
    AnswerForm,
    ChangeForm,
    CommentForm,
    SettleForm,
)
from enslinje.web.comments.moves import Move
from enslinje.web.comments.seeing import Names, hidden_title, seeing, titles_of
from enslinje.web.contents.place import Place
from enslinje.web.texts.presenters import clock_words
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word

BACK = "till=tingen"
"""What asks to come back to the thing itself, when a form was sent from beside it."""


@dataclass(frozen=True)
class CommentLine:
    """A comment: its words, who said them and when; the forms of whoever wrote it."""

    row: CommentRow
    who: str
    when: str
    changed: str
    change: ChangeForm | None
    delete: SettleForm | None
    history: str


@dataclass(frozen=True)
class ThreadLine:
    """A thread with its comments. `about` says which cell, `readers` who reads it."""

    row: ThreadRow
    about: str
    readers: Word
    answer: AnswerForm | None
    settle: SettleForm
    comments: tuple[CommentLine, ...]


@dataclass(frozen=True)
class Reader:
    """Somebody who reads comments and can be named in them."""

    code: str
    name: str


@dataclass(frozen=True)
class SubjectPage:
    """The comments on one thing of a plan.

    Attributes:
        kind, title: what it is and what it is called.
        thing: where it is, "" when the reader may not open it.
        form: of a new thread, None when the thing is no longer in the plan.
        always, if_shared: who reads what is internal too, and who only what is shared.
    """

    place: Place
    kind: str
    title: str
    thing: str
    address: str
    open: tuple[ThreadLine, ...]
    resolved: tuple[ThreadLine, ...]
    form: CommentForm | None
    always: tuple[Reader, ...]
    if_shared: tuple[Reader, ...]


@dataclass(frozen=True)
class Margin:
    """The comments beside the thing that they are about, where it is written.

    Attributes:
        page: where all of them are, with who reads them.
        address: where its forms are sent; from there one comes back to the thing.
        resolved: how many threads are resolved.
    """

    page: str
    address: str
    open: tuple[ThreadLine, ...]
    resolved: int
    form: CommentForm


@dataclass(frozen=True)
class _Around:
    """What threads are shown by: whose plan, to whom, what people are called, what was refused."""

    place: Place
    viewer: Viewer
    names: Names
    refused: Move | None


def subject_page(
    viewer: Viewer, place: Place, subject: Subject, refused: Move | None = None
) -> SubjectPage | None:
    """Return the page of the comments on `subject`; None when there is nothing for the viewer."""
    is_row = subject.kind is CommentSubject.TARGET
    rows = comment_queries.threads(
        body=place.code,
        year=place.year,
        seeing=seeing(viewer, place.code),
        subjects=of_row(subject.code) if is_row else (subject,),
    )
    title = titles_of(viewer, place, [subject]).get(subject, "")
    if not title and not rows:
        return None
    readers = comment_readers.readers(place.code)
    by = {one.by for row in rows for one in row.comments}
    names = Names(by | readers[Audience.SHARED] | readers[Audience.INTERNAL])
    lines = [_thread(row, _Around(place, viewer, names, refused)) for row in rows]
    # Whoever is not of the body is not told who reads only what is internal.
    always = readers[Audience.INTERNAL] if viewer.may(Action.COMMENT, place.code) else frozenset()
    written = refused.form if refused and isinstance(refused.form, CommentForm) else None
    blank = _form(viewer, place, subject, readers)() if title else None
    return SubjectPage(
        place=place,
        kind=kind_words(subject.kind),
        title=title or hidden_title(subject),
        thing=_thing(viewer, place, subject) if title else "",
        address=places.comments_address(subject, year=place.year, slug=place.slug),
        open=tuple(line for line in lines if not line.row.is_resolved),
        resolved=tuple(line for line in lines if line.row.is_resolved),
        form=written or blank,
        always=_readers(always, names),
        if_shared=_readers(readers[Audience.SHARED] - always, names),
    )


def margin(viewer: Viewer, place: Place, subject: Subject) -> Margin | None:
    """Return the comments to show beside `subject`, None where the viewer may not comment.

    One query, and three where there are any. The thing must be in the plan, and no row of the grid.
    """
    if not viewer.may(Action.COMMENT_SHARED, place.code):
        return None
    rows = comment_queries.threads(
        body=place.code,
        year=place.year,
        seeing=seeing(viewer, place.code),
        subjects=(subject,),
    )
    opened = [row for row in rows if not row.is_resolved]
    around = _Around(place, viewer, Names(one.by for row in opened for one in row.comments), None)
    page = places.comments_address(subject, year=place.year, slug=place.slug)
    form = CommentForm(audiences=_audiences(viewer, place))
    form.auto_id = "kommentar-%s"
    return Margin(
        page=page,
        address=f"{page}?{BACK}",
        open=tuple(_thread(row, around) for row in opened),
        resolved=len(rows) - len(opened),
        form=form,
    )


def _audiences(viewer: Viewer, place: Place) -> list[tuple[Audience, Word]]:
    """Who may be written for, in words, the narrowest first; how many they are is not counted."""
    if not viewer.may(Action.COMMENT, place.code):
        words = _("{body} och stadsledningskontoret").format(body=place.name)
        return [(Audience.SHARED, words)]
    internal = _("Bara oss i {body}").format(body=place.name)
    return [(Audience.INTERNAL, internal), (Audience.SHARED, _("Oss och stadsledningskontoret"))]


def written_form(viewer: Viewer, place: Place, subject: Subject, data: Any) -> CommentForm:
    """Return the form of a new thread, as it was sent."""
    return _form(viewer, place, subject, comment_readers.readers(place.code))(data)


def _thing(viewer: Viewer, place: Place, subject: Subject) -> str:
    return places.thing_address(subject, viewer, year=place.year, body=place.code, slug=place.slug)


def _form(
    viewer: Viewer, place: Place, subject: Subject, readers: Mapping[Audience, frozenset[str]]
) -> Callable[..., CommentForm]:
    """The form of a new thread, which takes what was typed."""
    is_own = viewer.may(Action.COMMENT, place.code)
    shared = (Audience.SHARED, _shared_words(place, len(readers[Audience.SHARED]), is_own=is_own))
    internal = (Audience.INTERNAL, _internal_words(place, len(readers[Audience.INTERNAL])))
    cells = [
        (WHOLE_ROW, _("Hela raden")),
        *((one, column_words(one).capitalize()) for one in COLUMNS),
    ]
    return partial(
        CommentForm,
        audiences=[internal, shared] if is_own else [shared],
        cells=cells if subject.kind is CommentSubject.TARGET else (),
    )


def _internal_words(place: Place, count: int) -> str:
    return ngettext(
        "Bara oss i {body}: {n} person", "Bara oss i {body}: {n} personer", count
    ).format(body=place.name, n=count)


def _shared_words(place: Place, count: int, *, is_own: bool) -> str:
    if is_own:
        return ngettext(
            "Oss och stadsledningskontoret: {n} person",
            "Oss och stadsledningskontoret: {n} personer",
            count,
        ).format(n=count)
    return ngettext(
        "{body} och stadsledningskontoret: {n} person",
        "{body} och stadsledningskontoret: {n} personer",
        count,
    ).format(body=place.name, n=count)


def _readers(codes: Iterable[str], names: Names) -> tuple[Reader, ...]:
    return tuple(
        sorted((Reader(code, names[code]) for code in codes), key=lambda one: one.name.casefold())
    )


def _thread(row: ThreadRow, around: _Around) -> ThreadLine:
    is_shared = row.audience is Audience.SHARED
    is_cell = row.subject.kind is CommentSubject.CELL
    return ThreadLine(
        row=row,
        about=column_words(row.subject.code.partition("/")[2]) if is_cell else "",
        readers=_("Läses också av stadsledningskontoret")
        if is_shared
        else _("Läses bara av oss i {body}").format(body=around.place.name),
        answer=None if row.is_resolved else _answer(row, around.refused, is_shared=is_shared),
        settle=SettleForm(initial={"base": versions.written(row.fact)}),
        comments=tuple(_comment(one, around) for one in row.comments),
    )


def _answer(row: ThreadRow, refused: Move | None, *, is_shared: bool) -> AnswerForm:
    label = _("Svar, som stadsledningskontoret också läser") if is_shared else _("Internt svar")
    if refused and refused.thread == row.code and isinstance(refused.form, AnswerForm):
        refused.form.fields["text"].label = label
        return refused.form
    return AnswerForm(thread=row.code, label=label)


def _comment(one: CommentRow, around: _Around) -> CommentLine:
    place, viewer = around.place, around.viewer
    is_mine = one.by == viewer.code and not one.is_deleted
    base = {"base": versions.written(one.fact)}
    change, refused = None, around.refused
    if is_mine:
        change = ChangeForm(comment=one.code, initial={**base, "text": one.text})
        if refused and refused.comment == one.code and isinstance(refused.form, ChangeForm):
            change = refused.form
    has_history = one.changed_at is not None and viewer.may(Action.COMMENT, place.code)
    return CommentLine(
        row=one,
        who=around.names[one.by],
        when=clock_words(one.at),
        changed=_changed(one),
        change=change,
        delete=SettleForm(initial=base) if is_mine else None,
        history=standing.history("kommentar", place.year, place.code, one.code)
        if has_history
        else "",
    )


def _changed(one: CommentRow) -> str:
    if one.changed_at is None or one.is_deleted:
        return ""
    return _("ändrad {when}").format(when=clock_words(one.changed_at))
