"""A plan's text as it is shown: Markdown made safe, with the figures that are bound in it."""

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from enslinje.core.terms import Basis
from enslinje.figures import register
from enslinje.figures.register import FigureNotFound
from enslinje.rendering import markdown


def shown(text: str, *, highest_heading: int = 3) -> SafeString:
    """Return the text of a plan as HTML: each bound figure is what the register says now.

    `highest_heading` is the level that its first becomes, below the headings of the page.
    """
    made = markdown.html(text, figure=_figure, highest_heading=highest_heading)
    return mark_safe(made)  # noqa: S308 — nothing raw gets through.


def _figure(reference: str) -> str:
    try:
        figure = register.explain(reference)
    except FigureNotFound:
        told = _("siffran {reference} finns inte").format(reference=reference)
        return format_html('<span class="figure-chip" data-broken>{}</span>', told)
    address = reverse("web:figure", kwargs={"reference": figure.reference})
    value = figure.shown or _("uppgift saknas")
    label = _("Källa för {value}: {title}").format(value=value, title=figure.title)
    invented = figure.basis is Basis.INVENTED
    return format_html(
        '<a class="figure-chip" href="{}" title="{}"{}>{}</a>',
        address,
        label,
        mark_safe(" data-invented") if invented else "",
        value,
    )
