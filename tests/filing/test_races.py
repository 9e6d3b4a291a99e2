"""Two who submit one plan at the same time: one filing."""

from threading import Barrier, Thread

import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from enslinje.core.errors import DomainError
from enslinje.filing import contents, errors, operations
from enslinje.filing.models import Filing
from enslinje.filing.operations import filings
from enslinje.journal.keeping import Kept
from tests.filing.plans import decide, draft, open_occasion, person, state_everything, take
from tests.people import record_people
from tests.town import YEAR, record_town, state, target

pytestmark = pytest.mark.django_db(transaction=True)
AS_IN_USE = Kept.may_keep  # Tests keep less.


@pytest.fixture
def decided():
    record_town()
    record_people()
    open_occasion()
    state_everything()
    take("mark_ready", "editor")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide())


def test_two_submissions_at_once_give_one_filing(decided):
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


class TestLookingAhead:
    """What takes long is read before the transaction, and believed only while nobody writes."""

    @pytest.fixture(autouse=True)
    def keeping(self, monkeypatch):
        monkeypatch.setattr(Kept, "may_keep", AS_IN_USE)

    def submitted(self, monkeypatch, meanwhile=lambda: None):
        """Submit; return the filing, and how many questions its transaction asked."""
        inside = filings._submit

        def after_a_while(**asked):
            meanwhile()
            with CaptureQueriesContext(connection) as found:
                inside(**asked)
            counted.append(len(found))

        counted = []
        monkeypatch.setattr(filings, "_submit", after_a_while)
        operations.submit_plan(actor=person("approver"), year=YEAR, draft=draft())
        return Filing.objects.get(), counted[0]

    def test_the_transaction_asks_little(self, decided, monkeypatch):
        _filing, asked = self.submitted(monkeypatch)
        assert asked <= 25

    def test_without_it_asks_much(self, decided, monkeypatch):
        monkeypatch.setattr(filings, "_look_ahead", lambda *_: None)
        _filing, asked = self.submitted(monkeypatch)
        assert asked > 25

    def test_what_was_filed_is_what_is_there(self, decided, monkeypatch):
        filing, _asked = self.submitted(monkeypatch)
        contents.prints.forget()
        held = contents.fingerprint(body="SKOLA", year=YEAR)
        assert (filing.content_sha256, filing.rows) == held

    def test_what_is_written_meanwhile_is_seen(self, decided, monkeypatch):
        with pytest.raises(errors.PlanChangedSince):
            self.submitted(monkeypatch, meanwhile=lambda: state(target(31)))

    def test_what_another_body_writes_meanwhile_changes_nothing(self, decided, monkeypatch):
        elsewhere = target(31, body="PARK")
        filing, _asked = self.submitted(monkeypatch, meanwhile=lambda: state(elsewhere))
        assert filing.content_sha256 == contents.fingerprint(body="SKOLA", year=YEAR)[0]
