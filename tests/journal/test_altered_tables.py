"""SQLite rebuilds a table to alter it; the triggers it drops come back after the migration."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, models

from enslinje.goals.models import Target
from enslinje.journal import triggers


@pytest.mark.skipif("connection.vendor != 'sqlite'")
@pytest.mark.django_db(transaction=True)
def test_sqlite_drops_the_triggers_of_a_table_it_alters():
    old = Target._meta.get_field("source_ref")
    new = models.CharField(max_length=300, blank=True, default="")
    new.set_attributes_from_name("source_ref")
    new.model = Target
    for before, after in ((old, new), (new, old)):
        with connection.schema_editor() as editor:
            editor.alter_field(Target, before, after)
        assert triggers.missing() != []
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
        assert triggers.missing() == []
