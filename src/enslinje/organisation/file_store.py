"""Files on disk: each under a name of its own that says nothing, whole or not at all.

What a file is, whose, and its hash are facts in the database. Nobody's text is part of a path. A
file is written aside, brought to the disk and only then given its name, before the fact that names
it: so a fact never lacks its file, and a file that lacks its fact is swept away later.
"""

import hashlib
import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from uuid import uuid4

from django.conf import settings

NAME = re.compile(r"[0-9a-f]{32}")
LARGEST = 25 * 1024 * 1024
"""Bytes of a file; a larger one is refused."""

SWEPT_AFTER = 3600
"""Seconds that a file without its fact is left alone: its write may be under way."""

_PIECE = 1024 * 1024


@dataclass(frozen=True)
class Kept:
    """A file that is on the disk: its name there, its length in bytes, its SHA-256 in hex."""

    name: str
    size: int
    sha256: str


class TooLarge(ValueError):
    """More than `LARGEST` bytes."""


def keep(pieces: Iterable[bytes]) -> Kept:
    """Write a file and bring it to the disk.

    Raises:
        TooLarge: it is too long; nothing is left of it.
    """
    name = uuid4().hex
    place = _path(name)
    _make(place.parent)
    aside = place.with_suffix(".part")
    size = 0
    try:
        with os.fdopen(os.open(aside, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            for piece in pieces:
                size += len(piece)
                _check_size(size)
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        aside.rename(place)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    _to_disk(place.parent)
    return Kept(name, size, sha256)


def discard(name: str) -> None:
    """Take away a file whose fact never came to be."""
    _path(name).unlink(missing_ok=True)


def opened(name: str) -> BinaryIO:
    """Open a file to read. Raise `FileNotFoundError` when it is not there."""
    return _path(name).open("rb")


def whole(name: str, *, size: int, sha256: str) -> bytes | None:
    """Return what the file holds, None when it is missing or is not what its fact says."""
    try:
        with opened(name) as file:
            content = file.read(LARGEST + 1)
    except FileNotFoundError:
        return None
    is_it = len(content) == size and hashlib.sha256(content).hexdigest() == sha256
    return content if is_it else None


def folder() -> Path:
    """Return where the files lie; it is not there before the first is kept."""
    return Path(settings.DATA / "files")


def is_there(name: str, *, size: int) -> bool:
    """Whether a file is there with its length: a quick look that reads nothing of it."""
    try:
        return _path(name).stat().st_size == size
    except FileNotFoundError:
        return False


def names() -> Iterator[str]:
    """Yield the name of every file that is there and has one."""
    for path in sorted(folder().glob("??/*")):
        if NAME.fullmatch(path.name):
            yield path.name


def sweep(known: set[str]) -> list[str]:
    """Take away what is in no fact of `known`, unless it is quite new. Return what was."""
    swept = []
    oldest = time.time() - SWEPT_AFTER
    for path in sorted(folder().glob("??/*")):
        if path.name not in known and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)
            swept.append(path.name)
    return swept


def _check_size(size: int) -> None:
    if size > LARGEST:
        raise TooLarge(size)


def _path(name: str) -> Path:
    if not NAME.fullmatch(name):
        raise ValueError(name)
    return folder() / name[:2] / name


def _make(place: Path) -> None:
    """Make a folder that only its owner opens, on the disk before anything is in it."""
    for one in (place.parent, place):
        if not one.is_dir():
            one.mkdir(exist_ok=True, mode=0o700)
            _to_disk(one.parent)


def _to_disk(place: Path) -> None:
    """Bring a folder's own entries to the disk: else a renamed file may be gone after a crash."""
    descriptor = os.open(place, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
