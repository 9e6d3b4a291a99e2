"""The forms about goals, levels and themes of a year, and about preparing one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, ThemeKind
from enslinje.goals.drafts import GoalDraft, LevelDraft, ThemeDraft
from enslinje.goals.rows import LevelRow
from enslinje.web.forms import OperationForm, VersionedForm, reason_field
from enslinje.web.goal_editions import GoalEditionForm
from enslinje.web.master.words import THEME_KIND, named

CODE = r"^[\w.-]+$"


def code_field(**changes: Any) -> forms.RegexField:
    """A field for a code that nobody else gets afterwards."""
    given: dict[str, Any] = {
        "regex": CODE,
        "label": _("Kod"),
        "max_length": 100,
        "help_text": _("För alltid: den ändras aldrig."),
        "error_messages": {
            "required": _("Ange en kod."),
            "invalid": _("Skriv koden utan mellanrum och snedstreck."),
        },
    }
    return forms.RegexField(**given | changes)


class GoalForm(GoalEditionForm):
    """How a goal reads in a year."""

    number = forms.CharField(
        label=_("Nummer"), max_length=20, error_messages={"required": _("Ange ett nummer.")}
    )
    name = forms.CharField(
        label=_("Namn"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ange namnet.")},
    )
    level = forms.ChoiceField(label=_("Nivå"))
    parent = forms.ChoiceField(label=_("Ligger under"), required=False)
    sort_order = forms.IntegerField(
        label=_("Ordning"), initial=0, error_messages={"invalid": _("Skriv ett heltal.")}
    )
    expected_result = forms.CharField(
        label=_("Förväntat resultat"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    reason = reason_field()

    def draft(self, code: str, owner: str) -> GoalDraft:
        """Return what the operation takes."""
        return self.edition(code, owner, self.cleaned_data["sort_order"])


class NewGoalForm(GoalForm):
    """A goal that is not there yet."""

    field_order = ("code", "number", "name", "level", "parent")
    code = code_field()


class LevelForm(OperationForm):
    """What each level of the cascade is called, in both languages."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        levels: Iterable[LevelRow],
    ) -> None:
        super().__init__(data)
        self.levels = tuple(levels)
        for level in self.levels:
            for language, words in (("sv", _("på svenska")), ("en", _("på engelska"))):
                self.fields[f"{level.code.value}_{language}"] = forms.CharField(
                    label=_("Nivå {depth}, {language}").format(depth=level.depth, language=words),
                    max_length=100,
                    initial=getattr(level, f"name_{language}"),
                    error_messages={"required": _("Ange namnet.")},
                )

    def drafts(self) -> list[LevelDraft]:
        """Return what the operation takes."""
        return [
            LevelDraft(
                depth=level.depth,
                code=level.code,
                name_sv=self.cleaned_data[f"{level.code.value}_sv"],
                name_en=self.cleaned_data[f"{level.code.value}_en"],
            )
            for level in self.levels
        ]


class ThemeForm(VersionedForm):
    """How a perspective, programme or steering document reads in a year."""

    name = forms.CharField(
        label=_("Namn"), max_length=200, error_messages={"required": _("Ange namnet.")}
    )
    description = forms.CharField(
        label=_("Beskrivning"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    is_mandatory = forms.BooleanField(
        label=_("Varje aktivitet ska ha ett av det här slaget"), required=False
    )

    def draft(self, code: str, kind: ThemeKind) -> ThemeDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return ThemeDraft(
            code=code,
            kind=kind,
            name=given["name"],
            basis=Basis.STATED,
            description=given["description"],
            is_mandatory=given["is_mandatory"],
            seen=self.seen,
        )


class NewThemeForm(ThemeForm):
    """One that is not there yet."""

    field_order = ("code", "kind", "name", "description", "is_mandatory")
    code = code_field()
    kind = forms.ChoiceField(label=_("Slag"), choices=named(THEME_KIND))


class GroupForm(VersionedForm):
    """Who is in a group in a year: its members, or whom it leaves out of the one it is made of."""

    columns = {"members": "bodies", "exclusions": "bodies"}
    bodies = forms.MultipleChoiceField(
        label=_("Medlemmar"), required=False, widget=forms.CheckboxSelectMultiple
    )
    reason = reason_field()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        label: Any,
        bodies: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["bodies"].label = label
        self.fields["bodies"].choices = list(bodies)  # type: ignore[attr-defined]


class PrepareForm(OperationForm):
    """A year that is made of an earlier one."""

    from_year = forms.IntegerField(widget=forms.HiddenInput, min_value=1000, max_value=2999)
    to_year = forms.IntegerField(widget=forms.HiddenInput, min_value=1000, max_value=2999)


class YearsForm(forms.Form):
    """Which year to prepare, and from which: asked before anything is shown."""

    template_name = "web/parts/form_fields.html"
    fran = forms.IntegerField(
        label=_("Från år"),
        min_value=1000,
        max_value=2999,
        error_messages={"invalid": _("Skriv året med fyra siffror.")},
    )
    till = forms.IntegerField(
        label=_("Till år"),
        min_value=1000,
        max_value=2999,
        error_messages={"invalid": _("Skriv året med fyra siffror.")},
    )
