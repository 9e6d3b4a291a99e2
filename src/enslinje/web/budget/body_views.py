"""A body's petitions: what it asks for, and the form."""

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
from enslinje.core.budget_terms import PetitionKind
from enslinje.core.terms import Basis
from enslinje.organisation import directory
from enslinje.web.budget import work
from enslinje.web.budget.forms import PetitionForm
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


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
    viewer, code, year = viewer_of(request), _code(slug), _year()
    offered = work.offered(year)
    mine = [row for row in queries.petitions(year=year) if row.body == code]
    asked = (request.GET.get("kod", ""), request.GET.get("rad", ""))
    found = next((row for row in mine if (row.code, str(row.line)) == asked), None)
    form = PetitionForm(
        request.POST or None,
        initial=_initial(found),
        kinds=work.kind_words(),
        reserves=offered.reserves,
        accounts=offered.accounts,
        earmarks=offered.earmarks,
    )
    name = found.code if found else _next_code(code, year)

    def perform(given: dict[str, Any]) -> Any:
        draft = PetitionDraft(
            code=name,
            line=found.line if found else 1,
            kind=PetitionKind(given["kind"]),
            purpose=given["purpose"],
            basis=Basis.STATED,
            body=code,
            reserve=given["reserve"],
            account=given["account"],
            earmark=given["earmark"],
            asked_ore=given["asked_ore"],
            note=given["note"],
            seen=form.seen,
        )
        return operations.state_petitions(
            actor=viewer.actor, year=year, petitions=[draft], key=given["key"]
        )

    page = FormPage(
        heading=_("Ändra framställningen") if found else _("Ny framställning"),
        about=work.petition_words(found) if found else directory.body_names().get(code, code),
        submit=_("Spara"),
        back=reverse("work:petitions", kwargs={"slug": slug}),
        back_words=_("Framställningar"),
        notes=(_("Inget bokförs av det här. Kontoret yttrar sig, och sedan beslutas det."),),
    )
    return answer(request, page, form, perform, said=_("Framställningen är sparad."))


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


def _next_code(body: str, year: int) -> str:
    """The first code of the body that nobody has used in the year."""
    taken = {row.code for row in queries.petitions(year=year)}
    number = 1
    while f"{body}-{number}" in taken:
        number += 1
    return f"{body}-{number}"


def _code(slug: str) -> str:
    return directory.body_at(slug=slug) or ""


def _year() -> int:
    return queries.latest_year() or timezone.localdate().year
