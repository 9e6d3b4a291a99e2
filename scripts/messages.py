"""Find, check and compile the translations, without the gettext programs.

The texts of the source are Swedish; the catalogue holds the English beside them.

    messages.py update   put new texts in the catalogue, take out those no longer used
    messages.py check    say what is missing, unsure, wrong or no longer used; exit 1 if anything
    messages.py compile  make the catalogue that the product reads
"""

import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "enslinje"
CATALOGUE = SOURCE / "web" / "locale" / "en" / "LC_MESSAGES" / "django.po"
KEYWORDS: dict[str, Any] = {
    name + lazy: arguments
    for lazy in ("", "_lazy")
    for name, arguments in {
        "_": None,
        "gettext": None,
        "gettext_noop": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
}


def found(source: Path = SOURCE) -> Catalog:
    """Return every text for people in the modules and templates under `source`."""
    catalogue = Catalog(charset="utf-8")
    for path in sorted([*source.rglob("*.py"), *source.rglob("templates/**/*.[ht]*")]):
        method: Any = "python" if path.suffix == ".py" else in_template
        with path.open("rb") as file:
            for line, text, comments, context in extract(method, file, KEYWORDS):
                place = [(path.relative_to(source).as_posix(), line)]
                catalogue.add(text, locations=place, auto_comments=comments, context=context)
    return catalogue


def in_template(
    file: BinaryIO, keywords: dict[str, Any], tags: list[str], options: dict[str, Any]
) -> Iterator[Any]:
    """Find the texts of a Django template: Django turns it into calls, Babel reads those."""
    calls = templatize(file.read().decode())
    # In parentheses, so that the template's own indentation means nothing.
    return extract_python(BytesIO(f"({calls}\n)".encode()), keywords, tags, options)


def kept() -> Catalog:
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="en", domain="django")


def update() -> int:
    catalogue = kept() if CATALOGUE.exists() else Catalog(locale="en", domain="django")
    catalogue.update(found(), no_fuzzy_matching=True, update_creation_date=False)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    return 0


def check() -> int:
    complaints = complaints_about(kept(), found())
    for complaint in complaints:
        print(complaint, file=sys.stderr)
    if complaints:
        print("Mend with `make messages`, then fill in the English.", file=sys.stderr)
    return 1 if complaints else 0


def complaints_about(catalogue: Catalog, texts: Catalog) -> list[str]:
    """Return what keeps `catalogue` from holding good English for each of `texts`."""
    said = {_key(message): message for message in catalogue if message.id}
    wanted = {_key(message): message for message in texts if message.id}
    missing = [f"missing: {_shown(wanted[key])}" for key in wanted.keys() - said.keys()]
    unused = [f"no longer used: {_shown(said[key])}" for key in said.keys() - wanted.keys()]
    wrong = [
        f"{complaint}: {_shown(message)}"
        for message in said.values()
        for complaint in _wrong_with(message)
    ]
    return sorted(missing + unused + wrong)


def _key(message: Message) -> tuple[str, str | None]:
    return (message.id if isinstance(message.id, str) else message.id[0], message.context)


def _shown(message: Message) -> str:
    places = ", ".join(sorted({place for place, _ in message.locations}))
    return f"{_key(message)[0]!r} {places}".strip()


def _wrong_with(message: Message) -> Iterator[str]:
    strings = [message.string] if isinstance(message.string, str) else list(message.string)
    if not all(strings):
        yield "not translated"
        return
    if message.fuzzy:
        yield "unsure (fuzzy)"
    yield from (str(error) for error in message.check())


def compile_catalogue() -> int:
    with CATALOGUE.with_suffix(".mo").open("wb") as file:
        write_mo(file, kept())
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    "update": update,
    "check": check,
    "compile": compile_catalogue,
}

if __name__ == "__main__":
    sys.exit(COMMANDS[sys.argv[1]]())
