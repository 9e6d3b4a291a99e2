"""`enslinje sie check`: what a file holds, or one line for each fault."""

import json
from pathlib import Path

import pytest
import typer
from django.utils import translation

from enslinje.cli.sie import Question, sie
from enslinje.core.errors import DomainError
from tests.exchange.sie.files_by_hand import FIRST, file, voucher

FILES = Path(__file__).parent.parent / "exchange" / "sie" / "files"
FAULTY = file("#IB 0 1999 1.00", *voucher("#TRANS 1930 {} 1234.50", "#TRANS 3911 {} -1234.00"))


def run(path, capsys, **options):
    with pytest.raises(typer.Exit) as end:
        sie(Question.CHECK, path, **options)
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
