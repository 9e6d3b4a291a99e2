"""Files of amounts into the database: looked at first, tied to the file, all or nothing."""

from io import BytesIO

import openpyxl
import pytest

from enslinje.budget import amount_queries, operations
from enslinje.budget.drafts import LineDraft
from enslinje.budget.errors import UnknownAccount
from enslinje.budget.models import AmountImport, ImportedAmount
from enslinje.budget.outturn import outturn
from enslinje.core.budget_terms import AmountKind
from enslinje.exchange import amount_files, kept_rules
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.table_files import HandedFile
from tests import budget_town
from tests.town import LOADER, YEAR, recorded_once

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_books")]

RULES = """account_from,account_to,dimension,object,body,line,account,left_out,note
1000,2999,,,,,,true,balans
3000,3999,,,,,income,,
4000,7999,,,,,costs,,
,,ansvar,100,SKOLA,,,,
,,ansvar,200,PARK,,,,
,,1,100,SKOLA,,,,
,,1,200,PARK,,,,
"""
HEAD = "konto;ansvar;verksamhet;aktivitet;projekt;motpart;period;belopp"
MARCH = f"""{HEAD}
5010;100;44;;;;202103;1 234,50
5020;100;44;;P1;;2021-03;-34,50 kr
3010;200;;;;990;202103;−700
1930;100;;;;;202103;-500,00
"""


@pytest.fixture(scope="module")
def recorded_books(django_db_setup, django_db_blocker):
    def record():
        budget_town.record_money()
        kept_rules.state_code_map(handed(RULES, "regler.csv"), actor=LOADER, year=YEAR)

    with recorded_once(django_db_blocker, record):
        yield


def handed(text, name="mars.csv", encoding="utf-8"):
    return HandedFile(name, text.encode(encoding))


def look(file, kind=AmountKind.ACTUAL, **more):
    return amount_files.preview(file, year=YEAR, kind=kind, **more)


def load(file, **more):
    return amount_files.import_previewed(look(file, **more), actor=LOADER)


def sums():
    return {
        (one.body, one.account, one.period): one.amount for one in amount_queries.amounts(year=YEAR)
    }


def told(file, **more):
    """What a file is refused for, and that nothing of it was kept."""
    found = look(file, **more)
    with pytest.raises(DataSetRefused):
        amount_files.import_previewed(found, actor=LOADER)
    assert not AmountImport.objects.exists()
    return [fault.sentence for fault in found.faults]


def test_a_month_is_looked_at_and_then_imported_with_the_sign_of_the_budget():
    found = look(handed(MARCH))
    (month,) = found.months
    assert (month.period, month.row_count, month.file_ore) == (202103, 4, 0)
    assert (month.placed_ore, month.left_out_ore) == (50_000, -50_000)
    assert (found.faults, month.replaces, AmountImport.objects.count()) == ((), None, 0)
    amount_files.import_previewed(found, actor=LOADER)
    assert sums() == {
        ("SKOLA", "costs", 202103): -120_000,
        ("PARK", "income", 202103): 70_000,
    }
    kept = ImportedAmount.objects.values_list("activity_area", "project", "counterpart")
    assert set(kept) == {("44", "", ""), ("44", "P1", ""), ("", "", "990")}


def test_excel_and_csv_in_any_encoding_come_to_the_same():
    made = openpyxl.Workbook()
    made.active.append(["konto", "ansvar", "verksamhet", "projekt", "motpart", "period", "belopp"])
    for row in (
        [5010, 100, 44, None, None, 202103, 1234.5],
        [5020, 100, 44, "P1", None, 202103, -34.5],
        [3010, 200, None, None, 990, 202103, -700],
        [1930, 100, None, None, None, 202103, -500],
    ):
        made.active.append(row)
    stream = BytesIO()
    made.save(stream)
    load(HandedFile("mars.xlsx", stream.getvalue()))
    from_excel = sums()
    load(handed(MARCH, encoding="utf-8-sig"))
    assert sums() == from_excel
    assert AmountImport.objects.count() == 2


def test_the_same_file_again_is_said_to_be_there_and_has_no_effect():
    load(handed(MARCH))
    found = look(handed(MARCH))
    assert (found.is_there, found.months[0].replaces.file_name) == (True, "mars.csv")
    amount_files.import_previewed(found, actor=LOADER)
    assert AmountImport.objects.count() == 1


def test_what_no_rule_settles_is_told_with_its_row_and_sum_and_stops_everything():
    file = handed(
        f"{MARCH}5030;300;;;;;202103;12,5\n5030;300;;;;;202103;1\n9000;100;;;;;202103;7\n"
    )
    remedy = "Lägg till en rad för det i regler.csv. Antal poster"
    assert told(file) == [
        f"mars.csv, rad 6: ”5030 ansvar:300” får inget värde i body. {remedy}: 2, summa 13,50.",
        f"mars.csv, rad 8: ”9000 ansvar:100” får inget värde i account. {remedy}: 1, summa 7,00.",
    ]
    found = look(file)
    assert found.file_ore == 0 + 1_350 + 700
    assert found.uncovered_ore == found.months[0].uncovered_ore == 1_350 + 700
    assert (found.months[0].placed_ore, found.months[0].left_out_ore) == (50_000, -50_000)


def test_a_body_with_lines_needs_one_and_only_one_that_it_has():
    operations.name_lines(
        actor=LOADER, year=YEAR, lines=[LineDraft(body="PARK", code="drift", name="Drift")]
    )
    assert "3010 ansvar:200 motpart:990” får inget värde i line" in told(handed(MARCH))[0]
    rules = RULES.replace("200,PARK,,", "200,PARK,drift,")
    kept_rules.state_code_map(handed(rules, "regler.csv"), actor=LOADER, year=YEAR)
    load(handed(MARCH))
    assert ImportedAmount.objects.get(body__code="PARK").line.code == "drift"


def test_whoever_knows_the_sum_can_say_it_and_it_must_be_the_files():
    assert "är inte filens summa, som är 0.00" in told(handed(MARCH), total_ore=100)[0]
    load(handed(MARCH), total_ore=0)


def test_a_table_of_another_month_is_refused_when_a_month_is_named():
    assert "är inte månad 4" in told(handed(MARCH), month=4)[0]


def test_several_months_are_several_imports_of_one_file():
    text = f"{HEAD}\n5010;100;;;;;202101;1\n5010;100;;;;;202102;2\n"
    load(handed(text))
    assert sums() == {("SKOLA", "costs", 202101): -100, ("SKOLA", "costs", 202102): -200}
    assert AmountImport.objects.current().count() == 2


def test_an_amount_that_can_be_read_in_two_ways_is_refused():
    with pytest.raises(DataSetRefused) as caught:
        look(handed(f"{HEAD}\n5010;100;;;;;202103;1.234\n"))
    assert caught.value.faults[0].row == 2


def test_without_rules_a_file_cannot_be_placed():
    with pytest.raises(amount_files.CodeMapNotFound, match="2019"):
        amount_files.preview(handed(MARCH), year=2019, kind=AmountKind.ACTUAL)


def test_rules_that_name_what_is_not_there_change_nothing():
    rules = handed(RULES.replace("income", "nothing"), "nya.csv")
    with pytest.raises(UnknownAccount):
        kept_rules.state_code_map(rules, actor=LOADER, year=YEAR)
    assert amount_queries.code_map(year=YEAR).file_name == "regler.csv"


# SIE --------------------------------------------------------------------------------------------

SIE_HEAD = """#FLAGGA 0
#PROGRAM "Test" 1
#FORMAT PC8
#GEN 20210401
#SIETYP 4
#FNAMN "Staden"
#RAR 0 20210101 20211231
#KONTO 1930 "Bank"
#KONTO 3010 "Avgifter"
#KONTO 5010 "Hyra"
#DIM 1 "Ansvar"
#OBJEKT 1 "100" "Skola"
#OBJEKT 1 "200" "Park"
"""
BALANCES = f"""{SIE_HEAD}#PSALDO 0 202102 5010 {{}} 50.00
#PSALDO 0 202102 5010 {{1 "100"}} 50.00
#PSALDO 0 202103 5010 {{}} 300.00
#PSALDO 0 202103 5010 {{1 "100"}} 200.00
#PSALDO 0 202103 5010 {{1 "200"}} 100.00
#PBUDGET 0 202101 5010 {{}} 80.00
#PBUDGET 0 202101 5010 {{1 "100"}} 80.00
"""
VOUCHERS = f"""{SIE_HEAD}#VER A 1 20210305 "Hyra"
{{
#TRANS 5010 {{1 "100"}} 20.00
#TRANS 1930 {{}} -20.00
}}
"""


def sie(text):
    return handed(text.replace("\n", "\r\n"), "bok.se", "cp437")


def test_the_balances_of_a_sie_file_are_placed_by_the_same_rules():
    load(sie(BALANCES), month=3)
    assert sums() == {
        ("PARK", "costs", 202103): -10_000,
        ("SKOLA", "costs", 202103): -20_000,
    }


def test_the_budget_of_a_sie_file_is_the_budget_by_month():
    load(sie(BALANCES))
    load(sie(BALANCES), kind=AmountKind.PERIOD_BUDGET)
    school = next(one for one in outturn(YEAR).bodies if one.body == "SKOLA")
    assert (school.is_periodised, school.to_date, school.actual) == (True, -8_000, -25_000)


def test_vouchers_are_placed_row_by_row():
    load(sie(VOUCHERS))
    assert sums() == {("SKOLA", "costs", 202103): -2_000}
    assert AmountImport.objects.get().left_out_ore == -2_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (VOUCHERS.replace("-20.00", "-19.00"), "VER"),
        (BALANCES.replace('#KONTO 5010 "Hyra"\n', ""), "5010"),
        (
            BALANCES.replace("20210101 20211231", "20200101 20201231").replace("2021", "2020"),
            "2020",
        ),
    ],
)
def test_a_sie_file_with_a_fault_gives_the_report_and_changes_nothing(text, said):
    with pytest.raises(DataSetRefused) as caught:
        load(sie(text))
    assert any(said in fault.sentence for fault in caught.value.faults)
    assert not AmountImport.objects.exists()


def test_an_unknown_account_of_a_sie_file_is_told_and_changes_nothing():
    text = BALANCES.replace("5010", "8010")
    assert "8010" in told(sie(text))[0]


def test_results_that_the_file_states_otherwise_are_told():
    assert "har resultatet" in told(sie(f"{BALANCES}#RES 0 5010 9.00\n"))[0]


def test_a_sie_file_has_no_forecast():
    with pytest.raises(DataSetRefused):
        look(sie(BALANCES), kind=AmountKind.FORECAST)
