"""The histories of a plan's goal conflicts and hindrances, of its preparation and of its budget."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.plan_terms import NeededOf
from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind, PreparationKind
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import ORIGIN, YEAR, chosen, written
from enslinje.journal.history.register import Field, Items, Key, Kind, Part, Restoring, Row
from enslinje.journal.record import Receipt
from enslinje.plans import operations
from enslinje.plans.budget_words import amount_words
from enslinje.plans.content_drafts import GoalConflictDraft, HindranceDraft, PreparationDraft
from enslinje.plans.models import GoalConflict, Hindrance, PlanBudgetAmount, Preparation
from enslinje.plans.operations.sections import TEXTS_ARE_TAKEN_AT

__all__ = ["KINDS", "OPERATIONS"]


def _conflict_title(key: Key, about: Named) -> str:
    year, body, goal, other = key
    return gettext("{goal} mot {other}, {body}").format(
        goal=about.goal(goal, year), other=about.goal(other, year), body=about.body(body)
    )


def _hindrance_title(key: Key, about: Named) -> str:
    return gettext("Hinder, {body}").format(body=about.body(key[1]))


def _preparation_title(key: Key, about: Named) -> str:
    return gettext("Beredning, {body}").format(body=about.body(key[1]))


def _budget_title(key: Key, about: Named) -> str:
    return gettext("Planens budget {year}, {body}").format(year=key[0], body=about.body(key[1]))


def _amount(row: Row, _about: Any) -> str:
    return amount_words(
        line=row["line__code"] or "",
        activity_area=row["activity_area"],
        account_group=row["account_group"],
        for_year=row["for_year"],
        amount_ore=row["amount_ore"],
    )


def _occasions(row: Row) -> tuple[int, tuple[OccasionKind, ...]]:
    return row["year"], TEXTS_ARE_TAKEN_AT


def _restore_conflict(asked: Restoring) -> Receipt:
    row = asked.row
    draft = GoalConflictDraft(
        body=row["body__code"],
        goal=row["goal__code"],
        other=row["other__code"],
        text=row["text"],
        handling=row["handling"],
        **asked.rests_on,
    )
    return operations.state_goal_conflicts(goal_conflicts=[draft], **asked.by)


def _restore_hindrance(asked: Restoring) -> Receipt:
    row = asked.row
    draft = HindranceDraft(
        body=row["body__code"],
        code=row["code"],
        goal=row["goal__code"] or "",
        text=row["text"],
        needed=row["needed"],
        needed_of=NeededOf(row["needed_of"]),
        needed_body=row["needed_body__code"] or "",
        **asked.rests_on,
    )
    return operations.state_hindrances(hindrances=[draft], **asked.by)


def _restore_preparation(asked: Restoring) -> Receipt:
    row = asked.row
    draft = PreparationDraft(
        body=row["body__code"],
        code=row["code"],
        kind=PreparationKind(row["kind"]),
        held_on=row["held_on"],
        counterpart=row["counterpart"],
        said=row["said"],
        minutes_ref=row["minutes_ref"],
        **asked.rests_on,
    )
    return operations.record_preparations(preparations=[draft], **asked.by)


_BODY = Part("body__code")

KINDS = (
    Kind(
        name="malkonflikt",
        label=_("Målkonflikt"),
        model=GoalConflict,
        place=(YEAR, _BODY, Part("goal__code"), Part("other__code")),
        title=_conflict_title,
        about=named_at(body=1, goal=2),
        body="body__code",
        fields=(
            Field("text", _("Konflikten"), is_text=True),
            Field("handling", _("Så hanteras den"), is_text=True),
            *ORIGIN,
        ),
        right=Action.VIEW_PLAN_TEXT,
        restore=_restore_conflict,
        occasions=_occasions,
    ),
    Kind(
        name="hinder",
        label=_("Hinder"),
        model=Hindrance,
        place=(YEAR, _BODY, Part("code")),
        title=_hindrance_title,
        about=named_at(body=1),
        reads=("goal__code", "needed_body__code"),
        body="body__code",
        fields=(
            Field("goal", _("Mål"), written("goal__code")),
            Field("text", _("Vad som står i vägen"), is_text=True),
            Field("needed", _("Vad som skulle behövas"), is_text=True),
            chosen("needed_of", _("Av vem"), NeededOf),
            Field("needed_body", _("Nämnd eller bolag"), written("needed_body__code")),
            *ORIGIN,
        ),
        right=Action.VIEW_PLAN_TEXT,
        restore=_restore_hindrance,
        occasions=_occasions,
    ),
    Kind(
        name="beredning",
        label=_("Planens beredning"),
        model=Preparation,
        place=(YEAR, _BODY, Part("code")),
        title=_preparation_title,
        about=named_at(body=1),
        body="body__code",
        fields=(
            chosen("kind", _("Slag"), PreparationKind),
            Field("held_on", _("Dag")),
            Field("counterpart", _("Med vem")),
            Field("said", _("Vad som framkom"), is_text=True),
            Field("minutes_ref", _("Protokoll")),
            *ORIGIN,
        ),
        right=Action.VIEW_PLAN_TEXT,
        restore=_restore_preparation,
        occasions=_occasions,
    ),
    Kind(
        name="planens-budget",
        label=_("Planens budget"),
        place=(YEAR, _BODY),
        title=_budget_title,
        about=named_at(body=1),
        items=(
            Items(
                "amounts",
                _("Belopp"),
                PlanBudgetAmount,
                ("year", "body__code"),
                ("line__code", "activity_area", "account_group", "for_year", "amount_ore"),
                _amount,
                body="body__code",
            ),
        ),
    ),
)

OPERATIONS = {
    "state_goal_conflicts": _("angav målkonflikter"),
    "end_goal_conflicts": _("tog bort målkonflikter"),
    "state_hindrances": _("angav hinder"),
    "end_hindrances": _("tog bort hinder"),
    "record_preparations": _("antecknade planens beredning"),
    "end_preparations": _("tog bort beredning"),
    "state_plan_budgets": _("angav planens budget"),
}
