"""Columns and constraints that every kind of fact shares."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import Basis

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

CODE_LENGTH = 64
"""Longest code of a body, goal, indicator, unit, group or person."""

CURRENT = Q(superseded_in=None)
"""What nothing has superseded."""


def choices(vocabulary: type[StrEnum]) -> list[tuple[str, str]]:
    """The members of a closed vocabulary, as stored."""
    return [(member.value, member.value) for member in vocabulary]


def known(
    field: str, vocabulary: type[StrEnum], *, nullable: bool = False
) -> models.CheckConstraint:
    """CHECK that `field` holds a member of `vocabulary`, or NULL when it is `nullable`."""
    condition = Q(**{f"{field}__in": [member.value for member in vocabulary]})
    return models.CheckConstraint(
        name=f"%(class)s_{field}_known",
        condition=condition | Q(**{field: None}) if nullable else condition,
        violation_error_message=_("Värdet finns inte bland dem som kan väljas."),
    )


def filled(field: str) -> models.CheckConstraint:
    """CHECK that the text `field` is not empty."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_filled",
        condition=~Q(**{field: ""}),
        violation_error_message=_("Fältet måste fyllas i."),
    )


def at_least(field: str, lowest: int) -> models.CheckConstraint:
    """CHECK that `field` is NULL or `lowest` or more."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_at_least_{lowest}",
        condition=Q(**{f"{field}__gte": lowest}) | Q(**{field: None}),
        violation_error_message=_("Talet är för litet."),
    )


def together(field: str, other: str) -> models.CheckConstraint:
    """CHECK that `field` and `other` are both NULL or neither is."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_with_{other}",
        condition=Q(**{f"{field}__isnull": True, f"{other}__isnull": True})
        | Q(**{f"{field}__isnull": False, f"{other}__isnull": False}),
        violation_error_message=_("De två fälten fylls i tillsammans eller inte alls."),
    )


def exactly_one(field: str, other: str) -> models.CheckConstraint:
    """CHECK that one of `field` and `other` is NULL and the other one is not."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_or_{other}",
        condition=Q(**{f"{field}__isnull": True, f"{other}__isnull": False})
        | Q(**{f"{field}__isnull": False, f"{other}__isnull": True}),
        violation_error_message=_("Ange det ena eller det andra, inte båda."),
    )


def exactly_when(field: str, condition: Q, *, message: "_StrPromise") -> models.CheckConstraint:
    """CHECK that `field` is filled exactly when `condition`, of columns without NULL, holds."""
    return models.CheckConstraint(
        name=f"%(class)s_{field}_exactly_when",
        condition=(condition & Q(**{f"{field}__isnull": False}))
        | (~condition & Q(**{f"{field}__isnull": True})),
        violation_error_message=message,
    )


def in_order(field: str, later: str, *, or_equal: bool = False) -> models.CheckConstraint:
    """CHECK that `field` comes before `later`; NULL in either passes."""
    compare = "lte" if or_equal else "lt"
    return models.CheckConstraint(
        name=f"%(class)s_{field}_before_{later}",
        condition=Q(**{f"{field}__{compare}": F(later)})
        | Q(**{f"{field}__isnull": True})
        | Q(**{f"{later}__isnull": True}),
        violation_error_message=_("Det första måste komma före det andra."),
    )


def one_current(
    *fields: str, suffix: str = "", condition: Q | None = None
) -> models.UniqueConstraint:
    """At most one row that nothing has superseded for each combination of `fields`."""
    return models.UniqueConstraint(
        name=f"%(class)s_one_current{suffix}",
        fields=list(fields),
        condition=CURRENT if condition is None else CURRENT & condition,
        violation_error_message=_("Det finns redan ett gällande värde här."),
    )


class Sourced(models.Model):
    """What a row rests on: the answer to "varifrån?"."""

    basis = models.CharField(max_length=9, choices=choices(Basis))
    source_ref = models.CharField(max_length=200, blank=True, default="")
    note = models.TextField(blank=True, default="")

    class Meta:
        abstract = True
        constraints = (known("basis", Basis),)


def constraints(*parts: Iterable[models.BaseConstraint]) -> list[models.BaseConstraint]:
    """The constraints of several abstract models and of the model itself, in one list."""
    return [constraint for part in parts for constraint in part]
