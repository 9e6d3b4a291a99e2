"""Two who submit one plan at the same time: one filing."""

from threading import Barrier, Thread

import pytest
from django.db import connections

from enslinje.core.errors import DomainError
from enslinje.filing import operations
from enslinje.filing.models import Filing
from tests.filing.plans import decide, draft, open_occasion, person, state_everything, take
from tests.people import record_people
from tests.town import YEAR, record_town

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_submissions_at_once_give_one_filing():
    record_town()
    record_people()
    open_occasion()
    state_everything()
    take("mark_ready", "editor")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide())
    step, who = draft(), person("approver")
    start, answers = Barrier(2), []

    def submit():
        start.wait()
        try:
            operations.submit_plan(actor=who, year=YEAR, draft=step)
            answers.append("submitted")
        except DomainError as refusal:
            answers.append(type(refusal).__name__)
        finally:
            connections.close_all()

    both = [Thread(target=submit) for _which in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(answers) == ["WrongStep", "submitted"]
    assert Filing.objects.count() == 1
