"""Workbooks made by hand, part by part, so that they can hold what no program would write."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DRAWING = {
    "xl/chartsheets/_rels/sheet1.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r1" Type="{LINKS}/drawing" Target="/xl/drawings/drawing1.xml"/>'
    f"</Relationships>".encode(),
    "xl/drawings/drawing1.xml": b"<xdr:wsDr "
    b'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>',
}
"""What a chart on a sheet of its own is drawn on."""
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
DAY, PERCENT, ZEROS, SAID_PERCENT = 1, 2, 3, 4
"""Styles of a cell, by their places in `styles`."""


@dataclass(frozen=True)
class Raw:
    """A cell that is no plain text or number: type, formula and value, as in the file."""

    kind: str
    value: str
    formula: str | None = None
    style: int = 0


def error(said: str) -> Raw:
    return Raw("e", said, "1/0")


def day(serial: int) -> Raw:
    return Raw("n", str(serial), style=DAY)


def letter(column: int) -> str:
    return chr(ord("A") + column) if column < 26 else letter(column // 26 - 1) + letter(column % 26)


def cell(place: str, value: object) -> str:
    match value:
        case None:
            return ""
        case Raw():
            formula = "" if value.formula is None else f"<f>{escape(value.formula)}</f>"
            kept = f"<v>{escape(value.value)}</v>"
            return f'<c r="{place}" s="{value.style}" t="{value.kind}">{formula}{kept}</c>'
        case bool():
            return f'<c r="{place}" t="b"><v>{value:d}</v></c>'
        case int() | float():
            return f'<c r="{place}"><v>{value!r}</v></c>'
        case text:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(str(text))}</t></is></c>'


def sheet(rows: Sequence[Sequence[object]], *, after: str = "", first: int = 1) -> str:
    """The XML of a sheet. `after` stands behind its rows, such as merged cells."""
    said = "".join(
        f'<row r="{number}">'
        + "".join(cell(f"{letter(at)}{number}", value) for at, value in enumerate(row))
        + "</row>"
        for number, row in enumerate(rows, start=first)
    )
    return f'<worksheet xmlns="{MAIN}"><sheetData>{said}</sheetData>{after}</worksheet>'


def merged(cells: str, quote: str = '"') -> str:
    return f'<mergeCells count="1"><mergeCell ref={quote}{cells}{quote}/></mergeCells>'


def styles(more: str = "") -> str:
    formats = '<numFmt numFmtId="170" formatCode="0&quot; %&quot;"/>'
    kinds = (0, 14, 9, 49, 170)
    cells = "".join(f'<xf numFmtId="{kind}" applyNumberFormat="1"/>' for kind in kinds)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts count="1">{formats}</numFmts><fonts><font/></fonts>'
        f"<fills><fill><patternFill/></fill></fills><borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs>"
        f"<cellXfs>{cells}{more}</cellXfs></styleSheet>"
    )


def parts(
    sheets: Mapping[str, str],
    *,
    hidden: Sequence[str] = (),
    charts: Sequence[str] = (),
    from_1904: bool = False,
) -> dict[str, bytes]:
    """The parts of a workbook with these sheets, by their names."""
    listed, linked, typed, found = [], [], [], {}
    for at, (title, xml) in enumerate(sheets.items(), start=1):
        of = "chart" if title in charts else "work"
        path = f"{of}sheets/sheet{at}.xml"
        state = ' state="hidden"' if title in hidden else ""
        listed.append(f'<sheet name={quoteattr(title)} sheetId="{at}"{state} r:id="r{at}"/>')
        linked.append(f'<Relationship Id="r{at}" Type="{LINKS}/{of}sheet" Target="/xl/{path}"/>')
        typed.append(f'<Override PartName="/xl/{path}" ContentType="{KIND}.{of}sheet+xml"/>')
        found[f"xl/{path}"] = xml.encode()
    epoch = '<workbookPr date1904="1"/>' if from_1904 else ""
    named = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        f'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{KIND}.sheet.main+xml"/><Override PartName="/xl/styles.xml" '
        f'ContentType="{KIND}.styles+xml"/><Override PartName="/{STRINGS}" '
        f'ContentType="{KIND}.sharedStrings+xml"/>{"".join(typed)}</Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{epoch}'
        f"<sheets>{''.join(listed)}</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'{"".join(linked)}<Relationship Id="s" Type="{LINKS}/styles" Target="styles.xml"/>'
        f'<Relationship Id="t" Type="{LINKS}/sharedStrings" Target="sharedStrings.xml"/>'
        "</Relationships>",
        "xl/styles.xml": styles(),
        STRINGS: f'<sst xmlns="{MAIN}"/>',
    }
    return {name: text.encode() for name, text in named.items()} | found


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of the files, the same each time: its clock stands."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def book(rows: Sequence[Sequence[object]], *, after: str = "", **more: object) -> bytes:
    """A workbook with one sheet, and perhaps something that is wrong with it."""
    return zipped(parts({"Årsmål": sheet(rows, after=after)}, **more))


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(content: bytes, old: bytes, new: bytes, *, after: bytes = b"") -> bytes:
    """The workbook with one piece of its first sheet exchanged, the first after `after`."""
    files = unzipped(content)
    text = files[SHEET]
    at = text.index(old, text.index(after) if after else 0)
    files[SHEET] = text[:at] + new + text[at + len(old) :]
    return zipped(files)
