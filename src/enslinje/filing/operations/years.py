"""Prepare a new year from an earlier one, all of it or nothing."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.marking import EVERYTHING
from enslinje.core.policy import Action
from enslinje.filing import access, queries
from enslinje.filing.errors import NothingToCarry, YearHasContent, YearsReversed
from enslinje.filing.models import YearPreparation
from enslinje.filing.words import CARRIED
from enslinje.goals.operations.carrying import carry_goals
from enslinje.journal import record
from enslinje.journal.record import Receipt
from enslinje.organisation import carrying, rights
from enslinje.organisation.operations.carrying import carry_bodies
from enslinje.plans.operations.sections import carry_sections


@transaction.atomic
def prepare_year(*, actor: Actor, from_year: int, to_year: int, key: UUID | None = None) -> Receipt:
    """Make `to_year` of `from_year`: register, groups, occasions, goals, indicators, duties.

    The sections of the plans too. All in one change set, so that history shows it as one write.
    `filing.queries.preview_year` says beforehand what would be made and what somebody must choose.
    What a body has decided for itself is not carried. A year prepared from the same year before is
    left as it is, and the first receipt is given again; its row is that of the preparation.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        YearsReversed: the new year is not later.
        NothingToCarry: the year before has nothing.
        YearHasContent: the new year has something already; the refusal says what.
    """
    actor = rights.require(actor, Action.PREPARE_YEAR)
    _check_years(from_year, to_year)
    if (done := _done(from_year, to_year)) is not None:
        return done
    bodies = carrying.open_in(to_year)
    change = record.begin(
        actor=actor,
        action="prepare_year",
        year=to_year,
        bodies=bodies,
        key=key,
        content=[from_year, to_year],
    )
    if change.is_repeat:
        return record.repeated(change)
    _check_content(from_year, to_year)
    carry_bodies(change=change, from_year=from_year, to_year=to_year)
    carry_goals(change=change, from_year=from_year, to_year=to_year, bodies=bodies)
    carry_sections(change=change, from_year=from_year, to_year=to_year)
    prepared = YearPreparation(from_year=from_year, to_year=to_year)
    return record.finish(change, [record.record(prepared, change=change)])


def _done(from_year: int, to_year: int) -> Receipt | None:
    there = (
        access.preparations(sight=EVERYTHING).filter(from_year=from_year, to_year=to_year).first()
    )
    return Receipt(there.recorded_in_id, (there.pk,), is_repeat=True) if there else None


def _check_years(from_year: int, to_year: int) -> None:
    if to_year <= from_year:
        raise YearsReversed(
            _("{year} kan inte förberedas ur {earlier}.").format(year=to_year, earlier=from_year),
            column="to_year",
            value=to_year,
            remedy=_("Ange ett tidigare år att utgå från."),
        )


def _check_content(from_year: int, to_year: int) -> None:
    if there := queries.content_of(to_year).carried:
        what = ", ".join(f"{one.count} {_(CARRIED[one.kind])}" for one in there)
        raise YearHasContent(
            _("{year} har redan {what}.").format(year=to_year, what=what),
            column="to_year",
            value=to_year,
            remedy=_("Ett nytt år förbereds innan något annat läggs in för det."),
        )
    if not queries.outline_of(from_year=from_year, to_year=to_year).carried:
        raise NothingToCarry(
            _("{year} har inget att föra vidare.").format(year=from_year),
            column="from_year",
            value=from_year,
            remedy=_("Ange ett år som har mål och indikatorer."),
        )
