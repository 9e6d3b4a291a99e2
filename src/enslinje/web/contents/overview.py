"""The first page of what a plan consists of: each part, and how much of it there is."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from enslinje.core import money
from enslinje.core.marking import Sight
from enslinje.core.policy import Action
from enslinje.core.terms import LevelCode
from enslinje.goals import own_queries
from enslinje.goals import queries as goals
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries
from enslinje.web import writing
from enslinje.web.contents.place import Place, place_of
from enslinje.web.pages import show
from enslinje.web.viewers import viewer_of


@dataclass(frozen=True)
class Part:
    """A part of the plan: what it is called, what it is, how much there is, and where."""

    words: str
    about: str
    so_far: str
    address: str


@require_safe
def latest(_request: HttpRequest, slug: str) -> HttpResponse:
    """Lead on to the plan of the latest year that is recorded."""
    years = goals.years()
    if not years:
        raise Http404(slug)
    return redirect("work:plan-contents", year=years[0], slug=slug)


@require_safe
def contents(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the parts of the body's plan."""
    place, viewer = place_of(year, slug), viewer_of(request)
    sight = facts_within_sight(viewer.actor)
    there = content_queries.how_many(place.code, year=year, sight=sight)
    parts = _goal_parts(place, there) + _other_parts(place, sight)
    if viewer.may(Action.VIEW_PLAN_TEXT, place.code):
        parts += _text_parts(place, there)
    context: dict[str, object] = {"place": place, "parts": parts}
    return show(request, "web/contents/contents.html", context, year=year)


def _goal_parts(place: Place, there: Mapping[str, int]) -> list[Part]:
    rows = goals.goals(year=place.year)
    area_goals = [row for row in rows if row.level is LevelCode.AREA_GOAL]
    own = sum(
        row.owner == place.code and row.level in {LevelCode.BODY_GOAL, LevelCode.UNIT_GOAL}
        for row in rows
    )
    indicators = len(own_queries.own_indicators(place.code, year=place.year))
    activities = there["activities"]
    return [
        Part(
            _("Bidrag till målen"),
            _("På vilket sätt ni bidrar till vart och ett av målen för verksamhetsområdet."),
            _("besvarat för {said} av {all} mål").format(
                said=there["contributions"], all=len(area_goals)
            ),
            place.address("plan-contributions"),
        ),
        Part(
            _("Egna mål och indikatorer"),
            _("Nämndens eller bolagets mål med förväntat resultat, enheters mål och egna mått."),
            _("{goals} mål, {indicators} indikatorer").format(goals=own, indicators=indicators),
            place.address("plan-goals"),
        ),
        Part(
            _("Aktiviteter"),
            _("Vad som ska göras, när, för vilka mål och tillsammans med vilka."),
            ngettext("{n} aktivitet", "{n} aktiviteter", activities).format(n=activities),
            place.address("plan-activities"),
        ),
    ]


def _other_parts(place: Place, sight: Sight) -> list[Part]:
    amounts = content_queries.plan_budget_of(place.code, year=place.year, sight=sight)
    net = sum(one.amount_ore for one in amounts if one.for_year == place.year)
    planned = _("netto {net} mnkr").format(net=writing.number(money.in_mnkr(net), 1))
    return [
        Part(
            _("Perspektiv och program"),
            _("Teman på egna mål, indikatorer och aktiviteter, och vad som saknar dem."),
            "",
            place.address("plan-themes"),
        ),
        Part(
            _("Planens budget"),
            _("Intäkter och kostnader i tre år, mot det som fullmäktige gav."),
            planned if amounts else _("inte angiven"),
            place.address("plan-budget"),
        ),
    ]


def _text_parts(place: Place, there: Mapping[str, int]) -> list[Part]:
    conflicts, hindrances = there["conflicts"], there["hindrances"]
    said = (
        ngettext("{n} målkonflikt", "{n} målkonflikter", conflicts).format(n=conflicts),
        ngettext("{n} hinder", "{n} hinder", hindrances).format(n=hindrances),
    )
    steps = there["preparations"]
    return [
        Part(
            _("Målkonflikter och hinder"),
            _("Mål som är svåra att nå samtidigt, och vad som står i vägen för målen."),
            ", ".join(said),
            place.address("goal-conflicts"),
        ),
        Part(
            _("Beredning"),
            _("Samverkan, råd och analyser innan planen beslutas."),
            ngettext("{n} antecknad", "{n} antecknade", steps).format(n=steps),
            place.address("plan-preparations"),
        ),
    ]
