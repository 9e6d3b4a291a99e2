"""The activities of a body's plan: the list, the file, and the form of one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core import versions
from enslinje.core.marking import EVERYTHING, Sight
from enslinje.core.policy import Action
from enslinje.core.terms import ActivityState, CountsAs, LevelCode
from enslinje.goals import queries as goals
from enslinje.journal.record import Why
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory
from enslinje.organisation import queries as organisation
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries, operations
from enslinje.plans.content_rows import PlannedActivity
from enslinje.web import downloads, standing
from enslinje.web.comments.marks import marks_of
from enslinje.web.contents.activity_forms import (
    ChangeActivityForm,
    NewActivityForm,
    last_day_of,
    shown,
)
from enslinje.web.contents.codes import fresh
from enslinje.web.contents.place import Place, place_of
from enslinje.web.downloads import Column, List
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word

KIND = "aktivitet"
GIVEN_TO = (LevelCode.AREA_GOAL, LevelCode.SUB_AREA)
"""The levels above a body's own goals that an activity can serve."""


@dataclass(frozen=True)
class Line:
    """An activity with its words: when, its goals' numbers, who leads it and who takes part."""

    activity: PlannedActivity
    state: str
    starts_on: date | None
    last_day: date | None
    goals: tuple[str, ...]
    leads: tuple[str, ...]
    takes_part: tuple[str, ...]
    can_change: bool


@require_safe
def activities(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Show the activities that the body leads or takes part in."""
    place, viewer = place_of(year, slug), viewer_of(request)
    lines = _lines(place, viewer, facts_within_sight(viewer.actor))
    context: dict[str, object] = {
        "place": place,
        "lines": lines,
        "marks": marks_of(viewer, year=year, body=place.code, slug=slug),
        "can_write": viewer.may(Action.PLAN_ACTIVITY, place.code),
        "back": place.address("plan-contents"),
        "new": place.address("new-activity"),
        "files": {
            form: place.address("plan-activities-file", form=form) for form in ("csv", "json")
        },
    }
    return show(request, "web/contents/activities.html", context, year=year)


@require_safe
def activities_file(request: HttpRequest, year: int, slug: str, form: str) -> HttpResponse:
    """Hand out the activities that the body leads or takes part in."""
    place, viewer = place_of(year, slug), viewer_of(request)
    lines = _lines(place, viewer, facts_within_sight(viewer.actor))
    return downloads.hand_out_saved(request, year, _list(place, lines), form)


def activity(request: HttpRequest, year: int, slug: str, activity: str) -> HttpResponse:
    """Change an activity that the body leads."""
    place, viewer = place_of(year, slug), viewer_of(request)
    there = content_queries.activity(activity, year=year, sight=EVERYTHING)
    if there is None or there.planners != (place.code,):
        raise Http404(activity)
    form = ChangeActivityForm(
        request.POST or None,
        initial={**shown(there, place.code), "base": versions.written(there.fact)},
        **_choices(place, there),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.plan_activities(
            actor=viewer.actor,
            year=year,
            activities=[form.draft(activity, place.code, there)],
            key=given["key"],
            why=Why(given["reason"]),
        )

    page = _page(place, _("Ändra aktiviteten"), history=standing.history(KIND, year, activity))
    return answer(request, page, form, perform, said=_("Aktiviteten är ändrad."))


def new(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """Plan an activity that is not there yet."""
    place, viewer = place_of(year, slug), viewer_of(request)
    form = NewActivityForm(
        request.POST or None,
        initial={"base": versions.written(None), "code": fresh(place.code)},
        **_choices(place),
    )

    def perform(given: dict[str, Any]) -> Any:
        return operations.plan_activities(
            actor=viewer.actor,
            year=year,
            activities=[form.draft(given["code"], place.code, None)],
            key=given["key"],
        )

    page = _page(place, _("Ny aktivitet"))
    return answer(request, page, form, perform, said=_("Aktiviteten är tillagd."))


def _choices(place: Place, there: PlannedActivity | None = None) -> dict[str, Any]:
    """The goals and bodies to choose between; what was chosen before is always among them."""
    chosen = set(there.goals) if there else set()
    taking_part = {one.body for one in there.parties} if there else set()
    return {
        "goals": [
            row
            for row in goals.goals(year=place.year)
            if row.level in GIVEN_TO or row.owner == place.code or row.code in chosen
        ],
        "bodies": [
            row
            for row in organisation.bodies(year=place.year)
            if row.code != place.code
            and (row.code in taking_part or (row.is_open and row.counts_as is not CountsAs.NONE))
        ],
    }


def _lines(place: Place, viewer: Viewer, sight: Sight) -> list[Line]:
    numbers = {row.code: row.number for row in goals.goals(year=place.year)}
    names = directory.body_names()
    may = viewer.may(Action.PLAN_ACTIVITY, place.code)
    return [
        _line(one, numbers, names, can_change=may and one.planners == (place.code,))
        for one in content_queries.activities_of(place.code, year=place.year, sight=sight)
    ]


def _line(
    activity: PlannedActivity,
    numbers: Mapping[str, str],
    names: Mapping[str, str],
    *,
    can_change: bool,
) -> Line:
    leads = [code for code in activity.planners if code]
    others = [one for one in activity.parties if one.body not in leads]
    return Line(
        activity=activity,
        state=word(ActivityState, activity.state),
        starts_on=activity.starts_on,
        last_day=last_day_of(activity),
        goals=tuple(numbers.get(code, code) for code in activity.goals),
        leads=tuple(names.get(code, code) for code in leads),
        takes_part=tuple(one.group_name or names.get(one.body, one.body) for one in others),
        can_change=can_change,
    )


def _list(place: Place, lines: list[Line]) -> List:
    return List(
        f"aktiviteter_{place.slug}",
        (
            Column("code", gettext("Kod")),
            Column("title", gettext("Aktivitet")),
            Column("state", gettext("Läge")),
            Column("starts_on", gettext("Första dag")),
            Column("last_day", gettext("Sista dag")),
            Column("goals", gettext("Mål")),
            Column("leads", gettext("Ansvarar")),
            Column("takes_part", gettext("Medverkar")),
            Column("themes", gettext("Teman")),
            Column("basis", gettext("Grund")),
        ),
        tuple(
            (
                line.activity.code,
                line.activity.title,
                line.activity.state.value,
                line.starts_on.isoformat() if line.starts_on else None,
                line.last_day.isoformat() if line.last_day else None,
                ", ".join(line.goals),
                ", ".join(line.leads),
                ", ".join(line.takes_part),
                ", ".join(line.activity.themes),
                line.activity.origin.basis.value,
            )
            for line in lines
        ),
    )


def _page(place: Place, heading: Word, *, history: str = "") -> FormPage:
    return place.form_page(
        heading,
        back="plan-activities",
        back_words=_("Aktiviteter"),
        submit=_("Spara"),
        history=history,
    )
