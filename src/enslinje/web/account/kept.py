"""Nothing typed is lost when a session ended before a form was sent."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

UNSHOWN = frozenset({"csrfmiddlewaretoken", "key", "base", "password", "oldpassword"})


def typed(request: HttpRequest) -> HttpResponse:
    """Answer a form that came without a session: what was typed, and the way back.

    Nothing was saved. The page's script also keeps a draft, which is there after signing in.
    """
    from enslinje.web.pages import show  # noqa: PLC0415 — pages know routes through their doors.

    texts = [
        (name, value)
        for name, values in request.POST.lists()
        if not (name in UNSHOWN or name.startswith("password"))
        for value in values
        if value
    ]
    context: dict[str, object] = {
        "texts": texts,
        "back": request.META.get("HTTP_REFERER", "") and request.get_full_path(),
        "words": _("Du har loggats ut"),
    }
    return show(request, "web/account/typed.html", context, status=401)
