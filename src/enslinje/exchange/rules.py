"""What the rows of a data set must have in common, beyond each cell being right by itself."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from enslinje.core import numbers
from enslinje.core.terms import IndicatorKind, Kind, RollUp
from enslinje.exchange.cells import Value
from enslinje.exchange.faults import Fault
from enslinje.exchange.schema import Row, TableRows, shown

Tables = Mapping[str, TableRows]

WHAT_A_KIND_HAS: Mapping[Kind, frozenset[str]] = {
    Kind.NUMBER: frozenset({"form", "value"}),
    Kind.INTERVAL: frozenset({"low", "high"}),
    Kind.CHANGE: frozenset({"change"}),
    Kind.YES_NO: frozenset({"value"}),
    Kind.PENDING: frozenset({"reason", "due_occasion"}),
    Kind.NOT_RELEVANT: frozenset({"reason"}),
    Kind.MISSING: frozenset(),
}
"""The columns that a value of each kind fills in. Any kind may give a reason."""

ONLY_BY_KIND = ("form", "value", "low", "high", "change", "due_occasion")


def faults_between(tables: Tables, year: int) -> Iterator[Fault]:
    """Everything that is wrong between cells and between tables.

    A row whose names are unknown is passed over here: that is a fault of its own. What a table
    lacks is only told when the whole table could be read.
    """
    for table in tables.values():
        yield from _other_years(table, year)
    for name in ("targets", "council_targets"):
        yield from _values_of_their_kind(tables[name])
        yield from _too_many_decimals(tables[name], tables["indicators"])
    for name in ("targets", "council_targets", "quotas", "outcomes", "weights"):
        yield from _out_of_range(tables[name], tables)
    yield from _roll_ups(tables["indicators"])
    yield from _bases(tables["indicators"])
    yield from _targets_without_duty(tables)
    yield from _duties_without_weight(tables)
    yield from _weights_of_nothing(tables["weights"])
    yield from _answers_without_duty(tables)
    yield from _base_metrics(tables)


def _other_years(table: TableRows, year: int) -> Iterator[Fault]:
    if "year" not in table.form.names or table.form.single:
        return
    for row in table:
        if row.whole("year") != year:
            yield table.fault(
                row,
                "year",
                _("är ett annat år än datamängdens"),
                _("Datamängden gäller {year}.").format(year=year),
            )
    if "for_year" in table.form.names:
        for row in table:
            if row.whole("year") == year and (row.whole("for_year") or year) < year:
                yield table.fault(
                    row,
                    "for_year",
                    _("är före datamängdens år"),
                    _("Skriv {year} eller ett senare år.").format(year=year),
                )


def _values_of_their_kind(table: TableRows) -> Iterator[Fault]:
    for row in table:
        kind = row.word("kind", Kind)
        has = {name for name in table.form.names if row.cells[name] is not None}
        for column in sorted(WHAT_A_KIND_HAS[kind] - has):
            yield Fault(
                table.form.file,
                row.line,
                column,
                "",
                _("cellen är tom"),
                _("Ett värde av slaget {kind} anger {columns}.").format(
                    kind=kind, columns=", ".join(sorted(WHAT_A_KIND_HAS[kind]))
                ),
            )
        for column in ONLY_BY_KIND:
            if column in has - WHAT_A_KIND_HAS[kind]:
                yield table.fault(
                    row,
                    column,
                    _("hör inte till ett värde av slaget {kind}").format(kind=kind),
                    _("Töm cellen eller byt slag."),
                )
        low, high = row.scaled("low"), row.scaled("high")
        if kind is Kind.INTERVAL and low is not None and high is not None and low >= high:
            yield table.fault(
                row,
                "low",
                _("är inte lägre än intervallets andra ände, {high}").format(
                    high=shown(row.cells["high"])
                ),
                _("Skriv det lägre talet i low och det högre i high."),
            )
        if kind is Kind.YES_NO and row.cells["value"] not in {None, Decimal(0), Decimal(1)}:
            yield table.fault(
                row, "value", _("är varken ja eller nej"), _("Skriv 1 för ja och 0 för nej.")
            )


def _out_of_range(table: TableRows, tables: Tables) -> Iterator[Fault]:
    units = {row.text("code"): row for row in tables["units"]}
    unit_of = {row.text("code"): row.text("unit") for row in tables["indicators"]}
    for row, column, value in _numbers(table):
        unit = units.get(unit_of.get(row.text("indicator"), ""))
        if unit is None:
            continue
        least, most = unit.cells["min_value"], unit.cells["max_value"]
        if not _is_between(value, least, most):
            yield table.fault(
                row,
                column,
                _("ligger utanför vad enheten {unit} kan vara").format(unit=unit.text("name_sv")),
                _("Skriv ett tal {range}.").format(range=_range(least, most)),
            )


def _too_many_decimals(table: TableRows, indicators: TableRows) -> Iterator[Fault]:
    decimals_of = {row.text("code"): row.whole("decimals") or 0 for row in indicators}
    for row, column, value in _numbers(table):
        decimals = decimals_of.get(row.text("indicator"))
        if decimals is not None and value * 10**decimals % 1:
            yield table.fault(
                row,
                column,
                _("har fler decimaler än indikatorn"),
                _("Skriv högst {decimals} decimaler.").format(decimals=decimals),
            )


def _numbers(table: TableRows) -> Iterator[tuple[Row, str, Decimal]]:
    """The numbers that a table of values holds: the row, the column and the number."""
    for row in table:
        for column in ("value", "low", "high"):
            value = row.cells.get(column)
            if isinstance(value, Decimal):
                yield row, column, value


def _is_between(value: Decimal, least: Value, most: Value) -> bool:
    is_low = isinstance(least, Decimal) and value < least
    is_high = isinstance(most, Decimal) and value > most
    return not is_low and not is_high


def _range(least: Value, most: Value) -> str:
    low = numbers.exact(least) if isinstance(least, Decimal) else None
    high = numbers.exact(most) if isinstance(most, Decimal) else None
    if low is not None and high is not None:
        return _("från {low} till {high}").format(low=low, high=high)
    if low is not None:
        return _("som är minst {low}").format(low=low)
    return _("som är högst {high}").format(high=high)


def _roll_ups(indicators: TableRows) -> Iterator[Fault]:
    for row in indicators:
        rule = row.word("roll_up", RollUp)
        for column, needs in (("base", RollUp.WEIGHTED_MEAN), ("answering_body", RollUp.SINGLE)):
            if rule is needs and not row.text(column):
                yield indicators.fault(
                    row,
                    column,
                    _("cellen är tom"),
                    _("Räknesättet {rule} kräver att den fylls i.").format(rule=rule),
                )
            if rule is not needs and row.text(column):
                yield indicators.fault(
                    row,
                    column,
                    _("hör inte till räknesättet {rule}").format(rule=rule),
                    _("Töm cellen eller skriv {needs} i roll_up.").format(needs=needs),
                )


def _bases(indicators: TableRows) -> Iterator[Fault]:
    kinds = _kinds(indicators)
    for row in indicators:
        base = row.text("base")
        if base and kinds.get(base, IndicatorKind.BASE_METRIC) != IndicatorKind.BASE_METRIC:
            yield indicators.fault(
                row,
                "base",
                _("är inget basnyckeltal"),
                _("Väg med en indikator av slaget base_metric."),
            )


def _targets_without_duty(tables: Tables) -> Iterator[Fault]:
    duties = tables["duties"]
    indicators, bodies = tables["indicators"].names(), tables["bodies"].names()
    for name in ("targets", "quotas") if duties.is_whole else ():
        for row in tables[name]:
            pair = row.text("indicator"), row.text("body")
            if pair not in duties.keys and pair[0] in indicators and pair[1] in bodies:
                yield tables[name].fault(
                    row,
                    "body",
                    _("har ingen skyldighet att ha årsmål för {indicator}").format(
                        indicator=pair[0]
                    ),
                    _("Lägg till skyldigheten i duties.csv eller ta bort raden."),
                )


def _duties_without_weight(tables: Tables) -> Iterator[Fault]:
    """Each weight that is lacking is told of once, at the first duty that needs it."""
    base_of = {row.text("code"): row.text("base") for row in tables["indicators"]}
    kinds = _kinds(tables["indicators"])
    weighed = {(row.text("indicator"), row.text("body")) for row in tables["weights"]}
    bodies = tables["bodies"].names()
    for row in tables["duties"] if tables["weights"].is_whole else ():
        base, body = base_of.get(row.text("indicator"), ""), row.text("body")
        is_base = kinds.get(base) == IndicatorKind.BASE_METRIC
        if is_base and body in bodies and (base, body) not in weighed:
            weighed.add((base, body))
            yield tables["duties"].fault(
                row,
                "body",
                _("saknar vikt: {indicator} vägs med {base}").format(
                    indicator=row.text("indicator"), base=base
                ),
                _("Skriv organets {base} i weights.csv.").format(base=base),
            )


def _weights_of_nothing(weights: TableRows) -> Iterator[Fault]:
    for row in weights:
        if (row.scaled("value") or 0) <= 0:
            yield weights.fault(
                row, "value", _("väger ingenting"), _("Skriv en vikt större än noll.")
            )


def _answers_without_duty(tables: Tables) -> Iterator[Fault]:
    bodies = tables["bodies"].names()
    for row in tables["indicators"] if tables["duties"].is_whole else ():
        body = row.text("answering_body")
        if body in bodies and (row.text("code"), body) not in tables["duties"].keys:
            yield tables["indicators"].fault(
                row,
                "answering_body",
                _("har ingen skyldighet att ha årsmål för {indicator}").format(
                    indicator=row.text("code")
                ),
                _("Lägg till skyldigheten i duties.csv."),
            )


def _base_metrics(tables: Tables) -> Iterator[Fault]:
    kinds = _kinds(tables["indicators"])
    base = IndicatorKind.BASE_METRIC.value
    for name in ("duties", "targets", "council_targets", "outcomes", "weights"):
        for row in tables[name]:
            kind = kinds.get(row.text("indicator"))
            if name == "weights" and kind not in {base, None}:
                problem, remedy = _("är inget basnyckeltal"), _("Skriv utfall i outcomes.csv.")
            elif name != "weights" and kind == base:
                problem, remedy = _("är ett basnyckeltal"), _("Skriv vikter i weights.csv.")
            else:
                continue
            yield tables[name].fault(row, "indicator", problem, remedy)


def _kinds(indicators: TableRows) -> dict[str, str]:
    return {row.text("code"): row.text("kind") for row in indicators}
