"""How a form becomes a write: one way for every page that has one.

A form carries an idempotency key, so that sent twice it has one effect. The operation checks and
writes; what it refuses stands at the field that it is about, with everything typed still there.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.core import versions
from enslinje.core.errors import Refusal
from enslinje.core.versions import Seen
from enslinje.journal.errors import EditedMeanwhile
from enslinje.journal.record import Receipt
from enslinje.web.words import Word

REFUSED = 422
"""The status of a page that shows what a form was refused for."""

EDITED_MEANWHILE = 409
"""The status of one that shows what somebody else has saved meanwhile."""


class OperationForm(forms.Form):
    """A form whose contents one operation takes.

    `columns` says which field a column of the operation's draft is typed in, where they differ.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    columns: Mapping[str, str] = {}

    template_name = "web/parts/form_fields.html"
    error_css_class = "invalid"

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"key": uuid4(), **(initial or {})}, label_suffix="")

    def refuse(self, refusal: Refusal) -> None:
        """Show each refusal of the batch at its field, or at the top when it is about none."""
        for one in refusal.all:
            field = self.columns.get(one.column, one.column)
            text = f"{one.what} {one.remedy}".strip()
            self.add_error(field if field in self.fields else None, text)


class VersionedForm(OperationForm):
    """A form that changes what is there: it carries which version its writer saw.

    When another version is current by then, `conflict` holds it, and the form rests on that one
    from now on: sent again, it is written over with open eyes.
    """

    base = forms.CharField(widget=forms.HiddenInput, required=False)
    conflict: EditedMeanwhile | None = None

    @property
    def conflicts(self) -> tuple[EditedMeanwhile, ...]:
        """Every place of the form in which something else is current by now."""
        every = self.conflict.all if self.conflict else ()
        return tuple(one for one in every if isinstance(one, EditedMeanwhile))

    @property
    def seen(self) -> Seen:
        """What the writer saw, as operations take it."""
        return versions.read(self.cleaned_data.get("base", ""))

    def refuse(self, refusal: Refusal) -> None:
        """Show theirs beside mine, and rest on theirs."""
        if isinstance(refusal, EditedMeanwhile):
            self.conflict = refusal
            theirs = refusal.theirs.pk if refusal.theirs else None
            self.data = {
                **{name: self.data.get(name) for name in self.data},
                **_merged(refusal, self.fields),
                self.add_prefix("base"): versions.written(theirs),
                self.add_prefix("key"): str(uuid4()),
            }
        super().refuse(refusal)


def _merged(refusal: EditedMeanwhile, fields: Mapping[str, forms.Field]) -> dict[str, str]:
    """The texts that both have changed without touching the same words, merged."""
    return {
        one.name: one.merge.text
        for one in refusal.differences
        if one.merge and one.merge.is_clean and one.name in fields
    }


@dataclass(frozen=True)
class Fault:
    """One line of the summary above a form, and the field it leads to."""

    text: str
    anchor: str


def faults(form: forms.BaseForm) -> Iterator[Fault]:
    """Yield everything a form was refused for, in the order of its fields."""
    for text in form.non_field_errors():
        yield Fault(str(text), "")
    for field in form:
        for text in field.errors:
            hidden = field.is_hidden
            yield Fault(str(text), "" if hidden else (field.id_for_label or field.auto_id or ""))


def sent(
    request: HttpRequest, form: OperationForm, perform: Callable[[dict[str, Any]], Receipt]
) -> bool:
    """Whether the form was sent and `perform` wrote what is in it.

    `perform` is given the cleaned values; what it refuses is put in the form.
    """
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        perform(form.cleaned_data)
    except Refusal as refusal:
        form.refuse(refusal)
        return False
    return True


def done(request: HttpRequest, to: str, what: Word) -> HttpResponse:
    """Lead on to `to`, which says `what` was done and when by the server's clock."""
    clock = timezone.localtime().strftime("%H.%M")
    text = _("{what} Sparat {clock}.").format(what=what, clock=clock)
    messages.success(request, text, extra_tags=request.path)
    return HttpResponseRedirect(to, status=303)


def status_of(form: forms.BaseForm) -> int:
    """The status of a page that shows the form."""
    if getattr(form, "conflict", None):
        return EDITED_MEANWHILE
    return REFUSED if form.is_bound and form.errors else 200


class DayInput(forms.DateInput):
    """A date as the browser lets one choose it, sent as 2021-02-01."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


def day_field(label: Word, **changes: Any) -> forms.DateField:
    """A field for a date."""
    given: dict[str, Any] = {
        "label": label,
        "widget": DayInput(),
        "input_formats": ["%Y-%m-%d"],
        "error_messages": {
            "invalid": gettext_lazy("Skriv dagen som 2021-02-01."),
            "required": gettext_lazy("Ange dagen."),
        },
    }
    return forms.DateField(**given | changes)


REASON = gettext_lazy("Skäl")


def reason_field(label: Word = REASON, **changes: Any) -> forms.CharField:
    """A field for why something is done; others read it in the history."""
    given: dict[str, Any] = {
        "label": label,
        "max_length": 500,
        "help_text": gettext_lazy("Syns i historiken."),
        "error_messages": {"required": gettext_lazy("Ange skälet.")},
    }
    return forms.CharField(**given | changes)
