"""The pages of a year's indicators for the centre: definition, the council's target, duties."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core.policy import Action
from enslinje.core.terms import Basis, CountsAs, IndicatorKind
from enslinje.goals import duty_queries, operations, queries, theme_queries
from enslinje.goals.drafts import DutyDraft, LiftedDutyDraft
from enslinje.goals.rows import IndicatorRow
from enslinje.journal.record import Why
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights
from enslinje.web import standing
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.master.indicator_forms import (
    CouncilTargetForm,
    DutiesForm,
    IndicatorForm,
    target_shown,
)
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import INDICATOR_KIND, Word


@require_safe
def indicators(request: HttpRequest, year: int) -> HttpResponse:
    """Show the year's indicators that the centre or the council changes."""
    lines = [(row, INDICATOR_KIND[row.kind]) for row in _rows(year)]
    context: dict[str, object] = {"lines": lines, "years": queries.years()}
    return show(request, "web/master/indicators.html", context, year=year)


@require_safe
def base_metrics(request: HttpRequest) -> HttpResponse:
    """Show the base metrics of every year, to whoever changes them for the council."""
    lines = [
        (year, row)
        for year in queries.years()
        for row in queries.indicators(year=year, on=date.max)
        if row.kind is IndicatorKind.BASE_METRIC
    ]
    return show(request, "web/master/base_metrics.html", {"lines": lines})


@require_safe
def overview(request: HttpRequest, year: int, indicator: str) -> HttpResponse:
    """Show one indicator: where each part of it is changed, and who has the duty."""
    row, viewer = row_of(year, indicator), viewer_of(request)
    names = {one.code: one.short_name for one in organisation.bodies(year=year)}
    target = standing.current("kf-arsmal", year, indicator, row.end_year or year, "all")
    context: dict[str, object] = {
        "row": row,
        "kind": INDICATOR_KIND[row.kind],
        "target": target.words.get("value", ""),
        "bound": sorted(names.get(code, code) for code in _bound(year, indicator)),
        "themes": [
            one.name for one in theme_queries.themes(year=year) if row.code in one.indicators
        ],
        "is_base": row.kind is IndicatorKind.BASE_METRIC,
        "can_define": viewer.may(_defining(row)),
        "can_target": viewer.may(Action.SET_COUNCIL_TARGET),
    }
    return show(request, "web/master/indicator.html", context, year=year)


def indicator(request: HttpRequest, year: int, indicator: str) -> HttpResponse:
    """Change how an indicator reads in the year."""
    row, viewer = row_of(year, indicator), viewer_of(request)
    base = request.POST.get("base", "")
    there = standing.rested_on("indikator", year, indicator, base=base)
    form = IndicatorForm(
        request.POST or None, there=there, choices=choices(year), base=standing.base(there)
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.define_indicators(
            actor=viewer.actor,
            year=year,
            indicators=[form.draft()],
            key=given["key"],
            why=Why(given["reason"]),
        )

    history = standing.history("indikator", year, indicator)
    page = _page(year, row, _("Ändra indikatorn"), _("Spara"), history=history)
    if row.kind is IndicatorKind.BASE_METRIC:
        back = reverse("work:base-metrics")
        page = replace(page, back=back, back_words=_("Basnyckeltal"), history="")
    return answer(request, page, form, perform, said=_("Indikatorn är ändrad."))


def council_target(request: HttpRequest, year: int, indicator: str) -> HttpResponse:
    """Set the council's target for the indicator."""
    row, viewer = row_of(year, indicator), viewer_of(request)
    for_year = row.end_year or year
    place = (year, indicator, for_year, "all")
    there = standing.current("kf-arsmal", *place)
    first = {**target_shown(there), **standing.base(there)}
    form = CouncilTargetForm(request.POST or None, initial=first)

    def perform(given: dict[str, Any]) -> Any:
        return operations.set_council_targets(
            actor=viewer.actor,
            year=year,
            targets=[form.draft(row.code, for_year)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    history = standing.history("kf-arsmal", *place)
    heading = _("Kommunfullmäktiges årsmål")
    page = _page(year, row, heading, _("Spara"), history=history)
    return answer(request, page, form, perform, said=_("Årsmålet är sparat."))


def lay(request: HttpRequest, year: int, indicator: str) -> HttpResponse:
    """Lay on bodies the duty to have a target for the indicator."""
    row, viewer = row_of(year, indicator), viewer_of(request)
    bound = _bound(year, indicator)
    offered = [
        (one.code, one.short_name)
        for one in organisation.bodies(year=year)
        if one.is_open and one.counts_as is not CountsAs.NONE and one.code not in bound
    ]
    form = DutiesForm(request.POST or None, bodies=offered)

    def perform(given: dict[str, Any]) -> Any:
        duties = [
            DutyDraft(indicator=row.code, body=body, basis=Basis.STATED, seen=None)
            for body in given["bodies"]
        ]
        return operations.lay_duties(
            actor=viewer.actor,
            year=year,
            duties=duties,
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(year, row, _("Lägg skyldighet att ha årsmål"), _("Lägg skyldigheten"))
    return answer(request, page, form, perform, said=_("Skyldigheten är lagd."))


def lift(request: HttpRequest, year: int, indicator: str) -> HttpResponse:
    """Lift from bodies the duty to have a target for the indicator."""
    row, viewer = row_of(year, indicator), viewer_of(request)
    names = {one.code: one.short_name for one in organisation.bodies(year=year)}
    offered = sorted((code, names.get(code, code)) for code in _bound(year, indicator))
    form = DutiesForm(request.POST or None, bodies=offered)

    def perform(given: dict[str, Any]) -> Any:
        return operations.lift_duties(
            actor=viewer.actor,
            year=year,
            duties=[LiftedDutyDraft(indicator=row.code, body=body) for body in given["bodies"]],
            reason=given["reason"],
            key=given["key"],
        )

    note = _("Årsmål som redan är angivna finns kvar, men efterfrågas inte längre.")
    page = _page(year, row, _("Lyft skyldigheten"), _("Lyft"), notes=(note,))
    return answer(request, page, form, perform, said=_("Skyldigheten är lyft."))


def _rows(year: int) -> list[IndicatorRow]:
    """The indicators that are not a body's own."""
    for_all = rights.bodies_that_speak_for_all()
    rows = queries.indicators(year=year, on=date.max)
    return [row for row in rows if row.owner in for_all or row.kind is not IndicatorKind.BODY]


def row_of(year: int, code: str) -> IndicatorRow:
    """Return the indicator. Raise `Http404` when the centre changes none of that code."""
    found = next((row for row in _rows(year) if row.code == code), None)
    if found is None:
        raise Http404(code)
    return found


def _defining(row: IndicatorRow) -> Action:
    is_base = row.kind is IndicatorKind.BASE_METRIC
    return Action.DEFINE_BASE_METRIC if is_base else Action.DEFINE_INDICATOR


def _bound(year: int, code: str) -> set[str]:
    """The codes of the bodies that have the duty."""
    duties = duty_queries.duties(year=year, on=date.max, for_years={})
    return {duty.body for duty in duties if duty.indicator == code}


def choices(year: int) -> dict[str, list[tuple[str, Any]]]:
    """Return what the choices of an indicator's form are in the year, by field."""
    return {
        "goal": [(row.code, f"{row.number} {row.name}") for row in queries.goals(year=year)],
        "base_metric": [
            (row.code, row.name)
            for row in queries.indicators(year=year, on=date.max)
            if row.kind is IndicatorKind.BASE_METRIC
        ],
        "answering_body": [
            (row.code, row.short_name) for row in organisation.bodies(year=year) if row.is_open
        ],
    }


def _page(
    year: int,
    row: IndicatorRow,
    heading: Word,
    submit: Word,
    *,
    notes: tuple[Word, ...] = (),
    history: str = "",
) -> FormPage:
    where = {"year": year, "indicator": row.code}
    return FormPage(
        heading=heading,
        about=f"{row.name} {year} ({row.unit_sv})",
        submit=submit,
        back=reverse("work:master-indicator", kwargs=where),
        back_words=row.code,
        notes=notes,
        history=history,
    )
