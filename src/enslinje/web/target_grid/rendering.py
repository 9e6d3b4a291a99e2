"""The rows of the target grid as they stand on the page.

A grid has eighty rows, and most of its time went to writing the same again. A row depends on what
it is written from and on the language alone, and so it is written once for as long as it is that.
"""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from enslinje.core.target_text import LONGEST
from enslinje.goals.target_entries import MOST_REASON
from enslinje.web.comments.marks import RowMarks
from enslinje.web.target_grid.presenters import Line

MOST_KEPT = 8_000
"""Every row of a city's 47 bodies, in two languages; some two kilobytes each."""


@lru_cache(maxsize=MOST_KEPT)
def row(line: Line, year: int, marks: RowMarks, _language: str | None) -> SafeString:
    """Return the row of `line` in the active language, which is `_language`."""
    told = {
        "line": line,
        "year": year,
        "marks": marks,
        "most_text": LONGEST,
        "most_reason": MOST_REASON,
    }
    return render_to_string("web/targets/row.html", told)
