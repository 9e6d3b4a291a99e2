"""The root of every exception that states a fact about the domain."""

from typing import NoReturn, Self

SHOWN_LENGTH = 60


class DomainError(ValueError):
    """Something that the rules of the domain do not allow. Its text says what and what to do."""


class Refusal(DomainError):
    """One row of a batch was refused, and with it the whole batch: nothing was written.

    Attributes:
        what: the fact, as a sentence for people.
        row: position of the row in the batch, from 0; None when it is about the whole batch.
        column: name of the draft's field.
        value: what stood there.
        remedy: what mends it, as a sentence for people.
        others: the further refusals of the same batch, in the order of its rows.
    """

    def __init__(
        self,
        what: str,
        *,
        row: int | None = None,
        column: str = "",
        value: object = "",
        remedy: str = "",
    ) -> None:
        super().__init__(f"{what} {remedy}".strip())
        self.what = what
        self.row = row
        self.column = column
        self.value = str(value)
        self.remedy = remedy
        self.others: tuple[Refusal, ...] = ()

    @property
    def all(self) -> tuple["Refusal", ...]:
        """This refusal and the others of its batch."""
        return (self, *self.others)


class DuplicateValue(Refusal):
    """Two rows of one batch are about the same place."""


class Refusals:
    """Gathers what is wrong with a batch, so that its writer sees all of it at once."""

    def __init__(self) -> None:
        self._found: list[Refusal] = []

    def add(self, refusal: Refusal) -> None:
        """Keep `refusal` until the batch is settled."""
        self._found.append(refusal)

    def settle(self) -> Self:
        """Raise the first refusal with the others in it, or return when there is none."""
        if self._found:
            self._raise()
        return self

    def _raise(self) -> NoReturn:
        ordered = sorted(
            self._found, key=lambda refusal: -1 if refusal.row is None else refusal.row
        )
        first, *others = ordered
        first.others = tuple(others)
        raise first


def shortened(value: str) -> str:
    """Return `value` on one line of at most `SHOWN_LENGTH` characters, to be quoted in a fault."""
    plain = "".join(character if character.isprintable() else "�" for character in value)
    return plain if len(plain) <= SHOWN_LENGTH else plain[: SHOWN_LENGTH - 1] + "…"
