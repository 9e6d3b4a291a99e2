"""Whom a text names by `@` and a code."""

import re

_MENTION = re.compile(r"(?<![\w@.])@([\w-](?:[\w.-]*[\w-])?)")


def mentions(text: str) -> tuple[str, ...]:
    """Return the codes after `@` in `text`, each once, in its order; an address of mail is none.

    A mark that ends a sentence does not belong to the code: `@anna.` names `anna`.
    """
    return tuple(dict.fromkeys(_MENTION.findall(text)))
