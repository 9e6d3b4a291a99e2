"""What one write did, what somebody wrote, what was written about a body."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.actors import Actor, Source
from enslinje.core.policy import Holding, Role
from enslinje.journal.history import queries
from enslinje.journal.history.register import HistoryNotFound
from enslinje.journal.models import ChangeSet
from enslinje.organisation.sight import sight_of
from tests import town
from tests.town import KIM, LOADER, SAM, state, target

pytestmark = pytest.mark.django_db
EVERYTHING = sight_of(LOADER)
PARK_ONLY = sight_of(Actor("park", Source.PAGE, holdings=(Holding(Role.READER, "PARK"),)))


@pytest.fixture(autouse=True)
def _town():
    town.record_town()


def addresses(written):
    return [entry.address for entry in written.entries]


def test_a_write_tells_everything_it_did():
    first = state(target(30), target(20, body="PARK"))
    seen = dict(zip(("SKOLA", "PARK"), first.rows, strict=True))
    both = state(
        target(31, seen=seen["SKOLA"]), target(21, body="PARK", seen=seen["PARK"]), actor=SAM
    )

    found = queries.write(both.change_set, sight=EVERYTHING)

    assert (found.write.person, found.total, found.pages) == ("sam", 2, 1)
    assert [
        (entry.address, [(one.before, one.after) for one in entry.changes])
        for entry in found.entries
    ] == [
        ("arsmal/2021/JOBS/PARK/2021/all", [("minst 20\u00a0pieces", "minst 21\u00a0pieces")]),
        ("arsmal/2021/JOBS/SKOLA/2021/all", [("minst 30\u00a0pieces", "minst 31\u00a0pieces")]),
    ]


def test_of_a_write_for_several_bodies_only_what_may_be_seen_is_told():
    both = state(target(30), target(20, body="PARK"))
    found = queries.write(both.change_set, sight=PARK_ONLY)
    assert (addresses(found), found.total) == (["arsmal/2021/JOBS/PARK/2021/all"], 1)


def test_a_write_with_nothing_to_be_seen_answers_like_one_that_is_not():
    foreign = state(target(30)).change_set
    for change_set in (foreign, 10**6):
        with pytest.raises(HistoryNotFound):
            queries.write(change_set, sight=PARK_ONLY)
    assert queries.write(foreign, sight=EVERYTHING).total == 1


def test_a_large_write_comes_in_pages():
    duties = ChangeSet.objects.get(action="lay_duties").pk
    pages = [queries.write(duties, sight=EVERYTHING, page=at, size=4) for at in (1, 2)]
    assert [len(page.entries) for page in pages] == [4, 2]
    assert {(page.total, page.pages) for page in pages} == {(6, 2)}
    assert len({*addresses(pages[0]), *addresses(pages[1])}) == 6


def test_a_write_that_ends_and_begins_groups_is_told_by_group():
    formed = ChangeSet.objects.get(action="form_groups").pk
    found = queries.write(formed, sight=EVERYTHING)
    assert addresses(found) == ["krets/2021/all_committees"]


def test_what_somebody_wrote_comes_newest_first_also_through_a_deputy():
    one = state(target(1))
    behalf = Actor("sam", Source.PAGE, on_behalf_of="kim", holdings=KIM.holdings)
    two = state(target(2, seen=one.rows[0]), actor=behalf)
    state(target(3, seen=two.rows[0]), actor=SAM)

    found = queries.of_person("kim", sight=EVERYTHING)

    assert [one.write.change_set for one in found.writes] == [two.change_set, one.change_set]
    assert found.older is None


def test_recent_writes_continue_where_the_last_answer_ended():
    seen, written = None, []
    for value in range(5):
        receipt = state(target(value, seen=seen))
        seen = receipt.rows[0]
        written.insert(0, receipt.change_set)

    found, older = [], None
    for _page in range(3):
        answer = queries.of_person("kim", sight=EVERYTHING, older=older, size=2)
        found += [one.write.change_set for one in answer.writes]
        older = answer.older

    assert found == written
    assert older is None


def test_what_was_written_about_a_body_is_of_that_body_only():
    both = state(target(30), target(20, body="PARK"))
    state(target(2, indicator="SHARE"))

    newest, *_older = queries.of_body("PARK", sight=EVERYTHING).writes

    assert newest.write.change_set == both.change_set
    assert addresses(newest) == ["arsmal/2021/JOBS/PARK/2021/all"]
    assert queries.of_body("PARK", sight=PARK_ONLY).writes[0].write.change_set == both.change_set
    assert queries.of_body("SKOLA", sight=PARK_ONLY).writes == ()


def test_the_number_of_queries_does_not_grow_with_the_writes():
    def asked():
        with CaptureQueriesContext(connection) as caught:
            queries.of_body("SKOLA", sight=EVERYTHING)
        return len(caught)

    seen = state(target(1)).rows[0]
    before = asked()
    for value in range(20):
        seen = state(target(value, seen=seen)).rows[0]
    assert asked() == before <= 40
