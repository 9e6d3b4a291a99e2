"""What of plans is seen in histories: by those who see no draft, as it was submitted and no more.

The rule is the one of pages: `filed.seen_as_filed` says whose plans are seen as submitted, and
`view_draft` or a shared draft who sees them as saved. Whoever sees the draft of a body that takes
part in an activity sees the activity as saved: it is in that body's plan too.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from enslinje.core.policy import Action
from enslinje.core.terms import PartyRole
from enslinje.filing import submissions
from enslinje.filing.filed import seen_as_filed
from enslinje.filing.rows import HandedIn
from enslinje.filing.tables import CONTENTS
from enslinje.goals.naming import Named, without_own
from enslinje.journal.history.loading import Found, as_filed
from enslinje.journal.history.register import Key, Kind, nothing
from enslinje.journal.history.sight import May, Narrow
from enslinje.journal.together import Asking, both, gathered

IN_PLANS = frozenset(one.kind for one in CONTENTS)
"""The kinds of objects that a plan holds. The first part of their places is the plan's year."""


@dataclass(frozen=True)
class _Year:
    """How the plans of a year are seen.

    Attributes:
        speaking_for_all: whose plans are seen as submitted, and whether each speaks for all.
        handed_in: whose drafts are shared, and in which change sets each plan was filed.
    """

    speaking_for_all: Mapping[str, bool]
    handed_in: Mapping[str, HandedIn]

    @classmethod
    def asked(cls, year: int) -> "Asking[_Year]":
        asked = both(seen_as_filed(year=year), submissions.handed_in(year=year))
        return asked.then(lambda told: cls(*told))

    def is_shared(self, body: str) -> bool:
        """Whether the centre may read the body's draft."""
        return self.handed_in.get(body, NEVER).is_shared

    def filings(self, bodies: Iterable[str]) -> list[int]:
        """The change sets in which these bodies filed their plans, in order."""
        return sorted({one for body in bodies for one in self.handed_in.get(body, NEVER).filings})


NEVER = HandedIn()


def as_submitted(may: May) -> Narrow:
    """Return what leaves drafts out for a reader with these rights."""
    return _AsSubmitted(may)


@dataclass(frozen=True)
class _AsSubmitted:
    """What leaves drafts out for a reader with these rights, with the years that are known."""

    may: May
    years: dict[int, _Year] = field(default_factory=dict)

    def asks(self, keys: Mapping[Kind, Collection[Key]]) -> Asking[None]:
        """Ask how the plans are seen of the years of these objects."""
        years = {key[0] for kind, of in keys.items() if kind.name in IN_PLANS for key in of}
        asked = gathered({year: _Year.asked(year) for year in years - self.years.keys()})
        return asked.then(self._take)

    def _take(self, known: Mapping[int, _Year]) -> None:
        for year, how in known.items():
            self.years[year] = how

    def __call__(self, found: Found, /) -> Found | None:
        """Return the object as it was submitted; as it is, to who sees the draft."""
        bodies = found.bodies - {""}
        if not bodies or any(self.may(Action.VIEW_DRAFT, body) for body in bodies):
            return found
        if found.kind.name not in IN_PLANS:  # A duty, an outcome: not its words, but what it names.
            return replace(found, kind=_named_as_submitted(found))
        year = self._of(found.key[0])
        limiting = [body for body in _leading(found, bodies) if _limits(found.kind, year, body)]
        if not limiting or any(
            self.may(Action.VIEW_WORK, body) and year.is_shared(body) for body in bodies
        ):
            return found
        seen = as_filed(found, year.filings(limiting))
        return replace(seen, kind=_named_as_submitted(seen)) if seen else None

    def _of(self, year: int) -> _Year:
        """How the plans of the year are seen. One query, where nobody asked before."""
        if year not in self.years:
            self.years[year] = _Year.asked(year).read()
        return self.years[year]


def _limits(kind: Kind, year: _Year, body: str) -> bool:
    for_all = year.speaking_for_all.get(body)
    return for_all is not None and not (kind.is_owned and for_all)


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
        return replace(kind, about=nothing, title=lambda _key, _about: title)
    return replace(kind, about=_ABOUT.setdefault(kind.name, _About(kind)))


@dataclass(frozen=True)
class _About:
    """What the words of a kind need, with what bodies own called by its code."""

    kind: Kind

    def __call__(self, keys: Collection[Key]) -> Asking[Any]:
        return self.kind.about(keys).then(
            lambda about: without_own(about) if isinstance(about, Named) else about
        )


_ABOUT: dict[str, _About] = {}
"""One for each kind, so that the objects of a kind are still read together."""
