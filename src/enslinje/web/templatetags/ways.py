"""Django's tag of addresses, with addresses that are put together once.

It is a builtin of all templates (`TEMPLATES` in the settings), in the place of Django's own.
"""

from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.template.defaulttags import URLNode
from django.template.defaulttags import url as django_url
from django.utils.html import conditional_escape

from enslinje.web.addresses import address_of

register = template.Library()


class Way(template.Node):
    """The address of a page that is named in the tag itself, with parts by name."""

    def __init__(self, name: str, parts: dict[str, FilterExpression], otherwise: URLNode) -> None:
        self.name, self.parts, self.otherwise = name, parts, otherwise

    def render(self, context: template.Context) -> str:
        """Return the address, as Django's own tag gives it."""
        parts: dict[str, Any] = {name: part.resolve(context) for name, part in self.parts.items()}
        if not all(isinstance(part, str | int) for part in parts.values()):
            return str(self.otherwise.render(context))
        address = address_of(self.name, **parts)
        return str(conditional_escape(address)) if context.autoescape else address


@register.tag
def url(parser: Parser, token: Token) -> template.Node:
    """Give an address as Django's own tag does."""
    node = django_url(parser, token)
    name = getattr(node.view_name.var, "literal", None) or node.view_name.var
    is_plain = isinstance(name, str) and not (node.args or node.asvar or node.view_name.filters)
    is_plain = is_plain and "name" not in node.kwargs  # It is what `address_of` calls the page.
    return Way(str(name), node.kwargs, node) if is_plain else node
