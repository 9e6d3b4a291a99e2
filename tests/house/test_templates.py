"""Every template is shown by something."""

import re
from importlib.resources import files
from pathlib import Path

from tests.house.sources import SOURCE, modules, strings

FOLDER = SOURCE / "web" / "templates"
# Django finds these by name.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "429.html", "500.html"}
NAMED_IN_TEMPLATE = re.compile(r"{%-?\s*(?:extends|include|piece)\s+[\"']([^\"']+)[\"']")


def unused(templates: dict[str, str], named: set[str]) -> list[str]:
    """Return the templates that neither `named`, nor a template that is used, shows."""
    used = (named | BY_NAME) & templates.keys()
    new = used
    while new:
        new = {name for user in new for name in NAMED_IN_TEMPLATE.findall(templates[user])}
        new = (new & templates.keys()) - used
        used |= new
    return sorted(templates.keys() - used)


def in_the_place_of_allauths() -> set[str]:
    """Return the templates that allauth looks up by name: ours come in the place of its own."""
    theirs = files("allauth") / "templates"
    return {str(path.relative_to(str(theirs))) for path in Path(str(theirs)).rglob("*.*")}


def test_no_template_is_unused():
    templates = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    ours = {string for path in modules() for string in strings(path.read_text(encoding="utf-8"))}
    named = ours | in_the_place_of_allauths()
    assert templates
    assert unused(templates, named) == []


def test_an_unused_template_is_seen():
    templates = {
        "base.html": "",
        "goal.html": "{% extends 'base.html' %}{% include \"row.html\" with a=b %}",
        "row.html": "{% piece 'cell.html' a=b %}",
        "cell.html": "",
        "left.html": "{% include 'behind.html' %}",
        "behind.html": "",
        "404.html": "",
    }
    assert unused(templates, {"goal.html"}) == ["behind.html", "left.html"]
    assert unused(templates, {"goal.html", "left.html"}) == []
