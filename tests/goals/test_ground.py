"""What plans rest on is kept through saves, and read anew as soon as something of it is written."""

import dataclasses
from datetime import date

import pytest
from django.apps import apps
from django.db import transaction
from django.utils import timezone

from enslinje.core.errors import Refusal
from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking
from enslinje.core.terms import Basis
from enslinje.core.values import SCALE
from enslinje.filing.models import DraftShare, Filing, PlanStage
from enslinje.filing.tables import CONTENTS
from enslinje.goals import errors, operations
from enslinje.goals.drafts import CouncilTargetDraft, DutyDraft
from enslinje.goals.ground import ground, grounds, kept_ground
from enslinje.goals.models import (
    CouncilTarget,
    GoalEdition,
    IndicatorEdition,
    Target,
    ThemeTag,
)
from enslinje.journal import kept_by, record
from enslinje.journal.keeping import Kept
from enslinje.journal.models import AppendOnly, Counted, Pulse
from enslinje.organisation import operations as organisation
from enslinje.organisation.models import Decision, DecisionFile, StoredFile
from enslinje.plans.models import Comment, SectionState, ThreadState
from tests.town import LOADER, YEAR, number, state, target

ON = date(2021, 2, 1)


@pytest.fixture
def town(recorded_town, db, monkeypatch):
    monkeypatch.setattr(Kept, "may_keep", lambda _kept: True)


def read():
    return ground(year=YEAR, on=ON)


def council(value):
    asked = CouncilTargetDraft(indicator="JOBS", value=number(value), basis=Basis.SOURCE)
    operations.set_council_targets(actor=LOADER, year=YEAR, targets=[asked])


def test_a_save_leaves_it_kept(town):
    before = read()
    version = kept_by.pulse_of(YEAR)
    state(target(31))

    assert read() is before
    assert kept_by.pulse_of(YEAR) > version


def test_what_a_body_is_asked_for_is_told_by_whose_sight_it_is(town):
    """It is found once for each: nobody is told what another may see."""
    rests_on = read()
    hidden = dataclasses.replace(rests_on._duties["SKOLA"][0], marking=Marking.SECRET)
    duties = {"SKOLA": (hidden, *rests_on._duties["SKOLA"][1:])}
    asked = dataclasses.replace(rests_on, _duties=duties)

    for _ in range(2):
        assert hidden.indicator in asked.duties("SKOLA", EVERYTHING)
        assert hidden.indicator not in asked.duties("SKOLA", PUBLIC_SIGHT)
        assert asked.duties("PARK", EVERYTHING) != asked.duties("SKOLA", EVERYTHING)


def test_what_it_is_about_is_read_anew(town):
    before = read()
    council(91)

    assert read() is not before
    assert read().indicators["JOBS"].council.low == number(91).low


def test_a_marking_is_read_anew(town):
    assert "JOBS" in read().duties("SKOLA", PUBLIC_SIGHT)
    organisation.mark_fact(
        actor=LOADER,
        address=f"skyldighet/{YEAR}/JOBS/SKOLA",
        marking=Marking.WORKING,
        reason="Under arbete",
    )

    assert "JOBS" not in read().duties("SKOLA", PUBLIC_SIGHT)
    assert "JOBS" in read().duties("SKOLA", EVERYTHING)


def test_were_a_save_taken_for_ground_it_would_be_read_anew(town, monkeypatch):
    monkeypatch.setattr(Target, "counted_in", Counted.GROUND)
    before = read()
    state(target(31))

    assert read() is not before


def test_were_the_councils_targets_no_ground_an_old_one_would_be_shown(town, monkeypatch):
    before = read()
    monkeypatch.setattr(CouncilTarget, "counted_in", Counted.TARGETS)
    council(91)

    assert read() is before


def test_nothing_is_kept_of_a_transaction_that_may_be_taken_back(recorded_town, db, monkeypatch):
    monkeypatch.undo()
    read()

    assert grounds.all() == {}


def test_only_goals_decisions_what_bodies_fill_in_and_how_far_plans_are_is_no_ground():
    """What pictures show of a plan when it is submitted; what only its own pages ask for."""
    aims = {GoalEdition, IndicatorEdition, ThemeTag}
    decided = {Decision, DecisionFile, StoredFile}
    submitted = {one.model for one in CONTENTS} - set(OWNED)
    said = {Comment, ThreadState, SectionState}
    course = {PlanStage, DraftShare, Filing}
    found = {
        model
        for model in apps.get_models()
        if issubclass(model, AppendOnly) and model.counted_in is not Counted.GROUND
    }

    assert found == aims | decided | submitted | said | course


def test_every_counter_is_a_column_of_the_pulse_and_counts_some_table():
    columns = {one.name for one in Pulse._meta.fields if one.name.endswith("version")}
    models = [one for one in apps.get_models() if issubclass(one, AppendOnly)]

    assert columns == {one.value for one in Counted}
    assert {one.counted_in for one in models} == set(Counted) - {Counted.ALL}


def test_a_save_that_says_nothing_new_leaves_it_kept(town):
    state(target(31))
    before = read()
    state(target(31))

    assert read() is before


def test_a_write_that_does_not_tell_what_it_is_about_is_taken_for_ground(town):
    """The control: what is not known is kept too short, never too long."""
    before = read()
    with transaction.atomic():
        record.finish(record.begin(actor=LOADER, action="test", year=YEAR))

    assert read() is not before


OWNED = [one.model for one in CONTENTS if one.kind in {"mal", "indikator"}]
"""A body's own goals and indicators are ground: its targets rest on them."""


class TestWritingByWhatIsKept:
    """A target is held against the duties and the units that are at hand, and against no others."""

    @pytest.fixture(autouse=True)
    def at_hand(self, town):
        ground(year=YEAR, on=timezone.localdate())
        assert kept_ground(year=YEAR, on=timezone.localdate())

    def test_what_fits_is_written(self):
        state(target(31))
        assert Target.objects.current().get(indicator__code="JOBS").low == 31 * SCALE

    @pytest.mark.parametrize(
        ("refusal", "draft"),
        [
            (errors.NoDuty, target(1, body="BOLAG")),
            (errors.UnknownIndicator, target(1, indicator="NONE")),
            (errors.OutsideUnitRange, target(101, indicator="SHARE")),
        ],
    )
    def test_what_does_not_is_refused(self, refusal, draft):
        with pytest.raises(Refusal) as refused:
            state(draft)
        assert [type(one) for one in refused.value.all] == [refusal]

    def test_without_the_version_a_duty_that_is_new_would_be_refused(self, monkeypatch):
        """The control: what is kept is asked by its version, also by who writes."""
        old = kept_ground(year=YEAR, on=timezone.localdate())
        duty = DutyDraft(indicator="JOBS", body="BOLAG", basis=Basis.SOURCE)
        operations.lay_duties(actor=LOADER, year=YEAR, duties=[duty])
        with monkeypatch.context() as patched:
            patched.setattr("enslinje.goals.operations.targets.kept_ground", lambda **_asked: old)
            with pytest.raises(errors.NoDuty):
                state(target(1, body="BOLAG"))
        state(target(1, body="BOLAG"))
