"""What the account pages tell: whose roles, for whom, until when; and how to sign in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.policy import Role
from enslinje.organisation import directory, people
from enslinje.organisation.people import DeputyRow, MemberRow
from enslinje.organisation.policy_words import ROLES


@dataclass(frozen=True)
class HeldRole:
    """A role, where it is held, and from when until when."""

    role: str
    where: str
    valid_from: date
    valid_to: date | None
    state: str


@dataclass(frozen=True)
class AccountPage:
    """One's own account."""

    code: str
    roles: tuple[HeldRole, ...]
    deputies: tuple[DeputyRow, ...]
    standing_in: tuple[DeputyRow, ...]


@dataclass(frozen=True)
class DemoAccount:
    """An account of the demo, as the sign-in page offers it."""

    code: str
    role: str
    where: str


def account_page(code: str, *, instant: datetime) -> AccountPage:
    """Return the account of the person with that code."""
    day = timezone.localdate(instant)
    names = directory.body_names()
    return AccountPage(
        code=code,
        roles=tuple(held_role(row, names, day) for row in people.roles_of(code)),
        deputies=people.deputies_of(code, day=day),
        standing_in=people.standing_in(code, day=day),
    )


def held_role(row: MemberRow, names: Mapping[str, str], day: date) -> HeldRole:
    """Put a role in words."""
    return HeldRole(
        role=role_words(row.role),
        where=names.get(row.body, row.body) if row.body else _("hela staden"),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        state=state_words(row, day),
    )


def role_words(role: Role) -> str:
    """What the role is called, with a capital."""
    words = _(ROLES[role])
    return words[:1].upper() + words[1:]


def state_words(row: MemberRow, day: date) -> str:
    """Whether a role holds, waits, is to come or is over."""
    if row.is_over(day):
        return _("avslutad")
    if row.is_pending:
        return _("väntar på bekräftelse")
    return _("gäller") if row.valid_from <= day else _("kommande")


def demo_accounts() -> tuple[DemoAccount, ...]:
    """Return the demo's accounts, none in another mode."""
    if settings.MODE != "demo":
        return ()
    names = directory.body_names()
    return tuple(
        DemoAccount(row.person, role_words(row.role), names.get(row.body, ""))
        for row in people.demo_roles()
    )
