"""Where each part of the plan is written: its page, by the name of the part."""

from collections.abc import Callable, Mapping

from enslinje.web import addresses

PAGES: Mapping[str, str] = {
    "malvarden": "work:targets",
    "bidrag": "work:plan-contributions",
    "aktiviteter": "work:plan-activities",
    "budget": "work:plan-budget",
    "beredning": "work:plan-preparations",
    "texter": "work:sections",
}
"""Names of pages whose addresses take `year` and `slug`; a part without a page has no line."""


def address_of(part: str, *, year: int, slug: str, code: str = "") -> str:
    """Return where a part is written, at the field of the task `code`; "" without a page."""
    return fields_of(part, year=year, slug=slug)(code)


def fields_of(part: str, *, year: int, slug: str) -> Callable[[str], str]:
    """Return what gives the addresses of the part's fields, by their tasks' codes."""
    if part not in PAGES:
        return lambda _code: ""
    page = addresses.address_of(PAGES[part], year=year, slug=slug)
    return lambda code: f"{page}#{code}" if code else page
