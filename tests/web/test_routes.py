"""No page without a policy: what a route declares is asked for, and nothing tells what is there."""

import re

import pytest
from django.core.checks import run_checks
from django.http import HttpResponse
from django.test import override_settings
from django.urls import Resolver404, path
from django.urls.resolvers import LocalePrefixPattern
from django.utils import translation

from enslinje.config import urls
from enslinje.config.urls import KeptWays
from enslinje.core.policy import Action
from enslinje.web import checks, routes
from tests.people import record_people

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


@pytest.fixture(autouse=True)
def cast(recorded_town, db):
    record_people()


def page(request):
    return HttpResponse("shown")


class Undeclared:
    urlpatterns = [path("left-open/", page, name="left-open")]


class Declared:
    urlpatterns = [routes.route("shut/", page, name="shut", reads=Action.VIEW_WORK)]


def told(answer):
    """What the page says, its form's token aside, which is new each time."""
    return re.sub(rb'name="csrfmiddlewaretoken" value="\w+"', b"", answer.content)


def faults(addresses):
    with override_settings(ROOT_URLCONF=addresses):
        return [fault.id for fault in checks.every_route_declares_its_action(None)]


def test_every_address_of_the_product_declares_its_action():
    assert [fault for fault in run_checks() if fault.id == "enslinje.E001"] == []


def test_one_that_does_not_is_a_fault():
    assert faults(Undeclared) == ["enslinje.E001"]
    assert faults(Declared) == []


def test_where_an_address_leads_is_found_once_in_each_language(monkeypatch):
    tried = []
    find = KeptWays._find
    monkeypatch.setattr(
        KeptWays,
        "_find",
        lambda self, path, language: tried.append(path) or find(self, path, language),
    )
    ways = KeptWays(
        LocalePrefixPattern(prefix_default_language=False), urls.urlpatterns[1].urlconf_name
    )
    found = []
    for language in ("sv", "en", "sv", "en"):
        with translation.override(language):
            prefix = "en/" if language == "en" else ""
            found.append(ways.resolve(f"{prefix}arbete/namnd/skola/medlemmar/"))
            assert found[-1].kwargs == {"slug": "skola"}
            assert found[-1].view_name == "work:members"
            with pytest.raises(Resolver404):
                ways.resolve("finns/inte/")
    assert found[:2] == found[2:]
    assert len([path for path in tried if "skola" in path]) == 2
    assert len(tried) == 2 + 4  # What leads nowhere is looked for each time.


def test_the_public_is_asked_to_sign_in_whether_or_not_anything_is_there(client):
    for slug in ("skola", "finns-inte"):
        answer = client.get(f"/arbete/namnd/{slug}/medlemmar/")
        assert answer.status_code == 302
        assert answer.url.startswith("/konto/logga-in/")


def test_who_asks_too_much_is_led_to_the_page_after_signing_in(client):
    answer = client.get("/arbete/", {"sok": "ö" * 3_000})

    assert answer.status_code == 302
    assert answer["Location"].endswith("?next=/arbete/")


def test_another_bodys_page_is_answered_exactly_as_one_that_is_not_there(signed_in):
    client = signed_in("editor")
    foreign, missing = (
        client.get(f"/arbete/namnd/{slug}/medlemmar/") for slug in ("park", "finns-inte")
    )

    assert client.get("/arbete/namnd/skola/medlemmar/").status_code == 200
    assert foreign.status_code == missing.status_code == 404
    assert told(foreign) == told(missing).replace(b"finns-inte", b"park")


def test_without_the_question_the_page_would_be_shown(signed_in, monkeypatch):
    """The negative control."""
    client = signed_in("editor")
    monkeypatch.setattr(routes, "_may", lambda *_args: True)

    assert client.get("/arbete/namnd/park/medlemmar/").status_code == 200


def test_what_only_reads_takes_no_form(signed_in):
    assert signed_in("editor").post("/arbete/").status_code == 405


def test_a_page_of_the_workspace_is_kept_by_nobody(signed_in):
    answer = signed_in("editor").get("/arbete/")

    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize(
    "address",
    ["/arbete/namnd/%00/medlemmar/", "/2021/arshjul/?organ=%00", "/arbete/historik/person/%00/"],
)
def test_a_null_in_an_address_is_refused_on_both_databases(signed_in, address):
    assert signed_in("editor").get(address).status_code in {400, 404}
