"""The check before a submission tells of themes, budget, comments and who sees to activities."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.terms import ThemeKind
from enslinje.goals import drafts as goal_drafts
from enslinje.goals import operations as goals
from enslinje.plans import operations
from enslinje.plans.drafts import TaggedActivityDraft
from tests.contents import amount, comment, led, plan_budget
from tests.town import LOADER, STATED, YEAR, section
from tests.web.reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planned")]
PLAN = "/arbete/2021/namnd/skola/"
CHECK = f"{PLAN}kontrollera/"
BY = {"actor": LOADER, "year": YEAR}


@pytest.fixture
def page(signed_in):
    def ask(who="editor"):
        return read(signed_in(who).get(CHECK).content)

    return ask


def test_an_activity_without_a_mandatory_theme_is_named_until_it_has_one(page):
    theme = goal_drafts.ThemeDraft(
        code="BARN", kind=ThemeKind.PERSPECTIVE, name="Barnrätt", is_mandatory=True, basis=STATED
    )
    goals.set_themes(**BY, themes=[theme])
    drafts = [led("A1", "SKOLA", title="Läslyft"), led("A2", "PARK", "SKOLA", title="Parklek")]
    operations.plan_activities(**BY, activities=drafts)
    said = page()
    assert "Aktiviteten ”Läslyft” saknar perspektiv." in said.text
    assert f"{PLAN}teman/aktivitet/A1/" in said.hrefs()
    assert "Parklek" not in said.text  # It is PARK's to tag.

    tagged = TaggedActivityDraft(activity="A1", themes=("BARN",), basis=STATED)
    operations.tag_activities(**BY, items=[tagged])
    assert "saknar perspektiv" not in page().text


def test_nothing_is_said_of_themes_where_none_is_mandatory(page):
    operations.plan_activities(**BY, activities=[led("A1", "SKOLA", title="Läslyft")])

    assert "saknar perspektiv" not in page().text


def test_activities_that_nobody_is_said_to_see_to_are_counted(page):
    operations.plan_activities(
        **BY,
        activities=[
            led("A1", "SKOLA"),
            led("A2", "SKOLA", responsible_function="Rektorn"),
            led("A3", "PARK", "SKOLA"),
        ],
    )

    assert "1 aktivitet har ingen ansvarig funktion." in page().text


def test_open_comments_are_counted_as_far_as_the_reader_sees_them(page):
    operations.set_sections(**BY, sections=[section("inledning")])
    operations.write_comment(**BY, comment=comment())
    said = page()

    assert "1 öppen kommentar på planen." in said.text
    assert f"{PLAN}kommentarer/" in said.hrefs()
    assert "öppen kommentar" not in page("auditor").text


def test_a_budget_that_is_another_than_the_councils_is_told(page, monkeypatch):
    from enslinje.budget import queries as budget

    operations.state_plan_budgets(**BY, budgets=[plan_budget(amount(-50_000_000_00))])
    assert "Planens budget skiljer" not in page().text  # The council has given nothing here.
    monkeypatch.setattr(budget, "granted_by_council", lambda *_a, **_k: {"": -48_000_000_00})

    assert "Planens budget skiljer sig −2,0 mnkr från det som fullmäktige gav." in page().text


def test_the_number_of_queries_is_the_same_for_one_activity_and_for_many(signed_in):
    client, counts = signed_in("editor"), []
    for number in (1, 6):
        drafts = [led(f"A{one}", "SKOLA") for one in range(number)]
        operations.plan_activities(**BY, activities=drafts)
        client.get(CHECK)
        with CaptureQueriesContext(connection) as found:
            client.get(CHECK)
        counts.append(len(found))

    assert counts[0] == counts[1]
