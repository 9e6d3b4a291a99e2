"""A piece of a page is written once, and asks for nothing beyond what it is kept by."""

import re
from collections.abc import Iterator
from importlib import resources

import pytest
from django.template import Node, Variable
from django.template.base import FilterExpression
from django.template.defaulttags import CsrfTokenNode
from django.template.loader import get_template
from django.utils import translation

from enslinje.web import pieces

TEMPLATES = resources.files("enslinje.web") / "templates"
USE = re.compile(r'{% piece "([^"]+)"([^%]*)%}')
BY_CODE = {
    "web/targets/row.html": {"line", "year", "marks", "most_text", "most_reason", "context"},
    "web/parts/header.html": {"site"},
    "web/parts/footer.html": {"site"},
}
"""Those that are no tag of a template: `target_row` and `masthead`, and what they give. The links of
a row would keep the date that is shown; the workspace shows none."""

LITERALS = {"True", "False", "None", "forloop"}


def uses() -> Iterator[tuple[str, set[str]]]:
    """Each use of a piece in the templates: its own template, and the names it is given."""
    for file in sorted(TEMPLATES.rglob("*.html")):
        for name, said in USE.findall(file.read_text()):
            yield name, set(re.findall(r"(\w+)=", said))
    yield from BY_CODE.items()


def asked_for(node: object) -> Iterator[str]:
    """The names that a template, or a part of one, looks up in what it is given."""
    if isinstance(node, FilterExpression):
        yield from asked_for(node.var)
        for _filter, arguments in node.filters:
            for is_looked_up, argument in arguments:
                yield from asked_for(argument) if is_looked_up else ()
    elif isinstance(node, Variable) and node.lookups:
        yield node.lookups[0]
    elif isinstance(node, Node):
        if isinstance(node, CsrfTokenNode) or getattr(node, "takes_context", False):
            yield "context"
        named = {*getattr(node, "loopvars", ()), *getattr(node, "extra_context", {})}
        named |= {name for name in (getattr(node, "countervar", None),) if name}
        inside = [one for one in vars(node).values() if one is not getattr(node, "origin", None)]
        yield from (name for one in inside for name in asked_for(one) if name not in named)
    elif isinstance(node, list | tuple):
        for one in node:
            yield from asked_for(one)
    elif isinstance(node, dict):
        yield from asked_for(tuple(node.values()))
    elif hasattr(node, "token_type") and hasattr(node, "contents"):
        if node.token_type.name == "VAR":
            yield node.contents.partition("|")[0].partition(".")[0].strip()
    elif hasattr(node, "value") and hasattr(node, "first"):  # A condition of {% if %}.
        yield from asked_for((node.value, node.first, node.second))


def asked_by(template: str) -> set[str]:
    return set(asked_for(list(get_template(template).template.nodelist))) - LITERALS


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
