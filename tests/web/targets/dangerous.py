"""Files that cost whoever reads them: small ones that get large, and large ones.

They are made when they are asked for: together they are some hundred megabytes.
"""

import io
import zipfile
import zlib
from collections.abc import Callable
from random import Random

from enslinje.exchange.excel_archive import MOST_MARKS_BESIDE
from tests.web.targets import handmade
from tests.web.targets.handmade import MAIN, SHEET, STRINGS, Raw, book, cell, parts, sheet, zipped
from tests.web.targets.malformed import HEADS, End, Made, refused

MB = 1_000_000
BOMB = 2_000 * MB
TOO_LARGE_INSIDE = "filen blir för stor när den packas upp"
KINDS: dict[str, Callable[[], Made]] = {}


def kind(make: Callable[[], Made]) -> Callable[[], Made]:
    KINDS[make.__name__.replace("_", " ")] = make
    return make


def good() -> dict[str, bytes]:
    """The parts of a workbook that nothing is wrong with."""
    return parts({"Årsmål": sheet([HEADS, ["JOBS", 30, ""]])})


def with_part(name: str, content: bytes | str) -> bytes:
    """A workbook with one part exchanged, so large a file that what it becomes is in proportion."""
    text = content if isinstance(content, bytes) else content.encode()
    padding = Random(1).randbytes(len(text) // 150)
    return zipped(good() | {name: text, "xl/media/image1.png": padding})


def inflating(name: str, before: str, after: str, size: int = BOMB) -> bytes:
    """A workbook where one part is `size` bytes of the letter a between two texts, made at once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    step = packer.compress(before.encode()) + packer.flush(zlib.Z_FULL_FLUSH)
    block = b"a" * MB
    middle = packer.compress(block) + packer.flush(zlib.Z_FULL_FLUSH)
    end = packer.compress(after.encode()) + packer.flush()
    times = size // MB
    crc = zlib.crc32(before.encode())
    for _ in range(times):
        crc = zlib.crc32(block, crc)
    crc = zlib.crc32(after.encode(), crc)
    packed = step + middle * times + end
    return _stored_as(name, packed, crc=crc, size=len(before.encode()) + size + len(after.encode()))


def _stored_as(name: str, packed: bytes, *, crc: int, size: int) -> bytes:
    """A workbook with a part that is packed already, with what the archive says of it."""
    out = io.BytesIO(zipped({key: part for key, part in good().items() if key != name}))
    with zipfile.ZipFile(out, "a") as archive:
        about = zipfile.ZipInfo(name)
        about.compress_type = zipfile.ZIP_STORED
        archive.writestr(about, packed)
        listed = archive.getinfo(name)
        listed.compress_type, listed.CRC, listed.file_size = zipfile.ZIP_DEFLATED, crc, size
    content = bytearray(out.getvalue())
    head = listed.header_offset
    content[head + 8 : head + 10] = (8).to_bytes(2, "little")
    content[head + 14 : head + 18] = crc.to_bytes(4, "little")
    content[head + 22 : head + 26] = (size & 0xFFFFFFFF).to_bytes(4, "little")
    return bytes(content)


LONG_CELL = (
    f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>',
    "</t></is></c></row></sheetData></worksheet>",
)
LONG_STRING = (f'<sst xmlns="{MAIN}"><si><t>', "</t></si></sst>")


def hundreds_of_megabytes() -> Made:
    """A bomb small enough to go off: it is none of the kinds."""
    return refused("bomb.xlsx", inflating(STRINGS, *LONG_STRING, 350 * MB), TOO_LARGE_INSIDE)


@kind
def gigabytes_in_a_sheet() -> Made:
    return refused("bomb.xlsx", inflating(SHEET, *LONG_CELL), TOO_LARGE_INSIDE)


@kind
def gigabytes_in_the_strings() -> Made:
    return refused("bomb.xlsx", inflating(STRINGS, *LONG_STRING), TOO_LARGE_INSIDE)


@kind
def gigabytes_that_are_not_told() -> Made:
    """The archive says that the part is small."""
    content = inflating(SHEET, *LONG_CELL)
    size = len("".join(LONG_CELL)) + BOMB
    small = content.replace(size.to_bytes(4, "little"), (900).to_bytes(4, "little"))
    assert small != content
    return refused("bomb.xlsx", small, "går inte att läsa som en Excel-arbetsbok")


@kind
def gigabytes_in_a_picture() -> Made:
    return refused("bomb.xlsx", inflating("xl/media/a.png", "", ""), TOO_LARGE_INSIDE)


@kind
def thousands_of_parts() -> Made:
    many = {f"xl/a{at}.xml": b"<a/>" for at in range(3_000)}
    return refused("delar.xlsx", zipped(good() | many), TOO_LARGE_INSIDE)


@kind
def a_million_strings() -> Made:
    text = f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * MB}</sst>'
    return refused("texter.xlsx", with_part(STRINGS, text), TOO_LARGE_INSIDE)


@kind
def a_million_styles() -> Made:
    return refused(
        "format.xlsx", with_part("xl/styles.xml", handmade.styles("<xf/>" * MB)), TOO_LARGE_INSIDE
    )


@kind
def as_many_styles_as_are_read() -> Made:
    text = handmade.styles("<xf/>" * (MOST_MARKS_BESIDE - 500))
    return Made("format.xlsx", with_part("xl/styles.xml", text), End.READ)


@kind
def a_million_empty_rows() -> Made:
    return refused("rader.xlsx", with_part(SHEET, rows_of("<row/>" * MB)), TOO_LARGE_INSIDE)


@kind
def a_million_attributes() -> Made:
    said = " ".join(f'a{at}=""' for at in range(MB))
    return refused("attribut.xlsx", with_part(SHEET, rows_of(f"<row {said}/>")), TOO_LARGE_INSIDE)


@kind
def elements_in_elements() -> Made:
    deep = 140_000
    text = rows_of("<row>" * deep + "</row>" * deep)
    return Made("djup.xlsx", with_part(SHEET, text), End.CHANCE)


@kind
def a_number_of_millions_of_digits() -> Made:
    text = rows_of(f'<row r="1"><c r="A1"><v>{"9" * 15 * MB}</v></c></row>')
    return refused("siffror.xlsx", with_part(SHEET, text), "Inget är sparat.")


@kind
def a_text_of_millions_of_letters() -> Made:
    text = rows_of(f'<row r="1">{cell("A1", "å" * 9 * MB)}</row>')
    return refused("bokstäver.xlsx", with_part(SHEET, text), "rubriken Kod")


@kind
def the_last_cell_there_is() -> Made:
    last = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    text = rows_of(last).replace("<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    return refused("sista.xlsx", with_part(SHEET, text), "för många rader", "rad 2002")


@kind
def a_row_beyond_the_last() -> Made:
    text = rows_of('<row r="999999999999"><c><v>1</v></c></row>')
    return refused("bortom.xlsx", with_part(SHEET, text), "för många rader", "rad 2002")


@kind
def a_cell_far_right_in_each_row() -> Made:
    rows = "".join(f'<row r="{at}"><c r="XFD{at}"><v>1</v></c></row>' for at in range(1, 90_000))
    return refused("höger.xlsx", with_part(SHEET, rows_of(rows)), "Inget är sparat.")


@kind
def an_empty_cell_far_right_in_each_row() -> Made:
    rows = "".join(f'<row r="{at}"><c r="XFD{at}" s="1"/></row>' for at in range(1, 2_000))
    return refused("höger.xlsx", with_part(SHEET, rows_of(rows)), "rad 1, kolumn XFD", "längre")


@kind
def as_wide_rows_as_are_read() -> Made:
    rows = "".join(f'<row r="{at}"><c r="ALL{at}" s="1"/></row>' for at in range(1, 2_000))
    return refused("brett.xlsx", with_part(SHEET, rows_of(rows)), "inga ifyllda celler")


@kind
def as_large_a_sheet_as_is_read() -> Made:
    """Two thousand rows, nearly as many marks as are read, and formulas, so it is read twice."""
    formula = Raw("n", "1", "1+1")
    rows = [HEADS, *([f"X{at}", formula, *["abc"] * 15] for at in range(1_999))]
    return Made("stor.xlsx", book(rows), End.TOLD, ("ingen av era indikatorer",))


@kind
def millions_of_separators() -> Made:
    return refused(
        "streck.csv",
        b"Kod;V" + b";" * 19_900_000,
        "för stor",
        "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000 tecken",
    )


@kind
def millions_of_cells() -> Made:
    line = b";".join([b"ab"] * 50) + b"\n"
    return refused("celler.csv", line * (19_900_000 // len(line)), "för stor")


@kind
def as_many_cells_as_are_read() -> Made:
    """A million columns that are a million characters."""
    return refused("kolumner.csv", b"Kod;" + b";" * 999_990, "Inget är sparat.")


@kind
def a_quote_of_millions_of_letters() -> Made:
    return refused("citat.csv", b'Kod;"' + "å".encode() * 9_900_000, "för stor")


@kind
def millions_of_letters_of_four_bytes() -> Made:
    return refused("tecken.csv", "😀".encode() * 4_990_000, "för stor")


@kind
def more_bytes_than_are_read() -> Made:
    return refused("större.csv", b"Kod;x\n" * 3_400_000, "för stor")


def rows_of(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
