"""Set which sections of text a year's plans have, and write in them."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.bound_figures import references
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind, SectionScope, WorkState
from enslinje.journal import record
from enslinje.journal.conflict import Clash, clashes
from enslinje.journal.conflict import refusals as conflicts
from enslinje.journal.models import Fact
from enslinje.journal.record import UNSAID, Change, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import gates, rights
from enslinje.organisation import queries as organisation
from enslinje.plans import access, carrying
from enslinje.plans.drafts import EndedSectionDraft, SectionDraft, SectionTextDraft
from enslinje.plans.errors import (
    SectionConflict,
    SectionEmpty,
    SectionTextConflict,
    SectionWritten,
    UnknownSection,
)
from enslinje.plans.models import Section, SectionEdition, SectionState, SectionText
from enslinje.plans.section_queries import scopes_of, section_codes

TEXTS_ARE_TAKEN_AT = (
    OccasionKind.PLAN,
    OccasionKind.TERTIAL_REPORT_1,
    OccasionKind.TERTIAL_REPORT_2,
)
"""The occasions at which bodies may write in their plans: a plan can be revised in the year."""

_Place = tuple[int, int]
"""A body's id and a section's."""


@transaction.atomic
def set_sections(
    *,
    actor: Actor,
    year: int,
    sections: Sequence[SectionDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say how sections read in the year; each comes in the place of its earlier edition.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        DuplicateValue: two drafts are about the same section.
        SectionConflict: a section does not read as its writer saw it.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="set_sections", year=year, key=key, why=why, content=sections
    )
    if change.is_repeat:
        return record.repeated(change)
    wanted = {draft.code for draft in sections}
    Section.objects.bulk_create(
        [Section(code=code) for code in sorted(wanted)], ignore_conflicts=True
    )
    ids = dict(Section.objects.filter(code__in=wanted).values_list("code", "pk"))
    facts = [
        SectionEdition(
            section_id=ids[draft.code],
            year=year,
            heading=draft.heading,
            guidance=draft.guidance,
            sort_order=draft.sort_order,
            scope=draft.scope.value,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for draft in sections
    ]
    recorded = restate(
        facts,
        place=("section_id",),
        current=access.section_editions(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in sections],
        refusal=SectionConflict,
        named=lambda row: sections[row].code,
    )
    return record.finish(change, recorded)


@transaction.atomic
def end_sections(
    *,
    actor: Actor,
    year: int,
    sections: Sequence[EndedSectionDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Take sections out of the year's plans. Where somebody has written, they stay.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownSection: the year has no such section.
        SectionWritten: a body has written in it in the year.
        SectionConflict: a section does not read as its writer saw it.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor, action="end_sections", year=year, key=key, why=why, content=sections
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    codes = section_codes({draft.code for draft in sections}, year=year)
    ids = [
        codes.id_of(draft.code, row=row, field="code", refusals=refusals)
        for row, draft in enumerate(sections)
    ]
    refusals.settle()
    current = access.section_editions(sight=EVERYTHING).filter(year=year, section__in=ids)
    there = {one.section_id: one for one in current}
    written = set(
        access.section_texts(sight=EVERYTHING)
        .filter(year=year, section__in=ids)
        .exclude(text="")
        .values_list("section_id", flat=True)
    )
    clashing = []
    for row, (draft, section) in enumerate(zip(sections, ids, strict=True)):
        theirs = there[section]
        if clashes(theirs.pk, draft.seen, change_set=change.change_set):
            clashing.append(
                Clash(
                    row=row,
                    name=draft.code,
                    seen=draft.seen,
                    refusal=SectionConflict,
                    mine=theirs,
                    theirs=theirs,
                )
            )
    for edited in conflicts(clashing):
        refusals.add(edited)
    for row, (draft, section) in enumerate(zip(sections, ids, strict=True)):
        if section in written:
            refusals.add(_written(draft.code, row))
    refusals.settle()
    record.supersede(list(there.values()), change=change)
    return record.finish(change)


@transaction.atomic
def write_sections(
    *,
    actor: Actor,
    year: int,
    texts: Sequence[SectionTextDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record what bodies write in sections of their plans, and how far they have come.

    A text that says what stands there already is not recorded again. The receipt's rows are the
    ids of the texts that now stand, in order. A text and its state rest on one base: whoever says
    that a text is ready has seen that text.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a code is not known.
        UnknownSection: the body's plan has no such section in the year.
        SectionEmpty: a section is ready for check, or started, without text.
        OccasionClosed: no occasion that takes texts is open to the body.
        DuplicateValue: two drafts are about the same section of the same body.
        SectionTextConflict: the current text is not the one that was seen; it carries theirs.
    """
    actor = rights.require(actor, Action.WRITE_SECTION, [draft.body for draft in texts])
    change = record.begin(
        actor=actor,
        action="write_sections",
        year=year,
        bodies={draft.body for draft in texts},
        key=key,
        why=why,
        content=texts,
        of=(SectionText, SectionState),
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    places = _places(texts, year, refusals)
    _check_scope(texts, year, refusals)
    _check_filled(texts, refusals)
    gates.refuse_closed(
        [draft.body for draft in texts],
        refusals,
        action=Action.WRITE_SECTION,
        year=year,
        kinds=TEXTS_ARE_TAKEN_AT,
        actor=actor,
        instant=change.change_set.recorded_at,
        fact=_("Tiden för att skriva i planen har gått ut."),
    )
    refusals.settle()
    standing = _write(texts, places, year, change)
    _move(texts, places, year, change)
    return record.finish(change, standing)


def carry_sections(*, change: Change, from_year: int, to_year: int) -> list[Fact]:
    """Record the sections of `to_year`. Whoever opened `change` asked the policy.

    See `plans.carrying.year_of_sections` for what is carried.
    """
    year = carrying.year_of_sections(from_year=from_year, to_year=to_year)
    return [*record.record_many(year.sections, change=change)]


def _places(texts: Sequence[SectionTextDraft], year: int, refusals: Refusals) -> list[_Place]:
    bodies = organisation.body_codes({draft.body for draft in texts})
    sections = section_codes({draft.section for draft in texts}, year=year)
    return [
        (
            bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            sections.id_of(draft.section, row=row, field="section", refusals=refusals),
        )
        for row, draft in enumerate(texts)
    ]


def _write(
    texts: Sequence[SectionTextDraft], places: Sequence[_Place], year: int, change: Change
) -> list[SectionText]:
    """Record the texts that are new, and return the facts that stand, in order."""
    bodies = {body for body, _section in places}
    current = access.section_texts(sight=EVERYTHING).filter(year=year, body__in=bodies)
    there = {(one.body_id, one.section_id): one for one in current}
    rows = [row for row, place in enumerate(places) if not _says_same(there.get(place), texts[row])]
    facts = [_text(texts[row], *places[row], year) for row in rows]
    recorded = restate(
        facts,
        place=("body_id", "section_id"),
        current=current,
        change=change,
        seen=[texts[row].seen for row in rows],
        refusal=SectionTextConflict,
        named=lambda row: f"{texts[row].section} {texts[row].body}",
        rows=rows,
    )
    new = dict(zip(rows, recorded, strict=True))
    return [new.get(row) or there[place] for row, place in enumerate(places)]


def _says_same(there: SectionText | None, draft: SectionTextDraft) -> bool:
    return there is not None and (
        (there.text, there.basis, there.source_ref, there.note)
        == (draft.text, draft.basis.value, draft.source_ref, draft.note)
    )


def _text(draft: SectionTextDraft, body: int, section: int, year: int) -> SectionText:
    return SectionText(
        body_id=body,
        year=year,
        section_id=section,
        text=draft.text,
        figure_refs=list(references(draft.text)),
        basis=draft.basis.value,
        source_ref=draft.source_ref,
        note=draft.note,
    )


def _move(
    texts: Sequence[SectionTextDraft], places: Sequence[_Place], year: int, change: Change
) -> None:
    """Record the states that are others than those that stand: a text's base is theirs too."""
    bodies = {body for body, _section in places}
    current = access.section_states(sight=EVERYTHING).filter(year=year, body__in=bodies)
    there = {(one.body_id, one.section_id): one for one in current}
    moved: Mapping[_Place, WorkState] = {
        place: draft.state
        for place, draft in zip(places, texts, strict=True)
        if draft.state != (there[place].state if place in there else WorkState.NOT_STARTED)
    }
    record.supersede([there[place] for place in moved if place in there], change=change)
    record.record_many(
        [
            SectionState(body_id=body, year=year, section_id=section, state=state.value)
            for (body, section), state in moved.items()
        ],
        change=change,
    )


def _check_scope(texts: Sequence[SectionTextDraft], year: int, refusals: Refusals) -> None:
    """Refuse a section that the body's plan has not: a company's in a committee's plan."""
    scopes = scopes_of({draft.body for draft in texts}, year=year)
    wanted = {draft.section for draft in texts}
    asked = dict(
        access.section_editions(sight=EVERYTHING)
        .filter(year=year, section__code__in=wanted)
        .values_list("section__code", "scope")
    )
    for row, draft in enumerate(texts):
        scope = asked.get(draft.section)
        if scope is not None and SectionScope(scope) not in scopes[draft.body]:
            refusals.add(
                UnknownSection(
                    _("Planen har inget avsnitt {code}.").format(code=draft.section),
                    row=row,
                    column="section",
                    value=draft.section,
                    remedy=_("Välj ett av avsnitten i er plan."),
                )
            )


def _check_filled(texts: Sequence[SectionTextDraft], refusals: Refusals) -> None:
    for row, draft in enumerate(texts):
        if draft.state is WorkState.READY and not draft.text.strip():
            refusals.add(
                SectionEmpty(
                    _("Avsnittet är tomt och kan inte vara klart för kontroll."),
                    row=row,
                    column="text",
                    value="",
                    remedy=_("Skriv avsnittet, om så bara varför det inte gäller er."),
                )
            )


def _written(code: str, row: int) -> SectionWritten:
    return SectionWritten(
        _("Det finns text i avsnittet {code}.").format(code=code),
        row=row,
        column="code",
        value=code,
        remedy=_("Ändra rubriken eller vägledningen i stället."),
    )
