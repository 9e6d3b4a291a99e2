"""A plan from draft to submitted through its pages, and what others see of it meanwhile."""

import re
from uuid import uuid4

import pytest
from django.db import connection

from enslinje.core.terms import Kind, LevelCode, WorkState
from enslinje.core.values import Stated
from enslinje.figures import register
from enslinje.filing import submissions
from enslinje.goals import operations as goals
from enslinje.goals.models import Target
from enslinje.journal import triggers
from enslinje.plans import operations as plans
from enslinje.web.plan.steps import BY_NAME
from tests.contents import record_contents
from tests.filing.plans import CASE, decide, submit, take
from tests.town import LOADER, YEAR, goal, section, section_text, state, target
from tests.web.reader import read

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("planned")]

PLAN = "/arbete/2021/namnd/skola/"
PUBLIC = "/2021/namnd/skola/plan/"


def send(client, step, **typed):
    found = submissions.stage(year=YEAR, body="SKOLA").fact
    base = "-" if found is None else str(found)
    return client.post(f"{PLAN}{step}/", {"key": str(uuid4()), "base": base} | typed, follow=True)


def text(answer):
    return " ".join(answer.content.decode().split())


def test_it_goes_all_the_way_through_the_pages(signed_in):
    said = [
        text(send(signed_in("editor"), "klar")),
        text(send(signed_in("approver"), "godkann")),
    ]
    decide()
    said += [
        text(send(signed_in("secretary"), "beslut", decision=f"{CASE[0]}|{CASE[1]}")),
        text(send(signed_in("approver"), "lamna-in", declared="on")),
    ]

    for page, words in zip(
        said,
        ("är klar för kontroll", "är godkänd", "Beslutet är angivet", "Planen är inlämnad"),
        strict=True,
    ):
        assert words in page
    assert "2021-01-20" in said[2]


def test_each_step_is_offered_to_the_one_who_takes_it(signed_in):
    def steps(who):
        hrefs = read(signed_in(who).get(PLAN).content).hrefs(PLAN)
        found = {one.removeprefix(PLAN).rstrip("/") for one in hrefs}
        return found & {"kontrollera", *BY_NAME}

    assert steps("editor") == {"kontrollera", "klar"}
    assert steps("strategist") == set()
    take("mark_ready", "editor")
    assert steps("approver") >= {"godkann", "skicka-tillbaka", "ta-tillbaka"}


def test_what_hinders_is_named(signed_in):
    state(target(Stated(Kind.MISSING, raw_text="ca 30")))
    client = signed_in("editor")

    assert "Indikator JOBS" in text(client.get(f"{PLAN}kontrollera/"))
    refused = send(client, "klar")
    assert refused.status_code == 422
    assert "1 uppgift är inte klar" in text(refused)


def test_without_declaring_it_is_not_submitted(signed_in):
    take("mark_ready", "editor")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide())

    answer = send(signed_in("approver"), "lamna-in")

    assert answer.status_code == 422
    assert not submissions.filings(year=YEAR)


def test_two_who_take_a_step_at_once_are_told(signed_in):
    client = signed_in("editor")
    first = {"key": str(uuid4()), "base": "-"}
    take("mark_ready", "editor")
    take("take_back_plan", "editor")

    answer = client.post(f"{PLAN}klar/", first)

    assert answer.status_code == 409


def test_the_receipt_shows_the_hash_and_what_has_changed(signed_in):
    submit()
    (filing,) = submissions.filings(year=YEAR)
    state(target(31))

    page = text(signed_in("reader").get(f"{PLAN}kvitto/1/"))

    assert filing.content_sha256 in page
    assert "stämmer med kontrollsumman" in page
    assert "1 värde ändrat sedan inlämningen" in page
    assert signed_in("reader").get(f"{PLAN}kvitto/2/").status_code == 404


def test_what_is_damaged_behind_the_back_of_everything_shows_on_the_receipt(signed_in):
    submit()
    with triggers.suspended(connection):
        Target.objects.filter(body__code="SKOLA", kind="number").update(reason="Ändrat")

    assert "stämmer inte med kontrollsumman" in text(signed_in("reader").get(f"{PLAN}kvitto/1/"))


def test_everybody_reads_it_when_it_is_submitted_and_not_before(client):
    assert client.get(PUBLIC).status_code == 404
    submit()
    state(target(31))

    page = text(client.get(PUBLIC))

    assert "minst 30" in page
    assert "minst 31" not in page
    assert "Fler platser." in page


def test_what_is_the_bodys_own_is_public_once_it_is_submitted(client):
    record_contents()
    state(target(5, indicator="SKOLA-I1"))
    submit()
    late = goal("SKOLA-M2", LevelCode.BODY_GOAL, parent="1.1", owner="SKOLA", name="Sen tanke")
    goals.set_goals(actor=LOADER, year=YEAR, goals=[late])

    page = text(client.get(PUBLIC))

    for words in (
        "Mål SKOLA-M1",
        "Indikator SKOLA-I1",
        "Aktivitet ACT-SKOLA",
        "Fler platser kostar",
    ):
        assert words in page
    assert "Sen tanke" not in page


def test_texts_are_read_as_they_are_written_with_the_figures_bound_in_them(client):
    sections = [section("inledning", sort_order=2), section("uppdrag", sort_order=1)]
    plans.set_sections(actor=LOADER, year=YEAR, sections=sections)
    typed = "# Läget\n\nVi har **{{ siffra ar.indikatorer/2021 }}** <script>alert(1)</script>"
    texts = [
        section_text(typed, state=WorkState.READY),
        section_text("Vårt uppdrag.", section="uppdrag", state=WorkState.READY),
    ]
    plans.write_sections(actor=LOADER, year=YEAR, texts=texts)
    submit()

    page = text(client.get(PUBLIC))

    shown = register.explain("ar.indikatorer/2021").shown
    assert "<h4>Läget</h4>" in page
    assert re.search(rf'<strong><a class="figure-chip"[^>]*>{shown}</a></strong>', page)
    assert "siffra ar." not in page
    assert page.index("Vårt uppdrag.") < page.index("<h4>Läget</h4>") < page.index("minst 30")
    assert "<script>alert" not in page


def test_two_versions_are_compared_in_words_and_numbers(client):
    submit()
    state(target(31))
    take("mark_ready", "editor", reason="Nya mål")
    take("approve_plan")
    take("decide_plan", "secretary", decision=decide(("SKOLA 2021/9", 1)))
    take("submit_plan")

    page = text(client.get(f"{PUBLIC}jamfor/"))

    assert "minst 30" in page
    assert "minst 31" in page
    assert "Indikator SHARE" not in page
    assert "version=2" in text(client.get(PUBLIC)) or "version 2" in text(client.get(PUBLIC))


class TestPictures:
    ADDRESS = "/2021/namnd/skola/"

    def cells(self, client, query=""):
        return text(client.get(f"{self.ADDRESS}{query}"))

    def test_the_public_never_sees_what_is_saved(self, client):
        assert ">30" not in self.cells(client, "?planer=sparade")
        assert "planer=sparade" not in self.cells(client)

    def test_the_body_s_own_choose_between_the_two(self, signed_in):
        client = signed_in("editor")
        submitted, saved = self.cells(client), self.cells(client, "?planer=sparade")

        assert "Visar planerna som de är inlämnade" in submitted
        assert "inte inlämnat, för 1 plan" in saved
        assert client.get(f"{self.ADDRESS}?planer=sparade").headers["Cache-Control"] == (
            "private, no-store"
        )

    def test_the_centre_sees_a_draft_only_when_it_is_shared(self, signed_in):
        assert "inte inlämnat" not in self.cells(signed_in("strategist"), "?planer=sparade")

        signed_in("approver").post(f"{PLAN}dela/", {"key": str(uuid4()), "shared": "1"})

        assert "inte inlämnat, för 1 plan" in self.cells(signed_in("strategist"), "?planer=sparade")


class TestBoard:
    def test_the_centre_sees_how_far_all_have_come_and_not_what(self, signed_in):
        submit()
        page = text(signed_in("strategist").get("/arbete/2021/lage/"))

        assert "1 av 4 planer är inlämnade" in page
        assert "Fler platser" not in page

    def test_it_is_narrowed_to_those_who_are_missing_and_handed_out(self, signed_in):
        submit()
        client = signed_in("strategist")
        page = text(client.get("/arbete/2021/lage/?lage=ej-inlamnad"))
        rows = client.get("/arbete/2021/lage.json?lage=ej-inlamnad").json()["rows"]

        assert "/arbete/2021/namnd/skola/" not in page
        assert len(rows) == 3
        assert "Skola" not in {row["body"] for row in rows}

    def test_a_body_does_not_see_it(self, signed_in):
        assert signed_in("editor").get("/arbete/2021/lage/").status_code == 404
