"""What is said of where a plan stands, and of what a plan holds."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from enslinje.core.budget_terms import AccountGroup
from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import (
    ActivityState,
    Change,
    ContributionState,
    Form,
    Kind,
    OccasionKind,
    PlanState,
    PreparationKind,
    Sex,
)
from enslinje.core.values import SCALE
from enslinje.filing.rows import DecisionRef, FilingRow, StageRow
from enslinje.filing.tables import Content, Place, Row
from enslinje.goals.naming import Named, named_at, without_own
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory
from enslinje.plans import section_queries
from enslinje.web import writing
from enslinje.web.words import Word

SHAPE: Mapping[PlanState, str] = {
    PlanState.DRAFT: "not_met",
    PlanState.SENT_BACK: "withheld",
    PlanState.READY: "partly_met",
    PlanState.APPROVED: "partly_met",
    PlanState.DECIDED: "partly_met",
    PlanState.SUBMITTED: "met",
}

CONTENT: Mapping[str, Word] = {
    "avsnittstext": gettext_lazy("Texter"),
    "arsmal": gettext_lazy("Årsmål"),
    "bidrag": gettext_lazy("Bidrag till mål"),
    "mal": gettext_lazy("Egna mål"),
    "indikator": gettext_lazy("Egna indikatorer"),
    "aktivitet": gettext_lazy("Aktiviteter"),
    "malkonflikt": gettext_lazy("Målkonflikter"),
    "hinder": gettext_lazy("Hinder"),
    "planens-budget": gettext_lazy("Budget"),
    "beredning": gettext_lazy("Beredning"),
    "aktivitetens-mal": gettext_lazy("Aktiviteternas mål"),
    "aktivitetens-parter": gettext_lazy("Aktiviteternas parter"),
    "aktivitetens-teman": gettext_lazy("Aktiviteternas teman"),
}
"""What the tables of a plan are called; one that is not here is called as its history."""


def state(stage: StageRow) -> str:
    """Say where a plan stands: "Beslutad av nämnden 2021-01-20, § 7"."""
    if stage.state is PlanState.DECIDED and stage.decision:
        return decided(stage.decision)
    if stage.state is PlanState.SUBMITTED and stage.at:
        return submitted(stage.at)
    return word(PlanState, stage.state)


def decided(decision: DecisionRef) -> str:
    """Say by which decision a plan was decided."""
    day = writing.day(decision.decided_on) if decision.decided_on else ""
    text = _("Beslutad av nämnden eller styrelsen {day}").format(day=day).strip()
    return f"{text}, {decision.paragraph}" if decision.paragraph else text


def submitted(at: datetime) -> str:
    """Say when a plan was submitted."""
    return _("Inlämnad {day} kl. {clock}").format(day=writing.day(at), clock=clock(at))


def clock(at: datetime) -> str:
    """The time of day by Swedish clocks."""
    return timezone.localtime(at).strftime("%H.%M")


def changed(count: int) -> str:
    """Say how much has changed since a plan was submitted; "" for nothing."""
    if not count:
        return ""
    return ngettext(
        "{n} värde ändrat sedan inlämningen", "{n} värden ändrade sedan inlämningen", count
    ).format(n=count)


def numbered(filing: FilingRow) -> str:
    """Say which of a body's filings it is."""
    kind = _("rättad") if filing.is_editorial else ""
    return _("version {number}").format(number=filing.number) + (f", {kind}" if kind else "")


def named(year: int, places: Collection[tuple[Content, Place, Row | None]]) -> Named:
    """Read what the places of a plan are called, with what stands there. One query."""
    indicators = {place[0] for content, place, _row in places if content.kind in _OF_INDICATOR}
    goals = {code for content, place, row in places for code in _goals(content, place, row)}
    keys = [(year, code) for code in indicators | goals] or [(year, "")]
    return named_at(indicator=1, goal=1)(keys).read()


def _goals(content: Content, place: Place, row: Row | None) -> Iterable[str]:
    """The goals that a place is called by."""
    if content.kind in _OF_GOAL:
        return place[:1]
    if content.kind == "malkonflikt":
        return place
    return filter(None, [row["goal__code"]]) if content.kind == "hinder" and row else ()


def as_submitted(about: Named, year: int, goals: Iterable[Row], indicators: Iterable[Row]) -> Named:
    """Call what the body owns as these rows of its submitted plan do. Two queries."""
    known = without_own(about)
    names = {
        (row["goal__code"], year): " ".join(filter(None, (row["number"], row["name"])))
        for row in goals
    }
    measured = {
        key: (row["name"], *known.indicators[key][1:])
        for row in indicators
        if (key := (row["indicator__code"], year)) in known.indicators
    }
    return replace(
        known, goals={**known.goals, **names}, indicators={**known.indicators, **measured}
    )


_TITLE: Mapping[str, Callable[[Row], str]] = {
    "aktivitet": lambda row: str(row["title"]),
    "beredning": lambda row: word(PreparationKind, row["kind"]),
    "planens-budget": lambda row: ", ".join(
        str(part)
        for part in (
            row["activity_area"],
            word(AccountGroup, row["account_group"]),
            row.get("for_year"),
            row["line__code"],
        )
        if part
    ),
}
"""How the places of some tables are called, by what stands there."""


def _whom(sex: str) -> str:
    return word(Sex, sex) if sex in set(Sex) - {Sex.ALL} else ""


_OF_INDICATOR = frozenset({"arsmal", "indikator"})
_OF_GOAL = frozenset({"bidrag", "mal"})

_CALLED: Mapping[str, Callable[[Place, int, Named], str]] = {
    "indikator": lambda place, year, about: about.indicator(place[0], year),
    "arsmal": lambda place, year, about: ", ".join(
        filter(None, (about.indicator(place[0], year), _whom(place[-1])))
    ),
    **dict.fromkeys(_OF_GOAL, lambda place, year, about: about.goal(place[0], year)),
    "malkonflikt": lambda place, year, about: " – ".join(about.goal(one, year) for one in place),
}
"""How the places of others are called, by the goals and indicators that they are about."""


def headings(year: int, kinds: Collection[str]) -> Mapping[str, str]:
    """Return what the sections of the year are called, by code. One query when any is asked for."""
    rows = section_queries.sections(year=year) if "avsnittstext" in kinds else ()
    return {row.code: row.heading for row in rows}


@dataclass(frozen=True)
class Measured:
    """A number of a plan, with the decimals and the unit that it is written in."""

    value: Fraction
    decimals: int
    unit: str


@dataclass(frozen=True)
class Told:
    """What a version of a plan is told with: its year, what it names, the headings of sections."""

    year: int
    about: Named
    sections: Mapping[str, str]

    def in_order(self, content: Content, rows: Mapping[Place, Row]) -> Iterable[tuple[Place, Row]]:
        """Yield what stands in the places of a table in the order that they are read."""
        if content.kind != "avsnittstext":
            return rows.items()
        order = {code: at for at, code in enumerate(self.sections)}
        return sorted(rows.items(), key=lambda one: order.get(str(one[0][0]), len(order)))

    def title(self, content: Content, place: Place, row: Row | None) -> str:
        """Say what a place of the plan is about; `row` is what stands there, or stood."""
        code = str(place[0])
        if content.kind == "avsnittstext":
            return self.sections.get(code, code)
        if content.kind in _CALLED:
            return _CALLED[content.kind](place, self.year, self.about)
        if row is None:
            return code
        if content.kind == "hinder":
            goal = row["goal__code"]
            return self.about.goal(goal, self.year) if goal else _("Inget särskilt mål")
        return _TITLE[content.kind](row) if content.kind in _TITLE else code

    def said(self, content: Content, row: Row | None) -> str:
        """Put what the plan says in a place into words; "–" for nothing."""
        if row is None:
            return "–"
        write = _WRITE.get(content.kind)
        return write(row, self.year, self.about) if write else _("ja")

    def measured(self, content: Content, row: Row | None) -> Measured | None:
        """Return the number that stands there, None when there is none."""
        if row is None:
            return None
        if content.kind == "planens-budget":
            return Measured(Fraction(row["amount_ore"], 10**8), 1, "mnkr")
        if content.kind != "arsmal" or row["kind"] != Kind.NUMBER:
            return None
        key = (row["indicator__code"], self.year)
        _name, decimals, unit = self.about.indicators.get(key, ("", 0, ""))
        return Measured(Fraction(row["low"], SCALE), decimals, unit)


def difference(after: Measured | None, before: Measured | None) -> str:
    """Say how much more there is than before; "" where both are no numbers of one unit."""
    if after is None or before is None or after.unit != before.unit:
        return ""
    return writing.signed(after.value - before.value, max(after.decimals, before.decimals))


def told(
    year: int, places: Collection[tuple[Content, Place, Row | None]], about: Named | None = None
) -> Told:
    """Return with what these places are told. Without `about`, with the names that hold now."""
    headed = headings(year, {content.kind for content, _place, _row in places})
    return Told(year, about or named(year, places), headed)


def _target(row: Row, year: int, about: Named) -> str:
    code, kind = row["indicator__code"], Kind(row["kind"])
    if kind is Kind.NUMBER:
        return f"{word(Form, row['form'])} {about.number(row['low'], code, year)}"
    if kind is Kind.INTERVAL:
        low, high = (about.number(row[end], code, year) for end in ("low", "high"))
        return f"{low}–{high}"
    if kind is Kind.YES_NO:
        return _("ja") if row["low"] else _("nej")
    return _target_in_words(row, kind)


def _target_in_words(row: Row, kind: Kind) -> str:
    reason = row["reason"]
    if kind is Kind.CHANGE:
        return word(Change, row["change"])
    if kind is Kind.PENDING:
        due = word(OccasionKind, row["due_occasion__kind"])
        return _("Fastställs i {due}: {reason}").format(due=due, reason=reason)
    if kind is Kind.NOT_RELEVANT:
        return _("Inte relevant: {reason}").format(reason=reason)
    return row["raw_text"] or _("Uppgift saknas")


def _contribution(row: Row, _year: int, _about: Named) -> str:
    state_words = word(ContributionState, row["state"])
    return f"{state_words}: {row['text']}" if row["text"] else state_words


def _activity(row: Row, _year: int, _about: Named) -> str:
    more = [word(ActivityState, row["state"]), _days(row), row["responsible_function"]]
    return f"{row['title']} ({', '.join(filter(None, more))})"


def _conflict(row: Row, _year: int, _about: Named) -> str:
    if not row["handling"]:
        return str(row["text"])
    return _("{conflict} Så hanteras den: {handling}").format(
        conflict=row["text"], handling=row["handling"]
    )


def _hindrance(row: Row, _year: int, _about: Named) -> str:
    return _("{hindrance} Det som behövs av {whom}: {needed}").format(
        hindrance=row["text"],
        whom=needed_of(NeededOf(row["needed_of"]), row["needed_body__code"] or ""),
        needed=row["needed"],
    )


def needed_of(whom: NeededOf, body: str) -> str:
    """Say of whom something is needed: the body itself, when one is named."""
    return directory.body_names().get(body, body) if body else word(NeededOf, whom)


def _days(row: Row) -> str:
    """When an activity begins and ends, its last day with it; "" when neither is said."""
    ends = row["ends_on"]
    days = (row["starts_on"], ends - timedelta(days=1) if ends else None)
    return "–".join(writing.day(one) if one else "" for one in days) if any(days) else ""


def _goal(row: Row, _year: int, _about: Named) -> str:
    name = f"{row['number']} {row['name']}"
    expected = row["expected_result"]
    return (
        _("{goal}. Förväntat resultat: {text}").format(goal=name, text=expected)
        if expected
        else name
    )


_WRITE: Mapping[str, Callable[[Row, int, Named], str]] = {
    "avsnittstext": lambda row, _year, _about: str(row["text"]),
    "arsmal": _target,
    "bidrag": _contribution,
    "mal": _goal,
    "indikator": lambda row, _year, _about: str(row["name"]),
    "aktivitet": _activity,
    "malkonflikt": _conflict,
    "hinder": _hindrance,
    "planens-budget": lambda row, _year, _about: _mnkr(row["amount_ore"]),
    "beredning": lambda row, _year, _about: f"{row['held_on']}: {row['said']}",
    "aktivitetens-parter": lambda row, _year, _about: str(
        row["body__code"] or row["group__code"] or ""
    ),
}


def _mnkr(ore: int) -> str:
    return _("{amount} mnkr").format(amount=writing.number(Fraction(ore, 10**8), 1))


def content_words(content: Content) -> Word:
    """What a table of the plan is called."""
    return CONTENT.get(content.kind, content.kind)
