"""The register of figures: each context adds its own; any figure is resolved by its name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

from enslinje.core.announcing import Announced
from enslinje.core.errors import DomainError
from enslinje.core.terms import Basis

Value = int | Decimal | Fraction | str | None


class FigureNotFound(DomainError):
    """No figure has that name, or nothing is recorded under it."""


@dataclass(frozen=True)
class Input:
    """One thing a figure was worked out from.

    `reference` names another figure when the input is one itself, else it is empty and the input
    is a recorded fact; `value` is as shown ("" when nothing is stated).
    """

    label: str
    value: str
    basis: Basis
    reference: str = ""
    source_ref: str = ""
    recorded_at: datetime | None = None
    actor: str = ""
    note: str = ""


@dataclass(frozen=True)
class Explanation:
    """Where a figure comes from: rule, settings, inputs and what it rests on.

    `basis` is the weakest of the inputs'. `rule` has a page in docs/rules; `formula` is one line
    with the inputs put in. `subject_kind` and `subject` say whose page shows it: "year" (no
    subject), "register" (none), "goal", "indicator" or "body" by code.
    """

    reference: str
    title: str
    sentence: str
    value: Value
    shown: str
    unit: str
    rule: str
    rule_name: str
    formula: str
    basis: Basis
    year: int
    settings: dict[str, str] = field(default_factory=dict)
    inputs: tuple[Input, ...] = ()
    subject_kind: str = "year"
    subject: str = ""


@dataclass(frozen=True)
class Figure:
    """A named figure of a context: how it is computed and explained.

    `explain` takes the parameters by keyword, as text, and `as_of`, the moment asked for or
    `None`; it raises `FigureNotFound`. The value is part of the explanation: a figure can not
    have one without the other.
    """

    name: str
    parameters: tuple[str, ...]
    explain: Callable[..., Explanation]

    def reference(self, **arguments: object) -> str:
        """Return the name for ever, such as `mal.uppnadda/2021/2.5`."""
        return "/".join([self.name, *(str(arguments[name]) for name in self.parameters)])


_figures: dict[str, Figure] = {}
_announced = Announced(lambda module: add(*module.FIGURES))


def announce(module: str) -> None:
    """Name a module whose `FIGURES` are to be added when a figure is first asked for.

    A context announces its figures when Django starts; the frames behind them are heavy to
    import and most commands never ask.
    """
    _announced.add(module)


def add(*figures: Figure) -> None:
    """Register figures. Raise `DomainError` when a name is taken by another figure."""
    for figure in figures:
        if _figures.get(figure.name, figure) != figure:
            raise DomainError(f"Two figures are called {figure.name}")
        _figures[figure.name] = figure


def names() -> tuple[str, ...]:
    """Every registered name, sorted."""
    _announced.load()
    return tuple(sorted(_figures))


def figures() -> tuple[Figure, ...]:
    """Every registered figure, by name."""
    return tuple(_figures[name] for name in names())


def resolve(reference: str, *, as_of: datetime | None = None) -> Value:
    """Return the value of a figure by its reference. Raise `FigureNotFound`."""
    return explain(reference, as_of=as_of).value


def explain(reference: str, *, as_of: datetime | None = None) -> Explanation:
    """Return where a figure comes from. Raise `FigureNotFound`.

    Args:
        reference: such as `mal.uppnadda/2021/2.5`.
        as_of: the moment asked for; by default the figure's own reference moment.
    """
    figure, arguments = _find(reference)
    return figure.explain(**arguments, as_of=as_of)


def _find(reference: str) -> tuple[Figure, dict[str, str]]:
    _announced.load()
    name, *values = reference.strip("/").split("/")
    figure = _figures.get(name)
    if figure is None or len(values) != len(figure.parameters):
        raise FigureNotFound(f"No figure is called {reference}")
    return figure, dict(zip(figure.parameters, values, strict=True))
