"""The same alignment in DuckDB, over the same files: python -m benchmarks.duckdb_sql FOLDER."""

from benchmarks.report import MODULUS, VALUES, WORDS, Phases, print_report

PHASES = Phases()

import sys
from collections.abc import Iterator

import duckdb

PHASES.done("import")

TOTAL = "city, year, indicator"
BODY = f"{TOTAL}, body"
ALONE = "('single', 'central')"
PARTS = (
    *("given", "low_sum", "high_sum", "low_weighted", "high_weighted", "weight_given"),
    *("low_min", "high_min", "low_max", "high_max"),
)


def of_units(prefix: str, low: str, high: str) -> str:
    """The partial sums of the units' values within a body."""
    return f"""
        count({low}) AS {prefix}_given,
        sum({low})::BIGINT AS {prefix}_low_sum, sum({high})::BIGINT AS {prefix}_high_sum,
        sum({low} * weight)::BIGINT AS {prefix}_low_weighted,
        sum({high} * weight)::BIGINT AS {prefix}_high_weighted,
        sum(weight) FILTER ({low} IS NOT NULL)::BIGINT AS {prefix}_weight_given,
        min({low}) AS {prefix}_low_min, min({high}) AS {prefix}_high_min,
        max({low}) AS {prefix}_low_max, max({high}) AS {prefix}_high_max"""


def of_bodies(prefix: str) -> str:
    """The partial sums of the bodies' within the group; where one answers, only its values."""
    sums = ", ".join(
        f"coalesce(sum({prefix}_{part}) FILTER (is_heard), 0)::BIGINT AS {prefix}_{part}"
        for part in PARTS[1:6]
    )
    ends = ", ".join(
        f"{part[-3:]}({prefix}_{part}) FILTER (is_heard) AS {prefix}_{part}" for part in PARTS[6:]
    )
    return f"""
        sum({prefix}_given)::BIGINT AS {prefix}_given,
        coalesce(sum({prefix}_given) FILTER (is_heard), 0)::BIGINT AS {prefix}_heard,
        {sums}, {ends}"""


def value(prefix: str, heard: str, *, of_body: bool) -> str:
    """The exact value low/divisor … high/divisor by each indicator's rule."""
    mean = ("mean", "single", "central", *(("none",) if of_body else ()))
    added = ", ".join(f"'{rule}'" for rule in ("sum", "ratio", *mean))
    counted = ", ".join(f"'{rule}'" for rule in mean)

    def end(name: str, low_rules: str, high_rules: str) -> str:
        return f"""
            CASE WHEN {heard} = 0 THEN NULL
                 WHEN roll_up IN ({added}) THEN {prefix}_{name}_sum
                 WHEN roll_up = 'weighted_mean' THEN {prefix}_{name}_weighted
                 WHEN roll_up IN {low_rules} THEN {prefix}_{name}_min
                 WHEN roll_up IN {high_rules} THEN {prefix}_{name}_max END AS {{}}"""

    low = end("low", "('min', 'span')", "('max')")
    high = end("high", "('min')", "('max', 'span')")
    divisor = f"""
        CASE WHEN {heard} = 0 OR roll_up = 'none' AND NOT {of_body} THEN NULL
             WHEN roll_up IN ({counted}) THEN {heard}
             WHEN roll_up IN ('weighted_mean', 'ratio') THEN {prefix}_weight_given
             ELSE 1 END AS {{}}"""
    names = ("low", "high", "divisor") if prefix == "t" else ("was_low", "was_high", "was_divisor")
    return ",".join(
        part.format(name) for part, name in zip((low, high, divisor), names, strict=True)
    )


SHORTFALL = """
    CASE form WHEN 'at_least' THEN asked_low * {d}::HUGEINT - {low}
              WHEN 'at_most' THEN {high} - asked_high * {d}::HUGEINT
              ELSE CASE WHEN {low} IS NOT NULL AND {high} IS NOT NULL THEN
                   greatest(asked_low * {d}::HUGEINT - {low},
                            {high} - asked_high * {d}::HUGEINT) END
    END"""

BETTER = """
    CASE polarity WHEN 'higher' THEN low::HUGEINT * was_divisor - was_low::HUGEINT * divisor
                  ELSE was_high::HUGEINT * divisor - high::HUGEINT * was_divisor END"""


def ambition(targets: str, outcomes: str, place: str) -> str:
    """Targets against the outcomes of the year before."""
    return f"""
        SELECT {place}, better, scale,
               CASE WHEN better > 0 THEN 'raised' WHEN better < 0 THEN 'lowered' ELSE 'kept' END
               AS ambition
        FROM (SELECT {place}, {BETTER} AS better, divisor::HUGEINT * was_divisor AS scale
              FROM {targets} JOIN (SELECT * REPLACE (year + 1 AS year) FROM {outcomes})
              USING ({place}) JOIN rules USING (city, indicator)
              WHERE divisor IS NOT NULL AND was_divisor IS NOT NULL AND polarity <> 'neutral')"""


WORST = """
    SELECT *,
        CASE WHEN divisor IS NULL THEN NULL
             WHEN unknown = 0 OR roll_up = 'max' THEN low
             WHEN roll_up NOT IN ('min', 'span') THEN low + unknown_weight::HUGEINT * floor
             WHEN floor IS NOT NULL THEN least(low, floor) END AS worst_low,
        CASE WHEN divisor IS NULL THEN NULL
             WHEN unknown = 0 OR roll_up = 'min' THEN high
             WHEN roll_up NOT IN ('max', 'span') THEN high + unknown_weight::HUGEINT * ceiling
             WHEN ceiling IS NOT NULL THEN greatest(high, ceiling) END AS worst_high,
        CASE WHEN roll_up IN ('sum', 'min', 'max', 'span') THEN divisor
             ELSE divisor + unknown_weight END AS worst_divisor
    FROM totals"""

STATUS = f"""
    CASE WHEN given = 0 AND waiting > 0 THEN 'pending'
         WHEN asked_low IS NULL THEN 'no_council_target'
         WHEN divisor IS NULL THEN 'withheld'
         WHEN {SHORTFALL.format(d="divisor", low="low", high="high")} <= 0 THEN
             CASE WHEN {SHORTFALL.format(d="worst_divisor", low="worst_low", high="worst_high")}
                       <= 0 THEN 'met' ELSE 'withheld' END
         WHEN {SHORTFALL.format(d="divisor", low="high", high="low")} <= 0
              OR {SHORTFALL.format(d="divisor", low="low", high="high")}
                 <= tolerance::HUGEINT * divisor THEN 'partly_met'
         ELSE 'not_met' END"""


def steps() -> Iterator[tuple[str, str]]:
    """Every table in the order it is made: its name and its query."""
    yield from _values()
    yield from _alignment()
    yield from _ambitions()
    yield from _gaps()


def _values() -> Iterator[tuple[str, str]]:
    """The rows summed to bodies and to the group, by each indicator's rule."""
    yield (
        "sums",
        f"""
        SELECT {BODY}, count(*) AS expected, count_if(stated) AS stated,
               sum(weight)::BIGINT AS weight_all,
               {of_units("t", "low", "high")}, {of_units("o", "outcome", "outcome")}
        FROM statements GROUP BY ALL""",
    )
    yield (
        "by_body",
        f"""
        SELECT {BODY}, {value("t", "t_given", of_body=True)},
               {value("o", "o_given", of_body=True)},
               expected - t_given AS unknown, t_given AS given, stated, expected
        FROM sums JOIN rules USING (city, indicator)""",
    )
    yield (
        "totals",
        f"""
        SELECT * EXCLUDE (parts.t_given), {value("t", "t_heard", of_body=False)},
               {value("o", "o_heard", of_body=False)}, t_given AS given,
               asked - t_heard AS unknown,
               CASE WHEN roll_up IN ('weighted_mean', 'ratio') THEN weight_all - t_weight_given
                    ELSE asked - t_heard END AS unknown_weight
        FROM (SELECT {TOTAL}, sum(expected)::BIGINT AS expected, sum(stated)::BIGINT AS stated,
                     coalesce(sum(expected) FILTER (is_heard), 0)::BIGINT AS asked,
                     sum(weight_all)::BIGINT AS weight_all, {of_bodies("t")}, {of_bodies("o")}
              FROM (SELECT sums.*,
                           NOT coalesce(roll_up IN {ALONE} AND body IS DISTINCT FROM answering,
                                        false) AS is_heard
                    FROM sums JOIN rules USING (city, indicator))
              GROUP BY ALL) parts JOIN rules USING (city, indicator)""",
    )


def _alignment() -> Iterator[tuple[str, str]]:
    """The totals against the council's targets."""
    yield (
        "alignment",
        f"""
        SELECT *, status IN ('not_met', 'partly_met') AND unknown > 0 AS so_far
        FROM (SELECT {TOTAL}, low, high, divisor, worst_low, worst_high, worst_divisor,
                     unknown, given, stated, expected, form, asked_low, asked_high,
                     coalesce(waiting, 0) AS waiting, {STATUS} AS status
              FROM ({WORST}) LEFT JOIN council USING ({TOTAL})
              LEFT JOIN (SELECT {TOTAL}, count(*) AS waiting FROM pending GROUP BY ALL)
              USING ({TOTAL}))""",
    )


def _ambitions() -> Iterator[tuple[str, str]]:
    """Targets against last year's outcomes, of bodies and of the group."""
    yield (
        "ambitions",
        ambition(
            f"(SELECT {BODY}, low, high, divisor FROM by_body)",
            f"(SELECT {BODY}, was_low, was_high, was_divisor FROM by_body)",
            BODY,
        ),
    )
    yield (
        "total_ambitions",
        ambition(
            f"(SELECT {TOTAL}, low, high, divisor FROM totals)",
            f"(SELECT {TOTAL}, was_low, was_high, was_divisor FROM totals)",
            TOTAL,
        ),
    )


def _gaps() -> Iterator[tuple[str, str]]:
    """Bodies below their own bar, and duties with nothing stated."""
    yield (
        "bars",
        f"""
        SELECT {BODY}, is_quota,
               {SHORTFALL.format(d="divisor", low="low", high="high")} > 0 AS is_below
        FROM (SELECT * REPLACE (coalesce(quota, asked_low) AS asked_low,
                                coalesce(quota, asked_high) AS asked_high),
                     quota IS NOT NULL AS is_quota
              FROM by_body JOIN council USING ({TOTAL}) JOIN rules USING (city, indicator)
              LEFT JOIN quotas USING ({BODY})
              WHERE given > 0 AND (quota IS NOT NULL OR
                    roll_up IN ('mean', 'weighted_mean', 'ratio', 'min', 'max', 'single')))""",
    )
    yield (
        "missing",
        f"""
        SELECT {BODY} FROM duties
        ANTI JOIN (SELECT * FROM by_body WHERE given > 0) USING ({BODY})""",
    )


def checksum(name: str) -> str:
    """The query that sums a result table, each row by its place: see `report`."""
    place = "((city::BIGINT * 10 + year % 10) * 100 + indicator)"
    if name in {"by_body", "ambitions", "bars", "missing"}:
        place = f"({place} * 50 + body)"
    sums = ["count(*)", f"sum({place})"]
    for column in VALUES[name]:
        sums += [
            f"sum((abs({column}::HUGEINT) % {MODULUS})::BIGINT * {place})",
            f"count_if({column}::HUGEINT > 0)",
            f"count({column})",
        ]
    column, words = WORDS.get(name, ("", ()))
    sums += [f"sum({place}) FILTER ({column} = '{word}')" for word in words]
    return f"SELECT {', '.join(sums)} FROM {name}"


def main(folder: str) -> None:
    """Compute, sum and print."""
    database = duckdb.connect()
    database.execute("SET preserve_insertion_order = false")
    for name in ("rules", "council", "quotas", "pending", "duties", "statements"):
        files = (
            f"{folder}/statements/*.parquet" if name == "statements" else f"{folder}/{name}.parquet"
        )
        database.execute(f"CREATE VIEW {name} AS SELECT * FROM read_parquet('{files}')")
    for name, query in steps():
        database.execute(f"CREATE TEMP TABLE {name} AS {query}")
    PHASES.done("compute")
    sums = {name: database.execute(checksum(name)).fetchone() or () for name in VALUES}
    PHASES.done("checksum")
    print_report(PHASES, sums)


if __name__ == "__main__":
    main(sys.argv[1])
