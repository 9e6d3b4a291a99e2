"""Addresses of the workspace: for those who are signed in and have a right to what is there."""

from functools import partial

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web.people import views as people
from enslinje.web.routes import View, route
from enslinje.web.work import views

app_name = "work"


def both(
    pattern: str, view: View, *, name: str, reads: Action, writes: Action | None = None
) -> list[URLPattern]:
    """A page for a body, and the same for the whole group, named `…-group`."""
    return [
        route(
            f"arbete/namnd/<slug:slug>/{pattern}",
            view,
            name=name,
            reads=reads,
            writes=writes,
            body="slug",
        ),
        route(f"arbete/staden/{pattern}", view, name=f"{name}-group", reads=reads, writes=writes),
    ]


urlpatterns = [
    route("arbete/", views.start, name="start", reads=Action.VIEW_PUBLIC, signed_in=True),
    # Who may do what.
    *both(
        "medlemmar/",
        people.members,
        name="members",
        reads=Action.VIEW_MEMBERS,
        writes=Action.GRANT_ROLE,
    ),
    *both(
        "medlemmar/avsluta/",
        people.end_role,
        name="end-role",
        reads=Action.GRANT_ROLE,
        writes=Action.GRANT_ROLE,
    ),
    *both(
        "medlemmar/bekrafta/",
        people.confirm_role,
        name="confirm-role",
        reads=Action.CONFIRM_ROLE,
        writes=Action.CONFIRM_ROLE,
    ),
    route(
        "arbete/personer/",
        people.everybody,
        name="people",
        reads=Action.INVITE_PERSON,
        writes=Action.INVITE_PERSON,
    ),
    route(
        "arbete/personer/stang/",
        partial(people.account, opens=False),
        name="close-account",
        reads=Action.INVITE_PERSON,
        writes=Action.INVITE_PERSON,
    ),
    route(
        "arbete/personer/oppna/",
        partial(people.account, opens=True),
        name="open-account",
        reads=Action.INVITE_PERSON,
        writes=Action.INVITE_PERSON,
    ),
    route(
        "arbete/ersattare/",
        people.deputies,
        name="deputies",
        reads=Action.VIEW_PUBLIC,
        writes=Action.VIEW_PUBLIC,
        signed_in=True,
    ),
    route(
        "arbete/ersattare/avsluta/",
        people.end_deputy,
        name="end-deputy",
        reads=Action.VIEW_PUBLIC,
        writes=Action.VIEW_PUBLIC,
        signed_in=True,
    ),
]
