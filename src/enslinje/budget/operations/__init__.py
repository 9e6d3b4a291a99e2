"""The use cases that write to the budget: each takes a batch, in one transaction."""

from enslinje.budget.operations.accounts import (
    define_accounts,
    name_lines,
    set_aside,
    set_controls,
    set_up_reserves,
)
from enslinje.budget.operations.actuals import import_amounts
from enslinje.budget.operations.changes import charge_interest, draw_reserves, gross_up
from enslinje.budget.operations.code_maps import state_code_map
from enslinje.budget.operations.council_budget import import_council_budget
from enslinje.budget.operations.held_files import hold_file, let_go_of_file
from enslinje.budget.operations.petitions import (
    endorse_petitions,
    grant_petitions,
    name_decided_amounts,
    state_petitions,
)
from enslinje.budget.operations.posting import post_transactions, reverse_transactions
from enslinje.budget.operations.rejections import reject_the_rest
from enslinje.budget.operations.reserves import rebuild_balances

__all__ = [
    "charge_interest",
    "define_accounts",
    "draw_reserves",
    "endorse_petitions",
    "grant_petitions",
    "gross_up",
    "hold_file",
    "import_amounts",
    "import_council_budget",
    "let_go_of_file",
    "name_decided_amounts",
    "name_lines",
    "post_transactions",
    "rebuild_balances",
    "reject_the_rest",
    "reverse_transactions",
    "set_aside",
    "set_controls",
    "set_up_reserves",
    "state_code_map",
    "state_petitions",
]
