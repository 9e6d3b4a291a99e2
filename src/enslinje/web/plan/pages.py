"""Where each part of the plan is written: its page, by the name of the part."""

from collections.abc import Mapping

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
    if part not in PAGES:
        return ""
    page = addresses.address_of(PAGES[part], year=year, slug=slug)
    return f"{page}#{code}" if code else page
