"""The city on its last evening: next year's targets to state, this year's plans decided anew.

python -m benchmarks.load.city — brings the database of the environment there and prints, for each
body, its slug, who prepares its plan and who submits it.
"""

import json
from datetime import date

import django


def main() -> None:
    """Bring the database there, by the operations that people use, and print who is who."""
    django.setup()
    from enslinje.core import actors
    from enslinje.core.actors import Source
    from enslinje.organisation import queries

    loader = actors.system(Source.COMMAND)
    register = queries.register_for_year(year=YEAR)
    filing = {*register.committees, *register.companies}
    bodies = {one.code: one.slug for one in queries.bodies(year=YEAR) if one.code in filing}
    people = {code: (f"last-{slug}"[:60], f"head-{slug}"[:60]) for code, slug in bodies.items()}
    _invite(loader, people)
    _open_next_year(loader)
    for number, body in enumerate(bodies):
        _decide(loader, body, number)
    print(json.dumps([[bodies[code], *people[code]] for code in bodies]))


YEAR = 2021
"""Whose plans are submitted; targets are stated for the next."""


def _invite(actor: object, people: dict[str, tuple[str, str]]) -> None:
    from enslinje.core.policy import Role
    from enslinje.organisation import operations
    from enslinje.organisation.drafts import SINCE_ALWAYS, InvitationDraft, RoleDraft

    codes = [code for both in people.values() for code in both]
    operations.invite_people(
        actor=actor, invitations=[InvitationDraft(code=code, is_demo=True) for code in codes]
    )
    operations.grant_roles(
        actor=actor,
        roles=[
            RoleDraft(person=code, role=role, body=body, valid_from=SINCE_ALWAYS)
            for body, both in people.items()
            for code, role in zip(both, (Role.EDITOR, Role.APPROVER), strict=True)
        ],
    )


def _open_next_year(actor: object) -> None:
    from enslinje.core.terms import OccasionKind, OccasionState
    from enslinje.filing import operations as filing
    from enslinje.organisation import operations, queries
    from enslinje.organisation.drafts import OccasionDraft

    filing.prepare_year(actor=actor, from_year=YEAR, to_year=YEAR + 1)
    (plan,) = [one for one in queries.occasions(year=YEAR + 1) if one.kind is OccasionKind.PLAN]
    opened = OccasionDraft(year=YEAR + 1, kind=plan.kind, name=plan.name, state=OccasionState.OPEN)
    operations.open_occasions(actor=actor, occasions=[opened])
    _set_council_targets(actor)


def _set_council_targets(actor: object) -> None:
    """Let the council set for the next year what it set for this: what bodies are held against."""
    from enslinje.core.terms import Basis
    from enslinje.core.values import Stated
    from enslinje.goals import operations as goals
    from enslinje.goals import queries
    from enslinje.goals.drafts import CouncilTargetDraft

    rows = queries.indicators(year=YEAR, on=date(YEAR, 12, 31))
    goals.set_council_targets(
        actor=actor,
        year=YEAR + 1,
        targets=[
            CouncilTargetDraft(
                indicator=row.code,
                value=Stated(
                    row.council.kind, row.council.form, low=row.council.low, high=row.council.high
                ),
                nature=row.council.nature,
                basis=Basis.INVENTED,
            )
            for row in rows
            if row.council is not None and row.council.low is not None
        ],
    )


def _complete(actor: object, body: str) -> None:
    """State what the body's plan lacks, so that it may be submitted."""
    from enslinje.core.terms import Basis, ContributionState, Criterion, Kind
    from enslinje.core.values import Stated
    from enslinje.filing import parts
    from enslinje.goals import operations as goals
    from enslinje.goals.drafts import TargetDraft
    from enslinje.plans import operations as plans
    from enslinje.plans.drafts import ContributionDraft

    work = parts.plan_work(year=YEAR, bodies=[body])[body]
    value = Stated(Kind.NOT_RELEVANT, reason="Bedöms senare.")
    left = {one.part.name: [task.code for task in one.left] for one in work.required}
    plans.state_contributions(
        actor=actor,
        year=YEAR,
        contributions=[
            ContributionDraft(
                body=body,
                goal=code,
                state=ContributionState.STATED,
                criterion=Criterion.STATED_IN_WHAT_WAY,
                text="Reviderad.",
                basis=Basis.INVENTED,
            )
            for code in left["bidrag"]
        ],
    )
    goals.state_targets(
        actor=actor,
        year=YEAR,
        targets=[
            TargetDraft(indicator=code, body=body, value=value, basis=Basis.INVENTED)
            for code in left["malvarden"]
        ],
    )


def _decide(actor: object, body: str, number: int) -> None:
    """Write the plan's texts anew and bring it to its decision, whatever it was before."""
    from enslinje.core.terms import Basis, DecisionOutcome, PlanState, WorkState
    from enslinje.filing import operations as filing
    from enslinje.filing import submissions
    from enslinje.filing.drafts import StageDraft
    from enslinje.organisation import operations
    from enslinje.organisation.drafts import DecisionDraft
    from enslinje.plans import operations as plans
    from enslinje.plans import section_queries
    from enslinje.plans.drafts import SectionTextDraft

    texts = [
        SectionTextDraft(
            body=body,
            section=one.section.code,
            text="Reviderad.",
            state=WorkState.READY,
            basis=Basis.INVENTED,
        )
        for one in section_queries.sections_of(body, YEAR)
    ]
    plans.write_sections(actor=actor, year=YEAR, texts=texts)
    _complete(actor, body)
    case = (f"KS 2021/{9_000 + number}", 1)
    operations.record_decisions(
        actor=actor,
        decisions=[
            DecisionDraft(
                case_number=case[0],
                item_no=case[1],
                decided_by=body,
                subject="Reviderad plan",
                recorded_by="last-secretary",
                checked_by="last-registrar",
                outcome=DecisionOutcome.GRANTED,
                decided_on=date(2021, 2, 1),
                basis=Basis.INVENTED,
            )
        ],
    )
    on_its_way = submissions.stage(year=YEAR, body=body).state is PlanState.DECIDED
    for take, decision in (
        *([(filing.send_back_plan, None)] if on_its_way else []),
        (filing.mark_ready, None),
        (filing.approve_plan, None),
        (filing.decide_plan, case),
    ):
        stage = submissions.stage(year=YEAR, body=body)
        draft = StageDraft(body=body, seen=stage.fact, decision=decision, reason="Reviderad")
        take(actor=actor, year=YEAR, draft=draft)


if __name__ == "__main__":
    main()
