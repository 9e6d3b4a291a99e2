"""The form of a structural hindrance."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import Basis
from enslinje.goals.rows import GoalRow
from enslinje.organisation.rows import BodyRow
from enslinje.plans.content_drafts import HindranceDraft
from enslinje.plans.content_rows import HindranceRow
from enslinje.web.contents.codes import code_field
from enslinje.web.contents.conflict_forms import long_text
from enslinje.web.forms import VersionedForm
from enslinje.web.master.words import of, optional


class HindranceForm(VersionedForm):
    """What stands in the way, of which goal, and what would be needed of whom."""

    field_order = ("key", "base", "code", "goal", "text", "needed", "needed_of", "needed_body")

    goal = forms.ChoiceField(
        label=_("Mål"),
        required=False,
        help_text=_("Målet som blir svårare att nå. Lämna tomt om det inte gäller ett visst mål."),
    )
    text = long_text(
        _("Vad som står i vägen"),
        help_text=_("Sådant som ni själva inte råder över, till exempel regler eller ansvar."),
        error_messages={"required": _("Beskriv vad som står i vägen.")},
    )
    needed = long_text(
        _("Vad som skulle behövas"),
        error_messages={"required": _("Skriv vad som skulle behövas.")},
    )
    needed_of = forms.ChoiceField(label=_("Av vem"), choices=of(NeededOf))
    needed_body = forms.ChoiceField(
        label=_("Vilken nämnd eller vilket bolag"),
        required=False,
        help_text=_("Väljs bara när det behövs av en annan nämnd eller ett annat bolag."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        goals: Iterable[GoalRow],
        bodies: Iterable[BodyRow],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["goal"].choices = optional(  # type: ignore[attr-defined]
            [(row.code, f"{row.number} {row.name}") for row in goals],
            _("Inget särskilt mål"),
        )
        self.fields["needed_body"].choices = optional(  # type: ignore[attr-defined]
            [(row.code, row.short_name) for row in bodies]
        )

    def draft(self, body: str, code: str) -> HindranceDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return HindranceDraft(
            body=body,
            code=code,
            goal=given["goal"],
            text=given["text"],
            needed=given["needed"],
            needed_of=NeededOf(given["needed_of"]),
            needed_body=given["needed_body"],
            basis=Basis.STATED,
            seen=self.seen,
        )


class NewHindranceForm(HindranceForm):
    """One that is not there yet."""

    columns = {"code": "text"}
    code = code_field()


def hindrance_shown(row: HindranceRow) -> dict[str, Any]:
    """Return what the form shows first of a hindrance that is there."""
    names = ("goal", "text", "needed", "needed_body")
    return {"needed_of": row.needed_of.value} | {name: getattr(row, name) for name in names}
