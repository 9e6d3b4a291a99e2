"""Reads of the sections of text: what the office asks for, what a body has written, how far."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from django.db.models import Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.core.origins import Origin
from enslinje.core.terms import Basis, CountsAs, SectionScope, WorkState
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept
from enslinje.journal.lookup import Codes, codes
from enslinje.journal.models import Fact
from enslinje.organisation import access as organisation
from enslinje.plans import access
from enslinje.plans.errors import UnknownSection
from enslinje.plans.models import SectionEdition, SectionPresence, SectionState, SectionText
from enslinje.plans.rows import BodySection, SectionRow, Touched

SCOPES: Mapping[CountsAs, frozenset[SectionScope]] = {
    CountsAs.COMMITTEE: frozenset({SectionScope.ALL, SectionScope.COMMITTEES}),
    CountsAs.COMPANY: frozenset({SectionScope.ALL, SectionScope.COMPANIES}),
    CountsAs.NONE: frozenset({SectionScope.ALL}),
}
"""The sections that a body's plan has, by what the body counts as in the year."""


PRESENT_FOR = timedelta(seconds=30)
"""How long somebody is taken to write in a section after last having said so."""


asked_for: Kept[tuple[SectionRow, ...]] = Kept(8)
counted: Kept[Mapping[str, str]] = Kept(8)


def sections(*, year: int, as_of: datetime | None = None) -> tuple[SectionRow, ...]:
    """Return the sections that the office asks for in the year, in order. One query.

    None when they are asked for as they are now, and are kept.
    """
    return asked_for.at(
        as_of, year, read=lambda moment: _sections(year, moment), version=kept_by.goals_apart(year)
    )


def _sections(year: int, as_of: datetime | None) -> tuple[SectionRow, ...]:
    found = access.section_editions(as_of=as_of).filter(year=year)
    ordered = found.select_related("section", "recorded_in").order_by("sort_order", "section__code")
    return tuple(_row(edition) for edition in ordered)


def sections_of(
    body: str, year: int, *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> tuple[BodySection, ...]:
    """Return the sections of the plan of the body with that code, in order. Three queries.

    A text outside `sight` is not there; the state of its section is.
    """
    texts: dict[int, dict[int, SectionText]] = {year: {}, year - 1: {}}
    for text in (
        access.section_texts(sight=sight, as_of=as_of)
        .filter(year__in=texts, body__code=body)
        .select_related("recorded_in")
    ):
        texts[text.year][text.section_id] = text
    states = {
        fact.section_id: fact
        for fact in access.section_states(as_of=as_of)
        .filter(year=year, body__code=body)
        .select_related("recorded_in")
    }
    entry = organisation.register_entries().filter(year=year, body__code=body)
    editions = (
        access.section_editions(as_of=as_of)
        .filter(year=year)
        .annotate(counts_as=Subquery(entry.values("counts_as")[:1]))
        .select_related("section", "recorded_in")
        .order_by("sort_order", "section__code")
    )
    return tuple(
        _of_body(edition, texts, states.get(edition.section_id))
        for edition in editions
        if SectionScope(edition.scope) in SCOPES[CountsAs(edition.counts_as or CountsAs.NONE)]
    )


def section_states(
    *, year: int, as_of: datetime | None = None
) -> Mapping[str, Mapping[str, WorkState]]:
    """Return how far each body has come with each section, by their codes; one query.

    What is not started is not in it.
    """
    found: dict[str, dict[str, WorkState]] = defaultdict(dict)
    rows = access.section_states(as_of=as_of).filter(year=year)
    for body, section, state in rows.values_list("body__code", "section__code", "state"):
        found[body][section] = WorkState(state)
    return found


def scopes_of(bodies: Collection[str], *, year: int) -> Mapping[str, frozenset[SectionScope]]:
    """Return which sections the plans of these bodies have in the year. One query, or none."""
    entries = counted.answer(year, read=lambda: _entries(year), version=kept_by.goals_apart(year))
    return {body: SCOPES[CountsAs(entries.get(body, CountsAs.NONE))] for body in bodies}


def _entries(year: int) -> Mapping[str, str]:
    """As what each body counts in the year."""
    entries = organisation.register_entries().filter(year=year)
    return dict(entries.values_list("body__code", "counts_as"))


def writing_now(*, body: str, year: int, section: str, but: str) -> tuple[str, ...]:
    """Return the codes of those who have the section open to write in, `but` one. One query."""
    return tuple(
        SectionPresence.objects.filter(
            body__code=body,
            year=year,
            section__code=section,
            seen_at__gte=timezone.now() - PRESENT_FOR,
        )
        .exclude(person_code=but)
        .order_by("person_code")
        .values_list("person_code", flat=True)
    )


def section_codes(wanted: Collection[str], *, year: int) -> Codes:
    """Return the ids of sections that the office asks for in the year."""
    return codes(
        access.section_editions().filter(year=year),
        wanted,
        unknown=UnknownSection,
        fact=_("Det finns inget avsnitt {code} i årets planer."),
        column="section__code",
        id_column="section_id",
    )


def _row(edition: SectionEdition) -> SectionRow:
    written = edition.recorded_in
    return SectionRow(
        code=edition.section.code,
        heading=edition.heading,
        guidance=edition.guidance,
        sort_order=edition.sort_order,
        scope=SectionScope(edition.scope),
        origin=Origin(
            Basis(edition.basis),
            edition.source_ref,
            written.recorded_at,
            written.actor_code,
            edition.note,
        ),
        fact=edition.pk,
    )


def _of_body(
    edition: SectionEdition,
    texts: Mapping[int, Mapping[int, SectionText]],
    state: SectionState | None,
) -> BodySection:
    text = texts[edition.year].get(edition.section_id)
    before = texts[edition.year - 1].get(edition.section_id)
    return BodySection(
        section=_row(edition),
        text=text.text if text else "",
        before=before.text if before else "",
        figure_refs=tuple(text.figure_refs) if text else (),
        fact=text.pk if text else None,
        state=WorkState(state.state) if state else WorkState.NOT_STARTED,
        written=_touched(text),
        moved=_touched(state),
    )


def _touched(fact: Fact | None) -> Touched | None:
    if fact is None:
        return None
    return Touched(fact.recorded_in.actor_code, fact.recorded_in.recorded_at)
