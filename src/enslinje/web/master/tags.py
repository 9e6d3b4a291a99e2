"""The pages that say which perspectives and programmes a goal or an indicator has in a year."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis, IndicatorKind
from enslinje.goals import operations, theme_queries
from enslinje.goals.drafts import TaggedDraft
from enslinje.goals.rows import ThemeRow
from enslinje.web import standing
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.forms import VersionedForm
from enslinje.web.master.goals import council_goals
from enslinje.web.master.indicators import row_of
from enslinje.web.master.words import THEME_KIND
from enslinje.web.viewers import viewer_of


class TagForm(VersionedForm):
    """The themes that something has: these and no others."""

    themes = forms.MultipleChoiceField(
        label=_("Perspektiv, program och styrdokument"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Inga valda: det hör inte till något av dem."),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        themes: tuple[ThemeRow, ...],
    ) -> None:
        super().__init__(data, initial=initial)
        choices = [(row.code, f"{row.name} ({THEME_KIND[row.kind]})") for row in themes]
        self.fields["themes"].choices = choices  # type: ignore[attr-defined]


def goal(request: HttpRequest, year: int, goal: str) -> HttpResponse:
    """Say which themes a goal of the whole group has."""
    row = next((one for one in council_goals(year) if one.code == goal), None)
    if row is None:
        raise Http404(goal)
    return _tagged(request, year, ("malets-teman", "goal", goal), f"{row.number} {row.name}")


def indicator(request: HttpRequest, year: int, indicator: str) -> HttpResponse:
    """Say which themes an indicator has."""
    row = row_of(year, indicator)
    if row.kind is IndicatorKind.BASE_METRIC:
        raise Http404(indicator)
    return _tagged(request, year, ("indikatorns-teman", "indicator", indicator), row.name)


def _tagged(
    request: HttpRequest, year: int, item: tuple[str, str, str], about: str
) -> HttpResponse:
    """Tag an item: the kind of its history, what the draft calls it, its code."""
    kind, field, code = item
    viewer, themes = viewer_of(request), theme_queries.themes(year=year)
    chosen = [row.code for row in themes if code in getattr(row, f"{field}s")]
    base = standing.base(standing.current(kind, year, code))
    form = TagForm(request.POST or None, initial={"themes": chosen, **base}, themes=themes)

    def perform(given: dict[str, Any]) -> Any:
        draft = TaggedDraft(
            basis=Basis.STATED, themes=tuple(given["themes"]), seen=form.seen, **{field: code}
        )
        return operations.tag(actor=viewer.actor, year=year, items=[draft], key=given["key"])

    is_goal = field == "goal"
    where = {"year": year} if is_goal else {"year": year, "indicator": code}
    page = FormPage(
        heading=_("Perspektiv och program"),
        about=f"{about}, {year}",
        submit=_("Spara"),
        back=reverse("work:master-goals" if is_goal else "work:master-indicator", kwargs=where),
        back_words=_("Mål") if is_goal else code,
        notes=() if themes else (_("Året har inga perspektiv eller program att välja än."),),
        history=standing.history(kind, year, code),
    )
    return answer(request, page, form, perform, said=_("Valet är sparat."))
