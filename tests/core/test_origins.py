"""What results rest on, and who acts."""

import pytest

from enslinje.core.actors import Actor, Source, system
from enslinje.core.origins import Origin, weakest
from enslinje.core.terms import Basis
from enslinje.core.versions import UNSEEN


@pytest.mark.parametrize(
    ("bases", "expected"),
    [
        ([], Basis.STATED),
        ([Basis.SOURCE], Basis.SOURCE),
        ([Basis.STATED, Basis.INVENTED, Basis.SOURCE], Basis.INVENTED),
        ([Basis.KNOWLEDGE, Basis.INFERRED], Basis.KNOWLEDGE),
    ],
)
def test_a_result_is_as_weak_as_its_weakest_input(bases, expected):
    assert weakest(bases) is expected


def test_bases_go_from_stated_to_invented():
    assert sorted(Basis, key=lambda basis: basis.weakness) == list(Basis)
    assert Basis.STATED.weakness == 0
    assert Basis.INVENTED.weakness == len(Basis) - 1


def test_an_origin_needs_only_its_basis():
    origin = Origin(Basis.SOURCE)
    assert (origin.source_ref, origin.recorded_at, origin.actor, origin.note) == ("", None, "", "")


def test_the_system_is_nobody():
    assert system(Source.COMMAND) == Actor("system", Source.COMMAND, on_behalf_of="")


def test_not_to_have_looked_is_not_to_have_seen_an_empty_place():
    assert UNSEEN is not None
    assert UNSEEN.value == "unseen"
