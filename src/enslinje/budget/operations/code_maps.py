"""State the year's rules for code strings: a whole set of them, in place of the one before."""

import hashlib
from collections.abc import Sequence
from dataclasses import astuple
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.codes import account_of, accounts
from enslinje.budget.drafts import CodeMapDraft, CodeRuleDraft
from enslinje.budget.errors import CodeMapConflict, RuleUnclear
from enslinje.budget.models import CodeMap, CodeRule
from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.journal import record
from enslinje.journal.pulses import BATCH
from enslinje.journal.record import Change, Receipt
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.organisation import rights


@transaction.atomic
def state_code_map(
    *, actor: Actor, year: int, draft: CodeMapDraft, key: UUID | None = None
) -> Receipt:
    """State the rules of the year. The same rules once more are no new version.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownAccount: a rule names what is not there.
        RuleUnclear: a rule says nothing, or is about the same as another; or there is none.
        CodeMapConflict: somebody else has stated other rules since `draft.seen`.
    """
    actor = rights.require(actor, Action.KEEP_ACCOUNTS)
    change = record.begin(actor=actor, action="state_code_map", year=year, key=key, content=draft)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    rules = _rules(draft.rules, refusals)
    refusals.settle()
    current = access.code_maps(sight=EVERYTHING).filter(year=year)
    sha256 = _hash(draft.rules)
    there = current.first()
    if there is not None and there.rules_sha256 == sha256:
        return record.finish(change, [there])
    fact = CodeMap(year=year, file_name=draft.file_name, rules_sha256=sha256, rule_count=len(rules))
    recorded = restate(
        [fact],
        place=("year",),
        current=current,
        change=change,
        seen=[draft.seen],
        refusal=CodeMapConflict,
        named=lambda _row: _("konteringsreglerna"),
    )
    _insert(rules, recorded[0], change)
    return record.finish(change, recorded)


def _insert(rules: Sequence[CodeRule], code_map: CodeMap, change: Change) -> None:
    for rule in rules:
        rule.code_map = code_map
    CodeRule.objects.bulk_create(rules, batch_size=BATCH)
    record.cover(rules, change=change)


def _rules(drafts: Sequence[CodeRuleDraft], refusals: Refusals) -> list[CodeRule]:
    bodies = organisation.body_codes({draft.body for draft in drafts} - {""})
    known = accounts({draft.account for draft in drafts} - {""})
    rules, places = [], set()
    for position, draft in enumerate(drafts):
        place = (draft.account_from, draft.account_to, draft.dimension, draft.code)
        says = draft.body or draft.line or draft.account or draft.is_left_out
        if place in places or not says or bool(draft.dimension) != bool(draft.code):
            refusals.add(_unclear(position, draft))
        places.add(place)
        account = (
            account_of(draft.account, known, row=position, refusals=refusals)
            if draft.account
            else None
        )
        rules.append(
            CodeRule(
                row=draft.row,
                account_from=draft.account_from,
                account_to=draft.account_to,
                dimension=draft.dimension,
                code=draft.code,
                body_id=bodies.id_or_none(
                    draft.body, row=position, field="body", refusals=refusals
                ),
                line=draft.line,
                account_id=account.pk if account else None,
                is_left_out=draft.is_left_out,
            )
        )
    if not rules:
        refusals.add(
            RuleUnclear(_("Filen har inga regler."), remedy=_("Skriv minst en regel i filen."))
        )
    return rules


def _unclear(position: int, draft: CodeRuleDraft) -> RuleUnclear:
    return RuleUnclear(
        _("Regeln på rad {row} säger ingenting, eller handlar om samma som en annan.").format(
            row=draft.row
        ),
        row=position,
        column="row",
        value=draft.row,
        remedy=_("Ta bort den, eller skriv vad den gäller och vad den säger."),
    )


def _hash(drafts: Sequence[CodeRuleDraft]) -> str:
    """Of what the rules say, wherever in the file they stand."""
    said = sorted(repr(astuple(draft)[1:]) for draft in drafts)
    return hashlib.sha256("\n".join(said).encode()).hexdigest()
