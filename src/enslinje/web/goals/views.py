"""The goals as a tree, and one goal."""

from django.http import Http404, HttpRequest, HttpResponse

from enslinje.reconciliation.picture import Picture
from enslinje.web import downloads
from enslinje.web.goals import presenters
from enslinje.web.pages import show, shows_picture

SECTION = "goals"


@shows_picture
def goals(request: HttpRequest, picture: Picture) -> HttpResponse:
    """Show the tree of goals, or only its deviations."""
    page = presenters.goals_page(picture, request.GET.dict())
    context: dict[str, object] = {"page": page}
    return show(request, "web/goals.html", context, section=SECTION, picture=picture)


@shows_picture
def goals_file(request: HttpRequest, picture: Picture, form: str) -> HttpResponse:
    """Hand out the goals."""
    return downloads.hand_out(request, picture, presenters.goals_list(picture), form)


@shows_picture
def goal(request: HttpRequest, picture: Picture, goal: str) -> HttpResponse:
    """Show one goal: its judgement beside the evidence."""
    found = picture.goal(goal)
    if found is None:
        raise Http404(goal)
    context: dict[str, object] = {"page": presenters.goal_page(picture, found), "goal": found}
    return show(request, "web/goal.html", context, section=SECTION, picture=picture)
