"""Where SKOLA's plan is, and how a form of it is sent."""

from typing import Any
from uuid import uuid4

ROOT = "/arbete/2021/namnd/skola/"
CONFLICT = "malkonflikter/1.1/SKOLA-M1/"


def sent(**given: Any) -> dict[str, Any]:
    """What a form is sent with, and a key of its own."""
    return {"key": str(uuid4()), **given}
