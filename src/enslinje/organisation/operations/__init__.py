"""The use cases that write to the organisation: each takes a batch, in one transaction."""

from enslinje.organisation.operations.bodies import enter_register, name_aliases, register_bodies
from enslinje.organisation.operations.body_changes import change_body, close_body, reopen_body
from enslinje.organisation.operations.case_registers import (
    keep_case_registers,
    withdraw_case_register,
)
from enslinje.organisation.operations.decision_checks import check_decisions, send_back_decisions
from enslinje.organisation.operations.decisions import record_decisions
from enslinje.organisation.operations.exceptions import (
    close_lock,
    extend_occasion,
    open_lock,
    withdraw_extension,
)
from enslinje.organisation.operations.files import attach_file
from enslinje.organisation.operations.groups import form_groups
from enslinje.organisation.operations.marking import mark_fact
from enslinje.organisation.operations.number_corrections import (
    confirm_case_number,
    propose_case_number,
    reject_case_number,
)
from enslinje.organisation.operations.occasions import (
    change_occasion,
    name_participants,
    name_parts,
    open_occasions,
)
from enslinje.organisation.operations.people import (
    change_accounts,
    end_deputy,
    invite_people,
    name_deputies,
)
from enslinje.organisation.operations.restoring import restore_fact
from enslinje.organisation.operations.roles import confirm_roles, end_roles, grant_roles
from enslinje.organisation.operations.successions import merge_bodies, split_body

__all__ = [
    "attach_file",
    "change_accounts",
    "change_body",
    "change_occasion",
    "check_decisions",
    "close_body",
    "close_lock",
    "confirm_case_number",
    "confirm_roles",
    "end_deputy",
    "end_roles",
    "enter_register",
    "extend_occasion",
    "form_groups",
    "grant_roles",
    "invite_people",
    "keep_case_registers",
    "mark_fact",
    "merge_bodies",
    "name_aliases",
    "name_deputies",
    "name_participants",
    "name_parts",
    "open_lock",
    "open_occasions",
    "propose_case_number",
    "record_decisions",
    "register_bodies",
    "reject_case_number",
    "reopen_body",
    "restore_fact",
    "send_back_decisions",
    "split_body",
    "withdraw_case_register",
    "withdraw_extension",
]
