"""A body's petitions: what it asks for, and the form."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.budget import operations, queries
from enslinje.budget.drafts import PetitionDraft
from enslinje.budget.rows import PetitionRow
from enslinje.core import versions
from enslinje.core.budget_terms import GrossUpCategory, PetitionKind
from enslinje.core.terms import Basis
from enslinje.organisation import directory
from enslinje.web.budget import work
from enslinje.web.budget.forms import GrossUpPetitionForm, PetitionForm
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word


@require_safe
def petitions(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a body has asked for in the latest year that has a ledger."""
    code, year = _code(slug), _year()
    context: dict[str, object] = {
        "lines": work.petitions_of(code, year),
        "name": directory.body_names().get(code, code),
        "slug": slug,
        "year": year,
    }
    return show(request, "web/budget/petitions.html", context, year=year)


def petition(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for money, or change what is asked: `kod` and `rad` say which."""
    code, year = _code(slug), _year()
    found = _found(request, code, year, PetitionKind.ADJUSTMENT, PetitionKind.INCENTIVE_GRANT)
    offered = work.Offered(year)
    form = PetitionForm(
        request.POST or None,
        initial=_initial(found),
        kinds=work.kind_words(),
        reserves=offered.reserves,
        accounts=offered.accounts,
        earmarks=offered.earmarks,
    )

    def draft(given: dict[str, Any]) -> dict[str, Any]:
        named = ("reserve", "account", "earmark", "asked_ore")
        return {"kind": PetitionKind(given["kind"]), **{name: given[name] for name in named}}

    heading = _("Ändra framställningen") if found else _("Ny framställning")
    return _answer(request, slug, found, form, heading=heading, draft=draft)


def gross_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Report that income and costs are to rise alike, or change the report that is named."""
    found = _found(request, _code(slug), _year(), PetitionKind.GROSS_UP)
    form = GrossUpPetitionForm(request.POST or None, initial=_initial_gross_up(found))

    def draft(given: dict[str, Any]) -> dict[str, Any]:
        return {
            "kind": PetitionKind.GROSS_UP,
            "category": GrossUpCategory(given["category"]),
            "asked_ore": given["income_ore"],
            "costs_ore": given["costs_ore"],
            "depreciation_ore": given["depreciation_ore"],
        }

    heading = _("Ändra omslutningsförändringen") if found else _("Ny omslutningsförändring")
    note = _("Intäkter och kostnader ökar lika mycket: nettot är noll. Ingen reserv betalar.")
    template = "web/budget/gross_up_petition.html"
    return _answer(
        request, slug, found, form, heading=heading, draft=draft, notes=(note,), template=template
    )


def _answer(
    request: HttpRequest,
    slug: str,
    found: PetitionRow | None,
    form: PetitionForm | GrossUpPetitionForm,
    *,
    heading: Word,
    draft: Callable[[dict[str, Any]], dict[str, Any]],
    notes: tuple[Word, ...] = (),
    template: str = "web/workspace/form.html",
) -> HttpResponse:
    """Show the form of a petition, or record what is asked in it."""
    actor, code, year = viewer_of(request).actor, _code(slug), _year()

    def perform(given: dict[str, Any]) -> Any:
        asked = PetitionDraft(
            code=found.code if found else "",
            line=found.line if found else 1,
            purpose=given["purpose"],
            basis=Basis.STATED,
            body=code,
            note=given["note"],
            seen=form.seen,
            **draft(given),
        )
        return operations.state_petitions(
            actor=actor, year=year, petitions=[asked], key=given["key"]
        )

    page = FormPage(
        heading=heading,
        about=work.petition_words(found) if found else directory.body_names().get(code, code),
        submit=_("Spara"),
        back=reverse("work:petitions", kwargs={"slug": slug}),
        back_words=_("Framställningar"),
        notes=(
            *notes,
            _("Inget bokförs av det här. Kontoret yttrar sig, och sedan beslutas det."),
        ),
    )
    said = _("Framställningen är sparad.")
    return answer(request, page, form, perform, said=said, template=template)


def _found(request: HttpRequest, code: str, year: int, *kinds: PetitionKind) -> PetitionRow | None:
    """The body's petition of one of the kinds that the address names."""
    asked = (request.GET.get("kod", ""), request.GET.get("rad", ""))
    every = queries.petitions(year=year) if asked[0] else ()
    mine = (row for row in every if row.body == code and row.kind in kinds)
    return next((row for row in mine if (row.code, str(row.line)) == asked), None)


def _initial(found: PetitionRow | None) -> dict[str, Any]:
    if found is None:
        return {"base": versions.written(None)}
    return {
        "base": versions.written(found.pk),
        "kind": found.kind.value,
        "purpose": found.purpose,
        "asked_ore": work.typed(found.asked),
        "reserve": found.reserve,
        "account": found.account,
        "earmark": found.earmark,
        "note": found.origin.note,
    }


def _initial_gross_up(found: PetitionRow | None) -> dict[str, Any]:
    if found is None:
        return _initial(None)
    costs = None if found.asked is None else found.raised(found.asked).costs
    return {
        **_initial(found),
        "category": found.category.value if found.category else None,
        "income_ore": work.typed(found.asked),
        "costs_ore": work.typed(costs),
        "depreciation_ore": work.typed(found.depreciation),
    }


def _code(slug: str) -> str:
    return directory.body_at(slug=slug) or ""


def _year() -> int:
    return queries.latest_year() or timezone.localdate().year
