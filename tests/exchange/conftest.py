import shutil
from pathlib import Path

import pytest

from tests.exchange.folders import PACKAGED, SMALL


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of Stockholm's tables, to break."""
    return Path(shutil.copytree(PACKAGED, tmp_path / "stockholm"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The tables of a small municipality, to break."""
    return Path(shutil.copytree(SMALL, tmp_path / "smakoping"))
