"""The closed vocabularies of money: an enum each, values as stored and printed in JSON."""

from enum import StrEnum


class Plane(StrEnum):
    """Where an account lies. Postings of one plane never pay for another's."""

    OPERATING = "operating"
    INTERNAL = "internal"
    CAPITAL = "capital"
    EQUITY = "equity"


class StatementRow(StrEnum):
    """The rows of the result budget that accounts belong to, in its order.

    `INTERNAL_INTEREST` is within the city: it sums to zero over all bodies and is no row of the
    city's own table.
    """

    INCOME = "income"
    COSTS = "costs"
    DEPRECIATION = "depreciation"
    UNFORESEEN_NEEDS = "unforeseen_needs"
    VOLUME_RESERVE = "volume_reserve"
    PENSIONS = "pensions"
    INTERNAL_INTEREST = "internal_interest"
    TAXES = "taxes"
    BURIAL_FEE = "burial_fee"
    INCOME_EQUALISATION = "income_equalisation"
    COST_EQUALISATION = "cost_equalisation"
    REGULATION_ITEM = "regulation_item"
    GENERAL_STATE_GRANT = "general_state_grant"
    PROPERTY_FEE = "property_fee"
    LSS_EQUALISATION = "lss_equalisation"
    FINANCIAL_RESULT = "financial_result"
    DIVIDEND = "dividend"
    DISPOSITIONS = "dispositions"
    EQUITY_CHANGE = "equity_change"


class StatementSum(StrEnum):
    """The rows of the result budget that are sums of others, and the heading of the reserves."""

    CENTRAL_RESERVES = "central_reserves"
    NET_COST = "net_cost"
    OPERATING_RESULT = "operating_result"
    RESULT = "result"


class TransactionKind(StrEnum):
    """What a transaction of the ledger is."""

    COUNCIL_BUDGET = "council_budget"
    ADJUSTMENT = "adjustment"
    GROSS_UP = "gross_up"
    INTERNAL_INTEREST = "internal_interest"
    VIREMENT = "virement"
    REBUDGETING = "rebudgeting"
    RESULT_CARRY_OVER = "result_carry_over"
    REVERSAL = "reversal"


class StatementColumn(StrEnum):
    """The columns of the result budget that postings stand in; the fourth is their sum."""

    COUNCIL_BUDGET = "council_budget"
    ADJUSTMENTS = "adjustments"
    GROSS_UPS = "gross_ups"


class GrossUpCategory(StrEnum):
    """What makes a body's income and costs rise alike."""

    STATE_GRANTS = "state_grants"
    INTERNAL_TRADE = "internal_trade"
    FEES = "fees"
    OTHER = "other"


class Phase(StrEnum):
    """How far a petition has come. The ledger holds what is granted, and nothing else."""

    ASKED = "asked"
    ENDORSED = "endorsed"
    GRANTED = "granted"


class Layout(StrEnum):
    """Whether a statement puts each posting in its own column, or where a source printed it."""

    RIGHT = "right"
    SOURCE = "source"


class PetitionKind(StrEnum):
    """What a body asks of the centre. An incentive grant is paid when its cost arises."""

    ADJUSTMENT = "adjustment"
    GROSS_UP = "gross_up"
    INCENTIVE_GRANT = "incentive_grant"


class ControlRule(StrEnum):
    """What the ledger controls and a municipality may be stricter or milder about."""

    EARMARK_EXCEEDED = "earmark_exceeded"
    DECISION_EXCEEDED = "decision_exceeded"
    ENDORSED_EXCEEDS_RESERVE = "endorsed_exceeds_reserve"


class ControlResponse(StrEnum):
    """What a control does when it finds something."""

    STOP = "stop"
    WARN = "warn"
    IGNORE = "ignore"


class AmountKind(StrEnum):
    """What an imported amount is: booked, expected for the whole year, or a month of the budget."""

    ACTUAL = "actual"
    FORECAST = "forecast"
    PERIOD_BUDGET = "period_budget"


class AccountGroup(StrEnum):
    """The groups of accounts that a body's own budget is planned in."""

    INCOME = "income"
    STAFF = "staff"
    PREMISES = "premises"
    PURCHASED = "purchased"
    OTHER_COSTS = "other_costs"
    CAPITAL_COSTS = "capital_costs"


COST_GROUPS = tuple(group for group in AccountGroup if group is not AccountGroup.INCOME)
"""The groups whose amounts are costs, and so negative as in the result budget."""
