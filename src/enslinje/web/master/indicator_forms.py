"""The forms about indicators: the definition, the council's target, who has the duty."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from enslinje.core import numbers
from enslinje.core.errors import DomainError
from enslinje.core.numbers import NotANumber
from enslinje.core.terms import (
    Basis,
    Form,
    Frequency,
    IndicatorKind,
    Kind,
    Nature,
    OutcomeSource,
    Polarity,
    RollUp,
)
from enslinje.core.values import NO, YES, Stated, scaled, unscaled
from enslinje.goals.drafts import CouncilTargetDraft, IndicatorDraft
from enslinje.journal.versions import Version
from enslinje.web.forms import OperationForm, VersionedForm, day_field, reason_field
from enslinje.web.master.words import VALUE_KIND, named, of, optional

OWN_BASIS = (
    *("name", "goal", "decimals", "polarity", "form", "roll_up", "base"),
    *("answering_body", "tolerance", "end_year"),
)
"""The fields whose basis is told one by one."""


class NumberField(forms.CharField):
    """A number as people write it, exact."""

    def __init__(self, **given: Any) -> None:
        super().__init__(max_length=40, **given)

    def clean(self, value: Any) -> Decimal | None:
        """Return the number; None for nothing."""
        text = super().clean(value)
        if not text:
            return None
        try:
            return numbers.parse(text)
        except NotANumber as fault:
            raise forms.ValidationError(_("Skriv ett tal, till exempel 1 234,5.")) from fault


def written(value: int | None) -> str:
    """A stored value as it is typed in Swedish; "" for none."""
    if value is None:
        return ""
    exact = unscaled(value).normalize()
    return f"{exact:f}".replace(".", ",")


class IndicatorForm(VersionedForm):
    """How an indicator reads in a year. What is not in it stays as it was."""

    name = forms.CharField(
        label=_("Namn"),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Ange namnet.")},
    )
    goal = forms.ChoiceField(label=_("Mål"), required=False)
    decimals = forms.IntegerField(
        label=_("Decimaler"), error_messages={"invalid": _("Skriv ett heltal 0–4.")}
    )
    polarity = forms.ChoiceField(label=_("Riktning"), choices=of(Polarity))
    form = forms.ChoiceField(
        label=_("Villkor"), required=False, choices=lambda: optional(of(Form)())
    )
    counts = forms.BooleanField(label=_("Räknas i andelen uppnådda"), required=False)
    roll_up = forms.ChoiceField(label=_("Räknesätt"), choices=of(RollUp))
    base_metric = forms.ChoiceField(
        label=_("Vägs med"), required=False, help_text=_("Bara för ett viktat medelvärde.")
    )
    answering_body = forms.ChoiceField(
        label=_("Svarar för staden"),
        required=False,
        help_text=_("Bara när ett enda organ svarar för alla."),
    )
    tolerance = NumberField(label=_("Tolerans"), required=False)
    end_year = forms.IntegerField(
        label=_("Slutår"), required=False, error_messages={"invalid": _("Skriv ett årtal.")}
    )
    outcome_source = forms.ChoiceField(label=_("Mäts av"), choices=of(OutcomeSource))
    frequency = forms.ChoiceField(label=_("Periodicitet"), choices=of(Frequency))
    by_sex = forms.BooleanField(label=_("Könsuppdelad"), required=False)
    definition = forms.CharField(
        label=_("Definition"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    reason = reason_field()

    columns = {"base": "base_metric"}

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        there: Version,
        choices: Mapping[str, Iterable[tuple[str, Any]]],
        base: Mapping[str, str],
    ) -> None:
        self.there = there.values
        super().__init__(data, initial={**self._first(), **base})
        for name, offered in choices.items():
            self.fields[name].choices = optional(offered)  # type: ignore[attr-defined]

    def _first(self) -> dict[str, Any]:
        row = self.there
        same = ("name", "decimals", "polarity", "form", "counts", "roll_up", "end_year")
        more = ("outcome_source", "frequency", "by_sex", "definition")
        return {
            **{name: row[name] for name in (*same, *more)},
            "goal": row["goal__code"] or "",
            "base_metric": row["base__code"] or "",
            "answering_body": row["answering_body__code"] or "",
            "tolerance": written(row["tolerance"]),
        }

    def draft(self) -> IndicatorDraft:
        """Return what the operation takes. A field that nobody touched rests on what it did."""
        given, row = self.cleaned_data, self.there
        goal_stays = given["goal"] == (row["goal__code"] or "")
        values: dict[str, Any] = {
            "name": given["name"],
            "goal": given["goal"],
            "decimals": given["decimals"],
            "polarity": Polarity(given["polarity"]),
            "form": Form(given["form"]) if given["form"] else None,
            "roll_up": RollUp(given["roll_up"]),
            "base": given["base_metric"],
            "answering_body": given["answering_body"],
            "tolerance": self._tolerance(),
            "end_year": given["end_year"],
        }
        was = {name: row.get(name, row.get(f"{name}__code")) for name in OWN_BASIS}
        same = {name for name in OWN_BASIS if (was[name] or "") == (values[name] or "")}
        kept = {name: Basis(row["basis_by_field"].get(name, row["basis"])) for name in same}
        definition_stays = given["definition"] == row["definition"]
        return IndicatorDraft(
            code=row["indicator__code"],
            kind=IndicatorKind(row["indicator__kind"]),
            owner=row["indicator__owner__code"],
            unit=row["unit__code"],
            basis=Basis.STATED,
            sub_area=(row["sub_area__code"] or "") if goal_stays else "",
            counts=given["counts"],
            outcome_source=OutcomeSource(given["outcome_source"]),
            by_sex=given["by_sex"],
            frequency=Frequency(given["frequency"]),
            survey=row["survey"],
            survey_answers_required=row["survey_answers_required"],
            definition=given["definition"],
            definition_version=row["definition_version"] + (not definition_stays),
            basis_by_field={
                name: basis for name, basis in kept.items() if basis is not Basis.STATED
            },
            seen=self.seen,
            **values,
        )

    def clean_tolerance(self) -> Decimal | None:
        """Refuse a tolerance with more decimals than are kept."""
        value: Decimal | None = self.cleaned_data["tolerance"]
        _scaled(value)
        return value

    def _tolerance(self) -> int:
        return _scaled(self.cleaned_data["tolerance"]) or 0


class CouncilTargetForm(VersionedForm):
    """The council's target for the whole group."""

    columns = {"value": "low", "decision": "decision_case", "due_occasion": "low"}

    kind = forms.ChoiceField(label=_("Värdet är"), choices=named(VALUE_KIND))
    condition = forms.ChoiceField(
        label=_("Villkor"),
        required=False,
        choices=lambda: optional(of(Form)()),
        help_text=_("Bara för ett tal."),
    )
    low = NumberField(
        label=_("Tal, eller intervallets början"),
        required=False,
        help_text=_("I indikatorns enhet, till exempel 1 234,5."),
    )
    high = NumberField(label=_("Intervallets slut"), required=False)
    answer = forms.ChoiceField(
        label=_("Svar"),
        required=False,
        choices=[("", "–"), ("yes", _("ja")), ("no", _("nej"))],
        help_text=_("Bara för ja eller nej."),
    )
    nature = forms.ChoiceField(label=_("Slag"), choices=of(Nature))
    decision_case = forms.CharField(
        label=_("Beslutets diarienummer"), max_length=100, required=False
    )
    decision_item = forms.IntegerField(
        label=_("Beslutets punkt"), required=False, error_messages={"invalid": _("Skriv ett tal.")}
    )
    stated_on = day_field(_("Beslutat den"), required=False)
    reason = reason_field()

    def clean(self) -> dict[str, Any]:
        """Put the value together, or say at its field what it lacks."""
        given = super().clean() or self.cleaned_data
        if bool(given.get("decision_case")) != bool(given.get("decision_item")):
            self.add_error("decision_item", _("Ange både diarienummer och punkt, eller inget."))
        self.value = self._value(given) if not self.errors else None
        return given

    def _value(self, given: Mapping[str, Any]) -> Stated | None:
        kind = Kind(given["kind"])
        missing = [
            (field, text)
            for field, is_needed, text in (
                ("low", kind is not Kind.YES_NO, _("Ange talet.")),
                ("condition", kind is Kind.NUMBER, _("Ange om talet är minst, högst eller exakt.")),
                ("high", kind is Kind.INTERVAL, _("Ange intervallets slut.")),
                ("answer", kind is Kind.YES_NO, _("Svara ja eller nej.")),
            )
            if is_needed and given.get(field) in {None, ""}
        ]
        for field, text in missing:
            self.add_error(field, text)
        if missing:
            return None
        try:
            return _stated(kind, given)
        except forms.ValidationError as fault:
            self.add_error("low", fault)
        except DomainError:
            self.add_error("high", _("Intervallets slut ska vara större än dess början."))
        return None

    def draft(self, indicator: str, for_year: int) -> CouncilTargetDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        assert self.value is not None  # noqa: S101 - the form is valid
        case, item = given["decision_case"], given["decision_item"]
        return CouncilTargetDraft(
            indicator=indicator,
            value=self.value,
            basis=Basis.STATED,
            nature=Nature(given["nature"]),
            for_year=for_year,
            decision=(case, item) if case else None,
            stated_on=given["stated_on"],
            seen=self.seen,
        )


def target_shown(there: Version) -> dict[str, Any]:
    """Return what the form of a target shows first."""
    row = there.values
    if not row:
        return {}
    kind, low = row["kind"], row["low"]
    is_number = kind in {Kind.NUMBER.value, Kind.INTERVAL.value}
    return {
        "kind": kind,
        "condition": row["form"] or "",
        "low": written(low) if is_number else "",
        "high": written(row["high"]) if kind == Kind.INTERVAL else "",
        "answer": {YES: "yes", NO: "no"}.get(low, "") if kind == Kind.YES_NO else "",
        "nature": row["nature"],
        "decision_case": row["decision__standing_number"] or "",
        "decision_item": row["decision__item_no"],
        "stated_on": row["stated_on"],
    }


def _stated(kind: Kind, given: Mapping[str, Any]) -> Stated:
    if kind is Kind.YES_NO:
        value = YES if given["answer"] == "yes" else NO
        return Stated(kind, low=value, high=value)
    low = _scaled(given["low"])
    if kind is Kind.NUMBER:
        return Stated(kind, Form(given["condition"]), low, low)
    return Stated(kind, low=low, high=_scaled(given["high"]))


def _scaled(value: Decimal | None) -> int | None:
    if value is None:
        return None
    try:
        return scaled(value)
    except DomainError as fault:
        raise forms.ValidationError(_("Högst fyra decimaler sparas.")) from fault


class DutiesForm(OperationForm):
    """Bodies to lay a duty on, or to lift it from."""

    columns = {"indicator": "bodies", "body": "bodies"}
    bodies = forms.MultipleChoiceField(
        label=_("Nämnder och bolag"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Välj minst ett organ.")},
    )
    reason = reason_field()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, bodies: Iterable[tuple[str, str]]
    ) -> None:
        super().__init__(data)
        self.fields["bodies"].choices = list(bodies)  # type: ignore[attr-defined]
