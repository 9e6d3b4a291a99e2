"""Two programs that save from the same base, or with the same key, at the same time."""

from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest

from enslinje.plans.models import Contribution
from tests import town
from tests.journal.saving import contribute
from tests.two_programs import two_programs

ROUNDS = 6
PROGRAM = Path(__file__).with_name("saver.py")

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def programs(guard="guarded"):
    """Two programs that save; calling it hands each what to save and returns their answers."""
    with two_programs(PROGRAM, guard) as at_once:
        yield lambda *saves: [
            answer.split("\t") for answer in at_once(*("\t".join(map(str, save)) for save in saves))
        ]


def texts(number):
    return f"Första {number}", f"Andra {number}"


def test_of_two_from_the_same_base_one_is_saved_and_the_other_sees_it():
    town.record_town()
    base = contribute("Början").rows[0]
    with programs() as at_once:
        for number in range(ROUNDS):
            wanted = texts(number)
            answers = at_once(*((base, text, "") for text in wanted))
            ((won, (_saved, fact)),) = [
                (at, one) for at, one in enumerate(answers) if one[0] == "saved"
            ]
            assert answers[1 - won] == ["ContributionConflict", wanted[won]]
            assert Contribution.objects.current().get().text == wanted[won]
            base = int(fact)
    assert Contribution.objects.count() == 1 + ROUNDS


def test_without_the_rule_both_are_saved_and_one_is_written_over():
    """The control."""
    town.record_town()
    base = contribute("Början").rows[0]
    with programs("unguarded") as at_once:
        answers = at_once(*((base, text, "") for text in texts(0)))
    assert [kind for kind, _fact in answers] == ["saved", "saved"]
    assert Contribution.objects.count() == 3


def test_the_same_key_from_two_programs_has_one_effect_and_the_same_answer():
    town.record_town()
    base = contribute("Början").rows[0]
    with programs() as at_once:
        for number in range(ROUNDS):
            line = (base, f"Text {number}", uuid4())
            one, other = at_once(line, line)
            assert one == other
            assert one[0] == "saved"
            base = int(one[1])
    assert Contribution.objects.count() == 1 + ROUNDS


def test_without_a_key_the_second_is_refused_and_not_answered_alike():
    """The control: the same content twice is then two saves."""
    town.record_town()
    base = contribute("Början").rows[0]
    with programs() as at_once:
        line = (base, "Text", "")
        kinds = {kind for kind, _rest in at_once(line, line)}
    assert kinds == {"saved", "ContributionConflict"}
