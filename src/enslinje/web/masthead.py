"""The head and the foot of every page, written once while they say the same.

They took a fifth of what a page of the workspace takes. Their templates are given what is said here
and nothing else, so that what varies cannot be forgotten among what they are kept by.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from enslinje.web.moments import Moment
from enslinje.web.navigation import Door, Language
from enslinje.web.pictures import PlanSwitch

MOST_KEPT = 2_000
"""Heads, of some six kilobytes: they hold the page's own address in each language."""


@dataclass(frozen=True)
class Head:
    """What the head of a page says, in one language.

    Attributes:
        year, years, doors, languages, moment, plans: as `Site` has them.
        person: the code of who is signed in, "" for the public.
        here: where to come back after signing in, "" for who has.
    """

    language: str
    year: int | None
    years: tuple[int, ...]
    doors: tuple[Door, ...]
    languages: tuple[Language, ...]
    moment: Moment | None
    plans: PlanSwitch | None
    person: str
    here: str


@dataclass(frozen=True)
class Foot:
    """What the foot of a page says: of the picture, if it shows one, its moment and version."""

    language: str
    is_signed_in: bool
    reference_at: datetime | None
    version: int | None


@lru_cache(maxsize=MOST_KEPT)
def written(part: Head | Foot) -> SafeString:
    """Return the part in its language, which is the one that is active."""
    name = "web/parts/header.html" if isinstance(part, Head) else "web/parts/footer.html"
    return render_to_string(name, {"site": part})
