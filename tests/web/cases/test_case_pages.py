"""A case by its number: found in any writing, and only as far as its reader may see it."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client

from enslinje.core.marking import EVERYTHING, Marking
from enslinje.core.terms import FileKind
from enslinje.organisation import operations
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.models import Decision
from enslinje.web.cases import presenters
from tests.core.test_file_types import A_PDF
from tests.everything import decision
from tests.people import record_people
from tests.town import LOADER, keep_case_registers
from tests.web.reader import read

pytestmark = pytest.mark.django_db

CASE = "/arende/skola-2020-7/"


@pytest.fixture(autouse=True)
def cast(recorded_town, db, settings, tmp_path):
    settings.DATA = tmp_path
    record_people()


def told(answer, status=200):
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def record(item=1, **changes):
    given = {"case_number": "SKOLA 2020/7", "decided_by": "SKOLA", "item_no": item}
    operations.record_decisions(actor=LOADER, decisions=[decision(**given | changes)])
    return Decision.objects.latest("pk")


def attach(title, marking=Marking.PUBLIC, item=1):
    draft = FileDraft(
        case_number="SKOLA 2020/7",
        item_no=item,
        kind=FileKind.MINUTES,
        title=title,
        marking=marking,
        secrecy_ground="OSL 18 kap. 8 §" if marking is Marking.SECRET else "",
    )
    operations.attach_file(actor=LOADER, draft=draft, content=BytesIO(A_PDF))


class TestFinding:
    @pytest.mark.parametrize(
        "written", ["SKOLA 2020/7", "skola2020/007", "Dnr Skola 2020/7", "skola-2020-7"]
    )
    def test_every_writing_leads_to_one_address(self, client, written):
        keep_case_registers("SKOLA")
        record()

        assert client.get("/arende/", {"nummer": written})["Location"] == CASE
        if "/" not in written:
            assert client.get(f"/arende/{written}/").status_code == 200
        else:
            assert client.get(f"/arende/{written}/")["Location"] == CASE

    def test_letters_that_no_address_has_are_written_out(self, client):
        found = client.get("/arende/", {"nummer": "ÄN 2020/7"})["Location"]

        assert found == "/arende/aen-2020-7/"

    def test_without_a_number_it_asks_for_one(self, client):
        page = told(client.get("/arende/"))
        assert "Sök ett ärende" in page
        assert 'name="nummer"' in page
        assert client.get("/arende/%20/")["Location"] == "/arende/"

    def test_where_nobody_has_a_register_any_writing_finds_it_too(self, client):
        record()
        record(case_number="Budget 2021", subject="Fri text")

        assert "SKOLA 2020/7" in told(client.get(CASE))
        free = client.get("/arende/", {"nummer": " Budget  2021"})["Location"]
        assert free == "/arende/Budget%202021/"
        assert "Fri text" in told(client.get(free))

    def test_what_was_recorded_before_the_register_is_of_the_same_case(self, client):
        record(case_number="skola 2020/07", subject="Den gamla")
        keep_case_registers("SKOLA")
        record(2, subject="Den nya")

        page = told(client.get(CASE))
        assert "Den gamla" in page
        assert "Den nya" in page

    def test_another_case_with_the_same_digits_is_not_of_it(self, client):
        record()
        record(case_number="SKOLA 2020/17", subject="En annan")
        record(case_number="PARK 2020/7", subject="En tredje")

        page = told(client.get(CASE))
        assert "En annan" not in page
        assert "En tredje" not in page


class TestShowing:
    def test_everybody_sees_what_is_checked_and_whose_register_it_is(self, client):
        keep_case_registers("SKOLA", "KS")
        record(paragraph="§ 12", decided_on=date(2020, 11, 20))
        attach("Protokollet")

        page = told(client.get(CASE))

        for words in ("SKOLA, Skolanämnden", "Budget 2021", "§ 12", "2020-11-20", "Protokollet"):
            assert words in page
        (file,) = [one for one in read(client.get(CASE).content).hrefs() if "/fil/" in one]
        assert client.get(file).getvalue() == A_PDF

    def test_the_public_never_sees_what_waits_and_whoever_reads_the_body_s_does(self, signed_in):
        record(checked_by="", subject="kanarie")
        record(2)

        assert "kanarie" not in told(Client().get(CASE))
        assert "kanarie" in told(signed_in("secretary").get(CASE))
        assert "väntar på kontroll" in told(signed_in("secretary").get(CASE))

    def test_without_asking_who_reads_it_the_public_would(self, client, monkeypatch):
        """The control."""
        record(checked_by="", subject="kanarie")
        monkeypatch.setattr(presenters, "_reads", lambda *_who: True)

        assert "kanarie" in told(client.get(CASE))

    def test_what_is_marked_stays_unseen_its_file_too(self, client):
        record()
        attach("kanarie", Marking.SECRET)
        attach("Protokollet")

        assert "kanarie" not in told(client.get(CASE))
        pk = Decision.objects.get().pk
        assert client.get(f"{CASE}fil/{pk}/1/").status_code == 404
        assert client.get(f"{CASE}fil/{pk}/2/").status_code == 200

    def test_without_the_sight_it_would_be_seen(self, client, monkeypatch):
        """The control."""
        record()
        attach("kanarie", Marking.SECRET)
        monkeypatch.setattr(presenters, "PUBLIC_SIGHT", EVERYTHING)
        monkeypatch.setattr(presenters, "_reads", lambda *_who: True)

        assert "kanarie" in told(client.get(CASE))

    def test_who_may_not_see_it_is_answered_as_if_it_were_not_there(self, client):
        missing = told(client.get(CASE), status=404)
        record(checked_by="", subject="kanarie")

        assert told(client.get(CASE), status=404) == missing
        other = told(client.get("/arende/skola-2020-8/"), status=404)
        assert other == missing.replace("2020-7", "2020-8").replace("2020/7", "2020/8")

    def test_a_file_of_another_case_is_not_handed_out_by_this_one(self, client):
        record()
        attach("Protokollet")
        pk = Decision.objects.get().pk
        record(case_number="SKOLA 2020/8")

        assert client.get(f"/arende/skola-2020-8/fil/{pk}/1/").status_code == 404
