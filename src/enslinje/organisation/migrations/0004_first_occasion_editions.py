"""Each occasion's first edition, recorded and logged as a change of its own.

A due instant was the first that is too late; it becomes the last that is in time.
"""

import hashlib
from datetime import timedelta
from typing import Any

from django.db import migrations
from django.utils import timezone

from enslinje.journal.log import FIRST, canonical, mac, plain

CHAIN = "*/*"
FIELDS = ("occasion_id", "name", "opens_at", "due_at", "reference_at", "state")
CHANGE_SET = ("recorded_at", "actor_code", "on_behalf_of_code", "source", "action", "reason")


def state_what_holds(apps: Any, schema_editor: Any) -> None:
    """Record the first edition of every occasion, in one change set with its entry in the log."""
    occasions = list(apps.get_model("organisation", "Occasion").objects.order_by("pk"))
    if not occasions:
        return
    change_set = apps.get_model("journal", "ChangeSet").objects.create(
        recorded_at=timezone.now(),
        actor_code="system",
        source="command",
        action="migrate_occasions",
        reason="Tillfällenas tidpunkter blev uppgifter med historik.",
    )
    edition = apps.get_model("organisation", "OccasionEdition")
    recorded = [
        edition.objects.create(
            recorded_in=change_set,
            occasion=one,
            name=one.name,
            opens_at=one.opens_at,
            due_at=one.due_at and one.due_at - timedelta(microseconds=1),
            reference_at=one.reference_at,
            state=one.state,
        )
        for one in occasions
    ]
    _log(apps, change_set, recorded)


def _log(apps: Any, change_set: Any, editions: list[Any]) -> None:
    rows = [
        [one.pk, change_set.pk, None, *(plain(getattr(one, name)) for name in FIELDS)]
        for one in editions
    ]
    whole = [change_set.pk, *(plain(getattr(change_set, name)) for name in CHANGE_SET), None]
    entries = apps.get_model("journal", "LogEntry").objects
    latest = entries.filter(chain=CHAIN).order_by("-number").first()
    number, previous = (latest.number, latest.mac) if latest else (0, FIRST)
    content = canonical(
        {
            "chain": CHAIN,
            "number": number + 1,
            "change_set": change_set.pk,
            "recorded": {
                "organisation_occasionedition": {
                    "key": "id",
                    "columns": ["id", "recorded_in_id", "superseded_in_id", *FIELDS],
                    "rows": rows,
                },
                "journal_changeset": {
                    "key": "id",
                    "columns": ["id", *CHANGE_SET, "undoes_id"],
                    "rows": [whole],
                },
            },
            "settled": {},
            "names": {},
        }
    )
    entries.create(
        change_set=change_set,
        chain=CHAIN,
        number=number + 1,
        content=content,
        content_sha256=hashlib.sha256(content.encode()).hexdigest(),
        previous=previous,
        mac=mac(previous, content),
    )


class Migration(migrations.Migration):
    dependencies = [
        ("journal", "0002_log_entry"),
        ("organisation", "0003_occasion_editions"),
    ]

    operations = [migrations.RunPython(state_what_holds, migrations.RunPython.noop)]
