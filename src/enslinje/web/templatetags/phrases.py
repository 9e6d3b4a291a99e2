"""Django's tags of translation, with one that finds a phrase again instead of looking it up.

Loaded in the place of Django's own (`TEMPLATES` in the settings): a page holds some thirty phrases,
and to translate each anew took a fifth of what it takes to write it.
"""

from functools import lru_cache

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.templatetags import i18n
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

register = template.Library()
register.tags |= i18n.register.tags
register.filters |= i18n.register.filters

MOST_KEPT = 10_000
"""Phrases of all templates, in two languages."""


class Phrase(template.Node):
    """A phrase of the template's own, in the language that is active."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render(self, _context: template.Context) -> SafeString:
        """Return the phrase, as it stands in the catalogue."""
        return _in(get_language(), self.text)


@lru_cache(maxsize=MOST_KEPT)
def _in(_language: str | None, text: str) -> SafeString:
    # Per cent signs are doubled in the catalogue, as Django's own tag has them.
    said = gettext(text.replace("%", "%%")).replace("%%", "%")
    return mark_safe(said)  # noqa: S308 - it is of the template or of its catalogue.


@register.tag("translate")
@register.tag("trans")
def translate(parser: Parser, token: Token) -> template.Node:
    """Translate as Django's own tag does."""
    node = i18n.do_translate(parser, token)
    text = _literal(node.filter_expression)
    is_bare = not (node.noop or node.asvar or node.message_context)
    return Phrase(text) if is_bare and text is not None else node


def _literal(expression: FilterExpression) -> str | None:
    """The text that stands in the tag itself, None where it is looked up or filtered."""
    literal = getattr(expression.var, "literal", None)
    return str(literal) if isinstance(literal, str) and not expression.filters else None
