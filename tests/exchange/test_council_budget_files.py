"""The council's budget out of a file: looked at first, tied to the file, all or nothing."""

import csv
import io

import openpyxl
import pytest

from enslinje.budget import council_budgets, operations, queries, statements
from enslinje.budget.drafts import LineDraft
from enslinje.budget.errors import (
    CouncilBudgetConflict,
    DecisionNotGranted,
    NotTheDecider,
    ReserveOverdrawn,
)
from enslinje.budget.models import LedgerTransaction
from enslinje.budget.operations import council_budget
from enslinje.core.actors import Actor, Source
from enslinje.core.money import Unit
from enslinje.core.policy import Holding, NotAllowed, Role
from enslinje.exchange import council_budget_files, kept_rules
from enslinje.exchange.council_budget_files import AskedFile
from enslinje.exchange.faults import DataSetRefused
from enslinje.exchange.table_files import HandedFile
from enslinje.organisation.errors import DecisionNotChecked, UnknownDecision
from tests import budget_town
from tests.budget_town import FINN, KF, KR, UNDECIDED, ks
from tests.town import KIM, LOADER, YEAR, record_bodies, recorded_once, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_accounts")]

RULES = """account_from,account_to,dimension,object,body,line,account,left_out,note
1000,2999,,,,,,true,balans
3000,3999,,,,,income,,
4000,7999,,,,,costs,,
,,ansvar,100,SKOLA,,,,
,,ansvar,200,PARK,,,,
"""
BUDGET = f"""konto;organ;verksamhet;projekt;ar;belopp
costs;SKOLA;44;;{YEAR};-5 000 kr
costs;Parknämnden;;P1;{YEAR};−3 000,00
income;skola;;;{YEAR};700
CM2;;;;{YEAR};-1 000
taxes;centralt;;;{YEAR};8,4 tkr
"""
NAMED = Actor("finn", Source.PAGE, holdings=(Holding(Role.FINANCE_OFFICER),))


@pytest.fixture(scope="module")
def recorded_accounts(django_db_setup, django_db_blocker):
    """The town with its accounts and decisions, and nothing posted."""

    def record():
        record_bodies()
        budget_town.record_accounts()

    with recorded_once(django_db_blocker, record):
        yield


def handed(text, name="budget.csv", encoding="utf-8"):
    return HandedFile(name, text if isinstance(text, bytes) else text.encode(encoding))


def look(text=BUDGET, name="budget.csv", **asked):
    given = {"file": handed(text, name), "year": YEAR, "decision": KF} | asked
    return council_budget_files.preview(AskedFile(**given))


def load(text=BUDGET, *, actor=FINN, key=None, **asked):
    found = look(text, **asked)
    seen = found.replaces.number if found.replaces else None
    return council_budget_files.import_previewed(found, actor=actor, seen=seen, key=key)


def posted():
    rows = queries.postings(year=YEAR)
    return {(row.number, row.account, row.body): row.amount // KR for row in rows}


def faults(text, **asked):
    """What a file is refused for, and that nothing of it was kept."""
    try:
        found = look(text, **asked)
    except DataSetRefused as refusal:
        told = refusal.faults
    else:
        told = found.faults
        with pytest.raises(DataSetRefused):
            council_budget_files.import_previewed(found, actor=FINN, seen=None)
    assert not LedgerTransaction.objects.exists()
    return [fault.sentence for fault in told]


def test_it_is_looked_at_and_then_posted_as_one_transaction_that_ties():
    found = look()

    assert (found.row_count, found.file_ore, found.placed_ore) == (5, 100 * KR, 100 * KR)
    assert (found.faults, found.equity_ore, found.replaces) == ((), -100 * KR, None)
    assert [(one.account, one.bodies, one.ore // KR) for one in found.sums] == [
        ("income", 1, 700),
        ("costs", 2, -8000),
        ("taxes", 0, 8400),
        ("equity", 0, -100),
        ("CM2", 0, -1000),
    ]
    assert not LedgerTransaction.objects.exists()

    load()
    assert posted() == {
        (1, "costs", "SKOLA"): -5000,
        (1, "costs", "PARK"): -3000,
        (1, "income", "SKOLA"): 700,
        (1, "CM2", ""): -1000,
        (1, "taxes", ""): 8400,
        (1, "equity", ""): -100,
    }
    rows = queries.postings(year=YEAR)
    assert {row.decision.key for row in rows} == {"KF 2020/1/1"}
    assert {(row.activity_area, row.project) for row in rows if row.body} == {
        *(("44", ""), ("", "P1"), ("", ""))
    }
    assert all(row.origin.source_ref.startswith("budget.csv (SHA-256 ") for row in rows)
    assert statements.statement(YEAR).amount("result", "council_budget") == 100 * KR


def workbook(text):
    book = openpyxl.Workbook()
    for row in csv.reader(io.StringIO(text), delimiter=";"):
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_excel_and_csv_and_kronor_and_millions_come_to_the_same():
    load()
    expected = council_budgets.standing(year=YEAR)[0].amounts
    in_millions = """konto,organ,verksamhet,projekt,belopp
costs,SKOLA,44,,-0.005
costs,PARK,,P1,-0.003
income,SKOLA,,,0.0007
CM2,,,,-0.001
taxes,,,,0.0084
equity,,,,-0.0001
"""
    for text, more in (
        (workbook(BUDGET), {"name": "budget.xlsx"}),
        (in_millions, {"unit": Unit.MNKR}),
        (BUDGET.encode("cp1252", errors="replace").replace(b"?", b"-"), {}),
    ):
        found = look(text, **more)
        assert found.faults == ()
        assert found.is_there
        assert council_budgets.standing(year=YEAR)[0].amounts == expected


def test_code_strings_are_placed_by_the_rules_of_the_year():
    kept_rules.state_code_map(handed(RULES, "regler.csv"), actor=LOADER, year=YEAR)
    text = """konto;ansvar;belopp
5010;100;5 000
5020;200;3 000
3010;100;-700
1930;100;-7 300
taxes;;-7 300
"""
    found = look(text, debit_is_positive=True, total_ore=-7300 * KR)
    assert (found.faults, found.file_ore) == ((), -7300 * KR)
    assert (found.placed_ore, found.left_out_ore) == (0, -7300 * KR)

    load(text, debit_is_positive=True)
    assert posted() == {
        (1, "costs", "PARK"): -3000,
        (1, "costs", "SKOLA"): -5000,
        (1, "income", "SKOLA"): 700,
        (1, "taxes", ""): 7300,
    }
    assert "regler.csv" in LedgerTransaction.objects.get().note


HEAD = "konto;organ;anslag;ansvar;ar;belopp\n"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("costs;Skolan;;;2021;-1", "rad 2, kolumn organ: ”Skolan” är inget organ"),
        ("costs;SKOLA;;100;2021;-1", "raden säger två gånger vems den är"),
        ("costs;;;;2021;-1", "får inget värde i body"),
        ("costs;;;900;2021;-1", "”costs ansvar:900” får inget värde i body"),
        ("9999;SKOLA;;;2021;-1", "”9999 organ:SKOLA” får inget värde i account"),
        ("costs;SKOLA;9;;2021;-1", "får inget värde i line"),
        ("costs;SKOLA;;;2020;-1", "kolumn ar: ”2020” är inte 2021"),
        ("costs;SKOLA;;;2021;1.234", "”1.234” kan betyda två belopp"),
        ("costs;SKOLA;;;2021;0,001", "”0,001” har delar av ett öre"),
        ("costs;SKOLA;;;2021;ca 30", "”ca 30” är inget belopp"),
        ("costs;SKOLA;;;2021;99999999999 mdkr", "är ett för stort belopp"),
        ("costs;SKOLA;;;2021;", "cellen är tom"),
        ("capex;SKOLA;;;2021;-5", "blir inte noll"),
    ],
)
def test_what_is_wrong_is_told_with_its_row_and_what_mends_it(row, said):
    told = faults(f"{HEAD}{row}\n")

    assert any(said in one for one in told), told
    assert all(one.startswith("budget.csv") and one.endswith(".") for one in told)


def test_the_rest_of_an_uncovered_row_is_told_with_its_sum():
    found = look(f"{HEAD}costs;SKOLA;;;2021;-5\n9999;SKOLA;;;2021;-7\n")

    assert (found.placed_ore, found.uncovered_ore, found.file_ore) == (-5 * KR, -7 * KR, -12 * KR)


def test_a_body_with_lines_says_which():
    operations.name_lines(
        actor=LOADER, year=YEAR, lines=[LineDraft(body="SKOLA", code="1", name="Grundskola")]
    )
    (told,) = faults(f"{HEAD}costs;SKOLA;;;2021;-5\n")
    assert "får inget värde i line" in told
    load(f"{HEAD}costs;SKOLA;1;;2021;-5\n")
    assert {row.line for row in queries.postings(year=YEAR)} == {"1", ""}


def test_what_a_row_says_goes_before_the_rules_or_is_told_against_them():
    rules = f"{RULES},,verksamhet,44,PARK,,,,\n"
    kept_rules.state_code_map(handed(rules, "regler.csv"), actor=LOADER, year=YEAR)
    assert look("konto;organ;verksamhet;belopp\n5010;SKOLA;44;-5\n").faults == ()
    (told,) = faults("konto;organ;verksamhet;belopp\ncosts;SKOLA;44;-5\n")
    assert "får olika body" in told


def test_the_files_own_total_must_be_what_it_holds():
    assert look(total_ore=100 * KR).faults == ()
    (told,) = faults(BUDGET, total_ore=101 * KR)
    assert "är inte filens summa, som är 100.00" in told


@pytest.mark.parametrize("text", ["", "konto;belopp\n", "a;b\n1;2\n"])
def test_a_file_with_nothing_in_it_is_told(text):
    assert faults(text)


# Once, again, corrected ------------------------------------------------------------------------


def test_the_same_again_is_said_to_be_there():
    load()
    assert look().is_there
    assert not look(decision=ks()).is_there


CORRECTED = BUDGET.replace("-5 000 kr", "-5 100 kr")


def test_a_corrected_file_reverses_the_one_before_and_posts_anew():
    load()
    found = look(CORRECTED)
    assert (found.is_there, found.replaces.number) == (False, 1)
    load(CORRECTED)

    assert [(one.number, one.kind) for one in LedgerTransaction.objects.order_by("number")] == [
        *((1, "council_budget"), (2, "council_budget"), (3, "reversal"))
    ]
    assert statements.statement(YEAR).amount("costs", "council_budget") == -8100 * KR
    assert [one.number for one in council_budgets.standing(year=YEAR)] == [2]


def test_what_has_been_drawn_stays_covered_and_less_than_that_is_refused():
    load()
    budget_town.draw(300 * KR)
    load(CORRECTED)
    less = CORRECTED.replace("CM2;;;;2021;-1 000", "CM2;;;;2021;-200")
    refused(ReserveOverdrawn, lambda: load(less))
    assert [one.number for one in council_budgets.standing(year=YEAR)] == [3]


def stale():
    """Somebody has looked before another imported, and confirms."""
    found = look(CORRECTED)
    load()
    return lambda: council_budget_files.import_previewed(found, actor=NAMED, seen=None)


def test_who_has_not_seen_what_another_imported_is_told():
    conflict = refused(CouncilBudgetConflict, stale())

    assert conflict.theirs.pk == 1
    assert "budget.csv" in conflict.differences[0].theirs
    assert LedgerTransaction.objects.count() == 1


def test_without_the_question_the_year_would_have_two_budgets(monkeypatch):
    for name in ("_require_seen", "_require_alone"):
        monkeypatch.setattr(council_budget, name, lambda *_given: None)
    stale()()
    assert len(council_budgets.standing(year=YEAR)) == 2


def test_a_budget_that_comes_between_question_and_lock_is_found_afterwards(monkeypatch):
    monkeypatch.setattr(council_budget, "_require_seen", lambda *_given: None)
    refused(CouncilBudgetConflict, stale())
    assert LedgerTransaction.objects.count() == 1


def test_a_budget_posted_in_parts_is_not_replaced_by_a_file():
    load()
    budget_town.post(
        budget_town.change(
            budget_town.leg("costs", -5 * KR, "PARK"),
            budget_town.leg("taxes", 5 * KR),
            kind=budget_town.TransactionKind.COUNCIL_BUDGET,
            decision=KF,
        )
    )
    (fault,) = look(CORRECTED).faults
    assert "flera transaktioner: 1, 2" in fault.sentence


def test_sent_again_it_has_one_effect():
    from uuid import uuid4

    key, found = uuid4(), look()
    first = council_budget_files.import_previewed(found, actor=NAMED, seen=None, key=key)
    again = council_budget_files.import_previewed(found, actor=NAMED, seen=None, key=key)
    assert (again.change_set, again.is_repeat) == (first.change_set, True)
    assert LedgerTransaction.objects.count() == 1


@pytest.mark.parametrize(
    ("decision", "refusal"),
    [
        (UNDECIDED, DecisionNotGranted),
        (("KF 9", 1), UnknownDecision),
        (ks(), NotTheDecider),
    ],
)
def test_it_rests_on_a_decision_of_the_council(decision, refusal):
    refused(refusal, lambda: load(decision=decision))
    assert not LedgerTransaction.objects.exists()


def test_a_decision_that_nobody_has_checked_carries_nothing():
    from enslinje.organisation import operations as organisation

    unchecked = budget_town.decision("KF 2021/7", 1, "KF", checked_by="")
    organisation.record_decisions(actor=LOADER, decisions=[unchecked])
    refused(DecisionNotChecked, lambda: load(decision=("KF 2021/7", 1)))


def test_only_the_finance_officer_imports_it():
    with pytest.raises(NotAllowed):
        load(actor=KIM)
