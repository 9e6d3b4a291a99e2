"""Malformed workbooks: sheets, heads and codes, cells."""

from random import Random

from tests.web.targets import handmade
from tests.web.targets.handmade import PERCENT, SAID_PERCENT, Raw, book, day, error, parts, sheet
from tests.web.targets.malformed import (
    CODES,
    HEADS,
    End,
    Made,
    Ours,
    Rows,
    good_rows,
    kind,
    number,
    place,
    refused,
    told,
    with_value,
)

TEXTS = ("ca 30", "30 st", "30-ish", "trettio", "ungefär 12 procent", "12 till", "se bilaga", "?")


# Sheets -----------------------------------------------------------------------------------------


@kind
def another_table(random: Random, _ours: Ours) -> Made:
    first = random.choice(("Konto", "Budget 2021", "Namn"))
    content = book([[first, "Belopp"], [4010 + number(random), 1200.5], [5010, 7]])
    return refused("budget.xlsx", content, *place(1, value=f"{first}; Belopp"), "rubriken Kod")


@kind
def several_sheets(random: Random, _ours: Ours) -> Made:
    sheets = {"Årsmål": sheet(good_rows(random)), "Fjol": sheet(good_rows(random))}
    content = handmade.zipped(parts(sheets))
    return refused("blad.xlsx", content, "arbetsboken har flera blad", "Årsmål, Fjol")


@kind
def wrong_sheet_shown(random: Random, _ours: Ours) -> Made:
    """The sheet of ours is hidden, another one is shown."""
    sheets = {"Årsmål": sheet(good_rows(random)), "Anteckningar": sheet([["Att göra"], ["ring"]])}
    content = handmade.zipped(parts(sheets, hidden=["Årsmål"]))
    return refused("dolt.xlsx", content, *place(1, value="Att göra", sheet="Anteckningar"))


@kind
def only_a_chart(random: Random, _ours: Ours) -> Made:
    """A chart on a sheet of its own, and no cells, shown or at all."""
    chart = f'<chartsheet xmlns="{handmade.MAIN}"><sheetViews/></chartsheet>'
    sheets = {"Diagram": chart}
    if random.random() < 0.5:
        sheets["Underlag"] = sheet(good_rows(random))
    files = parts(sheets, charts=["Diagram"], hidden=["Underlag"]) | handmade.DRAWING
    return refused("diagram.xlsx", handmade.zipped(files), "inget blad med celler som visas")


@kind
def only_the_sheet_about(random: Random, _ours: Ours) -> Made:
    content = handmade.zipped(parts({"Om": sheet(good_rows(random))}))
    return refused("om.xlsx", content, "inget blad med en tabell", "Bladen är: Om")


@kind
def empty_sheet(random: Random, _ours: Ours) -> Made:
    rows = random.choice(([], [[]], [["", None]], [["  "]]))
    return refused("tomt.xlsx", book(rows), "inga ifyllda celler")


@kind
def row_far_down(random: Random, _ours: Ours) -> Made:
    last = random.choice((2_400, 70_000, 1_048_576))
    content = book(good_rows(random))
    stray = f'<row r="{last}"><c r="A{last}"><v>1</v></c></row></sheetData>'.encode()
    return refused(
        "långt.xlsx",
        handmade.changed(content, b"</sheetData>", stray),
        "för många rader",
        "rad 2002",
    )


@kind
def cell_far_right(random: Random, _ours: Ours) -> Made:
    rows, at = with_value(random, "JOBS", number(random))
    column = random.choice(("AY", "CV", "ZZ", "XFD"))
    stray = f'<c r="{column}{at}"><v>7</v></c></row>'.encode()
    content = handmade.changed(book(rows), b"</row>", stray, after=f'<row r="{at}"'.encode())
    return refused("brett.xlsx", content, *place(at, column, "7"), "till höger om de 50 kolumner")


# Heads and codes --------------------------------------------------------------------------------


@kind
def no_heads(random: Random, _ours: Ours) -> Made:
    rows = good_rows(random)[1:]
    return refused("utan.xlsx", book(rows), *place(1), "”JOBS; ", "rubriken Kod")


@kind
def misspelled_head(random: Random, _ours: Ours) -> Made:
    rows = good_rows(random)
    rows[0] = random.choice((["Koden", *HEADS[1:]], ["Kod", "Mål", "Skäl"], ["", *HEADS[1:]]))
    missing = "rubriken Vårt årsmål" if rows[0][0] == "Kod" else "rubriken Kod"
    return refused("fel.xlsx", book(rows), *place(1), missing)


@kind
def title_above_the_heads(random: Random, _ours: Ours) -> Made:
    rows = [["Årsmål 2021"], *good_rows(random)]
    return refused("titel.xlsx", book(rows), *place(1, value="Årsmål 2021"), "står på rad 2")


@kind
def head_twice(random: Random, _ours: Ours) -> Made:
    rows = good_rows(random)
    at = random.randrange(3)
    rows = [[*row, row[at]] for row in rows]
    return refused("dubbelt.xlsx", book(rows), *place(1, "D", HEADS[at]), "flera gånger")


@kind
def heads_again(random: Random, _ours: Ours) -> Made:
    rows = good_rows(random)
    rows.insert(3, list(HEADS))
    return told("igen.xlsx", book(rows), *place(4, "A", "Kod"), "ingen av era indikatorer")


@kind
def unknown_code(random: Random, _ours: Ours) -> Made:
    code = random.choice(("IND99", "jobs", "JOBS ny", "#JOBS", "4010"))
    rows = [*good_rows(random), [code, 5, ""]]
    return told("okänd.xlsx", book(rows), *place(5, "A", code), "Skriv koden som i tabellen")


@kind
def code_twice(random: Random, _ours: Ours) -> Made:
    code = random.choice(CODES)
    rows = [*good_rows(random), [code, 5, ""]]
    return told("två.xlsx", book(rows), *place(5, "A", code), "redan på en rad ovanför")


@kind
def no_code(random: Random, _ours: Ours) -> Made:
    rows = [*good_rows(random), [None, number(random), ""]]
    return told("kodlös.xlsx", book(rows), *place(5, "A"), "raden har ingen kod")


# Cells ------------------------------------------------------------------------------------------


@kind
def text_for_a_number(random: Random, _ours: Ours) -> Made:
    text = random.choice(TEXTS)
    rows, row = with_value(random, random.choice(CODES), text)
    return told("text.xlsx", book(rows), *place(row, "B", text), "är inget årsmål")


@kind
def point_in_a_number(random: Random, _ours: Ours) -> Made:
    text = random.choice(("1.234", "12.5", "1.234.567", "0.75 %", "1.234,5"))
    rows, row = with_value(random, random.choice(("JOBS", "SHARE")), text)
    mend = "Skriv tusental med mellanslag och decimaler med komma."
    return told("punkt.xlsx", book(rows), *place(row, "B", text), mend)


@kind
def number_that_does_not_fit(random: Random, _ours: Ours) -> Made:
    value, shown = random.choice(((600, "600"), (-1, "-1"), (1e300, "10000"), (1.23456, "1,23456")))
    rows, row = with_value(random, "SHARE", value)
    return told("utanför.xlsx", book(rows), *place(row, "B"), f"”{shown}", " ")


@kind
def number_where_yes_or_no(random: Random, _ours: Ours) -> Made:
    value = number(random)
    rows, row = with_value(random, "PLAN", value)
    return told("antal.xlsx", book(rows), *place(row, "B", str(value)), "Ange ja eller nej.")


@kind
def yes_where_a_number(random: Random, _ours: Ours) -> Made:
    value, shown = random.choice((("ja", "ja"), ("Nej", "Nej"), (True, "true")))
    rows, row = with_value(random, "JOBS", value)
    return told("svar.xlsx", book(rows), *place(row, "B", shown), "tal")


@kind
def interval_turned_round(random: Random, _ours: Ours) -> Made:
    rows, row = with_value(random, "SHARE", "90–10")
    return told("omvänt.xlsx", book(rows), *place(row, "B", "90–10"), "det lägre talet först")


@kind
def no_reason(random: Random, _ours: Ours) -> Made:
    rows, row = with_value(random, "JOBS", "ej relevant")
    rows[row - 1][2] = ""
    return told("skäl.xlsx", book(rows), *place(row, "B", "ej relevant"), "Skriv skälet")


@kind
def reason_too_long(random: Random, _ours: Ours) -> Made:
    rows, row = with_value(random, "JOBS", random.choice((number(random), "ca 30")))
    rows[row - 1][2] = "å" * random.randrange(1_001, 32_000)
    said = (*place(row, "C"), "”ååå", "Korta den till högst 1\N{NO-BREAK SPACE}000 tecken")
    return told("långskäl.xlsx", book(rows), *said)


@kind
def text_too_long(random: Random, _ours: Ours) -> Made:
    rows, row = with_value(random, "JOBS", "9 " * random.randrange(120, 9_000))
    return told("lång.xlsx", book(rows), *place(row, "B"), "”9 9 9", "…")


@kind
def day_for_a_number(random: Random, _ours: Ours) -> Made:
    """What Excel makes of 3-5, counted from 1900 or from 1904."""
    from_1904 = random.random() < 0.5
    rows, row = with_value(random, "SHARE", day(44_319 - (1_462 if from_1904 else 0)))
    content = book(rows, from_1904=from_1904)
    return told("datum.xlsx", content, *place(row, "B", "2021-05-03"), "är ett datum")


@kind
def day_that_is_none(random: Random, _ours: Ours) -> Made:
    rows, row = with_value(random, "SHARE", day(random.randrange(10**7, 10**9)))
    return refused(
        "omöjligt.xlsx", book(rows), *place(row, "B", "#VALUE!"), "ett fel som Excel visar"
    )


@kind
def numbers_counted_from_1904(random: Random, _ours: Ours) -> Made:
    value = number(random)
    rows, _row = with_value(random, "SHARE", value)
    return Made("mac.xlsx", book(rows, from_1904=True), End.READ, reads={"SHARE": str(value)})


@kind
def percent_of_a_kind(random: Random, _ours: Ours) -> Made:
    """60 % is kept as 0,6; with the sign as mere text it is kept as 60."""
    value = number(random)
    kept = (f"{value / 100:.2f}", PERCENT) if random.random() < 0.5 else (str(value), SAID_PERCENT)
    rows, _row = with_value(random, "SHARE", Raw("n", kept[0], style=kept[1]))
    shown = f"{value} %" if kept[1] == PERCENT else str(value)
    return Made("procent.xlsx", book(rows), End.READ, reads={"SHARE": shown})


@kind
def formula_with_its_value(random: Random, _ours: Ours) -> Made:
    value = number(random)
    rows, _row = with_value(random, "SHARE", Raw("n", str(value), f"SUM({value};0)"))
    rows[-1][2] = Raw("str", "", 'IF(1=1,"","x")')
    return Made("formel.xlsx", book(rows), End.READ, reads={"SHARE": str(value)})


@kind
def formula_without_a_value(random: Random, _ours: Ours) -> Made:
    formula = random.choice(("SUM(A1:A9)", "B2+1", "[1]Blad1!$A$1", "HYPERLINK(1)"))
    rows, row = with_value(random, random.choice(CODES), Raw("n", "", formula))
    said = (*place(row, "B", f"={formula}"), "formel utan sparat värde", "räkna om")
    return refused("oräknad.xlsx", book(rows), *said)


@kind
def error_value(random: Random, _ours: Ours) -> Made:
    said = random.choice(("#DIV/0!", "#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"))
    rows, row = with_value(random, random.choice(CODES), error(said))
    return refused("felvärde.xlsx", book(rows), *place(row, "B", said), "Rätta formeln")


@kind
def merged_cells(random: Random, _ours: Ours) -> Made:
    """Codes, values, or a whole row put together; the attribute in either kind of quotes."""
    rows = good_rows(random)
    column, value = random.choice((("A", "JOBS"), ("B", str(rows[1][1])), ("C", "")))
    rows[1][2] = ""
    said = f"{column}2:{column}3" if column != "C" else "C2:D2"
    content = book(rows, after=handmade.merged(said, random.choice("\"'")))
    pieces = (*place(2, column, value), f"{said}", "Dela upp dem")
    return refused("hop.xlsx", content, *pieces)


@kind
def fault_beside_the_sheet_about(random: Random, _ours: Ours) -> Made:
    """Our own workbook has two sheets, so that the sheet is named too."""
    rows = [[*row[:1], "x", *row[1:]] for row in good_rows(random)]
    rows[0][1], rows[1][2] = "Indikator", "ca 30"
    content = beside_the_sheet_about(rows)
    return told("två blad.xlsx", content, *place(2, "C", "ca 30", "Årsmål"))


def beside_the_sheet_about(rows: Rows) -> bytes:
    """A workbook with two sheets, as our own."""
    return handmade.zipped(parts({"Årsmål": sheet(rows), "Om": sheet([["Vad"]])}))
