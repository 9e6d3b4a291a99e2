"""A program that gives bodies case registers as it is told: the other side of a race.

`python tests/organisation/numbering.py DATABASE GUARD`: "unguarded" does not ask whose a prefix is.
"""

import json
import os
import sys

os.environ["DJANGO_SETTINGS_MODULE"] = "enslinje.config.settings"

import django
from django.conf import settings

settings.DATABASES["default"] |= json.loads(sys.argv[1])
django.setup()

from enslinje.core.errors import DomainError  # noqa: E402
from enslinje.organisation import operations  # noqa: E402
from tests.town import KIM, case_register  # noqa: E402

if sys.argv[2] == "unguarded":
    from enslinje.organisation.operations import case_registers

    case_registers.restate = lambda facts, *, change, **_rest: case_registers.record.record_many(
        facts, change=change
    )


def answer(line):
    """Give a body a register; the name of what refuses it, if anything does."""
    prefix, body = line.split()
    try:
        operations.keep_case_registers(
            actor=KIM, registers=[case_register(prefix, body, seen=None)]
        )
    except DomainError as refused:
        return type(refused).__name__
    except Exception as failed:  # noqa: BLE001 - the other side asks which
        return type(failed).__name__
    return "kept"


print("ready", flush=True)  # noqa: T201
for told in sys.stdin:
    print(answer(told), flush=True)  # noqa: T201
