"""Pure arithmetic on tables: no Django, no clock, no files."""
