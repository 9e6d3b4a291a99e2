"""Accounts, appropriation lines, reserves with what is set aside in them, and their controls."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.budget_terms import ControlResponse, ControlRule, Plane, StatementRow
from enslinje.core.money import LIMIT
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    at_least,
    choices,
    constraints,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Fact
from enslinje.organisation.models import Body


class Account(models.Model):
    """What postings are made on. Its plane, its row and whether it is a reserve never change."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=200)
    plane = models.CharField(max_length=9, choices=choices(Plane))
    row = models.CharField(max_length=20, choices=choices(StatementRow), null=True)
    reserve_number = models.PositiveSmallIntegerField(null=True, unique=True)

    class Meta:
        constraints = (
            filled("code"),
            filled("name"),
            known("plane", Plane),
            known("row", StatementRow, nullable=True),
            at_least("reserve_number", 1),
            models.CheckConstraint(
                name="%(class)s_operating_has_row",
                condition=~Q(plane=Plane.OPERATING.value) | Q(row__isnull=False),
                violation_error_message=_("Ett driftkonto hör till en rad i resultatbudgeten."),
            ),
        )


class AppropriationLine(models.Model):
    """A line of a body's budget for a year, at the level where the council's grant binds."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="appropriation_lines")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=CODE_LENGTH)
    name = models.CharField(max_length=200)

    class Meta:
        constraints = (
            filled("code"),
            filled("name"),
            models.UniqueConstraint(
                name="appropriationline_once",
                fields=["body", "year", "code"],
                violation_error_message=_("Organet har redan en sådan rad för året."),
            ),
        )


class Reserve(Sourced, Fact):
    """A central reserve as it is in a year; what it opens with may not be known."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="reserves")
    year = models.PositiveSmallIntegerField()
    purpose = models.CharField(max_length=200)
    is_opening_known = models.BooleanField(default=True)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("account", "year"), filled("purpose")),
        )


class ReserveBalance(models.Model):
    """What is left of a reserve: the row that its drawers lock, and a cache that can be rebuilt.

    NULL when its opening balance is not known.
    """

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="balances")
    year = models.PositiveSmallIntegerField()
    balance_ore = models.BigIntegerField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="reservebalance_once",
                fields=["account", "year"],
                violation_error_message=_("Reserven har redan ett saldo för året."),
            ),
            models.CheckConstraint(
                name="%(class)s_never_below_zero",
                condition=Q(balance_ore=None) | Q(balance_ore__gte=0),
                violation_error_message=_("Reserven räcker inte."),
            ),
        )


class Earmark(models.Model):
    """Money set aside in a reserve for a purpose. What it is about is an edition."""

    code = models.CharField(max_length=CODE_LENGTH)
    year = models.PositiveSmallIntegerField()
    reserve = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="earmarks")

    class Meta:
        constraints = (
            filled("code"),
            models.UniqueConstraint(
                name="earmark_once",
                fields=["year", "code"],
                violation_error_message=_("Det finns redan avsatta medel med den koden."),
            ),
        )


class EarmarkEdition(Sourced, Fact):
    """The purpose of an earmark and how much is set aside, NULL when nobody has said.

    `decided_by` is another decider than the executive board, who takes nothing here.
    """

    earmark = models.ForeignKey(Earmark, on_delete=models.PROTECT, related_name="editions")
    purpose = models.CharField(max_length=200)
    set_aside_ore = models.BigIntegerField(null=True)
    parent = models.ForeignKey(Earmark, on_delete=models.PROTECT, null=True, related_name="parts")
    decided_by = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("earmark"),
                filled("purpose"),
                at_least("set_aside_ore", 0),
                models.CheckConstraint(
                    name="%(class)s_within_limits",
                    condition=Q(set_aside_ore=None) | Q(set_aside_ore__lte=LIMIT),
                    violation_error_message=_("Beloppet är för stort."),
                ),
            ),
        )


class ControlSetting(Fact):
    """What a control does in a year when it finds something."""

    year = models.PositiveSmallIntegerField()
    rule = models.CharField(max_length=24, choices=choices(ControlRule))
    response = models.CharField(max_length=6, choices=choices(ControlResponse))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                one_current("year", "rule"),
                known("rule", ControlRule),
                known("response", ControlResponse),
            ),
        )
