"""A new year, prepared from the one before."""

from datetime import date
from uuid import uuid4

import pytest
import typer
from django.db import IntegrityError, transaction

from enslinje.cli.prepare import prepare
from enslinje.core.carrying import CarriedKind, Choice, ChoiceKind
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import (
    Basis,
    IndicatorKind,
    Kind,
    LevelCode,
    OccasionKind,
    OccasionState,
    PlanPart,
    ThemeKind,
)
from enslinje.core.values import SCALE, Stated
from enslinje.filing import errors, operations, queries
from enslinje.filing.models import YearPreparation
from enslinje.filing.operations import years
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.goals import queries as goal_queries
from enslinje.goals.models import BodyQuota, CouncilTarget, Duty, IndicatorEdition
from enslinje.goals.theme_queries import themes
from enslinje.journal.models import ChangeSet
from enslinje.organisation import drafts as organisation
from enslinje.organisation import group_queries
from enslinje.organisation import operations as organisation_operations
from enslinje.organisation import queries as organisation_queries
from enslinje.organisation.instants import due_instant
from enslinje.organisation.occasion_queries import extensions
from enslinje.plans import operations as plan_operations
from enslinje.plans.section_queries import sections, sections_of
from tests.everything import change_set, recorded_town
from tests.journal.protections import without_check
from tests.people import CAST, record_people, somebody
from tests.town import (
    KIM,
    LOADER,
    STATED,
    YEAR,
    goal,
    indicator,
    number,
    occasion,
    refused,
    section,
    section_text,
)

__all__ = ["recorded_town"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

NEXT = YEAR + 1
DUE = due_instant(date(2021, 4, 23)).instant


@pytest.fixture(autouse=True)
def a_whole_year():
    """The town with an occasion, targets for several years, a quota, a theme and own goals."""
    more = organisation.OccasionBodyDraft(
        body="PARK", extended_due_at=DUE.replace(month=5), reason="Ny"
    )
    organisation_operations.open_occasions(
        actor=LOADER,
        occasions=[
            occasion(
                OccasionKind.PLAN,
                name="Plan 2021",
                due_at=DUE,
                state=OccasionState.LOCKED,
                bodies=(more, organisation.OccasionBodyDraft(body="SKOLA")),
                parts=(PlanPart.TARGETS,),
            ),
            occasion(OccasionKind.TERTIAL_REPORT_1),
        ],
    )
    waiting = Stated(Kind.PENDING, reason="Ny mätning", due_occasion=OccasionKind.TERTIAL_REPORT_1)
    goal_operations.set_council_targets(
        actor=LOADER,
        year=YEAR,
        targets=[
            council("JOBS", number(100)),
            council("JOBS", number(110), for_year=NEXT),
            council("JOBS", number(120), for_year=2023),
            council("SHARE", number(50)),
            council("PLAN", waiting, for_year=NEXT),
        ],
    )
    state_more()


def state_more():
    """A quota, a theme, and what a body and this year alone have."""
    goal_operations.set_quotas(
        actor=LOADER,
        year=YEAR,
        quotas=[
            goals.QuotaDraft(
                indicator="JOBS", body="SKOLA", value=60 * SCALE, for_year=NEXT, basis=STATED
            )
        ],
    )
    goal_operations.set_themes(
        actor=LOADER,
        year=YEAR,
        themes=[
            goals.ThemeDraft(code="BARN", kind=ThemeKind.PERSPECTIVE, name="Barnrätt", basis=STATED)
        ],
    )
    goal_operations.tag(
        actor=LOADER,
        year=YEAR,
        items=[goals.TaggedDraft(goal="1.1", themes=("BARN",), basis=STATED)],
    )
    goal_operations.set_goals(
        actor=LOADER,
        year=YEAR,
        goals=[goal("OWN", LevelCode.BODY_GOAL, owner="SKOLA", parent="1.1")],
    )
    goal_operations.define_indicators(
        actor=LOADER,
        year=YEAR,
        indicators=[
            indicator("OWNED", owner="SKOLA", kind=IndicatorKind.BODY),
            indicator("LAST", end_year=YEAR),
        ],
    )

    plan_operations.set_sections(
        actor=LOADER,
        year=YEAR,
        sections=[section("uppdrag", sort_order=2), section("inledning", guidance="Säg vad.")],
    )


def council(code, value, **changes):
    return goals.CouncilTargetDraft(indicator=code, value=value, basis=STATED, **changes)


def make(**changes):
    given = {"actor": KIM, "from_year": YEAR, "to_year": NEXT}
    return operations.prepare_year(**given | changes)


def duties(year):
    found = Duty.objects.current().filter(year=year)
    return {(duty.indicator.code, duty.body.code) for duty in found}


def test_goals_indicators_and_duties_are_those_of_the_year_before():
    make()
    before, after = (goal_queries.goals(year=year) for year in (YEAR, NEXT))
    assert [one.code for one in after] == [one.code for one in before if one.owner == "KF"]
    assert [(one.parent, one.name) for one in after] == [
        (one.parent, one.name) for one in before if one.owner == "KF"
    ]
    codes = IndicatorEdition.objects.current().filter(year=NEXT)
    assert {one.indicator.code for one in codes} == {"JOBS", "SHARE", "PLAN", "residents"}
    assert codes.get(indicator__code="SHARE").base.code == "residents"
    assert duties(NEXT) == {one for one in duties(YEAR) if one[0] != "OWNED"}


def test_what_is_carried_rests_on_inference_and_a_target_set_for_the_year_on_what_it_did():
    make()
    assert {one.origin.basis for one in goal_queries.goals(year=NEXT)} == {Basis.INFERRED}
    assert "[2021]" in goal_queries.goals(year=NEXT)[0].origin.note
    targets = CouncilTarget.objects.current().filter(year=NEXT).order_by("for_year")
    assert [(one.indicator.code, one.for_year, one.low, one.basis) for one in targets] == [
        ("JOBS", 2022, 110 * SCALE, "stated"),
        ("JOBS", 2023, 120 * SCALE, "stated"),
    ]
    [quota] = BodyQuota.objects.current().filter(year=NEXT)
    assert (quota.body.code, quota.for_year, quota.low) == ("SKOLA", NEXT, 60 * SCALE)


def test_the_register_the_groups_and_the_themes_are_there():
    make()
    before, after = (organisation_queries.register_for_year(year=year) for year in (YEAR, NEXT))
    assert after.counted == before.counted
    groups = [row.members for row in group_queries.groups(year=NEXT)]
    assert groups == [("KS", "PARK", "SKOLA")]
    [theme] = themes(year=NEXT)
    assert (theme.code, theme.goals) == ("BARN", ("1.1",))


def test_the_sections_of_the_plans_are_there_without_what_bodies_wrote():
    plan_operations.write_sections(
        actor=LOADER, year=YEAR, texts=[section_text("Vi växer.", section="inledning")]
    )
    make()
    [intro, task] = sections(year=NEXT)
    assert (intro.code, intro.guidance, task.code) == ("inledning", "Säg vad.", "uppdrag")
    assert intro.origin.basis is Basis.INFERRED
    assert intro.origin.note == "[2021]"
    assert [one.text for one in sections_of("SKOLA", NEXT)] == ["", ""]


def test_an_occasion_is_planned_a_year_later_on_a_weekday_without_extensions():
    make()
    plan = organisation_queries.occasions(year=NEXT)[0]
    # 23 April 2022 is a Saturday.
    assert plan.due_at == due_instant(date(2022, 4, 25)).instant
    assert (plan.name, plan.state) == ("Plan 2022", OccasionState.PLANNED)
    assert (plan.bodies, plan.parts) == (("PARK", "SKOLA"), (PlanPart.TARGETS,))
    assert extensions(year=NEXT, actor=LOADER) == ()


def test_it_is_one_write():
    make()
    change = ChangeSet.objects.latest("pk")
    assert (change.action, change.actor_code) == ("prepare_year", "kim")
    assert {one.recorded_in for one in Duty.objects.filter(year=NEXT)} == {change}
    assert YearPreparation.objects.get().recorded_in == change


def test_the_preview_says_what_is_made_and_writes_nothing():
    changes = ChangeSet.objects.count()
    told = queries.preview_year(from_year=YEAR, to_year=NEXT)
    assert ChangeSet.objects.count() == changes
    assert {one.kind: one.count for one in told.carried} == {
        CarriedKind.REGISTER: 4,
        CarriedKind.GROUPS: 1,
        CarriedKind.OCCASIONS: 2,
        CarriedKind.GOALS: 3,
        CarriedKind.INDICATORS: 4,
        CarriedKind.DUTIES: 6,
        CarriedKind.COUNCIL_TARGETS: 2,
        CarriedKind.QUOTAS: 1,
        CarriedKind.THEMES: 1,
        CarriedKind.TAGS: 1,
        CarriedKind.SECTIONS: 2,
    }
    make()
    there = queries.preview_year(from_year=YEAR, to_year=NEXT)
    assert [(one.kind, one.count) for one in there.there] == [
        (one.kind, one.count) for one in told.carried
    ]
    assert there.prepared_from == YEAR


def test_what_needs_a_choice_is_told():
    told = queries.preview_year(from_year=YEAR, to_year=NEXT)
    assert set(told.choices) == {
        Choice(ChoiceKind.BODY_GOAL, "OWN"),
        Choice(ChoiceKind.BODY_INDICATOR, "OWNED"),
        Choice(ChoiceKind.INDICATOR_ENDED, "LAST"),
        Choice(ChoiceKind.TARGET_ABSENT, "SHARE"),
        Choice(ChoiceKind.TARGET_PENDING, "PLAN"),
        Choice(ChoiceKind.DATE_UNKNOWN, "tertial_report_1"),
    }


def test_a_body_that_is_closed_is_left_out_and_told():
    organisation_operations.close_body(actor=KIM, body="PARK", on=date(NEXT, 1, 1), reason="Upphör")
    told = queries.preview_year(from_year=YEAR, to_year=NEXT)
    assert told.choices.count(Choice(ChoiceKind.BODY_CLOSED, "PARK")) == 1
    make()
    assert {body for _indicator, body in duties(NEXT)} == {"SKOLA"}
    assert "PARK" not in organisation_queries.register_for_year(year=NEXT).counted


def test_the_same_year_again_is_left_as_it_is():
    key = uuid4()
    first = make(key=key)
    again = make(key=key)
    without_key = make()
    assert first.rows == again.rows == without_key.rows
    assert (first.is_repeat, again.is_repeat, without_key.is_repeat) == (False, True, True)
    assert len(duties(NEXT)) == Duty.objects.filter(year=NEXT).count()


def test_a_year_that_has_something_is_refused_with_what_is_there():
    organisation_operations.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.PLAN, year=NEXT)]
    )
    found = refused(errors.YearHasContent, make)
    assert "1 tillfällen" in found.what


def test_a_prepared_year_is_not_prepared_from_another():
    make()
    refused(errors.YearHasContent, lambda: make(from_year=YEAR - 1))


@pytest.mark.parametrize(
    ("refusal", "years"),
    [
        (errors.YearsReversed, {"to_year": YEAR}),
        (errors.YearsReversed, {"from_year": NEXT, "to_year": YEAR}),
        (errors.NothingToCarry, {"from_year": 2011, "to_year": 2012}),
    ],
)
def test_what_is_nonsense_is_refused(refusal, years):
    refused(refusal, lambda: make(**years))


def test_a_fault_on_the_way_leaves_nothing(monkeypatch):
    def fail(**_arguments):
        raise errors.NothingToCarry("x")

    monkeypatch.setattr(years, "carry_goals", fail)
    refused(errors.NothingToCarry, make)


def test_without_looking_at_what_is_there_a_second_one_stops_at_the_database(monkeypatch):
    make()
    monkeypatch.setattr(years, "_done", lambda _from, _to: None)
    monkeypatch.setattr(years, "_check_content", lambda _from, _to: None)
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


@pytest.mark.parametrize("code", sorted({*CAST, "newcomer"} - {"strategist"}))
def test_only_the_office_prepares_a_year(code):
    record_people()
    refused(NotAllowed, lambda: make(actor=somebody(code)))


def test_the_office_does_base_metrics_and_all():
    record_people()
    make(actor=somebody("strategist"))
    assert YearPreparation.objects.current().count() == 1


def test_the_database_knows_which_year_comes_first():
    turned = {"from_year": NEXT, "to_year": YEAR, "recorded_in": change_set()}
    name = "yearpreparation_from_year_before_to_year"
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        YearPreparation.objects.create(**turned)
    with without_check("filing_yearpreparation", name):
        YearPreparation.objects.create(**turned)


class TestCommand:
    def test_the_preview_is_printed_and_nothing_written(self, capsys):
        with pytest.raises(typer.Exit) as end:
            prepare(NEXT, YEAR, preview=True)
        assert end.value.exit_code == 0
        lines = capsys.readouterr().out.splitlines()
        assert "skyldigheter att ha årsmål\t6" in lines
        assert any(line.startswith("SHARE\tfullmäktige har inget") for line in lines)
        assert duties(NEXT) == set()

    def test_it_is_prepared_once(self, capsys):
        prepare(NEXT, YEAR)
        assert "2022 är förberett ur 2021." in capsys.readouterr().out
        prepare(NEXT, YEAR)
        assert "2022 är redan förberett ur 2021." in capsys.readouterr().out
        with pytest.raises(typer.Exit) as end:
            prepare(NEXT, YEAR, preview=True)
        assert end.value.exit_code == 1
        assert "finns redan\tmål\t3" in capsys.readouterr().out
