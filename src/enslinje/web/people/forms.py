"""The forms about people: a role, a deputy, an invitation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import BODY_ROLES, CENTRAL_ROLES, Role
from enslinje.organisation.drafts import DeputyDraft, HeldRoleDraft, InvitationDraft, RoleDraft
from enslinje.web.account.presenters import role_words
from enslinje.web.forms import OperationForm, day_field, reason_field


class GrantForm(OperationForm):
    """A role for a person, in a body or in the whole group."""

    person = forms.CharField(
        label=_("Personens kod"),
        max_length=100,
        help_text=_("Den kod som personen fick med inbjudan."),
        error_messages={"required": _("Ange personens kod.")},
    )
    role = forms.ChoiceField(label=_("Roll"), error_messages={"required": _("Välj en roll.")})
    valid_from = day_field(_("Från och med"))
    valid_to = day_field(
        _("Till"), required=False, help_text=_("Rollen gäller till men inte med den dagen.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, body: str, allowed: Iterable[Role]
    ) -> None:
        super().__init__(data, initial={"valid_from": timezone.localdate()})
        self.body = body
        places = BODY_ROLES if body else CENTRAL_ROLES
        offered = [role for role in Role if role in places and role in set(allowed)]
        self.fields["role"] = forms.ChoiceField(
            label=_("Roll"),
            choices=[(role.value, role_words(role)) for role in offered],
            error_messages={"required": _("Välj en roll.")},
        )

    def draft(self) -> RoleDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return RoleDraft(
            person=given["person"],
            role=Role(given["role"]),
            body=self.body,
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
        )


class HeldForm(OperationForm):
    """A role that somebody has: to confirm it."""

    person = forms.CharField(widget=forms.HiddenInput)
    role = forms.ChoiceField(
        widget=forms.HiddenInput, choices=[(role.value, role.value) for role in Role]
    )

    def draft(self, body: str) -> HeldRoleDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return HeldRoleDraft(
            person=given["person"],
            role=Role(given["role"]),
            body=body,
            on=given.get("on"),
        )


class EndForm(HeldForm):
    """The day from which somebody has a role no longer."""

    on = day_field(_("Gäller inte längre från och med"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial={"on": timezone.localdate(), **(initial or {})})


class DeputyForm(OperationForm):
    """Who takes over somebody's tasks for a time."""

    deputy = forms.CharField(
        label=_("Ersättarens kod"),
        max_length=100,
        error_messages={"required": _("Ange ersättarens kod.")},
    )
    valid_from = day_field(_("Från och med"))
    valid_to = day_field(_("Till"), help_text=_("Gäller till men inte med den dagen."))
    reason = reason_field(_("Skäl, till exempel semester"))

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data, initial={"valid_from": timezone.localdate()})

    def draft(self, person: str) -> DeputyDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return DeputyDraft(
            person=given.get("person") or person,
            deputy=given["deputy"],
            valid_from=given["valid_from"],
            valid_to=given["valid_to"],
            reason=given["reason"],
        )


class DeputyForAnotherForm(DeputyForm):
    """The same, named by somebody who may for others."""

    field_order = ("person", "deputy", "valid_from", "valid_to", "reason", "key")
    person = forms.CharField(
        label=_("För vem"),
        max_length=100,
        required=False,
        help_text=_("Personens kod. Lämna tomt för dig själv."),
    )


class EndDeputyForm(OperationForm):
    """A pair of people, of whom one stands in for the other no longer."""

    person = forms.CharField(widget=forms.HiddenInput)
    deputy = forms.CharField(widget=forms.HiddenInput)


class InviteForm(OperationForm):
    """Somebody who is to sign in."""

    columns = {"code": "person"}
    person = forms.CharField(
        label=_("Kod"),
        max_length=100,
        help_text=_("Den som historiken nämner, till exempel den inloggning personen redan har."),
        error_messages={"required": _("Ange en kod.")},
    )
    email = forms.EmailField(
        label=_("E-postadress"),
        help_text=_("Dit går länken för att välja lösenord."),
        error_messages={
            "required": _("Ange en e-postadress."),
            "invalid": _("Skriv en hel e-postadress, som namn@kommun.example."),
        },
    )

    def draft(self) -> InvitationDraft:
        """Return what the operation takes."""
        return InvitationDraft(code=self.cleaned_data["person"], email=self.cleaned_data["email"])


class AccountForm(OperationForm):
    """An account to close or to open again."""

    person = forms.CharField(widget=forms.HiddenInput)
    reason = reason_field()
