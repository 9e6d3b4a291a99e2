"""What runs against an arena, in a process of its own: `python -m tests.stress.jobs JOB OPTIONS`.

It forks the processes that race and die, so it starts no thread and holds no connection meanwhile.
"""

import importlib
import json
import sys
import time

import django

JOBS = {
    "edits": "tests.stress.edits",
    "repeats": "tests.stress.repeats",
    "kills": "tests.stress.kills",
    "posting_kills": "tests.stress.posting_kills",
    "file_kills": "tests.stress.file_kills",
    "server_kills": "tests.stress.server_kills",
    "database_kills": "tests.stress.database_kills",
}


def main(job: str, options: str) -> None:
    """Record the small town where there is none, run the job, print what it tells as JSON."""
    django.setup()
    from django.db import connections, transaction

    from enslinje.journal.models import ChangeSet
    from tests import town

    with transaction.atomic():
        if not ChangeSet.objects.exists():
            town.record_town()
    connections.close_all()
    started = time.monotonic()
    told = importlib.import_module(JOBS[job]).run(**json.loads(options))
    said = json.dumps(told | {"seconds": round(time.monotonic() - started, 1)})
    sys.stdout.write(f"{said}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
