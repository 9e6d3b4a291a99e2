"""Code strings to bodies and lines: every öre ends up somewhere, and is told where."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enslinje.exchange.code_map import CodedAmount, MappedRow, Rule, Target, map_amounts
from enslinje.exchange.code_map_file import dimensions_of, faults_of, read_code_map
from enslinje.exchange.code_strings import read_code_strings
from enslinje.exchange.faults import DataSetRefused

RULES = (
    Rule({Target.LEFT_OUT: "true"}, 1000, 2999, line=2),
    Rule({Target.BODY: "SKOLA"}, dimension="ansvar", code="100", line=3),
    Rule({Target.BODY: "VARD"}, dimension="ansvar", code="200", line=4),
    Rule({Target.LINE: "forskola"}, dimension="verksamhet", code="44", line=5),
    Rule({Target.LINE: "ovrigt"}, line=6),
    Rule({Target.ACCOUNT: "kostnader"}, 4000, 7999, line=7),
    Rule({Target.ACCOUNT: "avskrivningar"}, 7900, 7999, line=8),
)


def amount(account, ore, line=1, period=202101, **codes):
    return CodedAmount(line, 2021, period, account, ore, codes)


def place(*amounts, rules=RULES):
    return map_amounts(amounts, rules)


def test_each_part_of_the_code_string_says_its_own():
    found = place(amount("5010", 1_000, ansvar="100", verksamhet="44"))
    assert found.rows == (MappedRow(2021, 202101, "SKOLA", "forskola", "kostnader", 1_000),)


def test_a_rule_with_a_code_goes_before_one_without():
    found = place(amount("5010", 1_000, ansvar="200"))
    assert found.rows[0].line == "ovrigt"


def test_a_narrower_interval_goes_before_a_wider():
    found = place(amount("7910", 1_000, ansvar="100"))
    assert found.rows[0].account == "avskrivningar"


def test_an_account_without_a_rule_keeps_its_own():
    assert place(amount("3010", -5, ansvar="100")).rows[0].account == "3010"


def test_amounts_of_one_place_are_summed_and_months_kept_apart():
    one = amount("5010", 1_000, ansvar="100")
    two = amount("5020", -400, ansvar="100", projekt="9")
    later = amount("5010", 7, ansvar="100", period=202102)
    assert [row.amount_ore for row in place(one, two, later).rows] == [600, 7]


def test_what_is_left_out_is_summed_by_itself():
    found = place(amount("1930", 500), amount("5010", 3, ansvar="100"))
    assert (found.file_ore, found.left_out_ore, found.mapped_ore) == (503, 500, 3)
    assert len(found.rows) == 1


def test_a_code_string_that_no_rule_covers_is_told_once():
    found = place(*(amount("5010", 10, line=line, ansvar="300") for line in (9, 7, 8)))
    (told,) = found.uncovered
    assert (told.target, told.line, told.count, told.amount_ore) == (Target.BODY, 9, 3, 30)
    assert found.rows == ()
    assert found.uncovered_ore == 30


def test_two_rules_that_disagree_are_told_with_their_lines():
    rules = (*RULES, Rule({Target.BODY: "FRITID"}, dimension="projekt", code="9", line=9))
    (told,) = place(amount("5010", 10, ansvar="100", projekt="9"), rules=rules).uncovered
    assert told.rules == (3, 9)
    agreeing = (*RULES, Rule({Target.BODY: "SKOLA"}, dimension="projekt", code="9", line=9))
    assert place(amount("5010", 10, ansvar="100", projekt="9"), rules=agreeing).uncovered == ()


CODES = st.fixed_dictionaries(
    {}, optional={"ansvar": st.sampled_from(["100", "200", "300"]), "verksamhet": st.just("44")}
)
AMOUNTS = st.lists(
    st.builds(
        CodedAmount,
        st.integers(1, 99),
        st.just(2021),
        st.sampled_from([202101, 202102]),
        st.sampled_from(["1930", "3010", "5010", "7910", "X1"]),
        st.integers(-(10**12), 10**12),
        CODES,
    )
)


@settings(deadline=None)
@given(AMOUNTS, st.permutations(RULES))
def test_every_ore_ends_up_in_one_sum(amounts, rules):
    found = map_amounts(amounts, rules)
    assert found.file_ore == sum(one.amount_ore for one in amounts)
    assert found.ties
    assert found.mapped_ore == sum(row.amount_ore for row in found.rows)
    bodies = [one for one in found.uncovered if one.target is Target.BODY]
    assert found.uncovered_ore == sum(one.amount_ore for one in bodies)


@settings(deadline=None)
@given(AMOUNTS.flatmap(lambda amounts: st.tuples(st.just(amounts), st.permutations(amounts))))
def test_order_does_not_matter(both):
    first, second = (map_amounts(amounts, RULES) for amounts in both)
    assert first.rows == second.rows
    assert Counter((one.account, one.amount_ore) for one in first.uncovered) == Counter(
        (one.account, one.amount_ore) for one in second.uncovered
    )


# The file of rules ----------------------------------------------------------------------------

HEAD = "account_from,account_to,dimension,object,body,line,account,left_out,note\n"
ROWS = """1000,2999,,,,,,true,balanskonton
,,ansvar,100,SKOLA,,,,
,,ansvar,200,VARD,,,,
,,verksamhet,44,,forskola,,,
,,,,,ovrigt,,,
4000,7999,,,,,kostnader,,
7900,7999,,,,,avskrivningar,,
"""


def rules_file(folder, rows=ROWS):
    path = folder / "kontering.csv"
    path.write_text(HEAD + rows, encoding="utf-8")
    return path


def test_the_rules_are_read_from_a_file(tmp_path):
    assert read_code_map(rules_file(tmp_path)) == RULES
    assert dimensions_of(RULES) == {"ansvar", "verksamhet"}


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("30,29,,,X,,,,", "är lägre än account_from"),
        (",29,,,X,,,,", "är lägre än account_from"),
        ("3x,,,,X,,,,", "är inget kontonummer"),
        (",,ansvar,,X,,,,", "dimension och object hör ihop"),
        (",,,100,X,,,,", "dimension och object hör ihop"),
        ("30,39,,,,,,,", "raden säger ingenting"),
        (",,,,X,,,ja,", "är varken true eller false"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(tmp_path, row, problem):
    with pytest.raises(DataSetRefused) as refused:
        read_code_map(rules_file(tmp_path, f"{ROWS}{row}\n"))
    (fault,) = refused.value.faults
    assert (fault.row, fault.problem) == (9, problem)


def test_the_same_rule_twice_is_refused(tmp_path):
    with pytest.raises(DataSetRefused, match="1 fel"):
        read_code_map(rules_file(tmp_path, ROWS + ",,ansvar,100,VARD,,,,\n"))


def test_what_no_rule_covers_is_told_in_words():
    found = place(amount("5010", 123_450, line=4, ansvar="300"))
    (fault,) = faults_of(found, "mars.csv", "kontering.csv")
    assert fault.sentence == (
        "mars.csv, rad 4: ”5010 ansvar:300” får inget värde i body. "
        "Lägg till en rad för det i kontering.csv. Antal poster: 1, summa 1\u00a0234,50."
    )


# Files of amounts -----------------------------------------------------------------------------

COLUMNS = "konto;ansvar;verksamhet;aktivitet;projekt;motpart;period;belopp"


def amounts_file(folder, *rows, head=COLUMNS):
    path = folder / "mars.csv"
    path.write_bytes("\r\n".join([head, *rows, ""]).encode("utf-8-sig"))
    return path


@pytest.mark.parametrize(
    ("written", "ore"),
    [
        ("1 234,5", 123_450),
        ("−3", -300),
        ("1 234,50 kr", 123_450),
        ("-0,01", -1),
        ("1\u00a0000\u00a0000", 100_000_000),
        ("60 000 000 000,00", 6_000_000_000_000),
    ],
)
def test_amounts_are_read_as_swedish_writes_them(tmp_path, written, ore):
    path = amounts_file(tmp_path, f"5010;100;44;;;;202103;{written}")
    assert read_code_strings(path, year=2021).amounts == (
        CodedAmount(2, 2021, 202103, "5010", ore, {"ansvar": "100", "verksamhet": "44"}),
    )


@pytest.mark.parametrize(
    ("row", "column", "problem"),
    [
        ("5010;100;;;;;202103;12.5", "belopp", "är inget belopp"),
        ("5010;100;;;;;202103;1.234", "belopp", "är inget belopp"),
        ("5010;100;;;;;202103;ca 30", "belopp", "är inget belopp"),
        ("5010;100;;;;;202103;5 %", "belopp", "är inget belopp"),
        ("5010;100;;;;;202103;0,005", "belopp", "har delar av ett öre"),
        ("5010;100;;;;;202103;99 999 999 999 999,00", "belopp", "är ett för stort tal"),
        ("5010;100;;;;;202113;1", "period", "är ingen period"),
        ("5010;100;;;;;202003;1", "period", "ligger inte i 2021"),
        (";100;;;;;202103;1", "konto", "cellen är tom"),
        ("5010;100;;;;;202103;", "belopp", "cellen är tom"),
    ],
)
def test_what_is_ambiguous_is_refused(tmp_path, row, column, problem):
    with pytest.raises(DataSetRefused) as refused:
        read_code_strings(amounts_file(tmp_path, row), year=2021)
    assert [(one.row, one.column, one.problem) for one in refused.value.faults] == [
        (2, column, problem)
    ]


def test_the_same_code_string_may_come_again(tmp_path):
    row = "5010;100;;;;;2021-03;10,00"
    found = read_code_strings(amounts_file(tmp_path, row, row), year=2021)
    assert map_amounts(found.amounts, RULES).mapped_ore == 2_000


def test_with_commas_between_cells_there_is_a_decimal_point(tmp_path):
    path = amounts_file(tmp_path, "5010,100,,,,,202103,1234.50", head=COLUMNS.replace(";", ","))
    assert read_code_strings(path, year=2021).amounts[0].amount_ore == 123_450
