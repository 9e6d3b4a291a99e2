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
from enslinje.core.terms import ActivityState
from enslinje.goals import queries as goals
from enslinje.journal.history import register
from enslinje.journal.record import Why
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory, people
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
from enslinje.web.contents.given import goals_to_choose, others_to_choose
from enslinje.web.contents.place import Place, place_of
from enslinje.web.downloads import Column, List
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.pages import show
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word

KIND = "aktivitet"


@dataclass(frozen=True)
class Line:
    """An activity with its words: when, its goals' numbers, who leads it and who takes part.

    `responsible` is the name of whoever of the body itself sees to it, "" for nobody named.
    """

    activity: PlannedActivity
    state: str
    starts_on: date | None
    last_day: date | None
    goals: tuple[str, ...]
    leads: tuple[str, ...]
    takes_part: tuple[str, ...]
    responsible: str
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
    named = content_queries.responsible_in(place.code, year=year, sight=EVERYTHING)
    responsible = named.get(activity, "")
    form = ChangeActivityForm(
        request.POST or None,
        initial={**shown(there, place.code, responsible), "base": versions.written(there.fact)},
        **_choices(place, there, responsible),
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


def _choices(
    place: Place, there: PlannedActivity | None = None, responsible: str = ""
) -> dict[str, Any]:
    """The goals and bodies to choose between; what was chosen before is always among them."""
    chosen = set(there.goals) if there else set()
    taking_part = {one.body for one in there.parties} if there else set()
    return {
        "goals": goals_to_choose(place, chosen=chosen),
        "bodies": others_to_choose(place, chosen=taking_part),
        "people": _people(place, responsible),
    }


def _people(place: Place, responsible: str) -> list[tuple[str, str]]:
    """Those who have a role in the body today, by name, and whoever sees to the activity now."""
    now = {one.person for one in people.members_of(place.code) if people.holds_now(one)}
    codes = (now | {responsible}) - {""}
    names = register.names_of_people(codes)
    return sorted(((code, names.get(code, code)) for code in codes), key=lambda one: one[1])


def _lines(place: Place, viewer: Viewer, sight: Sight) -> list[Line]:
    numbers = {row.code: row.number for row in goals.goals(year=place.year)}
    names = directory.body_names()
    may = viewer.may(Action.PLAN_ACTIVITY, place.code)
    found = content_queries.activities_of(place.code, year=place.year, sight=sight)
    responsible = content_queries.responsible_in(place.code, year=place.year, sight=sight)
    called = register.names_of_people(set(responsible.values())) if responsible else {}
    people_by_activity = {one: called.get(code, code) for one, code in responsible.items()}
    return [
        _line(
            one,
            numbers,
            names,
            responsible=people_by_activity.get(one.code, ""),
            can_change=may and one.planners == (place.code,),
        )
        for one in found
    ]


def _line(
    activity: PlannedActivity,
    numbers: Mapping[str, str],
    names: Mapping[str, str],
    *,
    responsible: str,
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
        responsible=responsible,
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
            Column("responsible_function", gettext("Ansvarig funktion")),
            Column("responsible", gettext("Ansvarig person")),
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
                line.activity.responsible_function,
                line.responsible,
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
