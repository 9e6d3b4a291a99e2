"""Addresses of the workspace: for those who are signed in and have a right to what is there."""

from functools import partial

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web.budget.urls import at_work as of_money
from enslinje.web.comments.urls import urlpatterns as of_comments
from enslinje.web.contents.urls import urlpatterns as of_contents
from enslinje.web.decisions.urls import urlpatterns as of_decisions
from enslinje.web.history import views as history
from enslinje.web.master.urls import urlpatterns as of_master_data
from enslinje.web.occasions.urls import urlpatterns as of_occasions
from enslinje.web.outturn.urls import urlpatterns as of_outturn
from enslinje.web.people import views as people
from enslinje.web.plan.urls import urlpatterns as of_plan
from enslinje.web.routes import View, route
from enslinje.web.target_grid.urls import urlpatterns as of_targets
from enslinje.web.texts.urls import urlpatterns as of_texts
from enslinje.web.workspace import views

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


def scoped(pattern: str, view: View, *, name: str, writes: Action | None = None) -> URLPattern:
    """A page about one of many things: the view finds it among what its reader may see."""
    return route(
        pattern,
        view,
        name=name,
        reads=Action.VIEW_PUBLIC,
        writes=writes,
        signed_in=True,
        scoped=True,
    )


urlpatterns = [
    route("arbete/", views.start, name="start", reads=Action.VIEW_PUBLIC, signed_in=True),
    # The year's money.
    *of_money,
    # What has happened.
    route(
        "arbete/namnd/<slug:slug>/historik/",
        history.of_body,
        name="body-history",
        reads=Action.VIEW_HISTORY,
        body="slug",
    ),
    scoped("arbete/historik/andring/<int:change_set>/", history.of_write, name="write"),
    scoped("arbete/historik/person/<str:person>/", history.of_person, name="person-history"),
    scoped("arbete/historik/om/<path:address>/", history.of_object, name="history"),
    scoped(
        "arbete/aterstall/<int:fact>/<path:address>/",
        history.restore,
        name="restore",
        writes=Action.VIEW_PUBLIC,
    ),
    scoped(
        "arbete/markning/<path:address>/",
        history.mark,
        name="mark",
        writes=Action.VIEW_PUBLIC,
    ),
    # What a body plans and submits.
    *of_plan,
    *of_targets,
    # What the year is made of.
    *of_occasions,
    *of_master_data,
    *of_texts,
    # What is decided.
    *of_decisions,
    # What a body's plan consists of.
    *of_contents,
    # What is said of it on the way.
    *of_comments,
    # What is booked and forecast beside the budget.
    *of_outturn,
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
