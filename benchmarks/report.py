"""What each engine prints: seconds by phase and the checksum of its result tables."""

import hashlib
import json
import sys
from collections.abc import Mapping, Sequence
from time import perf_counter

VALUES: Mapping[str, tuple[str, ...]] = {
    "by_body": ("low", "high", "divisor", "unknown", "given", "stated", "expected"),
    "alignment": (
        *("low", "high", "divisor", "worst_low", "worst_high", "worst_divisor"),
        *("unknown", "given", "stated", "expected", "waiting", "so_far"),
    ),
    "ambitions": ("better", "scale"),
    "total_ambitions": ("better", "scale"),
    "bars": ("is_quota", "is_below"),
    "missing": (),
}
"""The result tables and their columns of numbers; each also counts its rows."""

WORDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "alignment": ("status", ("met", "partly_met", "not_met", "withheld", "pending")),
    "ambitions": ("ambition", ("raised", "kept", "lowered")),
    "total_ambitions": ("ambition", ("raised", "kept", "lowered")),
}
"""The columns of words, whose every word is counted."""

MODULUS = 1_000_003
"""Values are reduced by it, so that a sum over millions of rows fits in 64 bits."""


class Phases:
    """Seconds of each phase, since the process started its first line."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = perf_counter()

    def done(self, name: str) -> None:
        """End the phase `name`."""
        now = perf_counter()
        self.seconds[name] = now - self._last
        self._last = now


def print_report(phases: Phases, sums: Mapping[str, Sequence[int]]) -> None:
    """Print one line of JSON. `sums` are whole numbers by result table, in a fixed order."""
    plain = {name: [int(value or 0) for value in sums[name]] for name in sorted(sums)}
    digest = hashlib.sha256(json.dumps(plain).encode()).hexdigest()[:12]
    report = {"seconds": phases.seconds, "checksum": digest}
    if "--sums" in sys.argv:
        report["sums"] = plain
    print(json.dumps(report))
