"""Edit races: of those who save the same fact at once one is first, and the others are told."""

import pytest

from tests.stress.sizes import both

PROCESSES = 3


@pytest.mark.parametrize("rounds", both(sample=60, full=10_000))
def test_no_edit_is_lost_unseen(run, rounds):
    told = run("edits", rounds=rounds, processes=PROCESSES)

    assert told["harms"] == {}
    assert told["saved"] == rounds
    assert told["refused"] == rounds * (PROCESSES - 1)


# Controls: what is harmed without each protection -------------------------------------------------


def until(is_harmed, edits, times=8):
    """Return what `edits` tells as soon as that shows harm: who meets whom is up to the machine."""
    for _ in range(times):
        told = edits()
        if is_harmed(told["harms"]):
            break
    return told


def test_without_the_base_edits_overwrite_what_nobody_saw(run):
    operations = ["target", "contribution", "activity", "handover", "judgement"]
    told = run("edits", rounds=25, processes=PROCESSES, off=["base"], kinds=operations)

    assert set(told["harms"]) == {"overwritten unseen"}
    assert told["saved"] == 25 * PROCESSES


def test_without_the_lock_an_honest_edit_ends_in_an_error_or_half_done(run):
    told = until(
        lambda harms: set(harms) & {"error", "log"},
        lambda: run("edits", rounds=25, off=["lock"]),
    )

    assert set(told["harms"]) & {"error", "log"}


def test_without_the_lock_and_what_stands_behind_it_two_facts_hold(run):
    off = ["lock", "condition", "index"]
    told = until(
        lambda harms: "log" in harms and any(kind.endswith(" hold") for kind in harms),
        lambda: run("edits", rounds=25, off=off, kinds=["journal", "target"]),
    )

    assert any(kind.endswith(" hold") for kind in told["harms"])
    assert "log" in told["harms"]
