"""What pages about plans ask again and again is kept, and read anew when it has been written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking
from enslinje.core.terms import (
    Audience,
    CommentSubject,
    IndicatorKind,
    LevelCode,
    OccasionKind,
    OccasionState,
)
from enslinje.filing import contents, operations, submissions
from enslinje.filing.parts import plan_work
from enslinje.goals import naming, own_queries
from enslinje.goals import operations as goals
from enslinje.goals import queries as goal_queries
from enslinje.goals.theme_queries import themes
from enslinje.journal import kept_by, record
from enslinje.journal.counters import Counters
from enslinje.journal.keeping import Kept
from enslinje.organisation import group_queries
from enslinje.organisation import operations as organisation
from enslinje.organisation import queries as organisation_queries
from enslinje.organisation.operations.occasions import record_occasions
from enslinje.plans import comment_queries, content_queries, section_queries
from enslinje.plans import operations as plans
from enslinje.plans.comment_queries import Seeing
from tests import what_is_kept
from tests.contents import comment, led, plan_budget, preparation
from tests.everything import activity
from tests.filing.plans import contribution, submit, take
from tests.town import (
    LOADER,
    YEAR,
    goal,
    group,
    indicator,
    occasion,
    section,
    state,
    target,
    theme,
)

ACTIVITIES = next(one for one in contents.CONTENTS if one.kind == "aktivitet")
TARGETS = next(one for one in contents.CONTENTS if one.kind == "arsmal")


def open_again() -> None:
    again = occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)
    organisation.open_occasions(actor=LOADER, occasions=[again])


def save() -> None:
    state(target(31))


def name_goal() -> None:
    goals.set_goals(
        actor=LOADER, year=YEAR, goals=[goal("1.1", LevelCode.AREA_GOAL, name="Nytt namn")]
    )


@dataclass(frozen=True)
class Asked:
    """A question, and a write after which it has another answer."""

    ask: Callable[[], Any]
    write: Callable[[], Any]


def add(write: Callable[..., Any], **given: Any) -> Callable[[], Any]:
    return lambda: write(actor=LOADER, year=YEAR, **given)


SAID = comment(subject_kind=CommentSubject.TARGET, subject="JOBS")
WRITES = {
    "targets": save,
    "contributions": add(plans.state_contributions, contributions=[contribution(text="Annat.")]),
    "activities": add(plans.plan_activities, activities=[led("NY", "SKOLA")]),
    "the budget": add(plans.state_plan_budgets, budgets=[plan_budget()]),
    "preparation": add(plans.record_preparations, preparations=[preparation()]),
}
"""What is written of each part of a plan."""

ASKED = {
    **{
        f"work on {part}": Asked(
            lambda: plan_work(year=YEAR, bodies=["SKOLA"])["SKOLA"].last,
            write,
        )
        for part, write in WRITES.items()
    },
    "what a plan holds": Asked(lambda: contents.held_in(TARGETS, body="SKOLA", year=YEAR), save),
    "stages": Asked(lambda: submissions.stages(year=YEAR), lambda: take("mark_ready", "editor")),
    "shares": Asked(
        lambda: submissions.shared(year=YEAR),
        add(operations.share_draft, body="SKOLA", is_shared=True),
    ),
    "budget": Asked(
        lambda: content_queries.plan_budget_of("SKOLA", year=YEAR, sight=EVERYTHING),
        WRITES["the budget"],
    ),
    "open threads": Asked(
        lambda: comment_queries.open_threads(
            body="SKOLA", year=YEAR, seeing=Seeing(frozenset(Audience), EVERYTHING)
        ),
        add(plans.write_comment, comment=SAID),
    ),
    "goals": Asked(lambda: goal_queries.goals(year=YEAR), name_goal),
    "own indicators": Asked(
        lambda: own_queries.own_indicators("SKOLA", year=YEAR),
        lambda: goals.define_indicators(
            actor=LOADER,
            year=YEAR,
            indicators=[indicator("I1", kind=IndicatorKind.BODY, owner="SKOLA", goal="1.1")],
        ),
    ),
    "filings": Asked(lambda: submissions.filings(year=YEAR, body="SKOLA"), submit),
    "activities": Asked(
        lambda: content_queries.activities_of("SKOLA", year=YEAR, sight=EVERYTHING),
        lambda: plans.plan_activities(
            actor=LOADER, year=YEAR, activities=[activity(title="En annan")]
        ),
    ),
    "themes": Asked(
        lambda: themes(year=YEAR),
        lambda: goals.set_themes(actor=LOADER, year=YEAR, themes=[theme("new")]),
    ),
    "sections": Asked(
        lambda: section_queries.sections(year=YEAR),
        lambda: plans.set_sections(actor=LOADER, year=YEAR, sections=[section("new")]),
    ),
    "groups": Asked(
        lambda: group_queries.group_shapes(year=YEAR)["all_committees"],
        lambda: organisation.form_groups(
            actor=LOADER, year=YEAR, groups=[group("all_committees", members=["SKOLA"])]
        ),
    ),
    "occasions": Asked(lambda: organisation_queries.occasions(year=YEAR), open_again),
    "names of goals": Asked(lambda: naming.goal_names({"1.1"}, {YEAR}), name_goal),
    "years": Asked(
        goal_queries.years,
        lambda: goals.set_goals(
            actor=LOADER, year=YEAR + 1, goals=[goal("1", LevelCode.OVERARCHING_GOAL)]
        ),
    ),
}


@pytest.fixture(params=ASKED.values(), ids=ASKED.keys())
def asked(request, planned, monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    return request.param


def test_it_is_not_read_again_while_nothing_is_written(asked, django_assert_num_queries):
    before = asked.ask()

    with django_assert_num_queries(1):
        assert asked.ask() == before


def test_it_is_read_anew_when_it_is_written(asked):
    before = asked.ask()
    asked.write()

    assert asked.ask() != before


def test_were_the_versions_not_asked_for_it_would_be_old(asked, monkeypatch):
    monkeypatch.setattr(Counters, "_sum", lambda *_asked: 0)
    # The steps towards a filing ask where the plan stands, and whether nothing is left to do.
    if asked is not ASKED["stages"]:
        monkeypatch.setattr(submissions.known_stages, "keep", lambda *_asked, **_looked: None)
    before = asked.ask()
    asked.write()

    assert asked.ask() == before


def test_what_is_marked_is_hidden_at_once(planned, monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    submit()

    def public():
        return contents.held_in(TARGETS, body="SKOLA", year=YEAR, sight=PUBLIC_SIGHT)

    assert ("JOBS", YEAR, "all") in public()
    organisation.mark_fact(
        actor=LOADER,
        address=f"arsmal/{YEAR}/JOBS/SKOLA/{YEAR}/all",
        marking=Marking.WORKING,
        reason="Under arbete",
    )

    assert ("JOBS", YEAR, "all") not in public()


@pytest.fixture
def joined(planned, monkeypatch):
    """What SKOLA's plan is said to have held, before and after it joined an older activity."""
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    plans.plan_activities(actor=LOADER, year=YEAR, activities=[led("A1", "PARK")])
    change_set = submit().change_set

    def told():
        return contents.held_in(ACTIVITIES, body="SKOLA", year=YEAR, change_set=change_set)

    before = told()
    plans.plan_activities(actor=LOADER, year=YEAR, activities=[led("A1", "PARK", "SKOLA")])
    return before, told


def test_what_was_held_of_activities_asks_who_takes_part_now(joined):
    before, told = joined

    assert ("A1",) in told().keys() - before.keys()


def test_were_the_past_kept_by_the_ground_alone_it_would_not(planned, monkeypatch, request):
    monkeypatch.setattr(contents, "_counted", lambda *_asked: ())
    monkeypatch.setattr(what_is_kept, "uncounted", lambda *_asked: set())
    before, told = request.getfixturevalue("joined")

    assert told() == before


@pytest.fixture
def closing(planned, monkeypatch):
    """What was kept before, and what is told to whoever has closed the occasion since."""
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)

    def told():
        before = organisation_queries.occasions(year=YEAR)
        again = occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)
        with transaction.atomic():
            change = record.begin(actor=LOADER, action="test", year=YEAR)
            record_occasions([again], change=change)
            meanwhile = organisation_queries.occasions(year=YEAR)
            record.finish(change)
        return before, meanwhile

    return told


def test_who_writes_of_the_ground_is_told_of_it_in_the_same_change(closing):
    before, meanwhile = closing()

    assert meanwhile != before


def test_were_the_version_moved_at_the_end_it_would_be_told_of_the_old(closing, monkeypatch):
    monkeypatch.setattr(record, "_move_counters", lambda *_change, **_more: None)
    before, meanwhile = closing()

    assert meanwhile == before


def test_a_plans_first_step_is_of_the_ground_and_the_next_are_not(planned):
    """Who has a plan is to hand it in, and is seen as submitted: pictures rest on that."""
    before = kept_by.ground_of(YEAR)
    take("mark_ready", "editor")
    registered = kept_by.ground_of(YEAR)
    take("send_back_plan", reason="Skäl")
    take("mark_ready", "editor", reason="Ändrat")

    assert before < registered == kept_by.ground_of(YEAR)
