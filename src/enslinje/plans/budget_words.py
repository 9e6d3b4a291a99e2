"""How an amount of a plan's budget is told in one line."""

from enslinje.core import money
from enslinje.core.budget_terms import AccountGroup
from enslinje.journal.vocabulary import word


def amount_words(
    *, line: str, activity_area: str, account_group: str, for_year: int, amount_ore: int
) -> str:
    """Return the place and the amount, exactly, in mnkr."""
    where = f"{line} {activity_area}".strip()
    exact = f"{money.exact_mnkr(amount_ore).normalize():f}".replace(".", ",").replace("-", "−")
    return f"{where}, {word(AccountGroup, account_group)} {for_year}: {exact} mnkr"
