"""What has happened, page by page: for those who may see it, with the way back to what was."""

from uuid import uuid4

import pytest

from enslinje.core import versions
from enslinje.core.actors import Actor, Source
from enslinje.goals.models import Target
from enslinje.organisation import rights
from tests.people import record_people
from tests.town import LOADER, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

TARGET = "arsmal/2021/JOBS/SKOLA/2021/all"
HISTORY = f"/arbete/historik/om/{TARGET}/"


@pytest.fixture(autouse=True)
def stated(recorded_town, db):
    """SKOLA said 30, then 20."""
    record_people()
    state(target(30), actor=LOADER)
    state(target(20), actor=LOADER)


def facts():
    return list(Target.objects.filter(indicator__code="JOBS", body__code="SKOLA").order_by("pk"))


def editor() -> Actor:
    return rights.actor_for("editor", source=Source.PAGE)


def test_the_newest_comes_first_with_from_and_to(signed_in):
    page = read(signed_in("editor").get(HISTORY).content)

    assert "2 händelser" in page.text
    assert page.text.index("minst 20") < page.text.rindex("minst 30")
    assert page.text.index("Ändrad") < page.text.index("Ny ")


def test_it_is_filtered_by_who_and_when(signed_in):
    client = signed_in("editor")

    assert "2 händelser" in read(client.get(f"{HISTORY}?person=system").content).text
    assert "0 händelser" in read(client.get(f"{HISTORY}?person=nobody").content).text
    assert "0 händelser" in read(client.get(f"{HISTORY}?till=2001-01-01").content).text
    assert (
        "2 händelser" in read(client.get(f"{HISTORY}?from=x&sida=x&till=2999-01-01").content).text
    )


@pytest.mark.parametrize("who", ["editor", "strategist", "auditor"])
def test_whoever_has_the_right_sees_it(signed_in, who):
    assert signed_in(who).get(HISTORY).status_code == 200


@pytest.mark.parametrize("who", ["politician", "group_controller", "newcomer"])
def test_nobody_else_does(signed_in, who):
    client = signed_in(who)

    assert client.get(HISTORY).status_code == 404
    assert client.get("/arbete/historik/om/arsmal/2021/JOBS/INGEN/2021/all/").status_code == 404


@pytest.mark.parametrize("address", ["x", "arsmal/2021", "arsmal/x/JOBS/SKOLA/2021/all", "~"])
def test_what_is_no_object_is_not_found(signed_in, address):
    assert signed_in("auditor").get(f"/arbete/historik/om/{address}/").status_code == 404


def test_a_write_tells_all_it_did(signed_in):
    change_set = facts()[-1].recorded_in_id
    page = read(signed_in("editor").get(f"/arbete/historik/andring/{change_set}/").content)

    assert HISTORY in page.hrefs()


def test_a_bodys_and_a_persons_latest(signed_in):
    client = signed_in("editor")

    assert HISTORY in read(client.get("/arbete/namnd/skola/historik/").content).hrefs()
    assert HISTORY in read(client.get("/arbete/historik/person/system/").content).hrefs()
    assert client.get("/arbete/historik/person/ingen/").status_code == 404


class TestRestoring:
    @property
    def address(self):
        return f"/arbete/aterstall/{facts()[0].pk}/{TARGET}/"

    def sent(self, **changes):
        seen = versions.written(facts()[-1].pk)
        return {"key": str(uuid4()), "base": seen, "reason": "Fel siffra"} | changes

    def test_the_page_shows_what_changes(self, signed_in):
        page = read(signed_in("editor").get(self.address).content)

        assert "minst 20" in page.text
        assert "minst 30" in page.text

    def test_it_is_a_new_fact_with_its_reason(self, signed_in):
        client = signed_in("editor")
        answer = client.post(self.address, self.sent(), follow=True)

        assert "Den tidigare uppgiften gäller igen." in answer.content.decode()
        assert facts()[-1].low == facts()[0].low
        assert len(facts()) == 3
        assert "Fel siffra" in read(client.get(HISTORY).content).text

    def test_sent_twice_it_is_done_once(self, signed_in):
        client, twice, address = signed_in("editor"), self.sent(), self.address
        for _ in range(2):
            client.post(address, twice)

        assert len(facts()) == 3

    def test_a_second_save_from_the_same_base_gets_theirs_and_mine(self, signed_in):
        client, sent, address = signed_in("editor"), self.sent(), self.address
        state(target(25), actor=LOADER)

        answer = client.post(address, sent)

        assert answer.status_code == 409
        page = answer.content.decode()
        assert "Någon annan har sparat under tiden" in page
        assert "minst 25" in page
        assert "minst 30" in page
        assert 'value="Fel siffra"' in page
        assert facts()[-1].low == 25 * 10_000

        assert f'name="base" value="{facts()[-1].pk}"' in page
        again = sent | {"base": str(facts()[-1].pk), "key": str(uuid4())}
        assert client.post(address, again).status_code == 303
        assert facts()[-1].low == 30 * 10_000

    def test_without_a_base_it_is_refused(self, signed_in):
        answer = signed_in("editor").post(self.address, self.sent(base=""))

        assert answer.status_code == 409
        assert len(facts()) == 2

    def test_without_a_reason_nothing_is_restored(self, signed_in):
        answer = signed_in("editor").post(self.address, self.sent(reason=""))

        assert answer.status_code == 422
        assert len(facts()) == 2

    @pytest.mark.parametrize("who", ["reader", "auditor"])
    def test_who_only_sees_restores_nothing(self, signed_in, who):
        answer = signed_in(who).post(self.address, self.sent())

        assert answer.status_code == 422
        assert len(facts()) == 2

    def test_what_holds_is_not_restored(self, signed_in):
        current = f"/arbete/aterstall/{facts()[-1].pk}/{TARGET}/"

        assert signed_in("editor").get(current).status_code == 404


@pytest.mark.parametrize(
    ("who", "offered"), [("editor", {"restore", "mark"}), ("reader", set()), ("auditor", set())]
)
def test_nothing_is_offered_that_would_be_refused(signed_in, who, offered):
    page = read(signed_in(who).get(HISTORY).content)
    shown = {"restore": page.hrefs("/arbete/aterstall/"), "mark": page.hrefs("/arbete/markning/")}

    assert {what for what, links in shown.items() if links} == offered
