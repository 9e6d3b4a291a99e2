"""A year's goals, indicators, targets, themes and groups, and a new year: through the pages."""

from uuid import uuid4

import pytest

from enslinje.core.terms import Basis, Kind, LevelCode
from enslinje.core.values import SCALE
from enslinje.filing import queries as filing
from enslinje.goals import operations, queries, theme_queries
from enslinje.goals.drafts import CouncilTargetDraft
from enslinje.goals.models import CouncilTarget, IndicatorEdition
from enslinje.journal.models import ChangeSet
from enslinje.organisation import group_queries
from enslinje.organisation import operations as organisation
from tests.people import record_people
from tests.town import LOADER, STATED, goal, group, indicator, number, theme
from tests.web.base import standing_of
from tests.web.reader import read

pytestmark = pytest.mark.django_db

ROOT = "/arbete/stamdata/"
YEAR = f"{ROOT}2021/"
JOBS = f"{YEAR}indikator/JOBS/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()
    operations.set_themes(actor=LOADER, year=2021, themes=[theme("BARN")])


def sent(**given):
    return {"key": str(uuid4()), "reason": "Fel i underlaget", **given}


LISTS = ("", "2021/mal/", "2021/indikator/", "2021/perspektiv/", "2021/kretsar/")
FORMS = (
    "nivaer/",
    "2021/nytt-mal/",
    "2021/mal/1.1/",
    "2021/nytt-perspektiv/",
    "2021/perspektiv/BARN/",
    "2021/krets/all_committees/",
    "2021/indikator/JOBS/andra/",
    "2021/indikator/JOBS/fullmaktige/",
    "2021/indikator/JOBS/skyldighet/",
    "2021/indikator/JOBS/lyft/",
)


@pytest.mark.parametrize("path", [*LISTS, *FORMS, "../forbered/"])
def test_only_the_office_comes_there(signed_in, path):
    address = "/arbete/forbered/" if path.startswith("..") else ROOT + path
    assert signed_in("strategist").get(address).status_code == 200
    for who in ("editor", "administrator", "auditor"):
        assert signed_in(who).get(address).status_code == 404


@pytest.mark.parametrize("path", FORMS)
def test_an_empty_form_is_refused_with_what_is_missing(signed_in, path):
    before = ChangeSet.objects.count()
    answer = signed_in("strategist").post(ROOT + path, {"key": str(uuid4())})

    assert answer.status_code == 422
    assert b"ds-error-summary" in answer.content
    assert ChangeSet.objects.count() == before


@pytest.mark.parametrize("path", ["mal/9.9/", "perspektiv/X/", "krets/x/", "indikator/X/andra/"])
def test_what_the_year_does_not_have_is_not_found(signed_in, path):
    assert signed_in("strategist").get(YEAR + path).status_code == 404


class TestGoals:
    address = f"{YEAR}mal/1.1/"

    def given(self, **changes):
        base = standing_of("mal", 2021, "1.1")
        first = {"number": "1.1", "name": "Alla kan simma", "level": "area_goal", "parent": "1"}
        return sent(base=base, sort_order="0", expected_result="Fler badar", **first) | changes

    def test_it_reads_anew_with_its_reason(self, signed_in):
        signed_in("strategist").post(self.address, self.given())

        row = next(one for one in queries.goals(year=2021) if one.code == "1.1")
        assert (row.name, row.expected_result) == ("Alla kan simma", "Fler badar")
        assert ChangeSet.objects.latest("pk").reason == "Fel i underlaget"

    def test_a_second_save_from_the_same_base_gets_theirs_and_mine(self, signed_in):
        mine = self.given(name="Mitt namn")
        theirs = goal("1.1", LevelCode.AREA_GOAL, parent="1", name="Deras namn")
        operations.set_goals(actor=LOADER, year=2021, goals=[theirs])

        client = signed_in("strategist")
        answer = client.post(self.address, mine)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Deras namn" in page
        assert "Mitt namn" in page
        again = mine | {"base": standing_of("mal", 2021, "1.1"), "key": str(uuid4())}
        assert client.post(self.address, again).status_code == 303

    def test_a_new_one_is_set(self, signed_in):
        new = self.given(code="1.2", number="1.2", base="-")
        assert signed_in("strategist").post(f"{YEAR}nytt-mal/", new).status_code == 303
        row = next(one for one in queries.goals(year=2021) if one.code == "1.2")
        assert (row.owner, row.parent) == ("KF", "1")

    def test_a_code_that_is_taken_is_refused(self, signed_in):
        taken = self.given(code="1.1", base="-")

        assert signed_in("strategist").post(f"{YEAR}nytt-mal/", taken).status_code == 409

    def test_the_levels_get_their_names(self, signed_in):
        names = {
            f"{level.code.value}_{language}": f"{level.depth} {language}"
            for level in queries.levels()
            for language in ("sv", "en")
        }
        signed_in("strategist").post(f"{ROOT}nivaer/", sent(**names))

        assert [level.name_sv for level in queries.levels()][:2] == ["1 sv", "2 sv"]


class TestIndicators:
    def given(self, **changes):
        first = {
            "name": "Jobb",
            "goal": "1.1",
            "decimals": "0",
            "polarity": "higher",
            "form": "",
            "roll_up": "sum",
            "tolerance": "0,5",
            "outcome_source": "bodies",
            "frequency": "yearly",
            "definition": "Anställda i december",
        }
        return sent(base=standing_of("indikator", 2021, "JOBS"), **first) | changes

    def test_it_is_defined_anew_and_keeps_what_it_rests_on(self, signed_in):
        draft = indicator("JOBS", counts=True, basis=Basis.SOURCE, source_ref="s. 4")
        operations.define_indicators(actor=LOADER, year=2021, indicators=[draft])
        answer = signed_in("strategist").post(f"{JOBS}andra/", self.given())

        assert answer.status_code == 303
        row = IndicatorEdition.objects.filter(indicator__code="JOBS").latest("pk")
        assert (row.name, row.tolerance, row.definition_version) == ("Jobb", SCALE // 2, 2)
        assert row.unit.code == "pieces"
        assert row.basis == Basis.STATED
        assert row.basis_by_field["goal"] == Basis.SOURCE  # Nobody touched it.
        assert "name" not in row.basis_by_field

    def test_sent_twice_it_is_defined_once(self, signed_in):
        client, twice = signed_in("strategist"), self.given()

        answers = [client.post(f"{JOBS}andra/", twice) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]
        assert IndicatorEdition.objects.filter(indicator__code="JOBS").count() == 2

    def test_a_second_save_from_the_same_base_gets_theirs_and_mine(self, signed_in):
        mine = self.given(name="Mitt namn")
        theirs = indicator("JOBS", counts=True, name="Deras namn")
        operations.define_indicators(actor=LOADER, year=2021, indicators=[theirs])

        answer = signed_in("strategist").post(f"{JOBS}andra/", mine)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Deras namn" in page
        assert "Mitt namn" in page

    def test_the_base_of_another_indicator_is_refused(self, signed_in):
        other = self.given(base=standing_of("indikator", 2021, "SHARE"))

        assert signed_in("strategist").post(f"{JOBS}andra/", other).status_code == 409

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "id_name"),
            ({"decimals": "9"}, "id_decimals"),
            ({"tolerance": "ca 3"}, "id_tolerance"),
            ({"tolerance": "0,00001"}, "id_tolerance"),
            ({"roll_up": "weighted_mean"}, "id_base_metric"),
            ({"roll_up": "single"}, "id_answering_body"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, signed_in, changes, field):
        answer = signed_in("strategist").post(f"{JOBS}andra/", self.given(**changes))

        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'href="#{field}"' in page
        assert "Anställda i december" in page

    def test_only_the_council_changes_a_base_metric(self, signed_in):
        base = f"{YEAR}indikator/residents/"
        given = self.given(base=standing_of("indikator", 2021, "residents"), roll_up="none")
        given |= {"goal": "", "polarity": "neutral", "name": "Invånare"}

        assert signed_in("strategist").post(f"{base}andra/", given).status_code == 422
        assert signed_in("strategist").get(f"{base}basnyckeltal/").status_code == 404
        client = signed_in("board_secretary")
        assert client.get(f"{base}basnyckeltal/").status_code == 200
        assert f"{base}basnyckeltal/" in read(client.get(f"{ROOT}basnyckeltal/").content).hrefs()

    def test_a_duty_is_laid_and_lifted_with_reasons(self, signed_in):
        client = signed_in("strategist")
        client.post(f"{JOBS}skyldighet/", sent(bodies=["BOLAG"]))
        assert "Bolag" in read(client.get(JOBS).content).text

        assert client.post(f"{JOBS}lyft/", sent(bodies=["BOLAG"], reason="")).status_code == 422
        assert client.post(f"{JOBS}lyft/", sent(bodies=["KF"])).status_code == 422
        client.post(f"{JOBS}lyft/", sent(bodies=["BOLAG"]))
        assert "Bolag" not in read(client.get(JOBS).content).text


class TestCouncilTarget:
    address = f"{JOBS}fullmaktige/"

    def given(self, **changes):
        first = {"kind": "number", "condition": "at_least", "low": "1 234", "nature": "target"}
        return sent(base="-", **first) | changes

    def target(self):
        return CouncilTarget.objects.filter(indicator__code="JOBS", superseded_in=None).first()

    def test_a_number_as_people_write_it(self, signed_in):
        assert signed_in("strategist").post(self.address, self.given()).status_code == 303
        assert (self.target().kind, self.target().low) == (Kind.NUMBER, 1234 * SCALE)

    def test_an_interval(self, signed_in):
        sent = self.given(kind="interval", condition="", low="5", high="7")
        signed_in("strategist").post(self.address, sent)

        assert (self.target().low, self.target().high) == (5 * SCALE, 7 * SCALE)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"low": ""}, "id_low"),
            ({"low": "ca 30"}, "id_low"),
            ({"low": "-3"}, "id_low"),
            ({"condition": ""}, "id_condition"),
            ({"kind": "interval", "low": "7", "high": "5"}, "id_high"),
            ({"kind": "yes_no"}, "id_answer"),
            ({"decision_case": "KS 1"}, "id_decision_item"),
            ({"decision_case": "KS 1", "decision_item": "1"}, "id_decision_case"),
            ({"reason": ""}, "id_reason"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, signed_in, changes, field):
        answer = signed_in("strategist").post(self.address, self.given(**changes))

        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.content.decode()
        assert self.target() is None

    def test_a_second_save_from_the_same_base_gets_theirs_and_mine(self, signed_in):
        theirs = CouncilTargetDraft(indicator="JOBS", value=number(100), basis=STATED)
        operations.set_council_targets(actor=LOADER, year=2021, targets=[theirs])

        answer = signed_in("strategist").post(self.address, self.given())

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "minst 100" in page
        assert self.target().low == 100 * SCALE
        again = self.given(base=str(self.target().pk))
        assert f'name="base" value="{again["base"]}"' in page
        assert signed_in("strategist").post(self.address, again).status_code == 303

    def test_sent_twice_it_is_set_once(self, signed_in):
        client, twice = signed_in("strategist"), self.given()
        for _ in range(2):
            assert client.post(self.address, twice).status_code == 303

        assert CouncilTarget.objects.filter(indicator__code="JOBS").count() == 1


class TestThemesAndGroups:
    def test_a_theme_is_added_and_changed_from_what_was_seen(self, signed_in):
        client = signed_in("strategist")
        new = {"code": "KLIMAT", "kind": "programme", "name": "Klimatprogram", "base": "-"}
        client.post(f"{YEAR}nytt-perspektiv/", sent(**new))
        (row,) = (one for one in theme_queries.themes(year=2021) if one.code == "KLIMAT")

        changed = {"name": "Klimat 2030", "base": str(row.fact), "is_mandatory": "on"}
        assert client.post(f"{YEAR}perspektiv/KLIMAT/", sent(**changed)).status_code == 303
        stale = client.post(f"{YEAR}perspektiv/KLIMAT/", sent(**changed | {"name": "Mitt"}))

        assert stale.status_code == 409
        assert 'value="Mitt"' in stale.content.decode()
        names = [row.name for row in theme_queries.themes(year=2021)]
        assert "Klimat 2030" in names

    def test_a_group_gets_its_members(self, signed_in):
        address = f"{YEAR}krets/all_committees/"
        base = standing_of("krets", 2021, "all_committees")
        given = sent(base=base, bodies=["SKOLA", "PARK"])
        assert signed_in("strategist").post(address, given).status_code == 303
        assert _members("all_committees") == ("PARK", "SKOLA")

        assert (
            signed_in("strategist").post(address, given | {"key": str(uuid4())}).status_code == 409
        )

    def test_a_group_made_of_another_leaves_some_out(self, signed_in):
        others = group("others", base_group="all_committees", exclusions=("SKOLA",))
        organisation.form_groups(actor=LOADER, year=2021, groups=[others])
        base = standing_of("krets", 2021, "others")
        address, client = f"{YEAR}krets/others/", signed_in("strategist")

        assert client.post(address, sent(base=base, bodies=["BOLAG"])).status_code == 422
        assert client.post(address, sent(base=base, bodies=["PARK"])).status_code == 303
        assert _members("others") == ("KS", "SKOLA")


def _members(code):
    return next(row.members for row in group_queries.groups(year=2021) if row.code == code)


class TestPreparing:
    address = "/arbete/forbered/"

    def test_it_is_shown_before_it_is_made(self, signed_in):
        page = read(signed_in("strategist").get(f"{self.address}?fran=2021&till=2022").content)

        assert "Gör 2022" in page.text
        assert "Indikatorer 4" in page.text.replace("indikatorer", "Indikatorer")
        assert filing.content_of(2022).carried == ()

    @pytest.mark.parametrize("years", ["fran=2022&till=2021", "fran=x&till=2022", "fran=2021"])
    def test_years_that_cannot_be_are_told(self, signed_in, years):
        answer = signed_in("strategist").get(f"{self.address}?{years}")

        assert answer.status_code == 200
        assert b"ds-validation-message" in answer.content

    def test_it_is_made_once(self, signed_in):
        client = signed_in("strategist")
        given = sent(from_year="2021", to_year="2022")

        assert [client.post(self.address, given).status_code for _ in range(2)] == [303, 303]
        assert filing.preview_year(from_year=2021, to_year=2022).prepared_from == 2021
        again = read(client.get(f"{self.address}?fran=2021&till=2022").content)
        assert "2022 är redan förberett ur 2021" in again.text
        assert "Gör 2022" not in again.text

    def test_a_year_that_has_something_is_refused_and_says_what(self, signed_in):
        operations.set_themes(actor=LOADER, year=2022, themes=[theme("BARN")])
        given = sent(from_year="2021", to_year="2022")
        answer = signed_in("strategist").post(self.address, given)

        assert answer.status_code == 422
        assert "2022 har redan 1 perspektiv och program" in answer.content.decode()
