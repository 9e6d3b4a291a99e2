"""Assessments of goals and indicators, as somebody made them."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import Role
from enslinje.core.terms import Basis, Grade, JudgementKind, OccasionKind, OccasionState
from enslinje.goals import errors as goal_errors
from enslinje.journal import kept_by
from enslinje.organisation import errors as organisation_errors
from enslinje.organisation import operations as organisation
from enslinje.organisation.drafts import LockOpeningDraft
from enslinje.reconciliation import errors, operations
from enslinje.reconciliation.drafts import IndicatorJudgementDraft
from enslinje.reconciliation.models import IndicatorJudgement, Judgement
from tests.everything import judgement
from tests.journal.protections import without_check
from tests.town import KIM, LOADER, STATED, YEAR, occasion, record_town, recorded_once, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded")]


def record_an_occasion():
    record_town()
    organisation.open_occasions(actor=LOADER, occasions=[occasion(OccasionKind.RECONCILIATION)])


@pytest.fixture(scope="module")
def recorded(django_db_setup, django_db_blocker):
    with recorded_once(django_db_blocker, record_an_occasion):
        yield


def judge(*judgements):
    return operations.judge_goals(actor=KIM, year=YEAR, judgements=judgements)


def test_a_judgement_keeps_its_words_reasons_and_conditions():
    fields = {
        "stated_as": "Uppfylls helt",
        "reason": "Fler platser",
        "reason_basis": Basis.INVENTED,
        "condition": "Att nämnderna agerar",
        "condition_basis": Basis.SOURCE,
        "source_ref": "source.txt:832",
        "note": "Delad",
    }
    judge(judgement(**fields))

    assert Judgement.objects.values(*fields).get() == fields


def test_it_is_made_anew_in_place_of_the_old_and_moves_the_pulse():
    pulse = kept_by.pulse_of(YEAR)
    seen = judge(judgement(), judgement(goal="1.1-F")).rows[0]
    judge(judgement(grade=Grade.PARTLY_ATTAINED, seen=seen))
    judge(judgement(kind=JudgementKind.FORECAST, grade=Grade.NOT_ATTAINED))

    current = Judgement.objects.current().order_by("pk")
    assert [(row.goal.code, row.kind, row.grade) for row in current] == [
        ("1.1-F", "plan", "attained"),
        ("1.1", "plan", "partly_attained"),
        ("1.1", "forecast", "not_attained"),
    ]
    assert kept_by.pulse_of(YEAR) == pulse + 3


@pytest.mark.parametrize(
    ("refusal", "changes"),
    [
        (goal_errors.UnknownGoal, {"goal": "9"}),
        (organisation_errors.UnknownOccasion, {"occasion": OccasionKind.PLAN}),
        (errors.TextWithoutBasis, {"reason": "Därför"}),
        (errors.TextWithoutBasis, {"reason_basis": STATED}),
        (errors.TextWithoutBasis, {"condition": "Om"}),
        (errors.JudgementConflict, {"seen": 1}),
        (DuplicateValue, {"goal": "1"}),
    ],
)
def test_one_that_does_not_fit_refuses_all(refusal, changes):
    assert refused(refusal, lambda: judge(judgement(goal="1"), judgement(**changes))).row == 1


def test_what_is_locked_is_not_judged_anew():
    locked = occasion(OccasionKind.RECONCILIATION, state=OccasionState.LOCKED)
    organisation.open_occasions(actor=LOADER, occasions=[locked])

    refused(organisation_errors.OccasionClosed, lambda: judge(judgement()))


def test_what_is_locked_is_judged_anew_by_those_the_lock_is_open_for():
    locked = occasion(OccasionKind.RECONCILIATION, state=OccasionState.LOCKED)
    organisation.open_occasions(actor=LOADER, occasions=[locked])
    opening = {"ends_at": timezone.now() + timedelta(days=1), "reason": "Rättelse"}
    for role, is_open in ((Role.AUDITOR, False), (Role.STRATEGIST, True)):
        organisation.open_lock(
            actor=LOADER,
            year=YEAR,
            kind=OccasionKind.RECONCILIATION,
            opening=LockOpeningDraft(body="KF", role=role, **opening),
        )
        if is_open:
            judge(judgement())
        else:
            refused(organisation_errors.OccasionClosed, lambda: judge(judgement()))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("reason_with_basis", {"reason": "Därför"}),
        ("reason_with_basis", {"reason_basis": "stated"}),
        ("condition_with_basis", {"condition": "Om"}),
        ("grade_known", {"grade": "good"}),
        ("judged_by_filled", {"judged_by": ""}),
    ],
)
def test_the_database_refuses_it_too(name, columns):
    judge(judgement())
    bad = Judgement.objects.values().get() | columns | {"id": None, "year": 2022}

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Judgement.objects.create(**bad)
    with without_check("reconciliation_judgement", f"judgement_{name}"):
        Judgement.objects.create(**bad)


class TestIndicators:
    def judge(self, *judgements):
        return operations.judge_indicators(actor=KIM, year=YEAR, judgements=judgements)

    def draft(self, **changes):
        given = {
            "indicator": "JOBS",
            "in_line": True,
            "reason": "Når ambitionen",
            "judged_by": "SLK",
            "basis": STATED,
        }
        return IndicatorJudgementDraft(**given | changes)

    def test_a_word_is_restated(self):
        seen = self.judge(self.draft(), self.draft(indicator="SHARE")).rows[0]
        self.judge(self.draft(in_line=False, seen=seen))

        current = IndicatorJudgement.objects.current().order_by("pk")
        assert [(row.indicator.code, row.in_line) for row in current] == [
            ("SHARE", True),
            ("JOBS", False),
        ]

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (goal_errors.UnknownIndicator, {"indicator": "JOB"}),
            (errors.JudgementConflict, {"seen": 1}),
            (DuplicateValue, {"indicator": "SHARE"}),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, changes):
        good, bad = self.draft(indicator="SHARE"), self.draft(**changes)

        assert refused(refusal, lambda: self.judge(good, bad)).row == 1
