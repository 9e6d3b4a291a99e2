"""The forms of the plan's texts: what bodies write in a section, and what the office asks for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, SectionScope, WorkState
from enslinje.plans.drafts import SectionDraft, SectionTextDraft
from enslinje.web.forms import VersionedForm, reason_field
from enslinje.web.master.goal_forms import code_field

LONGEST = 100_000
"""Characters of a section: more than anybody writes in one."""

SCOPES = (
    (SectionScope.ALL.value, _("Alla planer")),
    (SectionScope.COMMITTEES.value, _("Nämndernas planer")),
    (SectionScope.COMPANIES.value, _("Bolagens planer")),
)


class SectionTextForm(VersionedForm):
    """What a body writes in a section."""

    text = forms.CharField(
        label=_("Er text"),
        required=False,
        strip=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 18, "spellcheck": "true", "lang": "sv"}),
    )

    def clean_text(self) -> str:
        """Browsers send line ends as CR LF; a text that nobody has changed must stay the same."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")

    def draft(self, body: str, section: str, state: WorkState) -> SectionTextDraft:
        """Return what the operation takes."""
        return SectionTextDraft(
            body=body,
            section=section,
            text=self.cleaned_data["text"],
            state=state,
            basis=Basis.STATED,
            seen=self.seen,
        )


class SectionForm(VersionedForm):
    """A section as the office asks for it in a year."""

    heading = forms.CharField(
        label=_("Rubrik"), max_length=200, error_messages={"required": _("Ange rubriken.")}
    )
    guidance = forms.CharField(
        label=_("Vägledning"),
        required=False,
        max_length=4000,
        help_text=_("Står bredvid texten när nämnder och bolag skriver."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    scope = forms.ChoiceField(label=_("Gäller"), choices=SCOPES)
    sort_order = forms.IntegerField(
        label=_("Ordning"),
        initial=0,
        min_value=0,
        max_value=10_000,
        error_messages={"invalid": _("Skriv ett heltal.")},
    )
    reason = reason_field()

    def draft(self, code: str) -> SectionDraft:
        """Return what the operation takes."""
        given: dict[str, Any] = self.cleaned_data
        return SectionDraft(
            code=code,
            heading=given["heading"],
            guidance=given["guidance"].replace("\r\n", "\n"),
            scope=SectionScope(given["scope"]),
            sort_order=given["sort_order"],
            basis=Basis.STATED,
            seen=self.seen,
        )


class NewSectionForm(SectionForm):
    """One that the year's plans have not yet."""

    field_order = ("code", "heading", "guidance", "scope", "sort_order")
    code = code_field(help_text=_("Står i avsnittets adress. För alltid: den ändras aldrig."))


class EndSectionForm(VersionedForm):
    """A section that the year's plans are no longer to have."""

    reason = reason_field()
