r"""One line to its fields and back: quotation marks, escapes, and lists within braces.

The standard escapes a quotation mark by a backslash and says nothing of the backslash itself. So:
backslashes just before a quotation mark, or last in a quoted field, count in pairs, as in the
arguments of a Windows program; anywhere else a backslash is itself. `"C:\x"` and `"\"Ett\""` are
read as the standard means them, and every text can be written.
"""

import re
from functools import lru_cache

from enslinje.exchange.sie.faults import Code, Wrong
from enslinje.exchange.sie.model import Field

BLANKS = " \t"

# Possessive: a line is read once, however it is spoilt.
_QUOTED = r'"(?:[^"\\]++|\\.)*+"'
_TOKEN = re.compile(rf' *+(?:({_QUOTED})|\{{((?:[^{{}}"]++|{_QUOTED})*+)\}}|([^ "{{][^ ]*+))')
# A whole run at a time, whatever follows it: no run is looked at twice.
_RUN = re.compile(r'(\\++)("|\Z)?|"')
_BARE = re.compile(r'[^\s"{}\\]+')
_LABEL = re.compile(r'#[^\s"{}\\]+')


def fields_of(line: str) -> tuple[Field, ...]:
    """Part a line into its fields. A tab is a blank, within quotation marks too.

    Raises:
        Wrong: quotation marks or braces do not pair.
    """
    line = line.replace("\t", " ").strip(" ")
    if '"' not in line and "{" not in line:
        return tuple(part for part in line.split(" ") if part)
    fields: list[Field] = []
    place, end = 0, len(line)
    for found in _TOKEN.finditer(line):
        if found.start() != place:
            break
        place = found.end()
        quoted, listed, bare = found.groups()
        if bare is not None:
            fields.append(bare)
        elif listed is not None:
            fields.append(_texts(listed))
        elif place < end and line[place] != " ":
            raise Wrong(Code.TEXT_AFTER_QUOTE, line[place:])
        else:
            fields.append(_unescaped(quoted[1:-1]))
    if place < end:
        raise Wrong(_why(line[place:].lstrip(" ")))
    return tuple(fields)


@lru_cache(maxsize=512)
def _texts(listed: str) -> tuple[str, ...]:
    """The fields within braces. The same few come again and again."""
    return tuple(part for part in fields_of(listed) if isinstance(part, str))


def _why(rest: str) -> Code:
    return Code.OPEN_QUOTE if rest.startswith('"') else Code.OPEN_LIST


def _unescaped(text: str) -> str:
    return _RUN.sub(_halved, text) if "\\" in text else text


def _halved(run: re.Match[str]) -> str:
    backslashes, end = run.groups()
    if end is None or backslashes is None:
        return run[0]
    return "\\" * (len(backslashes) // 2) + end


def quoted(text: str) -> str:
    """Write a text within quotation marks."""
    return f'"{_RUN.sub(_doubled, text)}"'


def _doubled(run: re.Match[str]) -> str:
    backslashes, end = run.groups()
    if backslashes is None:
        return '\\"'
    if end is None:
        return backslashes
    return backslashes * 2 + ('\\"' if end else "")


def plain(text: str) -> str:
    """Write a code: as it is where it can be, otherwise within quotation marks."""
    return text if _BARE.fullmatch(text) else quoted(text)


def listed(texts: tuple[str, ...]) -> str:
    """Write a list within braces."""
    return "{" + " ".join(map(quoted, texts)) + "}"


def is_label(text: str) -> bool:
    """Whether a text can begin a record."""
    return _LABEL.fullmatch(text) is not None
