"""Each way a folder can be wrong: nothing is loaded, and one message says what to do."""

import re
import shutil
from pathlib import Path

import pytest

from enslinje.demo.load import load
from enslinje.exchange.faults import DataSetRefused, Fault
from tests.exchange.folders import (
    Damage,
    drop,
    line_of,
    lines,
    put,
    repeat,
    rows_in_the_database,
    write,
)

NAME = "stockholm-2021"
ENERGY = {"indicator": "IND18", "body": "KS"}
LCA = {"indicator": "IND19", "kind": "interval"}
SNOW = {"indicator": "IND16"}


def refused(folder: Path) -> tuple[Fault, ...]:
    with pytest.raises(DataSetRefused) as refusal:
        load(NAME, folder=folder)
    return refusal.value.faults


CELLS = [
    # table, row, column, what is written, what the message says
    ("contributions", {"goal": "2.5"}, "body", "Månnämnden", "inget känt organ"),
    ("indicators", {"code": "IND06"}, "answering_body", "Rymdnämnden", "inget känt organ"),
    ("outcomes", ENERGY | {"indicator": "IND24"}, "indicator", "IND99", "ingen känd indikator"),
    ("indicators", {"code": "IND18"}, "unit", "procnt", "ingen känd enhet"),
    ("contributions", {"goal": "2.5"}, "goal", "9.9", "inget känt mål"),
    ("activities", {"code": "ACT001"}, "goals", "1.2; 7", "inget känt mål"),
    ("activities", {"code": "ACT002"}, "groups", "stadsbor", "ingen känd krets"),
    ("targets", SNOW, "due_occasion", "plan_b", "bland de ord"),
    ("targets", ENERGY, "year", "2020", "annat år"),
    ("judgements", {"goal": "2.5"}, "year", "2022", "annat år"),
    ("targets", ENERGY, "for_year", "2020", "före datamängdens år"),
    ("targets", ENERGY, "value", "100.5", "utanför vad enheten"),
    ("targets", ENERGY, "value", "-1", "utanför vad enheten"),
    ("targets", LCA, "high", "101", "utanför vad enheten"),
    ("council_targets", {"indicator": "IND24"}, "value", "250", "utanför vad enheten"),
    ("quotas", {"body": "KS"}, "value", "-5", "utanför vad enheten"),
    ("outcomes", {"indicator": "IND24", "body": "KS"}, "value", "101", "utanför vad enheten"),
    ("targets", LCA, "low", "100", "inte lägre än"),
    ("targets", ENERGY, "value", "ca 3", "inget tal"),
    ("targets", ENERGY, "value", "2,93", "inget tal"),
    ("targets", ENERGY, "value", "1e1", "inget tal"),
    ("targets", ENERGY, "value", "NaN", "inget tal"),
    ("targets", ENERGY, "value", "2.93456", "för många decimaler"),
    ("quotas", {"body": "KS"}, "value", "1000000001", "för stort tal"),
    ("targets", ENERGY, "value", "2.935", "fler decimaler än indikatorn"),
    ("targets", ENERGY, "form", "minst", "bland de ord"),
    ("indicators", {"code": "IND18"}, "roll_up", "medel", "bland de ord"),
    ("indicators", {"code": "IND18"}, "counts", "ja", "varken true eller false"),
    ("indicators", {"code": "IND18"}, "decimals", "7", "inget heltal"),
    ("indicators", {"code": "IND18"}, "basis_by_field", "name:source", "inga par"),
    ("indicators", {"code": "IND18"}, "basis_by_field", "name=gissat", "bland de ord"),
    ("targets", ENERGY, "stated_on", "2021-02-30", "inget datum"),
    ("targets", ENERGY, "stated_on", "22 januari", "inget datum"),
    ("occasions", {"kind": "plan"}, "opens_at", "2021-02-01", "ingen tidpunkt"),
    ("occasions", {"kind": "plan"}, "due_at", "2021-03-28 02:30", "ingen tidpunkt"),
    ("goals", {"code": "2.5"}, "number", "2.5" * 20, "för lång"),
    ("activities", {"code": "ACT001"}, "code", "ACT/1", "ingen kod"),
    ("activities", {"code": "ACT001"}, "title", "Rad\nbruten", "tecken som inte syns"),
    ("weights", {"body": "SDN-BR", "indicator": "residents"}, "value", "0", "väger ingenting"),
    ("outcomes", {"indicator": "IND24"}, "indicator", "residents", "ett basnyckeltal"),
    ("indicators", {"code": "IND21"}, "base", "IND24", "inget basnyckeltal"),
    ("indicators", {"code": "IND06"}, "answering_body", "FN-KUL", "ingen skyldighet"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", CELLS, ids=lambda case: f"{case[0]}.{case[2]}={case[3][:12]}")
def test_a_cell_that_is_wrong(folder, case):
    table, where, column, value, problem = case
    line = line_of(folder, table, **where)
    put(table, column, value, **where)(folder)

    (fault,) = refused(folder)

    assert (fault.file, fault.row, fault.column) == (f"{table}.csv", line, column)
    assert fault.value
    assert fault.value in value
    assert problem in fault.problem
    assert_teaches(fault)
    assert rows_in_the_database() == {}


ROWS = [
    # what is done, then file, row, column and what the message says
    (put("targets", "value", "", **ENERGY), "targets", ENERGY, "value", "tom"),
    (put("targets", "form", "", **ENERGY), "targets", ENERGY, "form", "tom"),
    (put("targets", "reason", "", **SNOW), "targets", SNOW, "reason", "tom"),
    (
        put("bodies", "official_name", "", code="KRL"),
        "bodies",
        {"code": "KRL"},
        "official_name",
        "tom",
    ),
    (put("indicators", "base", "", code="IND21"), "indicators", {"code": "IND21"}, "base", "tom"),
    (
        put("aliases", "body", "KS", text="Farsta"),
        "aliases",
        {"text": "Farsta"},
        "text",
        "betyder redan SDN-FA",
    ),
    (
        put("aliases", "text", "FARSTA ", text="Skärholmens"),
        "aliases",
        {"text": "FARSTA "},
        "text",
        "står redan på rad",
    ),
    (put("targets", "value", "4", **LCA), "targets", LCA, "value", "hör inte till"),
    (
        drop("weights", indicator="purchased_meals_value", body="SDN-BR"),
        "duties",
        {"indicator": "IND21", "body": "SDN-BR"},
        "body",
        "saknar vikt",
    ),
    (
        drop("duties", indicator="IND17", body="SDN-SO"),
        "targets",
        {"indicator": "IND17", "body": "SDN-SO"},
        "body",
        "ingen skyldighet",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", ROWS, ids=lambda case: f"{case[1]}.{case[3]}")
def test_a_row_that_lacks_something(folder, case):
    damage, table, where, column, problem = case
    damage(folder)

    (fault,) = refused(folder)

    assert (fault.file, fault.row) == (f"{table}.csv", line_of(folder, table, **where))
    assert fault.column == column
    assert problem in fault.problem
    assert_teaches(fault)
    assert rows_in_the_database() == {}


@pytest.mark.django_db
def test_a_row_twice(folder):
    repeat("targets", **ENERGY)(folder)

    (fault,) = refused(folder)

    assert fault.file == "targets.csv"
    assert fault.row == len(lines(folder / "targets.csv"))
    assert fault.value.startswith("IND18; KS")
    assert str(line_of(folder, "targets", **ENERGY)) in fault.problem
    assert_teaches(fault)
    assert rows_in_the_database() == {}


@pytest.mark.django_db
def test_two_spellings_of_one_body_are_the_same_row(folder):
    rows = lines(folder / "targets.csv")
    again = [*rows[line_of(folder, "targets", **ENERGY) - 1]]
    again[1] = "  KOMMUNSTYRELSENS "
    write(folder / "targets.csv", [*rows, again])

    (fault,) = refused(folder)

    assert "står redan på rad" in fault.problem


def _cut_columns(folder: Path) -> None:
    rows = lines(folder / "indicators.csv")
    place = rows[0].index("polarity")
    write(folder / "indicators.csv", [row[:place] + row[place + 1 :] for row in rows])


def _rename_column(folder: Path) -> None:
    rows = lines(folder / "indicators.csv")
    rows[0][rows[0].index("polarity")] = "riktning"
    write(folder / "indicators.csv", rows)


def _long_row(folder: Path) -> None:
    rows = lines(folder / "goals.csv")
    rows[3].append("för mycket")
    write(folder / "goals.csv", rows)


def _bytes(name: str, content: bytes) -> Damage:
    return lambda folder: (folder / name).write_bytes(content) and None


def _folder_for_file(folder: Path) -> None:
    (folder / "units.csv").unlink()
    (folder / "units.csv").mkdir()


def _latin_1(folder: Path) -> None:
    path = folder / "bodies.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))


FILES = [
    (_cut_columns, "indicators.csv", 1, "kolumnen saknas"),
    (_rename_column, "indicators.csv", 1, "ingen kolumn i tabellen"),
    (_long_row, "goals.csv", 4, "celler"),
    (_latin_1, "bodies.csv", None, "inte skriven i UTF-8"),
    (_bytes("duties.csv", b""), "duties.csv", None, "filen är tom"),
    (_bytes("duties.csv", b"\n \n"), "duties.csv", None, "filen är tom"),
    (_bytes("dataset.csv", b"code,name,year\n"), "dataset.csv", None, "exakt en rad"),
    (_bytes("levels.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), "levels.csv", None, "UTF-8"),
    (_bytes("levels.csv", b'depth,code\n1,"overarching\n'), "levels.csv", 2, "läsa som CSV"),
    (lambda folder: (folder / "targets.csv").unlink(), "targets.csv", None, "filen saknas"),
    (_folder_for_file, "units.csv", None, "går inte att öppna"),
    (
        lambda folder: shutil.copy(folder / "units.csv", folder / "enheter.csv") and None,
        "enheter.csv",
        None,
        "hör inte till en datamängd",
    ),
]


@pytest.mark.django_db
@pytest.mark.parametrize("case", FILES, ids=lambda case: f"{case[1]} {case[3]}")
def test_a_file_that_is_wrong(folder, case):
    damage, file, row, problem = case
    damage(folder)

    (fault,) = refused(folder)

    assert (fault.file, fault.row) == (file, row)
    assert problem in fault.problem
    assert_teaches(fault)
    assert rows_in_the_database() == {}


@pytest.mark.django_db
def test_a_folder_that_is_not_there(tmp_path):
    (fault,) = refused(tmp_path / "nowhere")

    assert "mappen finns inte" in fault.problem


@pytest.mark.django_db
def test_an_outcome_among_the_weights(folder):
    weight = {"indicator": "purchased_meals_value", "body": "SDN-BR"}
    line = line_of(folder, "weights", **weight)
    put("weights", "indicator", "IND24", **weight)(folder)

    told = {(fault.file, fault.row): fault.problem for fault in refused(folder)}

    duty = ("duties.csv", line_of(folder, "duties", indicator="IND21", body="SDN-BR"))
    assert told.keys() == {("weights.csv", line), duty}
    assert "inget basnyckeltal" in told["weights.csv", line]
    assert "saknar vikt" in told[duty]


@pytest.mark.django_db
@pytest.mark.parametrize("column", ["body", "indicator"])
def test_a_name_that_is_wrong_is_not_also_a_gap(folder, column):
    """The weight is there, under a name that stands for nothing: nobody lacks it."""
    put("weights", column, "Något", indicator="purchased_meals_value", body="SDN-BR")(folder)
    put("duties", column, "Något", indicator="IND17", body="SDN-SO")(folder)

    told = {(fault.file, fault.column) for fault in refused(folder)}

    assert told == {("weights.csv", column), ("duties.csv", column)}


@pytest.mark.django_db
def test_every_fault_of_every_file_is_told_at_once(folder):
    put("targets", "value", "tre", **ENERGY)(folder)
    put("targets", "stated_on", "i går", **ENERGY)(folder)
    put("contributions", "goal", "9.9", goal="2.5")(folder)
    put("indicators", "unit", "procnt", code="IND18")(folder)
    (folder / "activities.csv").unlink()

    told = {(fault.file, fault.column) for fault in refused(folder)}

    assert told == {
        ("targets.csv", "value"),
        ("targets.csv", "stated_on"),
        ("contributions.csv", "goal"),
        ("indicators.csv", "unit"),
        ("activities.csv", ""),
    }
    assert rows_in_the_database() == {}


def test_what_an_unread_row_names_is_no_fault_of_those_that_need_it(folder):
    put("indicators", "decimals", "många", code="IND18")(folder)

    (fault,) = refused(folder)

    assert fault.column == "decimals"


def assert_teaches(fault: Fault) -> None:
    """One line that says where, what stood there and what to do."""
    assert "\n" not in fault.sentence
    assert fault.file in fault.sentence
    assert fault.row is None or f"rad {fault.row}" in fault.sentence
    assert not fault.column or f"kolumn {fault.column}" in fault.sentence
    assert re.fullmatch(r"[A-ZÅÄÖ”].*[.?]", fault.remedy, flags=re.DOTALL)
    assert fault.sentence.endswith(fault.remedy)
