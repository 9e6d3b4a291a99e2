"""Find a figure to bind in a text, by words of its title or of what it is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from enslinje.figures import register
from enslinje.figures.register import Explanation, Figure, FigureNotFound
from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture

RESERVES = ("1", "2", "3", "4")
"""Numbers of the reserves that a budget may have; those that it has not have no figures."""


@dataclass(frozen=True)
class _Candidate:
    figure: Figure
    arguments: Mapping[str, str]
    subject: str


def find(*, year: int, words: str, body: str = "", limit: int = 20) -> tuple[Explanation, ...]:
    """Return figures of the year in whose title or subject each of the words stands.

    Without words, those of the whole year. A figure about a goal or an indicator is found only
    when one of the words is in the name of what it is about, so that not every figure must be
    worked out. Reads the year's picture, which is kept: one query.

    Args:
        year: the year.
        words: what is looked for, apart by spaces; case does not matter.
        body: the code of the body whose own figures are among them.
        limit: the largest number of figures returned.
    """
    asked = words.casefold().split()
    try:
        picture = queries.picture(year)
    except queries.YearNotFound:
        return ()
    found: list[Explanation] = []
    for one in _candidates(picture, body):
        if asked and one.subject and not any(word in one.subject for word in asked):
            continue
        if not asked and one.subject:
            continue
        explained = _explained(one)
        if explained and all(
            word in f"{one.subject} {explained.title}".casefold() for word in asked
        ):
            found.append(explained)
        if len(found) == limit:
            break
    return tuple(found)


def _candidates(picture: Picture, body: str) -> Iterator[_Candidate]:
    year = str(picture.year)
    subjects: dict[tuple[str, ...], list[tuple[dict[str, str], str]]] = {
        ("year",): [({}, "")],
        ("year", "goal"): [
            ({"goal": one.code}, f"{one.number} {one.name}") for one in picture.goals
        ],
        ("year", "code"): [({"code": one.code}, one.name) for one in picture.indicators],
        ("year", "number"): [({"number": one}, f"reserv {one}") for one in RESERVES],
    }
    if body:
        subjects["year", "code", "body"] = [
            ({"code": one.code, "body": body}, one.name) for one in picture.indicators
        ]
    for figure in register.figures():
        for arguments, subject in subjects.get(figure.parameters, ()):
            yield _Candidate(figure, {"year": year, **arguments}, subject.casefold())


def _explained(one: _Candidate) -> Explanation | None:
    try:
        return one.figure.explain(**one.arguments, as_of=None)
    except FigureNotFound:
        return None
