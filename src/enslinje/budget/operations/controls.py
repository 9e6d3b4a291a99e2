"""Controls that a municipality may set to stop, warn or ignore. What only warns is found later."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Sum
from django.utils.translation import gettext as _

from enslinje.budget import access, queries
from enslinje.budget.errors import DecisionExceeded, EarmarkExceeded
from enslinje.budget.models import DecidedAmount
from enslinje.budget.operations.entries import Entry
from enslinje.budget.words import mnkr
from enslinje.core.budget_terms import ControlResponse, ControlRule
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING


def control(entries: Sequence[Entry], *, year: int, refusals: Refusals) -> None:
    """Refuse what the year's controls stop. The reserves drawn on are locked already."""
    responses = queries.control_responses(year=year)
    if responses[ControlRule.EARMARK_EXCEEDED] is ControlResponse.STOP:
        _control_earmarks(entries, year, refusals)
    if responses[ControlRule.DECISION_EXCEEDED] is ControlResponse.STOP:
        _control_decisions(entries, year, refusals)


def _control_earmarks(entries: Sequence[Entry], year: int, refusals: Refusals) -> None:
    """No more is drawn from an earmark than is set aside, where somebody has said how much."""
    draws = [
        (entry, leg.earmark, leg.amount) for entry in entries for leg in entry.legs if leg.earmark
    ]
    set_aside = _set_aside({code for _entry, code, _amount in draws}, year)
    if not set_aside:
        return
    drawn = _drawn(set_aside, year)
    for entry, code, amount in draws:
        if code in set_aside:
            drawn[code] += amount
            if amount > 0 and drawn[code] > set_aside[code]:
                refusals.add(_earmark_exceeded(code, drawn[code] - set_aside[code], entry.row))


def _set_aside(codes: Iterable[str], year: int) -> dict[str, int]:
    wanted = set(codes)
    if not wanted:
        return {}
    editions = access.earmark_editions(sight=EVERYTHING).filter(
        earmark__year=year, earmark__code__in=wanted, set_aside_ore__isnull=False
    )
    amounts = editions.values_list("earmark__code", "set_aside_ore")
    return {code: amount for code, amount in amounts if amount is not None}


def _drawn(codes: Iterable[str], year: int) -> dict[str, int]:
    posted = access.postings(sight=EVERYTHING).filter(
        earmark__year=year, earmark__code__in=set(codes)
    )
    sums = posted.values_list("earmark__code").annotate(total=Sum("amount_ore"))
    return defaultdict(int, sums)


def _control_decisions(entries: Sequence[Entry], year: int, refusals: Refusals) -> None:
    """No more rests on a decision item than it names, where it names an amount."""
    ids = {entry.decision.pk for entry in entries if entry.decision}
    amounts = dict(
        DecidedAmount.objects.select_for_update()
        .current()
        .filter(year=year, decision_id__in=ids)
        .order_by("pk")
        .values_list("decision_id", "amount_ore")
    )
    if not amounts:
        return
    resting = defaultdict(int, _resting(amounts, year))
    for entry in entries:
        decision = entry.decision
        if decision is not None and decision.pk in amounts and entry.way > 0:
            resting[decision.pk] += entry.measured
            over = resting[decision.pk] - amounts[decision.pk]
            if over > 0:
                refusals.add(_decision_exceeded(entry, amounts[decision.pk], over))


def _resting(amounts: Mapping[int, int], year: int) -> dict[int, int]:
    """What rests on each decision already, in öre."""
    rows = queries.postings(year=year, decisions=amounts.keys())
    by_key = queries.resting_on_decisions(rows)
    keys = queries.decision_keys(amounts.keys())
    return {pk: by_key.get(key, 0) for pk, key in keys.items()}


def _earmark_exceeded(code: str, over: int, row: int) -> EarmarkExceeded:
    return EarmarkExceeded(
        _("De avsatta medlen {code} överskrids med {over} mnkr.").format(
            code=code, over=mnkr(over)
        ),
        row=row,
        column="earmark",
        value=code,
        remedy=_("Minska beloppet, eller avsätt mer."),
    )


def _decision_exceeded(entry: Entry, amount: int, over: int) -> DecisionExceeded:
    case, item = entry.draft.decision
    return DecisionExceeded(
        _("{case}, punkt {item}, medger {amount} mnkr och överskrids med {over} mnkr.").format(
            case=case, item=item, amount=mnkr(amount), over=mnkr(over)
        ),
        row=entry.row,
        column="decision",
        value=f"{case} {item}",
        remedy=_("Se efter om beloppet redan är bokfört, eller ange rätt beslut."),
    )
