"""What the pages about people show."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.policy import GRANTED_BY_APPROVERS, TWO_PERSON_ROLES, Action, Role
from enslinje.organisation import directory, people
from enslinje.organisation.people import DeputyRow, MemberRow
from enslinje.organisation.policy_words import ROLES
from enslinje.web.account.presenters import role_words, state_words
from enslinje.web.viewers import Viewer


@dataclass(frozen=True)
class Member:
    """A line of the list: a person's role in the body."""

    person: str
    role: str
    role_code: str
    valid_from: date
    valid_to: date | None
    state: str
    granted_by: str
    confirmed_by: str
    deputies: tuple[DeputyRow, ...]
    is_over: bool
    can_confirm: bool


@dataclass(frozen=True)
class MembersPage:
    """Who has which role in a body, "" for the whole group, and what the reader may do about it."""

    body: str
    name: str
    slug: str
    members: tuple[Member, ...]
    former: tuple[Member, ...]
    can_grant: bool
    grantable: tuple[Role, ...]
    two_persons: str

    @property
    def address(self) -> str:
        """The address of this page."""
        return self._of("members")

    @property
    def end_address(self) -> str:
        """The address where a role is ended."""
        return self._of("end-role")

    @property
    def confirm_address(self) -> str:
        """The address where a role is confirmed."""
        return self._of("confirm-role")

    def _of(self, what: str) -> str:
        if self.body:
            return reverse(f"work:{what}", kwargs={"slug": self.slug})
        return reverse(f"work:{what}-group")


def members_page(viewer: Viewer, body: str, slug: str) -> MembersPage:
    """Return the members of `body`, as `viewer` may see and change them."""
    day = timezone.localdate()
    rows = people.members_of(body)
    deputies = people.deputies_of_members(rows)
    may_confirm = viewer.may(Action.CONFIRM_ROLE, body)
    lines = [
        _member(
            row,
            day,
            deputies.get(row.person, ()),
            can_confirm=_confirms(viewer, row, may=may_confirm),
        )
        for row in rows
    ]
    centre = viewer.may(Action.GRANT_ROLE)
    return MembersPage(
        body=body,
        name=directory.body_names().get(body, body) if body else _("Hela staden"),
        slug=slug,
        members=tuple(line for line in lines if not line.is_over),
        former=tuple(line for line in lines if line.is_over),
        can_grant=viewer.may(Action.GRANT_ROLE, body),
        grantable=tuple(Role) if centre else tuple(GRANTED_BY_APPROVERS),
        two_persons=", ".join(_(ROLES[role]) for role in Role if role in TWO_PERSON_ROLES),
    )


def _confirms(viewer: Viewer, row: MemberRow, *, may: bool) -> bool:
    """Whether the reader is the second person that a waiting role needs."""
    return may and row.is_pending and viewer.code not in {row.person, row.granted_by}


def _member(
    row: MemberRow, day: date, deputies: tuple[DeputyRow, ...], *, can_confirm: bool
) -> Member:
    return Member(
        person=row.person,
        role=role_words(row.role),
        role_code=row.role.value,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        state=state_words(row, day),
        granted_by=row.granted_by,
        confirmed_by=row.confirmed_by,
        deputies=deputies,
        is_over=row.is_over(day),
        can_confirm=can_confirm,
    )
