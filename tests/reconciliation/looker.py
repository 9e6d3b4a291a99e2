"""A program that looks at a year, line by line: another process with pictures of its own.

`python tests/reconciliation/looker.py DATABASE GUARD`: the settings of the database as JSON, and
"unguarded" for the control, which keeps a picture whatever is written.
"""

import json
import os
import sys
from dataclasses import replace

os.environ["DJANGO_SETTINGS_MODULE"] = "enslinje.config.settings"
os.environ.setdefault("POLARS_MAX_THREADS", "1")

import django
from django.conf import settings

settings.DATABASES["default"] |= json.loads(sys.argv[1])
django.setup()

from enslinje.reconciliation import queries  # noqa: E402
from tests.town import YEAR  # noqa: E402

if sys.argv[2] == "unguarded":
    honest = queries.year_as_filed

    def whatever_is_written(**asked):
        clock, filed = honest(**asked)
        return replace(clock, version=0), filed

    queries.year_as_filed = whatever_is_written
    queries.kept_by.pulse_of = lambda _year: 0


def look(saved):
    """What SKOLA's target is, whether it is found missing, and what it says of the goal."""
    picture = queries.picture(YEAR, saved=saved)
    (target,) = [one for one in picture.indicator("JOBS").targets if one.body.code == "SKOLA"]
    (cell,) = [one for one in picture.goal("1.1").contributions if one.body.code == "SKOLA"]
    missing = any(
        one.rule == "target-missing" and one.body.code == "SKOLA" and one.subject == "JOBS"
        for one in picture.findings
    )
    return [None if target.is_missing else int(target.low), missing, cell.state.value]


print("ready", flush=True)  # noqa: T201
for line in sys.stdin:
    print(json.dumps(look(line.split())), flush=True)  # noqa: T201
