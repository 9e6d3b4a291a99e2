"""Files named as workbooks that are damaged, or are something else."""

import zipfile
from io import BytesIO
from random import Random

from tests.web.targets import handmade
from tests.web.targets.handmade import parts, sheet
from tests.web.targets.malformed import (
    End,
    Made,
    Ours,
    csv_of,
    good_rows,
    kind,
    refused,
    shaken,
)

NO_BOOK = "filen går inte att läsa som en Excel-arbetsbok"
DANGEROUS_NAMES = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml")


@kind
def cut(random: Random, ours: Ours) -> Made:
    content = ours.workbook[: random.randrange(4, len(ours.workbook))]
    return refused("kapad.xlsx", content, NO_BOOK)


@kind
def stirred(random: Random, ours: Ours) -> Made:
    return Made("skadad.xlsx", shaken(random, ours.workbook, most=40), End.CHANCE)


@kind
def parts_exchanged(random: Random, ours: Ours) -> Made:
    """One of the parts is cut, emptied or another's."""
    files = handmade.unzipped(ours.workbook)
    name = random.choice(list(files))
    part = files[name][: random.randrange(len(files[name]) + 1)]
    files[name] = random.choice([b"", part, random.choice(list(files.values()))])
    return Made("delar.xlsx", handmade.zipped(files), End.CHANCE)


@kind
def part_missing(random: Random, ours: Ours) -> Made:
    files = handmade.unzipped(ours.workbook)
    del files[random.choice(DANGEROUS_NAMES)]
    return Made("saknas.xlsx", handmade.zipped(files), End.REFUSED)


@kind
def wrong_sum(random: Random, ours: Ours) -> Made:
    """The check sum of a part is another than its bytes have."""
    content = bytearray(ours.workbook)
    at = content.find(b"PK\x01\x02", random.randrange(content.find(b"PK\x01\x02") + 1))
    content[at + 16] ^= 1 + random.randrange(255)
    return refused("summa.xlsx", bytes(content), NO_BOOK)


@kind
def locked(random: Random, ours: Ours) -> Made:
    """Every part says that it is encrypted."""
    content = bytearray(ours.workbook)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = -1
        while (start := content.find(mark, start + 1)) >= 0:
            content[start + at] |= 1
    content[-1] ^= random.randrange(2)
    return refused("låst.xlsx", bytes(content), NO_BOOK)


@kind
def part_twice(random: Random, ours: Ours) -> Made:
    out = BytesIO(ours.workbook)
    rows = sheet(good_rows(random))
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(handmade.SHEET.upper()), rows)
    return refused("delen två gånger.xlsx", out.getvalue(), NO_BOOK)


@kind
def entities(random: Random, _ours: Ours) -> Made:
    """A few bytes that an XML reader makes gigabytes of, or a file of the server."""
    levels = "".join(
        f'<!ENTITY e{at} "{f"&e{at - 1};" * 10}">' for at in range(1, random.randrange(3, 12))
    )
    declared = random.choice(
        (f'<!DOCTYPE a [<!ENTITY e0 "ha">{levels}]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">')
    )
    files = parts({"Årsmål": declared + sheet(good_rows(random))})
    return refused("entiteter.xlsx", handmade.zipped(files), NO_BOOK)


@kind
def sheet_in_two_bytes(random: Random, _ours: Ours) -> Made:
    files = parts({"Årsmål": sheet(good_rows(random))})
    declared = '<?xml version="1.0" encoding="UTF-16"?>'
    files[handmade.SHEET] = (declared + files[handmade.SHEET].decode()).encode("utf-16")
    return refused("utf16.xlsx", handmade.zipped(files), NO_BOOK)


@kind
def old_excel(random: Random, _ours: Ours) -> Made:
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.randbytes(4_000)
    return refused("gammal.xls", content, "äldre Excelformat", "utan lösenord")


@kind
def another_office_format(random: Random, _ours: Ours) -> Made:
    """An .ods, an .xlsb, a .docx: archives all of them."""
    name, part = random.choice(
        (
            ("kalkyl.ods", "content.xml"),
            ("binär.xlsb", "xl/workbook.bin"),
            ("text.docx", "word/a.xml"),
        )
    )
    files = {"mimetype": b"application/x", part: b"<a/>" * random.randrange(1, 90)}
    return refused(name, handmade.zipped(files), NO_BOOK)


@kind
def picture(random: Random, _ours: Ours) -> Made:
    head = random.choice((b"\x89PNG\r\n\x1a\n\0\0", b"\xff\xd8\xff\xe0\0\x10JFIF\0", b"GIF89a\1\0"))
    return refused("bild.xlsx", head + random.randbytes(900), "filen är ingen text")


@kind
def web_page(random: Random, _ours: Ours) -> Made:
    rows = csv_of(good_rows(random), "</td><td>")
    head = random.choice(("<html>", "\n <!DOCTYPE html><html>", "<?xml version='1.0'?>"))
    content = f"{head}<table><tr><td>{rows}</td></table>"
    return refused("sida.xlsx", content.encode(), "webbsida eller XML", "spara den som Excel")
