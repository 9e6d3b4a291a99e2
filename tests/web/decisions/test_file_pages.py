"""Files attached to decisions and handed out, through the pages."""

import re
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from enslinje.core.marking import EVERYTHING
from enslinje.exchange import reading
from enslinje.organisation import file_queries, file_store, operations
from enslinje.organisation.models import Decision, DecisionFile
from enslinje.web import uploads
from enslinje.web.decisions import presenters
from tests.core.test_file_types import A_PDF
from tests.everything import decision
from tests.people import record_people
from tests.town import LOADER

pytestmark = pytest.mark.django_db

LIST = "/arbete/namnd/skola/beslut/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db, settings, tmp_path):
    settings.DATA = tmp_path
    record_people()
    operations.record_decisions(actor=LOADER, decisions=[decision(decided_by="SKOLA")])


def page():
    return f"{LIST}{Decision.objects.get().pk}/"


def attach(client, content=A_PDF, name="../../etc/passwd.html", **changes):
    given = {
        "key": str(uuid4()),
        "content": SimpleUploadedFile(name, content, content_type="text/html"),
        "kind": "minutes",
        "title": "Protokoll § 12/2021",
        "marking": "",
        "secrecy_ground": "",
    }
    return client.post(f"{page()}bifoga/", given | changes)


def address():
    return f"{page()}fil/{DecisionFile.objects.latest('pk').number}/"


def test_it_is_attached_and_handed_out_to_be_saved(signed_in):
    assert attach(signed_in("secretary")).status_code == 303
    reader = signed_in("reader")
    assert f'href="{address()}"' in reader.get(page()).content.decode()
    answer = reader.get(address())

    assert answer.content == A_PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"].startswith("attachment; filename*=UTF-8''Protokoll")
    assert "passwd" not in str(answer.headers)
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert "no-store" in answer["Cache-Control"]


def test_its_address_and_number_stay_when_it_is_marked_anew_with_a_reason(signed_in):
    attach(signed_in("secretary"))
    before, registrar = address(), signed_in("registrar")
    shown = registrar.get(page()).content.decode()
    (mark,) = re.findall(r'href="(/arbete/markning/[^"]+)"', shown)
    form = registrar.get(mark)
    base = re.search(r'name="base" value="([^"]*)"', form.content.decode()).group(1)
    given = {"key": str(uuid4()), "base": base, "marking": "secret", "ground": "OSL 18 kap. 8 §"}
    assert registrar.post(mark, given).status_code == 422  # It says not why.
    assert registrar.post(mark, given | {"reason": "Uppgifter om lås"}).status_code == 303

    assert address() == before
    assert registrar.get(before).content == A_PDF
    assert signed_in("reader").get(before).status_code == 404
    attach(signed_in("secretary"))
    assert DecisionFile.objects.latest("pk").number == 2


def test_the_history_of_a_secret_one_is_no_way_to_it(signed_in):
    secret = {"marking": "secret", "secrecy_ground": "OSL 18 kap. 8 §", "title": "Hemligt namn"}
    attach(signed_in("secretary"), **secret)
    (row,) = file_queries.files_of([Decision.objects.get().pk], sight=EVERYTHING)
    history = reverse("work:history", kwargs={"address": row.address})
    for code, sees in (("registrar", True), ("auditor", True), ("reader", False)):
        client = signed_in(code)
        assert client.get(history).status_code == (200 if sees else 404)
        of_body = client.get("/arbete/namnd/skola/historik/").content.decode()
        assert ("Hemligt namn" in of_body) == sees


def test_one_that_is_secret_answers_like_a_missing_one(signed_in):
    secret = {"marking": "secret", "secrecy_ground": "OSL 18 kap. 8 §", "title": "Hemligt namn"}
    assert attach(signed_in("secretary"), **secret).status_code == 303
    assert signed_in("registrar").get(address()).status_code == 200
    for code in ("reader", "politician", "strategist", "board_secretary"):
        client = signed_in(code)
        assert "Hemligt namn" not in client.get(page()).content.decode()
        assert client.get(address()).status_code == 404
        assert client.get(f"{page()}fil/999999/").status_code == 404


def test_another_body_s_answers_like_a_missing_one(signed_in):
    attach(signed_in("secretary"))
    theirs = address().replace("/skola/", "/park/")
    assert signed_in("auditor").get(address()).status_code == 200
    assert signed_in("auditor").get(theirs).status_code == 404


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"content": b"<html></html>"}, "Filen är inte av ett slag som tas emot."),
        ({"marking": "secret"}, "Sekretess anges med bestämmelsen"),
        ({"title": ""}, "Ange ett namn."),
    ],
)
def test_what_does_not_fit_is_said_at_its_field(signed_in, changes, words, tmp_path):
    answer = attach(signed_in("secretary"), **changes)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert [one for one in tmp_path.rglob("*") if one.is_file()] == []


def test_one_that_is_not_what_was_attached_is_not_handed_out(signed_in, tmp_path):
    attach(signed_in("secretary"))
    (kept,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    kept.write_bytes(A_PDF + b"x")
    assert signed_in("reader").get(address()).status_code == 404


def test_without_its_sum_or_the_sight_both_would_be_handed_out(signed_in, tmp_path, monkeypatch):
    attach(signed_in("secretary"), marking="secret", secrecy_ground="OSL 18 kap. 8 §")
    (kept,) = [one for one in tmp_path.rglob("*") if one.is_file()]
    kept.write_bytes(b"another")
    monkeypatch.setattr(presenters, "facts_within_sight", lambda _actor: EVERYTHING)
    assert signed_in("reader").get(address()).status_code == 404
    monkeypatch.setattr(file_store, "whole", lambda *_of, **_said: kept.read_bytes())
    assert signed_in("reader").get(address()).content == b"another"


def test_every_file_that_a_form_reads_comes_in_whole_as_far_as_it_reads():
    assert uploads.LARGEST > reading.MOST_BYTES


def test_too_large_is_cut_on_its_way_in_and_refused(signed_in, monkeypatch):
    monkeypatch.setattr("enslinje.organisation.file_store.LARGEST", 40)
    monkeypatch.setattr("enslinje.web.uploads.LARGEST", 40)
    answer = attach(signed_in("secretary"), content=A_PDF * 3)
    assert answer.status_code == 422
    assert "Filen är större än" in answer.content.decode()
