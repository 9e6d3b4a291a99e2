"""Save a body's text about a goal as a person on a page does."""

from dataclasses import replace
from uuid import UUID

from enslinje.core.actors import Source
from enslinje.core.errors import Refusal
from enslinje.core.terms import ContributionState, Criterion
from tests.town import KIM as SENDING_FILES
from tests.town import STATED, YEAR

KIM = replace(SENDING_FILES, source=Source.PAGE)


def contribute(text, *, actor=KIM, seen=None, goal="1.1", **more):
    from enslinje.plans.drafts import ContributionDraft
    from enslinje.plans.operations import state_contributions

    draft = ContributionDraft(
        body="SKOLA",
        goal=goal,
        state=ContributionState.STATED,
        criterion=Criterion.STATED_IN_WHAT_WAY,
        text=text,
        basis=STATED,
        seen=seen,
    )
    return state_contributions(actor=actor, year=YEAR, contributions=[draft], **more)


def answer(line):
    seen, text, key = line.rstrip("\n").split("\t")
    try:
        receipt = contribute(text, seen=int(seen), key=UUID(key) if key else None)
    except Refusal as refusal:
        theirs = getattr(refusal, "theirs", None)
        return f"{type(refusal).__name__}\t{theirs.values['text'] if theirs else ''}"
    return f"saved\t{receipt.rows[0]}"
