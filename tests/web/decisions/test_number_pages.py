"""A wrong case number corrected by two persons, through the pages; the old one leads on."""

from uuid import uuid4

import pytest

from enslinje.core.policy import Role
from enslinje.organisation import operations
from enslinje.organisation.models import Decision
from tests.everything import decision
from tests.people import record_people, role
from tests.town import LOADER, keep_case_registers
from tests.web.decisions.test_decision_pages import LIST, text

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()
    operations.grant_roles(actor=LOADER, roles=[role("newcomer", Role.SECRETARY)])
    keep_case_registers("SKOLA")
    operations.record_decisions(
        actor=LOADER, decisions=[decision(decided_by="SKOLA", case_number="SKOLA 2020/1")]
    )


def page(what=""):
    return f"{LIST}{Decision.objects.get(decided_by__code='SKOLA').pk}/{what}"


def given(**changes):
    return {"key": str(uuid4())} | changes


def propose(signed_in, corrected="skola 2020/11", who="secretary"):
    sent = {"corrected": corrected, "reason": "Fel siffra"}
    return signed_in(who).post(page("ratta-nummer/"), given(**sent))


def waiting():
    return Decision.objects.get().corrections.get().pk


def told(client, address, status=200):
    return " ".join(text(client, address, status).split())


def test_the_secretary_proposes_and_another_confirms(signed_in):
    assert page("ratta-nummer/") in text(signed_in("secretary"), page())
    assert propose(signed_in).status_code == 303
    assert "En annan person prövar det." in told(signed_in("secretary"), page())
    assert "nytt diarienummer väntar på kontroll" in told(signed_in("reader"), LIST)

    registrar = signed_in("registrar")
    assert page("bekrafta-nummer/") in text(registrar, page())
    assert "SKOLA 2020/1 blir SKOLA 2020/11." in told(registrar, page("bekrafta-nummer/"))
    registrar.post(page("bekrafta-nummer/"), given(seen=waiting()))

    assert Decision.objects.get().standing_number == "SKOLA 2020/11"
    now = told(registrar, page())
    assert "antecknat som SKOLA 2020/1" in now
    assert "Diarienumret rättat till SKOLA 2020/11" in now
    assert page("ratta-nummer/") not in now


def test_the_old_number_leads_everybody_on(signed_in, client):
    propose(signed_in)
    signed_in("registrar").post(page("bekrafta-nummer/"), given(seen=waiting()))

    old = told(client, "/arende/skola-2020-1/")
    assert "Diarienumret är rättat:" in old
    assert 'href="/arende/skola-2020-11/"' in old
    new = told(client, "/arende/skola-2020-11/")
    assert "Antecknat som SKOLA 2020/1, rättat av två personer." in new


def test_another_keeps_the_old_number(signed_in):
    propose(signed_in)
    signed_in("registrar").post(page("avsla-nummer/"), given(seen=waiting()))

    assert Decision.objects.get().standing_number == "SKOLA 2020/1"
    assert "Numret SKOLA 2020/11 avslaget" in told(signed_in("secretary"), page())


def test_what_cannot_be_is_refused_at_its_field(signed_in):
    sent = propose(signed_in, "PARK 2020/1")
    assert sent.status_code == 422
    assert 'href="#id_corrected"' in sent.content.decode()


def test_nobody_decides_on_their_own_or_on_another_than_they_saw(signed_in):
    propose(signed_in)
    own = signed_in("secretary").post(page("bekrafta-nummer/"), given(seen=waiting()))
    assert own.status_code == 422
    assert "Du har själv föreslagit numret." in own.content.decode()
    other = signed_in("newcomer").post(page("bekrafta-nummer/"), given(seen=waiting() + 1))
    assert other.status_code == 422


@pytest.mark.parametrize("who", ["reader", "editor", "strategist"])
def test_nobody_else_comes_there(signed_in, who):
    for what in ("ratta-nummer/", "bekrafta-nummer/", "avsla-nummer/"):
        assert signed_in(who).get(page(what)).status_code == 404
        assert signed_in(who).post(page(what), given()).status_code == 404
