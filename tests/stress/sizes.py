"""How much is done: a sample in `make test`, the whole in `make stress`, a part of it by
`ENSLINJE_STRESS=0.1 make stress`."""

import os

import pytest

SCALE = float(os.environ.get("ENSLINJE_STRESS", "1"))


def both(*, sample: int, full: int) -> list:
    """The two sizes of one test; the full one is marked `stress`."""
    return [sample, pytest.param(scaled(full), marks=pytest.mark.stress)]


def scaled(full: int) -> int:
    """The part of `full` that was asked for."""
    return max(1, round(full * SCALE))


def part_of(every: list) -> list:
    """As large a part of what there is as was asked for, spread over it."""
    return every[:: max(1, round(1 / SCALE))]
