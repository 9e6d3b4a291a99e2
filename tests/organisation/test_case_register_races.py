"""Two programs that give two bodies the same prefix at the same time."""

from pathlib import Path

import pytest

from enslinje.organisation.models import CaseRegister
from tests import town
from tests.two_programs import two_programs

PROGRAM = Path(__file__).with_name("numbering.py")

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_two_programs_one_gets_the_prefix():
    town.record_town()
    with two_programs(PROGRAM) as at_once:
        for prefix in ("A", "B", "C", "D"):
            answers = at_once(f"{prefix} SKOLA", f"{prefix} PARK")
            assert sorted(answers) == ["PrefixTaken", "kept"]
            assert CaseRegister.objects.current().filter(prefix=prefix).count() == 1


def test_without_asking_whose_it_is_the_index_stops_the_second():
    """The control of what is asked: the index alone refuses, in words for nobody."""
    town.record_town()
    with two_programs(PROGRAM, "unguarded") as at_once:
        answers = at_once("E SKOLA", "E SKOLA")
    assert sorted(answers) == ["IntegrityError", "kept"]
