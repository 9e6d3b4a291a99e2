"""Who sees what is marked: by the policy, for each body, and nothing by oversight."""

import pytest

from enslinje.core import marking
from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking, Sight
from enslinje.core.policy import Holding, Role

BODIES = ("SKOLA", "PARK")


def sight(*holdings: Holding) -> Sight:
    return marking.sight_of(holdings, BODIES, {})


@pytest.mark.parametrize("body", ["", *BODIES])
def test_the_public_sees_what_is_public_and_nothing_else(body):
    seen = {one for one in Marking if PUBLIC_SIGHT.sees(one, body)}

    assert seen == {Marking.PUBLIC}
    assert sight() == PUBLIC_SIGHT


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (Role.READER, {Marking.PUBLIC, Marking.WORKING}),
        (Role.EDITOR, set(Marking)),
        (Role.POLITICIAN, {Marking.PUBLIC}),
    ],
)
def test_a_body_s_own_people_see_their_own(role, seen):
    its = sight(Holding(role, "SKOLA"))

    assert {one for one in Marking if its.sees(one, "SKOLA")} == seen
    assert {one for one in Marking if its.sees(one, "PARK")} == {Marking.PUBLIC}


def test_the_office_sees_work_but_no_body_s_secrets():
    its = sight(Holding(Role.STRATEGIST))

    assert its.work == {"", *BODIES}
    assert its.secret == {""}


def test_the_auditor_sees_all():
    its = sight(Holding(Role.AUDITOR))

    assert its.work == its.secret == {"", *BODIES}


def test_the_product_itself_leaves_nothing_out():
    assert all(EVERYTHING.sees(one, "SKOLA") for one in Marking)
