"""How Python looks for circles that nobody refers to: seldom through all that lives."""

import gc
from time import monotonic
from typing import Any

ALL_AFTER_SECONDS = 1800
"""How long what has been set aside is left alone. To look through it keeps everybody waiting."""


class SettingAside:
    """What has lived through a clearing up is not looked through again, for a good while.

    What goes is freed all the same when nobody refers to it any more; only a circle that is made
    of what was set aside stays, until all is looked through.
    """

    def __init__(self) -> None:
        """Look through all that lives now, and set it aside."""
        gc.collect()
        gc.freeze()
        self._looked_through_at = monotonic()

    def __call__(self, phase: str, info: dict[str, Any]) -> None:
        """Hear of a clearing up, as `gc.callbacks` tells."""
        if info["generation"] != OLDEST:
            return
        if phase == "stop":
            gc.freeze()
        elif monotonic() - self._looked_through_at > ALL_AFTER_SECONDS:
            self._looked_through_at = monotonic()
            gc.unfreeze()


OLDEST = 2


def set_aside() -> None:
    """Set aside what lives from now on. Once in a process."""
    gc.callbacks.append(SettingAside())
