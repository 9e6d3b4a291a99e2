"""Occasions changed, extended, locked and opened for some: through the pages."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.journal.models import ChangeSet
from enslinje.organisation import occasion_queries, operations, queries
from enslinje.organisation.drafts import OccasionBodyDraft
from tests.people import record_people
from tests.town import LOADER, occasion
from tests.web.reader import read

pytestmark = pytest.mark.django_db

YEAR = "/arbete/2021/tillfallen/"
PLAN = f"{YEAR}verksamhetsplan/"
KIND = OccasionKind.PLAN
NEXT = timezone.now().replace(microsecond=0) + timedelta(days=30)


@pytest.fixture(autouse=True)
def planned(recorded_town, db):
    record_people()
    plan(OccasionState.OPEN)


def plan(standing: OccasionState) -> None:
    operations.open_occasions(
        actor=LOADER,
        occasions=[
            occasion(
                KIND,
                name="Plan",
                state=standing,
                opens_at=datetime(2021, 1, 7, 7, 0, tzinfo=UTC),
                due_at=datetime(2021, 2, 1, 22, 59, 59, 999999, tzinfo=UTC),
                bodies=(OccasionBodyDraft(body="SKOLA"), OccasionBodyDraft(body="PARK")),
            )
        ],
    )


def row():
    return next(one for one in queries.occasions(year=2021) if one.kind is KIND)


def given(**changes):
    return {
        "key": str(uuid4()),
        "base": str(row().edition),
        "name": "Plan",
        "opens_day": "2021-01-07",
        "opens_clock": "08:00",
        "due_day": "2021-02-01",
        "due_clock": "",
        "state": "open",
        "reason": "",
    } | changes


def test_the_list_says_state_times_parts_and_bodies(signed_in):
    page = read(signed_in("strategist").get(YEAR).content)

    for words in (
        "Plan",
        "öppet",
        "7 januari 2021 (v. 1) kl. 08.00",
        "1 februari 2021 (v. 5)",
        "hela planen",
    ):
        assert words in page.text
    assert PLAN in page.hrefs()


@pytest.mark.parametrize("who", ["editor", "approver", "administrator", "board_secretary"])
def test_a_body_does_not_see_the_centres_pages(signed_in, who):
    client = signed_in(who)

    for address in (YEAR, PLAN, f"{PLAN}andra/", f"{PLAN}anstand/skola/", f"{PLAN}las/skola/"):
        assert client.get(address).status_code == 404
        assert client.post(address, given()).status_code in {404, 405}


def test_the_auditor_reads_and_changes_nothing(signed_in):
    client = signed_in("auditor")

    assert f"{PLAN}andra/" not in read(client.get(PLAN).content).hrefs()
    assert client.get(f"{PLAN}andra/").status_code == 404


def test_an_occasion_the_year_does_not_have_is_not_found(signed_in):
    assert signed_in("strategist").get(f"{YEAR}avstamning/andra/").status_code == 404
    assert signed_in("strategist").get(f"{YEAR}nagot/").status_code == 404


class TestChanging:
    def test_the_day_is_in_time_to_its_end(self, signed_in):
        sent = given(due_day="2021-02-05")
        answer = signed_in("strategist").post(f"{PLAN}andra/", sent, follow=True)

        assert "Tillfället är ändrat. Sparat" in answer.content.decode()
        assert row().due_at == datetime(2021, 2, 5, 22, 59, 59, 999999, tzinfo=UTC)
        assert row().opens_at == datetime(2021, 1, 7, 7, 0, tzinfo=UTC)

    def test_a_clock_time_is_swedish(self, signed_in):
        signed_in("strategist").post(
            f"{PLAN}andra/", given(due_day="2021-07-01", due_clock="16:30")
        )

        assert row().due_at == datetime(2021, 7, 1, 14, 30, tzinfo=UTC)

    def test_the_form_shows_what_is_there_and_sent_as_it_is_changes_no_instant(self, signed_in):
        before, client = row(), signed_in("strategist")
        page = client.get(f"{PLAN}andra/").content.decode()
        for shown in ('value="2021-01-07"', 'value="08:00"', 'value="2021-02-01"'):
            assert shown in page

        client.post(f"{PLAN}andra/", given(name="Verksamhetsplan"))

        assert (row().opens_at, row().due_at) == (before.opens_at, before.due_at)
        assert row().name == "Verksamhetsplan"

    def test_a_time_that_the_clocks_pass_over_is_refused_with_the_remedy(self, signed_in):
        sent = given(due_day="2021-03-28", due_clock="02:30")
        answer = signed_in("strategist").post(f"{PLAN}andra/", sent)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert 'id="id_due_clock_error"' in page
        assert "Ange 03.30" in page
        assert 'value="02:30"' in page

    def test_a_time_that_comes_twice_is_the_later_and_it_is_said(self, signed_in):
        sent = given(due_day="2021-10-31", due_clock="02:30")
        answer = signed_in("strategist").post(f"{PLAN}andra/", sent, follow=True)

        assert row().due_at == datetime(2021, 10, 31, 1, 30, tzinfo=UTC)
        assert "Den senare gäller" in answer.content.decode()

    def test_an_instant_of_the_other_hour_stays_when_it_is_not_touched(self, signed_in):
        """The earlier 02.30 of that night: typed anew it would be the later."""
        earlier = datetime(2021, 10, 31, 0, 30, tzinfo=UTC)
        operations.open_occasions(
            actor=LOADER, occasions=[occasion(KIND, name="Plan", due_at=earlier)]
        )
        sent = given(name="Ny", opens_day="", opens_clock="") | {
            "due_day": "2021-10-31",
            "due_clock": "02:30",
        }
        signed_in("strategist").post(f"{PLAN}andra/", sent)

        assert (row().name, row().due_at) == ("Ny", earlier)

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"name": ""}, "id_name"),
            ({"due_day": "i morgon"}, "id_due_day"),
            ({"due_day": "", "due_clock": "16:00"}, "id_due_day"),
            ({"due_clock": "25:00"}, "id_due_clock"),
            ({"due_day": "2020-12-24"}, "id_due_day"),
            ({"state": "borta"}, "id_state"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field_with_what_was_typed(self, signed_in, changes, field):
        before = row()
        answer = signed_in("strategist").post(f"{PLAN}andra/", given(reason="Jul") | changes)

        page = answer.content.decode()
        assert answer.status_code == 422
        assert f'href="#{field}"' in page
        assert 'value="Jul"' in page
        assert row() == before

    def test_a_lock_is_lifted_only_with_a_reason(self, signed_in):
        plan(OccasionState.LOCKED)
        client = signed_in("strategist")
        answer = client.post(f"{PLAN}andra/", given(state="open"))
        assert answer.status_code == 422
        assert 'id="id_state_error"' in answer.content.decode()

        client.post(f"{PLAN}andra/", given(state="open", reason="Fel i underlaget"))

        assert row().state is OccasionState.OPEN
        assert ChangeSet.objects.latest("pk").reason == "Fel i underlaget"

    def test_sent_twice_it_is_changed_once(self, signed_in):
        client, twice = signed_in("strategist"), given(name="Två gånger")
        before = ChangeSet.objects.count()

        answers = [client.post(f"{PLAN}andra/", twice) for _ in range(2)]

        assert [answer.status_code for answer in answers] == [303, 303]
        assert ChangeSet.objects.count() == before + 1

    @pytest.mark.parametrize("base", [None, ""])
    def test_over_what_somebody_else_has_saved_nothing_is_written(self, signed_in, base):
        sent = given(name="Min") if base is None else given(name="Min", base=base)
        operations.open_occasions(actor=LOADER, occasions=[occasion(KIND, name="Deras")])

        answer = signed_in("strategist").post(f"{PLAN}andra/", sent)

        assert answer.status_code == 409
        assert 'value="Min"' in answer.content.decode()
        assert row().name == "Deras"


def base_shown(client, page):
    """What the form says that its writer saw."""
    shown = client.get(f"{PLAN}{page}/").content.decode()
    return re.search(r'name="base" value="([^"]*)"', shown)[1]


class TestWhomAndWhat:
    def test_parts_are_chosen(self, signed_in):
        sent = {"key": str(uuid4()), "parts": ["targets", "budget"]}
        signed_in("strategist").post(f"{PLAN}delar/", sent)

        assert [part.value for part in row().parts] == ["targets", "budget"]

    def test_bodies_are_chosen(self, signed_in):
        client = signed_in("strategist")
        sent = {"key": str(uuid4()), "bodies": ["SKOLA", "BOLAG"]}
        client.post(f"{PLAN}deltagare/", sent | {"base": base_shown(client, "deltagare")})

        assert row().bodies == ("BOLAG", "SKOLA")

    def test_nobody_writes_over_what_another_has_chosen_since(self, signed_in):
        client = signed_in("strategist")
        seen = base_shown(client, "deltagare")
        for bodies in (["SKOLA"], ["BOLAG"]):
            sent = {"key": str(uuid4()), "bodies": bodies, "base": seen}
            answer = client.post(f"{PLAN}deltagare/", sent)

        assert answer.status_code == 409
        assert row().bodies == ("SKOLA",)

    @pytest.mark.parametrize("path", ["delar", "deltagare"])
    def test_what_is_none_is_refused(self, signed_in, path):
        sent = {"key": str(uuid4()), "parts": ["x"], "bodies": ["x"]}

        assert signed_in("strategist").post(f"{PLAN}{path}/", sent).status_code == 422


class TestExtension:
    address = f"{PLAN}anstand/skola/"

    def sent(self, **changes):
        (there,) = (one for one in _participations() if one.body.code == "SKOLA")
        return {
            "key": str(uuid4()),
            "base": str(there.pk),
            "until_day": f"{NEXT:%Y-%m-%d}",
            "until_clock": "12:00",
            "reason": "Ny förvaltningschef",
        } | changes

    def test_it_is_given_seen_and_taken_back_with_reasons(self, signed_in):
        client = signed_in("strategist")
        client.post(self.address, self.sent())
        (one,) = extensions()
        assert (one.body, one.reason) == ("SKOLA", "Ny förvaltningschef")
        assert "Ny förvaltningschef" in client.get(PLAN).content.decode()

        back = {"key": str(uuid4()), "reason": "", "base": self.sent()["base"]}
        assert client.post(f"{self.address}ta-tillbaka/", back).status_code == 422
        client.post(f"{self.address}ta-tillbaka/", back | {"reason": "Behövs inte"})
        assert extensions() == ()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"until_day": ""}, "id_until_day"),
            ({"until_day": "2021-01-20"}, "id_until_day"),
            ({"until_day": "2027-03-28", "until_clock": "02:15"}, "id_until_clock"),
            ({"reason": ""}, "id_reason"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, signed_in, changes, field):
        answer = signed_in("strategist").post(self.address, self.sent(**changes))

        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.content.decode()
        assert extensions() == ()

    def test_a_second_save_from_the_same_base_gets_theirs_and_mine(self, signed_in):
        sent = self.sent(reason="Mitt skäl")
        operations.extend_occasion(
            actor=LOADER, year=2021, kind=KIND, body="SKOLA", until=NEXT, reason="Deras skäl"
        )

        answer = signed_in("strategist").post(self.address, sent)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Deras skäl" in page
        assert "Mitt skäl" in page
        assert extensions()[0].reason == "Deras skäl"

        again = self.sent(reason="Mitt skäl")
        assert f'name="base" value="{again["base"]}"' in page
        assert signed_in("strategist").post(self.address, again).status_code == 303
        assert extensions()[0].reason == "Mitt skäl"

    def test_a_body_that_takes_no_part_is_told_so(self, signed_in):
        answer = signed_in("strategist").post(f"{PLAN}anstand/bolag/", self.sent(base="-"))

        assert answer.status_code == 422
        assert "deltar inte" in answer.content.decode()


class TestLock:
    address = f"{PLAN}las/skola/"

    @pytest.fixture(autouse=True)
    def locked(self, planned):
        plan(OccasionState.LOCKED)

    def sent(self, **changes):
        return {
            "key": str(uuid4()),
            "person": "editor",
            "role": "",
            "until_day": f"{NEXT:%Y-%m-%d}",
            "until_clock": "",
            "parts": ["targets"],
            "reason": "Rättelse",
        } | changes

    def test_it_is_opened_for_one_and_closed_again(self, signed_in):
        client = signed_in("strategist")
        client.post(self.address, self.sent())
        (one,) = openings()
        assert (one.person, one.reason, [part.value for part in one.parts]) == (
            "editor",
            "Rättelse",
            ["targets"],
        )
        page = read(client.get(PLAN).content)
        assert "Rättelse" in page.text
        (link,) = page.hrefs(f"{self.address}stang/")
        assert client.get(link).status_code == 200

        close = {"key": str(uuid4()), "person": "editor", "role": "", "reason": "Klart"}
        client.post(f"{self.address}stang/", close)
        assert openings() == ()

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"person": "", "role": ""}, "id_person"),
            ({"role": "editor"}, "id_person"),
            ({"person": "nobody"}, "id_person"),
            ({"until_day": "2021-01-01"}, "id_until_day"),
            ({"reason": ""}, "id_reason"),
        ],
    )
    def test_what_is_wrong_stands_at_its_field(self, signed_in, changes, field):
        answer = signed_in("strategist").post(self.address, self.sent(**changes))

        assert answer.status_code == 422
        assert f'href="#{field}"' in answer.content.decode()
        assert openings() == ()

    def test_closing_what_is_not_open_is_refused(self, signed_in):
        sent = {"key": str(uuid4()), "person": "editor", "reason": "Klart"}

        assert signed_in("strategist").post(f"{self.address}stang/", sent).status_code == 422


def _participations():
    from enslinje.organisation import access

    return access.occasion_bodies().select_related("body")


def extensions():
    return occasion_queries.extensions(year=2021, actor=LOADER)


def openings():
    return occasion_queries.lock_openings(year=2021, actor=LOADER)
