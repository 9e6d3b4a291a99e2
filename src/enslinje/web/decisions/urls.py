"""Addresses of decisions in the workspace: a body's, and the council's and the board's."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.decisions import corrections, files, views
from enslinje.web.routes import View, route


def _both(
    pattern: str, view: View, name: str, writes: Action | None = None, *, scoped: bool = False
) -> list[URLPattern]:
    """A page for a body, and the same for the council and the board, named `…-group`."""
    reads = writes or Action.VIEW_DECISIONS
    of_body, of_group = f"arbete/namnd/<slug:slug>/{pattern}", f"arbete/staden/{pattern}"
    return [
        route(of_body, view, name=name, reads=reads, writes=writes, body="slug", scoped=scoped),
        route(of_group, view, name=f"{name}-group", reads=reads, writes=writes, scoped=scoped),
    ]


ONE = "beslut/<int:decision>/"

urlpatterns = [
    *_both("beslut/", views.decisions, "decisions"),
    *_both("beslut/lista.<form:form>", views.as_file, "decisions-file"),
    *_both("beslut/anteckna/", views.record, "record-decision", Action.RECORD_DECISION),
    *_both(ONE, views.decision, "decision"),
    *_both(f"{ONE}bifoga/", files.attach, "attach-file", Action.KEEP_FILES),
    *_both(f"{ONE}fil/<int:file>/", files.hand_out, "decision-attachment", scoped=True),
    *_both(f"{ONE}kontrollera/", views.check, "check-decision", Action.CHECK_DECISION),
    *_both(f"{ONE}ratta-nummer/", corrections.propose, "correct-number", Action.RECORD_DECISION),
    *_both(f"{ONE}bekrafta-nummer/", corrections.confirm, "confirm-number", Action.CHECK_DECISION),
    *_both(f"{ONE}avsla-nummer/", corrections.reject, "reject-number", Action.CHECK_DECISION),
    *_both(f"{ONE}skicka-tillbaka/", views.send_back, "send-back-decision", Action.CHECK_DECISION),
]
