"""What a person writes over what is there without saying what was seen, by each operation."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from enslinje.core.policy import Role
from enslinje.core.terms import CountsAs, OccasionState, PlanPart
from enslinje.core.versions import UNSEEN
from enslinje.goals import operations as goal_operations
from enslinje.goals.drafts import (
    CouncilTargetDraft,
    DutyDraft,
    ExpectationDraft,
    QuotaDraft,
    TaggedDraft,
    ThemeDraft,
)
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from enslinje.plans import operations as plan_operations
from enslinje.plans.drafts import (
    EndedSectionDraft,
    OwnCommentDraft,
    TaggedActivityDraft,
    ThreadDraft,
)
from enslinje.reconciliation import operations as reconciliation_operations
from enslinje.reconciliation.drafts import IndicatorJudgementDraft
from tests import contents, everything, town
from tests.journal.saving import KIM, contribute
from tests.people import deputy, role
from tests.town import STATED, YEAR, target

DUE = datetime(YEAR + 90, 1, 1, tzinfo=UTC)


def again_in_goals():
    """By operation: what a person writes over what is there without saying what was seen."""
    by = {"actor": KIM, "year": YEAR}
    return {
        "set_goals": lambda: goal_operations.set_goals(
            **by, goals=[town.goal("1.1", town.LevelCode.AREA_GOAL, parent="1")]
        ),
        "define_indicators": lambda: goal_operations.define_indicators(
            **by, indicators=[town.indicator("JOBS")]
        ),
        "lay_duties": lambda: goal_operations.lay_duties(
            **by, duties=[DutyDraft(indicator="JOBS", body="SKOLA", basis=STATED)]
        ),
        "expect_contributions": lambda: goal_operations.expect_contributions(
            **by,
            expectations=[
                ExpectationDraft(
                    goal="1.1", body="SKOLA", relevance=everything.Relevance.EXPECTED, basis=STATED
                )
            ],
        ),
        "set_council_targets": lambda: goal_operations.set_council_targets(
            **by,
            targets=[CouncilTargetDraft(indicator="JOBS", value=town.number(1), basis=STATED)],
        ),
        "set_quotas": lambda: goal_operations.set_quotas(
            **by, quotas=[QuotaDraft(indicator="JOBS", body="SKOLA", value=1, basis=STATED)]
        ),
        "state_targets": lambda: goal_operations.state_targets(**by, targets=[target(1)]),
        "record_measurements": lambda: goal_operations.record_measurements(
            actor=KIM, measurements=[town.measurement(1)]
        ),
    }


def again_elsewhere():
    """Likewise, outside goals."""
    by = {"actor": KIM, "year": YEAR}
    return {
        "state_contributions": lambda: contribute("Ny", seen=UNSEEN),
        "plan_activities": lambda: plan_operations.plan_activities(
            **by, activities=[everything.activity()]
        ),
        "judge_goals": lambda: reconciliation_operations.judge_goals(
            **by, judgements=[everything.judgement()]
        ),
        "judge_indicators": lambda: reconciliation_operations.judge_indicators(
            **by,
            judgements=[
                IndicatorJudgementDraft(
                    indicator="JOBS", in_line=True, reason="Ja", judged_by="SLK", basis=STATED
                )
            ],
        ),
        "register_bodies": lambda: organisation_operations.register_bodies(
            actor=KIM, bodies=[town.body("SKOLA")]
        ),
        "enter_register": lambda: organisation_operations.enter_register(
            **by, entries={"SKOLA": CountsAs.NONE}
        ),
        "name_aliases": lambda: organisation_operations.name_aliases(
            actor=KIM,
            aliases=[organisation.AliasDraft(text="Skolnämnden", body="PARK", basis=STATED)],
        ),
        "keep_case_registers": lambda: organisation_operations.keep_case_registers(
            actor=KIM, registers=[town.case_register("SKOLA")]
        ),
        "withdraw_case_register": lambda: organisation_operations.withdraw_case_register(
            actor=KIM, prefix="PARK", reason="Fel"
        ),
        "form_groups": lambda: organisation_operations.form_groups(
            **by, groups=[town.group("all_committees", members=("KS",))]
        ),
        "grant_roles": lambda: organisation_operations.grant_roles(
            actor=KIM, roles=[role("editor", Role.EDITOR)]
        ),
        "name_deputies": lambda: organisation_operations.name_deputies(
            actor=replace(KIM, code="editor"), deputies=[deputy("editor", "reader")]
        ),
        "open_occasions": lambda: organisation_operations.open_occasions(
            actor=KIM,
            occasions=[
                town.occasion(
                    everything.OccasionKind.RECONCILIATION,
                    bodies=(organisation.OccasionBodyDraft(body="PARK"),),
                )
            ],
        ),
    }


def again_in_the_year():
    """Likewise, of occasions and themes. The locked occasion is that of `everything`."""
    by = {"actor": KIM, "year": YEAR}
    report, plan = everything.OccasionKind.ACTIVITY_REPORT, everything.OccasionKind.RECONCILIATION
    return {
        "change_occasion": lambda: organisation_operations.change_occasion(
            **by,
            kind=plan,
            edition=organisation.OccasionEditionDraft(name="Ny", state=OccasionState.OPEN),
        ),
        "name_participants": lambda: organisation_operations.name_participants(
            **by, kind=plan, bodies=["PARK", "SKOLA"]
        ),
        "name_parts": lambda: organisation_operations.name_parts(
            **by, kind=report, parts=[PlanPart.TEXT]
        ),
        "extend_occasion": extend_again,
        "withdraw_extension": lambda: organisation_operations.withdraw_extension(
            **by, kind=plan, body="PARK", reason="Fel"
        ),
        "open_lock": lambda: organisation_operations.open_lock(
            **by,
            kind=report,
            opening=organisation.LockOpeningDraft(
                body="SKOLA", role=Role.EDITOR, ends_at=DUE, reason="Mer"
            ),
        ),
        "set_themes": lambda: goal_operations.set_themes(
            **by,
            themes=[
                ThemeDraft(
                    code="BARN", kind=everything.ThemeKind.PERSPECTIVE, name="Ny", basis=STATED
                )
            ],
        ),
        "tag": lambda: goal_operations.tag(**by, items=[TaggedDraft(goal="1.1", basis=STATED)]),
        "tag_activities": lambda: plan_operations.tag_activities(
            **by, items=[TaggedActivityDraft(activity="ACT1", basis=STATED)]
        ),
    }


def again_in_plans():
    """Likewise, of what plans say."""
    by = {"actor": KIM, "year": YEAR}
    return {
        "set_sections": lambda: plan_operations.set_sections(
            **by, sections=[town.section("inledning")]
        ),
        "end_sections": lambda: plan_operations.end_sections(
            **by, sections=[EndedSectionDraft(code="inledning")]
        ),
        "state_goal_conflicts": lambda: plan_operations.state_goal_conflicts(
            **by, goal_conflicts=[contents.goal_conflict()]
        ),
        "state_hindrances": lambda: plan_operations.state_hindrances(
            **by, hindrances=[contents.hindrance()]
        ),
        "record_preparations": lambda: plan_operations.record_preparations(
            **by, preparations=[contents.preparation()]
        ),
        "state_plan_budgets": lambda: plan_operations.state_plan_budgets(
            **by, budgets=[contents.plan_budget()]
        ),
        "write_sections": lambda: plan_operations.write_sections(
            **by, texts=[town.section_text("Ny")]
        ),
    }


def again_in_comments():
    """Likewise, of comments on plans."""
    by = {"actor": KIM, "year": YEAR}
    return {
        "change_comment": lambda: plan_operations.change_comment(
            **by, comment=OwnCommentDraft(code="1", body="SKOLA", text="Ny")
        ),
        "delete_comment": lambda: plan_operations.delete_comment(
            **by, comment=OwnCommentDraft(code="1", body="SKOLA")
        ),
        "settle_thread": lambda: plan_operations.settle_thread(
            **by, thread=ThreadDraft(thread="1", body="SKOLA", is_resolved=False)
        ),
    }


def extend_again():
    """Of an occasion that has a due instant, as an extension needs one."""
    organisation_operations.extend_occasion(
        actor=KIM,
        year=YEAR,
        kind=everything.OccasionKind.PLAN,
        body="PARK",
        until=DUE + timedelta(days=1),
        reason="Ny nämnd",
    )


def again_of_bodies():
    """Likewise, of bodies: what is current of each is its latest edition."""
    on, reason = date(YEAR + 2, 1, 1), "Ny organisation"
    followed = organisation.SuccessionDraft(
        predecessors=("SKOLA",), successors=("PARK",), on_date=on, basis=STATED
    )
    return {
        "change_body": lambda: organisation_operations.change_body(
            actor=KIM,
            draft=organisation.BodyChangeDraft(
                body="PARK", valid_from=on, basis=STATED, short_name="Ny"
            ),
        ),
        "close_body": lambda: organisation_operations.close_body(
            actor=KIM, body="PARK", on=on, reason=reason
        ),
        "reopen_body": lambda: organisation_operations.reopen_body(
            actor=KIM, body="GAMLA", on=on, reason=reason
        ),
        "merge_bodies": lambda: organisation_operations.merge_bodies(
            actor=KIM, draft=followed, reason=reason
        ),
        "split_body": lambda: organisation_operations.split_body(
            actor=KIM, draft=replace(followed, successors=("PARK", "KS")), reason=reason
        ),
    }


AGAIN = (
    again_in_goals()
    | again_elsewhere()
    | again_in_the_year()
    | again_in_plans()
    | again_in_comments()
    | again_of_bodies()
)
