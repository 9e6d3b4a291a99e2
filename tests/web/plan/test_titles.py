"""The places of a plan are called by names that people use, never by codes of the record."""

import pytest

from enslinje.core.terms import WorkState
from enslinje.plans import operations
from tests.contents import goal_conflict, hindrance, led, plan_budget, preparation
from tests.filing.plans import decide, submit, take
from tests.town import LOADER, YEAR, section, section_text
from tests.web.reader import read

pytestmark = pytest.mark.django_db

PUBLIC = "/2021/namnd/skola/plan/"
CHECK = "/arbete/2021/namnd/skola/kontrollera/"
BY = {"actor": LOADER, "year": YEAR}
CODES = ("ACT-X7", "inledning-x7", "SKOLA-B1", "SKOLA-H1", "X7-H2", "PARK", "staff")


def write(version):
    """A plan with something of every kind that is called by what stands in it."""
    operations.set_sections(**BY, sections=[section("inledning-x7", heading="Vart vi ska")])
    ready = {"section": "inledning-x7", "state": WorkState.READY}
    operations.write_sections(**BY, texts=[section_text(f"Text {version}", **ready)])
    operations.plan_activities(
        **BY, activities=[led("ACT-X7", "SKOLA", title=f"Läslyft {version}")]
    )
    operations.state_goal_conflicts(
        **BY, goal_conflicts=[goal_conflict(other="1", text=f"Krock {version}")]
    )
    hindrances = [hindrance(text=f"Hindrat {version}"), hindrance(code="X7-H2", goal="")]
    operations.state_hindrances(**BY, hindrances=hindrances)
    operations.record_preparations(**BY, preparations=[preparation(said=f"Sagt {version}")])


@pytest.fixture(autouse=True)
def written(planned):
    write(1)
    operations.state_plan_budgets(**BY, budgets=[plan_budget()])


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content).text


def test_everybody_reads_names(signed_in, client):
    submit()
    client.logout()
    page = text(client, PUBLIC)

    for name in ("Vart vi ska", "Läslyft 1", "1 – 1.1", "Grundskola, personal, 2021"):
        assert name in page
    assert "Hindrat 1 Det som behövs av Parknämnden: Att tomten reserveras" in page
    assert "Inget särskilt mål" in page
    assert "Krock 1 Så hanteras den: Vi bygger om" in page
    assert not [code for code in CODES if code in page]


def test_the_check_and_the_comparison_too(signed_in, client):
    submit()
    write(2)
    page = text(signed_in("editor"), CHECK)
    assert "Läslyft 2" in page
    assert "Vart vi ska Text 1 Text 2" in page
    assert "samverkan eller MBL" in page
    assert not [code for code in CODES if code in page]

    take("mark_ready", "editor", reason="Skolan växer")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide(("SKOLA 2021/9", 1)))
    take("submit_plan")
    client.logout()
    page = text(client, f"{PUBLIC}jamfor/")
    assert "Vart vi ska Text 1 Text 2" in page
    assert "Läslyft 1 (planerad) Läslyft 2 (planerad)" in page
    assert not [code for code in CODES if code in page]
