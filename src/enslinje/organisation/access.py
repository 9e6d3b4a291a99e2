"""Which rows of organisation somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `actor` None is the public;
`as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.actors import Actor
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet
from enslinje.organisation.models import (
    BodyAddress,
    BodyAlias,
    BodyEdition,
    BodySuccession,
    Deputy,
    GroupExclusion,
    GroupMember,
    LockOpening,
    Membership,
    OccasionBody,
    OccasionEdition,
    OccasionPart,
    RegisterEntry,
)


def body_editions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[BodyEdition]:
    return visible(BodyEdition.objects.all(), actor=actor, as_of=as_of)


def body_addresses(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[BodyAddress]:
    return visible(BodyAddress.objects.all(), actor=actor, as_of=as_of)


def body_successions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[BodySuccession]:
    return visible(BodySuccession.objects.all(), actor=actor, as_of=as_of)


def aliases(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[BodyAlias]:
    return visible(BodyAlias.objects.all(), actor=actor, as_of=as_of)


def register_entries(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[RegisterEntry]:
    return visible(RegisterEntry.objects.all(), actor=actor, as_of=as_of)


def group_members(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[GroupMember]:
    return visible(GroupMember.objects.all(), actor=actor, as_of=as_of)


def group_exclusions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[GroupExclusion]:
    return visible(GroupExclusion.objects.all(), actor=actor, as_of=as_of)


def occasion_editions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[OccasionEdition]:
    return visible(OccasionEdition.objects.all(), actor=actor, as_of=as_of)


def occasion_parts(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[OccasionPart]:
    return visible(OccasionPart.objects.all(), actor=actor, as_of=as_of)


def lock_openings(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[LockOpening]:
    return visible(LockOpening.objects.all(), actor=actor, as_of=as_of)


def occasion_bodies(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[OccasionBody]:
    return visible(OccasionBody.objects.all(), actor=actor, as_of=as_of)


def memberships(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[Membership]:
    return visible(Membership.objects.all(), actor=actor, as_of=as_of)


def deputies(*, actor: Actor | None = None, as_of: datetime | None = None) -> FactQuerySet[Deputy]:
    return visible(Deputy.objects.all(), actor=actor, as_of=as_of)


def successions(
    *, actor: Actor | None = None, as_of: datetime | None = None
) -> FactQuerySet[BodySuccession]:
    return visible(BodySuccession.objects.all(), actor=actor, as_of=as_of)
