"""The pages where a body writes its plan, section by section."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.core.terms import CommentSubject, WorkState
from enslinje.goals import queries as goals
from enslinje.journal.record import Receipt
from enslinje.organisation import directory
from enslinje.plans import operations
from enslinje.plans.comment_subjects import Subject
from enslinje.web import forms
from enslinje.web.comments.marks import marks_of
from enslinje.web.comments.presenters import margin
from enslinje.web.contents.place import Place
from enslinje.web.pages import show
from enslinje.web.texts import presenters, written
from enslinje.web.texts.forms import SectionTextForm
from enslinje.web.texts.presenters import SectionPage
from enslinje.web.viewers import viewer_of

SAVE, READY, STARTED, PREVIEW, COPY = "save", "ready", "started", "preview", "copy"


@require_safe
def sections(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the sections of the body's plan and how far each has come."""
    viewer = viewer_of(request)
    body = directory.body_at(slug=slug) or ""
    context: dict[str, object] = {
        "name": directory.body_names().get(body, body),
        "slug": slug,
        "year": year,
        "years": goals.years(),
        "lines": presenters.section_lines(viewer, year, body),
        "marks": marks_of(viewer, year=year, body=body, slug=slug),
    }
    return show(request, "web/texts/sections.html", context, year=year)


@require_safe
def latest(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the sections of the latest year's plan."""
    years = goals.years()
    return sections(request, years[0] if years else timezone.localdate().year, slug)


def section(request: HttpRequest, year: int, slug: str, section: str) -> HttpResponse:
    """Write a section: by a form, or by the page's script, which saves while one types."""
    page = presenters.section_page(viewer_of(request), year, slug, section)
    if page is None:
        raise Http404(section)
    if request.method == "POST":
        return _sent(request, page)
    first = {"text": page.row.text, "base": versions.written(page.row.fact)}
    return _page(request, page, SectionTextForm(initial=first))


def presence(request: HttpRequest, year: int, slug: str, section: str) -> HttpResponse:
    """Say that one writes here, or with `lamnar` that one no longer does; tell who else does."""
    actor, body = viewer_of(request).actor, directory.body_at(slug=slug) or ""
    place: dict[str, Any] = {"body": body, "year": year, "section": section}
    if request.method == "POST":
        move = operations.leave if "lamnar" in request.POST else operations.be_present
        move(actor=actor, **place)
    return JsonResponse({"words": presenters.writing_words(**place, but=actor.code)})


def _sent(request: HttpRequest, page: SectionPage) -> HttpResponse:
    asked = request.POST.get("do", SAVE)
    if asked in {PREVIEW, COPY}:
        data = presenters.copied(request.POST, page.row.before) if asked == COPY else request.POST
        form = SectionTextForm(data)
        return _page(request, page, form, previews=asked == PREVIEW, is_unsaved=True)
    form, by_script = SectionTextForm(request.POST), _is_by_script(request)
    receipts: list[Receipt] = []

    def perform(_given: dict[str, Any]) -> Receipt:
        receipts.append(
            operations.write_sections(
                actor=viewer_of(request).actor,
                year=page.year,
                texts=[form.draft(page.body, page.code, _state(asked, form, page))],
                key=form.cleaned_data["key"],
            )
        )
        return receipts[0]

    if forms.sent(request, form, perform):
        if by_script:
            return _saved(page, receipts[0], form)
        said = _("Avsnittet är klart för kontroll.") if asked == READY else _("Texten är sparad.")
        return forms.done(request, page.address(), said)
    if by_script:
        return _refused(request, form)
    return _page(request, page, form, status=forms.status_of(form), is_unsaved=True)


def _state(asked: str, form: SectionTextForm, page: SectionPage) -> WorkState:
    """A text that is saved as it stood is as ready as it was."""
    if asked == READY:
        return WorkState.READY
    is_same = form.cleaned_data["text"] == page.row.text
    if asked == SAVE and is_same:
        return page.row.state
    return WorkState.STARTED


def _page(
    request: HttpRequest,
    page: SectionPage,
    form: SectionTextForm,
    *,
    status: int = 200,
    previews: bool = False,
    is_unsaved: bool = False,
) -> HttpResponse:
    text = str(form["text"].value() or "") if is_unsaved else page.row.text
    asked = request.GET.get("siffra")
    found = () if asked is None else presenters.figure_lines(page.year, page.body, asked)
    context: dict[str, object] = {
        "page": page,
        "form": form,
        "shown": written.shown(text) if previews or not page.may_write else "",
        "previews": previews,
        "is_unsaved": is_unsaved,
        "unbound": presenters.unbound_words(text),
        "asked": asked,
        "figures": found,
        "margin": margin(
            viewer_of(request),
            # Also in a year whose goals are not set yet: its sections may be.
            Place(page.year, page.body, page.slug, page.body_name, years=()),
            Subject(CommentSubject.SECTION, page.code),
        ),
    }
    return show(request, "web/texts/section.html", context, year=page.year, status=status)


def _is_by_script(request: HttpRequest) -> bool:
    return request.headers.get("Accept") == "application/json"


def _saved(page: SectionPage, receipt: Receipt, form: SectionTextForm) -> HttpResponse:
    """Tell the script what a save rests on from now on, and what can be said of the text."""
    text = form.cleaned_data["text"]
    state = page.row.state if text == page.row.text else WorkState.STARTED
    shown = presenters.state_of(state)
    return JsonResponse(
        {
            "base": versions.written(receipt.rows[0]),
            "clock": timezone.localtime().strftime("%H.%M"),
            "state": {"code": shown.code, "shape": shown.shape, "words": shown.words},
            "unbound": presenters.unbound_words(text),
        }
    )


def _refused(request: HttpRequest, form: SectionTextForm) -> HttpResponse:
    """Tell the script why nothing was saved; of a conflict theirs, mine and both put together."""
    answer: dict[str, Any] = {"faults": [fault.text for fault in forms.faults(form)]}
    if form.conflict:
        text = next((one for one in form.conflict.differences if one.name == "text"), None)
        theirs = form.conflict.theirs
        context = {"conflict": form.conflict, "difference": text}
        answer |= {
            "base": versions.written(theirs.pk if theirs else None),
            "panel": render_to_string("web/texts/clash.html", context, request=request),
        }
    return JsonResponse(answer, status=forms.status_of(form))
