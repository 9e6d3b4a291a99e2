"""What pages tell of people: what roles they hold, in which bodies, and who stands in for whom."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Role
from enslinje.organisation import access
from enslinje.organisation.models import Membership, Person


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A role of a person from a day up to another. `body` is a code, "" for the whole group.

    `granted_by` and `confirmed_by` are codes of people; one that waits has nobody confirming yet.
    """

    person: str
    body: str
    role: Role
    valid_from: date
    valid_to: date | None
    is_pending: bool
    granted_by: str
    confirmed_by: str

    def is_over(self, day: date) -> bool:
        """Whether it has ended by `day`."""
        return self.valid_to is not None and self.valid_to <= day


@dataclass(frozen=True, slots=True)
class DeputyRow:
    """Who stands in for whom, from a day up to another, and why."""

    person: str
    deputy: str
    valid_from: date
    valid_to: date
    reason: str
    named_by: str


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody who may sign in, unless the account is closed."""

    code: str
    email: str
    is_open: bool
    last_seen: datetime | None


def people() -> tuple[PersonRow, ...]:
    """Return everybody who has been invited, by code. One query."""
    rows = Person.objects.order_by("username").values_list(
        "username", "email", "is_active", "last_login"
    )
    return tuple(PersonRow(*row) for row in rows)


def address_of(person: str) -> str:
    """Return where mail to the person goes, "" when that is not known."""
    return Person.objects.filter(username=person).values_list("email", flat=True).first() or ""


def invited(code: str) -> Person:
    """Return the person with that code, who must have been invited."""
    return Person.objects.get(username=code)


def demo_person(code: str) -> Person | None:
    """Return the demo's account with that code, `None` when there is none that is open."""
    if "\x00" in code:
        return None  # PostgreSQL would refuse the question.
    return Person.objects.filter(username=code, is_demo=True, is_active=True).first()


def demo_roles() -> tuple[MemberRow, ...]:
    """Return the roles of the demo's accounts, in the order they were opened. One query."""
    rows = access.memberships(sight=EVERYTHING).filter(person__is_demo=True, person__is_active=True)
    return _members(rows.order_by("person_id", "pk"))


def roles_of(person: str) -> tuple[MemberRow, ...]:
    """Return every role that the person has, has had or is to have, the latest first."""
    rows = access.memberships(sight=EVERYTHING).filter(person__username=person)
    return _members(rows.order_by("-valid_from", "-pk"))


def members_of(body: str) -> tuple[MemberRow, ...]:
    """Return the roles in the body, "" for those of the whole group: by role, then person."""
    place = Q(body__code=body) if body else Q(body=None)
    order = list(Role)
    rows = _members(
        access.memberships(sight=EVERYTHING)
        .filter(place)
        .order_by("person__username", "valid_from")
    )
    return tuple(sorted(rows, key=lambda row: order.index(row.role)))


def ever_of(body: str) -> Mapping[str, int]:
    """Return the ids of those who have or have had a role in the body, by code. One query.

    A role that nobody has confirmed is none.
    """
    rows = access.memberships(sight=EVERYTHING).filter(body__code=body, is_pending=False)
    return dict(rows.order_by("person__username").values_list("person__username", "person_id"))


def waiting() -> tuple[MemberRow, ...]:
    """Return the roles that a second person has yet to confirm."""
    return _members(access.memberships(sight=EVERYTHING).filter(is_pending=True).order_by("pk"))


def deputies_of(person: str, *, day: date | None = None) -> tuple[DeputyRow, ...]:
    """Return who stands in for the person on `day`, by default today, or later."""
    return _deputies(Q(person__username=person), day)


def all_deputies(*, day: date | None = None) -> tuple[DeputyRow, ...]:
    """Return everybody who stands in for somebody on `day`, by default today, or later."""
    return _deputies(Q(), day)


def standing_in(person: str, *, day: date | None = None) -> tuple[DeputyRow, ...]:
    """Return whom the person stands in for on `day`, by default today, or later."""
    return _deputies(Q(deputy__username=person), day)


def deputies_of_members(
    members: Sequence[MemberRow], *, day: date | None = None
) -> Mapping[str, tuple[DeputyRow, ...]]:
    """Return, for each of the members, who stands in for them on `day` or later. One query."""
    codes = {member.person for member in members}
    found: dict[str, tuple[DeputyRow, ...]] = {}
    for row in _deputies(Q(person__username__in=codes), day):
        found[row.person] = (*found.get(row.person, ()), row)
    return found


def holds_now(row: MemberRow) -> bool:
    """Whether the role holds today."""
    day = timezone.localdate()
    return not row.is_pending and row.valid_from <= day and not row.is_over(day)


def _deputies(whom: Q, day: date | None) -> tuple[DeputyRow, ...]:
    today = day or timezone.localdate()
    rows = (
        access.deputies(sight=EVERYTHING)
        .filter(whom, valid_to__gt=today)
        .select_related("person", "deputy")
        .order_by("valid_from", "pk")
    )
    return tuple(
        DeputyRow(
            row.person.username,
            row.deputy.username,
            row.valid_from,
            row.valid_to,
            row.reason,
            row.named_by_code,
        )
        for row in rows
    )


def _members(rows: QuerySet[Membership]) -> tuple[MemberRow, ...]:
    return tuple(
        MemberRow(
            person=row.person.username,
            body=row.body.code if row.body else "",
            role=Role(row.role),
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            is_pending=row.is_pending,
            granted_by=row.granted_by_code,
            confirmed_by=row.confirmed_by_code,
        )
        for row in rows.select_related("person", "body")
    )
