"""Mitt arbete: one list of what is to be done, over all one's bodies, the most urgent first.

What there is to do comes from the parts of the plan (`filing.parts`): a part that is built there
is listed here too.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.policy import Action, Standing
from enslinje.core.terms import OccasionKind
from enslinje.filing.parts import PartWork, plan_work
from enslinje.goals import queries as goals
from enslinje.goals.undoable import last_written
from enslinje.organisation import occasion_queries, rights
from enslinje.organisation.occasion_queries import Deadline
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries
from enslinje.plans.content_rows import ActivityToSeeTo
from enslinje.web import writing
from enslinje.web.plan.pages import fields_of
from enslinje.web.target_grid.lines import anchor_of
from enslinje.web.target_grid.presenters import is_taken
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word
from enslinje.web.workspace.plan_steps import OTHERS, steps_of
from enslinje.web.workspace.to_do import ToDo, ToDoGroup, When, WorkList

MOST_LISTED = 10
YEARS = 2
"""How many years, the latest first, there may be something left to do for."""

TARGETS = "malvarden"
OPEN = frozenset({Standing.OPEN, Standing.EXTENDED, Standing.EXEMPTED})
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def work_list(viewer: Viewer, names: Mapping[str, str], slugs: Mapping[str, str]) -> WorkList:
    """Return what `viewer` has to do, over all bodies: parts, steps, activities; then the rest.

    What is left of the plans of the bodies that one writes for; the steps of plans that one takes,
    and those that others are to take; the activities that one sees to.
    """
    held = sorted({one.body for one in viewer.holdings if one.body})
    mine = [body for body in held if viewer.may(Action.STATE_TARGET, body)]
    years = goals.years()[:YEARS] if viewer.holdings else ()
    for_all = [] if all(one.body for one in viewer.holdings) else _of_the_group(held)
    groups: list[tuple[Word, ToDoGroup]] = []
    for year in years:
        for body, step in steps_of(viewer, [*held, *for_all], year=year):
            groups.append((OTHERS if step.is_others else _("Nu"), step.group(names, slugs[body])))
    for year in years if mine else ():
        for body, work in plan_work(year=year, bodies=mine).items():
            due = occasion_queries.deadline(year=year, kind=OccasionKind.PLAN, body=body)
            for part in work.required:
                if part.left and _is_open(viewer, part, due, year=year, body=body):
                    group = _group(part, year, names.get(body, body), slugs[body], due=due)
                    groups.append((_heading(_due_at(due)), group))
    groups += _seen_to(viewer, names, slugs) if held else []
    listed = [(heading, group) for heading, group in groups if group.address]
    resume = _resume(viewer, mine, slugs) if mine else None
    return WorkList(_by_time(listed), resume, is_body=bool(mine or listed))


def _of_the_group(held: Collection[str]) -> list[str]:
    """The bodies that decide for the whole group: their plans have steps too."""
    return sorted(rights.bodies_that_speak_for_all() - set(held))


def _seen_to(
    viewer: Viewer, names: Mapping[str, str], slugs: Mapping[str, str]
) -> list[tuple[Word, ToDoGroup]]:
    """The activities that the viewer, or whoever the viewer stands in for, is to see to."""
    people = {viewer.code, *(one.deputy_for for one in viewer.holdings)} - {""}
    found: dict[tuple[Word, str, int], list[ActivityToSeeTo]] = {}
    sight = facts_within_sight(viewer.actor)
    for one in content_queries.activities_seen_to_by(people, sight):
        if viewer.may(Action.VIEW_DRAFT, one.body):
            heading = _heading(_end_of(one)) if one.ends_on else _("Senare")
            found.setdefault((heading, one.body, one.year), []).append(one)
    return [
        (heading, _activities(viewer, ones, name=names.get(body, body), slug=slugs[body]))
        for (heading, body, _year), ones in found.items()
    ]


def _end_of(activity: ActivityToSeeTo) -> datetime | None:
    """The instant at which its last day is over."""
    if activity.ends_on is None:
        return None
    return timezone.make_aware(datetime.combine(activity.ends_on, time.min))


def _activities(viewer: Viewer, ones: list[ActivityToSeeTo], *, name: str, slug: str) -> ToDoGroup:
    """Activities of one body and year, each a link to its form or else to its row."""
    place = {"year": ones[0].year, "slug": slug}
    address = reverse("work:plan-activities", kwargs=place)
    may_change = viewer.may(Action.PLAN_ACTIVITY, ones[0].body)
    return ToDoGroup(
        body=name,
        about=_("Aktiviteter du ansvarar för {year}").format(year=ones[0].year),
        count=len(ones),
        listed=tuple(
            ToDo(
                _ending(one),
                reverse("work:change-activity", kwargs={**place, "activity": one.code})
                if may_change
                else f"{address}#{one.code}",
            )
            for one in ones[:MOST_LISTED]
        ),
        address=address,
        due="",
    )


def _ending(activity: ActivityToSeeTo) -> str:
    """What it is called, and its last day where it has one."""
    if activity.ends_on is None:
        return activity.title
    last_day = writing.day(activity.ends_on - DAY)
    return _("{title}, till och med {day}").format(title=activity.title, day=last_day)


def _is_open(viewer: Viewer, part: PartWork, due: Deadline | None, *, year: int, body: str) -> bool:
    """Whether one may write in the part now: targets are taken in tertial reports too."""
    if due is None or due.standing(timezone.now()) in OPEN:
        return True
    return part.part.name == TARGETS and is_taken(viewer, year, body)


def _due_at(due: Deadline | None) -> datetime | None:
    return (due.extended_due_at or due.due_at) if due else None


def _group(part: PartWork, year: int, name: str, slug: str, *, due: Deadline | None) -> ToDoGroup:
    own, at = part.part.name, _due_at(due)
    addresses = fields_of(own, year=year, slug=slug)
    address = addresses("")
    return ToDoGroup(
        body=name,
        about=f"{_(part.part.words)} {year}",
        count=len(part.left),
        listed=tuple(ToDo(task.title, addresses(task.code)) for task in part.left[:MOST_LISTED]),
        address=f"{address}?visa=saknas" if own == TARGETS and address else address,
        due=writing.day_in_words(at) if at and at >= timezone.now() else "",
    )


def _heading(due: datetime | None) -> str:
    """By when it is to be done, in words."""
    left = due - timezone.now() if due else DAY
    return _("Nu") if left <= DAY else _("Den här veckan") if left <= WEEK else _("Senare")


def _by_time(groups: Iterable[tuple[Word, ToDoGroup]]) -> tuple[When, ...]:
    found: dict[Word, list[ToDoGroup]] = {}
    for heading, group in groups:
        found.setdefault(heading, []).append(group)
    order = (_("Nu"), _("Den här veckan"), _("Senare"), OTHERS)
    return tuple(When(one, tuple(found[one])) for one in order if one in found)


def _resume(viewer: Viewer, bodies: Iterable[str], slugs: Mapping[str, str]) -> ToDo | None:
    last = last_written(viewer.code, list(bodies))
    if last is None:
        return None
    grid = reverse("work:targets", kwargs={"year": last.year, "slug": slugs[last.body]})
    words = _("Årsmål {year}, {code}").format(year=last.year, code=last.indicator)
    return ToDo(words, f"{grid}#{anchor_of(last.indicator)}")
