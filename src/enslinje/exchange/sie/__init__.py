"""SIE 4: the Swedish format for accounts, budgets and vouchers. Needs nothing but Python.

document = sie.load(Path("bokslut.se"))         # or SieRefused, with every fault
report = sie.check(Path("bokslut.se"))          # what it is and what is wrong, in little memory
Path("ny.se").write_bytes(sie.write(document))
"""

from enslinje.exchange.sie.encoding import Encoding
from enslinje.exchange.sie.faults import Code, Fault, Severity, SieError, SieRefused
from enslinje.exchange.sie.lines import Limits
from enslinje.exchange.sie.model import Document
from enslinje.exchange.sie.reading import Reading, Report, Source, check, load, read
from enslinje.exchange.sie.writing import Unwritable, write, write_to

__all__ = [
    "Code",
    "Document",
    "Encoding",
    "Fault",
    "Limits",
    "Reading",
    "Report",
    "Severity",
    "SieError",
    "SieRefused",
    "Source",
    "Unwritable",
    "check",
    "load",
    "read",
    "write",
    "write_to",
]
