"""A piece of a page is written once, and asks for nothing beyond what it is kept by."""

import re
from collections.abc import Iterable, Iterator
from importlib import resources

import pytest
from django.template import Node, Variable
from django.template.base import FilterExpression, Token, TokenType
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import get_template
from django.template.smartif import TokenBase
from django.utils import translation

from enslinje.web import pieces

TEMPLATES = resources.files("enslinje.web") / "templates"
USE = re.compile(r'{% piece "([^"]+)"([^%]*)%}')
BY_CODE = {
    "web/plan/task_left.html": {"task"},
    "web/targets/group.html": {"number", "name", "lines", "year", "marks"},
    "web/targets/row.html": {"line", "year", "marks", "most_text", "most_reason", "context"},
    "web/parts/header.html": {"site"},
    "web/parts/footer.html": {"site"},
}
"""Those that code writes (`target_groups`, `target_rows`, `tasks_left`, `masthead`), and with what.

The links of a row would keep the date that is shown; the workspace shows none.
"""

LITERALS = {"True", "False", "None", "forloop"}


def uses() -> Iterator[tuple[str, set[str]]]:
    """Each use of a piece in the templates: its own template, and the names it is given."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        for name, said in USE.findall(file.read_text()):
            yield name, set(re.findall(r"(\w+)=", said))
    yield from BY_CODE.items()


def asked_for(part: object) -> Iterator[str]:
    """The names that a part of a template looks up in what it is given."""
    if isinstance(part, Variable) and part.lookups:
        yield part.lookups[0]
    elif isinstance(part, Node):
        if isinstance(part, CsrfTokenNode) or getattr(part, "takes_context", False):
            yield "context"
        yield from set(asked_by_all(vars(part).values())) - own_names(part)
    elif isinstance(part, list | tuple):
        yield from asked_by_all(part)
    elif isinstance(part, Token) and part.token_type is TokenType.VAR:  # In a sentence.
        yield re.split(r"[.|]", part.contents)[0].strip()
    elif isinstance(part, FilterExpression | dict | TokenBase):
        inside = part.values() if isinstance(part, dict) else INSIDE[type_of(part)](part)
        yield from asked_by_all(inside)


def asked_by_all(parts: Iterable[object]) -> Iterator[str]:
    for part in parts:
        yield from asked_for(part)


INSIDE = {
    FilterExpression: lambda one: (one.var, one.filters),
    TokenBase: lambda one: (one.value, one.first, one.second),  # A condition of {% if %}.
}


def type_of(part: object) -> type:
    return next(one for one in INSIDE if isinstance(part, one))


def own_names(node: Node) -> set[str]:
    """The names that a tag gives to what stands within it."""
    counter = getattr(node, "countervar", None)
    named = {*getattr(node, "loopvars", ()), *(getattr(node, "extra_context", None) or ())}
    return named | ({counter} if counter else set())


def asked_by(template: str) -> set[str]:
    return set(asked_by_all(get_template(template).template.nodelist)) - LITERALS


@pytest.mark.parametrize(("template", "given"), sorted((one, tuple(two)) for one, two in uses()))
def test_a_piece_asks_for_what_it_is_given_and_no_more(template, given):
    assert asked_by(template) <= set(given)


def test_what_a_template_asks_for_is_seen():
    """The control: names in values, conditions, loops, links and sentences are found."""
    assert asked_by("web/plan/tasks.html") >= {"page", "decision", "steps", "marks", "may_share"}
    assert asked_by("web/plan/part_left.html") == {"line"}
    assert "context" in asked_by("web/targets/grid.html")  # The token of its form.
    assert "context" in asked_by("web/body.html")  # Links that keep the date that is shown.


def test_it_is_written_once_while_it_says_the_same(monkeypatch):
    pieces.written.cache_clear()
    wrote = []
    monkeypatch.setattr(pieces, "render_to_string", lambda *said: wrote.append(said) or "")
    for how in ("ett", "ett", "två"):
        pieces.piece("web/targets/keys.html", how=how)
    assert [told["how"] for _template, told in wrote] == ["ett", "två"]
    pieces.written.cache_clear()


def test_each_language_has_its_own():
    said = {}
    for _twice in range(2):
        for language in ("sv", "en"):
            with translation.override(language):
                said.setdefault(language, set()).add(pieces.piece("web/targets/heads.html"))
    assert len(said["sv"]) == len(said["en"]) == 1
    assert said["sv"] != said["en"]
