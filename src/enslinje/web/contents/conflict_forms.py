"""The forms of a plan's goal conflicts and of its preparation."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, PreparationKind
from enslinje.goals.rows import GoalRow
from enslinje.plans.content_drafts import (
    EndedGoalConflictDraft,
    EndedHindranceDraft,
    EndedPreparationDraft,
    GoalConflictDraft,
    PreparationDraft,
)
from enslinje.plans.content_rows import GoalConflictRow, PreparationRow
from enslinje.web.contents.codes import code_field
from enslinje.web.forms import VersionedForm, day_field, reason_field
from enslinje.web.master.words import of, optional


def long_text(label: Any, **changes: Any) -> forms.CharField:
    """A field of a few lines of text."""
    given: dict[str, Any] = {
        "label": label,
        "max_length": 4000,
        "widget": forms.Textarea(attrs={"rows": 4}),
    }
    return forms.CharField(**given | changes)


class GoalConflictForm(VersionedForm):
    """What the conflict between two goals is, and how it is handled."""

    text = long_text(
        _("Konflikten"),
        help_text=_("På vilket sätt det ena målet gör det svårare att nå det andra."),
        error_messages={"required": _("Beskriv konflikten.")},
    )
    handling = long_text(_("Så hanterar ni den"), required=False)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)

    def draft(self, body: str, goal: str, other: str) -> GoalConflictDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return GoalConflictDraft(
            body=body,
            goal=goal,
            other=other,
            text=given["text"],
            handling=given["handling"],
            basis=Basis.STATED,
            seen=self.seen,
        )


class NewGoalConflictForm(GoalConflictForm):
    """One that is not there yet."""

    field_order = ("key", "base", "goal", "other", "text", "handling")
    goal = forms.ChoiceField(label=_("Målet"), error_messages={"required": _("Välj ett mål.")})
    other = forms.ChoiceField(
        label=_("är i konflikt med"), error_messages={"required": _("Välj ett mål.")}
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        goals: Iterable[GoalRow],
    ) -> None:
        super().__init__(data, initial=initial)
        choices = optional([(row.code, f"{row.number} {row.name}") for row in goals])
        for name in ("goal", "other"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]


class EndContentForm(VersionedForm):
    """Why something of the plan is taken away."""

    columns = {"goal": "reason", "code": "reason", "body": "reason"}
    reason = reason_field()

    def conflict_draft(self, body: str, row: tuple[str, str]) -> EndedGoalConflictDraft:
        """Return what the operation on goal conflicts takes."""
        return EndedGoalConflictDraft(body=body, goal=row[0], other=row[1], seen=self.seen)

    def hindrance_draft(self, body: str, code: str) -> EndedHindranceDraft:
        """Return what the operation on hindrances takes."""
        return EndedHindranceDraft(body=body, code=code, seen=self.seen)

    def preparation_draft(self, body: str, code: str) -> EndedPreparationDraft:
        """Return what the operation on preparation takes."""
        return EndedPreparationDraft(body=body, code=code, seen=self.seen)


class PreparationForm(VersionedForm):
    """A step of how the plan was prepared."""

    kind = forms.ChoiceField(label=_("Slag"), choices=of(PreparationKind))
    held_on = day_field(_("Dag"))
    counterpart = forms.CharField(
        label=_("Med vem"),
        max_length=200,
        required=False,
        help_text=_("Till exempel de fackliga organisationerna eller pensionärsrådet."),
    )
    said = long_text(_("Vad som framkom"), error_messages={"required": _("Skriv vad som framkom.")})
    minutes_ref = forms.CharField(
        label=_("Protokoll"),
        max_length=200,
        required=False,
        help_text=_("Diarienummer och paragraf."),
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any]
    ) -> None:
        super().__init__(data, initial=initial)

    def draft(self, body: str, code: str) -> PreparationDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return PreparationDraft(
            body=body,
            code=code,
            kind=PreparationKind(given["kind"]),
            held_on=given["held_on"],
            counterpart=given["counterpart"],
            said=given["said"],
            minutes_ref=given["minutes_ref"],
            basis=Basis.STATED,
            seen=self.seen,
        )


class NewPreparationForm(PreparationForm):
    """One that is not there yet."""

    columns = {"code": "said"}
    code = code_field()


def conflict_shown(row: GoalConflictRow) -> dict[str, Any]:
    """Return what the form shows first of a conflict that is there."""
    return {"text": row.text, "handling": row.handling}


def preparation_shown(row: PreparationRow) -> dict[str, Any]:
    """Return what the form shows first of a step that is there."""
    names = ("held_on", "counterpart", "said", "minutes_ref")
    return {"kind": row.kind.value} | {name: getattr(row, name) for name in names}
