"""What plans hold, read table by table: what reading all tables together is held against."""

from enslinje.filing import contents
from enslinje.filing.contents import Asked
from enslinje.filing.tables import CONTENTS
from tests.journal.history import one_by_one


def told(bodies, year, moments, sights):
    """Everything that plans held at these moments, in its order and with the type of each value."""
    return {
        (body, moment): [
            contents.fingerprint(body=body, year=year, change_set=moment),
            *(spelled(body, year, moment, sight) for sight in sights),
        ]
        for body in bodies
        for moment in moments
    }


def spelled(body, year, moment, sight):
    held = contents.held_together([Asked(one, body, year, moment, sight) for one in CONTENTS])
    return [
        (asked.content.kind, place, [(type(value), value) for value in row.values()])
        for asked, rows in held.items()
        for place, row in rows.items()
    ]


def read_table_by_table(monkeypatch):
    """Have each table read by its own query, as Django puts it together and reads it."""
    monkeypatch.setattr(contents, "_there", contents._there._build)
    monkeypatch.setattr(contents, "rows_of", one_by_one.alone)
