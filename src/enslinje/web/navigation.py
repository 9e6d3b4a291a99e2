"""What leads on from every page: the doors of a year, and the page itself in another language."""

from dataclasses import dataclass, field
from functools import lru_cache

from django.urls import translate_url
from django.utils.translation import gettext_lazy as _

from enslinje.web.words import Word

LANGUAGES = (("sv", "Svenska"), ("en", "English"))
MOST_KEPT = 5_000


@dataclass(frozen=True)
class Language:
    """A language to switch to, and the address of this page in it."""

    code: str
    name: str
    address: str
    is_current: bool


@dataclass(frozen=True)
class Door:
    """A link of the navigation, marked where one is. Two with one name are the same."""

    url_name: str
    words: Word = field(compare=False)
    is_current: bool


DOORS: tuple[tuple[str, str, Word], ...] = (
    ("year", "web:year", _("Året i korthet")),
    ("goals", "web:goals", _("Mål")),
    ("indicators", "web:indicators", _("Indikatorer")),
    ("bodies", "web:bodies", _("Nämnder och bolag")),
    ("contributions", "web:contributions", _("Bidrag")),
    ("budget", "web:budget", _("Budget")),
    ("findings", "web:findings", _("Iakttagelser")),
    ("calendar", "web:calendar", _("Årets gång")),
    ("source", "web:source", _("Källan säger")),
)


@lru_cache(maxsize=len(DOORS) + 1)
def doors(section: str) -> tuple[Door, ...]:
    """Return the doors of a year, the one of `section` as the current one."""
    return tuple(Door(name, words, section == key) for key, name, words in DOORS)


@lru_cache(maxsize=MOST_KEPT)
def languages(here: str, current: str) -> tuple[Language, ...]:
    """Return every language with the address of the page `here` in it."""
    return tuple(
        Language(code, name, translate_url(here, code), code == current) for code, name in LANGUAGES
    )
