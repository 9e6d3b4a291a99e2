"""Every template is shown by something."""

import re

from tests.house.sources import SOURCE, modules, strings

FOLDER = SOURCE / "web" / "templates"
# Django finds these by name.
BY_NAME = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}
NAMED_IN_TEMPLATE = re.compile(r"{%-?\s*(?:extends|include)\s+[\"']([^\"']+)[\"']")


def unused(templates: dict[str, str], named: set[str]) -> list[str]:
    """Return the templates that neither `named`, nor a template that is used, shows."""
    used = (named | BY_NAME) & templates.keys()
    new = used
    while new:
        new = {name for user in new for name in NAMED_IN_TEMPLATE.findall(templates[user])}
        new = (new & templates.keys()) - used
        used |= new
    return sorted(templates.keys() - used)


def test_no_template_is_unused():
    templates = {
        path.relative_to(FOLDER).as_posix(): path.read_text(encoding="utf-8")
        for path in FOLDER.rglob("*")
        if path.is_file()
    }
    named = {string for path in modules() for string in strings(path.read_text(encoding="utf-8"))}
    assert templates
    assert unused(templates, named) == []


def test_an_unused_template_is_seen():
    templates = {
        "base.html": "",
        "goal.html": "{% extends 'base.html' %}{% include \"row.html\" with a=b %}",
        "row.html": "",
        "left.html": "{% include 'behind.html' %}",
        "behind.html": "",
        "404.html": "",
    }
    assert unused(templates, {"goal.html"}) == ["behind.html", "left.html"]
    assert unused(templates, {"goal.html", "left.html"}) == []
