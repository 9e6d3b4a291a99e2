"""The register of figures: each context adds its own; any figure is resolved by its name."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

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
    with the inputs put in; `subject_url_name` and `subject_arguments` name the page that shows it.
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
    subject_url_name: str = ""
    subject_arguments: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Figure:
    """A named figure of a context: how it is computed and explained.

    `compute` and `explain` take the parameters by keyword, as text, and raise `FigureNotFound`.
    """

    name: str
    parameters: tuple[str, ...]
    compute: Callable[..., Value]
    explain: Callable[..., Explanation]
    rule: str

    def reference(self, **arguments: object) -> str:
        """Return the name for ever, such as `mal.uppnadda/2021/2.5`."""
        return "/".join([self.name, *(str(arguments[name]) for name in self.parameters)])


_figures: dict[str, Figure] = {}


def add(*figures: Figure) -> None:
    """Register figures. Raise `DomainError` when a name is taken by another figure."""
    for figure in figures:
        if _figures.get(figure.name, figure) != figure:
            raise DomainError(f"Two figures are called {figure.name}")
        _figures[figure.name] = figure


def names() -> tuple[str, ...]:
    """Every registered name, sorted."""
    return tuple(sorted(_figures))


def resolve(reference: str) -> Value:
    """Return the value of a figure by its reference. Raise `FigureNotFound`."""
    figure, arguments = _find(reference)
    return figure.compute(**arguments)


def explain(reference: str) -> Explanation:
    """Return where a figure comes from. Raise `FigureNotFound`."""
    figure, arguments = _find(reference)
    return figure.explain(**arguments)


def _find(reference: str) -> tuple[Figure, dict[str, str]]:
    name, *values = reference.strip("/").split("/")
    figure = _figures.get(name)
    if figure is None or len(values) != len(figure.parameters):
        raise FigureNotFound(f"No figure is called {reference}")
    return figure, dict(zip(figure.parameters, values, strict=True))
