"""The product's settings with one address more: see `tests.stress.door`."""

from enslinje.config.settings import *  # noqa: F403

ROOT_URLCONF = "tests.stress.door"
