"""A file of amounts to the months that it holds, placed by the year's kept rules: look first.

CSV and Excel have a code string on each row; SIE 4 has #PSALDO or vouchers for what is booked and
#PBUDGET for the budget by month. Whatever the form, what no rule settles is told with its first row
and its sum, and then nothing of the file is imported.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from uuid import UUID

from django.utils.translation import gettext as _

from enslinje.budget import amount_queries, operations
from enslinje.budget import queries as budget
from enslinje.budget.drafts import (
    AmountImportDraft,
    PlacedDraft,
)
from enslinje.budget.rows import AmountImportRow, CodeMapRow
from enslinje.core.actors import Actor
from enslinje.core.budget_terms import AmountKind
from enslinje.core.errors import DomainError
from enslinje.core.money import exact_kr
from enslinje.core.versions import UNSEEN, Seen
from enslinje.exchange import kept_rules, sie
from enslinje.exchange.code_map import (
    CodedAmount,
    Known,
    Mapped,
    MappedRow,
    Rule,
    map_amounts,
)
from enslinje.exchange.code_map_file import dimensions_of, faults_of
from enslinje.exchange.code_strings import read_code_strings_of
from enslinje.exchange.faults import DataSetRefused, Fault
from enslinje.exchange.sie.model import Document, PeriodKind
from enslinje.exchange.sie_amounts import (
    differences,
    period_amounts,
    voucher_amounts,
    year_of,
)
from enslinje.exchange.sie_faults import RecordFault, in_words
from enslinje.exchange.table_files import HandedFile
from enslinje.journal.record import Receipt

KEPT_IN_TABLES = ("verksamhet", "projekt", "motpart")
KEPT_IN_SIE = ("", "6", "")
"""Activity area, project and counterpart; SIE has dimension 6 for projects."""

SIE_BEGINS = (b"#FLAGGA", b"#PROGRAM", b"#FORMAT", b"#GEN", b"#SIETYP", b"#RAR", b"#FNAMN")
UTF_8_MARK = b"\xef\xbb\xbf"


class CodeMapNotFound(DomainError):
    """The year has no rules for code strings yet."""


@dataclass(frozen=True)
class MonthFound:
    """A month of the file. Sums are the file's own: debit positive.

    Attributes:
        row_count: rows of the file.
        file_ore: their sum: what was placed, what the rules leave out, and what no rule settles.
        replaces: what was imported of the month before, None when nothing was.
        is_there: it was from this very file, placed by these rules: nothing would change.
    """

    period: int
    row_count: int
    file_ore: int
    placed_ore: int
    left_out_ore: int
    uncovered_ore: int
    replaces: AmountImportRow | None
    is_there: bool


@dataclass(frozen=True)
class Preview:
    """What an import of a file would do. With `faults` it can not be imported.

    `uncovered_ore` is the sum of what no rule settles; with what is placed and left out it is the
    file's.
    """

    file: HandedFile
    year: int
    kind: AmountKind
    books: str
    code_map: CodeMapRow
    months: tuple[MonthFound, ...]
    drafts: tuple[AmountImportDraft, ...]
    faults: tuple[Fault, ...]
    file_ore: int
    uncovered_ore: int

    @property
    def is_there(self) -> bool:
        """Whether all of it has been imported already."""
        return bool(self.months) and all(month.is_there for month in self.months)


def preview(
    file: HandedFile,
    *,
    year: int,
    kind: AmountKind,
    month: int | None = None,
    books: str = "",
    total_ore: int | None = None,
) -> Preview:
    """Read a file and place its amounts, and say what importing them would do.

    Args:
        file: CSV, Excel or SIE 4.
        year: the budget year.
        kind: what its amounts are.
        month: 1–12: the only one that is read of a SIE file, and that a table may hold. By default
            every month there is.
        books: the body whose own accounts the file is from, "" for the city's.
        total_ore: what the file adds up to, debit positive, for whoever knows it.

    Raises:
        CodeMapNotFound: the year has no rules.
        DataSetRefused: the file cannot be read; with every fault.
    """
    code_map = _code_map(year)
    rules = tuple(map(kept_rules.rule, code_map.rules))
    is_sie = _is_sie(file)
    coded, faults = _read_sie(file, kind, rules, year) if is_sie else _read_table(file, year)
    coded, foreign = _of_month(coded, file, month, passes_by=is_sie)
    known = Known(
        accounts=frozenset(budget.accounts()),
        lines=amount_queries.lines_of_bodies(year=year),
        body=books,
        keep=KEPT_IN_SIE if is_sie else KEPT_IN_TABLES,
    )
    mapped = map_amounts(coded, rules, known)
    faults = (
        *faults,
        *foreign,
        *faults_of(mapped, file.name, code_map.file_name),
        *_total(mapped, file, total_ore),
        *_nothing(coded, file),
    )
    months, drafts = _months(file, year=year, kind=kind, books=books, coded=coded, mapped=mapped)
    found = [_found(draft, before, code_map) for draft, before in zip(drafts, months, strict=True)]
    return Preview(
        *(file, year, kind, books, code_map, tuple(found), tuple(drafts), faults),
        *(mapped.file_ore, mapped.uncovered_ore),
    )


def import_previewed(
    found: Preview,
    *,
    actor: Actor,
    key: UUID | None = None,
    code_map: int | None = None,
    seen: Mapping[int, Seen] | None = None,
) -> Receipt:
    """Import what was previewed, all of it or nothing.

    Args:
        found: the preview.
        actor: who imports.
        key: the submission's idempotency key.
        code_map: the version of the rules that whoever confirms has seen it placed by; by default
            that of the preview.
        seen: by month as 202103, what whoever confirms saw there; by default what the preview did.

    Raises:
        DataSetRefused: the preview has faults.
        NotAllowed, CodeMapMissing, ImportConflict: see `operations.import_amounts`.
    """
    if found.faults:
        raise DataSetRefused(found.faults)
    drafts = found.drafts
    if seen is not None:
        drafts = tuple(replace(one, seen=seen.get(one.period, UNSEEN)) for one in drafts)
    return operations.import_amounts(
        actor=actor,
        year=found.year,
        imports=drafts,
        code_map=found.code_map.pk if code_map is None else code_map,
        key=key,
    )


def _code_map(year: int) -> CodeMapRow:
    found = amount_queries.code_map(year=year)
    if found is None:
        raise CodeMapNotFound(
            _("Det finns inga konteringsregler för {year}. Läs in dem först.").format(year=year)
        )
    return found


# Reading ---------------------------------------------------------------------------------------


def _is_sie(file: HandedFile) -> bool:
    return file.content.removeprefix(UTF_8_MARK).lstrip().upper().startswith(SIE_BEGINS)


def _read_table(file: HandedFile, year: int) -> tuple[Sequence[CodedAmount], tuple[Fault, ...]]:
    return read_code_strings_of(file, year=year).amounts, ()


def _read_sie(
    file: HandedFile, kind: AmountKind, rules: tuple[Rule, ...], year: int
) -> tuple[Sequence[CodedAmount], tuple[Fault, ...]]:
    reading = sie.read(BytesIO(file.content))
    if reading.report.faults:
        raise DataSetRefused(in_words(fault, file.name) for fault in reading.report.faults)
    document = reading.document
    if year_of(document, 0) != year:
        raise DataSetRefused([_of_another_year(file, year_of(document, 0), year)])
    if kind is AmountKind.FORECAST:
        raise DataSetRefused([_no_forecast(file)])
    named = [int(name) for name in dimensions_of(rules) if name.isdecimal()]
    if kind is AmountKind.PERIOD_BUDGET:
        return period_amounts(document, PeriodKind.BUDGET, named), ()
    coded = period_amounts(document, PeriodKind.ACTUAL, named) or voucher_amounts(document)
    return coded, tuple(_differences(document, coded, file.name))


def _differences(
    document: Document, coded: Sequence[CodedAmount], name: str
) -> Iterator[RecordFault]:
    """Where the file's own results (#RES) are not the sum of what it holds."""
    for one in differences(document, coded):
        yield RecordFault(
            *(name, one.line, "#RES", one.account),
            _("har resultatet {stated}, men posterna summerar till {found}").format(
                stated=exact_kr(one.stated_ore), found=exact_kr(one.found_ore)
            ),
            _("Hämta filen på nytt, eller läs in en annan period."),
        )


def _of_another_year(file: HandedFile, found: int, year: int) -> Fault:
    return Fault(
        *(file.name, None, "", ""),
        _("filens räkenskapsår är {found}, inte {year}").format(found=found, year=year),
        _("Ange det år som filen är av."),
    )


def _no_forecast(file: HandedFile) -> Fault:
    problem = _("en SIE-fil har ingen prognos")
    return Fault(file.name, None, "", "", problem, _("Lämna prognosen som CSV eller Excel."))


def _of_month(
    coded: Sequence[CodedAmount], file: HandedFile, month: int | None, *, passes_by: bool
) -> tuple[Sequence[CodedAmount], tuple[Fault, ...]]:
    """Those of one month. A SIE file holds the whole year; a table is what somebody meant."""
    if month is None:
        return coded, ()
    others = [one for one in coded if one.period % 100 != month]
    if passes_by or not others:
        return [one for one in coded if one.period % 100 == month], ()
    first = others[0]
    problem = _("är inte månad {month}").format(month=month)
    remedy = _("Ange rätt månad, eller ingen för att läsa in alla månader i filen.")
    return coded, (Fault(file.name, first.line, "period", str(first.period), problem, remedy),)


def _total(mapped: Mapped, file: HandedFile, total_ore: int | None) -> Iterator[Fault]:
    if total_ore is not None and total_ore != mapped.file_ore:
        yield Fault(
            *(file.name, None, "", exact_kr(total_ore)),
            _("är inte filens summa, som är {sum}").format(sum=exact_kr(mapped.file_ore)),
            _("Se efter att filen är hel, och att summan är för samma månad."),
        )


def _nothing(coded: Sequence[CodedAmount], file: HandedFile) -> Iterator[Fault]:
    if not coded:
        problem = _("filen har inga sådana belopp")
        yield Fault(file.name, None, "", "", problem, _("Se efter vad filen håller."))


# Months ----------------------------------------------------------------------------------------


def _by_month(coded: Iterable[CodedAmount]) -> dict[int, list[CodedAmount]]:
    found: defaultdict[int, list[CodedAmount]] = defaultdict(list)
    for one in coded:
        found[one.period].append(one)
    return dict(sorted(found.items()))


def _months(
    file: HandedFile,
    *,
    year: int,
    kind: AmountKind,
    books: str,
    coded: Sequence[CodedAmount],
    mapped: Mapped,
) -> tuple[list[AmountImportRow | None], list[AmountImportDraft]]:
    """For each month of the file: what was imported of it before, and what would be."""
    current = amount_queries.amount_imports(year=year)
    replaced = {(one.period, one.kind, one.books): one for one in current}
    months, drafts = [], []
    for period, of_month in _by_month(coded).items():
        before = replaced.get((period, kind, books))
        months.append(before)
        drafts.append(
            _draft(
                file,
                kind=kind,
                books=books,
                period=period,
                coded=of_month,
                mapped=mapped,
                before=before,
            )
        )
    return months, drafts


def _found(
    draft: AmountImportDraft, before: AmountImportRow | None, code_map: CodeMapRow
) -> MonthFound:
    told_by = draft.file_sha256, code_map.pk
    is_there = before is not None and (before.file_sha256, before.code_map) == told_by
    placed = -sum(one.amount_ore for one in draft.amounts)
    uncovered = draft.file_ore - placed - draft.left_out_ore
    return MonthFound(
        *(draft.period, draft.row_count, draft.file_ore, placed, draft.left_out_ore),
        uncovered,
        *(before, is_there),
    )


def _draft(
    file: HandedFile,
    *,
    kind: AmountKind,
    books: str,
    period: int,
    coded: Sequence[CodedAmount],
    mapped: Mapped,
    before: AmountImportRow | None,
) -> AmountImportDraft:
    rows = [row for row in mapped.rows if row.period == period]
    file_ore = sum(one.amount_ore for one in coded)
    return AmountImportDraft(
        period=period,
        kind=kind,
        books=books,
        file_name=file.name,
        file_sha256=file.sha256,
        row_count=len(coded),
        file_ore=file_ore,
        left_out_ore=mapped.left_out_by_period.get(period, 0),
        amounts=tuple(map(_placed, rows)),
        seen=before.pk if before else None,
    )


def _placed(row: MappedRow) -> PlacedDraft:
    """Debit is positive in a file; in the result budget income is."""
    activity_area, project, counterpart = row.kept
    return PlacedDraft(
        body=row.body,
        account=row.account,
        amount_ore=-row.amount_ore,
        line=row.line,
        activity_area=activity_area,
        project=project,
        counterpart=counterpart,
    )
