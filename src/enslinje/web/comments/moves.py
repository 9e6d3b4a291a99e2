"""What each button of a page of comments does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from enslinje.core.terms import Audience, CommentSubject
from enslinje.journal.record import Receipt
from enslinje.plans import operations
from enslinje.plans.comment_subjects import Subject
from enslinje.plans.drafts import CommentDraft, OwnCommentDraft, ThreadDraft
from enslinje.web.comments.forms import (
    WHOLE_ROW,
    AnswerForm,
    ChangeForm,
    CommentForm,
    SettleForm,
)
from enslinje.web.contents.place import Place
from enslinje.web.forms import OperationForm
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word

WRITE, ANSWER, CHANGE, DELETE = "write", "answer", "change", "delete"
RESOLVE, REOPEN = "resolve", "reopen"


@dataclass(frozen=True)
class Move:
    """A form that was sent, what performs it, what is said then, and where it stands.

    `thread` and `comment` are codes, "" when it is about none.
    """

    name: str
    form: OperationForm
    perform: Callable[[dict[str, Any]], Receipt]
    said: Word
    thread: str = ""
    comment: str = ""


def move_of(
    request: HttpRequest, place: Place, subject: Subject, blank: Callable[[Any], CommentForm]
) -> Move:
    """Return what was sent. `blank` makes the form of a new thread of what was typed."""
    name = request.POST.get("do", WRITE)
    if name in _MOVES:
        return _MOVES[name](request, place)
    return _write(request, place, subject, blank(request.POST))


def _write(request: HttpRequest, place: Place, subject: Subject, form: CommentForm) -> Move:
    def perform(given: dict[str, Any]) -> Receipt:
        about = subject
        if (column := given.get("about", WHOLE_ROW)) != WHOLE_ROW:
            about = Subject(CommentSubject.CELL, f"{subject.code}/{column}")
        draft = CommentDraft(
            code=str(given["key"]),
            body=place.code,
            subject_kind=about.kind,
            subject=about.code,
            audience=Audience(given["audience"]),
            text=given["text"],
        )
        return _written(request, place, draft, given)

    thread = form.data.get("key", "")
    return Move(WRITE, form, perform, _("Kommentaren är skriven."), thread=str(thread))


def _answer(request: HttpRequest, place: Place) -> Move:
    thread = request.POST.get("thread", "")

    def perform(given: dict[str, Any]) -> Receipt:
        draft = CommentDraft(
            code=str(given["key"]), body=place.code, thread=thread, text=given["text"]
        )
        return _written(request, place, draft, given)

    form = AnswerForm(request.POST, thread=thread)
    return Move(ANSWER, form, perform, _("Svaret är skrivet."), thread=thread)


def _change(request: HttpRequest, place: Place) -> Move:
    thread, comment = request.POST.get("thread", ""), request.POST.get("comment", "")
    form = ChangeForm(request.POST, comment=comment)

    def perform(given: dict[str, Any]) -> Receipt:
        return operations.change_comment(
            actor=viewer_of(request).actor,
            year=place.year,
            comment=OwnCommentDraft(
                code=comment, body=place.code, text=given["text"], seen=form.seen
            ),
            key=given["key"],
        )

    return Move(CHANGE, form, perform, _("Kommentaren är ändrad."), thread, comment)


def _delete(request: HttpRequest, place: Place) -> Move:
    thread, comment = request.POST.get("thread", ""), request.POST.get("comment", "")
    form = SettleForm(request.POST)

    def perform(given: dict[str, Any]) -> Receipt:
        return operations.delete_comment(
            actor=viewer_of(request).actor,
            year=place.year,
            comment=OwnCommentDraft(code=comment, body=place.code, seen=form.seen),
            key=given["key"],
        )

    return Move(DELETE, form, perform, _("Kommentaren är borttagen."), thread, comment)


def _settle(request: HttpRequest, place: Place) -> Move:
    thread, name = request.POST.get("thread", ""), request.POST.get("do", "")
    form, resolves = SettleForm(request.POST), name == RESOLVE

    def perform(given: dict[str, Any]) -> Receipt:
        return operations.settle_thread(
            actor=viewer_of(request).actor,
            year=place.year,
            thread=ThreadDraft(
                thread=thread, body=place.code, is_resolved=resolves, seen=form.seen
            ),
            key=given["key"],
        )

    said = _("Tråden är löst.") if resolves else _("Tråden är öppen igen.")
    return Move(name, form, perform, said, thread)


def _written(
    request: HttpRequest, place: Place, draft: CommentDraft, given: Mapping[str, Any]
) -> Receipt:
    return operations.write_comment(
        actor=viewer_of(request).actor, year=place.year, comment=draft, key=given["key"]
    )


_MOVES: Mapping[str, Callable[[HttpRequest, Place], Move]] = {
    ANSWER: _answer,
    CHANGE: _change,
    DELETE: _delete,
    RESOLVE: _settle,
    REOPEN: _settle,
}
