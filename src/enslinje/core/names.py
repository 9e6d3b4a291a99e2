"""How a name that somebody wrote is compared with the names that are known."""

import re

_DASHES = re.compile("[\u2010\u2011\u2013]")
_BLANKS = re.compile(r"\s+")


def fold(text: str) -> str:
    """Return `text` without differences of case, of blanks and of dashes.

    "Exploaterings\u2011nämnden " and "exploaterings-nämnden" fold to the same.
    """
    return _BLANKS.sub(" ", _DASHES.sub("-", text)).strip().casefold()
