"""The pages of case registers for the centre: all of them, and what is done to one."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import case_numbers, versions
from enslinje.core.sorting import swedish_key
from enslinje.core.terms import Basis
from enslinje.journal.record import Why
from enslinje.organisation import case_registers, decision_queries, directory, operations
from enslinje.organisation.directory import CaseRegisterRow
from enslinje.organisation.drafts import SINCE_ALWAYS, CaseRegisterDraft
from enslinje.web import standing
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.forms import VersionedForm, day_field, reason_field
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word


class CaseRegisterForm(VersionedForm):
    """Who keeps a register, and when cases are opened in it."""

    body = forms.ChoiceField(
        label=_("Förs av"), error_messages={"required": _("Ange vem som för diariet.")}
    )
    opened_on = day_field(_("Öppnat"), required=False, help_text=_("Tomt: det har alltid funnits."))
    closed_on = day_field(
        _("Stängt"),
        required=False,
        help_text=_("Första dagen det inte tar emot ärenden. Tomt: det tar emot."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        bodies: Iterable[tuple[str, str]],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["body"].choices = list(bodies)  # type: ignore[attr-defined]

    def draft(self, prefix: str) -> CaseRegisterDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return CaseRegisterDraft(
            body=given["body"],
            prefix=prefix,
            opened_on=given["opened_on"] or SINCE_ALWAYS,
            closed_on=given["closed_on"],
            seen=self.seen,
            basis=Basis.STATED,
        )


class NewCaseRegisterForm(CaseRegisterForm):
    """A register that is not there yet."""

    columns = {"prefix": "letters"}
    field_order = ("letters", "body")
    letters = forms.CharField(
        label=_("Beteckning"),
        max_length=case_numbers.LONGEST_PREFIX,
        help_text=_("Bokstäverna som numren börjar med, till exempel KS. För alltid."),
        error_messages={"required": _("Ange beteckningen.")},
    )


class ChangeCaseRegisterForm(CaseRegisterForm):
    """One that is there, and why it is changed. Its spelling may change, its letters not."""

    field_order = ("body",)
    reason = reason_field()


class WithdrawForm(VersionedForm):
    """Why a register that there never was is taken back."""

    reason = reason_field()


@require_safe
def registers(request: HttpRequest) -> HttpResponse:
    """Show every case register, and the numbers that are of none."""
    names = directory.body_names()
    there = case_registers.registers()
    rows = there.all
    context: dict[str, object] = {
        "lines": [(row, names.get(row.body, row.body), _taken_from(row)) for row in rows],
        "outside": there.outside(decision_queries.case_numbers()),
    }
    return show(request, "web/master/case_registers.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Give a body a case register."""
    viewer = viewer_of(request)
    form = NewCaseRegisterForm(request.POST or None, initial={"base": "-"}, bodies=_bodies())

    def perform(given: dict[str, Any]) -> Any:
        return operations.keep_case_registers(
            actor=viewer.actor, registers=[form.draft(given["letters"])], key=given["key"]
        )

    about = _("Numren på ärendena börjar med det: KS 2020/41.")
    page = _page(_("Nytt diarium"), about, _("Lägg till"))
    return answer(request, page, form, perform, said=_("Diariet är tillagt."))


def change(request: HttpRequest, prefix: str) -> HttpResponse:
    """Change who keeps a register, or when it takes cases."""
    row, viewer = _register(prefix), viewer_of(request)
    first = {
        "body": row.body,
        "opened_on": _taken_from(row),
        "closed_on": row.closed_on,
        "base": versions.written(row.pk),
    }
    form = ChangeCaseRegisterForm(request.POST or None, initial=first, bodies=_bodies())

    def perform(given: dict[str, Any]) -> Any:
        return operations.keep_case_registers(
            actor=viewer.actor,
            registers=[form.draft(row.prefix)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    note = _("Numren som finns ändras inte. De hör till den som för diariet.")
    page = _page(_("Ändra diariet"), row.prefix, _("Spara"), row=row, notes=(note,))
    return answer(request, page, form, perform, said=_("Diariet är ändrat."))


def withdraw(request: HttpRequest, prefix: str) -> HttpResponse:
    """Take back a register that there never was."""
    row, viewer = _register(prefix), viewer_of(request)
    form = WithdrawForm(request.POST or None, initial={"base": versions.written(row.pk)})

    def perform(given: dict[str, Any]) -> Any:
        return operations.withdraw_case_register(
            actor=viewer.actor,
            prefix=row.prefix,
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    note = _("Bara om det lades in av misstag. Ett diarium som har upphört stängs i stället.")
    page = _page(_("Ta bort diariet"), row.prefix, _("Ta bort"), row=row, notes=(note,))
    return answer(request, page, form, perform, said=_("Diariet är borttaget."))


def _register(prefix: str) -> CaseRegisterRow:
    found = case_registers.registers().by_prefix.get(prefix)
    if found is None:
        raise Http404(prefix)
    return found


def _bodies() -> list[tuple[str, str]]:
    names = directory.body_short_names()
    return sorted(names.items(), key=lambda one: swedish_key(one[1]))


def _taken_from(row: CaseRegisterRow) -> Any:
    """The day from which it takes cases, None for what was there before anybody wrote it down."""
    return None if row.opened_on == SINCE_ALWAYS else row.opened_on


def _page(
    heading: Word,
    about: Word,
    submit: Word,
    *,
    row: CaseRegisterRow | None = None,
    notes: tuple[Word, ...] = (),
) -> FormPage:
    return FormPage(
        heading=heading,
        about=about,
        submit=submit,
        back=reverse("work:case-registers"),
        back_words=_("Diarier"),
        notes=notes,
        history=standing.history("diarium", row.folded) if row else "",
    )
