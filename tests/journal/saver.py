"""A program that saves what it is told, line by line: the other side of tests of races.

`python tests/journal/saver.py DATABASE GUARD`: the settings of the database as JSON, and
"unguarded" for the control.
"""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "enslinje.config.settings"

import django
from django.conf import settings

settings.DATABASES["default"] |= json.loads(sys.argv[1])
django.setup()

from enslinje.journal import restate  # noqa: E402
from tests.journal.saving import answer  # noqa: E402

if sys.argv[2] == "unguarded":
    restate.clashes = lambda *_seen, **_change: False

print("ready", flush=True)  # noqa: T201
for line in sys.stdin:
    print(answer(line), flush=True)  # noqa: T201
