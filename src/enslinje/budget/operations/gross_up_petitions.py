"""What a body may ask of a gross-up: that income and costs rise alike, out of no reserve."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from enslinje.budget.drafts import PetitionDraft
from enslinje.budget.errors import TransactionUnlawful
from enslinje.budget.operations.accounts import check_size
from enslinje.budget.operations.entries import unlawful
from enslinje.budget.words import row_name
from enslinje.core import ledger
from enslinje.core.budget_terms import PetitionKind, Plane, TransactionKind
from enslinje.core.errors import Refusals
from enslinje.core.gross_ups import Raised
from enslinje.core.ledger import AccountShape, Law, Leg

_TOLD_AT = {
    Law.GROSS_UP_NET_ZERO: "costs_ore",
    Law.GROSS_UP_NO_RESERVE: "reserve",
    Law.GROSS_UP_OF_A_BODY: "body",
}
"""The laws that a body can break by what it asks, and the column where each is told."""


def check_gross_up(draft: PetitionDraft, *, year: int, row: int, refusals: Refusals) -> None:
    """Add a refusal for each law of the ledger that the gross-up would break when it is posted.

    Where nothing is said of costs, they are taken to rise as much as the income, less depreciation.
    """
    if draft.kind is not PetitionKind.GROSS_UP:
        _check_is_none(draft, row, refusals)
        return
    for column in ("costs_ore", "depreciation_ore"):
        check_size(getattr(draft, column), row=row, column=column, refusals=refusals)
    if draft.category is None:
        refusals.add(_no_category(draft, row))
    if draft.asked_ore == 0:
        refusals.add(_nothing_asked(draft, row))
    found = ledger.breaches(TransactionKind.GROSS_UP, tuple(_legs(draft, year)))
    first = {breach.law: breach for breach in reversed(found) if breach.law in _TOLD_AT}
    for law, breach in first.items():
        refusals.add(unlawful(breach, row, column=_TOLD_AT[law]))


def _legs(draft: PetitionDraft, year: int) -> Iterable[Leg]:
    """The legs that the gross-up would have, each on an account named as its row."""
    income, depreciation = draft.asked_ore or 0, draft.depreciation_ore or 0
    costs = max(0, income - depreciation) if draft.costs_ore is None else draft.costs_ore
    for on, ore in Raised(income, costs, depreciation).signed():
        yield Leg(AccountShape(row_name(on), Plane.OPERATING, on), ore, year, draft.body)
    if drawn := draft.reserve or draft.earmark:
        reserve = AccountShape(drawn, Plane.OPERATING, is_reserve=True)
        yield Leg(reserve, income, year, draft.body)


def _check_is_none(draft: PetitionDraft, row: int, refusals: Refusals) -> None:
    """Refuse what only a gross-up says of a petition that is none."""
    if draft.category is None and draft.costs_ore is None and draft.depreciation_ore is None:
        return
    refusals.add(
        TransactionUnlawful(
            _("Bara en omslutningsförändring har kategori, kostnader och avskrivningar."),
            row=row,
            column="kind",
            value=draft.code,
            remedy=_("Lämna den som omslutningsförändring."),
        )
    )


def _no_category(draft: PetitionDraft, row: int) -> TransactionUnlawful:
    return TransactionUnlawful(
        _("Det står inte vad omslutningsförändringen beror på."),
        row=row,
        column="category",
        value=draft.code,
        remedy=_("Välj kategori: statsbidrag, intern handel, avgifter eller annat."),
    )


def _nothing_asked(draft: PetitionDraft, row: int) -> TransactionUnlawful:
    return TransactionUnlawful(
        _("En omslutningsförändring på noll ändrar inget."),
        row=row,
        column="asked_ore",
        value=draft.code,
        remedy=_("Ange hur mycket intäkter och kostnader ökar."),
    )
