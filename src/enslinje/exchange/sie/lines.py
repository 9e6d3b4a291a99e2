"""A stream of bytes to lines of text, within limits, one at a time."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from enslinje.exchange.sie.encoding import Bytes, Encoding
from enslinje.exchange.sie.faults import Code, Faults

MARK_LENGTH = 3
END_OF_FILE = b"\x1a"  # Programs of the time of CP437 end their files with it.

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")


@dataclass(frozen=True)
class Limits:
    """How much is read at most. `faults` is how many of each severity are kept and told."""

    bytes: int = 1_000_000_000
    line_bytes: int = 32_768
    records: int = 10_000_000
    voucher_rows: int = 100_000
    faults: int = 10_000


LIMITS = Limits()


def lines_of(
    stream: BinaryIO, known: Bytes, limits: Limits, faults: Faults
) -> Iterator[tuple[int, str]]:
    """Yield the number and text of every line that is not blank. What cannot be read is told."""
    stream.read(MARK_LENGTH if known.has_mark else 0)
    for number, raw in enumerate(_raw_lines(stream, limits.line_bytes), start=1):
        if raw is None:
            faults.add(number, "", Code.LINE_TOO_LONG, most=limits.line_bytes)
            continue
        text = _text(raw, known.encoding)
        if text is None:
            faults.add(number, "", Code.UNDECODABLE, encoding=known.encoding.shown)
        elif text.isascii() and text.isprintable():
            if text.strip(" "):
                yield number, text
        elif _CONTROL.search(text):
            faults.add(number, "", Code.CONTROL_CHARACTER, value=_CONTROL.sub("�", text))
        elif text.strip(" \t"):
            yield number, text


def _raw_lines(stream: BinaryIO, most: int) -> Iterator[bytes | None]:
    """The bytes of each line without its end; None for one that is too long."""
    while raw := stream.readline(most + 2):
        line = raw.removesuffix(b"\n").removesuffix(b"\r")
        if len(line) <= most:
            yield line if raw.endswith(b"\n") else line.removesuffix(END_OF_FILE)
            continue
        while raw and not raw.endswith(b"\n"):
            raw = stream.readline(most)
        yield None


def _text(raw: bytes, encoding: Encoding) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None
