"""What the organisation records."""

from enslinje.organisation.models.bodies import (
    Body,
    BodyAddress,
    BodyAlias,
    BodyEdition,
    BodyGroup,
    BodySuccession,
    GroupExclusion,
    GroupMember,
    RegisterEntry,
)
from enslinje.organisation.models.case_registers import CaseRegister
from enslinje.organisation.models.decisions import Decision, NumberCorrection
from enslinje.organisation.models.files import DecisionFile, StoredFile
from enslinje.organisation.models.occasions import (
    LockOpening,
    Occasion,
    OccasionBody,
    OccasionEdition,
    OccasionPart,
)
from enslinje.organisation.models.people import Deputy, Membership, Person

__all__ = [
    "Body",
    "BodyAddress",
    "BodyAlias",
    "BodyEdition",
    "BodyGroup",
    "BodySuccession",
    "CaseRegister",
    "Decision",
    "DecisionFile",
    "Deputy",
    "GroupExclusion",
    "GroupMember",
    "LockOpening",
    "Membership",
    "NumberCorrection",
    "Occasion",
    "OccasionBody",
    "OccasionEdition",
    "OccasionPart",
    "Person",
    "RegisterEntry",
    "StoredFile",
]
