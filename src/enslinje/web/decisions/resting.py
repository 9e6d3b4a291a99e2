"""What rests on decisions: plans, transactions, petitions and the council's targets."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from enslinje.budget import queries as budget
from enslinje.filing import submissions
from enslinje.goals import queries as goals
from enslinje.organisation import directory


@dataclass(frozen=True)
class Resting:
    """What rests on a decision."""

    words: str
    address: str = ""


def resting_on(
    decisions: Collection[int], *, in_public: bool = False
) -> Mapping[int, tuple[Resting, ...]]:
    """Return what rests on each of these records of decisions, by its id. Four queries.

    `in_public` it is what everybody may see, and leads to their pages: of plans, those submitted.
    """
    found: dict[int, list[Resting]] = {pk: [] for pk in decisions}
    for pk, one in (*_plans(decisions, in_public=in_public), *_facts(decisions)):
        found[pk].append(one)
    return {pk: tuple(rests) for pk, rests in found.items()}


def _plans(decisions: Collection[int], *, in_public: bool) -> Iterable[tuple[int, Resting]]:
    names, slugs = directory.body_names(), directory.body_slugs()
    page = "web:plan" if in_public else "work:plan"
    rows = submissions.plans_resting_on(decisions, submitted_only=in_public)
    for pk, year, body in rows:
        words = _("Planen {year}, {body}").format(year=year, body=names.get(body, body))
        yield pk, Resting(words, reverse(page, kwargs={"year": year, "slug": slugs[body]}))


def _facts(decisions: Collection[int]) -> Iterable[tuple[int, Resting]]:
    for pk, year, number, text in budget.transactions_resting_on(decisions):
        words = _("Transaktion {number} i {year} års huvudbok: {text}")
        to = reverse("web:transaction", kwargs={"year": year, "number": number})
        yield pk, Resting(words.format(number=number, year=year, text=text), to)
    for pk, year, code, purpose in budget.petitions_resting_on(decisions):
        words = _("Framställning {code} {year}: {purpose}")
        yield pk, Resting(words.format(code=code, year=year, purpose=purpose))
    for pk, year, code, for_year in goals.council_targets_resting_on(decisions):
        words = _("Kommunfullmäktiges årsmål {year} för {code}")
        to = reverse("web:indicator", kwargs={"year": year, "code": code})
        yield pk, Resting(words.format(year=for_year, code=code), to)
