"""The use cases that write to the organisation: each takes a batch, in one transaction."""

from enslinje.organisation.operations.bodies import enter_register, name_aliases, register_bodies
from enslinje.organisation.operations.decisions import record_decisions
from enslinje.organisation.operations.groups import form_groups
from enslinje.organisation.operations.occasions import open_occasions

__all__ = [
    "enter_register",
    "form_groups",
    "name_aliases",
    "open_occasions",
    "record_decisions",
    "register_bodies",
]
