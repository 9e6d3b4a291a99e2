"""A wrong case number of a checked decision: one says which it is, another decides, once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.actors import Actor, Source
from enslinje.core.policy import Holding, NotAllowed, Role
from enslinje.journal import triggers, verification
from enslinje.organisation import decision_queries, errors, operations, queries
from enslinje.organisation.drafts import CheckDraft, NumberCorrectionDraft
from enslinje.organisation.models import Decision, NumberCorrection
from tests.everything import change_set, decision
from tests.journal.protections import drop_index, without_check
from tests.town import LOADER, keep_case_registers, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

AT_SKOLA = (Holding(Role.SECRETARY, "SKOLA"),)
KIM = Actor(code="kim", source=Source.PAGE, holdings=AT_SKOLA)
SAM = Actor(code="sam", source=Source.PAGE, holdings=AT_SKOLA)
WRONG, RIGHT = "SKOLA 2020/1", "SKOLA 2020/11"


@pytest.fixture(autouse=True)
def recorded(db):
    keep_case_registers("SKOLA", "KS")
    return record()


def record(**changes):
    given = {"case_number": WRONG, "decided_by": "SKOLA"}
    return operations.record_decisions(actor=LOADER, decisions=[decision(**given | changes)])


def propose(corrected=RIGHT, reason="Fel siffra i protokollet.", actor=KIM, case=WRONG):
    draft = NumberCorrectionDraft(case_number=case, item_no=1, corrected=corrected, reason=reason)
    return operations.propose_case_number(actor=actor, draft=draft)


def confirm(actor=SAM, case=WRONG, **changes):
    draft = CheckDraft(case_number=case, item_no=1, **changes)
    return operations.confirm_case_number(actor=actor, draft=draft)


def reject(actor=SAM, case=WRONG, **changes):
    draft = CheckDraft(case_number=case, item_no=1, **changes)
    return operations.reject_case_number(actor=actor, draft=draft)


def number():
    return Decision.objects.get(item_no=1, decided_by__code="SKOLA").standing_number


class TestTwoPersons:
    def test_nothing_changes_until_another_has_confirmed_it(self):
        propose("dnr skola2020/011")
        assert number() == WRONG
        confirm()

        assert number() == RIGHT
        assert (RIGHT, 1) in queries.decisions([("skola 2020/11", 1)])
        assert (WRONG, 1) not in queries.decisions([(WRONG, 1)])
        one = Decision.objects.get()
        assert (one.case_number, one.corrected_number) == (WRONG, RIGHT)

    def test_the_old_number_still_finds_it_and_may_be_another_s(self):
        propose()
        confirm()
        record(subject="Rätt ärende")

        found = decision_queries.of_cases([WRONG])
        assert [(one.case_number, one.recorded_number) for one in found] == [
            (RIGHT, WRONG),
            (WRONG, ""),
        ]
        assert queries.decisions([(WRONG, 1)])[(WRONG, 1)].subject == "Rätt ärende"

    def test_nobody_confirms_or_turns_down_what_they_have_proposed(self):
        propose()
        for settle in (confirm, reject):
            refused(errors.NotASecondPerson, lambda settle=settle: settle(actor=KIM))

    def test_one_that_is_turned_down_changes_nothing_and_another_may_be_proposed(self):
        propose()
        refused(errors.NumberCannotBeCorrected, lambda: propose("SKOLA 2020/12"))
        reject()

        assert number() == WRONG
        propose("SKOLA 2020/12")
        confirm()
        assert number() == "SKOLA 2020/12"

    def test_the_second_decides_on_what_was_seen(self):
        first = propose().rows[0]
        refused(errors.CorrectionNotWaiting, lambda: confirm(seen=first + 1))
        reject(seen=first)
        second = propose().rows[0]
        refused(errors.CorrectionNotWaiting, lambda: confirm(seen=first))
        confirm(seen=second)
        refused(errors.CorrectionNotWaiting, lambda: confirm(case=RIGHT))

    def test_only_who_records_proposes_and_only_who_checks_confirms(self):
        secretary = Actor("eva", Source.PAGE, holdings=(Holding(Role.SECRETARY, "SKOLA"),))
        reader = Actor("ida", Source.PAGE, holdings=(Holding(Role.READER, "SKOLA"),))
        elsewhere = Actor("bo", Source.PAGE, holdings=(Holding(Role.SECRETARY, "PARK"),))
        for actor in (reader, elsewhere):
            refused(NotAllowed, lambda actor=actor: propose(actor=actor))
        propose(actor=secretary)
        refused(NotAllowed, lambda: confirm(actor=reader))

    def test_the_log_tells_of_every_step(self):
        propose()
        confirm()

        assert verification.verify().faults == ()


class TestRefusals:
    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.NumberCannotBeCorrected, {"corrected": WRONG}),
            (errors.NumberCannotBeCorrected, {"reason": " "}),
            (errors.CaseNumberRefused, {"corrected": "PARK 2020/1"}),
            (errors.CaseNumberRefused, {"corrected": "SKOLA 2021/1"}),
            (errors.UnknownDecision, {"case": "SKOLA 2020/99"}),
        ],
    )
    def test_what_cannot_be_is_refused(self, refusal, changes):
        refused(refusal, lambda: propose(**changes))

    def test_one_that_waits_for_its_check_is_sent_back_instead(self):
        record(case_number="SKOLA 2020/5", checked_by="")

        found = refused(
            errors.NumberCannotBeCorrected, lambda: propose("SKOLA 2020/6", case="SKOLA 2020/5")
        )
        assert "Skicka tillbaka det" in found.remedy

    def test_a_number_is_corrected_once(self):
        propose()
        confirm()

        refused(errors.NumberCannotBeCorrected, lambda: propose("SKOLA 2020/12", case=RIGHT))

    def test_another_s_number_is_refused_also_when_it_came_meanwhile(self):
        record(case_number="SKOLA 2020/3")
        refused(errors.DecisionAlreadyRecorded, lambda: propose("SKOLA 2020/3"))
        propose()
        record(case_number=RIGHT)

        refused(errors.DecisionAlreadyRecorded, confirm)


class TestTheDatabase:
    def correct(self, **changes):
        given = {"corrected_number": RIGHT, "corrected_in": change_set()}
        return Decision.objects.filter(item_no=1).update(**given | changes)

    def test_it_lets_a_number_be_corrected_once_and_without_the_trigger_twice(self):
        self.correct()
        with pytest.raises(IntegrityError, match="append only"), transaction.atomic():
            self.correct(corrected_number="SKOLA 2020/12")
        with triggers.suspended(transaction.get_connection()):
            self.correct(corrected_number="SKOLA 2020/12")
        assert number() == "SKOLA 2020/12"

    def test_it_holds_one_item_under_a_standing_number_and_without_the_index_two(self):
        record(case_number=RIGHT)
        first = Decision.objects.filter(case_number=WRONG)
        given = {"corrected_number": RIGHT, "corrected_in": change_set()}
        with pytest.raises(IntegrityError), transaction.atomic():
            first.update(**given)
        drop_index("decision_once")
        first.update(**given)
        assert Decision.objects.filter(standing_number=RIGHT).count() == 2

    def test_it_wants_two_persons_and_without_its_check_one_could(self):
        propose()
        given = {"confirmed_by_code": "kim", "confirmed_in": change_set()}
        name = "numbercorrection_by_two"
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            NumberCorrection.objects.update(**given)
        with without_check("organisation_numbercorrection", name):
            NumberCorrection.objects.update(**given)

    def test_it_corrects_no_unchecked_one_and_without_its_check_it_could(self):
        record(case_number="SKOLA 2020/5", checked_by="", decided_on=date(2020, 11, 20))
        waiting = Decision.objects.filter(case_number="SKOLA 2020/5")
        given = {"corrected_number": "SKOLA 2020/6", "corrected_in": change_set()}
        name = "decision_corrected_when_checked"
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            waiting.update(**given)
        with without_check("organisation_decision", name):
            waiting.update(**given)
