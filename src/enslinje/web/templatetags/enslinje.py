"""Tags and filters that every page uses: links, figures, marks, numbers and dates."""

from datetime import date, datetime
from functools import cache

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from enslinje.core.terms import Basis, Grade, Status
from enslinje.reconciliation.picture import BodyRef
from enslinje.reconciliation.status_words import status_word
from enslinje.web import pictures, pieces, words, writing
from enslinje.web.addresses import address_of
from enslinje.web.markup import in_swedish, swedish
from enslinje.web.moments import PARAMETER
from enslinje.web.writing import Number, Shown

register = template.Library()

register.simple_tag(pieces.piece)


@register.simple_tag(takes_context=True)
def to(context: template.Context, url_name: str, query: str = "", **parts: str | int) -> str:
    """The address of a page with a query of its own, keeping the date that is shown."""
    return kept(context, address_of(url_name, **parts), query)


@register.simple_tag(takes_context=True)
def kept(context: template.Context, address: str, query: str = "") -> str:
    """An address on this site, with the date and the picture that are shown."""
    site = context.get("site")
    moment = site.moment if site else None
    shows_saved = bool(site and site.plans and site.plans.is_saved)
    if not query and moment is None and not shows_saved:
        return address
    asked = QueryDict(query, mutable=True)
    if shows_saved:
        asked[pictures.PARAMETER] = pictures.SAVED
    asked.pop(PARAMETER, None)
    if moment is not None:
        asked[PARAMETER] = moment.day.isoformat()
    return f"{address}?{asked.urlencode()}" if asked else address


@register.simple_tag(takes_context=True)
def body_link(context: template.Context, body: BodyRef, anchor: str = "") -> SafeString:
    """A body's name as a link to its page."""
    address = to(context, "web:body", year=context["site"].year, slug=body.slug)
    end = f"#{as_anchor(anchor)}" if anchor else ""
    return format_html('<a href="{}{}"{}>{}</a>', address, end, in_swedish(), body.name)


@register.simple_tag(takes_context=True)
def figure(context: template.Context, shown: Shown | None) -> SafeString:
    """A figure: a link to where it comes from, and a mark when it is invented."""
    if shown is None:
        return missing()
    mark = invented() if shown.is_invented else ""
    if not shown.reference:
        return format_html('<span class="figure-plain">{}</span>{}', shown.text, mark)
    return format_html(
        '<a class="figure" href="{}"><span class="ds-sr-only">{} </span>{}</a>{}',
        to(context, "web:figure", reference=shown.reference),
        gettext("Källa för"),
        shown.text,
        mark,
    )


@register.simple_tag
def missing() -> SafeString:
    """What stands where nothing is stated: a dash, said as words."""
    return _missing(get_language())


@cache
def _missing(_language: str | None) -> SafeString:
    return format_html(
        '<span class="missing"><span aria-hidden="true">–</span>'
        '<span class="ds-sr-only">{}</span></span>',
        gettext("uppgift saknas"),
    )


@register.simple_tag
def invented() -> SafeString:
    """The mark of an invented value."""
    return _invented(get_language())


@cache
def _invented(_language: str | None) -> SafeString:
    return format_html(
        '<span class="invented" role="img" aria-label="{}"></span>', gettext("påhittat värde")
    )


@register.simple_tag
def mark(shape: str) -> SafeString:
    """The shape of a status, for the eye; the word stands beside it."""
    return format_html(
        '<svg class="mark" data-shape="{0}" width="16" height="16" aria-hidden="true"'
        ' focusable="false"><use href="#shape-{0}"></use></svg>',
        shape,
    )


@register.simple_tag
def status(found: Status, so_far: bool = False) -> SafeString:  # noqa: FBT001, FBT002 — a tag.
    """An indicator's status: shape, word and colour."""
    return format_html(
        '<span class="status" data-shape="{0}">{1} {2}</span>',
        found.value,
        mark(found.value),
        status_word(found, so_far=so_far),
    )


@register.simple_tag
def status_words(found: Status, so_far: bool = False) -> str:  # noqa: FBT001, FBT002 — a tag.
    """An indicator's status in words alone."""
    return status_word(found, so_far=so_far)


@register.simple_tag
def grade(given: Grade | None) -> SafeString:
    """A goal's grade: shape, word and colour."""
    shape = words.GRADE_SHAPE[given]
    return format_html(
        '<span class="status" data-shape="{0}">{1} {2}</span>',
        shape,
        mark(shape),
        words.GRADE[given],
    )


register.filter("swedish", swedish)


@register.filter
def number(value: Number, decimals: int = 0) -> str:
    """A number as the reader's language writes it."""
    return writing.number(value, decimals)


@register.filter
def day(moment: date | datetime) -> str:
    """A date as in tables."""
    return writing.day(moment)


@register.filter
def day_in_words(moment: date | datetime) -> str:
    """A date as in text."""
    return writing.day_in_words(moment)


@register.filter
def basis(rests_on: Basis | str) -> str:
    """The word for what a value rests on."""
    return words.basis(Basis(rests_on))


@register.filter(name="anchor")
def as_anchor(code: str) -> str:
    """A code as an anchor of a page: `2.5` becomes `2-5`."""
    return code.replace(".", "-").replace(" ", "-")


@register.simple_tag
def step_mark(step: str) -> SafeString:
    """The shape of a step of the heat map."""
    return format_html(
        '<svg class="step" data-step="{0}" width="20" height="20" aria-hidden="true"'
        ' focusable="false"><use href="#step-{0}"></use></svg>',
        step,
    )


@register.filter
def as_workbook(address: str) -> str:
    """The address of a list's workbook, from that of its JSON file."""
    path, mark, query = address.partition("?")
    return f"{path.removesuffix('json')}xlsx{mark}{query}"
