"""Few queries for whoever reads a page of a plan first after something has been written in it.

Everybody has read before. Then somebody saves, and the page is asked for by who has the most to
see of it: what hangs on the write is read anew, and all else is kept.
"""

import functools
from collections.abc import Callable
from datetime import date
from io import BytesIO
from itertools import count
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from enslinje.core.terms import (
    FileKind,
    IndicatorKind,
    LevelCode,
    OccasionKind,
    OccasionState,
    RollUp,
    WorkState,
)
from enslinje.filing import operations as filing
from enslinje.filing import submissions
from enslinje.filing.drafts import FilingDraft
from enslinje.goals import operations as goals
from enslinje.goals.drafts import GoalDraft, IndicatorDraft
from enslinje.journal import counters
from enslinje.organisation import operations as organisation
from enslinje.organisation.drafts import FileDraft, OccasionDraft
from enslinje.organisation.models import Decision, Person
from enslinje.plans import operations as plans
from enslinje.web import checks, routes
from enslinje.web.account import sessions
from tests.contents import amount, comment, hindrance, led, plan_budget, record_contents
from tests.core.test_file_types import A_PDF
from tests.everything import recorded_town
from tests.filing.plans import (
    CASE,
    contribution,
    decide,
    open_occasion,
    state_everything,
    submit,
    take,
)
from tests.people import record_people
from tests.town import (
    KIM,
    LOADER,
    STATED,
    YEAR,
    goal,
    indicator,
    section,
    section_text,
    state,
    target,
    theme,
)
from tests.web import matrix

__all__ = ["recorded_town"]
pytestmark = pytest.mark.django_db

MOST_QUERIES = 10
"""One of them asks who it is and what has been written; one, whether that was meanwhile."""

KINDS = (
    *("plan", "workspace", "target_grid", "texts", "comments", "contents"),
    *("contributions", "findings", "bodies"),
)
"""The folders of pages that show plans, or lead to them."""

READERS = ("editor", "strategist", "approver", "secretary")
"""Who is asked, the first who may see the page; of Mitt arbete everybody."""

YEAR_BEFORE = YEAR - 1
numbers = count(1)


def written(text: str) -> Any:
    ready = section_text(text, state=WorkState.READY)
    return plans.write_sections(actor=KIM, year=YEAR, texts=[ready])


def planned(title: str) -> Any:
    activity = led("ACT-SKOLA", "SKOLA", "PARK", title=title)
    return plans.plan_activities(actor=LOADER, year=YEAR, activities=[activity])


def moved(reason: str) -> Any:
    """Have the plan sent back, or got ready again."""
    if submissions.stage(year=YEAR, body="SKOLA").state.value == "ready":
        return take("send_back_plan", reason=reason)
    return take("mark_ready", "editor", reason=reason)


def own_goal(n: int) -> GoalDraft:
    more = {"parent": "1.1", "owner": "SKOLA", "name": f"Skolans mål, {n}"}
    return goal("SKOLA-M1", LevelCode.BODY_GOAL, **more)


def own_indicator(n: int) -> IndicatorDraft:
    more = {"roll_up": RollUp.NONE, "owner": "SKOLA", "name": f"Skolans indikator, {n}"}
    return indicator("SKOLA-I1", kind=IndicatorKind.BODY, **more)


WRITES: dict[str, Callable[[int], Any]] = {
    "a target": lambda n: state(target(31 + n)),
    "a text": lambda n: written(f"Skolan växer med {n}."),
    "a contribution": lambda n: plans.state_contributions(
        actor=LOADER, year=YEAR, contributions=[contribution(text=f"Fler platser: {n}")]
    ),
    "an activity": lambda n: planned(f"Öppna {n} fritidsgårdar"),
    "a hindrance": lambda n: plans.state_hindrances(
        actor=LOADER, year=YEAR, hindrances=[hindrance(text=f"Marken är inte vår: {n}")]
    ),
    "a budget": lambda n: plans.state_plan_budgets(
        actor=LOADER, year=YEAR, budgets=[plan_budget(amount(-n * 1_000_00), amount(1_000_00))]
    ),
    "a comment": lambda n: plans.write_comment(
        actor=KIM, year=YEAR, comment=comment(code=str(uuid4()), text=f"Hej {n} @editor")
    ),
    "a step": lambda n: moved(f"Skäl {n}"),
    "a share": lambda n: filing.share_draft(
        actor=LOADER, year=YEAR, body="SKOLA", is_shared=bool(n % 2)
    ),
    "an own goal": lambda n: goals.set_goals(actor=LOADER, year=YEAR, goals=[own_goal(n)]),
    "an own indicator": lambda n: goals.define_indicators(
        actor=LOADER, year=YEAR, indicators=[own_indicator(n)]
    ),
    "a decision": lambda n: decide((f"SKOLA 2021/{100 + n}", 1)),
}
"""What is written in a body's plan, each time something else."""


def _folder(view: Any) -> str:
    """In which folder of pages a view is written."""
    while not hasattr(view, "__code__") or hasattr(view, "__wrapped__"):
        view = view.func if isinstance(view, functools.partial) else view.__wrapped__
    return str(view.__module__.split(".")[2])


PAGES = tuple(
    matrix._full_name(where, pattern)
    for where, pattern in checks.registered(get_resolver().url_patterns)
    if routes.declared_by(pattern.callback) and _folder(pattern.callback) in KINDS
)


@pytest.fixture
def town(recorded_town, db, monkeypatch):
    """SKOLA's plan with something of every kind, submitted in two years and changed since."""
    monkeypatch.setattr(sessions, "PRECISION_SECONDS", 3600)  # No session is written meanwhile.
    record_people()
    record_contents()
    open_occasion()
    goals.set_themes(actor=LOADER, year=YEAR, themes=[theme("BARN")])
    plans.set_sections(actor=LOADER, year=YEAR, sections=[section("inledning")])
    written("Skolan växer.")
    state_everything()
    state(target(3, indicator="SKOLA-I1"))
    WRITES["a comment"](0)
    submit()
    minutes = FileDraft(case_number=CASE[0], item_no=1, kind=FileKind.MINUTES, title="Protokoll")
    organisation.attach_file(actor=LOADER, draft=minutes, content=BytesIO(A_PDF))
    _submit_the_year_before()
    for name in ("a target", "a text", "a contribution", "an activity", "a hindrance", "a budget"):
        WRITES[name](0)


def _submit_the_year_before() -> None:
    before = OccasionDraft(
        year=YEAR_BEFORE, kind=OccasionKind.PLAN, name="Plan", state=OccasionState.OPEN
    )
    organisation.open_occasions(actor=LOADER, occasions=[before])
    decide(("SKOLA 2020/7", 1), decided_on=date(YEAR_BEFORE, 1, 20))
    filed = FilingDraft(body="SKOLA", decision=("SKOLA 2020/7", 1), basis=STATED)
    filing.file_plans(actor=LOADER, year=YEAR_BEFORE, filings=[filed])


def addresses() -> dict[str, str]:
    """Where each page is, for SKOLA."""
    samples = matrix.SAMPLES | {
        "slug": "skola",
        "decision": Decision.objects.filter(decided_by__code="SKOLA").order_by("pk")[0].pk,
        "file": 1,
    }
    return {
        name: reverse(name, kwargs={part: samples[part] for part in matrix.ROUTES[name][1]})
        for name in PAGES
    }


def readers_of(name: str, address: str) -> list[Client]:
    """Those who are asked, each in a session of their own, after they have read it before."""
    found = []
    for who in READERS:
        client = Client()
        backend = settings.AUTHENTICATION_BACKENDS[0]
        client.force_login(Person.objects.get(username=who), backend=backend)
        if client.get(address).status_code == 200:
            found.append(client)
            if name != "work:start":
                break
    return found


def asked_by_first_readers(write: Callable[[int], Any]) -> dict[str, int]:
    """How many queries each page takes right after a write."""
    found: dict[str, int] = {}
    for name, address in addresses().items():
        for client in readers_of(name, address):
            write(next(numbers))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200, address
            found[name] = max(found.get(name, 0), len(asked))
    return found


@pytest.mark.parametrize("what", WRITES)
def test_few_queries_after(town, what):
    found = asked_by_first_readers(WRITES[what])

    assert set(PAGES) - set(found) == ELSEWHERE
    assert {name: n for name, n in found.items() if n > MOST_QUERIES} == {}


ELSEWHERE = {
    *("work:board", "work:comments-latest", "work:comments-of-bodies-latest"),
    *("work:plan-contents-latest", "work:plan-latest", "work:share-draft"),
    *("work:targets-latest", "work:targets-file", "work:undo-targets"),
}
"""These lead on to the others, or take only what is sent."""


def test_were_one_version_asked_for_everything_a_save_would_forget_the_rest(town, monkeypatch):
    """The control: as it was when any write of the year made all of a plan be read anew."""
    of = counters.Counters.of
    everything = counters.Counted.ALL
    monkeypatch.setattr(
        counters.Counters, "of", lambda self, year, *parts: of(self, year, everything, *parts)
    )
    found = asked_by_first_readers(WRITES["a target"])

    assert found["work:plan"] > MOST_QUERIES
    assert found["work:check-plan"] > MOST_QUERIES
