"""`enslinje sie`: what a file holds, one line for each fault, and where amounts belong."""

import json
from pathlib import Path

import pytest
import typer
from django.utils import translation

from enslinje.cli.sie import Amounts, Question, sie
from enslinje.core.errors import DomainError
from tests.exchange.sie.files_by_hand import FIRST, file, voucher

FILES = Path(__file__).parent.parent / "exchange" / "sie" / "files"
FAULTY = file("#IB 0 1999 1.00", *voucher("#TRANS 1930 {} 1234.50", "#TRANS 3911 {} -1234.00"))


def run(path, capsys, question=Question.CHECK, **options):
    with pytest.raises(typer.Exit) as end:
        sie(question, path, **options)
    return end.value.exit_code, capsys.readouterr().out.splitlines()


@pytest.fixture
def faulty(tmp_path):
    path = tmp_path / "mars.se"
    path.write_bytes(FAULTY)
    return path


def test_a_file_without_faults_is_told_of(capsys):
    code, lines = run(FILES / "verifikationer.se", capsys)
    assert code == 0
    assert lines[:2] == ["SIE 4, PC8 (CP437), 985 byte.", "Småköpings bostäder AB"]
    assert "Debet i verifikationerna: 22\u00a0500,00" in lines
    assert lines[-1] == "0 fel, 0 anmärkningar."


def test_each_fault_has_its_line(faulty, capsys):
    code, lines = run(faulty, capsys)
    assert code == 1
    unknown, unbalanced, outcome = lines
    assert unknown == (
        f"mars.se, rad {FIRST}, #IB: ”1999” finns inte i kontoplanen. Lägg till #KONTO 1999, "
        "eller rätta kontot. Antal poster med det: 1."
    )
    assert unbalanced == (
        f"mars.se, rad {FIRST + 1}, #VER: ”A 1” balanserar inte: debet är 1\u00a0234,50, kredit "
        "1\u00a0234,00, det skiljer 0,50. Rätta beloppen så att summan av #TRANS blir noll."
    )
    assert outcome == "2 fel, 0 anmärkningar."


def test_in_english_too(faulty, capsys):
    with translation.override("en"):
        _, lines = run(faulty, capsys)
    assert lines[0].startswith(
        f"mars.se, row {FIRST}, #IB: “1999” is not in the chart of accounts. Add #KONTO 1999"
    )


def test_the_same_as_an_object(faulty, capsys):
    code, lines = run(faulty, capsys, as_json=True)
    told = json.loads("\n".join(lines))
    assert code == 1
    assert [(one["line"], one["code"]) for one in told["faults"]] == [
        (FIRST, "unknown_account"),
        (FIRST + 1, "unbalanced"),
    ]
    assert told["debit_ore"] == 123_450
    assert told["years"][0] == {"number": 0, "begins": "2021-01-01", "ends": "2021-12-31"}


def test_a_remark_does_not_stop_a_file(capsys):
    code, lines = run(FILES / "forsystem.si", capsys)
    assert code == 0
    assert lines[0].startswith("Anmärkning: forsystem.si: filen är skriven i UTF-8.")
    assert lines[-1] == "0 fel, 1 anmärkning."


def test_a_file_that_is_not_there_is_wrongly_asked_for(tmp_path):
    with pytest.raises(DomainError, match="går inte att öppna"):
        sie(Question.CHECK, tmp_path / "x.se")


# Rows -----------------------------------------------------------------------------------------

RULES = """account_from,account_to,dimension,object,body,line,account,left_out,note
,,1,100,SKOLA,,,,
,,,,,forskola,,,
"""


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "kontering.csv"
    path.write_text(RULES, encoding="utf-8")
    return path


def rows(path, capsys, **options):
    return run(path, capsys, Question.ROWS, **options)


def test_amounts_come_on_bodies_and_lines(rules, capsys):
    rules.write_text(RULES + ",,1,200,VARD,,lon,,\n", encoding="utf-8")
    code, lines = rows(FILES / "objektsaldon.se", capsys, rules=rules, amounts=Amounts.BUDGET)
    assert code == 0
    assert lines == [
        "2021\t202101\tSKOLA\tforskola\t5011\t19\u00a0000,00",
        "2021\t202101\tVARD\tforskola\tlon\t12\u00a0000,00",
        "Filen 31\u00a0000,00 = rader 31\u00a0000,00 + utelämnat 0,00 + utan regel 0,00",
    ]


def test_a_code_without_a_rule_is_told_with_its_row(rules, capsys):
    code, lines = rows(FILES / "objektsaldon.se", capsys, rules=rules)
    assert code == 1
    assert lines[1] == (
        "objektsaldon.se, rad 23: ”5011 1:200” får inget värde i body. Lägg till en rad för det i "
        "kontering.csv. Antal poster: 1, summa 12\u00a0000,00."
    )
    assert lines[2].endswith("+ utan regel 12\u00a0000,00")


def test_rows_as_objects_in_ore(rules, capsys):
    _, lines = rows(FILES / "objektsaldon.se", capsys, rules=rules, as_json=True)
    told = json.loads("\n".join(lines))
    assert told["rows"] == [
        {
            "year": 2021,
            "period": 202101,
            "body": "SKOLA",
            "line": "forskola",
            "account": "5011",
            "amount_ore": 1_800_000,
        }
    ]
    sums = ("mapped_ore", "left_out_ore", "uncovered_ore")
    assert told["file_ore"] == sum(told[name] for name in sums) == 3_000_000


def test_amounts_that_do_not_make_the_results_of_the_file_are_told(rules, tmp_path, capsys):
    rules.write_text("\n".join([*RULES.splitlines()[:1], ",,,,SKOLA,forskola,,,", ""]))
    path = tmp_path / "mars.se"
    path.write_bytes(file("#RES 0 3911 -12.00", "#PSALDO 0 202101 3911 {} -11.00", sie_type="2"))
    code, lines = rows(path, capsys, rules=rules)
    assert code == 1
    assert lines[1].startswith(
        f"mars.se, rad {FIRST}, #RES: konto 3911 har resultatet −12,00, men posterna summerar till "
        "−11,00."
    )


def test_nothing_comes_of_a_faulty_file(faulty, rules, capsys):
    code, lines = rows(faulty, capsys, rules=rules)
    assert code == 1
    assert len(lines) == 3
    assert lines[-1] == "2 fel. Inget har sparats."
    code, told = rows(faulty, capsys, rules=rules, as_json=True)
    assert code == 1
    assert json.loads("\n".join(told)) == {"faults": lines[:-1]}


def test_rows_need_rules(faulty):
    with pytest.raises(DomainError, match="--rules"):
        sie(Question.ROWS, faulty)
