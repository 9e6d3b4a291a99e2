"""What is to be seen to in a plan besides targets and contributions, before it is submitted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from enslinje.core.marking import Sight
from enslinje.goals import theme_queries
from enslinje.organisation.sight import facts_within_sight
from enslinje.plans import content_queries
from enslinje.plans.content_rows import PlannedActivity
from enslinje.web.comments.marks import marks_of
from enslinje.web.contents.budget import warned
from enslinje.web.contents.place import Place
from enslinje.web.contents.themes import lacks
from enslinje.web.viewers import Viewer


@dataclass(frozen=True)
class Remark:
    """Something to see to, and the field where it is seen to ("" without a page)."""

    text: str
    address: str


@dataclass(frozen=True)
class Remarks:
    """What is to be seen to: what should be, and what is good to know."""

    warnings: tuple[Remark, ...]
    notices: tuple[Remark, ...]


def remarks(viewer: Viewer, place: Place) -> Remarks:
    """Return what the reader may see to in the body's plan, as it is saved. Ten queries.

    Warned of is where the budget differs from the council's, and what lacks a mandatory theme;
    noted are activities that nobody is said to see to, and open threads.
    """
    sight = facts_within_sight(viewer.actor)
    found = content_queries.activities_of(place.code, year=place.year, sight=sight)
    led = [one for one in found if one.planners == (place.code,)]
    return Remarks(
        (*_of_budget(place, sight), *_of_themes(place, led)),
        (*_of_functions(place, led), *_of_comments(viewer, place)),
    )


def _of_budget(place: Place, sight: Sight) -> Iterator[Remark]:
    amounts = content_queries.plan_budget_of(place.code, year=place.year, sight=sight)
    for one in warned(place, amounts):
        text = (
            _("Planens budget för {line} skiljer sig {ore} mnkr från det som fullmäktige gav.")
            if one.line
            else _("Planens budget skiljer sig {ore} mnkr från det som fullmäktige gav.")
        )
        said = text.format(line=one.line, ore=one.difference)
        yield Remark(said, place.address("plan-budget"))


def _of_themes(place: Place, led: Sequence[PlannedActivity]) -> Iterator[Remark]:
    known = theme_queries.themes(year=place.year)
    for activity in led:
        if missing := lacks(activity.themes, known):
            kinds = ", ".join(str(one).lower() for one in missing)
            text = _("Aktiviteten ”{title}” saknar {kinds}.")
            address = place.address("activity-themes", activity=activity.code)
            yield Remark(text.format(title=activity.title, kinds=kinds), address)


def _of_functions(place: Place, led: Sequence[PlannedActivity]) -> Iterator[Remark]:
    if count := sum(not one.responsible_function for one in led):
        text = ngettext(
            "{n} aktivitet har ingen ansvarig funktion.",
            "{n} aktiviteter har ingen ansvarig funktion.",
            count,
        )
        yield Remark(text.format(n=count), place.address("plan-activities"))


def _of_comments(viewer: Viewer, place: Place) -> Iterator[Remark]:
    marks = marks_of(viewer, year=place.year, body=place.code, slug=place.slug)
    if marks.total:
        text = ngettext(
            "{n} öppen kommentar på planen.", "{n} öppna kommentarer på planen.", marks.total
        )
        yield Remark(text.format(n=marks.total), place.address("comments"))
