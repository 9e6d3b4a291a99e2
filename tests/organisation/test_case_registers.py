"""Case registers: whose a prefix is, what a number must be, and what finds it."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.actors import Actor, Source
from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import Holding, NotAllowed, Role
from enslinje.journal.errors import BaseNotSaid
from enslinje.organisation import case_registers, errors, operations, queries
from enslinje.organisation.drafts import CheckDraft, SuccessionDraft
from enslinje.organisation.models import Body, CaseRegister, Decision
from tests.everything import change_set, decision
from tests.journal.protections import drop_index
from tests.town import KIM, LOADER, STATED, body, case_register, refused

INDEX = "caseregister_one_current"
ON_PAGE = Actor(code="kim", source=Source.PAGE, holdings=(Holding(Role.STRATEGIST),))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def keep(*drafts, actor=KIM):
    return operations.keep_case_registers(actor=actor, registers=drafts)


def record(**changes):
    return operations.record_decisions(actor=LOADER, decisions=[decision(**changes)])


def standing():
    return {one.prefix: one.body for one in case_registers.registers().by_prefix.values()}


class TestKeeping:
    def test_a_body_may_have_several_and_a_prefix_is_one_body_s(self):
        keep(case_register("KS"), case_register("ÄN", "SKOLA"), case_register("AN", "SKOLA"))

        assert standing() == {"KS": "KS", "ÄN": "SKOLA", "AN": "SKOLA"}
        found = refused(errors.PrefixTaken, lambda: keep(case_register("ks", "PARK", seen=None)))
        assert (found.row, found.column) == (0, "prefix")

    def test_it_goes_over_by_the_hand_of_who_has_seen_whose_it_is(self):
        first = keep(case_register("PN", "PARK")).rows[0]

        refused(errors.PrefixTaken, lambda: keep(case_register("PN", "SKOLA"), actor=LOADER))
        keep(case_register("PN", "SKOLA", seen=first), actor=ON_PAGE)

        assert standing() == {"PN": "SKOLA"}
        assert CaseRegister.objects.count() == 2

    def test_nobody_writes_over_what_they_have_not_seen(self):
        first = keep(case_register("KS")).rows[0]
        keep(case_register("KS", closed_on=date(2023, 1, 1), seen=first), actor=ON_PAGE)

        again = case_register("KS", closed_on=date(2024, 1, 1), seen=first)
        found = refused(errors.CaseRegisterConflict, lambda: keep(again, actor=ON_PAGE))
        assert [one.name for one in found.differences] == ["closed_on"]
        refused(BaseNotSaid, lambda: keep(case_register("KS"), actor=ON_PAGE))

    @pytest.mark.parametrize(
        ("refusal", "drafts"),
        [
            (errors.CaseRegisterMisnamed, [{"prefix": "K S", "body": "KS"}]),
            (errors.CaseRegisterMisnamed, [{"prefix": "Dnr", "body": "KS"}]),
            (errors.CaseRegisterMisdated, [{"prefix": "KS", "closed_on": date(1900, 1, 1)}]),
            (errors.UnknownBody, [{"prefix": "KX"}]),
            (DuplicateValue, [{"prefix": "KS"}, {"prefix": "ks", "body": "KS"}]),
            (DuplicateValue, [{"prefix": "ÄN", "body": "KS"}, {"prefix": "aen", "body": "KS"}]),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, drafts):
        refused(refusal, lambda: keep(*(case_register(**draft) for draft in drafts)))

    def test_the_strategist_does_and_others_do_not(self):
        editor = Actor(code="eva", source=Source.PAGE, holdings=(Holding(Role.EDITOR, "SKOLA"),))

        refused(NotAllowed, lambda: keep(case_register("SKN", "SKOLA"), actor=editor))
        keep(case_register("SKN", "SKOLA", seen=None), actor=ON_PAGE)


class TestWithdrawing:
    def withdraw(self, prefix="KS", reason="Skrevs fel.", **changes):
        return operations.withdraw_case_register(actor=KIM, prefix=prefix, reason=reason, **changes)

    def test_one_that_there_never_was_is_taken_back(self):
        first = keep(case_register("KS")).rows[0]

        self.withdraw("ks", seen=first)

        assert standing() == {}
        refused(errors.UnknownCaseRegister, self.withdraw)

    def test_one_with_decisions_or_without_a_reason_stands(self):
        keep(case_register("KS"))
        refused(errors.CaseRegisterInUse, lambda: self.withdraw(reason=" "))
        record(case_number="KS 2020/1")

        found = refused(errors.CaseRegisterInUse, self.withdraw)
        assert "KS 2020/1" in str(found)

    def test_what_was_changed_meanwhile_stands(self):
        first = keep(case_register("KS")).rows[0]
        keep(case_register("KS", closed_on=date(2023, 1, 1), seen=first))

        refused(errors.CaseRegisterConflict, lambda: self.withdraw(seen=first))


class TestOnePrefix:
    def twice(self):
        for code in ("SKOLA", "PARK"):
            of = Body.objects.get(code=code)
            CaseRegister.objects.create(
                body=of,
                prefix="X",
                folded="x",
                opened_on=date(2020, 1, 1),
                basis="stated",
                recorded_in=change_set(),
            )

    def test_the_database_refuses_it_too_and_without_its_index_it_could(self):
        with pytest.raises(IntegrityError), transaction.atomic():
            self.twice()
        drop_index(INDEX)
        self.twice()
        assert CaseRegister.objects.current().filter(folded="x").count() == 2


class TestNumbers:
    @pytest.fixture(autouse=True)
    def _registers(self):
        keep(
            case_register("KS"),
            case_register("ÄN", "SKOLA"),
            case_register("GN", "PARK", opened_on=date(2010, 3, 1), closed_on=date(2019, 1, 1)),
        )

    @pytest.mark.parametrize(
        ("written", "kept"),
        [
            ("ks2020/0041", "KS 2020/41"),
            ("Dnr KS 2020/41", "KS 2020/41"),
            ("än 2019/7", "ÄN 2019/7"),
            ("aen 2019/7", "ÄN 2019/7"),
            ("GN 2010/1", "GN 2010/1"),
            ("GN 2018/1", "GN 2018/1"),
        ],
    )
    def test_a_number_is_kept_as_its_register_spells_it(self, written, kept):
        record(case_number=written, decided_by="SKOLA")

        assert Decision.objects.get().case_number == kept

    @pytest.mark.parametrize(
        ("written", "what", "remedy"),
        [
            ("Budget 2021 och 2022", "inget diarienummer", "KS 2020/41"),
            ("2020/41", "saknar beteckning", "KS 2020/41"),
            ("KS 20/41", "saknar år", "KS 2020/41"),
            ("KS 2020", "saknar löpnummer", "KS 2020/41"),
            ("PN 2020/41", "Inget diarium har beteckningen PN", "KS"),
            ("KS 2021/41", "Ett ärende från 2021 kan inte avgöras 2020-11-20", "senast 2020"),
            ("KS 1899/41", "Ett ärende från 1899", "tidigast 1900"),
            ("GN 2019/1", "Diariet GN tog inte emot några ärenden 2019", "Rätta numret"),
            ("GN 2009/1", "Diariet GN tog inte emot några ärenden 2009", "Rätta numret"),
        ],
    )
    def test_one_that_cannot_be_is_refused_with_what_mends_it(self, written, what, remedy):
        wrong = {"case_number": written, "item_no": 2}
        batch = [decision(case_number="KS 2020/41"), decision(**wrong)]

        found = refused(
            errors.CaseNumberRefused,
            lambda: operations.record_decisions(actor=LOADER, decisions=batch),
        )

        assert (found.row, found.column) == (1, "case_number")
        assert what in found.what
        assert remedy in found.remedy

    def test_the_council_and_those_who_follow_another_are_told_those_prefixes_too(self):
        day = date(2018, 5, 1)
        assert case_registers.prefixes_for("KF", on=day) == ("KS",)
        assert case_registers.prefixes_for("PARK", on=day) == ("GN",)
        assert case_registers.prefixes_for("PARK", on=date(2020, 5, 1)) == ()
        operations.register_bodies(actor=KIM, bodies=[body("NYA"), body("GAMLA"), body("ÄLDRE")])
        follows = SuccessionDraft(
            predecessors=("GAMLA", "ÄLDRE"), successors=("NYA",), on_date=day, basis=STATED
        )
        operations.merge_bodies(actor=LOADER, draft=follows)
        keep(*(case_register(*one) for one in (("NN", "NYA"), ("GAN", "GAMLA"), ("ÄLN", "ÄLDRE"))))
        assert set(case_registers.prefixes_for("NYA", on=day)) == {"NN", "GAN", "ÄLN"}

    def test_two_writings_of_one_number_are_one_item(self):
        same = [decision(case_number="KS 2020/41"), decision(case_number="ks 2020/041")]

        refused(DuplicateValue, lambda: operations.record_decisions(actor=LOADER, decisions=same))
        record(case_number="KS 2020/41")
        refused(errors.DecisionAlreadyRecorded, lambda: record(case_number="ks2020/41"))

    def test_any_writing_finds_the_decision(self):
        record(case_number="KS 2020/41")

        found = queries.decisions([("dnr ks 2020/0041", 1)])

        assert found[("KS2020/41", 1)].case_number == "KS 2020/41"
        assert ("KS 2020/42", 1) not in found
        assert list(found) == [("KS 2020/41", 1)]

    def test_a_check_takes_any_writing(self):
        given = {"checked_by": "", "minutes_approved_on": date(2020, 12, 1), "recorded_by": "sam"}
        record(case_number="KS 2020/41", **given)

        operations.check_decisions(
            actor=KIM, decisions=[CheckDraft(case_number="ks 2020/41", item_no=1)]
        )

        assert Decision.objects.get().checked_by_code == "kim"


class TestWithoutRegisters:
    def test_a_number_is_any_text(self):
        record(case_number="Budget 2021")
        record(case_number="ks 2020/41")

        numbers = set(Decision.objects.values_list("case_number", flat=True))
        assert numbers == {"Budget 2021", "ks 2020/41"}
        assert case_registers.prefixes_for("KF", on=date(2020, 1, 1)) == ()

    def test_what_was_recorded_before_the_first_register_is_found_as_it_was_written(self):
        undecided = {"outcome": None, "decided_on": None}
        record(case_number="ks 2020/41", **undecided)
        record(case_number="Budget 2021", **undecided)
        keep(case_register("KS"))

        assert ("ks 2020/41", 1) in queries.decisions([("ks 2020/41", 1)])
        record(case_number="ks 2020/41")
        record(case_number="Budget 2021")
        assert Decision.objects.exclude(outcome=None).count() == 2


def test_they_stand_in_swedish_order():
    keep(*(case_register(body="SKOLA", prefix=prefix) for prefix in ("ÄN", "AMN", "VN", "ÅN")))

    assert [row.prefix for row in case_registers.registers().all] == ["AMN", "VN", "ÅN", "ÄN"]
