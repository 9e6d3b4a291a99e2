"""The sentences of the target grid."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.core.marking import Marking
from enslinje.core.terms import Form, Kind, Polarity, UnitKind
from enslinje.core.values import SCALE, unscaled
from enslinje.goals.operations.values import DECIMALS_KEPT
from enslinje.goals.target_entries import Skipped
from enslinje.goals.target_grid import TargetRow
from enslinje.journal.vocabulary import word
from enslinje.reconciliation.own_targets import Standing
from enslinje.web import writing
from enslinje.web.words import Word

PUBLIC = Marking.PUBLIC

LOCKED: dict[Skipped, Word] = {
    Skipped.EMPTY: gettext_lazy("Tom cell, som inte ändrar något."),
    Skipped.HIDDEN: gettext_lazy("Låst: årsmålet är märkt så att du inte får se det."),
    Skipped.BY_PARTS: gettext_lazy("Låst: årsmålet anges med täljare och nämnare."),
}


def form_words(form: Form | None, number: str) -> str:
    """A number with what reaching it means, as in `minst 30`."""
    return f"{word(Form, form.value)} {number}" if form else number


def state_of(row: TargetRow) -> Word:
    """Whether something is stated, in a word."""
    if row.is_hidden:
        return _("Låst")
    kind = row.value.kind
    if kind is Kind.MISSING:
        return _("Kan inte läsas") if row.value.raw_text else _("Saknas")
    if kind is Kind.PENDING:
        return _("Kommer senare")
    return _("Inte relevant") if kind is Kind.NOT_RELEVANT else _("Angivet")


def warnings(row: TargetRow, stands: Standing) -> tuple[str, ...]:
    """What is weak about the target, each with what mends it; nothing when it is as good."""
    said = []
    if row.value.raw_text and row.value.kind is Kind.MISSING:
        said.append(
            _("”{text}” är inget årsmål, så årsmålet räknas som saknat. Texten är kvar.").format(
                text=row.value.raw_text
            )
        )
    if stands.is_lowered:
        said.append(_weaker_than_outcome(row, stands))
    if stands.is_below:
        said.append(_weaker_than_bar(row, stands))
    return tuple(said)


def _weaker_than_outcome(row: TargetRow, stands: Standing) -> str:
    if stands.outcome is None or not row.value.is_numeric:
        return _("Årsmålet är en lägre ambition än utfallet. Motivera eller ändra det.")
    is_higher = row.indicator.polarity is Polarity.HIGHER
    words = (
        _("Årsmålet {target} är lägre än utfallet {year} ({outcome}). Motivera eller höj målet.")
        if is_higher
        else _(
            "Årsmålet {target} är högre än utfallet {year} ({outcome}). Motivera eller sänk målet."
        )
    )
    return words.format(
        target=_number(row.value.low if is_higher else row.value.high),
        year=stands.outcome.period_from.year,
        outcome=_number(stands.outcome.value),
    )


def _weaker_than_bar(row: TargetRow, stands: Standing) -> str:
    gap = abs(stands.gap or Fraction(0)) / SCALE
    words = (
        _("Det når inte ert beting: {gap} {unit} fattas. Motivera eller ändra målet.")
        if stands.is_quota
        else _("Det når inte KF:s årsmål: {gap} {unit} fattas. Motivera eller ändra målet.")
    )
    return words.format(gap=writing.brief(gap, writing.MOST_DECIMALS), unit=_unit(row, gap))


def _unit(row: TargetRow, gap: Fraction) -> str:
    """What a difference is counted in: of two shares, in percentage points."""
    if row.measure.unit_kind is UnitKind.PERCENT:
        return _("procentenhet") if gap == 1 else _("procentenheter")
    return writing.in_language(row.indicator.unit_sv, row.indicator.unit_en)


def _number(value: int | None) -> str:
    return writing.brief(unscaled(value or 0), DECIMALS_KEPT)
