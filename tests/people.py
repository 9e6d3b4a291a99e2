"""The people of the small town, one for each role, told by what they are."""

from datetime import date
from typing import Any

from enslinje.core.actors import Actor, Source
from enslinje.core.policy import CENTRAL_ROLES, Role
from enslinje.journal.record import Receipt
from enslinje.organisation import operations, rights
from enslinje.organisation.drafts import DeputyDraft, InvitationDraft, RoleDraft
from tests.town import LOADER

FIRST = date(2021, 1, 1)
HELD_FOR = {Role.GROUP_CONTROLLER: "MODER"}

CAST = {role.value: role for role in Role if role is not Role.PUBLIC}
"""The code of each person and the role held: for SKOLA, where it is a role of a body."""


def invite(*codes: str, actor: Actor = LOADER) -> Receipt:
    return operations.invite_people(
        actor=actor, invitations=[InvitationDraft(code=code) for code in codes]
    )


def role(person: str, what: Role, **changes: Any) -> RoleDraft:
    body = "" if what in CENTRAL_ROLES else HELD_FOR.get(what, "SKOLA")
    given: dict[str, Any] = {"person": person, "role": what, "body": body, "valid_from": FIRST}
    return RoleDraft(**given | changes)


def deputy(person: str, who: str, **changes: Any) -> DeputyDraft:
    given: dict[str, Any] = {
        "person": person,
        "deputy": who,
        "valid_from": date(2021, 7, 1),
        "valid_to": date(2021, 8, 1),
        "reason": "Semester",
    }
    return DeputyDraft(**given | changes)


def record_people() -> None:
    """Invite the cast, give each the role, and let the reader stand in for the editor in July."""
    invite(*CAST, "newcomer")
    roles = [role(code, what) for code, what in CAST.items()]
    operations.grant_roles(actor=LOADER, roles=roles)
    operations.name_deputies(actor=LOADER, deputies=[deputy("editor", "reader")])


def somebody(code: str) -> Actor:
    """The person with a file, who need not say what was seen, with what is held now."""
    return rights.actor_for(code, source=Source.FILE)
