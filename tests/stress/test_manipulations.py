"""Manipulations of the log and of the tables it covers, by the thousand: all are found.

`tests/journal/test_verify_log.py` has the sample, and the controls.
"""

import sys
from collections import Counter

import pytest
from django.conf import settings

from enslinje.journal import log_reading
from tests.journal import manipulations
from tests.stress.sizes import scaled


@pytest.mark.stress
def test_every_manipulation_is_found(db, tmp_path, capsys):
    manipulations.write_a_history()
    counted = Counter()
    missed = manipulations.unfound(
        manipulations.saved(tmp_path),
        tmp_path,
        key=settings.LOG_KEY.encode(),
        head=log_reading.head().text,
        times=scaled(5_000),
        seed="stress",
        counted=counted,
    )
    with capsys.disabled():
        said = f"{counted.total()}, not found {len(missed)}: {dict(counted)}"
        sys.stdout.write(f"\nmanipulations {said}\n")
    assert missed == []
