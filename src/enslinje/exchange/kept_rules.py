"""The rules for code strings that are kept in the database: from a file, and back to use."""

from uuid import UUID

from enslinje.budget import operations
from enslinje.budget.drafts import CodeMapDraft, CodeRuleDraft
from enslinje.budget.rows import CodeRuleRow
from enslinje.core.actors import Actor
from enslinje.core.versions import UNSEEN, Seen
from enslinje.exchange.code_map import Rule, Target
from enslinje.exchange.code_map_file import read_code_map_of
from enslinje.exchange.table_files import HandedFile
from enslinje.journal.record import Receipt


def state_code_map(
    file: HandedFile, *, actor: Actor, year: int, seen: Seen = UNSEEN, key: UUID | None = None
) -> Receipt:
    """Read the rules in a file and let them hold for the year.

    Raises:
        DataSetRefused: with every fault of the file.
        NotAllowed, UnknownBody, UnknownAccount, CodeMapConflict: see `operations.state_code_map`.
    """
    rules = tuple(map(_rule_draft, read_code_map_of(file)))
    draft = CodeMapDraft(file_name=file.name, rules=rules, seen=seen)
    return operations.state_code_map(actor=actor, year=year, draft=draft, key=key)


def rule(row: CodeRuleRow) -> Rule:
    """Return a kept rule as amounts are placed by it."""
    said = {Target.BODY: row.body, Target.LINE: row.line, Target.ACCOUNT: row.account}
    says = {target: value for target, value in said.items() if value}
    if row.is_left_out:
        says[Target.LEFT_OUT] = "true"
    return Rule(
        says,
        int(row.account_from) if row.account_from else None,
        int(row.account_to) if row.account_to else None,
        row.dimension,
        row.code,
        row.row,
    )


def _rule_draft(rule: Rule) -> CodeRuleDraft:
    return CodeRuleDraft(
        row=rule.line,
        account_from="" if rule.first is None else str(rule.first),
        account_to="" if rule.last is None else str(rule.last),
        dimension=rule.dimension,
        code=rule.code,
        body=rule.says.get(Target.BODY, ""),
        line=rule.says.get(Target.LINE, ""),
        account=rule.says.get(Target.ACCOUNT, ""),
        is_left_out=Target.LEFT_OUT in rule.says,
    )
