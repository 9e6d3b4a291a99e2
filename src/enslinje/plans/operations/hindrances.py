"""Say what stands in the way of a body's goals, and what would be needed of others."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.plan_terms import NeededOf
from enslinje.goals.codes import goal_codes
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import queries as organisation
from enslinje.plans import access
from enslinje.plans.content_drafts import EndedHindranceDraft, HindranceDraft
from enslinje.plans.errors import HindranceConflict, NeededOfItself, NobodyNamed, UnknownHindrance
from enslinje.plans.models import Hindrance
from enslinje.plans.operations.content_writes import begin, end_coded, refuse_late


@transaction.atomic
def state_hindrances(
    *,
    actor: Actor,
    year: int,
    hindrances: Sequence[HindranceDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Record what stands in the way of bodies' goals, in place of what was said of the same.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownGoal: a code is not known, or the goal not in the year.
        NobodyNamed: it is needed of another body and none is named, or one is and it is not.
        NeededOfItself: the body that is named is the body itself.
        OccasionClosed: no occasion that takes texts is open to the body.
        DuplicateValue: two drafts are about the same hindrance.
        HindranceConflict: the current row is not the one that was seen; it carries theirs.
    """
    bodies = [draft.body for draft in hindrances]
    change = begin(
        "state_hindrances",
        actor=actor,
        year=year,
        bodies=bodies,
        key=key,
        why=why,
        content=hindrances,
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    for row, draft in enumerate(hindrances):
        _check(draft, row, refusals)
    facts = _facts(hindrances, year, refusals)
    refuse_late(bodies, change, actor=actor, year=year, refusals=refusals)
    refusals.settle()
    recorded = restate(
        facts,
        place=("body_id", "code"),
        current=access.hindrances(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[draft.seen for draft in hindrances],
        refusal=HindranceConflict,
        named=lambda row: hindrances[row].code,
    )
    return record.finish(change, recorded)


@transaction.atomic
def end_hindrances(
    *,
    actor: Actor,
    year: int,
    hindrances: Sequence[EndedHindranceDraft],
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say that hindrances are there no more. What was said stays in the history.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownHindrance: the body has no such hindrance.
        OccasionClosed: no occasion that takes texts is open to the body.
        HindranceConflict: the current row is not the one that was seen; it carries theirs.
    """
    return end_coded(
        "end_hindrances",
        hindrances,
        access.hindrances(sight=EVERYTHING),
        gone=_no_hindrance,
        refusal=HindranceConflict,
        actor=actor,
        year=year,
        key=key,
        why=why,
    )


def _facts(drafts: Sequence[HindranceDraft], year: int, refusals: Refusals) -> list[Hindrance]:
    named = {code for draft in drafts for code in (draft.body, draft.needed_body) if code}
    bodies = organisation.body_codes(named)
    goals = goal_codes({draft.goal for draft in drafts if draft.goal}, year=year)
    return [
        Hindrance(
            body_id=bodies.id_of(draft.body, row=row, field="body", refusals=refusals),
            year=year,
            code=draft.code,
            goal_id=goals.id_of(draft.goal, row=row, field="goal", refusals=refusals)
            if draft.goal
            else None,
            text=draft.text,
            needed=draft.needed,
            needed_of=draft.needed_of.value,
            needed_body_id=bodies.id_of(
                draft.needed_body, row=row, field="needed_body", refusals=refusals
            )
            if draft.needed_body
            else None,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(drafts)
    ]


def _check(draft: HindranceDraft, row: int, refusals: Refusals) -> None:
    """Refuse another body that is not named, one that is named for nothing, and oneself."""
    of_another = draft.needed_of is NeededOf.ANOTHER_BODY
    if of_another != bool(draft.needed_body):
        refusals.add(
            NobodyNamed(
                _("Det står inte vilken nämnd eller vilket bolag det behövs av.")
                if of_another
                else _("En nämnd eller ett bolag är valt, men det behövs av någon annan."),
                row=row,
                column="needed_body",
                value=draft.needed_body,
                remedy=_("Välj vilken nämnd eller vilket bolag det gäller.")
                if of_another
                else _("Ta bort valet, eller välj att det behövs av en annan nämnd."),
            )
        )
    elif of_another and draft.needed_body == draft.body:
        refusals.add(
            NeededOfItself(
                _("Det som ni själva kan göra är inget hinder."),
                row=row,
                column="needed_body",
                value=draft.needed_body,
                remedy=_("Välj en annan, eller skriv det som en aktivitet."),
            )
        )


def _no_hindrance(draft: EndedHindranceDraft, row: int) -> UnknownHindrance:
    return UnknownHindrance(
        _("Hindret finns inte längre."),
        row=row,
        column="code",
        value=draft.code,
        remedy=_("Läs om sidan: någon annan kan ha tagit bort det."),
    )
