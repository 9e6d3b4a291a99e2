"""The forms of money: what a finance officer and a body write, and how they are refused."""

import pytest

from enslinje.budget import queries, reserves
from tests.budget_town import KR, draw
from tests.people import CAST, record_people
from tests.town import YEAR
from tests.web.budget.asking import ITEM, OFFICER, PETITIONS, ROOT, ask, petition, sent
from tests.web.reader import read

pytestmark = pytest.mark.django_db

DRAW, GROSS_UP = f"{ROOT}justering/", f"{ROOT}omslutning/"


@pytest.fixture(autouse=True)
def cast(recorded_money, db):
    record_people()


@pytest.fixture
def finn(signed_in):
    return signed_in(OFFICER)


def a_draw(**changes):
    given = {
        "reserve": "CM2",
        "account": "costs",
        "amount_ore": "300 kr",
        "body": "SKOLA",
        "decision": ITEM,
        "text": "Fler lärare",
    }
    return sent(**given | changes)


def a_gross_up(**changes):
    given = {
        "decision": ITEM,
        "text": "Statsbidrag",
        "body_0": "SKOLA",
        "category_0": "state_grants",
        "income_ore_0": "500 kr",
        "costs_ore_0": "500 kr",
    }
    return sent(**given | changes)


def left():
    return reserves.reserve_year(2, year=YEAR).balance


def faults(answer):
    return read(answer.content).text


@pytest.mark.parametrize(
    "path",
    ["", "justering/", "omslutning/", "internranta/", "bokfor/", "avsla-ovriga/", "ratta/1/"],
)
def test_only_the_finance_officer_comes_there(signed_in, path):
    assert signed_in(OFFICER).get(ROOT + path).status_code == 200
    for who in CAST:
        if who != OFFICER:
            assert signed_in(who).get(ROOT + path).status_code == 404, who


def test_a_draw_is_posted_and_shown(finn):
    answer = finn.post(DRAW, a_draw())

    assert (answer.status_code, answer.url) == (303, ROOT)
    assert left() == 700 * KR
    assert "Fler lärare" in read(finn.get(ROOT).content).text


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("0,0003", 300 * KR), ("300 kr", 300 * KR), ("0,3 tkr", 300 * KR), ("300,50 kr", 30050)],
)
def test_amounts_are_typed_as_people_write_them(finn, typed, ore):
    assert finn.post(DRAW, a_draw(amount_ore=typed)).status_code == 303
    assert left() == 1000 * KR - ore


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("1.234", "kan betyda tusental eller decimaler"),
        ("300.5 kr", "kan betyda tusental eller decimaler"),
        ("ca 30", "är inget belopp"),
        ("0,001 kr", "fler decimaler än ören"),
        ("−3 kr", "Ange beloppet utan minustecken"),
        ("", "Ange beloppet"),
    ],
)
def test_what_is_no_amount_is_refused_with_a_sentence_and_kept(finn, typed, said):
    answer = finn.post(DRAW, a_draw(amount_ore=typed))

    assert answer.status_code == 422
    assert said in faults(answer)
    assert f'value="{typed}"' in answer.content.decode() or not typed
    assert left() == 1000 * KR


def test_more_than_is_left_is_refused_with_how_much_is_lacking(finn):
    answer = finn.post(DRAW, a_draw(amount_ore="1 300 kr"))

    assert answer.status_code == 422
    assert "Minska beloppet med minst 0,0003 mnkr" in faults(answer)
    assert left() == 1000 * KR


def test_sent_twice_it_is_posted_once(finn):
    once = a_draw()
    finn.post(DRAW, once)

    assert finn.post(DRAW, once).status_code == 303
    assert left() == 700 * KR


def test_only_decisions_that_grant_are_offered(finn):
    page = finn.get(DRAW).content.decode()

    assert 'value="2/KS 2021/1"' in page
    assert 'value="8/KS 2021/1"' not in page
    assert 'value="9/KS 2021/1"' not in page


def test_gross_ups_of_several_bodies_are_posted_together(finn):
    two = a_gross_up(body_1="PARK", income_ore_1="200 kr", costs_ore_1="150 kr")
    two["depreciation_ore_1"] = "50 kr"

    assert finn.post(GROSS_UP, two).status_code == 303
    rows = [row for row in queries.postings(year=YEAR) if row.kind == "gross_up"]
    assert [(row.body, row.amount) for row in rows] == [
        ("SKOLA", 500 * KR),
        ("SKOLA", -500 * KR),
        ("PARK", 200 * KR),
        ("PARK", -150 * KR),
        ("PARK", -50 * KR),
    ]


def test_one_that_changes_the_net_cost_is_refused_in_its_row_with_the_way_out(finn):
    two = a_gross_up(body_1="PARK", income_ore_1="1,5", costs_ore_1="1")
    answer = finn.post(GROSS_UP, two)

    assert answer.status_code == 422
    assert "ändrar nettokostnaden för PARK med 0,5 mnkr" in faults(answer)
    assert "sök skillnaden som budgetjustering" in faults(answer)
    assert 'href="#id_costs_ore_1"' in answer.content.decode()
    assert not [row for row in queries.postings(year=YEAR) if row.kind == "gross_up"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"body_0": ""}, "Ange vems budget det är"),
        ({"body_0": "", "income_ore_0": "", "costs_ore_0": ""}, "Fyll i minst en rad"),
        ({"income_ore_0": "1.5"}, "kan betyda tusental eller decimaler"),
    ],
)
def test_a_row_that_says_too_little_is_refused(finn, changes, said):
    answer = finn.post(GROSS_UP, a_gross_up(**changes))

    assert answer.status_code == 422
    assert said in faults(answer)


INTEREST, POST = f"{ROOT}internranta/", f"{ROOT}bokfor/"


def kinds(kind):
    rows = [row for row in queries.postings(year=YEAR) if row.kind == kind]
    return [(row.account, row.body, row.amount) for row in rows]


def test_internal_interest_of_several_bodies_is_income_of_central_finance(finn):
    answer = finn.post(
        INTEREST,
        sent(
            central_finance="KS",
            decision=ITEM,
            text="Internränta",
            body_0="SKOLA",
            amount_ore_0="6 kr",
            body_2="PARK",
            amount_ore_2="4 kr",
        ),
    )

    assert answer.status_code == 303
    assert kinds("internal_interest") == [
        ("interest", "SKOLA", -6 * KR),
        ("interest", "KS", 6 * KR),
        ("interest", "PARK", -4 * KR),
        ("interest", "KS", 4 * KR),
    ]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"body_0": "SKOLA", "amount_ore_0": ""}, "Ange beloppet"),
        ({"body_0": "", "amount_ore_0": "6 kr"}, "Ange vems budget det är"),
        ({"body_0": "SKOLA", "amount_ore_0": "-6 kr"}, "Ange beloppet utan minustecken"),
    ],
)
def test_interest_that_says_too_little_is_refused(finn, row, said):
    given = sent(central_finance="KS", decision=ITEM, text="Internränta", **row)
    answer = finn.post(INTEREST, given)

    assert answer.status_code == 422
    assert said in faults(answer)
    assert kinds("internal_interest") == []


def a_transaction(**changes):
    given = {
        "kind": "rebudgeting",
        "decision": "1/KF 2020/1",
        "text": "Ombudgeterat från 2020",
        "account_0": "costs",
        "body_0": "SKOLA",
        "amount_ore_0": "-200 kr",
        "account_3": "equity",
        "amount_ore_3": "200 kr",
    }
    return sent(**given | changes)


def test_what_is_rebudgeted_is_posted_row_by_row(finn):
    assert finn.post(POST, a_transaction()).status_code == 303
    assert kinds("rebudgeting") == [("costs", "SKOLA", -200 * KR), ("equity", "", 200 * KR)]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"amount_ore_3": "199 kr"}, "0,00"),
        ({"amount_ore_3": ""}, "Ange beloppet"),
        ({"account_3": ""}, "Ange kontot"),
        ({"decision": ITEM}, "KS 2021/1"),
        ({"line_0": "finns inte"}, "finns inte"),
        ({"kind": "adjustment"}, ""),
    ],
)
def test_a_transaction_that_may_not_be_is_refused_with_a_sentence(finn, changes, said):
    answer = finn.post(POST, a_transaction(**changes))

    assert answer.status_code == 422
    assert said in faults(answer)
    assert kinds("rebudgeting") == []


def test_a_fault_of_a_row_stands_at_the_row(finn):
    answer = finn.post(POST, a_transaction(line_0="finns inte"))
    assert 'href="#id_line_0"' in answer.content.decode()


def test_a_rejection_of_one_rests_on_a_decision_that_rejects(signed_in):
    ask(signed_in("editor"))
    finn, address = signed_in(OFFICER), f"{ROOT}framstallning/{petition().code}/1/beslut/"
    given = {"outcome": "rejected", "granted_ore": "0", "decision": "8/KS 2021/1", "reason": "Nej"}

    assert finn.post(address, sent(base=str(petition().pk), **given)).status_code == 303
    assert petition().outcome == "rejected"


def test_a_correction_gives_back_what_was_drawn(finn):
    draw(300 * KR)
    answer = finn.post(f"{ROOT}ratta/2/", sent(decision="3/KS 2021/1", text="Fel nämnd"))

    assert answer.status_code == 303
    assert left() == 1000 * KR
    assert finn.get(f"{ROOT}ratta/99/").status_code == 404
    again = finn.post(f"{ROOT}ratta/2/", sent(decision="3/KS 2021/1", text="Igen"))
    assert again.status_code == 422
    assert "är redan rättad" in faults(again)


def test_a_petition_goes_from_the_body_to_the_office_to_the_decision(signed_in):
    assert ask(signed_in("editor")).status_code == 303
    assert petition().asked == 400 * KR
    address = f"{ROOT}framstallning/{petition().code}/1/"

    finn = signed_in(OFFICER)
    assert petition().code in finn.get(ROOT).content.decode()
    said = sent(base=str(petition().pk), endorsed_ore="350 kr", reason="Räcker")
    assert finn.post(f"{address}tillstyrk/", said).status_code == 303
    assert (petition().endorsed, petition().reason) == (350 * KR, "Räcker")

    decided = sent(
        base=str(petition().pk), outcome="granted", granted_ore="350 kr", decision=ITEM, reason=""
    )
    assert finn.post(f"{address}beslut/", decided).status_code == 303
    assert (petition().granted, petition().outcome) == (350 * KR, "granted")
    assert left() == 1000 * KR
    assert finn.get(f"{address}beslut/").status_code == 404


def test_an_endorsement_of_what_another_has_endorsed_is_a_conflict(signed_in):
    ask(signed_in("editor"))
    finn, address = signed_in(OFFICER), f"{ROOT}framstallning/{petition().code}/1/tillstyrk/"
    base = str(petition().pk)
    finn.post(address, sent(base=base, endorsed_ore="350 kr", reason=""))

    answer = finn.post(address, sent(base=base, endorsed_ore="100 kr", reason=""))
    assert answer.status_code == 409
    assert petition().endorsed == 350 * KR


@pytest.mark.parametrize("page", ["tillstyrk", "beslut"])
def test_what_is_typed_about_what_another_has_decided_meanwhile_is_not_lost(signed_in, page):
    ask(signed_in("editor"))
    base, address = str(petition().pk), f"{ROOT}framstallning/{petition().code}/1/"
    decided = sent(base=base, outcome="granted", granted_ore="350 kr", decision=ITEM, reason="")
    assert signed_in(OFFICER).post(f"{address}beslut/", decided).status_code == 303

    mine = {"outcome": "granted", "granted_ore": "20 kr", "endorsed_ore": "20 kr"}
    answer = signed_in(OFFICER).post(
        f"{address}{page}/", sent(base=base, decision=ITEM, reason="Det räcker gott", **mine)
    )

    assert answer.status_code == 409
    assert "Det räcker gott" in answer.content.decode()
    assert petition().granted == 350 * KR


def test_what_is_endorsed_is_no_longer_the_bodys_to_change(signed_in):
    ask(signed_in("editor"))
    base, code = str(petition().pk), petition().code
    address = f"{ROOT}framstallning/{code}/1/tillstyrk/"
    signed_in(OFFICER).post(address, sent(base=base, endorsed_ore="350 kr", reason=""))

    editor = signed_in("editor")
    assert f"?kod={code}" not in editor.get(PETITIONS).content.decode()
    again = editor.post(
        f"{PETITIONS}ny/?kod={code}&rad=1",
        sent(kind="adjustment", purpose="Mer", asked_ore="900 kr", base=str(petition().pk)),
    )
    assert again.status_code == 422
    assert petition().asked == 400 * KR


def test_the_doors_lead_there(signed_in):
    assert "/arbete/budgetjournal/" in read(signed_in(OFFICER).get("/arbete/").content).hrefs()
    assert PETITIONS in read(signed_in("editor").get("/arbete/").content).hrefs()
    assert signed_in(OFFICER).get("/arbete/budgetjournal/").url == ROOT
