"""Django's SQLite, with writers that queue. Named as `ENGINE` of the database."""
