"""The pages of comments on bodies' plans."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from enslinje.goals import queries as goals
from enslinje.plans.comment_subjects import Subject
from enslinje.web import forms
from enslinje.web.comments import lists, places, presenters
from enslinje.web.comments.forms import CommentForm
from enslinje.web.comments.moves import Move, move_of
from enslinje.web.contents.place import Place, place_of
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


@require_safe
def of_plan(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show every thread on the plan that the reader sees."""
    place, viewer = place_of(year, slug), viewer_of(request)
    opened, resolved = lists.sorted_summaries(lists.summaries(viewer, place))
    context: dict[str, object] = {
        "place": place,
        "open": opened,
        "settled": resolved,
        "lines": lists.body_lines(viewer, year, under=place.code),
    }
    return show(request, "web/comments/plan.html", context, year=year)


@require_safe
def latest(_request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on to the comments on the plan of the latest year."""
    return redirect("work:comments", year=_latest_year(), slug=slug)


@require_safe
def of_bodies(request: HttpRequest, year: int) -> HttpResponse:
    """Show which bodies' plans have open threads that are shared with the reader."""
    context: dict[str, object] = {
        "year": year,
        "years": goals.years(),
        "lines": lists.body_lines(viewer_of(request), year),
    }
    return show(request, "web/comments/bodies.html", context, year=year)


@require_safe
def of_bodies_latest(_request: HttpRequest) -> HttpResponse:
    """Lead on to the latest year."""
    return redirect("work:comments-of-bodies", year=_latest_year())


def of_subject(
    request: HttpRequest, year: int, slug: str, *, subject_kind: str, subject: str
) -> HttpResponse:
    """Show the comments on one thing of the plan, and do what a button says."""
    place = place_of(year, slug)
    about = places.subject_at(subject_kind, subject)
    if about is None:
        raise Http404(request.path)
    if request.method != "POST":
        return _page(request, place, about)
    move = move_of(request, place, about, lambda data: _form(request, place, about, data))
    if forms.sent(request, move.form, move.perform):
        return forms.done(request, _after(request, place, about, move), move.said)
    return _page(request, place, about, move)


def _after(request: HttpRequest, place: Place, about: Subject, move: Move) -> str:
    """Where one comes: to the thread, beside the thing where the form was sent from there."""
    year, slug = place.year, place.slug
    if request.META["QUERY_STRING"] == presenters.BACK:
        viewer = viewer_of(request)
        thing = places.thing_address(about, viewer, year=year, body=place.code, slug=slug)
        if thing:
            return f"{thing.partition('#')[0]}#trad-{move.thread}"
    return places.comments_address(about, year=year, slug=slug, thread=move.thread)


def _page(
    request: HttpRequest, place: Place, about: Subject, refused: Move | None = None
) -> HttpResponse:
    page = presenters.subject_page(viewer_of(request), place, about, refused)
    if page is None:
        raise Http404(request.path)
    form = refused.form if refused else None
    context: dict[str, object] = {
        "page": page,
        "refused": form,
        "conflict": getattr(form, "conflict", None),
    }
    status = forms.status_of(form) if form else 200
    return show(request, "web/comments/subject.html", context, year=place.year, status=status)


def _form(request: HttpRequest, place: Place, about: Subject, data: Any) -> CommentForm:
    return presenters.written_form(viewer_of(request), place, about, data)


def _latest_year() -> int:
    known = goals.years()
    return known[0] if known else timezone.localdate().year
