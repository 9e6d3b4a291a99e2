"""Comments on a body's plan, in threads; what is taken away leaves a tombstone."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Audience, CommentSubject
from enslinje.journal.columns import (
    CODE_LENGTH,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Counted, Fact
from enslinje.organisation.models import Body


class Comment(Fact):
    """A comment on something of a body's plan; `thread` is the code of its first one.

    `subject` is the code of what it is about, of a cell `IND18/reason`. `mentions` holds whom it
    names, `|p:kim|b:SKOLA|`: people and the body by their codes.
    """

    counted_in = Counted.COMMENTS

    code = models.CharField(max_length=36)
    thread = models.CharField(max_length=36)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="comments")
    year = models.PositiveSmallIntegerField()
    subject_kind = models.CharField(max_length=12, choices=choices(CommentSubject))
    subject = models.CharField(max_length=2 * CODE_LENGTH)
    audience = models.CharField(max_length=8, choices=choices(Audience))
    text = models.TextField(blank=True, default="")
    mentions = models.TextField(blank=True, default="")
    is_deleted = models.BooleanField(default=False)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                one_current("code"),
                filled("code"),
                filled("thread"),
                filled("subject"),
                known("subject_kind", CommentSubject),
                known("audience", Audience),
                models.CheckConstraint(
                    name="comment_deleted_without_text",
                    condition=Q(is_deleted=True, text="", mentions="")
                    | (Q(is_deleted=False) & ~Q(text="")),
                    violation_error_message=_("En kommentar har en text, en borttagen har ingen."),
                ),
            ),
        )
        indexes = (
            models.Index(fields=["body", "year"], name="comment_of_body"),
            models.Index(fields=["thread"], name="comment_of_thread"),
        )


class ThreadState(Fact):
    """Whether a thread of comments is resolved. Without one it is open."""

    counted_in = Counted.COMMENTS

    thread = models.CharField(max_length=36)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    is_resolved = models.BooleanField()

    class Meta:
        constraints = constraints(Fact.Meta.constraints, (one_current("thread"), filled("thread")))
