"""What the product says beside its answers: its letters, and the lines of its log."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from io import StringIO
from typing import Any

import pytest
from django.conf import settings

from enslinje.config.logs import Formatter

TYPED = "hemligt.skrivet.9c1d"
"""What is typed in every field, and what nobody but who typed it may read."""


@contextmanager
def log() -> Iterator[StringIO]:
    """Everything that is logged meanwhile, as the product's own handler writes it."""
    handler = handler_of_the_product()
    written = StringIO()
    before = handler.setStream(written)
    try:
        yield written
    finally:
        handler.setStream(before)


def handler_of_the_product() -> Any:
    """The one handler that the settings give the root; the others are pytest's."""
    assert list(settings.LOGGING["handlers"]) == settings.LOGGING["root"]["handlers"] == ["stderr"]
    (found,) = [one for one in logging.getLogger().handlers if isinstance(one.formatter, Formatter)]
    return found


def speak_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Switch the product's formatter off, for a negative control: Python's own takes its place."""
    monkeypatch.setattr(handler_of_the_product(), "formatter", logging.Formatter())


def read(letter: Any) -> str:
    """All that a letter tells: its headers and its parts, as a reader sees them."""
    message: Message = letter.message()
    parts = [part for part in message.walk() if not part.is_multipart()]
    texts = [part.get_payload(decode=True).decode() for part in parts]
    return "\n".join([*(f"{name}: {value}" for name, value in message.items()), *texts])
