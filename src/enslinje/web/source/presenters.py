"""What the page of the source shows: every figure it states, beside ours."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from enslinje.demo.source import Result, SourceFigure
from enslinje.web.downloads import Column, List
from enslinje.web.words import Word
from enslinje.web.writing import Shown

RESULT: Mapping[Result, Word] = {
    Result.DIFFERS: _("Skiljer sig"),
    Result.TIES: _("Stämmer"),
    Result.NOT_COMPUTABLE: _("Går inte att räkna fram"),
    Result.NOT_STATED: _("Anges inte i källan"),
    Result.NOT_BUILT: _("Inte byggt än"),
}
RESULT_ABOUT: Mapping[Result, Word] = {
    Result.DIFFERS: _("Källan säger en sak, uträkningen en annan. Skälet står i raden."),
    Result.TIES: _("Källans siffra och vår är samma."),
    Result.NOT_COMPUTABLE: _("Siffran är en ingångsuppgift, eller underlaget finns inte i källan."),
    Result.NOT_STATED: _("Siffran är vår. Källan anger ingen att jämföra med."),
    Result.NOT_BUILT: _("Programmet räknar inte fram siffran än."),
}
SHAPE: Mapping[Result, str] = {
    Result.DIFFERS: "not_met",
    Result.TIES: "met",
    Result.NOT_COMPUTABLE: "no_council_target",
    Result.NOT_STATED: "withheld",
    Result.NOT_BUILT: "pending",
}


@dataclass(frozen=True)
class ResultCount:
    """How many figures came out one way."""

    result: Result
    words: Word
    about: Word
    shape: str
    count: int
    is_chosen: bool


@dataclass(frozen=True)
class SourceLine:
    """One stated figure beside ours."""

    figure: SourceFigure
    ours: Shown | None
    result_words: Word
    shape: str


@dataclass(frozen=True)
class SourcePage:
    """The figures that are left after filtering, the differing first, and the counts of all."""

    lines: tuple[SourceLine, ...]
    counts: tuple[ResultCount, ...]
    total: int
    differing: int
    chosen: str


def source_page(figures: Sequence[SourceFigure], query: Mapping[str, str]) -> SourcePage:
    """Return the comparison; `resultat` narrows it."""
    chosen = query.get("resultat", "")
    tally = Counter(figure.result for figure in figures)
    order = list(RESULT)
    kept = [figure for figure in figures if not chosen or figure.result == chosen]
    kept.sort(key=lambda figure: order.index(figure.result))
    return SourcePage(
        lines=tuple(_line(figure) for figure in kept),
        counts=tuple(
            ResultCount(
                result, name, RESULT_ABOUT[result], SHAPE[result], tally[result], result == chosen
            )
            for result, name in RESULT.items()
            if tally[result]
        ),
        total=len(figures),
        differing=tally[Result.DIFFERS],
        chosen=chosen,
    )


def _line(figure: SourceFigure) -> SourceLine:
    return SourceLine(
        figure=figure,
        ours=Shown(figure.ours, figure.reference) if figure.ours else None,
        result_words=RESULT[figure.result],
        shape=SHAPE[figure.result],
    )


def source_list(figures: Sequence[SourceFigure], query: Mapping[str, str]) -> List:
    """The comparison as a file, narrowed like the page."""
    return List(
        "kallan",
        (
            Column("ref", gettext("Kod")),
            Column("what", gettext("Vad")),
            Column("stated", gettext("Källan säger")),
            Column("ours", gettext("Vi räknar")),
            Column("unit", gettext("Enhet")),
            Column("result", gettext("Resultat")),
            Column("why", gettext("Skäl")),
            Column("source_line", gettext("Rad i källan")),
            Column("as_written", gettext("Som det står")),
            Column("reference", gettext("Siffra")),
        ),
        tuple(
            (
                figure.ref,
                figure.what,
                figure.stated_exactly,
                figure.ours_exactly,
                figure.unit,
                figure.result.value,
                figure.why,
                figure.source_line,
                figure.as_written,
                figure.reference,
            )
            for figure in (line.figure for line in source_page(figures, query).lines)
        ),
    )
