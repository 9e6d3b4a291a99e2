"""The histories of comments on plans, for the body itself: also the words of those taken away."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.policy import Action
from enslinje.core.terms import Audience, CommentSubject
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import YEAR, chosen
from enslinje.journal.history.register import Field, Key, Kind, Part, Row
from enslinje.plans.models import Comment, ThreadState

__all__ = ["KINDS", "OPERATIONS"]


def _comment_title(key: Key, about: Named) -> str:
    return gettext("Kommentar på planen, {body}").format(body=about.body(key[1]))


def _thread_title(key: Key, about: Named) -> str:
    return gettext("Tråd om planen, {body}").format(body=about.body(key[1]))


def _yes_no(name: str) -> Any:
    def write(row: Row, _about: Any) -> str:
        return gettext("ja") if row[name] else gettext("nej")

    return write


KINDS = (
    Kind(
        name="kommentar",
        label=_("Kommentar"),
        model=Comment,
        place=(YEAR, Part("body__code"), Part("code")),
        title=_comment_title,
        about=named_at(body=1),
        body="body__code",
        fields=(
            Field("text", _("Text"), is_text=True),
            chosen("subject_kind", _("Om"), CommentSubject),
            Field("subject", _("Kod")),
            chosen("audience", _("Synlig för"), Audience),
            Field("is_deleted", _("Borttagen"), _yes_no("is_deleted")),
        ),
        right=Action.COMMENT,
    ),
    Kind(
        name="kommentarstrad",
        label=_("Tråd"),
        model=ThreadState,
        place=(YEAR, Part("body__code"), Part("thread")),
        title=_thread_title,
        about=named_at(body=1),
        body="body__code",
        fields=(Field("is_resolved", _("Löst"), _yes_no("is_resolved")),),
        right=Action.COMMENT,
    ),
)

OPERATIONS = {
    "write_comment": _("kommenterade planen"),
    "change_comment": _("ändrade en kommentar"),
    "delete_comment": _("tog bort en kommentar"),
    "settle_thread": _("löste eller öppnade en tråd"),
}
