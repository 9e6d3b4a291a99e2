"""Which of the two pictures a page shows: plans as submitted, or as saved for those who may."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from enslinje.core import policy
from enslinje.core.policy import Action
from enslinje.filing import submissions
from enslinje.reconciliation.picture import Picture
from enslinje.web.viewers import Viewer, viewer_of

PARAMETER, SAVED = "planer", "sparade"
"""What the query of an address says when plans are to be shown as they are saved."""


@dataclass(frozen=True)
class PlanSwitch:
    """Whether the page shows plans as they are saved, and the query of the other picture."""

    is_saved: bool
    bodies: int
    other: str


def is_asked(request: HttpRequest) -> bool:
    """Whether the address asks for plans as they are saved."""
    return request.GET.get(PARAMETER) == SAVED


def saved_for(request: HttpRequest, year: int) -> frozenset[str]:
    """Return the codes of the bodies whose plans this reader is shown as they are saved.

    None for the public, and none unless the address asks for it.
    """
    viewer = viewer_of(request)
    if not is_asked(request) or not viewer.is_signed_in:
        return frozenset()
    return submissions.drafts_seen_by(viewer.actor, year=year)


def switch(request: HttpRequest, viewer: Viewer, saved: frozenset[str]) -> PlanSwitch | None:
    """Return the choice between the two pictures; None for who has none."""
    if not viewer.is_signed_in or not _may_see_drafts(viewer):
        return None
    query = request.GET.copy()
    query.pop(PARAMETER, None)
    if not saved:
        query[PARAMETER] = SAVED
    return PlanSwitch(bool(saved), len(saved), f"?{query.urlencode()}")


def _may_see_drafts(viewer: Viewer) -> bool:
    rights = (policy.TABLE[action] for action in (Action.VIEW_DRAFT, Action.VIEW_WORK))
    roles = {role for right in rights for role in right.roles}
    return any(one.role in roles for one in viewer.holdings)


def kept_from_others(answer: HttpResponse, picture: Picture) -> HttpResponse:
    """Let nothing between here and the reader keep a page that shows what is not submitted."""
    if picture.saved:
        patch_cache_control(answer, private=True, no_store=True)
    return answer
