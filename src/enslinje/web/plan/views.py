"""The pages of bodies' plans: on their way in the workspace, and as they were submitted."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enslinje.core.marking import PUBLIC_SIGHT
from enslinje.core.policy import Action
from enslinje.filing import operations, submissions
from enslinje.goals import queries as goals
from enslinje.organisation import directory, queries
from enslinje.organisation.sight import facts_within_sight
from enslinje.reconciliation.queries import YearNotFound
from enslinje.web import downloads, forms
from enslinje.web.comments.marks import marks_of
from enslinje.web.pages import show
from enslinje.web.plan import board, checking, presenters, submitted, years
from enslinje.web.plan.decided import decision_of
from enslinje.web.plan.steps import offered
from enslinje.web.viewers import viewer_of


@require_safe
def latest(_request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on to the body's plan of the latest year."""
    known = goals.years()
    year = known[0] if known else timezone.localdate().year
    return redirect("work:plan", year=year, slug=slug)


@require_safe
def tasks(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show where the body's plan stands and what is left to do in it, part by part."""
    body, viewer = _body(slug), viewer_of(request)
    stage = submissions.stage(year=year, body=body)
    context: dict[str, object] = {
        "page": presenters.tasks_page(year=year, slug=slug, body=body, stage=stage),
        "decision": decision_of(viewer, stage.decision, year=year, slug=slug),
        "steps": offered(viewer, state=stage.state, body=body),
        "marks": marks_of(viewer, year=year, body=body, slug=slug),
        "may_check": viewer.may(Action.VIEW_DRAFT, body),
        "may_share": viewer.may(Action.SHARE_DRAFT, body),
        "share_form": forms.OperationForm(),
    }
    return show(request, "web/plan/tasks.html", context, year=year)


@require_safe
def check(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show what hinders the plan from being submitted, and how it has changed."""
    body = _body(slug)
    stage = submissions.stage(year=year, body=body)
    try:
        page = checking.check_page(viewer_of(request), year=year, slug=slug, body=body, stage=stage)
    except YearNotFound as fault:
        raise Http404(str(fault)) from fault
    context: dict[str, object] = {
        "page": page,
        "steps": offered(viewer_of(request), state=stage.state, body=body),
    }
    return show(request, "web/plan/check.html", context, year=year)


def share(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Let the centre read the draft, or no more."""
    body, is_shared = _body(slug), request.POST.get("shared") == "1"
    form = forms.OperationForm(request.POST or None)
    if not form.is_valid():
        return redirect("work:plan", year=year, slug=slug)
    operations.share_draft(
        actor=viewer_of(request).actor,
        year=year,
        body=body,
        is_shared=is_shared,
        key=form.cleaned_data["key"],
    )
    to = reverse("work:plan", kwargs={"year": year, "slug": slug})
    return forms.done(
        request,
        to,
        _("Stadsledningskontoret får läsa utkastet.")
        if is_shared
        else _("Utkastet visas inte längre för stadsledningskontoret."),
    )


@require_safe
def receipt(request: HttpRequest, year: int, slug: str, filing: int) -> HttpResponse:
    """Show the receipt of the submission with that number."""
    page = submitted.receipt(year=year, slug=slug, body=_body(slug), number=filing)
    ref, viewer = page.filing.decision, viewer_of(request)
    context: dict[str, object] = {
        "page": page,
        "decision": decision_of(viewer, ref, year=year, slug=slug),
    }
    return show(request, "web/plan/receipt.html", context, year=year)


@require_safe
def state_list(request: HttpRequest, year: int) -> HttpResponse:
    """Show the centre how far every body has come with its plan."""
    only = request.GET.get("lage", "")
    page = board.board_page(year=year, only=only)
    context: dict[str, object] = {"page": page, "is_narrowed": bool(only)}
    return show(request, "web/plan/board.html", context, year=year)


@require_safe
def state_list_latest(_request: HttpRequest) -> HttpResponse:
    """Lead on to the state list of the latest year."""
    known = goals.years()
    return redirect("work:state-list", year=known[0] if known else timezone.localdate().year)


@require_safe
def state_list_file(request: HttpRequest, year: int, form: str) -> HttpResponse:
    """Hand out the state list."""
    page = board.board_page(year=year, only=request.GET.get("lage", ""))
    return _handed(request, year, board.board_list(page), form)


@require_safe
def plan(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show a body's plan as it was submitted: to everybody what is public, to others theirs."""
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST else None
    viewer = viewer_of(request)
    sight = facts_within_sight(viewer.actor) if viewer.is_signed_in else PUBLIC_SIGHT
    page = submitted.plan_page(year=year, slug=slug, body=_known(slug), number=number, sight=sight)
    answer = show(request, "web/plan/plan.html", {"page": page}, section="bodies", year=year)
    if page.has_marked:
        patch_cache_control(answer, private=True, no_store=True)
    return answer


@require_safe
def compare(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show everybody how two submitted versions of a body's plan differ."""
    page = submitted.compare_page(year=year, slug=slug, body=_known(slug), asked=request.GET.dict())
    return show(request, "web/plan/compare.html", {"page": page}, section="bodies", year=year)


@require_safe
def compare_years(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show everybody how a body's submitted plan differs from that of the year before."""
    page = years.years_page(year=year, slug=slug, body=_known(slug))
    place = {"year": year, "slug": slug}
    context: dict[str, object] = {
        "page": page,
        "files": {
            form: reverse("web:compare-plan-years-file", kwargs=place | {"form": form})
            for form in ("csv", "json")
        },
    }
    return show(request, "web/plan/compare_years.html", context, section="bodies", year=year)


@require_safe
def compare_years_file(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    """Hand out how a body's submitted plan differs from that of the year before."""
    page = years.years_page(year=year, slug=slug, body=_known(slug))
    return _handed(request, year, years.years_list(page), form)


LONGEST = 6
"""Digits of a number in an address, and one."""


def _handed(request: HttpRequest, year: int, listing: downloads.List, form: str) -> HttpResponse:
    version = queries.year_clock(year=year).version
    stamp = downloads.Stamp(year, timezone.localdate(), version)
    return downloads.hand_out_stamped(request, stamp, listing, form)


def _body(slug: str) -> str:
    return directory.body_at(slug=slug) or ""


def _known(slug: str) -> str:
    body = directory.body_at(slug=slug)
    if body is None:
        raise Http404(slug)
    return body
