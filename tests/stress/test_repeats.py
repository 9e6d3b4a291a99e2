"""Duplicate submissions: one effect, one answer; under the same key nothing else is let through."""

import pytest

from tests.stress.sizes import both


@pytest.mark.parametrize("submissions", both(sample=200, full=10_000))
def test_no_submission_has_two_effects(run, submissions):
    told = run("repeats", submissions=submissions)

    assert told["harms"] == {}
    assert told["done"] == told["keys"]
    assert told["repeated"] > told["refused"] > 0


# Controls ---------------------------------------------------------------------------------------


def test_without_the_lock_a_repeat_gets_a_refusal_or_an_error_for_an_answer(run):
    told = run("repeats", submissions=100, off=["lock"])

    assert set(told["harms"]) & {"a repeat refused", "error"}


def test_without_the_lock_and_the_unique_key_it_has_two_effects(run):
    told = run("repeats", submissions=100, off=["lock", "key", "condition", "index"])

    assert told["harms"]["double effect"] > 0
    assert told["harms"]["double effect: keys"] > 0
