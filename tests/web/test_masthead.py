"""The head and the foot are written once while they say the same, and say what is so."""

import re
from dataclasses import fields
from importlib import resources

import pytest
from django.test import Client

from enslinje.web import masthead
from tests.people import record_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

TEMPLATES = resources.files("enslinje.web") / "templates" / "web" / "parts"


def head_of(client: Client, address: str) -> str:
    page = client.get(address).content.decode()
    (head,) = re.findall(r"<header class=\"masthead\">.*?</header>", page, re.DOTALL)
    return head


def test_each_reader_sees_their_own_code(signed_in):
    record_people()
    everyone = {
        ">editor<": lambda: signed_in("editor"),
        ">reader<": lambda: signed_in("reader"),
        ">Logga in<": Client,
    }
    for _twice in range(2):
        for said, client in everyone.items():
            head = head_of(client(), "/2021/")
            assert [one for one in everyone if one in head] == [said]


def test_who_signs_in_comes_back_to_the_page_they_came_from():
    for address in ("/2021/mal/", "/2021/indikator/"):
        assert f'?next={address}"' in head_of(Client(), address)


@pytest.mark.parametrize(("address", "said"), [("/2021/", "Mål"), ("/en/2021/", "Goals")])
def test_each_language_has_its_own(address, said):
    for _twice in range(2):
        assert f">{said}</a>" in head_of(Client(), address)


def test_the_door_where_one_is_is_marked():
    for door in ("mal", "indikator", "mal"):
        marked = re.findall(
            r'href="([^"]*)" aria-current="page"', head_of(Client(), f"/2021/{door}/")
        )
        assert marked == [f"/2021/{door}/"] * 2  # In the row of doors, and in the menu.


@pytest.mark.parametrize(
    ("names", "part"),
    [(("header", "doors"), masthead.Head), (("footer",), masthead.Foot)],
)
def test_their_templates_ask_for_nothing_they_are_not_kept_by(names, part):
    said = {field.name for field in fields(part)}
    for name in names:
        text = (TEMPLATES / f"{name}.html").read_text()
        assert set(re.findall(r"\bsite\.(\w+)", text)) <= said
        assert not re.findall(r"\b(?:request|user|messages)\b\.", text)
