"""Which rows of the budget somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `sight` is the public's unless more
is given;
`as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from django.db.models import QuerySet

from enslinje.budget.models import (
    AmountImport,
    CodeMap,
    ControlSetting,
    DecidedAmount,
    EarmarkEdition,
    HeldFile,
    ImportedAmount,
    LedgerTransaction,
    Petition,
    Posting,
    Reserve,
    ReserveBalance,
)
from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet


def postings(*, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None) -> QuerySet[Posting]:
    del sight  # The ledger is public.
    rows = Posting.objects.all()
    return rows if as_of is None else rows.filter(transaction__recorded_in__recorded_at__lte=as_of)


def transactions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> QuerySet[LedgerTransaction]:
    del sight  # The ledger is public.
    rows = LedgerTransaction.objects.all()
    return rows if as_of is None else rows.filter(recorded_in__recorded_at__lte=as_of)


def reserves(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Reserve]:
    return visible(Reserve.objects.all(), sight=sight, as_of=as_of)


def balances() -> QuerySet[ReserveBalance]:
    return ReserveBalance.objects.all()


def earmark_editions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[EarmarkEdition]:
    return visible(EarmarkEdition.objects.all(), sight=sight, as_of=as_of)


def petitions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Petition]:
    return visible(Petition.objects.all(), sight=sight, as_of=as_of)


def decided_amounts(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[DecidedAmount]:
    return visible(DecidedAmount.objects.all(), sight=sight, as_of=as_of)


def control_settings(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[ControlSetting]:
    return visible(ControlSetting.objects.all(), sight=sight, as_of=as_of)


def code_maps(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[CodeMap]:
    return visible(CodeMap.objects.all(), sight=sight, as_of=as_of)


def amount_imports(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[AmountImport]:
    return visible(AmountImport.objects.all(), sight=sight, as_of=as_of)


def imported_amounts(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> QuerySet[ImportedAmount]:
    """Amounts of the imports that may be seen."""
    imports = amount_imports(sight=sight, as_of=as_of)
    return ImportedAmount.objects.filter(amount_import__in=imports)


def held_files(*, held_for: str) -> QuerySet[HeldFile]:
    """The files that somebody has handed over; nobody sees another's."""
    return HeldFile.objects.filter(held_for=held_for)
