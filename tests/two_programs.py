"""Two processes that do what they are told, line by line, in the test's own database."""

import json
import os
import subprocess
import sys
from contextlib import ExitStack, contextmanager
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).parents[1]
TOLD = ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS")


@contextmanager
def two_programs(program, guard="guarded"):
    """Start `program` twice; calling it hands each its line at once and returns their answers.

    Each is given the settings of the database as JSON, and `guard`: "unguarded" for a control.
    """
    here = json.dumps({name: connection.settings_dict[name] for name in TOLD}, default=str)
    with ExitStack() as stack:
        both = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, str(program), here, guard],
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                    encoding="utf-8",
                    cwd=ROOT,
                    env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
                )
            )
            for _which in range(2)
        ]
        assert [one.stdout.readline() for one in both] == ["ready\n"] * 2

        def at_once(*lines):
            for one, line in zip(both, lines, strict=True):
                one.stdin.write(f"{line}\n")
            for one in both:
                one.stdin.flush()
            return [one.stdout.readline().rstrip("\n") for one in both]

        yield at_once
        for one in both:
            one.stdin.close()
