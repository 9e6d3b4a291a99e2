"""Malformed tables of text: encodings, separators, quotes, lengths."""

from random import Random

from tests.web.targets.malformed import (
    End,
    Made,
    Ours,
    csv_of,
    good_rows,
    kind,
    number,
    place,
    refused,
    shaken,
    told,
    with_value,
)

UNREADABLE = "har tecken som inte går att tyda"
MEND = "Spara den som CSV UTF-8 eller Excel-arbetsbok (.xlsx)."


@kind
def empty_file(random: Random, _ours: Ours) -> Made:
    content = random.choice((b"", b"\r\n \r\n", b"\xef\xbb\xbf", b" "))
    return refused("tom.csv", content, "filen är tom")


@kind
def only_separators(random: Random, _ours: Ours) -> Made:
    content = (";" * random.randrange(1, 40) + "\n").encode() * random.randrange(1, 9)
    return refused("streck.csv", content, "inga ifyllda celler")


@kind
def utf_16_with_its_mark(random: Random, _ours: Ours) -> Made:
    text = "\ufeff" + csv_of(good_rows(random), random.choice("\t;"))
    content = text.encode(random.choice(("utf-16-le", "utf-16-be")))
    return refused("unicode.txt", content, "skriven i UTF-16", MEND)


@kind
def utf_16_without_its_mark(random: Random, _ours: Ours) -> Made:
    content = csv_of(good_rows(random)).encode(random.choice(("utf-16-le", "utf-16-be")))
    return refused("unicode.csv", content, "filen är ingen text", MEND)


@kind
def older_encoding(random: Random, _ours: Ours) -> Made:
    """Windows' and DOS' letters are known by their bytes."""
    value = number(random)
    rows, _row = with_value(random, "SHARE", value)
    content = csv_of(rows).encode(random.choice(("cp1252", "cp437", "utf-8-sig")))
    return Made("windows.csv", content, End.READ, reads={"SHARE": str(value)})


@kind
def macintosh(random: Random, _ours: Ours) -> Made:
    return refused("mac.csv", csv_of(good_rows(random)).encode("mac-roman"), *place(1), UNREADABLE)


@kind
def broken_utf_8(random: Random, _ours: Ours) -> Made:
    """One byte of a letter is gone, or one stands alone."""
    content = csv_of(good_rows(random)).encode()
    letters = [at for at, byte in enumerate(content) if byte == 0xC3]
    at = random.choice(letters)
    broken = (
        content[:at] + content[at + 1 :]
        if random.random() < 0.5
        else (content[: at + 1] + b"\xff" + content[at + 1 :])
    )
    mark = random.choice((b"", b"\xef\xbb\xbf"))
    return refused("trasig.csv", mark + broken, UNREADABLE, MEND)


@kind
def zero_bytes(random: Random, _ours: Ours) -> Made:
    content = bytearray(csv_of(good_rows(random) * random.choice((1, 3_000))).encode())
    content[random.randrange(len(content) // 2, len(content))] = 0
    return refused("nollor.csv", bytes(content), "filen är ingen text", MEND)


@kind
def another_separator(random: Random, _ours: Ours) -> Made:
    content = csv_of(good_rows(random), random.choice("|:^")).encode()
    return refused("avgränsare.csv", content, *place(1), "rubriken Kod")


@kind
def tabs_or_commas(random: Random, _ours: Ours) -> Made:
    value = number(random)
    rows, _row = with_value(random, "SHARE", value)
    content = csv_of(rows, random.choice("\t,")).encode()
    return Made("flikar.txt", content, End.READ, reads={"SHARE": str(value)})


@kind
def comma_in_a_number_between_commas(random: Random, _ours: Ours) -> Made:
    """`12,5` in a file with commas is two cells."""
    rows, row = with_value(random, "SHARE", f"{number(random)},5")
    row -= sum(not one for one in rows)
    content = csv_of(rows, ",").encode()
    return refused("komman.csv", content, f"rad {row}", "har 4 celler, rubrikraden 3")


@kind
def rows_of_different_lengths(random: Random, _ours: Ours) -> Made:
    rows = good_rows(random)
    at = random.randrange(1, len(rows))
    rows[at] = rows[at][:2] if random.random() < 0.5 else [*rows[at], "x"]
    said = (f"rad {at + 1}", f"har {len(rows[at])} celler", "citattecken")
    return refused("längder.csv", csv_of(rows).encode(), *said)


@kind
def unclosed_quote(random: Random, _ours: Ours) -> Made:
    rows, row = with_value(random, random.choice(("JOBS", "SHARE")), f'"{number(random)}')
    row -= sum(not one for one in rows)
    said = (f"rad {row}", "går inte att läsa som CSV", "citattecknen")
    return refused("citat.csv", csv_of(rows).encode(), *said)


@kind
def heads_missing_in_text(random: Random, _ours: Ours) -> Made:
    content = csv_of(good_rows(random)[1:]).encode()
    return refused("rubriklös.csv", content, *place(1), "”JOBS; ", "rubriken Kod")


@kind
def too_many_rows(random: Random, _ours: Ours) -> Made:
    rows = [
        *good_rows(random),
        *([f"X{at}", 1, ""] for at in range(random.randrange(2_001, 9_000))),
    ]
    return refused("många.csv", csv_of(rows).encode(), "för många rader", "2\N{NO-BREAK SPACE}000")


@kind
def too_many_columns(random: Random, _ours: Ours) -> Made:
    """From a few too many to a million."""
    wide = ";" * random.choice((60, 900, 1_000_100))
    content = "".join(line + wide + "\n" for line in csv_of(good_rows(random)).splitlines()[:2])
    return refused("bred.csv", content.encode(), "Inget är sparat.")


@kind
def table_in_a_picture_of_text(random: Random, _ours: Ours) -> Made:
    """Any bytes but zero."""
    content = bytes(random.randrange(1, 256) for _ in range(random.randrange(1, 600)))
    return Made("bytes.csv", content, End.CHANCE)


@kind
def cell_at_fault_in_text(random: Random, _ours: Ours) -> Made:
    text = random.choice(("ca 30", "=1+1", "'=cmd|x", "SUMMA", "1 2 3 4", "−", "öka;"[:3] + "nde"))
    rows, row = with_value(random, "SHARE", text)
    row -= sum(not one for one in rows)
    shown = text.removeprefix("'")
    if text == "−":
        return Made("streck.csv", csv_of(rows).encode(), End.READ)
    return told("värde.csv", csv_of(rows).encode(), *place(row, "B", shown), "är inget årsmål")


@kind
def stirred_text(random: Random, ours: Ours) -> Made:
    return Made("tabell.csv", shaken(random, ours.table, most=60), End.CHANCE)


@kind
def cut_text(random: Random, ours: Ours) -> Made:
    content = ours.table[: random.randrange(1, len(ours.table))]
    return Made("kapad.csv", content, End.CHANCE)
