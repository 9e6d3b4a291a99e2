"""A page that is one form: its heading, where it belongs and where it leads."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from enslinje.journal.record import Receipt
from enslinje.web import forms
from enslinje.web.forms import OperationForm
from enslinje.web.pages import show
from enslinje.web.words import Word


@dataclass(frozen=True)
class FormPage:
    """What stands around a form.

    Attributes:
        heading: what is done, the page's title too.
        about: what it is done to.
        submit: the words of the button.
        back: where one comes after it, and by giving it up.
        back_words: what that page is called.
        notes: sentences on what it leads to, above the form.
        history: the history of what is changed, "" for none.
    """

    heading: Word
    about: Word
    submit: Word
    back: str
    back_words: Word
    notes: tuple[Word, ...] = ()
    history: str = ""


def answer(
    request: HttpRequest,
    page: FormPage,
    form: OperationForm,
    perform: Callable[[dict[str, Any]], Receipt],
    *,
    said: Word | Callable[[], Word],
    template: str = "web/workspace/form.html",
    more: Mapping[str, object] | None = None,
) -> HttpResponse:
    """Perform the operation when the form is sent; else show it, with what it was refused for.

    `said` is what the next page says was done; a function when that is known only afterwards.
    `template` is given `page`, `form` and what is in `more`.
    """
    if forms.sent(request, form, perform):
        return forms.done(request, page.back, said() if callable(said) else said)
    context: dict[str, object] = {"page": page, "form": form, **(more or {})}
    return show(request, template, context, status=forms.status_of(form))
