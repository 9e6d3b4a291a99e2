"""Groups of bodies: members by year, open ones, and groups with exceptions."""

from datetime import UTC, datetime

import pytest

from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import GroupMembership
from enslinje.organisation import errors, group_queries, operations
from enslinje.organisation.models import BodyGroup, GroupMember
from tests.town import KIM, YEAR, group, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

OPEN = GroupMembership.OPEN
EXCEPT_PARK = group("except_park", base_group="all_committees", exclusions=("PARK",))


def form(*groups, year=YEAR):
    return operations.form_groups(actor=KIM, year=year, groups=groups)


def members(code, **when):
    return {row.code: row.members for row in group_queries.groups(**{"year": YEAR} | when)}[code]


def test_a_group_with_exceptions_is_the_others():
    form(EXCEPT_PARK)

    assert members("except_park") == ("KS", "SKOLA")


def test_exceptions_of_exceptions_are_resolved_in_any_order():
    form(group("only_ks", base_group="except_park", exclusions=("SKOLA",)), EXCEPT_PARK)

    assert members("only_ks") == ("KS",)


def test_a_new_member_of_the_base_is_in_it_too():
    form(EXCEPT_PARK)
    form(group("all_committees", members=("KS", "SKOLA", "PARK", "BOLAG")))

    assert members("except_park") == ("BOLAG", "KS", "SKOLA")


def test_an_open_group_is_never_expanded():
    form(group("concerned", membership=OPEN, stated_size=11))
    form(group("concerned_but_park", base_group="concerned", exclusions=("PARK",)))

    assert members("concerned") is None
    assert members("concerned_but_park") is None


def test_a_group_with_no_members_has_none_and_not_unknown_ones():
    form(group("empty"))

    assert members("empty") == ()


def test_each_year_has_its_members():
    form(group("all_committees", members=("KS",)), year=2022)

    assert members("all_committees", year=2022) == ("KS",)
    assert members("all_committees") == ("KS", "PARK", "SKOLA")


def test_those_who_stay_keep_their_rows_and_those_who_leave_are_remembered(time_machine):
    before = set(GroupMember.objects.values_list("pk", flat=True))
    time_machine.move_to("2090-01-01")
    receipt = form(group("all_committees", members=("KS", "BOLAG")))

    assert members("all_committees") == ("BOLAG", "KS")
    assert len(receipt.rows) == 1
    assert not before & set(receipt.rows)
    assert members("all_committees", as_of=datetime(2089, 1, 1, tzinfo=UTC)) == (
        "KS",
        "PARK",
        "SKOLA",
    )


MISFORMED = [
    (errors.UnknownBody, group("x", members=("SKOL",))),
    (errors.UnknownBody, group("x", base_group="all_committees", exclusions=("SKOL", "KS"))),
    (errors.UnknownGroup, group("x", base_group="all")),
    (errors.GroupMisformed, group("x", membership=OPEN, members=("KS",))),
    (errors.GroupMisformed, group("x", membership=OPEN, base_group="all_committees")),
    (errors.GroupMisformed, group("x", base_group="all_committees", members=("KS",))),
    (errors.GroupMisformed, group("x", exclusions=("KS",))),
    (errors.GroupMisformed, group("x", base_group="all_committees", exclusions=("BOLAG",))),
    (errors.GroupMisformed, group("x", base_group="x")),
    (errors.GroupAlreadyFormed, group("all_committees", name="Annat")),
    (errors.GroupAlreadyFormed, group("all_committees", base_group="good")),
    (DuplicateValue, group("good")),
]


@pytest.mark.parametrize(("refusal", "bad"), MISFORMED)
def test_one_that_does_not_fit_refuses_all(refusal, bad):
    if refusal is errors.UnknownBody and bad.exclusions:
        refusal = errors.GroupMisformed  # Whom the base does not have is said first.

    assert refused(refusal, lambda: form(group("good", members=("KS",)), bad)).row == 1


def test_groups_do_not_go_round():
    going_round = (group("a", base_group="b"), group("b", base_group="a"))

    found = refused(errors.GroupMisformed, lambda: form(*going_round))

    assert [one.row for one in found.all] == [0, 1]
    assert not BodyGroup.objects.filter(code="a").exists()
