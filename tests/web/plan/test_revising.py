"""A plan that is submitted anew says what changes and why: asked for, kept, read by everybody."""

from uuid import uuid4

import pytest

from enslinje.filing import submissions
from enslinje.plans import operations as plans
from tests.filing.plans import contribution, decide, submit, take
from tests.town import LOADER, YEAR, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

PLAN = "/arbete/2021/namnd/skola/"
PUBLIC = "/2021/namnd/skola/plan/"
WHY = "Färre får sommarjobb i pandemin; praktiken går före."


@pytest.fixture(autouse=True)
def submitted(planned):
    submit()
    state(target(25))


def text(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return read(answer.content).text


def ready(client, **typed):
    base = str(submissions.stage(year=YEAR, body="SKOLA").fact)
    return client.post(f"{PLAN}klar/", {"key": str(uuid4()), "base": base} | typed)


def test_what_changes_is_asked_for_and_told_whoever_approves(signed_in):
    client = signed_in("editor")
    assert "Vad ändras eller prioriteras om" in text(client, f"{PLAN}klar/")
    refused = ready(client)
    assert refused.status_code == 422
    assert 'id="id_reason_error"' in refused.content.decode()

    assert ready(client, reason=WHY).status_code == 303
    assert f"Ändras sedan inlämningen: {WHY}" in text(signed_in("approver"), PLAN)


def test_everybody_reads_it_with_the_new_version_and_in_the_comparison(signed_in, client):
    ready(signed_in("editor"), reason=WHY)
    client.logout()
    assert WHY not in text(client, PUBLIC)
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide(("SKOLA 2021/9", 1)))
    take("submit_plan")

    assert f"Ändrat: {WHY}" in text(client, PUBLIC)
    assert WHY not in text(client, f"{PUBLIC}?version=1")
    page = text(client, f"{PUBLIC}jamfor/")
    assert "Version 2, Inlämnad" in page
    assert WHY in page
    assert "minst 30" in page
    assert "minst 25" in page
    assert f"Ändrat {WHY}" in text(signed_in("approver"), f"{PLAN}kvitto/2/")


def test_what_was_corrected_is_read_by_everybody_too(signed_in, client):
    state(target(30))
    said = [contribution(text="Fler platser i skolan.")]
    plans.state_contributions(actor=LOADER, year=YEAR, contributions=said)
    take("submit_plan", reason="Stavfel i bidraget")
    client.logout()

    assert "Rättat: Stavfel i bidraget" in text(client, PUBLIC)
