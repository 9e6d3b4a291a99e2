"""What is not there yet in a year: pages that set an indicator and form a group of bodies."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, GroupMembership
from enslinje.goals import operations, queries
from enslinje.journal.record import Why
from enslinje.organisation import operations as organisation
from enslinje.organisation import queries as bodies
from enslinje.organisation import rights
from enslinje.organisation.drafts import GroupDraft
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.master.indicators import choices
from enslinje.web.master.new_forms import NewGroupForm, NewIndicatorForm
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word
from enslinje.web.writing import in_language


def indicator(request: HttpRequest, year: int) -> HttpResponse:
    """Define an indicator of the whole group that is not there yet."""
    viewer = viewer_of(request)
    units = [(code, in_language(sv, en)) for code, sv, en in queries.units()]
    form = NewIndicatorForm(request.POST or None, choices=choices(year), units=units)
    owner = next(iter(sorted(rights.bodies_that_speak_for_all())), "")

    def perform(given: dict[str, Any]) -> Any:
        return operations.define_indicators(
            actor=viewer.actor,
            year=year,
            indicators=[form.new(owner)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    about = _("För hela staden")
    page = _page(
        year,
        "master-indicators",
        heading=_("Ny indikator"),
        about=about,
        back_words=_("Indikatorer"),
    )
    return answer(request, page, form, perform, said=_("Indikatorn är tillagd."))


def group(request: HttpRequest, year: int) -> HttpResponse:
    """Form a group of bodies that is not there yet."""
    viewer = viewer_of(request)
    open_ones = [one for one in bodies.bodies(year=year) if one.is_open]
    form = NewGroupForm(
        request.POST or None,
        initial={"base": "-"},
        label=_("Medlemmar"),
        bodies=[(one.code, one.short_name) for one in open_ones],
    )

    def perform(given: dict[str, Any]) -> Any:
        draft = GroupDraft(
            code=given["code"],
            name=given["name"],
            membership=GroupMembership.CLOSED,
            basis=Basis.STATED,
            members=tuple(given["bodies"]),
            seen=form.seen,
        )
        return organisation.form_groups(
            actor=viewer.actor,
            year=year,
            groups=[draft],
            key=given["key"],
            why=Why(given["reason"]),
        )

    about = _("Nämnder och bolag som uppdrag och årsmål läggs på tillsammans")
    page = _page(year, "master-groups", heading=_("Ny krets"), about=about, back_words=_("Kretsar"))
    return answer(request, page, form, perform, said=_("Kretsen är bildad."))


def _page(year: int, back: str, *, heading: Word, about: Word, back_words: Word) -> FormPage:
    return FormPage(
        heading=heading,
        about=f"{about}, {year}",
        submit=_("Spara"),
        back=reverse(f"work:{back}", kwargs={"year": year}),
        back_words=back_words,
    )
