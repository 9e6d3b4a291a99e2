"""The plans' texts as drafts, and the operations that take them, in order."""

from collections.abc import Iterator, Mapping
from typing import Any

from enslinje.core.actors import Actor
from enslinje.core.terms import Basis, SectionScope, WorkState
from enslinje.exchange.dataset import DataSet
from enslinje.exchange.schema import Row
from enslinje.exchange.steps import Step, step
from enslinje.plans import operations
from enslinje.plans.drafts import SectionDraft, SectionTextDraft


def text_steps(data: DataSet, actor: Actor) -> Iterator[Step]:
    """The sections that plans have, then what bodies write in them."""
    by: Mapping[str, Any] = {"actor": actor, "year": data.year}
    if data.tables["sections"].rows:
        yield step(
            data.tables["sections"],
            _section,
            lambda drafts: operations.set_sections(**by, sections=drafts),
        )
    if data.tables["section_texts"].rows:
        yield step(
            data.tables["section_texts"],
            _text,
            lambda drafts: operations.write_sections(**by, texts=drafts),
        )


def _section(row: Row) -> SectionDraft:
    return SectionDraft(
        code=row.text("code"),
        heading=row.text("heading"),
        guidance=row.text("guidance"),
        sort_order=row.whole("sort_order") or 0,
        scope=row.word("scope", SectionScope),
        basis=row.word("basis", Basis),
        source_ref=row.text("source_ref"),
        note=row.text("note"),
    )


def _text(row: Row) -> SectionTextDraft:
    return SectionTextDraft(
        body=row.text("body"),
        section=row.text("section"),
        text=row.text("text"),
        state=row.word("state", WorkState),
        basis=row.word("basis", Basis),
        source_ref=row.text("source_ref"),
        note=row.text("note"),
    )
