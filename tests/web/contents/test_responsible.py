"""Who sees to an activity: told on its pages, in Mitt arbete, and to nobody else."""

from typing import Any

import pytest

from enslinje.organisation.models import Person
from tests.filing.plans import open_occasion, state_everything, submit
from tests.town import state, target
from tests.web.base import standing_of
from tests.web.contents.sending import ROOT, sent
from tests.web.reader import read

pytestmark = pytest.mark.django_db

NAME = "Redaktör Persson"


def given(**changes: Any) -> dict[str, Any]:
    """What the form of an activity is sent with."""
    first = {"title": "Läslyft", "goals": ["1.1"], "state": "ongoing"}
    days = {"starts_on": "2021-02-01", "last_day": "2021-06-30"}
    return sent(code="SKOLA-nya", base="-", **first, **days) | changes


def plan(signed_in, **changes):
    Person.objects.filter(username="editor").update(first_name="Redaktör", last_name="Persson")
    more = {"responsible_function": "Rektorn", "responsible": "editor"} | changes
    return signed_in("editor").post(f"{ROOT}aktiviteter/ny/", given(**more))


def test_function_and_person_are_told_those_who_see_the_draft(signed_in):
    assert plan(signed_in).status_code == 303
    client = signed_in("reader")
    page = read(client.get(f"{ROOT}aktiviteter/").content)
    (row,) = [
        one
        for one in client.get(f"{ROOT}aktiviteter.json").json()["rows"]
        if one["code"] == "SKOLA-nya"
    ]

    assert f"Rektorn {NAME}" in page.text
    assert (row["responsible_function"], row["responsible"]) == ("Rektorn", NAME)


def test_the_form_shows_who_it_is_and_offers_those_of_the_body(signed_in):
    plan(signed_in)
    page = signed_in("editor").get(f"{ROOT}aktiviteter/SKOLA-nya/").content.decode()

    assert f'<option value="editor" selected>{NAME}</option>' in page
    assert '<option value="approver">approver</option>' in page
    assert "strategist" not in page


def test_somebody_elsewhere_cannot_be_chosen(signed_in):
    answer = plan(signed_in, responsible="strategist")

    assert answer.status_code == 422
    assert 'id="id_responsible_error"' in answer.content.decode()


def test_mitt_arbete_leads_the_person_to_it_until_it_is_done(signed_in):
    plan(signed_in, responsible="reader")
    words = "Aktiviteter du ansvarar för 2021, 1 kvar"
    page = read(signed_in("reader").get("/arbete/").content)
    assert words in page.text
    assert "Läslyft, till och med 2021-06-30" in page.text
    assert f"{ROOT}aktiviteter/#SKOLA-nya" in page.hrefs()  # A reader changes nothing.
    assert words not in read(signed_in("editor").get("/arbete/").content).text

    base = standing_of("aktivitet", 2021, "SKOLA-nya")
    done = given(base=base, state="done", responsible="reader", reason="Klart")
    signed_in("editor").post(f"{ROOT}aktiviteter/SKOLA-nya/", done)
    assert words not in read(signed_in("reader").get("/arbete/").content).text


def test_the_editor_is_led_to_the_form(signed_in):
    plan(signed_in)

    assert (
        f"{ROOT}aktiviteter/SKOLA-nya/" in read(signed_in("editor").get("/arbete/").content).hrefs()
    )


def test_once_submitted_everybody_reads_the_function_and_nobody_the_name(signed_in, client):
    plan(signed_in)
    open_occasion()
    state_everything()
    state(target(5, indicator="SKOLA-I1"))
    submit()
    client.logout()
    pages = [
        client.get(address).content.decode()
        for address in ("/2021/namnd/skola/", "/2021/namnd/skola/plan/", "/2021/mal/1.1/")
    ]

    assert ["Rektorn" in one for one in pages] == [True, True, True]
    assert not [one for one in pages if NAME in one or "editor" in one]


def test_its_history_is_for_those_who_see_the_draft(signed_in):
    plan(signed_in)
    address = "/arbete/historik/om/ansvarig-for-aktivitet/2021/SKOLA-nya/SKOLA/"

    assert NAME in signed_in("reader").get(address).content.decode()
    assert signed_in("strategist").get(address).status_code == 404
    overview = "/arbete/namnd/skola/historik/"
    assert "Ansvarig för" in signed_in("reader").get(overview).content.decode()
    assert "Ansvarig för" not in signed_in("strategist").get(overview).content.decode()
