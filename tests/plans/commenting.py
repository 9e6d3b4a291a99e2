"""What tests of comments say: the people of SKOLA and others comment through pages."""

from dataclasses import replace
from uuid import uuid4

from enslinje.core.actors import Source
from enslinje.core.policy import Role
from enslinje.core.terms import Audience, CommentSubject
from enslinje.organisation import rights
from enslinje.organisation.operations import grant_roles
from enslinje.plans import comment_queries, operations
from enslinje.plans.drafts import CommentDraft, OwnCommentDraft, ThreadDraft
from enslinje.plans.models import Comment
from tests.people import invite, record_people, role, somebody
from tests.town import LOADER, YEAR, section


def record_commenters():
    record_people()
    invite("second", "park")
    grant_roles(
        actor=LOADER,
        roles=[role("second", Role.EDITOR), role("park", Role.EDITOR, body="PARK")],
    )
    operations.set_sections(actor=LOADER, year=YEAR, sections=[section("inledning")])


def page(code):
    return replace(somebody(code), source=Source.PAGE)


def say(text, *, by="editor", key=None, **changes):
    given = {
        "code": str(uuid4()),
        "body": "SKOLA",
        "subject": "inledning",
        "subject_kind": CommentSubject.SECTION,
        "audience": Audience.INTERNAL,
    }
    draft = CommentDraft(text=text, **given | changes)
    operations.write_comment(actor=page(by), year=YEAR, comment=draft, key=key)
    return draft.code


def seen(by="editor", **changes):
    seeing = comment_queries.seeing(page(by), "SKOLA", parents=rights.parents_of_bodies())
    return comment_queries.threads(body="SKOLA", year=YEAR, seeing=seeing, **changes)


def texts(rows):
    return [[one.text for one in row.comments] for row in rows]


def fact(code):
    return Comment.objects.get(code=code, superseded_in=None).pk


def change(code, text, *, by="editor", seen=None):
    draft = OwnCommentDraft(code=code, body="SKOLA", text=text, seen=seen or fact(code))
    return operations.change_comment(actor=page(by), year=YEAR, comment=draft)


def take_away(code, *, by="editor"):
    draft = OwnCommentDraft(code=code, body="SKOLA", seen=fact(code))
    return operations.delete_comment(actor=page(by), year=YEAR, comment=draft)


def settle(thread, *, resolved, seen=None, by="second"):
    draft = ThreadDraft(thread=thread, body="SKOLA", is_resolved=resolved, seen=seen)
    return operations.settle_thread(actor=page(by), year=YEAR, thread=draft).rows[0]


def named(code):
    found = comment_queries.mentions_of(page(code), parents=rights.parents_of_bodies())
    return [one.text for one in found]
