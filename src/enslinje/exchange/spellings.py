"""Names of bodies and groups as people write them, and the codes they stand for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from enslinje.core.names import fold
from enslinje.exchange.faults import Fault
from enslinje.exchange.schema import Row, TableRows

SPELLED = ("bodies", "groups")
OWN_NAMES = {"bodies": ("official_name", "short_name"), "groups": ("name",)}
ALIAS_COLUMN = {"bodies": "body", "groups": "group"}


@dataclass(frozen=True)
class Spellings:
    """The codes of the bodies, or of the groups, and every folded spelling of them.

    `is_whole`: no row with a spelling was left unread.
    """

    codes: frozenset[str] = frozenset()
    folded: Mapping[str, str] = field(default_factory=dict)
    is_whole: bool = True

    def find(self, name: str) -> str | None:
        """The code that `name` stands for, None when it stands for nothing."""
        return name if name in self.codes else self.folded.get(fold(name))

    def nearest(self, name: str) -> str:
        """A spelling much like `name`, or ""."""
        return next(iter(get_close_matches(fold(name), self.folded, n=1, cutoff=0.8)), "")


def spellings(tables: Mapping[str, TableRows]) -> dict[str, Spellings]:
    """Gather how bodies and groups are spelled: their own names, and the table of aliases."""
    aliases = tables["aliases"]
    found = {}
    for table in SPELLED:
        rows = tables[table]
        codes = frozenset(row.text("code") for row in rows)
        own = {fold(text): row.text("code") for row, _column, text in _own_names(table, rows)}
        known = Spellings(codes, own)
        also = {
            fold(row.text("text")): code
            for row in aliases
            if (code := known.find(row.text(ALIAS_COLUMN[table]))) is not None
        }
        is_whole = rows.is_whole and aliases.is_whole
        found[table] = Spellings(codes, {**also, **own}, is_whole)
    return found


def repeated_spellings(tables: Mapping[str, TableRows]) -> Iterator[Fault]:
    """A spelling that stands for two things at once, or twice among the aliases."""
    first: dict[str, tuple[str, str]] = {}
    for table in SPELLED:
        for row, column, text in _own_names(table, tables[table]):
            owner = table, row.text("code")
            if first.setdefault(fold(text), owner) != owner:
                yield _taken(tables[table], row, column, first[fold(text)][1])
    seen: dict[str, int] = {}
    for row in tables["aliases"]:
        spelling = fold(row.text("text"))
        table = "bodies" if row.text("body") else "groups"
        owner = table, row.text(ALIAS_COLUMN[table])
        if spelling in seen:
            yield Fault(
                tables["aliases"].form.file,
                row.line,
                "text",
                row.text("text"),
                _("står redan på rad {first}").format(first=seen[spelling]),
                _("Skilj dem åt med mer än stora bokstäver, mellanrum och streck."),
            )
        elif first.setdefault(spelling, owner) != owner:
            yield _taken(tables["aliases"], row, "text", first[spelling][1])
        seen.setdefault(spelling, row.line)


def _own_names(table: str, rows: TableRows) -> Iterator[tuple[Row, str, str]]:
    """What each row calls itself: the row, the column and the name."""
    for row in rows:
        for column in OWN_NAMES[table]:
            yield row, column, row.text(column)


def _taken(table: TableRows, row: Row, column: str, owner: str) -> Fault:
    return Fault(
        table.form.file,
        row.line,
        column,
        row.text(column),
        _("betyder redan {owner}").format(owner=owner),
        _("Välj en annan skrivning."),
    )
