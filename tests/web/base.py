"""What a form must say that its writer saw: the version that is current."""

from enslinje.core import versions
from enslinje.web import standing


def standing_of(kind: str, *key: object) -> str:
    return versions.written(standing.current(kind, *key).pk)
