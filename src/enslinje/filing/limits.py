"""What of plans is seen in histories: by those who see no draft, as it was submitted and no more.

The rule is the one of pages: `filed.year_as_filed` says whose plans are seen as submitted, and
`view_draft` or a shared draft who sees them as saved. Whoever sees the draft of a body that takes
part in an activity sees the activity as saved: it is in that body's plan too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from enslinje.core.policy import Action
from enslinje.core.terms import PartyRole
from enslinje.filing import submissions
from enslinje.filing.contents import CONTENTS
from enslinje.filing.filed import year_as_filed
from enslinje.filing.rows import HandedIn
from enslinje.goals.naming import Named, without_own
from enslinje.journal.filed import Filed
from enslinje.journal.history.loading import Found, as_filed
from enslinje.journal.history.register import Key, Kind
from enslinje.journal.history.sight import May, Narrow

IN_PLANS = frozenset(one.kind for one in CONTENTS)
"""The kinds of objects that a plan holds. The first part of their places is the plan's year."""


@dataclass(frozen=True)
class _Year:
    """How the plans of a year are seen. What nobody asks is not read."""

    year: int

    @cached_property
    def filed(self) -> Filed:
        """As of which filing each body's plan is seen. One query."""
        return year_as_filed(year=self.year)[1]

    @cached_property
    def handed_in(self) -> Mapping[str, HandedIn]:
        """Whose drafts are shared, and in which change sets each plan was filed. One query."""
        return submissions.handed_in(year=self.year)

    def is_shared(self, body: str) -> bool:
        """Whether the centre may read the body's draft."""
        return self.handed_in.get(body, NEVER).is_shared

    def filings(self, bodies: Iterable[str]) -> list[int]:
        """The change sets in which these bodies filed their plans, in order."""
        return sorted({one for body in bodies for one in self.handed_in.get(body, NEVER).filings})


NEVER = HandedIn()


def as_submitted(may: May) -> Narrow:
    """Return what leaves drafts out for a reader with these rights. Two queries for each year."""
    years = cache(_Year)

    def narrow(found: Found) -> Found | None:
        bodies = found.bodies - {""}
        if not bodies or any(may(Action.VIEW_DRAFT, body) for body in bodies):
            return found
        if found.kind.name not in IN_PLANS:  # A duty, an outcome: not its words, but what it names.
            return replace(found, kind=_named_as_submitted(found))
        year = years(found.key[0])
        limiting = [body for body in _leading(found, bodies) if _limits(found.kind, year, body)]
        if not limiting or any(
            may(Action.VIEW_WORK, body) and year.is_shared(body) for body in bodies
        ):
            return found
        seen = as_filed(found, year.filings(limiting))
        return replace(seen, kind=_named_as_submitted(seen)) if seen else None

    return narrow


def _limits(kind: Kind, year: _Year, body: str) -> bool:
    one = year.filed.get(body)
    return one is not None and not (kind.is_owned and one.speaks_for_all)


def _leading(found: Found, bodies: Collection[str]) -> Collection[str]:
    """The bodies as of whose filings it is seen: of an activity, those that lead it."""
    leads = {
        row["body__code"]
        for row in found.items.get("parties", ())
        if row["role"] == PartyRole.LEAD and row["body__code"]
    }
    return leads or bodies


def _named_as_submitted(seen: Found) -> Kind:
    """Its kind, whose words are of what was submitted: names that bodies draft are left out."""
    kind = seen.kind
    if kind.name.startswith("aktivitet"):  # The one that has a title, and its themes.
        title = next((row["title"] for row in reversed(seen.own)), seen.key[1])
        return replace(kind, about=len, title=lambda _key, _about: title)
    return replace(kind, about=_ABOUT.setdefault(kind.name, _About(kind)))


@dataclass(frozen=True)
class _About:
    """What the words of a kind need, with what bodies own called by its code."""

    kind: Kind

    def __call__(self, keys: Collection[Key]) -> Any:
        about = self.kind.about(keys)
        return without_own(about) if isinstance(about, Named) else about


_ABOUT: dict[str, _About] = {}
"""One for each kind, so that the objects of a kind are still read together."""
