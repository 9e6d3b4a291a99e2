"""Bodies changed, closed, merged and registered by the centre: through the pages."""

import json
from datetime import date
from uuid import uuid4

import pytest

from enslinje.journal.models import ChangeSet
from enslinje.organisation import directory, lineage, queries
from tests.people import record_people
from tests.web.reader import read

pytestmark = pytest.mark.django_db

LIST = "/arbete/stamdata/organ/"
PARK = f"{LIST}park/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()


def body(code="PARK", year=2999):
    return next(row for row in queries.bodies(year=year) if row.code == code)


def base(code="PARK"):
    """The latest edition, as a form that was opened just now says it."""
    return str(lineage.latest_editions()[code])


def given(**changes):
    return {
        "key": str(uuid4()),
        "base": base(),
        "official_name": "Parknämnden",
        "short_name": "Park",
        "parent": "KF",
        "slug": "park",
        "valid_from": "2022-01-01",
        "reason": "Beslut i fullmäktige",
    } | changes


def test_the_list_and_the_page_say_what_a_body_is(signed_in):
    client = signed_in("strategist")

    assert PARK in read(client.get(LIST).content).hrefs()
    page = read(client.get(PARK).content)
    assert page.h1 == "Parknämnden"
    assert f"{PARK}andra/" in page.hrefs()


@pytest.mark.parametrize("who", ["editor", "approver", "administrator", "auditor"])
def test_nobody_else_comes_there(signed_in, who):
    client = signed_in(who)

    for address in ("/arbete/stamdata/", LIST, PARK, f"{PARK}andra/", f"{PARK}stang/"):
        assert client.get(address).status_code == 404
        assert client.post(address, given()).status_code in {404, 405}
    assert body().official_name == "Parknämnden"


def test_it_gets_another_name_from_a_day(signed_in):
    sent = given(official_name="Park- och naturnämnden")
    answer = signed_in("strategist").post(f"{PARK}andra/", sent, follow=True)

    assert "Organet är ändrat. Sparat" in answer.content.decode()
    assert body(year=2021).official_name == "Parknämnden"
    assert body(year=2022).official_name == "Park- och naturnämnden"
    assert ChangeSet.objects.latest("pk").reason == "Beslut i fullmäktige"


def test_an_old_address_leads_on_also_for_a_form_that_is_sent(signed_in):
    client = signed_in("strategist")
    client.post(f"{PARK}andra/", given(slug="parken"))

    assert client.get(f"{PARK}andra/")["Location"] == f"{LIST}parken/andra/"
    sent = given(slug="parken", short_name="Parken", valid_from="2023-01-01")
    answer = client.post(f"{PARK}andra/", sent, follow=True)
    assert answer.redirect_chain[0] == (f"{LIST}parken/andra/", 308)
    assert body().short_name == "Parken"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"official_name": ""}, "id_official_name"),
        ({"official_name": "Skolanämnden"}, "id_official_name"),
        ({"slug": "skola"}, "id_slug"),
        ({"slug": "å ä"}, "id_slug"),
        ({"parent": "INGEN"}, "id_parent"),
        ({"valid_from": "1800-01-01"}, "id_valid_from"),
        ({"reason": ""}, "id_reason"),
    ],
)
def test_what_is_wrong_stands_at_its_field_with_what_was_typed(signed_in, changes, field):
    before = body()
    answer = signed_in("strategist").post(f"{PARK}andra/", given(short_name="Nytt") | changes)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="#{field}"' in page
    assert 'value="Nytt"' in page
    assert body() == before


def test_sent_twice_it_is_changed_once(signed_in):
    client, twice = signed_in("strategist"), given(short_name="Två")
    before = ChangeSet.objects.count()

    answers = [client.post(f"{PARK}andra/", twice) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert ChangeSet.objects.count() == before + 1


def test_it_is_registered_merged_closed_and_opened(signed_in):
    client = signed_in("strategist")
    new = given(code="NATUR", kind="functional_committee", callable="directly", slug="")
    new |= {"official_name": "Naturnämnden", "short_name": "Natur", "valid_from": "2021-06-01"}
    answer = client.post("/arbete/stamdata/nytt-organ/", new)
    assert answer.status_code == 303
    assert body("NATUR").slug == "natur"

    merge = {
        "key": str(uuid4()),
        "others": ["NATUR"],
        "on_date": "2030-01-01",
        "reason": "En nämnd för allt grönt",
        "bases": json.dumps(lineage.latest_editions()),
    }
    assert client.post(f"{PARK}sla-samman/", merge).status_code == 303
    assert [(one.predecessor, one.successor) for one in lineage.successions()] == [
        ("NATUR", "PARK")
    ]
    assert not body("NATUR").is_open

    opened = {
        "key": str(uuid4()),
        "base": base("NATUR"),
        "on": "2031-01-01",
        "reason": "Delas igen",
    }
    assert client.post(f"{LIST}natur/oppna/", opened).status_code == 303
    assert body("NATUR").is_open

    closed = {"key": str(uuid4()), "base": base("NATUR"), "on": "2032-01-01", "reason": "Upphör"}
    assert client.post(f"{LIST}natur/stang/", closed).status_code == 303
    assert lineage.editions_of("NATUR")[-1].valid_from == date(2032, 1, 1)
    assert "stängt" in read(client.get(f"{LIST}natur/").content).text


def test_a_split_needs_two(signed_in):
    sent = {"key": str(uuid4()), "others": ["SKOLA"], "on_date": "2030-01-01", "reason": "x"}
    answer = signed_in("strategist").post(f"{PARK}dela/", sent)

    assert answer.status_code == 422
    assert 'id="id_others_error"' in answer.content.decode()
    assert lineage.successions() == ()


@pytest.mark.parametrize("taken", [{"code": "SKOLA"}, {"code": "a b"}, {"code": ""}])
def test_a_code_is_nobody_elses(signed_in, taken):
    sent = given(kind="company", callable="directly", slug="ny") | taken
    answer = signed_in("strategist").post("/arbete/stamdata/nytt-organ/", sent)

    assert answer.status_code in {409, 422}
    assert directory.body_at(slug="ny") is None
