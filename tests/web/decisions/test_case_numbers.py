"""A decision's case number on its form and its page: proposed, refused, and whose it is."""

import pytest

from enslinje.organisation import operations
from enslinje.organisation.models import Decision
from tests.everything import decision
from tests.people import record_people
from tests.town import LOADER, keep_case_registers
from tests.web.decisions.test_decision_pages import LIST, RECORD, STADEN, given, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()


def test_the_form_proposes_the_prefix_of_the_body_and_the_year(signed_in, time_machine):
    keep_case_registers("SKOLA", "KS")
    time_machine.move_to("2026-03-01 12:00 +0000")

    page = text(signed_in("secretary"), RECORD)
    assert 'value="SKOLA 2026/"' in page
    assert "Här brukar de börja med SKOLA." in page
    of_the_city = text(signed_in("board_secretary"), f"{STADEN}anteckna/")
    assert 'value="KS 2026/"' in of_the_city


def test_it_says_that_numbers_are_free_where_nobody_has_a_register(signed_in):
    assert "Inga diarier är inlagda: numret skrivs fritt." in text(signed_in("secretary"), RECORD)
    keep_case_registers("KS")
    assert "har inget eget diarium inlagt" in text(signed_in("secretary"), RECORD)


def test_any_writing_is_kept_as_the_register_spells_it(signed_in):
    keep_case_registers("SKOLA")

    signed_in("secretary").post(RECORD, given(case_number="dnr skola 2021/004"))

    assert Decision.objects.get().case_number == "SKOLA 2021/4"


def test_one_that_cannot_be_is_refused_at_its_field(signed_in):
    keep_case_registers("SKOLA")

    sent = signed_in("secretary").post(RECORD, given(case_number="PARK 2021/4"))

    page = sent.content.decode()
    assert sent.status_code == 422
    assert 'href="#id_case_number"' in page
    assert "Inget diarium har beteckningen PARK. Beslutsfattaren har SKOLA." in page
    assert not Decision.objects.exists()


def test_the_page_says_whose_register_the_number_is_of(signed_in):
    keep_case_registers("SKOLA", "KS")
    operations.record_decisions(
        actor=LOADER, decisions=[decision(decided_by="SKOLA", case_number="KS 2020/4")]
    )

    page = " ".join(text(signed_in("reader"), f"{LIST}{Decision.objects.get().pk}/").split())

    assert "<dt>Diarium</dt><dd>KS, Ksnämnden</dd>" in page
