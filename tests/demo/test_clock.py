"""The demo as it stood on the fifteenth of February: two plans decided, and not submitted."""

from datetime import date

import pytest

from enslinje.core import actors
from enslinje.core.actors import Source
from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import CommentSubject, OccasionKind, OccasionState, PlanState
from enslinje.demo.accounts import ACCOUNTS
from enslinje.demo.comments import INVENTED, STOCKHOLM
from enslinje.demo.source import FOLDER, STATED_FIGURES
from enslinje.exchange import loading
from enslinje.exchange.dataset import read
from enslinje.filing import submissions
from enslinje.organisation import queries as organisation
from enslinje.plans.comment_subjects import Subject, titles
from enslinje.plans.models import Comment
from enslinje.reconciliation import queries

LATE = {"SDN-SN", "BO-STO"}


@pytest.mark.stockholm
def test_every_plan_is_submitted_without_a_clock():
    filings = submissions.filings(year=2021)

    assert len({one.body for one in filings}) == len(filings) == 47
    assert {one.basis for one in filings} == {"invented"}
    assert all(one.decision for one in filings)


@pytest.mark.django_db
def test_two_are_decided_and_not_submitted_on_the_day():
    data = read(FOLDER, also=(STATED_FIGURES,))
    loading.load(data, actor=actors.system(Source.DEMO), clock=date(2021, 2, 15))

    stages = submissions.stages(year=2021)
    assert {body for body, row in stages.items() if row.state is PlanState.DECIDED} == LATE
    assert len(submissions.filings(year=2021)) == 45
    (plan,) = [one for one in organisation.occasions(year=2021) if one.kind is OccasionKind.PLAN]
    assert (plan.state, plan.due_at) == (OccasionState.OPEN, None)
    missing = {
        one.body.code
        for one in queries.picture(2021).findings
        if one.rule == "target-missing" and one.body
    }
    assert missing >= LATE


@pytest.mark.stockholm
def test_the_accounts_have_commented_on_a_plan_and_say_that_it_is_invented():
    rows = Comment.objects.current().order_by("pk")

    assert {row.recorded_in.actor_code for row in rows} <= set(ACCOUNTS["stockholm-2021"])
    assert len(rows) == len(STOCKHOLM)
    assert all(row.text.startswith(INVENTED) for row in rows)
    subjects = [Subject(CommentSubject(row.subject_kind), row.subject) for row in rows]
    assert set(titles("SDN-FA", 2021, subjects, sight=EVERYTHING)) == set(subjects)
