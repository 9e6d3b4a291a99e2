"""What rests on decisions: plans, transactions, petitions and the council's targets."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enslinje.filing import resting
from enslinje.filing.resting import RestingRow, What
from enslinje.organisation import directory


@dataclass(frozen=True)
class Resting:
    """What rests on a decision."""

    words: str
    address: str = ""


def resting_on(
    decisions: Collection[int], *, in_public: bool = False
) -> Mapping[int, tuple[Resting, ...]]:
    """Return what rests on each of these records of decisions, by its id. One query.

    `in_public` it is what everybody may see, and leads to their pages: of plans, those submitted.
    """
    found: dict[int, list[Resting]] = {pk: [] for pk in decisions}
    for row in resting.resting_on(decisions, submitted_only=in_public):
        found[row.decision].append(_plan(row, in_public) if row.what is What.PLAN else _fact(row))
    return {pk: tuple(rests) for pk, rests in found.items()}


def _plan(row: RestingRow, in_public: bool) -> Resting:  # noqa: FBT001 - as it was asked.
    names, slugs = directory.body_names(), directory.body_slugs()
    words = _("Planen {year}, {body}").format(year=row.year, body=names.get(row.code, row.code))
    page = "web:plan" if in_public else "work:plan"
    return Resting(words, reverse(page, kwargs={"year": row.year, "slug": slugs[row.code]}))


def _fact(row: RestingRow) -> Resting:
    if row.what is What.TRANSACTION:
        words = _("Transaktion {number} i {year} års huvudbok: {text}")
        to = reverse("web:transaction", kwargs={"year": row.year, "number": row.number})
        return Resting(words.format(number=row.number, year=row.year, text=row.text), to)
    if row.what is What.PETITION:
        words = _("Framställning {code} {year}: {purpose}")
        return Resting(words.format(code=row.code, year=row.year, purpose=row.text))
    words = _("Kommunfullmäktiges årsmål {year} för {code}")
    to = reverse("web:indicator", kwargs={"year": row.year, "code": row.code})
    return Resting(words.format(year=row.number, code=row.code), to)
