"""Reads a page as its reader does: title, headings, links, words, and what must not be there."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

from django.test import Client

from enslinje.core.numbers import MINUS, NO_BREAK_SPACE

HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "use"}


@dataclass
class Page:
    """A parsed page: `headings` are (level, text), `links` (href, text) in reading order."""

    title: str = ""
    language: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    inline: list[str] = field(default_factory=list)
    text: str = ""

    def hrefs(self, start: str = "") -> list[str]:
        return [href for href, _text in self.links if href.startswith(start)]

    @property
    def h1(self) -> str:
        (only,) = [text for level, text in self.headings if level == 1]
        return only


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()
        self.open: list[tuple[str, dict[str, str | None], list[str]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        named = dict(attributes)
        if "style" in named or any(name.startswith("on") for name in named):
            self.page.inline.append(f"{tag} {named}")
        if tag in {"style", "script"} and not named.get("src"):
            self.page.inline.append(tag)
        if tag == "html":
            self.page.language = named.get("lang") or ""
        if identity := named.get("id"):
            if identity in self.page.anchors:
                self.page.twice.add(identity)
            self.page.anchors.add(identity)
        if tag not in VOID:
            self.open.append((tag, named, []))

    def handle_endtag(self, tag: str) -> None:
        while self.open:
            opened, named, words = self.open.pop()
            self._close(opened, named, " ".join("".join(words).split()))
            if self.open:
                self.open[-1][2].extend(words)
            if opened == tag:
                return

    def _close(self, tag: str, named: dict[str, str | None], text: str) -> None:
        if tag == "title" and not self.page.title:
            self.page.title = text
        elif tag in HEADINGS:
            self.page.headings.append((int(tag[1]), text))
        elif tag == "a" and named.get("href"):
            self.page.links.append((named["href"] or "", text))

    def handle_data(self, data: str) -> None:
        self.words.append(data)
        if self.open:
            self.open[-1][2].append(data)


def read(content: bytes | str) -> Page:
    reader = _Reader()
    reader.feed(content.decode() if isinstance(content, bytes) else content)
    reader.close()
    reader.page.text = " ".join(" ".join(reader.words).split())
    return reader.page


def told(client: Client, address: str) -> str:
    """The words of a page as somebody reads them, with plain spaces and minus signs."""
    words = re.sub(r"<[^>]+>", " ", client.get(address).content.decode())
    plain = words.replace(NO_BREAK_SPACE, " ").replace("&nbsp;", " ").replace(MINUS, "-")
    return " ".join(plain.replace("Källa för ", "").split())
