"""Markdown to HTML that is safe to show: nothing raw, no pictures, links to pages and letters only.

The text is written by people of a body and read by others. Raw HTML is shown as it was typed. A
figure bound in the text becomes what the caller makes of it.
"""

import re
from collections.abc import Callable, Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from enslinje.core.bound_figures import BOUND

SCHEMES = frozenset({"http", "https", "mailto"})
"""Schemes that a link may have. One without is an address on the same site."""

_SCHEME = re.compile(r"[\s\x00-\x1f]*([a-z][a-z0-9+.-]*)\s*:", re.IGNORECASE)

DEEPEST = 6
"""Headings have no deeper level."""

Show = Callable[[str], str]
"""Returns the HTML, safe, of the figure with a reference."""


def html(text: str, *, figure: Show, highest_heading: int = 3) -> str:
    """Return `text` as HTML that is safe to put in a page.

    Args:
        text: Markdown (CommonMark with tables and struck text), with bound figures.
        figure: what to show of a bound figure, as safe HTML.
        highest_heading: the level that `#` becomes, below the headings of the page.
    """
    parser = MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": False})
    parser.enable(["table", "strikethrough"]).disable("image")
    parser.validateLink = _is_safe  # type: ignore[method-assign]
    parser.inline.ruler.before("escape", "bound_figure", _bound_figure)
    tokens = parser.parse(text)
    for token in _all(tokens):
        if token.type in {"heading_open", "heading_close"}:
            level = min(int(token.tag[1]) + highest_heading - 1, DEEPEST)
            token.tag = f"h{level}"
        if token.type == "bound_figure":
            token.type, token.content = "html_inline", figure(token.content)
        if token.type == "link_open":
            token.attrSet("class", "ds-link")
            token.attrSet("rel", "noopener nofollow")
    return str(parser.renderer.render(tokens, parser.options, {}))


def _is_safe(url: str) -> bool:
    scheme = _SCHEME.match(url)
    return scheme is None or scheme[1].lower() in SCHEMES


def _bound_figure(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 — the library's way to call.
    found = BOUND.match(state.src, state.pos)
    if found is None:
        return False
    if not silent:
        token = state.push("bound_figure", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _all(tokens: Sequence[Token]) -> list[Token]:
    return [one for token in tokens for one in (token, *(token.children or ()))]
