"""The language of a text, told to whoever reads it aloud."""

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from enslinje.web import writing

NOTHING = SafeString("")
SWEDISH = SafeString(' lang="sv"')


def in_swedish() -> SafeString:
    """The attribute that says Swedish, on a page that is not."""
    return NOTHING if writing.language() == "sv" else SWEDISH


def swedish(text: str) -> SafeString:
    """A text of the data, which is Swedish, marked as such on an English page."""
    attribute = in_swedish()
    if not attribute or not text:
        return conditional_escape(text)
    return format_html("<span{}>{}</span>", attribute, text)
