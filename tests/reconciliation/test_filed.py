"""Two pictures of a year: plans as they were submitted, and as they are saved."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from enslinje.core.marking import PUBLIC_SIGHT, Marking
from enslinje.core.terms import Basis, ContributionState
from enslinje.filing import contents, filed, submissions
from enslinje.goals import duty_queries
from enslinje.goals import operations as goals
from enslinje.goals import queries as goal_queries
from enslinje.goals.drafts import CouncilTargetDraft
from enslinje.journal import access as journal_access
from enslinje.journal import models as journal_models
from enslinje.journal.filed import FiledAs
from enslinje.journal.keeping import Kept
from enslinje.journal.models import Counted
from enslinje.organisation import operations as organisation
from enslinje.organisation import queries as organisation_queries
from enslinje.plans import operations as plan_operations
from enslinje.reconciliation import queries
from tests.contents import led
from tests.everything import activity
from tests.filing.plans import contribution, open_occasion, state_everything, submit
from tests.people import record_people
from tests.town import LOADER, YEAR, number, state, target
from tests.unlooked import nobody_looking_for_markings

pytestmark = pytest.mark.django_db

SAVED = ("SKOLA", "PARK")


@pytest.fixture(autouse=True)
def planned(recorded_town, db):
    record_people()
    open_occasion()
    state_everything()


def stated(code="JOBS", body="SKOLA", **which):
    indicator = queries.picture(YEAR, **which).indicator(code)
    (found,) = [one for one in indicator.targets if one.body.code == body]
    return None if found.is_missing else int(found.low)


def contributes(**which):
    goal = queries.picture(YEAR, **which).goal("1.1")
    (cell,) = [one for one in goal.contributions if one.body.code == "SKOLA"]
    return cell.state.value


def test_nothing_of_a_plan_is_seen_before_it_is_submitted():
    assert (stated(), contributes()) == (None, "not_stated")
    assert (stated(saved=SAVED), contributes(saved=SAVED)) == (30, "stated")

    submit()

    assert (stated(), contributes()) == (30, "stated")


def test_what_is_saved_afterwards_is_seen_as_saved_and_not_as_submitted():
    submit()
    state(target(31))

    assert stated() == 30
    assert stated(saved=SAVED) == 31


def test_one_body_s_draft_is_seen_without_the_others():
    state_everything("PARK")

    assert stated(saved=["PARK"]) is None
    assert stated(body="PARK", saved=["PARK"]) == 30


def test_findings_and_totals_are_of_the_same_picture():
    def missing(**which):
        found = queries.picture(YEAR, **which).findings
        return {one.body.code for one in found if one.rule == "target-missing"}

    assert missing() == {"SKOLA", "PARK"}
    assert missing(saved=SAVED) == {"PARK"}


def test_what_differs_from_the_submission_is_told_by_its_place():
    change_set = submit().change_set
    plan_operations.state_contributions(
        actor=LOADER, year=YEAR, contributions=[contribution(text="Annat.")]
    )

    (found,) = contents.differences(body="SKOLA", year=YEAR, before=change_set)

    assert (found.content.kind, found.place) == ("bidrag", ("1.1",))
    assert (found.before["text"], found.after["text"]) == ("Fler platser.", "Annat.")


def test_an_activity_is_seen_as_of_the_filing_of_its_own_body():
    plan_operations.plan_activities(actor=LOADER, year=YEAR, activities=[activity(title="Före")])
    assert titles() == []

    submit()
    plan_operations.plan_activities(
        actor=LOADER, year=YEAR, activities=[activity(title="Efter"), activity(code="ACT2")]
    )

    assert titles() == ["Före"]
    assert titles(saved=SAVED) == ["Efter", "Öppna en fritidsgård"]


def titles(**which):
    goal = queries.picture(YEAR, **which).goal("1.1")
    return sorted(one.title for one in goal.activities)


def test_a_year_without_an_occasion_for_plans_is_seen_as_it_is():
    _clock, with_one = filed.year_as_filed(year=YEAR)
    _clock, without = filed.year_as_filed(year=YEAR + 1)

    assert {"SKOLA", "PARK"} <= set(with_one)
    assert without == {}


def test_as_recorded_before_the_submission_it_is_not_submitted():
    before = timezone.now()
    submit()

    assert stated(recorded_by=before) is None
    assert stated(recorded_by=timezone.now() + timedelta(seconds=1)) == 30


def test_the_two_are_kept_apart(monkeypatch):
    monkeypatch.setattr(queries.pictures, "may_keep", lambda: True)
    queries.pictures.forget()
    assert [stated(), stated(saved=SAVED), stated(), stated(saved=SAVED)] == [None, 30, None, 30]
    queries.pictures.forget()


def test_were_they_not_one_would_be_shown_as_the_other(monkeypatch):
    monkeypatch.setattr(queries.pictures, "may_keep", lambda: True)
    monkeypatch.setattr(queries, "_key", lambda asked, clock: (*asked[:2], clock.version))
    monkeypatch.setattr(filed, "_shown", lambda row, _year, _filed: row[:3])
    queries.pictures.forget()
    assert [stated(saved=SAVED), stated()] == [30, 30]
    queries.pictures.forget()


def drawn(monkeypatch, write):
    """Whether the submitted picture and the saved one are drawn anew after `write`."""
    monkeypatch.setattr(queries.pictures, "may_keep", lambda: True)
    queries.pictures.forget()
    before = [queries.picture(YEAR), queries.picture(YEAR, saved=frozenset(SAVED))]
    write()
    after = [queries.picture(YEAR), queries.picture(YEAR, saved=frozenset(SAVED))]
    queries.pictures.forget()
    return [one is not other for one, other in zip(before, after, strict=True)]


def test_a_save_draws_the_saved_picture_anew_and_not_the_submitted_one(monkeypatch):
    submit()

    assert drawn(monkeypatch, lambda: state(target(31))) == [False, True]


def test_a_submission_draws_both_anew(monkeypatch):
    assert drawn(monkeypatch, submit) == [True, True]


def test_what_plans_rest_on_draws_both_anew(monkeypatch):
    def council():
        asked = CouncilTargetDraft(indicator="JOBS", value=number(91), basis=Basis.SOURCE)
        goals.set_council_targets(actor=LOADER, year=YEAR, targets=[asked])

    assert drawn(monkeypatch, council) == [True, True]


def test_what_is_saved_by_who_submits_no_plan_is_in_the_version_of_both():
    submit()
    clock, known = filed.year_as_filed(year=YEAR)
    state(target(31))
    counted = {Counted.GROUND: 2, Counted.FILINGS: 1}
    parts = (counted.get(one, 0) for one in Counted if one is not Counted.ALL)
    row = (7, "", None, YEAR, "SKOLA", *(None,) * 5, *parts)

    assert filed.year_as_filed(year=YEAR)[0].version == clock.version
    assert filed._shown(row, YEAR, known)[0] == 3
    assert filed._shown(row, YEAR, {})[0] == 7


JOBS = f"arsmal/{YEAR}/JOBS/SKOLA/{YEAR}/all"


def mark(marking, ground="", address=JOBS):
    organisation.mark_fact(
        actor=LOADER,
        address=address,
        marking=marking,
        reason="Uppgiften är känslig",
        ground=ground,
    )


def test_what_is_marked_secret_after_the_submission_is_not_told_any_more():
    submit()
    assert stated() == 30

    before = timezone.now()
    mark(Marking.SECRET, "OSL 19 kap. 1 §")

    assert stated() is None
    assert stated(recorded_by=before) is None
    assert "JOBS" not in places()


def test_were_the_marking_not_looked_for_it_would_be(monkeypatch):
    submit()
    before = timezone.now()
    mark(Marking.SECRET, "OSL 19 kap. 1 §")
    with nobody_looking_for_markings(monkeypatch, journal_access, journal_models, filed):
        assert stated() == 30
        assert stated(recorded_by=before) == 30
        assert "JOBS" in places()


@pytest.mark.parametrize("leads", ["SKOLA", "KF"])
def test_nor_is_an_activity_of_who_submits_a_plan_or_none(leads):
    plan_operations.plan_activities(actor=LOADER, year=YEAR, activities=[led("A1", leads)])
    submit()
    before = timezone.now()
    assert titles() == titles(recorded_by=before) == ["Aktivitet A1"]

    mark(Marking.SECRET, "OSL 19 kap. 1 §", address=f"aktivitet/{YEAR}/A1")

    assert titles() == titles(recorded_by=before) == []


def places():
    """The indicators of the targets that everybody reads in the submitted plan."""
    (filing,) = submissions.filings(year=YEAR, body="SKOLA")
    (targets,) = [one for one in contents.CONTENTS if one.kind == "arsmal"]
    seen = contents.held_in(
        targets, body="SKOLA", year=YEAR, change_set=filing.change_set, sight=PUBLIC_SIGHT
    )
    return {place[0] for place in seen}


@pytest.mark.parametrize(
    ("recorded_in", "superseded_in", "is_seen"),
    [(7, None, True), (7, 8, True), (6, 7, False), (8, None, False), (8, 9, False)],
)
def test_a_fact_is_seen_that_held_just_after_the_filing(recorded_in, superseded_in, is_seen):
    assert FiledAs(1, 7).holds(recorded_in, superseded_in) is is_seen
    assert not FiledAs(1, None).holds(recorded_in, superseded_in)


SAVES = {
    "a target": (lambda: state(target(31)), lambda: stated(saved=SAVED)),
    "a contribution": (
        lambda: plan_operations.state_contributions(
            actor=LOADER,
            year=YEAR,
            contributions=[replace(contribution(), state=ContributionState.NOT_STATED, text="")],
        ),
        lambda: contributes(saved=SAVED),
    ),
    "an activity": (
        lambda: plan_operations.plan_activities(actor=LOADER, year=YEAR, activities=[activity()]),
        lambda: titles(saved=SAVED),
    ),
}


@pytest.mark.parametrize(("save", "told"), SAVES.values(), ids=SAVES)
def test_after_a_save_one_table_is_read_anew_and_shown(save, told, monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    before = told()
    save()
    with CaptureQueriesContext(connection) as asked:
        after = told()

    assert after != before
    assert len(asked) == 4  # Has anything been written; the clock; the table; and meanwhile?


@pytest.mark.parametrize(("save", "told"), SAVES.values(), ids=SAVES)
def test_were_the_tables_kept_by_no_version_an_old_one_would_be_shown(save, told, monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    key = queries._Tables._key
    monkeypatch.setattr(queries._Tables, "_key", lambda *asked: key(*asked)[:-1])
    before = told()
    save()

    assert told() == before


def test_tables_that_were_written_to_while_they_were_read_are_not_kept(monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)
    ask = queries.duty_queries.duties_asked

    def written_meanwhile(**asked):
        monkeypatch.setattr(queries.duty_queries, "duties_asked", ask)
        state(target(31))
        return ask(**asked)

    written_meanwhile.__qualname__ = ask.__qualname__
    monkeypatch.setattr(queries.duty_queries, "duties_asked", written_meanwhile)
    assert stated(saved=SAVED) == 31
    state(target(32))
    assert stated(saved=SAVED) == 32


@pytest.mark.parametrize("which", [{}, {"saved": SAVED}])
def test_either_takes_five_queries(django_assert_max_num_queries, which):
    submit()
    queries.pictures.forget()
    with django_assert_max_num_queries(5):
        queries.picture(YEAR, **which)


@pytest.mark.parametrize("which", [{}, {"saved": SAVED}])
def test_what_is_read_together_is_what_is_read_alone(which):
    """Alone each is read as it stands in its columns, together it is packed as a text of JSON."""
    submit()
    state(target(31))
    clock, known = filed.year_as_filed(year=YEAR, saved=frozenset(which.get("saved", ())))
    tables = queries._Tables(YEAR, None, known, clock)
    record = queries._read(tables, None)

    of_year = {"year": YEAR, "filed": known}
    indicators = goal_queries.indicators(on=record.on, **of_year)
    for_years = queries._end_years(indicators)
    assert record.goals == goal_queries.goals(**of_year) != ()
    assert record.indicators == indicators != ()
    assert record.duties == duty_queries.duties(on=record.on, for_years=for_years, **of_year) != ()
    assert record.measurements == goal_queries.measurements(year=YEAR, on=record.on)
    bodies = organisation_queries.bodies_asked(year=YEAR).read()
    assert record.bodies == queries._in_order(bodies) != {}
