"""The forms about bodies: changed, closed, opened, merged, split, new."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enslinje.core import terms, versions
from enslinje.core.terms import Basis, BodyKind
from enslinje.organisation.drafts import BodyChangeDraft, BodyDraft, SuccessionDraft
from enslinje.organisation.rows import BodyRow
from enslinje.web.forms import OperationForm, VersionedForm, day_field, reason_field
from enslinje.web.master.words import REACH, named, optional
from enslinje.web.words import BODY_KIND


def _bodies(rows: Iterable[BodyRow]) -> list[tuple[str, str]]:
    return [(row.code, row.short_name) for row in sorted(rows, key=lambda row: row.short_name)]


class NamesForm(VersionedForm):
    """What a body is called and where it belongs."""

    official_name = forms.CharField(
        label=_("Namn"), max_length=200, error_messages={"required": _("Ange namnet.")}
    )
    short_name = forms.CharField(
        label=_("Kort namn"), max_length=100, error_messages={"required": _("Ange ett kort namn.")}
    )
    parent = forms.ChoiceField(label=_("Överordnat organ"), required=False)
    slug = forms.SlugField(
        label=_("Adress"),
        max_length=100,
        help_text=_(
            "Små bokstäver, siffror och bindestreck. Den gamla adressen leder alltid rätt."
        ),
        error_messages={"invalid": _("Skriv små bokstäver a–z, siffror och bindestreck.")},
    )
    valid_from = day_field(_("Från och med"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        bodies: Iterable[BodyRow],
    ) -> None:
        super().__init__(data, initial={"valid_from": timezone.localdate(), **initial})
        self.fields["parent"].choices = optional(_bodies(bodies))  # type: ignore[attr-defined]


class ChangeBodyForm(NamesForm):
    """The same of a body that is there, from a day on."""

    reason = reason_field()

    def draft(self, body: str) -> BodyChangeDraft:
        """Return what the operation takes: all of it, so that sent twice it is the same."""
        given = self.cleaned_data
        return BodyChangeDraft(
            body=body,
            valid_from=given["valid_from"],
            basis=Basis.STATED,
            official_name=given["official_name"],
            short_name=given["short_name"],
            parent=given["parent"],
            slug=given["slug"],
            seen=self.seen,
        )


class NewBodyForm(NamesForm):
    """A body that is not there yet."""

    field_order = ("code", "kind", "official_name", "short_name", "parent", "callable")
    code = forms.RegexField(
        regex=r"^[\w.-]+$",
        label=_("Kod"),
        max_length=100,
        help_text=_("För alltid, till exempel förkortningen. Ingen annan får den sedan."),
        error_messages={
            "required": _("Ange en kod."),
            "invalid": _("Skriv koden utan mellanrum och snedstreck."),
        },
    )
    kind = forms.ChoiceField(label=_("Slag"), choices=named(BODY_KIND))
    callable = forms.ChoiceField(
        label=_("Hur kommunstyrelsen når organet"), choices=named(REACH), initial="not_at_all"
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, bodies: Iterable[BodyRow]) -> None:
        super().__init__(data, initial={"base": "-"}, bodies=bodies)
        self.fields["slug"].required = False
        self.fields["slug"].help_text = _("Tomt: görs av det korta namnet.")

    def draft(self) -> BodyDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return BodyDraft(
            code=given["code"],
            kind=BodyKind(given["kind"]),
            official_name=given["official_name"],
            short_name=given["short_name"],
            parent=given["parent"],
            callable=terms.Callable(given["callable"]),
            valid_from=given["valid_from"],
            slug=given["slug"],
            basis=Basis.STATED,
            seen=None,
        )


class DatedForm(VersionedForm):
    """A day, and why: to close or to open a body."""

    columns = {"valid_from": "on"}
    on = day_field(_("Från och med"))
    reason = reason_field()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial={"on": timezone.localdate(), **initial})


class SuccessionForm(OperationForm):
    """Bodies that others follow: which, from which day, and why.

    It rests on the latest edition of every body that can be chosen: `bases`, by code.
    """

    columns = {"successors": "others", "valid_from": "on_date", "on": "on_date"}
    others = forms.MultipleChoiceField(
        label=_("Organ"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett organ.")},
    )
    on_date = day_field(_("Från och med"))
    reason = reason_field()
    bases = forms.JSONField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        label: Any,
        bodies: Iterable[BodyRow],
        bases: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial={"on_date": timezone.localdate(), "bases": dict(bases)})
        self.fields["others"].label = label
        self.fields["others"].choices = _bodies(bodies)  # type: ignore[attr-defined]

    def merged_into(self, body: str) -> SuccessionDraft:
        """Return the draft of the chosen bodies merged into `body`."""
        return self._draft(tuple(self.cleaned_data["others"]), (body,))

    def split_from(self, body: str) -> SuccessionDraft:
        """Return the draft of `body` split into the chosen ones."""
        return self._draft((body,), tuple(self.cleaned_data["others"]))

    def _draft(self, before: tuple[str, ...], after: tuple[str, ...]) -> SuccessionDraft:
        on_date: date = self.cleaned_data["on_date"]
        bases = self.cleaned_data["bases"]
        return SuccessionDraft(
            predecessors=before,
            successors=after,
            on_date=on_date,
            basis=Basis.STATED,
            seen={
                body: versions.read(str(bases.get(body, "")))
                for body in (before if isinstance(bases, dict) else ())
            },
        )
