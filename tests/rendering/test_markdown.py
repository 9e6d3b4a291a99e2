"""Markdown as it is shown: safe, its headings below the page's, its figures put in."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enslinje.rendering import markdown

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "text <b onclick=alert(1)>fet</b>",
    "<div>\n<iframe src=//evil.example></iframe>\n</div>",
    "<!-- <script> -->",
    "[x](javascript:alert(1))",
    "[x]( JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,PHN2Zz4=)",
    "[x](vbscript:x) <javascript:alert(1)>",
    "![x](https://evil.example/spor.png)",
    '[x](/a "\\" onmouseover=alert(1) \\"")',
    "[x][1]\n\n[1]: javascript:alert(1)",
    "{{ siffra <script> }}",
]
ALLOWED = {
    *("p", "strong", "em", "s", "a", "code", "pre", "br", "hr", "blockquote", "ul", "ol", "li"),
    *("h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "mark"),
}
TAG = re.compile(r"<\s*/?\s*([a-zA-Z!][a-zA-Z0-9-]*)([^>]*)>")


def html(text):
    return markdown.html(text, figure=lambda reference: f"<mark>{len(reference)}</mark>")


def dangers(shown):
    """Return the tags that are not of ours, and attributes that do or fetch something."""
    found = []
    for name, attributes in TAG.findall(shown):
        bare = re.sub(r'"[^"]*"', '""', attributes)
        if name not in ALLOWED or re.search(r"\bon\w+|\bsrc|\bstyle", bare):
            found.append(name + attributes)
    found += re.findall(r'href="(?!https?://|/|mailto:|#|")[^"]*:[^"]*"', shown)
    return found


@pytest.mark.parametrize("text", ATTACKS)
def test_nothing_raw_gets_through(text):
    assert dangers(html(text)) == []


def test_with_raw_html_let_through_it_would(monkeypatch):
    """The control: the library's own preset lets it through."""
    real = markdown.MarkdownIt
    monkeypatch.setattr(markdown, "MarkdownIt", lambda _preset, _options: real("commonmark"))
    assert dangers(html(ATTACKS[0])) == ["script", "script"]


def test_with_every_link_let_through_it_would(monkeypatch):
    monkeypatch.setattr(markdown, "_is_safe", lambda _url: True)
    assert dangers(html("[x](javascript:alert(1))")) == ['href="javascript:alert(1)"']


PIECES = st.sampled_from([*"<>[]()!&#;:/\"'=`*_{}-| \n", "a", "javascript:", "<b", "on"])


@given(st.lists(PIECES).map("".join))
def test_no_text_makes_anything_dangerous(text):
    assert dangers(html(text)) == []


def test_headings_come_below_those_of_the_page():
    assert html("# A\n\n## B\n\n###### C") == "<h3>A</h3>\n<h4>B</h4>\n<h6>C</h6>\n"


def test_lists_tables_and_links_are_shown():
    shown = html("- ett\n- **två**\n\n|a|b|\n|-|-|\n|1|2|\n\n[mer](https://stockholm.se)")
    assert "<li><strong>två</strong></li>" in shown
    assert "<td>2</td>" in shown
    assert '<a href="https://stockholm.se" class="ds-link" rel="noopener nofollow">mer</a>' in shown


def test_a_bound_figure_is_put_in_wherever_text_stands():
    assert html("Vi når {{ siffra ab }}.") == "<p>Vi når <mark>2</mark>.</p>\n"
    assert "<strong><mark>3</mark></strong>" in html("**{{siffra abc}}**")
    assert "<mark>" not in html("`{{ siffra abc }}`")
