"""The tables of the plans' texts in a data set, all optional."""

from enslinje.core.terms import Basis, SectionScope, WorkState
from enslinje.exchange.cells import code, text_of, whole_of, word_of
from enslinje.exchange.forms import LONG, NAME, SORT_LIMIT, YEAR
from enslinje.exchange.schema import Column, TableForm

TEXT = text_of(100_000)
_RESTS_ON = (
    Column("basis", word_of(Basis), required=True),
    Column("source_ref", NAME),
    Column("note", LONG),
)

SECTIONS = TableForm(
    "sections",
    (
        Column("year", YEAR, required=True),
        Column("code", code, required=True),
        Column("heading", NAME, required=True),
        Column("guidance", LONG),
        Column("sort_order", whole_of(0, SORT_LIMIT)),
        Column("scope", word_of(SectionScope), required=True),
        *_RESTS_ON,
    ),
    key=("year", "code"),
    optional=True,
)
SECTION_TEXTS = TableForm(
    "section_texts",
    (
        Column("year", YEAR, required=True),
        Column("body", NAME, required=True, refers_to="bodies"),
        Column("section", code, required=True, refers_to="sections"),
        Column("text", TEXT, required=True),
        Column("state", word_of(WorkState), required=True),
        *_RESTS_ON,
    ),
    key=("year", "body", "section"),
    optional=True,
)
PLAN_FORMS = (SECTIONS, SECTION_TEXTS)
