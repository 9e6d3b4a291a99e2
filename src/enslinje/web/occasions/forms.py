"""The forms about occasions: one changed, whom and what it is about, exceptions from it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core import versions
from enslinje.core.policy import BODY_ROLES, CENTRAL_ROLES, Role
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.organisation.drafts import LockOpeningDraft, OccasionDraft, OccasionEditionDraft
from enslinje.organisation.rows import BodyRow, OccasionRow
from enslinje.web.account.presenters import role_words
from enslinje.web.forms import OperationForm, VersionedForm, day_field, reason_field
from enslinje.web.master.words import of
from enslinje.web.occasions.instants import InstantFields, clock_field
from enslinje.web.occasions.words import PART, STATE

OPENS = InstantFields("opens", is_due=False)
DUE = InstantFields("due", is_due=True)
REFERENCE = InstantFields("reference", is_due=False)
UNTIL = InstantFields("until", is_due=True)

_ROLES = tuple(role for role in Role if role in BODY_ROLES | CENTRAL_ROLES)
"""Whom a lock can be opened for: not the public."""


class TimedForm(VersionedForm):
    """A form with instants; `instants` and `notes` are there once it is clean."""

    timed: tuple[InstantFields, ...] = ()
    was: Mapping[str, datetime | None] = {}

    def clean(self) -> dict[str, Any]:
        """Read the instants, and keep what is to be said of odd ones."""
        given = super().clean() or self.cleaned_data
        found = {one.name: one.read(self, given, self.was.get(one.name)) for one in self.timed}
        self.instants = {name: one.instant if one else None for name, one in found.items()}
        self.notes = [one.note for one in found.values() if one and one.note]
        return given

    def said(self, words: Any) -> str:
        """What is said when it is saved: `words`, and what is odd of an instant."""
        return " ".join([str(words), *self.notes])


class OccasionFields(TimedForm):
    """What an occasion is called, its instants and its state."""

    columns = {"opens_at": "opens_day", "due_at": "due_day"}
    timed = (OPENS, DUE, REFERENCE)

    name = forms.CharField(
        label=_("Namn"), max_length=100, error_messages={"required": _("Ange ett namn.")}
    )
    opens_day = day_field(_("Öppnar, dag"), required=False)
    opens_clock = clock_field(_("Öppnar, klockslag"), is_due=False)
    due_day = day_field(
        _("Sista dag"), required=False, help_text=_("Den sista tiden är i tid, till och med.")
    )
    due_clock = clock_field(_("Sista klockslag"), is_due=True)
    reference_day = day_field(_("Läget som gäller, dag"), required=False)
    reference_clock = clock_field(_("Läget som gäller, klockslag"), is_due=False)
    state = forms.ChoiceField(
        label=_("Läge"), choices=[(state.value, words) for state, words in STATE.items()]
    )

    def draft(self) -> OccasionEditionDraft:
        """Return what is said of the occasion itself."""
        return OccasionEditionDraft(
            name=self.cleaned_data["name"],
            state=OccasionState(self.cleaned_data["state"]),
            opens_at=self.instants["opens"],
            due_at=self.instants["due"],
            reference_at=self.instants["reference"],
        )


class OccasionForm(OccasionFields):
    """An occasion that is there."""

    reason = reason_field(
        required=False, help_text=_("Krävs när ett lås tas bort. Syns i historiken.")
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, row: OccasionRow) -> None:
        self.was = {"opens": row.opens_at, "due": row.due_at, "reference": row.reference_at}
        shown = {
            name: value
            for one in self.timed
            for name, value in one.shown(self.was[one.name]).items()
        }
        base = versions.written(row.edition)
        first = {"name": row.name, "state": row.state.value, "base": base, **shown}
        super().__init__(data, initial=first)


class NewOccasionForm(OccasionFields):
    """An occasion that the year does not have."""

    field_order = ("kind", "name")
    kind = forms.ChoiceField(label=_("Slag"), choices=of(OccasionKind))
    reason = reason_field(required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, taken: Collection[OccasionKind]
    ) -> None:
        """Offer what is not `taken`; one that was taken meanwhile is told by the operation."""
        super().__init__(data, initial={"base": "-", "state": OccasionState.PLANNED.value})
        if data is None:
            left = [choice for choice in of(OccasionKind)() if choice[0] not in taken]
            self.fields["kind"].choices = left  # type: ignore[attr-defined]

    def new(self, year: int) -> OccasionDraft:
        """Return what the operation takes."""
        said = self.draft()
        return OccasionDraft(
            year=year,
            kind=OccasionKind(self.cleaned_data["kind"]),
            name=said.name,
            opens_at=said.opens_at,
            due_at=said.due_at,
            reference_at=said.reference_at,
            state=said.state,
            seen=self.seen,
        )


class PartsForm(VersionedForm):
    """The parts of the plan that an occasion is about."""

    parts = forms.MultipleChoiceField(
        label=_("Delar av planen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(part.value, words) for part, words in PART.items()],
        help_text=_("Inga valda: hela planen."),
    )

    def chosen(self) -> list[PlanPart]:
        """Return the parts."""
        return [PlanPart(part) for part in self.cleaned_data["parts"]]


class ParticipantsForm(VersionedForm):
    """The bodies that take part in an occasion."""

    bodies = forms.MultipleChoiceField(
        label=_("Nämnder och bolag"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Inga valda: tillfället gäller alla, men ingen kan få anstånd."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        bodies: Iterable[BodyRow],
        chosen: Iterable[str],
        base: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial={"bodies": list(chosen), **base})
        choices = [(row.code, row.short_name) for row in bodies]
        self.fields["bodies"].choices = choices  # type: ignore[attr-defined]


class ExtensionForm(TimedForm):
    """A later last time for one body, and why."""

    columns = {"until": "until_day", "kind": "until_day"}
    timed = (UNTIL,)

    until_day = day_field(_("Ny sista dag"), help_text=_("Den dagen är i tid, till och med."))
    until_clock = clock_field(_("Nytt sista klockslag"), is_due=True)
    reason = reason_field(help_text=_("Organet och kontoret ser det."))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        extended: datetime | None,
        reason: str,
        base: Mapping[str, str],
    ) -> None:
        self.was = {"until": extended}
        super().__init__(data, initial={"reason": reason, **base, **UNTIL.shown(extended)})


class ReasonForm(VersionedForm):
    """Why something is taken back, closed or opened: nothing more is asked."""

    reason = reason_field()


class LockForm(TimedForm):
    """Whom a lock is opened for, until when, for what and why."""

    columns = {"ends_at": "until_day"}
    timed = (UNTIL,)

    person = forms.CharField(
        label=_("Person"),
        max_length=100,
        required=False,
        help_text=_("Personens kod. Ange en person eller en roll."),
    )
    role = forms.ChoiceField(
        label=_("Roll"),
        required=False,
        choices=lambda: [("", "–"), *((one.value, role_words(one)) for one in _ROLES)],
    )
    until_day = day_field(_("Till och med dag"))
    until_clock = clock_field(_("Till och med klockslag"), is_due=True)
    parts = forms.MultipleChoiceField(
        label=_("Delar av planen"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(part.value, words) for part, words in PART.items()],
        help_text=_("Inga valda: allt som tillfället gäller."),
    )
    reason = reason_field()

    def draft(self, body: str) -> LockOpeningDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        ends_at = self.instants["until"]
        assert ends_at is not None  # noqa: S101 - the day is required
        return LockOpeningDraft(
            body=body,
            ends_at=ends_at,
            reason=given["reason"],
            person=given["person"],
            role=Role(given["role"]) if given["role"] else None,
            parts=tuple(PlanPart(part) for part in given["parts"]),
            seen=self.seen,
        )


class CloseLockForm(OperationForm):
    """An opened lock to close: for whom, and why."""

    person = forms.CharField(widget=forms.HiddenInput, required=False)
    role = forms.ChoiceField(
        widget=forms.HiddenInput,
        required=False,
        choices=[("", ""), *((one.value, one.value) for one in Role)],
    )
    reason = reason_field()
