"""What is not submitted is in no history, and on no page as of a day, for who sees no draft."""

import pytest

from enslinje.core.plan_terms import NeededOf
from enslinje.core.terms import IndicatorKind, LevelCode, RollUp, WorkState
from enslinje.filing import contents, operations
from enslinje.filing.drafts import FilingDraft
from enslinje.goals import operations as goals
from enslinje.journal.history import register, sight
from enslinje.journal.models import ChangeSet
from enslinje.plans import operations as plans
from tests.contents import goal_conflict, hindrance, led, preparation
from tests.filing.plans import contribution, decide, open_occasion
from tests.people import record_people
from tests.town import LOADER, STATED, YEAR, goal, indicator, section, section_text, state, target

pytestmark = pytest.mark.django_db
BODIES = ("SKOLA", "PARK")
BY = {"actor": LOADER, "year": YEAR}


def canary(body, version):
    """A word that stands in what one body has saved at one time, and nowhere else."""
    return f"kanarie-{body.lower()}-{version}"


def save(body, version):
    """Everything that the body's plan may say, with the word in it."""
    word = canary(body, version)
    state(target(30 + version, body=body, note=word), actor=LOADER)
    plans.state_contributions(**BY, contributions=[contribution(body, word)])
    own = goal(f"{body}-M1", LevelCode.BODY_GOAL, parent="1.1", owner=body, name=word)
    goals.set_goals(**BY, goals=[own])
    by_it = {"kind": IndicatorKind.BODY, "owner": body, "roll_up": RollUp.NONE, "goal": "1.1"}
    goals.define_indicators(**BY, indicators=[indicator(f"{body}-I1", name=word, **by_it)])
    of_own = contribution(body, word, goal=f"{body}-M1")
    plans.state_contributions(**BY, contributions=[of_own])
    plans.plan_activities(**BY, activities=[led(f"ACT-{body}", body, title=word)])
    text = section_text(word, body=body, state=WorkState.STARTED)
    plans.write_sections(**BY, texts=[text])
    conflict = goal_conflict(body=body, other=f"{body}-M1", text=word, handling=word)
    plans.state_goal_conflicts(**BY, goal_conflicts=[conflict])
    hindered = hindrance(
        body=body,
        code=f"{body}-H1",
        goal=f"{body}-M1",
        text=word,
        needed=word,
        needed_of=NeededOf.STATE,
        needed_body="",
    )
    plans.state_hindrances(**BY, hindrances=[hindered])
    met = preparation(body=body, code=f"{body}-B1", said=word)
    plans.record_preparations(**BY, preparations=[met])


@pytest.fixture
def told(saved, signed_in):
    """Which of the words somebody is told anywhere."""

    def ask(who, words):
        client = signed_in(who)
        answers = [client.get(one) for one in pages(saved)]
        assert {one.status_code for one in answers} <= {200, 302, 404}
        text = "".join(one.content.decode() for one in answers)
        return {word for word in words if word in text}

    return ask


@pytest.fixture(autouse=True)
def saved(recorded_town, db):
    record_people()
    open_occasion()
    before = plans.set_sections(**BY, sections=[section("inledning")]).change_set
    for body in BODIES:
        save(body, 1)
    return before


def histories():
    """The address of everything that is in a plan, or has been."""
    names = {one.kind for one in contents.CONTENTS}
    for kind in register.kinds():
        if kind.name in names:
            tables = [(kind.model, [part.path for part in kind.place])] if kind.model else []
            tables += [(one.model, one.place) for one in kind.items]
            for model, place in tables:
                for key in set(model.objects.values_list(*place)):
                    yield f"/arbete/historik/om/{kind.address(key)}/"


def pages(before):
    yield from sorted(set(histories()))
    yield "/arbete/historik/person/system/"
    for change_set in ChangeSet.objects.filter(pk__gt=before).values_list("pk", flat=True):
        yield f"/arbete/historik/andring/{change_set}/"
    for slug in ("skola", "park"):
        yield f"/arbete/namnd/{slug}/historik/"
        for page in ("", "plan/", "plan/jamfor/", "plan/forra-aret/"):
            yield f"/2021/namnd/{slug}/{page}?planer=sparade&som=2021-12-31"
    for page in ("mal/1.1", "indikator/JOBS"):
        yield f"/2021/{page}/?planer=sparade&som=2021-12-31"


def file(body, item=1):
    case = decide((f"{body} 2021/7", item), decided_by=body)
    filing = FilingDraft(body=body, decision=case, basis=STATED)
    operations.file_plans(**BY, filings=[filing])


FIRST = {canary(body, 1) for body in BODIES}


def test_every_kind_of_thing_in_a_plan_is_tried():
    tried = {address.split("/")[4] for address in histories()}
    assert {"arsmal", "bidrag", "mal", "indikator", "aktivitet", "avsnittstext"} < tried
    assert {"malkonflikt", "hinder", "beredning"} < tried


@pytest.mark.parametrize("who", ["strategist", "finance_officer"])
def test_the_centre_reads_no_draft_in_any_history(told, who):
    assert told(who, FIRST) == set()


def test_a_body_reads_its_own_and_no_other_s_and_the_auditor_all(told):
    assert told("editor", FIRST) == {canary("SKOLA", 1)}
    assert told("auditor", FIRST) == FIRST


def test_without_the_limit_the_centre_reads_them(told, monkeypatch):
    monkeypatch.setattr(sight, "_limits", [])
    assert told("strategist", FIRST) == FIRST


def test_a_shared_draft_is_read_by_the_centre(told):
    operations.share_draft(**BY, body="PARK", is_shared=True)
    assert told("strategist", FIRST) == {canary("PARK", 1)}


def test_what_is_submitted_is_read_as_it_was_submitted(told, signed_in):
    save("SKOLA", 2)
    file("SKOLA")
    save("SKOLA", 3)
    words = FIRST | {canary("SKOLA", version) for version in (2, 3)}
    assert told("strategist", words) == {canary("SKOLA", 2)}
    client = signed_in("strategist")
    address = "/arbete/historik/om/arsmal/2021/JOBS/SKOLA/2021/all/"
    page = client.get(address).content.decode()
    assert "minst 32" in page
    assert "1 händelse" in page
    assert "läste in inlämnade planer" in page  # What put it there, for those who see no draft.
    file("SKOLA", 2)
    assert told("strategist", words) == {canary("SKOLA", 2), canary("SKOLA", 3)}
    assert "2 händelser" in client.get(address).content.decode()


def test_what_the_council_set_is_read_as_it_is(signed_in):
    page = signed_in("strategist").get("/arbete/historik/om/mal/2021/1.1/")
    assert page.status_code == 200
