"""The closed vocabularies of what bodies say in their plans."""

from enum import StrEnum


class NeededOf(StrEnum):
    """Who would have to do something before a structural hindrance is out of the way."""

    ANOTHER_BODY = "another_body"
    COUNCIL = "council"
    STATE = "state"
    LAW = "law"
    OTHER = "other"
