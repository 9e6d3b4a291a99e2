"""Set a year's perspectives, programmes and steering documents, and tag what they go across."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import DuplicateValue, Refusals
from enslinje.core.policy import Action
from enslinje.goals import access
from enslinje.goals.codes import (
    goal_codes,
    goal_owners,
    indicator_codes,
    indicator_owners,
    theme_codes,
)
from enslinje.goals.drafts import TaggedDraft, ThemeDraft
from enslinje.goals.errors import TaggedNothing, ThemeAlreadySet
from enslinje.goals.models import Theme, ThemeEdition, ThemeTag
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import rights


@transaction.atomic
def set_themes(
    *, actor: Actor, year: int, themes: Sequence[ThemeDraft], key: UUID | None = None
) -> Receipt:
    """Say how themes read in the year; each comes in the place of its earlier edition.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        ThemeAlreadySet: the code belongs to a theme of another kind.
        DuplicateValue: two drafts are about the same theme.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(actor=actor, action="set_themes", year=year, key=key, content=themes)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    there = dict(Theme.objects.values_list("code", "kind"))
    new = {}
    for row, draft in enumerate(themes):
        if draft.code not in there:
            new[draft.code] = Theme(code=draft.code, kind=draft.kind.value)
        elif there[draft.code] != draft.kind:
            refusals.add(
                ThemeAlreadySet(
                    _("{code} finns redan som ett tema av annat slag.").format(code=draft.code),
                    row=row,
                    column="kind",
                    value=draft.kind.value,
                    remedy=_("Ge det nya temat en egen kod."),
                )
            )
    refusals.settle()
    Theme.objects.bulk_create(new.values())
    ids = dict(Theme.objects.values_list("code", "pk"))
    facts = [
        ThemeEdition(
            theme_id=ids[draft.code],
            year=year,
            name=draft.name,
            description=draft.description,
            is_mandatory=draft.is_mandatory,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for draft in themes
    ]
    recorded = restate(
        facts,
        place=("theme_id",),
        current=access.theme_editions().filter(year=year),
        change=change,
        seen=[draft.seen for draft in themes],
        named=lambda row: themes[row].code,
    )
    return record.finish(change, recorded)


@transaction.atomic
def tag(
    *, actor: Actor, year: int, items: Sequence[TaggedDraft], key: UUID | None = None
) -> Receipt:
    """Say which themes goals and indicators have in the year: these and no others.

    Raises:
        NotAllowed: the actor may not set the goal, or not define the indicator.
        UnknownGoal, UnknownIndicator, UnknownTheme: none of the year has the code.
        TaggedNothing: an item is neither a goal nor an indicator, or both.
        DuplicateValue: two drafts are about the same item.
    """
    actor = _require(actor, items)
    change = record.begin(actor=actor, action="tag", year=year, key=key, content=items)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    _check_items(items, refusals)
    ids = _ids(items, year, refusals)
    themes = theme_codes({code for draft in items for code in draft.themes}, year=year)
    wanted = {
        (*place, themes.id_of(code, row=row, field="themes", refusals=refusals)): draft
        for row, (place, draft) in enumerate(zip(ids, items, strict=True))
        for code in draft.themes
    }
    refusals.settle()
    there = {
        (one.goal_id, one.indicator_id, one.theme_id): one
        for one in access.theme_tags().filter(year=year)
        if (one.goal_id, one.indicator_id) in ids
    }
    record.supersede([one for place, one in there.items() if place not in wanted], change=change)
    new = [
        ThemeTag(
            goal_id=goal,
            indicator_id=indicator,
            theme_id=theme,
            year=year,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
        )
        for (goal, indicator, theme), draft in wanted.items()
        if (goal, indicator, theme) not in there
    ]
    return record.finish(change, record.record_many(new, change=change))


def _require(actor: Actor, items: Sequence[TaggedDraft]) -> Actor:
    goals = [draft.goal for draft in items if draft.goal]
    indicators = [draft.indicator for draft in items if draft.indicator]
    for action, owners in (
        (Action.SET_GOAL, goal_owners(goals)),
        (Action.DEFINE_INDICATOR, indicator_owners(indicators)),
    ):
        if owners:
            actor = rights.require(actor, action, rights.places_of(owners))
    return actor


def _ids(
    items: Sequence[TaggedDraft], year: int, refusals: Refusals
) -> list[tuple[int | None, int | None]]:
    goals = goal_codes({draft.goal for draft in items}, year=year)
    indicators = indicator_codes({draft.indicator for draft in items}, year=year)
    return [
        (
            goals.id_or_none(draft.goal, row=row, field="goal", refusals=refusals),
            indicators.id_or_none(draft.indicator, row=row, field="indicator", refusals=refusals),
        )
        for row, draft in enumerate(items)
    ]


def _check_items(items: Sequence[TaggedDraft], refusals: Refusals) -> None:
    seen: set[tuple[str, str]] = set()
    for row, draft in enumerate(items):
        place = (draft.goal, draft.indicator)
        if bool(draft.goal) == bool(draft.indicator):
            refusals.add(
                TaggedNothing(
                    _("Ett tema sätts på ett mål eller en indikator."),
                    row=row,
                    column="goal",
                    value=draft.goal,
                    remedy=_("Ange det ena av de två."),
                )
            )
        elif place in seen:
            refusals.add(
                DuplicateValue(
                    _("{name} anges två gånger i samma inlämning.").format(
                        name=draft.goal or draft.indicator
                    ),
                    row=row,
                    column="goal",
                    value=draft.goal,
                    remedy=_("Ta bort den ena raden."),
                )
            )
        seen.add(place)
