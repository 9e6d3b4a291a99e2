"""Pages of decisions: those of a place, one with its history, and the two persons' forms."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.organisation import operations
from enslinje.organisation.drafts import CheckDraft
from enslinje.web import downloads
from enslinje.web.decisions import corrections, listing, numbering, presenters
from enslinje.web.decisions.forms import DecisionForm, SendBackForm
from enslinje.web.decisions.presenters import DecisionPage
from enslinje.web.downloads import Stamp
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.forms import OperationForm
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word


@require_safe
def decisions(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show the decisions of a body, or of the council and the board: those that wait first."""
    page = presenters.decisions_page(viewer_of(request), slug, request.GET.get("ar", ""))
    return show(request, "web/decisions/decisions.html", {"page": page})


@require_safe
def as_file(request: HttpRequest, form: str, slug: str = "") -> HttpResponse:
    """Hand out the list of the page as a file."""
    page = presenters.decisions_page(viewer_of(request), slug, request.GET.get("ar", ""))
    handed = listing.listing(page, listing.rows_of(page))
    now = timezone.localtime()
    stamp = Stamp(page.year or now.year, now.date(), now.isoformat(timespec="seconds"))
    return downloads.hand_out_stamped(request, stamp, handed, form)


@require_safe
def decision(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Show one record of a decision, who has had a hand in it, and what rests on it."""
    page = presenters.decision_page(viewer_of(request), slug, decision)
    number = corrections.state_of(viewer_of(request), page.place, page.one)
    return show(request, "web/decisions/decision.html", {"page": page, "number": number})


def record(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Record a decision from approved minutes, also one that was sent back."""
    viewer, place = viewer_of(request), presenters.place_of(slug)
    anew = presenters.record_to_repeat(place, request.GET.get("efter", ""))
    deciders = [(code, place.names.get(code, code)) for code in place.deciders]
    prefixes = numbering.likely_prefixes(place.deciders)
    form = DecisionForm(request.POST or None, deciders=deciders, prefixes=prefixes, anew=anew)

    def perform(given: dict[str, Any]) -> Any:
        return operations.record_decisions(
            actor=viewer.actor, decisions=[form.draft(viewer.code)], key=given["key"]
        )

    back = _("Skickat tillbaka: {reason}").format(reason=anew.reason) if anew else ""
    page = FormPage(
        heading=_("Anteckna ett beslut"),
        about=place.name,
        submit=_("Anteckna"),
        back=place.address("decisions"),
        back_words=_("Beslut"),
        notes=(
            *((back,) if back else ()),
            _("Ur det justerade protokollet. Beslutet gäller när en annan har kontrollerat det."),
        ),
    )
    said = _("Beslutet är antecknat. Nu väntar det på en annan persons kontroll.")
    return answer(request, page, form, perform, said=said)


def check(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Confirm, as the second person, that a decision is recorded as the minutes have it."""
    viewer = viewer_of(request)
    page = presenters.decision_page(viewer, slug, decision)
    if request.method == "GET" and not page.check:
        return redirect(page.address)
    form = OperationForm(request.POST or None)

    def perform(given: dict[str, Any]) -> Any:
        return operations.check_decisions(
            actor=viewer.actor, decisions=[_draft(page)], key=given["key"]
        )

    asked = _("Stämmer det med protokollet? Efter kontrollen går det inte att ändra.")
    notes: tuple[Word, ...] = (*page.in_words, asked)
    form_page = page.form(_("Kontrollera beslutet"), _("Det stämmer"), notes)
    return answer(request, form_page, form, perform, said=_("Beslutet är kontrollerat."))


def send_back(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Send a record back to whoever made it, and say what is wrong."""
    viewer = viewer_of(request)
    page = presenters.decision_page(viewer, slug, decision)
    if request.method == "GET" and not page.send_back:
        return redirect(page.address)
    form = SendBackForm(request.POST or None)

    def perform(given: dict[str, Any]) -> Any:
        return operations.send_back_decisions(
            actor=viewer.actor, decisions=[_draft(page, given["reason"])], key=given["key"]
        )

    form_page = page.form(_("Skicka tillbaka"), _("Skicka tillbaka"), page.in_words)
    return answer(request, form_page, form, perform, said=_("Beslutet är skickat tillbaka."))


def _draft(page: DecisionPage, reason: str = "") -> CheckDraft:
    one = page.one
    return CheckDraft(case_number=one.case_number, item_no=one.item_no, seen=one.pk, reason=reason)
