"""Swedish alphabetical order, the same on every machine and database."""

_LAST = {"å": "{a", "ä": "{b", "ö": "{c", "é": "e", "ü": "y"}


def swedish_key(text: str) -> str:
    """Sort key: case ignored, å ä ö after z."""
    return "".join(_LAST.get(letter, letter) for letter in text.casefold())
