"""The histories of contributions and activities."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.policy import Action
from enslinje.core.terms import (
    ActivityState,
    Basis,
    ContributionState,
    Criterion,
    OccasionKind,
    OwnerKind,
    PartyRole,
)
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import ORIGIN, YEAR, chosen, written
from enslinje.journal.history.register import Field, Items, Key, Kind, Part, Restoring, Row
from enslinje.journal.record import Receipt
from enslinje.journal.together import Asking
from enslinje.journal.vocabulary import word
from enslinje.plans import access, operations
from enslinje.plans.drafts import ActivityDraft, ActivityGoalDraft, ContributionDraft, PartyDraft
from enslinje.plans.models import (
    ActivityEdition,
    ActivityGoal,
    ActivityParty,
    ActivityResponsible,
    ActivityTheme,
    Contribution,
)
from enslinje.plans.operations.plan import CONTRIBUTIONS_ARE_TAKEN_AT

__all__ = ["KINDS", "OPERATIONS"]


def _contribution_title(key: Key, about: Named) -> str:
    return f"{about.body(key[2])}, {about.goal(key[1], key[0])}"


def _titles(keys: Collection[Key]) -> Asking[Mapping[tuple[int, str], str]]:
    """Ask for titles of activities by year and code."""
    years, codes = ({key[place] for key in keys} for place in (0, 1))
    rows = access.activity_editions().filter(year__among=years, activity__code__among=codes)
    name = ("titles of activities", frozenset(years), frozenset(codes))
    return Asking(
        lambda told: {(year, code): title for year, code, title in told[name]},
        {name: rows.values_list("year", "activity__code", "title")},
    )


def _activity_title(key: Key, about: Mapping[tuple[int, str], str]) -> str:
    return about.get((key[0], key[1]), key[1])


def _themes_title(key: Key, about: Mapping[tuple[int, str], str]) -> str:
    return gettext("Teman på {name}").format(name=_activity_title(key, about))


def _responsible_title(key: Key, about: Mapping[tuple[int, str], str]) -> str:
    return gettext("Ansvarig för {name}").format(name=_activity_title(key, about))


def _person(row: Row, _about: Any) -> str:
    name = f"{row['person__first_name']} {row['person__last_name']}".strip()
    return name or str(row["person__username"])


def _party(row: Row, _about: Any) -> str:
    name = row["body__code"] or row["group__code"]
    return f"{name} ({word(PartyRole, row['role'])})"


def _occasions(row: Row) -> tuple[int, Sequence[OccasionKind]]:
    return row["year"], CONTRIBUTIONS_ARE_TAKEN_AT


def _restore_contribution(asked: Restoring) -> Receipt:
    row = asked.row
    draft = ContributionDraft(
        body=row["body__code"],
        goal=row["goal__code"],
        state=ContributionState(row["state"]),
        criterion=Criterion(row["criterion"]),
        text=row["text"],
        **asked.rests_on,
    )
    return operations.state_contributions(contributions=[draft], **asked.by)


def _restore_activity(asked: Restoring) -> Receipt:
    """Plan it as it was, with the goals and the parties that it had then."""
    row = asked.row
    draft = ActivityDraft(
        code=row["activity__code"],
        title=row["title"],
        owner_kind=OwnerKind(row["owner_kind"]),
        state=ActivityState(row["state"]),
        responsible_function=row["responsible_function"],
        starts_on=row["starts_on"],
        ends_on=row["ends_on"],
        goals=tuple(
            ActivityGoalDraft(goal=one["goal__code"], basis=Basis(one["basis"]))
            for one in asked.items["goals"]
        ),
        parties=tuple(
            PartyDraft(
                body=one["body__code"] or "",
                group=one["group__code"] or "",
                role=PartyRole(one["role"]),
                basis=Basis(one["basis"]),
            )
            for one in asked.items["parties"]
        ),
        **asked.rests_on,
    )
    return operations.plan_activities(activities=[draft], **asked.by)


_PLACE = ("year", "activity__code")

KINDS = (
    Kind(
        name="bidrag",
        label=_("Bidrag till mål"),
        model=Contribution,
        place=(YEAR, Part("goal__code"), Part("body__code")),
        title=_contribution_title,
        about=named_at(goal=1, body=2),
        body="body__code",
        fields=(
            chosen("state", _("Bidrag"), ContributionState),
            chosen("criterion", _("Räknas när organet"), Criterion),
            Field("text", _("Text"), is_text=True),
            *ORIGIN,
        ),
        restore=_restore_contribution,
        occasions=_occasions,
    ),
    Kind(
        name="aktivitet",
        label=_("Aktivitet"),
        model=ActivityEdition,
        place=(YEAR, Part("activity__code")),
        title=_activity_title,
        about=_titles,
        fields=(
            Field("title", _("Titel"), is_text=True),
            chosen("owner_kind", _("Tillhör"), OwnerKind),
            chosen("state", _("Läge"), ActivityState),
            Field("responsible_function", _("Ansvarig funktion")),
            Field("starts_on", _("Börjar")),
            Field("ends_on", _("Slutar")),
            *ORIGIN,
        ),
        items=(
            Items(
                "goals",
                _("Mål"),
                ActivityGoal,
                _PLACE,
                ("goal__code", "basis"),
                written("goal__code"),
            ),
            Items(
                "parties",
                _("Parter"),
                ActivityParty,
                _PLACE,
                ("body__code", "group__code", "role", "basis"),
                _party,
                body="body__code",
            ),
        ),
        restore=_restore_activity,
    ),
    Kind(
        name="ansvarig-for-aktivitet",
        label=_("Ansvarig för aktivitet"),
        model=ActivityResponsible,
        place=(YEAR, Part("activity__code"), Part("body__code")),
        title=_responsible_title,
        about=_titles,
        body="body__code",
        reads=("person__username", "person__first_name", "person__last_name"),
        fields=(Field("person_id", _("Ansvarig person"), _person),),
        right=Action.VIEW_DRAFT,  # A name is for those who write and read the plan, not for all.
    ),
    Kind(
        name="aktivitetens-teman",
        label=_("Aktivitetens teman"),
        place=(YEAR, Part("activity__code")),
        title=_themes_title,
        about=_titles,
        items=(
            Items(
                "themes",
                _("Teman"),
                ActivityTheme,
                _PLACE,
                ("theme__code",),
                written("theme__code"),
            ),
        ),
    ),
)

OPERATIONS = {
    "register_plans": _("registrerade planer"),
    "state_contributions": _("angav bidrag till mål"),
    "plan_activities": _("planerade aktiviteter"),
    "tag_activities": _("satte teman på aktiviteter"),
}
