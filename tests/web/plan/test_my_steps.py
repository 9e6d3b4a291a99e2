"""Mitt arbete tells whose turn it is with a plan: mine, or somebody else's."""

import pytest

from enslinje.filing import operations
from enslinje.filing.drafts import StageDraft
from enslinje.plans import operations as plans
from tests.filing.plans import contribution, decide, take
from tests.town import LOADER, YEAR
from tests.web.reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planned")]
PLAN = "/arbete/2021/namnd/skola/"


@pytest.fixture
def told(signed_in):
    """What Mitt arbete tells somebody, and where it leads."""

    def ask(who):
        page = read(signed_in(who).get("/arbete/").content)
        return page.text, page.hrefs(PLAN)

    return ask


APPROVE, DECIDE, SUBMIT = "Granska och godkänn planen", "Ange nämndens beslut", "Lämna in planen"


def test_each_step_is_whose_it_is_and_the_others_are_told_for_whom_it_waits(told):
    assert "Väntar på andra" not in told("editor")[0]
    take("mark_ready", "editor")
    text, hrefs = told("approver")
    assert APPROVE in text
    assert f"{PLAN}kontrollera/" in hrefs
    assert "Planen väntar på förvaltningschefens godkännande" in told("editor")[0]
    assert APPROVE not in told("editor")[0]

    take("approve_plan")
    text, hrefs = told("secretary")
    assert DECIDE in text
    assert f"{PLAN}beslut/" in hrefs
    text, _hrefs = told("approver")
    assert "Planen väntar på nämndens eller styrelsens beslut" in text
    assert APPROVE not in text

    take("decide_plan", "secretary", decision=decide())
    text, hrefs = told("approver")
    assert SUBMIT in text
    assert f"{PLAN}lamna-in/" in hrefs
    assert "Planen är beslutad och väntar på att lämnas in" in told("editor")[0]

    take("submit_plan")
    for who in ("editor", "approver"):
        text, _hrefs = told(who)
        assert "Väntar på andra" not in text
        assert SUBMIT not in text


def test_what_is_sent_back_is_told_those_who_prepare_it_with_the_reason(told):
    take("mark_ready", "editor")
    take("send_back_plan", reason="Målet för trygghet saknar motiv")

    text, hrefs = told("editor")
    assert "Planen är skickad tillbaka: Målet för trygghet saknar motiv" in text
    assert PLAN in hrefs
    assert "skickad tillbaka" not in told("secretary")[0]


@pytest.mark.parametrize("who", ["reader", "politician", "strategist", "administrator"])
def test_who_has_no_hand_in_it_is_told_nothing(told, who):
    take("mark_ready", "editor")

    text, _hrefs = told(who)
    assert APPROVE not in text
    assert "Väntar på andra" not in text


def test_the_boards_own_decision_is_its_secretarys(signed_in):
    plans.state_contributions(actor=LOADER, year=YEAR, contributions=[contribution("KS")])
    for step in (operations.mark_ready, operations.approve_plan):
        step(actor=LOADER, year=YEAR, draft=StageDraft(body="KS"))
    page = read(signed_in("board_secretary").get("/arbete/").content)

    assert DECIDE in page.text
    assert [one for one in page.hrefs("/arbete/2021/namnd/") if one.endswith("/beslut/")]
    assert DECIDE not in read(signed_in("secretary").get("/arbete/").content).text


def test_few_queries(signed_in, django_assert_max_num_queries):
    take("mark_ready", "editor")
    client = signed_in("approver")
    client.get("/arbete/")
    with django_assert_max_num_queries(10):
        client.get("/arbete/")
