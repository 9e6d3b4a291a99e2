"""Nothing typed is lost when a form comes too late: after its session, or from an old page."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from django import forms
from django.http import HttpRequest, HttpResponse

UNSHOWN = frozenset({"csrfmiddlewaretoken", "key", "base", "next", "login", "code"})

SIGNED_OUT, FORBIDDEN = 401, 403


def typed(request: HttpRequest, *, status: int = SIGNED_OUT) -> HttpResponse:
    """Answer a form that was not taken: what was typed, and the way back. Nothing was saved.

    The page's script also keeps a draft, which is there after signing in. What another site sent
    is not shown.
    """
    from enslinje.web.pages import show  # noqa: PLC0415 — pages know routes through their doors.

    is_ours = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    context: dict[str, object] = {
        "texts": tuple(_texts(request)) if is_ours else (),
        "back": request.get_full_path(),
        "is_signed_out": status == SIGNED_OUT,
    }
    return show(request, "web/account/typed.html", context, status=status)


def _texts(request: HttpRequest) -> Iterator[tuple[str, str]]:
    called: dict[str, Counter[str]] = defaultdict(Counter)
    for name, label in _labels(forms.Form):
        called[name][label] += bool(label)
    labels = {name: words.most_common(1)[0][0] for name, words in called.items()}
    for name, values in request.POST.lists():
        label = labels.get(name, name)
        if label and name not in UNSHOWN and "password" not in name:
            yield from ((label, value) for value in values if value)


def _labels(kind: type[forms.Form]) -> Iterator[tuple[str, str]]:
    """Yield what each field of our forms is called, "" when it is hidden."""
    for name, field in getattr(kind, "base_fields", {}).items():
        yield name, "" if field.widget.is_hidden else str(field.label or name)
    for other in kind.__subclasses__():
        if other.__module__.startswith(("enslinje.", "django.forms")):
            yield from _labels(other)
