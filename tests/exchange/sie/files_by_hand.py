"""SIE files written in a test: the least that is without faults, and what is put into it."""

HEAD = """#FLAGGA 0
#PROGRAM "Test" 1
#FORMAT PC8
#GEN 20210310
#SIETYP {sie_type}
#FNAMN "Småköping"
#RAR 0 20210101 20211231
#RAR -1 20200101 20201231
#KONTO 1930 "Bank"
#KONTO 3911 "Hyror"
#DIM 20 "Verksamhet"
#OBJEKT 1 "10" "Väst"
#OBJEKT 20 "44" "Förskola"
"""
FIRST = HEAD.count("\n") + 1
"""The line of the first record that a test adds."""


def file(*lines, sie_type="4"):
    """Return the bytes of a file with `lines` after its head."""
    return (HEAD.format(sie_type=sie_type) + "".join(f"{line}\n" for line in lines)).encode("cp437")


def voucher(*rows, head='#VER A 1 20210115 "Hyra"'):
    """Return the lines of a voucher."""
    return (head, "{", *rows, "}")


BALANCED = ("#TRANS 1930 {} 100.00", "#TRANS 3911 {} -100.00")
