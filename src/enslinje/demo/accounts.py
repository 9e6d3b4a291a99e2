"""The demo's accounts: one for each role, told by what they are. There are no such people."""

from collections.abc import Mapping

from enslinje.core.actors import Actor
from enslinje.core.policy import Role
from enslinje.organisation import operations
from enslinje.organisation.drafts import SINCE_ALWAYS, InvitationDraft, RoleDraft

Held = Mapping[str, tuple[Role, str]]
"""The code of each account, its role, and the body it is held for, "" for the whole group."""

STOCKHOLM: Held = {
    "demo-strateg": (Role.STRATEGIST, ""),
    "demo-ekonom": (Role.FINANCE_OFFICER, ""),
    "demo-ks-sekreterare": (Role.BOARD_SECRETARY, ""),
    "demo-administrator": (Role.ADMINISTRATOR, ""),
    "demo-administrator-2": (Role.ADMINISTRATOR, ""),
    "demo-revisor": (Role.AUDITOR, ""),
    "demo-koncerncontroller": (Role.GROUP_CONTROLLER, "SSAB"),
    "demo-handlaggare": (Role.EDITOR, "SDN-FA"),
    "demo-handlaggare-2": (Role.EDITOR, "SDN-FA"),
    "demo-forvaltningschef": (Role.APPROVER, "SDN-FA"),
    "demo-namndsekreterare": (Role.SECRETARY, "SDN-FA"),
    "demo-fortroendevald": (Role.POLITICIAN, "SDN-FA"),
    "demo-registrator": (Role.REGISTRAR, "SDN-FA"),
    "demo-lasare": (Role.READER, "SDN-FA"),
    "demo-bolagscontroller": (Role.EDITOR, "BO-STH"),
}
ACCOUNTS: Mapping[str, Held] = {"stockholm-2021": STOCKHOLM}


def open_them(data_set: str, *, actor: Actor) -> None:
    """Open the accounts of the data set and give each its role, as its load does."""
    held = ACCOUNTS.get(data_set, {})
    if not held:
        return
    operations.invite_people(
        actor=actor, invitations=[InvitationDraft(code=code, is_demo=True) for code in held]
    )
    operations.grant_roles(
        actor=actor,
        roles=[
            RoleDraft(person=code, role=role, body=body, valid_from=SINCE_ALWAYS)
            for code, (role, body) in held.items()
        ],
    )
