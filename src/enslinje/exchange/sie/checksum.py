"""The checksum of the standard: CRC-32 over the labels and fields between two #KSUMMA.

Labels with their #, and what the fields say: an escaped quotation mark is one quotation mark.
Blanks, quotation marks around fields, braces and ends of lines take no part, so a file can be laid
out anew and keep its sum.
"""

import zlib
from collections.abc import Sequence

from enslinje.exchange.sie.model import Field


def add(crc: int, label: str, fields: Sequence[Field], encoding: str) -> int:
    """Return the checksum so far with one more record, its text as `encoding` writes it."""
    content = "".join(part if isinstance(part, str) else "".join(part) for part in fields)
    return zlib.crc32(f"{label}{content}".encode(encoding), crc)
