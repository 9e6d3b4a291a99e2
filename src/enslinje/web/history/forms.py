"""The forms that restore an earlier fact, and that mark one."""

from django import forms
from django.utils.translation import gettext, gettext_lazy

from enslinje.core.marking import Marking
from enslinje.journal.history.entries import MARKINGS
from enslinje.web.forms import VersionedForm, reason_field


class RestoreForm(VersionedForm):
    """Why an earlier fact is to hold again."""

    reason = reason_field()


class MarkForm(VersionedForm):
    """How a fact is marked, by which provision, and why."""

    marking = forms.TypedChoiceField(
        label=gettext_lazy("Märkning"),
        coerce=Marking,
        choices=lambda: [(one.value, gettext(MARKINGS[one]).capitalize()) for one in Marking],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Välj en märkning.")},
    )
    ground = forms.CharField(
        label=gettext_lazy("Bestämmelse"),
        max_length=100,
        required=False,
        help_text=gettext_lazy("Bara för sekretess: kapitel och paragraf, som OSL 18 kap. 8 §."),
    )
    reason = reason_field()
