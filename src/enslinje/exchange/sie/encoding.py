"""Which characters the bytes of a file stand for. The rule is settled by the bytes alone.

1. A byte order mark of UTF-8 says UTF-8.
2. Bytes that are UTF-8, and not plain ASCII, are UTF-8.
3. Otherwise the ten letters å ä ö Å Ä Ö é É ü Ü are counted as CP437 and as Windows-1252 would
   write them. Their bytes lie apart: 0x81–0x9A in the one, 0xC4–0xFC in the other.
4. More of the latter says Windows-1252, which has all that is seen of Latin-1. Anything else,
   a draw too, is CP437, as the standard says.

#FORMAT is not asked: files in every encoding say PC8.
"""

import codecs
from dataclasses import dataclass
from enum import StrEnum
from typing import BinaryIO

BLOCK = 1 << 16
LETTERS = "åäöÅÄÖéÉüÜ"


class Encoding(StrEnum):
    """The encodings that are read and written, by Python's names for them."""

    CP437 = "cp437"
    WINDOWS_1252 = "cp1252"
    UTF_8 = "utf-8"

    @property
    def shown(self) -> str:
        """Its name for people."""
        return {"cp437": "PC8 (CP437)", "cp1252": "Windows-1252", "utf-8": "UTF-8"}[self]


_AS_CP437 = LETTERS.encode(Encoding.CP437)
_AS_1252 = LETTERS.encode(Encoding.WINDOWS_1252)


@dataclass(frozen=True)
class Bytes:
    """What is known of a file's bytes: how many, and what they stand for."""

    size: int
    encoding: Encoding
    has_mark: bool = False
    is_text: bool = True  # No byte of the first block is zero, as in spreadsheets and UTF-16.


def look(stream: BinaryIO, most: int) -> Bytes:
    """Read a stream to its end, or past `most` bytes, and say what it is written in."""
    size = cp437 = windows = 0
    mark = False
    is_text = ascii_only = utf_8 = True
    decoder = codecs.getincrementaldecoder("utf-8")()
    while size <= most and (block := stream.read(BLOCK)):
        if size == 0:
            mark, is_text = block.startswith(codecs.BOM_UTF8), 0 not in block
        size += len(block)
        utf_8 = utf_8 and _decodes(decoder, block)
        if not block.isascii():
            ascii_only = False
            cp437 += len(block) - len(block.translate(None, _AS_CP437))
            windows += len(block) - len(block.translate(None, _AS_1252))
    utf_8 = utf_8 and _decodes(decoder, b"", final=True)
    if mark or (utf_8 and not ascii_only):
        return Bytes(size, Encoding.UTF_8, mark, is_text)
    found = Encoding.WINDOWS_1252 if windows > cp437 else Encoding.CP437
    return Bytes(size, found, mark, is_text)


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True
