"""The history of case registers: who keeps which, and from when."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import Basis
from enslinje.journal.history.columns import ORIGIN, written
from enslinje.journal.history.register import Field, Key, Kind, Part, Restoring
from enslinje.journal.record import Receipt
from enslinje.organisation import operations
from enslinje.organisation.drafts import CaseRegisterDraft
from enslinje.organisation.models import CaseRegister

__all__ = ["KINDS", "OPERATIONS"]


def _title(key: Key, _about: Any) -> str:
    return gettext("Diariet {prefix}").format(prefix=str(key[0]).upper())


def _restore(asked: Restoring) -> Receipt:
    row = asked.row
    draft = CaseRegisterDraft(
        body=row["body__code"],
        prefix=row["prefix"],
        opened_on=row["opened_on"],
        closed_on=row["closed_on"],
        seen=asked.seen,
        basis=Basis(row["basis"]),
        source_ref=row["source_ref"],
        note=row["note"],
    )
    return operations.keep_case_registers(
        actor=asked.actor, registers=[draft], key=asked.key, why=asked.why
    )


KINDS = (
    Kind(
        name="diarium",
        label=_("Diarium"),
        model=CaseRegister,
        place=(Part("folded"),),
        title=_title,
        body="body__code",
        fields=(
            Field("body", _("Förs av"), written("body__code")),
            Field("prefix", _("Beteckning")),
            Field("opened_on", _("Öppnat")),
            Field("closed_on", _("Stängt")),
            *ORIGIN,
        ),
        restore=_restore,
    ),
)

OPERATIONS = {
    "keep_case_registers": _("ändrade diarier"),
    "withdraw_case_register": _("tog bort ett diarium"),
    "propose_case_number": _("föreslog ett rättat diarienummer"),
    "confirm_case_number": _("rättade ett diarienummer"),
    "reject_case_number": _("avslog ett rättat diarienummer"),
}
