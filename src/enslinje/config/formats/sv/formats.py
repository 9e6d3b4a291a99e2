"""Swedish: 2021-04-30 and 1 234,5."""

from enslinje.config.formats.iso import *  # noqa: F403  (Django reads the names of this module)

DECIMAL_SEPARATOR = ","
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
