"""Mitt arbete: what is missing, by when, each a link to the very field."""

import pytest

from enslinje.core.terms import OccasionKind, OccasionState
from enslinje.organisation import operations
from tests.people import record_people
from tests.town import LOADER, occasion, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

START = "/arbete/"
GRID = "/arbete/2021/namnd/skola/malvarden/"


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()


def test_each_missing_target_leads_to_its_own_field(signed_in):
    state(target(60, indicator="SHARE"), actor=LOADER)
    page = read(signed_in("editor").get(START).content)

    assert "Årsmål 2021, 2 kvar" in page.text
    assert f"{GRID}#JOBS" in page.hrefs()
    assert f"{GRID}#SHARE" not in page.hrefs()


def test_when_everything_is_stated_nothing_is_left(signed_in):
    from enslinje.core.terms import Kind
    from enslinje.core.values import Stated

    none = Stated(Kind.NOT_RELEVANT, reason="Ingen skola")
    drafts = [target(none, indicator=code) for code in ("JOBS", "SHARE", "PLAN")]
    state(*drafts, actor=LOADER)

    assert not [one for one in read(signed_in("editor").get(START).content).hrefs() if GRID in one]


def test_after_the_time_it_is_nobodys_to_do(signed_in):
    operations.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
    )

    assert "Årsmål 2021, " not in read(signed_in("editor").get(START).content).text


def test_one_goes_on_where_one_was(signed_in):
    client = signed_in("editor")
    client.post(GRID, {"v-JOBS": "12", "r-JOBS": "", "b-JOBS": "-"})

    page = read(client.get(START).content)
    assert "Fortsätt där du var: Årsmål 2021, JOBS" in page.text


@pytest.mark.parametrize("who", ["reader", "strategist", "administrator"])
def test_who_states_no_targets_has_none_to_state(signed_in, who):
    assert "Att göra" not in read(signed_in(who).get(START).content).text
