"""The history of an object, of one write, of a body and of a person; and restoring from it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.journal.history import queries, register
from enslinje.journal.history.register import HistoryNotFound
from enslinje.organisation import directory, operations, rights
from enslinje.organisation.sight import sight_of
from enslinje.web import forms
from enslinje.web.form_pages import answer
from enslinje.web.history import presenters
from enslinje.web.history.forms import MarkForm, RestoreForm
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


@require_safe
def of_object(request: HttpRequest, address: str) -> HttpResponse:
    """Show everything that happened to one object, newest first, filtered."""
    wanted = presenters.filter_asked(request.GET)
    try:
        found = queries.history(
            address,
            sight=sight_of(viewer_of(request).actor),
            wanted=wanted,
            page=presenters.page_asked(request.GET),
        )
    except HistoryNotFound as missing:
        raise Http404(address) from missing
    page = presenters.object_page(found, wanted, request.GET, _offers(request))
    return show(request, "web/history/object.html", {"page": page})


@require_safe
def of_write(request: HttpRequest, change_set: int) -> HttpResponse:
    """Show one write: who, when, why, and everything it did."""
    try:
        found = queries.write(
            change_set,
            sight=sight_of(viewer_of(request).actor),
            page=presenters.page_asked(request.GET),
        )
    except HistoryNotFound as missing:
        raise Http404(request.path) from missing
    return show(
        request, "web/history/write.html", {"page": presenters.write_page(found, _offers(request))}
    )


@require_safe
def of_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what was written about a body lately."""
    code = directory.body_at(slug=slug) or ""
    recent = queries.of_body(
        code,
        sight=sight_of(viewer_of(request).actor),
        older=presenters.older_asked(request.GET),
    )
    page = presenters.recent_page(recent, directory.body_names().get(code, code), _offers(request))
    return show(request, "web/history/recent.html", {"page": page})


@require_safe
def of_person(request: HttpRequest, person: str) -> HttpResponse:
    """Show what somebody wrote lately, as far as the reader may see it."""
    recent = queries.of_person(
        person,
        sight=sight_of(viewer_of(request).actor),
        older=presenters.older_asked(request.GET),
    )
    if not recent.writes and not presenters.older_asked(request.GET):
        raise Http404(request.path)
    return show(
        request,
        "web/history/recent.html",
        {"page": presenters.recent_page(recent, person, _offers(request))},
    )


def restore(request: HttpRequest, fact: int, address: str) -> HttpResponse:
    """Let an object be as an earlier fact says: a new fact, with a reason."""
    viewer = viewer_of(request)
    try:
        found = queries.history(address, sight=sight_of(viewer.actor), size=presenters.ALL)
        kind, _place = register.find(address)
    except HistoryNotFound as missing:
        raise Http404(address) from missing
    page = presenters.restore_page(found, fact)
    if page is None or kind.restore is None:
        raise Http404(address)
    form = RestoreForm(request.POST or None, initial={"base": page.base})

    def perform(given: dict[str, Any]) -> Any:
        return operations.restore_fact(
            actor=viewer.actor,
            address=address,
            fact=fact,
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    if forms.sent(request, form, perform):
        return forms.done(request, page.history, _("Den tidigare uppgiften gäller igen."))
    context: dict[str, object] = {"page": page, "form": form}
    return show(request, "web/history/restore.html", context, status=forms.status_of(form))


def mark(request: HttpRequest, address: str) -> HttpResponse:
    """Mark what an object says now as public, working material or secret."""
    viewer = viewer_of(request)
    try:
        found = queries.history(address, sight=sight_of(viewer.actor), size=1)
    except HistoryNotFound as missing:
        raise Http404(address) from missing
    page = presenters.mark_page(found)
    if page is None:
        raise Http404(address)
    form = MarkForm(request.POST or None, initial={"base": presenters.base_of(found)})

    def perform(given: dict[str, Any]) -> Any:
        return operations.mark_fact(
            actor=viewer.actor,
            address=address,
            marking=given["marking"],
            ground=given["ground"],
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    return answer(request, page, form, perform, said=_("Märkningen är ändrad."))


def _offers(request: HttpRequest) -> presenters.Offers:
    return presenters.Offers(viewer_of(request), rights.bodies_that_speak_for_all())
