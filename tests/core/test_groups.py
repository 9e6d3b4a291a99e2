"""Groups of bodies, also groups with exceptions."""

import pytest

from enslinje.core.errors import DomainError
from enslinje.core.groups import GroupShape, members_of

SHAPES = {
    "districts": GroupShape(is_open=False, members=frozenset({"FA", "BR", "HA", "SO"})),
    "districts_except_2": GroupShape(
        is_open=False, base="districts", exclusions=frozenset({"FA", "BR"})
    ),
    "districts_except_3": GroupShape(
        is_open=False, base="districts_except_2", exclusions=frozenset({"HA"})
    ),
    "partners": GroupShape(is_open=True, members=frozenset({"FA"})),
    "partners_except": GroupShape(is_open=False, base="partners", exclusions=frozenset({"FA"})),
    "circle": GroupShape(is_open=False, base="half_circle"),
    "half_circle": GroupShape(is_open=False, base="circle"),
    "dangling": GroupShape(is_open=False, base="nowhere"),
    "empty": GroupShape(is_open=False),
}


@pytest.mark.parametrize(
    ("group", "members"),
    [
        ("districts", {"FA", "BR", "HA", "SO"}),
        ("districts_except_2", {"HA", "SO"}),
        ("districts_except_3", {"SO"}),
        ("empty", set()),
    ],
)
def test_a_closed_group_is_expanded_without_its_exceptions(group, members):
    assert members_of(group, SHAPES) == members


@pytest.mark.parametrize("group", ["partners", "partners_except"])
def test_an_open_group_is_never_expanded(group):
    assert members_of(group, SHAPES) is None


@pytest.mark.parametrize(
    ("group", "fault"),
    [
        ("nowhere", "There is no group nowhere"),
        ("dangling", "There is no group nowhere"),
        ("circle", "The group circle is its own base"),
    ],
)
def test_a_group_that_leads_nowhere_is_refused(group, fault):
    with pytest.raises(DomainError, match=fault):
        members_of(group, SHAPES)
