"""The forms of comments: who will read one is said before it is sent."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms as fields
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Audience
from enslinje.web.forms import OperationForm, VersionedForm
from enslinje.web.words import Word

MOST = 4000
"""Characters in a comment."""

SAY = _("Skriv vad du vill säga.")


def _text_field(label: Any, rows: int) -> fields.CharField:
    return fields.CharField(
        label=label,
        max_length=MOST,
        widget=fields.Textarea(attrs={"rows": rows, "data-mentions": ""}),
        error_messages={"required": SAY},
    )


WHOLE_ROW = "row"
"""What a comment on a row of the target grid is about, when it is about no cell."""


class CommentForm(OperationForm):
    """A comment in a new thread.

    `audiences` are those that its writer may write for, in words; `cells` what of a row it may be
    about, in words.
    """

    about = fields.ChoiceField(
        label=_("Gäller"),
        error_messages={"required": _("Välj vad kommentaren gäller.")},
    )
    audience = fields.ChoiceField(
        label=_("Läses av"),
        widget=fields.RadioSelect,
        help_text=_("En delad kommentar kan bli allmän handling."),
        error_messages={"required": _("Välj vilka som läser kommentaren.")},
    )
    text = _text_field(_("Kommentar"), 3)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        audiences: Sequence[tuple[Audience, Word]],
        cells: Sequence[tuple[str, Word]] = (),
    ) -> None:
        # The narrowest is chosen already: nothing leaves the body unless somebody says so.
        super().__init__(data, initial={"audience": audiences[0][0].value})
        self.fields["audience"].choices = audiences  # type: ignore[attr-defined]
        if cells:
            self.fields["about"].choices = cells  # type: ignore[attr-defined]
        else:
            del self.fields["about"]


class AnswerForm(OperationForm):
    """An answer in a thread: whoever reads the thread reads it."""

    text = _text_field(_("Svar"), 2)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, thread: str, label: Word = ""
    ) -> None:
        super().__init__(data)
        self.auto_id = f"svar-{thread}-%s"
        if label:
            self.fields["text"].label = label  # type: ignore[assignment]


class ChangeForm(VersionedForm):
    """Other words for a comment of one's own."""

    text = _text_field(_("Kommentar"), 3)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        comment: str,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.auto_id = f"andra-{comment}-%s"


class SettleForm(VersionedForm):
    """What has no words: a thread is resolved or opened, a comment is taken away."""
