"""Comment on a plan, change or take away one's own, resolve a thread and open it again.

A comment is about the plan and never of it: no picture and no submission holds one, so writing one
moves no version of the year. It may be written however far the plan has come.
"""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import Audience, CommentSubject
from enslinje.journal import record
from enslinje.journal.conflict import Save, check
from enslinje.journal.record import Receipt
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import access
from enslinje.plans.comment_queries import author_of
from enslinje.plans.comment_readers import RIGHT, mentioned
from enslinje.plans.comment_subjects import IN_DRAFT, Subject, titles
from enslinje.plans.drafts import CommentDraft, OwnCommentDraft, ThreadDraft
from enslinje.plans.errors import (
    CommentConflict,
    CommentEmpty,
    CommentOfAnother,
    ThreadConflict,
    ThreadResolved,
    UnknownComment,
    UnknownSubject,
)
from enslinje.plans.models import Comment, ThreadState


@transaction.atomic
def write_comment(
    *, actor: Actor, year: int, comment: CommentDraft, key: UUID | None = None
) -> Receipt:
    """Comment on a plan, in a new thread or as an answer in one.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: the code is not known.
        UnknownComment: there is no such thread for the actor to see.
        UnknownSubject: what it is about is not in the body's plan.
        ThreadResolved: it answers in a thread that is resolved.
        CommentEmpty: it says nothing.
        StrangerMentioned: it names somebody who does not read it.
    """
    first = _visible(actor, comment.thread, comment.body, year) if comment.thread else None
    audience = Audience(first.audience) if first else comment.audience
    actor = rights.require(actor, RIGHT[audience], [comment.body])
    change = record.begin(
        actor=actor,
        action="write_comment",
        year=year,
        bodies={comment.body},
        key=key,
        content=comment,
        is_shown=False,
    )
    if change.is_repeat:
        return record.repeated(change)
    fact = _answer(comment, first) if first else _begun(actor, comment, year)
    fact.text = _said(comment.text)
    fact.mentions = mentioned(fact.text, body=comment.body, audience=audience).written()
    return record.finish(change, [record.record(fact, change=change)])


@transaction.atomic
def change_comment(
    *, actor: Actor, year: int, comment: OwnCommentDraft, key: UUID | None = None
) -> Receipt:
    """Let a comment of one's own say something else; what it said is in the body's history.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownComment: there is no such comment for the actor to see, or it is taken away.
        CommentOfAnother: somebody else wrote it.
        CommentConflict: it has been changed since it was read; it carries what it says now.
        CommentEmpty: it says nothing.
        StrangerMentioned: it names somebody who does not read it.
    """
    return _rewrite(actor, year, comment, key, action="change_comment", text=_said(comment.text))


@transaction.atomic
def delete_comment(
    *, actor: Actor, year: int, comment: OwnCommentDraft, key: UUID | None = None
) -> Receipt:
    """Take away a comment of one's own: a tombstone stands in its place, its words in the history.

    Raises:
        NotAllowed, UnknownComment, CommentOfAnother, CommentConflict: as of `change_comment`.
    """
    return _rewrite(actor, year, comment, key, action="delete_comment", text="")


@transaction.atomic
def settle_thread(
    *, actor: Actor, year: int, thread: ThreadDraft, key: UUID | None = None
) -> Receipt:
    """Say that a thread is resolved, or open again.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownComment: there is no such thread for the actor to see.
        ThreadConflict: somebody else has settled it since; it carries theirs.
    """
    first = _visible(actor, thread.thread, thread.body, year)
    actor = rights.require(actor, RIGHT[Audience(first.audience)], [thread.body])
    change = record.begin(
        actor=actor,
        action="settle_thread",
        year=year,
        bodies={thread.body},
        key=key,
        content=thread,
        is_shown=False,
    )
    if change.is_repeat:
        return record.repeated(change)
    there = _state(first.thread)
    fact = ThreadState(
        thread=first.thread, body_id=first.body_id, year=year, is_resolved=thread.is_resolved
    )
    save = Save(row=0, name=_("tråden"), seen=thread.seen, refusal=ThreadConflict)
    check(save, mine=fact, theirs=there, change_set=change.change_set)
    return record.finish(change, [record.record(fact, change=change, replaces=there)])


def _rewrite(
    actor: Actor,
    year: int,
    comment: OwnCommentDraft,
    key: UUID | None,
    *,
    action: str,
    text: str,
) -> Receipt:
    """Put `text` in the place of one's own comment, "" a tombstone."""
    there = _visible(actor, comment.code, comment.body, year)
    audience = Audience(there.audience)
    actor = rights.require(actor, RIGHT[audience], [comment.body])
    change = record.begin(
        actor=actor,
        action=action,
        year=year,
        bodies={comment.body},
        key=key,
        content=comment,
        is_shown=False,
    )
    if change.is_repeat:
        return record.repeated(change)
    there = _visible(actor, comment.code, comment.body, year)  # The pulse is locked now.
    if author_of(there.code) != actor.code:
        raise CommentOfAnother(
            _("Kommentaren är skriven av någon annan."),
            column="comment",
            remedy=_("Svara i tråden i stället."),
        )
    fact = Comment(code=there.code, text=text, is_deleted=not text, **_place_of(there))
    save = Save(row=0, name=_("kommentaren"), seen=comment.seen, refusal=CommentConflict)
    check(save, mine=fact, theirs=there, change_set=change.change_set)
    if there.is_deleted:
        raise _unknown(comment.code)
    fact.mentions = mentioned(text, body=comment.body, audience=audience).written()
    return record.finish(change, [record.record(fact, change=change, replaces=there)])


def _begun(actor: Actor, comment: CommentDraft, year: int) -> Comment:
    """The first comment of a new thread."""
    refusals = Refusals()
    bodies = organisation.body_codes({comment.body})
    body = bodies.id_of(comment.body, row=None, field="body", refusals=refusals)
    refusals.settle()
    subject = Subject(comment.subject_kind, comment.subject)
    is_known = subject.kind not in IN_DRAFT or rights.may(actor, Action.VIEW_DRAFT, comment.body)
    if not is_known or not titles(comment.body, year, [subject], sight=facts_within_sight(actor)):
        raise UnknownSubject(
            _("Det som kommenteras finns inte i planen."),
            column="subject",
            value=comment.subject,
            remedy=_("Läs in sidan på nytt."),
        )
    return Comment(
        code=comment.code,
        thread=comment.code,
        body_id=body,
        year=year,
        subject_kind=subject.kind.value,
        subject=subject.code,
        audience=comment.audience.value,
    )


def _answer(comment: CommentDraft, first: Comment) -> Comment:
    """An answer: about what its thread is about, for whom its thread is, and marked like it."""
    state = _state(first.thread)
    if state is not None and state.is_resolved:
        raise ThreadResolved(
            _("Tråden är löst."), column="text", remedy=_("Öppna den igen för att svara.")
        )
    return Comment(
        code=comment.code,
        marking=first.marking,
        secrecy_ground=first.secrecy_ground,
        **_place_of(first),
    )


def _place_of(comment: Comment) -> Mapping[str, object]:
    """What all comments of a thread have in common."""
    return {
        "thread": comment.thread,
        "body_id": comment.body_id,
        "year": comment.year,
        "subject_kind": CommentSubject(comment.subject_kind).value,
        "subject": comment.subject,
        "audience": comment.audience,
    }


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise CommentEmpty(
            _("Kommentaren är tom."), column="text", remedy=_("Skriv vad du vill säga.")
        )
    return said


def _state(thread: str) -> ThreadState | None:
    return access.thread_states(sight=EVERYTHING).filter(thread=thread).first()


def _visible(actor: Actor, code: str, body: str, year: int) -> Comment:
    """The current comment, when the actor may see those of its audience; else there is none."""
    found = (
        access.comments(sight=facts_within_sight(actor))
        .filter(code=code, body__code=body, year=year)
        .first()
    )
    if found is None or not rights.may(actor, _right_of(found), body):
        raise _unknown(code)
    return found


def _right_of(comment: Comment) -> Action:
    return RIGHT[Audience(comment.audience)]


def _unknown(code: str) -> UnknownComment:
    return UnknownComment(
        _("Kommentaren finns inte."),
        column="thread",
        value=code,
        remedy=_("Läs in sidan på nytt."),
    )
