"""The year's picture for whoever asks: read once, computed once, kept while nothing changes."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, TypeAlias, TypeVar
from zoneinfo import ZoneInfo

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.assessment import DEFAULT_RULE
from enslinje.core.errors import DomainError
from enslinje.core.origins import Origin
from enslinje.core.sorting import swedish_key
from enslinje.core.terms import Basis, BodyKind, Grade, JudgementKind, OccasionKind
from enslinje.filing.filed import year_as_filed
from enslinje.goals import duty_queries
from enslinje.goals import queries as goals
from enslinje.goals.rows import IndicatorRow
from enslinje.journal import kept_by
from enslinje.journal.counters import RESTED_ON, looked_at
from enslinje.journal.filed import Filed
from enslinje.journal.keeping import Kept, Key
from enslinje.journal.models import Counted
from enslinje.journal.once import once
from enslinje.journal.together import Asking, Told, gathered, known
from enslinje.organisation import queries as organisation
from enslinje.organisation.rows import BodyRow, YearClock
from enslinje.plans import queries as plans
from enslinje.reconciliation import access, assembly, results
from enslinje.reconciliation.picture import BodyRef, IndicatorWord, Judgement, Picture
from enslinje.reconciliation.record import YearRecord

LOCAL = ZoneInfo("Europe/Stockholm")
ATTEMPTS = 3
"""How often a picture is read anew when somebody writes meanwhile. Then it is shown, not kept."""

_Answer = TypeVar("_Answer")
Moments = tuple[datetime | None, datetime | None]
pictures: Kept[Picture] = Kept(16)
"""By the version of what they show."""

Asked = tuple[int, Moments, frozenset[str]]


@dataclass(frozen=True)
class Unchanged:
    """A picture, and the pulse of its year when it was seen, which is quicker to ask for."""

    pulse: int
    picture: Picture


unchanged: Kept[Unchanged] = Kept(16)


class YearNotFound(DomainError):
    """Nothing is recorded for the year. `years` are those there is something for."""

    def __init__(self, year: int, years: tuple[int, ...]) -> None:
        self.year, self.years = year, years
        known = ", ".join(map(str, years))
        super().__init__(
            _("Det finns inget år %(year)s. Registrerade år: %(years)s.")
            % {"year": year, "years": known or _("inga")}
        )


def years() -> tuple[int, ...]:
    """Return the years that have goals, latest first. One query."""
    return goals.years()


@once
def picture(
    year: int,
    *,
    as_of: datetime | None = None,
    recorded_by: datetime | None = None,
    saved: frozenset[str] = frozenset(),
) -> Picture:
    """Return the group picture of `year` as it is, or as it was at the moment `as_of`.

    The plans in it are as they were submitted: what a body has saved since is seen when it submits
    anew. Those of the bodies in `saved` are as they are saved, for whoever may see them so.

    With `recorded_by` it is drawn of what the record held at that instant: a page from a history
    shows what somebody saw who looked at it then.

    "Today" in the picture is that moment; by default the reference moment of the
    reconciliation, never the clock. Three queries, whatever the number of bodies; one when nothing
    has been written since it was last asked for, two when nothing that it shows.

    Raises:
        YearNotFound: nothing is recorded for the year.
    """
    asked = (year, (as_of, recorded_by), frozenset(saved))
    if (found := unchanged.get(asked)) and found.pulse == looked_at().pulse(year):
        return found.picture
    clock, drawn = _seen(asked)
    if clock is not None:
        unchanged.keep(asked, Unchanged(clock.pulse, drawn))
    return drawn


def _seen(asked: Asked) -> tuple[YearClock | None, Picture]:
    """The picture, and the clock by which it was kept; None when somebody wrote all the while."""
    year, moments, saved = asked
    for _attempt in range(ATTEMPTS):
        clock, filed = year_as_filed(year=year, saved=saved, held=moments[1])
        if kept := pictures.get(_key(asked, clock)):
            return clock, kept
        tables = _Tables(year, moments[1], filed, clock)
        record = _read(tables, moments[0])
        if is_whole := _is_whole(asked, clock, tables):
            break
    drawn = assembly.picture(record, results.compute(record, DEFAULT_RULE), DEFAULT_RULE)
    submitted = frozenset(code for code, one in filed.items() if one.change_set is not None)
    drawn = replace(drawn, saved=saved, submitted=submitted)
    if is_whole:
        pictures.keep(_key(asked, clock), drawn)
    return clock if is_whole else None, drawn


def _key(asked: Asked, clock: YearClock) -> tuple[object, ...]:
    return (*asked, clock.version)


def _is_whole(asked: Asked, clock: YearClock, tables: "_Tables") -> bool:
    """Whether nobody has written what it shows since: then the rows that were read belong together.

    The tables are kept when nobody has written at all. One query then, else two.
    """
    year, moments, saved = asked
    if kept_by.pulse_of(year) == clock.pulse:
        tables.keep()
        return True
    now, _filed = year_as_filed(year=year, saved=saved, held=moments[1])
    return now.version == clock.version


known_tables: Kept[Any] = Kept(64)
"""What pictures of a year are drawn of: a save leaves all tables but one as they were."""


@dataclass(frozen=True)
class _Tables:
    """The tables of a year: as of what the record held, and of which filing each plan is seen."""

    year: int
    held: datetime | None
    filed: Filed
    clock: YearClock
    new: dict[Key, Any] = field(default_factory=dict)

    def ask(
        self, ask: Callable[..., Asking[_Answer]], *counted_in: Counted, **by: Any
    ) -> Asking[_Answer]:
        """Ask for what `ask` asks for, unless it is known since what it rests on moved.

        That is what plans rest on, and what counts it. Of `by`, it depends on the day `on` and the
        filings; the rest is of the ground.
        """
        key = self._key(ask.__qualname__, counted_in, by)
        found: _Answer | None = known_tables.get(key) if self.clock.counted else None
        if found is not None:
            return known(found)
        asked = ask(year=self.year, as_of=self.held, **by)

        def answer(told: Told) -> _Answer:
            if key not in self.new:
                self.new[key] = asked.made(told)
            made: _Answer = self.new[key]
            return made

        return Asking(answer, asked.of)

    def _key(self, name: str, counted_in: tuple[Counted, ...], by: Mapping[str, Any]) -> Key:
        filings = frozenset(self.filed.items()) if "filed" in by else None
        version = sum(self.clock.counted.get(one, 0) for one in (*RESTED_ON, *counted_in))
        database = str(connection.settings_dict["NAME"])
        return (database, name, self.year, self.held, by.get("on"), filings, version)

    def keep(self) -> None:
        """Keep what has been read anew: nobody has written since the clock was asked."""
        if self.clock.counted:
            for key, answer in self.new.items():
                known_tables.keep(key, answer)


def _read(tables: _Tables, as_of: datetime | None) -> YearRecord:
    """Read the year's record. One query, of the tables that have been written to."""
    year, clock = tables.year, tables.clock
    reference_at = clock.reference_at or datetime(year, 12, 31, 23, 59, tzinfo=LOCAL)
    moment = as_of or reference_at
    on = timezone.localdate(moment, LOCAL)
    found = _asked(tables, on, is_judged=moment >= reference_at).read()
    if not found["goals"]:
        raise YearNotFound(year, years())
    judgements, words = found.pop("judged")
    return YearRecord(
        year=year,
        occasion=clock.occasion,
        reference_at=reference_at,
        moment=moment,
        on=on,
        version=clock.version,
        judgements=judgements,
        words=words,
        **found,
    )


def _asked(tables: _Tables, on: date, *, is_judged: bool) -> Asking[dict[str, Any]]:
    """Ask for what is read together of the record, by the names that it has there."""
    filed = tables.filed
    indicators = tables.ask(goals.indicators_asked, on=on, filed=filed)
    for_years = indicators.then(_end_years)
    asked: dict[str, Asking[Any]] = {
        "bodies": tables.ask(_bodies),
        "goals": tables.ask(goals.goals_asked, filed=filed),
        "indicators": indicators,
        "duties": tables.ask(
            duty_queries.duties_asked, Counted.TARGETS, on=on, for_years=for_years, filed=filed
        ),
        "measurements": tables.ask(goals.measurements_asked, on=on),
        "contributions": tables.ask(plans.contributions_asked, Counted.CONTRIBUTIONS, filed=filed),
        "activities": tables.ask(plans.activities_asked, Counted.ACTIVITIES, filed=filed),
        "judged": tables.ask(_judged) if is_judged else known(({}, {})),
    }
    return gathered(asked)


def _end_years(indicators: Iterable[IndicatorRow]) -> dict[str, int]:
    return {row.code: row.end_year for row in indicators if row.end_year}


KIND_ORDER = (
    *(BodyKind.EXECUTIVE_BOARD, BodyKind.FUNCTIONAL_COMMITTEE, BodyKind.DISTRICT_COMMITTEE),
    *(BodyKind.AUDITORS, BodyKind.PARENT_COMPANY, BodyKind.COMPANY),
)


def _bodies(*, year: int, as_of: datetime | None) -> Asking[dict[str, BodyRef]]:
    """The bodies by code: by kind, then in Swedish alphabetical order."""
    return organisation.bodies_asked(year=year, as_of=as_of).then(_in_order)


def _in_order(bodies: Iterable[BodyRow]) -> dict[str, BodyRef]:
    order = {kind: place for place, kind in enumerate(KIND_ORDER)}
    rows = sorted(
        bodies,
        key=lambda row: (order.get(row.kind, len(order)), swedish_key(row.short_name)),
    )
    return {
        row.code: BodyRef(
            code=row.code,
            slug=row.slug,
            name=row.short_name,
            official_name=row.official_name,
            kind=row.kind,
            counts_as=row.counts_as,
            origin=row.origin,
        )
        for row in rows
    }


_Judged: TypeAlias = tuple[dict[str, Judgement], dict[str, IndicatorWord]]
_ORIGIN = ("basis", "source_ref", "recorded_in__recorded_at", "recorded_in__actor_code", "note")


def _judged(*, year: int, as_of: datetime | None) -> Asking[_Judged]:
    """Judgements of goals at the reconciliation, and words on indicators."""
    of_goals = access.judgements(as_of=as_of).filter(
        year=year,
        kind=JudgementKind.PLAN.value,
        occasion__kind=OccasionKind.RECONCILIATION.value,
    )
    of_indicators = access.indicator_judgements(as_of=as_of).filter(year=year)
    judgements, words = ("judgements", year, as_of), ("words", year, as_of)
    return Asking(
        lambda told: (dict(map(_judgement, told[judgements])), dict(map(_word, told[words]))),
        {
            judgements: of_goals.values_list(
                *("goal__code", "grade", "stated_as", "reason", "reason_basis", "condition"),
                *("condition_basis", "judged_by", *_ORIGIN),
            ),
            words: of_indicators.values_list(
                *("indicator__code", "in_line", "reason", "judged_by", *_ORIGIN)
            ),
        },
    )


def _judgement(row: tuple[Any, ...]) -> tuple[str, Judgement]:
    """A goal's code, and how it is judged."""
    code, grade, stated_as, reason, reason_basis, condition, condition_basis, judged_by = row[:8]
    basis, *origin = row[8:]
    return code, Judgement(
        grade=Grade(grade),
        stated_as=stated_as,
        judged_by=judged_by,
        origin=Origin(Basis(basis), *origin),
        reason=reason,
        reason_basis=Basis(reason_basis) if reason_basis else None,
        condition=condition,
        condition_basis=Basis(condition_basis) if condition_basis else None,
    )


def _word(row: tuple[Any, ...]) -> tuple[str, IndicatorWord]:
    """An indicator's code, and what is said of it."""
    code, in_line, reason, judged_by, basis, *origin = row
    return code, IndicatorWord(in_line, reason, judged_by, Origin(Basis(basis), *origin))
