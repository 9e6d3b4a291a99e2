"""A body reports a gross-up by its form."""

from uuid import uuid4

import pytest

from enslinje.budget import queries
from enslinje.core.budget_terms import GrossUpCategory
from tests.budget_town import KR
from tests.people import record_people
from tests.town import YEAR
from tests.web.budget.asking import ITEM, OFFICER, PETITIONS, ROOT, ask, petition, sent
from tests.web.reader import read

pytestmark = pytest.mark.django_db

FORM = f"{PETITIONS}omslutning/"


@pytest.fixture(autouse=True)
def cast(recorded_money, db):
    record_people()


def report(client, address=FORM, **changes):
    given = {
        "purpose": "Statsbidrag",
        "category": "state_grants",
        "income_ore": "500 kr",
        "costs_ore": "400 kr",
        "depreciation_ore": "100 kr",
        "note": "",
        "base": "-",
    }
    return client.post(address, sent(**given | changes))


def test_a_body_reports_a_gross_up_and_the_office_endorses_it(signed_in):
    editor = signed_in("editor")
    assert FORM in read(editor.get(PETITIONS).content).hrefs()
    assert report(editor).status_code == 303
    row = petition()
    assert (row.asked, row.depreciation) == (500 * KR, 100 * KR)
    assert row.category is GrossUpCategory.STATE_GRANTS
    assert "omslutningsförändring, statsbidrag" in read(editor.get(PETITIONS).content).text

    finn = signed_in(OFFICER)
    assert "omslutningsförändring, statsbidrag" in read(finn.get(ROOT).content).text
    word = sent(base=str(row.pk), endorsed_ore="500 kr", reason="")
    address = f"{ROOT}framstallning/{row.code}/1/tillstyrk/"
    assert finn.post(address, word).status_code == 303
    assert petition().endorsed == 500 * KR


def test_one_that_changes_the_net_cost_is_refused_at_its_costs_and_kept(signed_in):
    answer = report(signed_in("editor"), costs_ore="300 kr")

    assert answer.status_code == 422
    told = read(answer.content).text
    assert "sök skillnaden som budgetjustering" in told
    assert answer.context["form"]["costs_ore"].errors
    assert answer.context["form"]["income_ore"].value() == "500 kr"


def test_it_is_changed_in_the_same_form_and_an_old_base_is_a_conflict(signed_in):
    editor = signed_in("editor")
    report(editor)
    row = petition()
    address = f"{FORM}?kod={row.code}&rad=1"
    form = editor.get(address).context["form"]
    shown = {name: form[name].value() for name in ("income_ore", "costs_ore", "category")}
    assert shown == {
        "income_ore": "0,0005",
        "costs_ore": "0,0004",
        "category": GrossUpCategory.STATE_GRANTS.value,
    }
    changed = {"income_ore": "600 kr", "costs_ore": "500 kr"}
    assert report(editor, address, base=str(row.pk), **changed).status_code == 303
    assert petition().asked == 600 * KR
    assert report(editor, address, base=str(row.pk)).status_code == 409


def test_the_other_form_offers_no_gross_up(signed_in):
    kinds = signed_in("editor").get(f"{PETITIONS}ny/").context["form"].fields["kind"].choices
    assert [kind for kind, _words in kinds] == ["adjustment", "incentive_grant"]


@pytest.mark.parametrize(
    ("income", "costs", "depreciation"),
    [
        ("0,0005", "0,0004", "0,0001"),
        ("0,5 tkr", "400 kr", "100,00 kr"),
        ("500 kr", "500 kr", ""),
        ("0\u00a0000,0005 mnkr", "0,5 tkr", "0"),
    ],
)
def test_both_sides_are_typed_as_people_write_amounts(signed_in, income, costs, depreciation):
    typed = {"income_ore": income, "costs_ore": costs, "depreciation_ore": depreciation}
    assert report(signed_in("editor"), **typed).status_code == 303
    assert petition().asked == 500 * KR


@pytest.mark.parametrize(
    ("changes", "said", "field"),
    [
        ({"income_ore": "1.234"}, "kan betyda tusental eller decimaler", "income_ore"),
        ({"costs_ore": "-400 kr"}, "utan minustecken", "costs_ore"),
        ({"income_ore": ""}, "Ange beloppet", "income_ore"),
        ({"category": ""}, "Välj kategorin", "category"),
        ({"income_ore": "0", "costs_ore": "0", "depreciation_ore": ""}, "noll", "income_ore"),
    ],
)
def test_what_says_too_little_is_refused_at_its_field_and_kept(signed_in, changes, said, field):
    answer = report(signed_in("editor"), **changes)

    assert answer.status_code == 422
    assert said in read(answer.content).text
    assert answer.context["form"][field].errors
    assert f'href="#id_{field}"' in answer.content.decode()
    assert queries.petitions(year=YEAR) == ()


def test_sent_twice_it_is_recorded_once_and_two_are_two(signed_in):
    editor = signed_in("editor")
    key = str(uuid4())
    for _again in range(2):
        assert report(editor, key=key).status_code == 303
    assert petition().code == "SKOLA-1"
    assert report(editor).status_code == 303
    assert [row.code for row in queries.petitions(year=YEAR)] == ["SKOLA-1", "SKOLA-2"]


def test_the_other_form_sent_twice_is_recorded_once_too(signed_in):
    editor, key = signed_in("editor"), str(uuid4())
    for _again in range(2):
        assert ask(editor, key=key).status_code == 303
    assert petition().code == "SKOLA-1"


def test_neither_form_opens_the_others(signed_in):
    editor = signed_in("editor")
    report(editor)
    named = f"?kod={petition().code}&rad=1"
    assert f"{FORM}{named}".replace("&", "&amp;") in editor.get(PETITIONS).content.decode()
    for form in (f"{PETITIONS}ny/", FORM):
        shown = editor.get(f"{form}{named}").context["form"]["base"].value()
        assert (shown == str(petition().pk)) is (form == FORM)


def test_what_is_endorsed_stands_in_the_proposed_budget(signed_in):
    report(signed_in("editor"))
    finn = signed_in(OFFICER)
    word = sent(base=str(petition().pk), endorsed_ore="500 kr", reason="")
    page = f"{ROOT}framstallning/{petition().code}/1/tillstyrk/"
    assert (
        "intäkter 0,0005, kostnader 0,0004, avskrivningar 0,0001 mnkr"
        in read(finn.get(page).content).text
    )
    finn.post(page, word)
    told = read(finn.get(f"/{YEAR}/budget/?fas=tillstyrkt").content).text
    assert "Omslutning, medgiven och tillstyrkt" in told
    assert "Omslutning, medgiven" not in read(finn.get(f"/{YEAR}/budget/").content).text


def granted(signed_in, ore, outcome="granted"):
    report(signed_in("editor"))
    finn, row = signed_in(OFFICER), petition()
    word = sent(base=str(row.pk), outcome=outcome, granted_ore=ore, decision=ITEM, reason="")
    return finn, finn.post(f"{ROOT}framstallning/{row.code}/1/beslut/", word)


@pytest.mark.parametrize(
    ("ore", "posted"), [("500 kr", (500, -400, -100)), ("250 kr", (250, -200, -50))]
)
def test_what_is_granted_is_posted_by_the_form_of_every_gross_up(signed_in, ore, posted):
    finn, answer = granted(signed_in, ore)
    assert answer.url == f"{ROOT}omslutning/?kod=SKOLA-1&rad=1"
    assert not [row for row in queries.postings(year=YEAR) if row.kind == "gross_up"]

    form = finn.get(answer.url).context["form"]
    shown = {one.name: one.value() or "" for one in form}
    assert finn.post(answer.url, shown).status_code == 303
    rows = [row for row in queries.postings(year=YEAR) if row.kind == "gross_up"]
    assert tuple(row.amount // KR for row in rows) == posted
    assert {(row.body, row.decision.item_no) for row in rows} == {("SKOLA", 2)}


def test_what_is_rejected_or_not_decided_fills_in_nothing(signed_in):
    report(signed_in("editor"))
    finn = signed_in(OFFICER)
    form = finn.get(f"{ROOT}omslutning/?kod=SKOLA-1&rad=1").context["form"]
    assert not form["income_ore_0"].value()

    base = {"base": str(petition().pk), "reason": "", "decision": "8/KS 2021/1"}
    word = sent(outcome="rejected", granted_ore="0", **base)
    answer = finn.post(f"{ROOT}framstallning/SKOLA-1/1/beslut/", word)
    assert (answer.status_code, answer.url) == (303, ROOT)
    assert not finn.get(f"{ROOT}omslutning/?kod=SKOLA-1&rad=1").context["form"]["body_0"].value()


def test_it_is_filed_in_english_too(signed_in):
    told = read(signed_in("editor").get(f"/en{FORM}").content).text
    for words in ("New gross-up", "Income rises by", "Costs rise by", "state grants"):
        assert words in told
