"""The budget of a body's plan: the page, the file and the form."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.budget import queries as budget
from enslinje.core import money, plan_budget
from enslinje.core.budget_terms import AccountGroup
from enslinje.core.policy import Action
from enslinje.core.terms import Basis
from enslinje.journal.record import Why
from enslinje.journal.vocabulary import word
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.plans.content_rows import PlannedAmount
from enslinje.web import downloads, forms, standing, writing
from enslinje.web.contents.budget_forms import PlanBudgetForm
from enslinje.web.contents.place import Place, place_of
from enslinje.web.downloads import Column, List
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of

KIND = "planens-budget"


@dataclass(frozen=True)
class AreaTable:
    """An area's amounts in mnkr: the rows of its account groups, and the net, for three years."""

    heading: str
    line: str
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    net: tuple[str, ...]


@dataclass(frozen=True)
class Warned:
    """A line whose plan differs from what the council gave: all three in mnkr, with a sign."""

    line: str
    given: str
    planned: str
    difference: str
    costs_more: bool


@require_safe
def plan_budget_page(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the body's own budget for three years, and where it differs from the council's."""
    place, viewer = place_of(year, slug), viewer_of(request)
    amounts = _amounts(place, viewer)
    context: dict[str, object] = {
        "place": place,
        "years": _years(place),
        "tables": _tables(place, amounts),
        "total": _net(place, amounts),
        "warned": warned(place, amounts),
        "has_invented": any(one.basis is Basis.INVENTED for one in amounts),
        "can_write": viewer.may(Action.STATE_PLAN_BUDGET, place.code),
        "back": place.address("plan-contents"),
        "change": place.address("change-plan-budget"),
        "files": {form: place.address("plan-budget-file", form=form) for form in ("csv", "json")},
        "history": standing.history(KIND, year, place.code) if amounts else "",
    }
    return show(request, "web/contents/budget.html", context, year=year)


@require_safe
def plan_budget_file(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    """Hand out the amounts of the plan's budget."""
    place, viewer = place_of(year, slug), viewer_of(request)
    listing = _list(place, _amounts(place, viewer))
    return downloads.hand_out_saved(request, year, listing, form)


def change(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Change the budget of the plan: a grid of amounts."""
    place, viewer = place_of(year, slug), viewer_of(request)
    form = PlanBudgetForm(
        request.POST or None,
        year=year,
        amounts=_amounts(place, viewer),
        lines=budget.appropriation_lines(place.code, year=year).items(),
        initial=standing.base(standing.current(KIND, year, place.code)),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.state_plan_budgets(
            actor=viewer.actor,
            year=year,
            budgets=[form.draft(place.code)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    back = place.address("plan-budget")
    if forms.sent(request, form, perform):
        return forms.done(request, back, _("Budgeten är sparad."))
    context: dict[str, object] = {"place": place, "form": form, "back": back}
    status = forms.status_of(form)
    return show(request, "web/contents/budget_form.html", context, year=year, status=status)


def _amounts(place: Place, viewer: Viewer) -> tuple[PlannedAmount, ...]:
    sight = facts_within_sight(viewer.actor)
    return content_queries.plan_budget_of(place.code, year=place.year, sight=sight)


def _years(place: Place) -> tuple[int, ...]:
    return (place.year, place.year + 1, place.year + 2)


def _tables(place: Place, amounts: tuple[PlannedAmount, ...]) -> list[AreaTable]:
    by_area: dict[tuple[str, str], list[PlannedAmount]] = defaultdict(list)
    for one in amounts:
        by_area[one.line_name, one.activity_area].append(one)
    return [
        AreaTable(area, line, _rows(place, found), _net(place, found))
        for (line, area), found in by_area.items()
    ]


def _rows(place: Place, amounts: list[PlannedAmount]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found = {(one.account_group, one.for_year): one.amount_ore for one in amounts}
    return tuple(
        (
            word(AccountGroup, group),
            tuple(_shown(found.get((group, year))) for year in _years(place)),
        )
        for group in AccountGroup
        if any((group, year) in found for year in _years(place))
    )


def _net(place: Place, amounts: list[PlannedAmount] | tuple[PlannedAmount, ...]) -> tuple[str, ...]:
    sums = [[one.amount_ore for one in amounts if one.for_year == year] for year in _years(place)]
    return tuple(_shown(sum(found) if found else None) for found in sums)


def warned(place: Place, amounts: tuple[PlannedAmount, ...]) -> list[Warned]:
    """Return where the plan's first year differs from what the council gave. Two queries."""
    if not amounts:
        return []
    names = {one.line: one.line_name for one in amounts}
    found = plan_budget.differences(
        ((one.line, one.amount_ore) for one in amounts if one.for_year == place.year),
        budget.granted_by_council(place.code, year=place.year),
    )
    return [
        Warned(
            names.get(one.line, one.line),
            _shown(one.given),
            _shown(one.planned),
            writing.signed(money.in_mnkr(one.ore), 1),
            one.ore < 0,
        )
        for one in found
    ]


def _shown(ore: int | None) -> str:
    """An amount in mnkr as it stands in a table; "" for none."""
    return "" if ore is None else writing.number(money.in_mnkr(ore), 1)


def _list(place: Place, amounts: tuple[PlannedAmount, ...]) -> List:
    return List(
        f"planens-budget_{place.slug}",
        (
            Column("line", gettext("Anslag")),
            Column("activity_area", gettext("Verksamhetsområde")),
            Column("account_group", gettext("Kontogrupp")),
            Column("for_year", gettext("År")),
            Column("amount_kr", gettext("Belopp i kronor")),
            Column("basis", gettext("Grund")),
        ),
        tuple(
            (
                one.line,
                one.activity_area,
                one.account_group.value,
                one.for_year,
                money.exact_kr(one.amount_ore),
                one.basis.value,
            )
            for one in amounts
        ),
    )
