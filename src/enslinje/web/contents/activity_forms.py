"""The form of an activity in a body's plan."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import ActivityState, Basis, OwnerKind, PartyRole
from enslinje.goals.rows import GoalRow
from enslinje.organisation.rows import BodyRow
from enslinje.plans.content_rows import PlannedActivity
from enslinje.plans.drafts import (
    ActivityDraft,
    ActivityGoalDraft,
    PartyDraft,
    ResponsibleDraft,
)
from enslinje.web.contents.codes import code_field
from enslinje.web.forms import VersionedForm, day_field, reason_field
from enslinje.web.master.words import of

A_DAY = timedelta(days=1)
OPEN_END = {"required": False}


class ActivityForm(VersionedForm):
    """An activity as it reads in the year; the body leads it, others may take part."""

    columns = {"parties": "participants", "ends_on": "last_day"}

    title = forms.CharField(
        label=_("Vad ska göras"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Skriv vad som ska göras.")},
    )
    goals = forms.MultipleChoiceField(
        label=_("Mål som den tjänar"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett mål.")},
    )
    state = forms.ChoiceField(label=_("Läge"), choices=of(ActivityState))
    starts_on = day_field(_("Första dag"), **OPEN_END)
    last_day = day_field(_("Sista dag"), **OPEN_END)
    responsible_function = forms.CharField(
        label=_("Ansvarig funktion"),
        required=False,
        max_length=200,
        help_text=_(
            "Enheten eller funktionen, till exempel enhetschefen för förskolan. "
            "Visas för alla när planen är inlämnad: skriv inget personnamn."
        ),
    )
    responsible = forms.ChoiceField(
        label=_("Ansvarig person"),
        required=False,
        help_text=_(
            "Ser aktiviteten i Mitt arbete. Namnet visas bara för er som ser utkastet, "
            "och hör inte till det som lämnas in."
        ),
    )
    participants = forms.MultipleChoiceField(
        label=_("Medverkar"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Ni ansvarar. Välj vilka andra som medverkar."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        goals: Iterable[GoalRow],
        bodies: Iterable[BodyRow],
        people: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["goals"].choices = [  # type: ignore[attr-defined]
            (row.code, f"{row.number} {row.name}") for row in goals
        ]
        self.fields["participants"].choices = [  # type: ignore[attr-defined]
            (row.code, row.short_name) for row in bodies
        ]
        self.fields["responsible"].choices = [  # type: ignore[attr-defined]
            ("", _("Ingen namngiven")),
            *people,
        ]

    def draft(self, code: str, body: str, there: PlannedActivity | None) -> ActivityDraft:
        """Return what the operation takes. Groups that take part stay, as does who leads."""
        given = self.cleaned_data
        last_day: date | None = given["last_day"]
        kept = there.parties if there else ()
        groups = [
            PartyDraft(group=one.group, role=one.role, basis=Basis.STATED)
            for one in kept
            if one.group
        ]
        others = [
            PartyDraft(body=one, role=PartyRole.PARTICIPANT, basis=Basis.STATED)
            for one in given["participants"]
        ]
        return ActivityDraft(
            code=code,
            title=given["title"],
            owner_kind=OwnerKind.BODY,
            basis=Basis.STATED,
            goals=tuple(ActivityGoalDraft(goal=one, basis=Basis.STATED) for one in given["goals"]),
            parties=(
                PartyDraft(body=body, role=PartyRole.LEAD, basis=Basis.STATED),
                *others,
                *groups,
            ),
            state=ActivityState(given["state"]),
            responsible_function=given["responsible_function"],
            responsible=ResponsibleDraft(body=body, person=given["responsible"]),
            starts_on=given["starts_on"],
            ends_on=last_day + A_DAY if last_day else None,
            seen=self.seen,
        )


class ChangeActivityForm(ActivityForm):
    """One that is there."""

    reason = reason_field(required=False)


class NewActivityForm(ActivityForm):
    """One that is not there yet."""

    columns = {**ActivityForm.columns, "code": "title"}
    code = code_field()


def shown(there: PlannedActivity, body: str, responsible: str) -> dict[str, Any]:
    """Return what the form shows first of an activity that is there."""
    return {
        "title": there.title,
        "goals": list(there.goals),
        "state": there.state.value,
        "starts_on": there.starts_on,
        "last_day": last_day_of(there),
        "responsible_function": there.responsible_function,
        "responsible": responsible,
        "participants": [one.body for one in there.parties if one.body and one.body != body],
    }


def last_day_of(activity: PlannedActivity) -> date | None:
    """Return the last day of the activity: what is kept is the day after it."""
    return activity.ends_on - A_DAY if activity.ends_on else None
