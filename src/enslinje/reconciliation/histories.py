"""The histories of judgements."""

from collections.abc import Sequence

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import Basis, Grade, JudgementKind, OccasionKind
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import ORIGIN, YEAR, chosen
from enslinje.journal.history.register import Field, Key, Kind, Part, Restoring, Row
from enslinje.journal.record import Receipt
from enslinje.journal.vocabulary import word
from enslinje.reconciliation import operations
from enslinje.reconciliation.drafts import IndicatorJudgementDraft, JudgementDraft
from enslinje.reconciliation.models import IndicatorJudgement, Judgement


def _goal_title(key: Key, about: Named) -> str:
    year, goal, occasion, kind = key
    at = word(OccasionKind, occasion) if occasion in set(OccasionKind) else occasion
    of = word(JudgementKind, kind) if kind in set(JudgementKind) else kind
    return gettext("{goal}, {kind}, {occasion} {year}").format(
        goal=about.goal(goal, year), kind=of, occasion=at, year=year
    )


def _indicator_title(key: Key, about: Named) -> str:
    return about.indicator(key[1], key[0])


def _occasions(row: Row) -> tuple[int, Sequence[OccasionKind]]:
    return row["year"], (OccasionKind(row["occasion__kind"]),)


def _restore_judgement(asked: Restoring) -> Receipt:
    row = asked.row
    draft = JudgementDraft(
        goal=row["goal__code"],
        occasion=OccasionKind(row["occasion__kind"]),
        kind=JudgementKind(row["kind"]),
        grade=Grade(row["grade"]),
        judged_by=row["judged_by"],
        stated_as=row["stated_as"],
        reason=row["reason"],
        reason_basis=_basis_or_none(row["reason_basis"]),
        condition=row["condition"],
        condition_basis=_basis_or_none(row["condition_basis"]),
        **asked.rests_on,
    )
    return operations.judge_goals(judgements=[draft], **asked.by)


def _restore_indicator_judgement(asked: Restoring) -> Receipt:
    row = asked.row
    draft = IndicatorJudgementDraft(
        indicator=row["indicator__code"],
        in_line=row["in_line"],
        reason=row["reason"],
        judged_by=row["judged_by"],
        **asked.rests_on,
    )
    return operations.judge_indicators(judgements=[draft], **asked.by)


def _basis_or_none(basis: str | None) -> Basis | None:
    return Basis(basis) if basis else None


KINDS = (
    Kind(
        name="bedomning",
        label=_("Bedömning av mål"),
        model=Judgement,
        place=(YEAR, Part("goal__code"), Part("occasion__kind"), Part("kind")),
        title=_goal_title,
        about=named_at(goal=1),
        body="goal__owner__code",
        is_owned=True,
        fields=(
            chosen("grade", _("Bedömning"), Grade),
            Field("stated_as", _("Som det skrevs")),
            Field("reason", _("Skäl"), is_text=True),
            chosen("reason_basis", _("Skälets grund"), Basis),
            Field("condition", _("Förutsättning"), is_text=True),
            chosen("condition_basis", _("Förutsättningens grund"), Basis),
            Field("judged_by", _("Bedömt av")),
            *ORIGIN,
        ),
        restore=_restore_judgement,
        occasions=_occasions,
    ),
    Kind(
        name="indikatorbedomning",
        label=_("Bedömning av indikator"),
        model=IndicatorJudgement,
        place=(YEAR, Part("indicator__code")),
        title=_indicator_title,
        about=named_at(indicator=1),
        body="indicator__owner__code",
        is_owned=True,
        fields=(
            Field("in_line", _("I linje med KF:s mål")),
            Field("reason", _("Skäl"), is_text=True),
            Field("judged_by", _("Bedömt av")),
            *ORIGIN,
        ),
        restore=_restore_indicator_judgement,
    ),
)

OPERATIONS = {
    "judge_goals": _("bedömde mål"),
    "judge_indicators": _("bedömde indikatorer"),
}
