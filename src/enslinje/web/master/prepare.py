"""The page that prepares a new year: what would be made, what waits for a choice, and a yes."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enslinje.filing import operations, queries
from enslinje.filing.queries import Preview
from enslinje.goals import queries as goals
from enslinje.web import forms
from enslinje.web.master import words
from enslinje.web.master.goal_forms import PrepareForm, YearsForm
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


def prepare(request: HttpRequest) -> HttpResponse:
    """Show what a new year would be made of, and make it when that is confirmed."""
    viewer = viewer_of(request)
    asked = YearsForm(_asked(request))
    form = PrepareForm(request.POST or None, initial=_years(asked))

    def perform(given: dict[str, Any]) -> Any:
        return operations.prepare_year(
            actor=viewer.actor,
            from_year=given["from_year"],
            to_year=given["to_year"],
            key=given["key"],
        )

    if forms.sent(request, form, perform):
        back = reverse("work:occasions", kwargs={"year": form.cleaned_data["to_year"]})
        return forms.done(request, back, _("Året är förberett."))
    preview = _preview(asked)
    context: dict[str, object] = {
        "asked": asked,
        "form": form,
        "preview": preview,
        "carried": _carried(preview),
        "choices": _choices(preview),
        "there": [f"{one.count} {words.carried(one.kind)}" for one in preview.there]
        if preview
        else [],
    }
    return show(request, "web/master/prepare.html", context, status=forms.status_of(form))


def _asked(request: HttpRequest) -> dict[str, Any]:
    """The two years: those of the form that is sent, of the query, or the latest and the next."""
    if request.method == "POST":
        given = request.POST
        return {"fran": given.get("from_year", ""), "till": given.get("to_year", "")}
    if "fran" in request.GET or "till" in request.GET:
        return {"fran": request.GET.get("fran", ""), "till": request.GET.get("till", "")}
    known = goals.years()
    latest = known[0] if known else timezone.localdate().year
    return {"fran": latest, "till": latest + 1}


def _years(asked: YearsForm) -> dict[str, Any]:
    if not asked.is_valid():
        return {}
    return {"from_year": asked.cleaned_data["fran"], "to_year": asked.cleaned_data["till"]}


def _preview(asked: YearsForm) -> Preview | None:
    """What would be made; None when the years cannot be read, or are the wrong way round."""
    if not asked.is_valid():
        return None
    from_year, to_year = asked.cleaned_data["fran"], asked.cleaned_data["till"]
    if from_year >= to_year:
        asked.add_error("till", _("Ange ett år efter det som det förbereds ur."))
        return None
    return queries.preview_year(from_year=from_year, to_year=to_year)


def _carried(preview: Preview | None) -> list[tuple[str, int, tuple[str, ...]]]:
    if preview is None:
        return []
    return [(words.carried(one.kind), one.count, one.names) for one in preview.carried]


def _choices(preview: Preview | None) -> list[tuple[str, list[str]]]:
    """What waits for a choice: why, and about what."""
    found: dict[str, list[str]] = {}
    for one in preview.choices if preview else ():
        found.setdefault(words.choice(one.kind), []).append(one.subject)
    return list(found.items())
