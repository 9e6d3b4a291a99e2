"""The decisions of a place as a list to hand out."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from enslinje.core.terms import DecisionOutcome
from enslinje.journal.vocabulary import word
from enslinje.organisation import decision_queries
from enslinje.organisation.decision_queries import RecordedDecision
from enslinje.web.decisions.presenters import DecisionsPage, state_words
from enslinje.web.downloads import Column, List


def listing(page: DecisionsPage, rows: Sequence[RecordedDecision]) -> List:
    """Return the decisions of the page as a list to hand out."""
    names = page.place.names
    columns = (
        Column("case_number", _("Diarienummer")),
        Column("item_no", _("Beslutspunkt")),
        Column("decided_by", _("Beslutat av")),
        Column("subject", _("Gäller")),
        Column("outcome", _("Utfall")),
        Column("decided_on", _("Sammanträdesdag")),
        Column("paragraph", _("Paragraf")),
        Column("minutes_approved_on", _("Protokollet justerat")),
        Column("state", _("Läge")),
        Column("recorded_by", _("Antecknat av")),
        Column("checked_by", _("Kontrollerat av")),
    )
    return List(
        f"beslut_{page.place.slug or 'staden'}",
        columns,
        tuple(
            (
                *(row.case_number, row.item_no, names.get(row.decided_by, row.decided_by)),
                *(row.subject, word(DecisionOutcome, row.outcome)),
                *(row.decided_on, row.paragraph, row.minutes_approved_on, state_words(row)),
                *(row.recorded.code, row.checked.code if row.checked else ""),
            )
            for row in rows
        ),
    )


def rows_of(page: DecisionsPage) -> tuple[RecordedDecision, ...]:
    """Return what the page lists, to hand out."""
    return decision_queries.decisions_of(page.place.deciders, year=page.year)
