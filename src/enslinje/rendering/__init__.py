"""Pictures and files from plain values: no Django, no database, no clock."""
