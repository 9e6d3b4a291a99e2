"""Which rows of organisation somebody may see: all that is recorded, so far.

Every read goes through here, so that the policy has its place. `sight` is the public's unless
somebody's own is given; `as_of` None is what holds now, else what held at that instant.
"""

from datetime import datetime

from enslinje.core.marking import PUBLIC_SIGHT, Sight
from enslinje.journal.access import visible
from enslinje.journal.models import FactQuerySet
from enslinje.organisation.models import (
    BodyAddress,
    BodyAlias,
    BodyEdition,
    BodySuccession,
    CaseRegister,
    DecisionFile,
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
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[BodyEdition]:
    return visible(BodyEdition.objects.all(), sight=sight, as_of=as_of)


def body_addresses(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[BodyAddress]:
    return visible(BodyAddress.objects.all(), sight=sight, as_of=as_of)


def body_successions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[BodySuccession]:
    return visible(BodySuccession.objects.all(), sight=sight, as_of=as_of)


def aliases(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[BodyAlias]:
    return visible(BodyAlias.objects.all(), sight=sight, as_of=as_of)


def case_registers(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[CaseRegister]:
    return visible(CaseRegister.objects.all(), sight=sight, as_of=as_of)


def register_entries(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[RegisterEntry]:
    return visible(RegisterEntry.objects.all(), sight=sight, as_of=as_of)


def group_members(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[GroupMember]:
    return visible(GroupMember.objects.all(), sight=sight, as_of=as_of)


def group_exclusions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[GroupExclusion]:
    return visible(GroupExclusion.objects.all(), sight=sight, as_of=as_of)


def occasion_editions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[OccasionEdition]:
    return visible(OccasionEdition.objects.all(), sight=sight, as_of=as_of)


def occasion_parts(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[OccasionPart]:
    return visible(OccasionPart.objects.all(), sight=sight, as_of=as_of)


def lock_openings(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[LockOpening]:
    return visible(LockOpening.objects.all(), sight=sight, as_of=as_of)


def occasion_bodies(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[OccasionBody]:
    return visible(OccasionBody.objects.all(), sight=sight, as_of=as_of)


def memberships(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[Membership]:
    return visible(Membership.objects.all(), sight=sight, as_of=as_of)


def deputies(*, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None) -> FactQuerySet[Deputy]:
    return visible(Deputy.objects.all(), sight=sight, as_of=as_of)


def successions(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[BodySuccession]:
    return visible(BodySuccession.objects.all(), sight=sight, as_of=as_of)


def decision_files(
    *, sight: Sight = PUBLIC_SIGHT, as_of: datetime | None = None
) -> FactQuerySet[DecisionFile]:
    return visible(DecisionFile.objects.all(), sight=sight, as_of=as_of)
