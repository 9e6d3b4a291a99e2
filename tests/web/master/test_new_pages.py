"""What is new in a year, and what goes across it: through the pages."""

from uuid import uuid4

import pytest

from enslinje.core.terms import IndicatorKind, OccasionKind, OccasionState
from enslinje.goals import operations as goal_operations
from enslinje.goals import theme_queries
from enslinje.goals.drafts import TaggedDraft
from enslinje.goals.models import IndicatorEdition
from enslinje.journal.models import ChangeSet
from enslinje.organisation import group_queries, operations
from enslinje.organisation import queries as bodies
from tests.people import record_people
from tests.town import LOADER, STATED, group, indicator, occasion, theme
from tests.web.base import standing_of

pytestmark = pytest.mark.django_db

YEAR = "/arbete/stamdata/2021/"
OCCASION = "/arbete/2021/nytt-tillfalle/"
INDICATOR = f"{YEAR}ny-indikator/"
GROUP = f"{YEAR}ny-krets/"
GOAL_TAGS = f"{YEAR}mal/1.1/perspektiv/"
INDICATOR_TAGS = f"{YEAR}indikator/JOBS/perspektiv/"
FORMS = (OCCASION, INDICATOR, GROUP, GOAL_TAGS, INDICATOR_TAGS)


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()
    themes = [theme("BARN"), theme("MILJO")]
    goal_operations.set_themes(actor=LOADER, year=2021, themes=themes)


@pytest.fixture
def office(signed_in):
    return signed_in("strategist")


def sent(**given):
    return {"key": str(uuid4()), "base": "-", "reason": "Beslut i fullmäktige", **given}


@pytest.mark.parametrize("address", FORMS)
def test_only_the_office_comes_there(signed_in, address):
    assert signed_in("strategist").get(address).status_code == 200
    for who in ("editor", "administrator", "auditor"):
        assert signed_in(who).get(address).status_code == 404


@pytest.mark.parametrize("address", [OCCASION, INDICATOR, GROUP])
def test_an_empty_form_is_refused(office, address):
    before = ChangeSet.objects.count()

    assert office.post(address, {"key": str(uuid4())}).status_code == 422
    assert ChangeSet.objects.count() == before


@pytest.mark.parametrize(
    ("of", "to"),
    [
        ("/arbete/2021/tillfallen/", OCCASION),
        (f"{YEAR}indikator/", INDICATOR),
        (f"{YEAR}kretsar/", GROUP),
        (f"{YEAR}mal/", GOAL_TAGS),
        (f"{YEAR}indikator/JOBS/", INDICATOR_TAGS),
    ],
)
def test_one_comes_there_by_a_link(office, of, to):
    assert f'href="{to}"' in office.get(of).content.decode()


class TestOccasion:
    def given(self, **changes):
        first = {"kind": "tertial_report_1", "name": "Tertialrapport 1", "state": "planned"}
        return sent(due_day="2021-05-14", due_clock="16.00", **first) | changes

    def test_it_is_set_up_with_its_times(self, office):
        assert office.post(OCCASION, self.given()).status_code == 303

        (row,) = bodies.occasions(year=2021)
        assert (row.kind, row.name) == (OccasionKind.TERTIAL_REPORT_1, "Tertialrapport 1")
        assert row.state is OccasionState.PLANNED
        assert row.due_at.isoformat() == "2021-05-14T14:00:00+00:00"
        assert ChangeSet.objects.latest("pk").reason == "Beslut i fullmäktige"

    def test_one_that_is_there_is_shown_and_not_written_over(self, office):
        there = occasion(OccasionKind.TERTIAL_REPORT_1, name="Deras tertialrapport")
        operations.open_occasions(actor=LOADER, occasions=[there])

        answer = office.post(OCCASION, self.given())

        assert answer.status_code == 409
        assert "Deras tertialrapport" in answer.content.decode()
        assert [row.name for row in bodies.occasions(year=2021)] == ["Deras tertialrapport"]

    def test_only_kinds_that_the_year_does_not_have_are_offered(self, office):
        for kind in OccasionKind:
            assert f'value="{kind}"' in office.get(OCCASION).content.decode()
            operations.open_occasions(actor=LOADER, occasions=[occasion(kind)])
            assert f'value="{kind}"' not in office.get(OCCASION).content.decode()
        assert OCCASION not in office.get("/arbete/2021/tillfallen/").content.decode()

    def test_without_what_was_seen_it_would_be(self, office, monkeypatch):
        """The negative control: a form that says nothing of what its writer saw."""
        there = occasion(OccasionKind.TERTIAL_REPORT_1, name="Deras tertialrapport")
        operations.open_occasions(actor=LOADER, occasions=[there])

        operations.open_occasions(
            actor=LOADER, occasions=[occasion(OccasionKind.TERTIAL_REPORT_1, name="Min")]
        )

        assert [row.name for row in bodies.occasions(year=2021)] == ["Min"]


class TestIndicator:
    def given(self, **changes):
        first = {
            "code": "TREES",
            "kind": "council",
            "unit": "pieces",
            "name": "Planterade träd",
            "goal": "1.1",
            "decimals": "0",
            "polarity": "higher",
            "form": "at_least",
            "roll_up": "sum",
            "counts": "on",
            "outcome_source": "bodies",
            "frequency": "yearly",
            "definition": "Träd på stadens mark",
        }
        return sent(**first) | changes

    def test_it_is_defined(self, office):
        assert office.post(INDICATOR, self.given()).status_code == 303

        row = IndicatorEdition.objects.get(indicator__code="TREES")
        assert (row.indicator.owner.code, row.unit.code) == ("KF", "pieces")
        assert row.indicator.kind == IndicatorKind.COUNCIL
        assert (row.definition, row.definition_version) == ("Träd på stadens mark", 1)
        assert (row.counts, row.basis, row.basis_by_field) == (True, "stated", {})

    def test_a_code_that_is_taken_is_shown_and_not_written_over(self, office):
        answer = office.post(INDICATOR, self.given(code="JOBS"))

        assert answer.status_code == 409
        assert "Indikator JOBS" in answer.content.decode()

    def test_a_base_metric_is_the_councils(self, office):
        assert office.post(INDICATOR, self.given(kind="base_metric")).status_code == 422

    def test_what_the_operation_refuses_stands_at_its_field(self, office):
        answer = office.post(INDICATOR, self.given(roll_up="weighted_mean"))

        assert answer.status_code == 422
        assert not IndicatorEdition.objects.filter(indicator__code="TREES").exists()


class TestGroup:
    def given(self, **changes):
        return sent(code="gront", name="De gröna", bodies=["PARK", "BOLAG"]) | changes

    def test_it_is_formed(self, office):
        assert office.post(GROUP, self.given()).status_code == 303

        row = next(one for one in group_queries.groups(year=2021) if one.code == "gront")
        assert (row.name, set(row.members)) == ("De gröna", {"PARK", "BOLAG"})

    def test_one_that_is_there_is_not_written_over(self, office):
        operations.form_groups(actor=LOADER, year=2021, groups=[group("gront", members=("KS",))])

        assert office.post(GROUP, self.given(name="gront")).status_code == 409
        row = next(one for one in group_queries.groups(year=2021) if one.code == "gront")
        assert row.members == ("KS",)


@pytest.mark.parametrize(
    ("address", "kind", "item"),
    [
        (GOAL_TAGS, "malets-teman", {"goal": "1.1"}),
        (INDICATOR_TAGS, "indikatorns-teman", {"indicator": "JOBS"}),
    ],
    ids=["goal", "indicator"],
)
class TestTags:
    def tagged(self, item):
        ((what, code),) = item.items()
        rows = theme_queries.themes(year=2021)
        return {row.code for row in rows if code in getattr(row, f"{what}s")}

    def test_these_and_no_others(self, office, address, kind, item):
        office.post(address, sent(themes=["BARN", "MILJO"]))
        assert self.tagged(item) == {"BARN", "MILJO"}

        base = standing_of(kind, 2021, *item.values())
        assert office.post(address, sent(base=base, themes=["MILJO"])).status_code == 303
        assert self.tagged(item) == {"MILJO"}
        assert "checked" in office.get(address).content.decode()

    def test_a_second_save_from_the_same_base_gets_theirs(self, office, address, kind, item):
        theirs = TaggedDraft(basis=STATED, themes=("BARN",), **item)
        goal_operations.tag(actor=LOADER, year=2021, items=[theirs])

        assert office.post(address, sent(themes=["MILJO"])).status_code == 409
        assert self.tagged(item) == {"BARN"}


@pytest.mark.parametrize("path", ["mal/9.9/perspektiv/", "indikator/residents/perspektiv/"])
def test_what_has_no_themes_is_not_found(office, path):
    goal_operations.define_indicators(actor=LOADER, year=2021, indicators=[indicator("MORE")])

    assert office.get(YEAR + path).status_code == 404
