"""The tables of money of a small municipality: loaded whole, or refused with every fault."""

import csv
from pathlib import Path

import pytest

from enslinje.budget import checking, queries, reserves, statements
from enslinje.demo.load import load
from enslinje.exchange.budget_forms import BUDGET_FORMS, CASE_REGISTERS
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.schema import TableForm
from tests.exchange.folders import as_swedish_excel, put, rows_in_the_database, write

NAME = "stockholm-2021"
YEAR = 2031
ITEM = {"case_number": "KS 1", "item_no": "1"}

MONEY = {
    "case_registers": [],
    "decisions": [
        {
            **ITEM,
            "decided_by": "KF",
            "subject": "Budget",
            "outcome": "granted",
            "decided_on": "2030-11-20",
            "recorded_by": "kim",
            "checked_by": "sam",
            "basis": "stated",
        },
    ],
    "accounts": [
        {"code": "kostnader", "name": "Kostnader", "plane": "operating", "row": "costs"},
        {"code": "skatter", "name": "Skatter", "plane": "operating", "row": "taxes"},
        {
            "code": "CM2",
            "name": "Reserv",
            "plane": "operating",
            "row": "unforeseen_needs",
            "reserve_number": "2",
        },
    ],
    "reserves": [
        {"account": "CM2", "year": str(YEAR), "purpose": "Oförutsett", "basis": "stated"},
    ],
    "earmarks": [
        {
            "code": "E1",
            "year": str(YEAR),
            "reserve": "CM2",
            "purpose": "Is",
            "set_aside": "1.5",
            "basis": "stated",
        },
    ],
    "transactions": [
        {
            "code": "T1",
            "year": str(YEAR),
            "kind": "council_budget",
            **ITEM,
            "text": "Budget",
            "basis": "stated",
        },
        {
            "code": "T2",
            "year": str(YEAR),
            "kind": "adjustment",
            **ITEM,
            "text": "Is",
            "basis": "stated",
        },
    ],
    "postings": [
        {"transaction": "T1", "leg": "1", "account": "skatter", "amount": "10.00000001"},
        {"transaction": "T1", "leg": "2", "account": "CM2", "amount": "-10.00000001"},
        {"transaction": "T2", "leg": "2", "account": "kostnader", "amount": "-1.5", "body": "VAT"},
        {"transaction": "T2", "leg": "1", "account": "CM2", "amount": "1.5", "earmark": "E1"},
    ],
    "petitions": [
        {
            "code": "P1",
            "line": "1",
            "year": str(YEAR),
            "kind": "adjustment",
            "purpose": "Is",
            "body": "VAT",
            "reserve": "CM2",
            "account": "kostnader",
            "asked": "2",
            "endorsed": "1.5",
            "basis": "stated",
        },
    ],
}


@pytest.fixture
def with_money(small: Path) -> Path:
    for form in BUDGET_FORMS:
        fill(small, form, MONEY[form.name])
    return small


def fill(folder: Path, form: TableForm, rows: list[dict[str, str]]) -> None:
    header, told = list(form.names), [{"basis": "stated", **row} for row in rows]
    write(folder / form.file, [header, *([row.get(name, "") for name in header] for row in told)])


@pytest.mark.django_db
def test_money_arrives_to_the_ore(with_money):
    report = load(NAME, folder=with_money)

    assert report.counts["postings"] == 4
    legs = [(row.number, row.leg, row.account, row.amount) for row in queries.postings(year=YEAR)]
    assert legs == [
        (1, 1, "skatter", 1_000_000_001),
        (1, 2, "CM2", -1_000_000_001),
        (2, 1, "CM2", 150_000_000),
        (2, 2, "kostnader", -150_000_000),
    ]
    assert reserves.reserve_year(2, year=YEAR).left_if_granted == 700_000_001
    assert checking.check(YEAR).breaches == ()


@pytest.mark.django_db
def test_swedish_excel_s_tables_are_the_same(with_money):
    load(NAME, folder=as_swedish_excel(with_money))
    assert reserves.reserve_year(2, year=YEAR).balance == 850_000_001
    (petition,) = queries.petitions(year=YEAR)
    assert (petition.asked, petition.endorsed) == (200_000_000, 150_000_000)


@pytest.mark.django_db
def test_a_municipality_may_leave_money_out(small):
    report = load(NAME, folder=small)
    assert "accounts" not in report.counts
    with pytest.raises(statements.LedgerNotFound):
        statements.statement(YEAR)


FAULTS = {
    "an öre off": (
        put("postings", "amount", "10.00000002", account="skatter"),
        (
            "transactions.csv, rad 2: Posteringarna för 2031 blir inte noll: det skiljer "
            "0,00000001 mnkr. Rätta beloppen så att summan blir noll."
        ),
    ),
    "finer than öre": (
        put("postings", "amount", "10.000000001", account="skatter"),
        (
            "postings.csv, rad 2, kolumn amount: ”10.000000001” har fler decimaler än ören. "
            "Skriv högst åtta decimaler."
        ),
    ),
    "no number": (
        put("postings", "amount", "ca 10", account="skatter"),
        (
            "postings.csv, rad 2, kolumn amount: ”ca 10” är inget tal. Skriv talet med "
            "decimalpunkt och utan mellanrum, till exempel 1234.5."
        ),
    ),
    "an unknown account": (
        put("postings", "account", "skatten", account="skatter"),
        (
            "postings.csv, rad 2, kolumn account: ”skatten” är inget känt konto. Menade du "
            "”skatter”? Rätta cellen, eller lägg till raden i accounts.csv."
        ),
    ),
    "a rejected decision": (
        put("decisions", "outcome", "rejected", subject="Budget"),
        (
            "transactions.csv, rad 2: Beslutet KS 1, punkt 1, medger inget än. "
            "Anteckna beslutet ur det justerade protokollet först."
        ),
    ),
    "one person alone": (
        put("decisions", "checked_by", "kim", subject="Budget"),
        (
            "decisions.csv, rad 2, kolumn checked_by: Den som kontrollerar är en annan än den som "
            "antecknar. Rätta raden."
        ),
    ),
    "more than is set aside": (
        put("earmarks", "set_aside", "1.4", code="E1"),
        (
            "transactions.csv, rad 3: De avsatta medlen E1 överskrids med 0,1 mnkr. "
            "Minska beloppet, eller avsätt mer."
        ),
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_is_told_with_its_line_and_nothing_is_loaded(with_money, fault):
    damage, sentence = FAULTS[fault]
    damage(with_money)
    with pytest.raises(DataSetRefused) as refused:
        load(NAME, folder=with_money)
    assert sentence in [one.sentence for one in refused.value.faults]
    assert rows_in_the_database() == {}


REGISTERED = {"case_registers": [{"prefix": "KS", "body": "KS"}, {"prefix": "VN", "body": "VAT"}]}
NUMBERED = dict.fromkeys(("decisions", "transactions"), "ks 2030/0041")
MISNUMBERED = {
    "a number that is none": (
        put("decisions", "case_number", "Budget", subject="Budget"),
        (
            "decisions.csv, rad 2, kolumn case_number: Budget är inget diarienummer. "
            "Skriv beteckning, år och löpnummer: KS 2030/41."
        ),
    ),
    "a prefix that nobody has": (
        put("decisions", "case_number", "PN 2030/41", subject="Budget"),
        (
            "decisions.csv, rad 2, kolumn case_number: Inget diarium har beteckningen PN. "
            "Beslutsfattaren har KS."
        ),
    ),
    "a prefix that is none": (
        put("case_registers", "prefix", "V N", prefix="VN"),
        (
            "case_registers.csv, rad 3, kolumn prefix: V N kan inte vara ett diariums beteckning. "
            "Skriv bokstäver, och bindestreck mellan dem: KS eller SDN-FA."
        ),
    ),
    "a prefix of two bodies": (
        put("case_registers", "prefix", "ks", prefix="VN"),
        "case_registers.csv, rad 3: ks anges två gånger i samma inlämning. Ta bort den ena raden.",
    ),
}


@pytest.fixture
def with_registers(with_money: Path) -> Path:
    """The same with case registers, and the numbers in another writing than theirs."""
    fill(with_money, CASE_REGISTERS, REGISTERED["case_registers"])
    for name, number in NUMBERED.items():
        for _row in MONEY[name]:
            put(name, "case_number", number, case_number="KS 1")(with_money)
    return with_money


@pytest.mark.django_db
def test_numbers_are_kept_as_their_registers_spell_them(with_registers):
    report = load(NAME, folder=with_registers)

    assert report.counts["case_registers"] == 2
    assert {row.decision.case_number for row in queries.postings(year=YEAR)} == {"KS 2030/41"}


@pytest.mark.django_db
@pytest.mark.parametrize("fault", MISNUMBERED)
def test_a_number_that_cannot_be_is_told_with_its_line(with_registers, fault):
    damage, sentence = MISNUMBERED[fault]
    damage(with_registers)
    with pytest.raises(DataSetRefused) as refused:
        load(NAME, folder=with_registers)
    assert sentence in [one.sentence for one in refused.value.faults]
    assert rows_in_the_database() == {}


def test_the_tables_have_a_header_each():
    folder = Path(__file__).parents[2] / "src" / "enslinje" / "demo" / "stockholm_2021"
    for form in BUDGET_FORMS:
        with (folder / form.file).open(encoding="utf-8", newline="") as file:
            assert set(next(csv.reader(file))) == set(form.names)
