"""The pages of the year's occasions: for the centre, which changes them, and for each body."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core.policy import Role
from enslinje.core.terms import OccasionKind
from enslinje.goals import queries as goals
from enslinje.journal.record import Why
from enslinje.organisation import directory, operations, queries
from enslinje.organisation.calendar import year_events
from enslinje.web import standing
from enslinje.web.calendar.presenters import event_lines
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.occasions import presenters
from enslinje.web.occasions.forms import (
    CloseLockForm,
    ExtensionForm,
    LockForm,
    NewOccasionForm,
    OccasionForm,
    ParticipantsForm,
    PartsForm,
    ReasonForm,
)
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word


@require_safe
def latest(_request: HttpRequest) -> HttpResponse:
    """Lead on to the occasions of the latest year."""
    return redirect("work:occasions", year=_latest_year())


@require_safe
def occasions(request: HttpRequest, year: int) -> HttpResponse:
    """Show the year's occasions: state, times, parts, bodies."""
    page = presenters.occasions_page(viewer_of(request), year)
    return show(request, "web/occasions/occasions.html", {"page": page}, year=year)


@require_safe
def occasion(request: HttpRequest, year: int, kind: OccasionKind) -> HttpResponse:
    """Show one occasion with who takes part and every exception from it."""
    viewer = viewer_of(request)
    context: dict[str, object] = {
        "page": presenters.occasions_page(viewer, year),
        "line": presenters.occasion_line(viewer, year, kind),
    }
    return show(request, "web/occasions/occasion.html", context, year=year)


@require_safe
def of_body(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a body its own times, also the extension it has and why."""
    viewer, body = viewer_of(request), _body(slug)
    year = _year_asked(request)
    context: dict[str, object] = {
        "name": directory.body_names().get(body, body),
        "slug": slug,
        "year": year,
        "years": goals.years(),
        "lines": presenters.lines_of_body(year, body, viewer.actor),
        "events": event_lines(
            year_events(year=year, body=body, actor=viewer.actor), queries.bodies(year=year)
        ),
    }
    return show(request, "web/occasions/of_body.html", context, year=year)


def new(request: HttpRequest, year: int) -> HttpResponse:
    """Set up an occasion that the year does not have."""
    viewer = viewer_of(request)
    taken = {row.kind for row in queries.occasions(year=year)}
    form = NewOccasionForm(request.POST or None, taken=taken)

    def perform(given: dict[str, Any]) -> Any:
        return operations.open_occasions(
            actor=viewer.actor,
            occasions=[form.new(year)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = FormPage(
        heading=_("Nytt tillfälle"),
        about=str(year),
        submit=_("Spara"),
        back=reverse("work:occasions", kwargs={"year": year}),
        back_words=_("Tillfällen"),
    )
    return answer(request, page, form, perform, said=lambda: form.said(_("Tillfället är upplagt.")))


def change(request: HttpRequest, year: int, kind: OccasionKind) -> HttpResponse:
    """Change what an occasion is called, its times and its state."""
    row, viewer = presenters.occasion_row(year, kind), viewer_of(request)
    form = OccasionForm(request.POST or None, row=row)

    def perform(given: dict[str, Any]) -> Any:
        return operations.change_occasion(
            actor=viewer.actor,
            year=year,
            kind=kind,
            edition=form.draft(),
            seen=form.seen,
            reason=given["reason"],
            key=given["key"],
        )

    page = _page((year, kind), _("Ändra tillfället"), _("Spara"))
    return answer(request, page, form, perform, said=lambda: form.said(_("Tillfället är ändrat.")))


def parts(request: HttpRequest, year: int, kind: OccasionKind) -> HttpResponse:
    """Say which parts of the plan an occasion is about."""
    row, viewer = presenters.occasion_row(year, kind), viewer_of(request)
    form = PartsForm(
        request.POST or None,
        initial={
            "parts": [part.value for part in row.parts],
            **standing.base(standing.current("tillfallets-delar", year, kind.value)),
        },
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.name_parts(
            actor=viewer.actor,
            year=year,
            kind=kind,
            parts=form.chosen(),
            seen=form.seen,
            key=given["key"],
        )

    page = _page((year, kind), _("Vad tillfället gäller"), _("Spara"))
    return answer(request, page, form, perform, said=_("Delarna är sparade."))


def participants(request: HttpRequest, year: int, kind: OccasionKind) -> HttpResponse:
    """Say which bodies take part in an occasion."""
    row, viewer = presenters.occasion_row(year, kind), viewer_of(request)
    form = ParticipantsForm(
        request.POST or None,
        bodies=presenters.possible_participants(year),
        chosen=row.bodies,
        base=standing.base(standing.current("tillfallets-organ", year, kind.value)),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.name_participants(
            actor=viewer.actor,
            year=year,
            kind=kind,
            bodies=given["bodies"],
            seen=form.seen,
            key=given["key"],
        )

    page = _page((year, kind), _("Vilka som deltar"), _("Spara"))
    return answer(request, page, form, perform, said=_("Deltagarna är sparade."))


def extend(request: HttpRequest, year: int, kind: OccasionKind, slug: str) -> HttpResponse:
    """Give a body a later last time, or change the one it has."""
    viewer, body = viewer_of(request), _body(slug)
    presenters.occasion_row(year, kind)
    there = standing.current("tillfalle", year, kind.value, body)
    form = ExtensionForm(
        request.POST or None,
        extended=there.values.get("extended_due_at"),
        reason=there.values.get("reason", ""),
        base=standing.base(there),
    )

    def perform(given: dict[str, Any]) -> Any:
        until = form.instants["until"]
        assert until is not None  # noqa: S101 - the day is required
        return operations.extend_occasion(
            actor=viewer.actor,
            year=year,
            kind=kind,
            body=body,
            until=until,
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    page = _page((year, kind), _("Anstånd"), _("Ge anstånd"), slug=slug)
    return answer(request, page, form, perform, said=lambda: form.said(_("Anståndet är givet.")))


def withdraw(request: HttpRequest, year: int, kind: OccasionKind, slug: str) -> HttpResponse:
    """Take a body's later last time back, and say why."""
    viewer, body = viewer_of(request), _body(slug)
    presenters.occasion_row(year, kind)
    there = standing.current("tillfalle", year, kind.value, body)
    form = ReasonForm(request.POST or None, initial=standing.base(there))

    def perform(given: dict[str, Any]) -> Any:
        return operations.withdraw_extension(
            actor=viewer.actor,
            year=year,
            kind=kind,
            body=body,
            reason=given["reason"],
            seen=form.seen,
            key=given["key"],
        )

    page = _page((year, kind), _("Ta tillbaka anståndet"), _("Ta tillbaka"), slug=slug)
    return answer(request, page, form, perform, said=_("Anståndet är tillbakataget."))


def open_lock(request: HttpRequest, year: int, kind: OccasionKind, slug: str) -> HttpResponse:
    """Open the lock of an occasion of a body for a person or a role, until an instant."""
    viewer, body = viewer_of(request), _body(slug)
    presenters.occasion_row(year, kind)
    form = LockForm(request.POST or None)

    def perform(given: dict[str, Any]) -> Any:
        return operations.open_lock(
            actor=viewer.actor, year=year, kind=kind, opening=form.draft(body), key=given["key"]
        )

    note = _("Det ger ingen en rätt som personen inte redan har, och öppnar för ingen annan.")
    page = _page((year, kind), _("Öppna låset"), _("Öppna låset"), slug=slug, notes=(note,))
    return answer(request, page, form, perform, said=lambda: form.said(_("Låset är öppnat.")))


def close_lock(request: HttpRequest, year: int, kind: OccasionKind, slug: str) -> HttpResponse:
    """Close, at once, the lock that was opened for somebody."""
    viewer, body = viewer_of(request), _body(slug)
    presenters.occasion_row(year, kind)
    form = CloseLockForm(request.POST or None, initial=request.GET.dict())

    def perform(given: dict[str, Any]) -> Any:
        return operations.close_lock(
            actor=viewer.actor,
            year=year,
            kind=kind,
            body=body,
            person=given["person"],
            role=Role(given["role"]) if given["role"] else None,
            reason=given["reason"],
            key=given["key"],
        )

    page = _page((year, kind), _("Stäng låset"), _("Stäng låset"), slug=slug)
    return answer(request, page, form, perform, said=_("Låset är stängt."))


def _page(
    where: tuple[int, OccasionKind],
    heading: Word,
    submit: Word,
    *,
    slug: str = "",
    notes: tuple[Word, ...] = (),
) -> FormPage:
    year, kind = where
    title = presenters.titled(presenters.occasion_row(year, kind).name, year)
    name = directory.body_names().get(_body(slug), "") if slug else ""
    return FormPage(
        heading=heading,
        about=f"{title}, {name}" if name else title,
        submit=submit,
        back=reverse("work:occasion", kwargs={"year": year, "kind": kind}),
        back_words=title,
        notes=notes,
    )


def _body(slug: str) -> str:
    return directory.body_at(slug=slug) or ""


def _latest_year() -> int:
    known = goals.years()
    return known[0] if known else timezone.localdate().year


def _year_asked(request: HttpRequest) -> int:
    """The year of the query string; the latest that is known, when it says none."""
    text = request.GET.get("ar", "")
    is_year = text.isascii() and text.isdigit() and 1000 <= int(text[:5]) <= 2999  # noqa: PLR2004
    return int(text) if is_year else _latest_year()
