"""How a body contributes to each area goal: one page that all may read who see the draft."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Action
from enslinje.core.terms import LevelCode
from enslinje.goals import queries as goals
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.web import forms, standing
from enslinje.web.comments.marks import marks_of
from enslinje.web.contents.contribution_forms import ContributionsForm, GoalLine
from enslinje.web.contents.place import Place, place_of
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import CONTRIBUTION

KIND = "bidrag"


def contributions(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show what the body says of every goal, and let those change it who may."""
    place, viewer = place_of(year, slug), viewer_of(request)
    lines = _lines(place, viewer)
    form = ContributionsForm(
        request.POST or None, lines=lines, rested_on=_rested_on(request, place, lines)
    )
    if copied := request.POST.get("copy", ""):
        form.fill_in(copied)
        return _shown(request, place, viewer, form, status=200)

    def perform(given: dict[str, Any]) -> Any:
        return operations.state_contributions(
            actor=viewer.actor,
            year=year,
            contributions=form.drafts(place.code),
            key=given["key"],
        )

    if forms.sent(request, form, perform):
        to = place.address("plan-contributions")
        return forms.done(request, to, _("Bidragen är sparade."))
    return _shown(request, place, viewer, form, status=forms.status_of(form))


def _shown(
    request: HttpRequest, place: Place, viewer: Viewer, form: ContributionsForm, *, status: int
) -> HttpResponse:
    context: dict[str, object] = {
        "place": place,
        "form": form,
        "can_write": viewer.may(Action.STATE_CONTRIBUTION, place.code),
        "said": [(line, CONTRIBUTION[line.now.state]) for line in form.lines if line.now],
        "marks": marks_of(viewer, year=place.year, body=place.code, slug=place.slug),
        "stated": sum(line.now is not None for line in form.lines),
        "back": place.address("plan-contents"),
    }
    template = "web/contents/contributions.html"
    return show(request, template, context, year=place.year, status=status)


def _lines(place: Place, viewer: Viewer) -> list[GoalLine]:
    sight = facts_within_sight(viewer.actor)
    years = (place.year, place.year - 1)
    said = content_queries.contributions_of(place.code, years=years, sight=sight)
    relevance = content_queries.relevance_for(place.code, year=place.year)
    return [
        GoalLine(
            goal,
            said.get((place.year, goal.code)),
            said.get((place.year - 1, goal.code)),
            relevance.get(goal.code),
        )
        for goal in goals.goals(year=place.year)
        if goal.level is LevelCode.AREA_GOAL
    ]


def _rested_on(request: HttpRequest, place: Place, lines: list[GoalLine]) -> dict[str, Any]:
    """What each goal's field rests on, by goal: what was there when its writer read it."""
    if request.method != "POST":
        return {}
    bases = {
        (place.year, line.code, place.code): request.POST.get(f"base-{line.code}", "")
        for line in lines
    }
    found = standing.rested_on_each(KIND, bases)
    return {goal: row for (_year, goal, _body), row in found.items()}
