"""Reads of bodies, occasions and spellings: few queries each, for a whole year."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from enslinje.core.errors import Refusals
from enslinje.core.names import fold
from enslinje.core.origins import Origin
from enslinje.core.terms import (
    Basis,
    BodyKind,
    Callable,
    CountsAs,
    DecisionOutcome,
    OccasionKind,
    OccasionState,
    PlanPart,
)
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.lookup import Codes, codes, remedy
from enslinje.journal.once import once
from enslinje.journal.prepared import Prepared
from enslinje.journal.pulses import pulses_of
from enslinje.journal.together import Asking, Rows
from enslinje.organisation import access, case_registers
from enslinje.organisation.case_registers import DecisionKey, Found
from enslinje.organisation.directory import directory
from enslinje.organisation.errors import (
    DecisionNotChecked,
    UnknownBody,
    UnknownDecision,
    UnknownGroup,
    UnknownOccasion,
    UnknownPerson,
)
from enslinje.organisation.models import Body, BodyGroup, Decision, Occasion, Person
from enslinje.organisation.rows import (
    BodyRow,
    DecisionRow,
    OccasionRow,
    Register,
    YearClock,
)

known_bodies: Kept[tuple[BodyRow, ...]] = Kept(8)


@once
def bodies(*, year: int, as_of: datetime | None = None, slug: str = "") -> tuple[BodyRow, ...]:
    """Return every body there is in the year, as it is at its end, in order of registration.

    With `slug` only the one with that address. One query, as they are now: for the version.
    """
    found = known_bodies.at(
        *(as_of, year),
        read=lambda moment: bodies_asked(year=year, as_of=moment).read(),
        version=kept_by.goals_apart(year),
    )
    return tuple(one for one in found if slug in {"", one.slug})


def bodies_asked(*, year: int, as_of: datetime | None = None) -> Asking[tuple[BodyRow, ...]]:
    """Ask for the same as `bodies`, with more."""
    name = ("bodies", year, as_of)
    entries = access.register_entries(as_of=as_of).filter(year=year, body=OuterRef("body"))
    editions = (
        access.body_editions(as_of=as_of)
        .filter(valid_from__lte=date(year, 12, 31))
        .annotate(counts_as=Subquery(entries.values("counts_as")[:1]))
        .order_by("body_id", "valid_from")
        .values_list(
            *("body_id", "body__code", "body__slug", "body__kind"),
            *("body__callable", "official_name", "short_name", "parent__code", "is_open"),
            *("counts_as", "basis", "source_ref", "recorded_in__recorded_at"),
            *("recorded_in__actor_code", "note"),
        )
    )

    def made(rows: Rows) -> tuple[BodyRow, ...]:
        latest = {row[0]: row[1:] for row in rows}
        return tuple(map(_body, latest.values()))

    return Asking(lambda told: made(told[name]), {name: editions})


def register_for_year(*, year: int, as_of: datetime | None = None) -> Register:
    """Return who counts as a committee and as a company in the year, in order of registration."""
    counts = _counts(year, as_of)
    return Register(
        year=year,
        committees=tuple(code for code, as_what in counts.items() if as_what is CountsAs.COMMITTEE),
        companies=tuple(code for code, as_what in counts.items() if as_what is CountsAs.COMPANY),
    )


known_occasions: Kept[tuple[OccasionRow, ...]] = Kept(8)


def occasions(*, year: int, as_of: datetime | None = None) -> tuple[OccasionRow, ...]:
    """Return the year's reporting occasions in the order they come. One query.

    None when they are asked for as they are now, and are kept.
    """
    return known_occasions.at(
        *(as_of, year),
        read=lambda moment: occasions_asked(year=year, as_of=moment).read(),
        version=kept_by.goals_apart(year),
    )


def occasions_asked(*, year: int, as_of: datetime | None = None) -> Asking[tuple[OccasionRow, ...]]:
    """Ask for the same as `occasions`, with more."""
    of_year = {"occasion__year": year}
    editions = access.occasion_editions(as_of=as_of).filter(**of_year)
    parts = access.occasion_parts(as_of=as_of).filter(**of_year)
    bodies = access.occasion_bodies(as_of=as_of).filter(**of_year)
    name = ("occasions", year, as_of)
    return Asking(
        lambda told: _occasions(*(told[*name, one] for one in ("editions", "parts", "bodies"))),
        {
            (*name, "editions"): editions.values_list(
                *("occasion_id", "occasion__kind", "name", "opens_at", "due_at"),
                *("reference_at", "state", "pk"),
            ),
            (*name, "parts"): parts.values_list("occasion_id", "part"),
            (*name, "bodies"): bodies.values_list("occasion_id", "body__code"),
        },
    )


def _occasions(editions: Rows, parts: Rows, bodies: Rows) -> tuple[OccasionRow, ...]:
    order = list(OccasionKind)
    with_parts, with_bodies = set(parts), defaultdict[int, set[str]](set)
    for occasion, body in bodies:
        with_bodies[occasion].add(body)
    rows = [
        OccasionRow(
            kind=OccasionKind(kind),
            name=name,
            opens_at=opens_at,
            due_at=due_at,
            reference_at=reference_at,
            state=OccasionState(state),
            parts=tuple(part for part in PlanPart if (occasion, part) in with_parts),
            bodies=tuple(sorted(with_bodies[occasion])),
            edition=edition,
        )
        for occasion, kind, name, opens_at, due_at, reference_at, state, edition in editions
    ]
    return tuple(sorted(rows, key=lambda row: order.index(row.kind)))


def year_clock(*, year: int) -> YearClock:
    """Return how far the year's record has come, and the moment its reconciliation is about.

    One query, the first of every picture of the year.
    """
    return clock_from(clock_of(year=year).values_list(*CLOCK))


CLOCK = ("version", "name", "reference_at")
"""What `clock_from` takes of each pulse."""


def clock_of(*, year: int) -> "QuerySet[Any]":
    """The pulses of a year, each with the `name` and the `reference_at` of its reconciliation.

    For whoever reads more of the year in the same query.
    """
    reconciliation = access.occasion_editions().filter(
        occasion__year=year, occasion__kind=OccasionKind.RECONCILIATION.value
    )
    return pulses_of(year).annotate(
        name=Subquery(reconciliation.values("name")[:1]),
        reference_at=Subquery(reconciliation.values("reference_at")[:1]),
    )


def clock_from(rows: Iterable[tuple[int, str | None, datetime | None]]) -> YearClock:
    """Return the clock of a year from version, name and reference moment of each of its pulses."""
    known = tuple(rows)
    versions, names, moments = zip(*known, strict=True) if known else ((), (), ())
    return YearClock(
        version=sum(versions),
        pulse=sum(versions),
        occasion=next(filter(None, names), ""),
        reference_at=next(filter(None, moments), None),
    )


def body_named(text: str, *, year: int) -> str:
    """Return the code of the body that `text` spells: an alias, a name of the year or a code.

    Raises:
        UnknownBody: nothing is spelled like that; its remedy lists what is close.
    """
    spellings = body_spellings(year=year)
    return _spelled(text, spellings, UnknownBody, _("Inget organ heter {text}."))


def body_spellings(*, year: int) -> Mapping[str, str]:
    """Return the codes of bodies by every folded spelling. Few queries, whatever their number."""
    return body_spellings_asked(year=year).read()


def body_spellings_asked(*, year: int) -> Asking[Mapping[str, str]]:
    """Ask for the same as `body_spellings`, with more. What the bodies are called is read here."""
    rows = bodies(year=year)
    spellings = {fold(row.official_name): row.code for row in rows}
    spellings |= {fold(row.short_name): row.code for row in rows}
    spellings |= {fold(code): code for code in directory().slugs}
    return _aliases("body__code").then(lambda aliases: spellings | aliases)


def group_named(text: str) -> str:
    """Return the code of the group of bodies that `text` spells.

    Raises:
        UnknownGroup: nothing is spelled like that; its remedy lists what is close.
    """
    named = BodyGroup.objects.values_list("code", "name")
    spellings = {fold(name): code for code, name in named}
    spellings |= {fold(code): code for code in spellings.values()}
    spellings |= _aliases("group__code").read()
    return _spelled(text, spellings, UnknownGroup, _("Ingen krets av organ heter {text}."))


def body_codes(wanted: Collection[str]) -> Codes:
    """Return the ids of bodies by code."""
    fact = _("Det finns inget organ med koden {code}.")
    ids = directory().ids
    known = {code: ids[code] for code in set(wanted) if code in ids}
    return Codes(known, Body.objects.all, UnknownBody, fact)


def group_codes(wanted: Collection[str]) -> Codes:
    """Return the ids of groups by code."""
    fact = _("Det finns ingen krets av organ med koden {code}.")
    return codes(BodyGroup.objects.all(), wanted, unknown=UnknownGroup, fact=fact)


def person_codes(wanted: Collection[str]) -> Codes:
    """Return the ids of people by code."""
    return codes(
        Person.objects.all(),
        wanted,
        unknown=UnknownPerson,
        fact=_("Det finns ingen person med koden {code}."),
        column="username",
    )


def occasion_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of the year's occasions by kind."""
    known: dict[str, int] = dict(_occasion_ids(year, tuple(sorted(set(wanted)))))
    fact = _("Det finns inget tillfälle {code} för året.")
    return Codes(known, lambda: Occasion.objects.filter(year=year), UnknownOccasion, fact, "kind")


@Prepared
def _occasion_ids(year: int, wanted: tuple[str, ...]) -> QuerySet[Any, Any]:
    return Occasion.objects.filter(year=year, kind__in=wanted).values_list("kind", "pk")


def decisions(wanted: Collection[DecisionKey]) -> Mapping[DecisionKey, DecisionRow]:
    """Return decisions by case number and item; those that are unknown are left out. One query.

    Any writing of a number finds it: "ks 2020/041" is "KS 2020/41" where that is a register's.
    One that is not checked is among them: ask `may_rest_on` before anything rests on it.
    """
    registers = case_registers.registers()
    cases = registers.every_spelling(case for case, _item in wanted)
    rows = _of_cases(tuple(sorted(cases)))
    there = {
        (case, item): DecisionRow(
            *(pk, case, item, decider, BodyKind(kind)),
            DecisionOutcome(outcome) if outcome else None,
            *(decided_on, subject, source_ref, checker is not None),
        )
        for pk, case, item, decider, kind, outcome, decided_on, subject, source_ref, checker in rows
    }
    return Found(there, registers)


@Prepared
def _of_cases(cases: tuple[str, ...]) -> QuerySet[Any, Any]:
    found = Decision.objects.filter(standing_number__in=cases, rejected_in=None)
    return found.values_list(
        *("pk", "standing_number", "item_no", "decided_by__code", "decided_by__kind", "outcome"),
        *("decided_on", "subject", "source_ref", "checked_by_code"),
    )


def decisions_of(body: str, *, year: int) -> tuple[DecisionRow, ...]:
    """Return what the body has granted that may be its plan of `year`, checked, the latest first.

    It is decided in the year or the one before. Two queries.
    """
    found = Decision.objects.filter(
        decided_by__code=body, rejected_in=None, decided_on__year__in=(year - 1, year)
    ).exclude(checked_by_code=None)
    cases = decisions([(one.standing_number, one.item_no) for one in found])
    return tuple(
        sorted(
            (row for row in cases.values() if row.decided_by == body),
            key=lambda row: (row.decided_on or date.min, row.case_number),
            reverse=True,
        )
    )


def may_rest_on(
    key: DecisionKey, found: Mapping[DecisionKey, DecisionRow], *, row: int, refusals: Refusals
) -> DecisionRow | None:
    """Return the decision that something is to rest on, when it is recorded and checked.

    Else None, with the refusal among `refusals`: `UnknownDecision` or `DecisionNotChecked`.
    `found` is what `decisions` answers; `row` is the position in the batch of what rests on it.
    """
    decision = found.get(key)
    if decision is None:
        refusals.add(unknown_decision(*key, row=row))
    elif not decision.is_checked:
        refusals.add(_unchecked(*key, row=row))
        return None
    return decision


def unknown_decision(case_number: str, item_no: int, *, row: int) -> UnknownDecision:
    """Return the refusal of a decision that is not recorded."""
    return UnknownDecision(
        _("Det finns inget antecknat beslut {case}, punkt {item}.").format(
            case=case_number, item=item_no
        ),
        row=row,
        column="decision",
        value=f"{case_number} {item_no}",
        remedy=_("Anteckna beslutet först."),
    )


def _unchecked(case_number: str, item_no: int, *, row: int) -> DecisionNotChecked:
    return DecisionNotChecked(
        _("Beslutet {case}, punkt {item}, är inte kontrollerat än.").format(
            case=case_number, item=item_no
        ),
        row=row,
        column="decision",
        value=f"{case_number} {item_no}",
        remedy=_("Be någon annan än den som antecknade det att kontrollera det."),
    )


def _body(row: tuple[Any, ...]) -> BodyRow:
    code, slug, kind, called, official_name, short_name, parent, is_open, counts_as = row[:9]
    basis, *origin = row[9:]
    return BodyRow(
        code=code,
        slug=slug,
        kind=BodyKind(kind),
        callable=Callable(called),
        official_name=official_name,
        short_name=short_name,
        parent=parent or "",
        is_open=is_open,
        counts_as=CountsAs(counts_as or CountsAs.NONE),
        origin=Origin(Basis(basis), *origin),
    )


def _counts(year: int, as_of: datetime | None) -> dict[str, CountsAs]:
    entries = access.register_entries(as_of=as_of).filter(year=year).order_by("body_id")
    return {code: CountsAs(what) for code, what in entries.values_list("body__code", "counts_as")}


def _aliases(target: str) -> Asking[dict[str, str]]:
    name = ("aliases", target)
    rows = access.aliases().annotate(target=F(target)).exclude(target=None)
    return Asking(lambda told: dict(told[name]), {name: rows.values_list("folded", "target")})


def _spelled(
    text: str, spellings: Mapping[str, str], unknown: type[UnknownBody | UnknownGroup], fact: str
) -> str:
    found = spellings.get(fold(text))
    if found is None:
        raise unknown(fact.format(text=text), value=text, remedy=remedy(fold(text), spellings))
    return found
