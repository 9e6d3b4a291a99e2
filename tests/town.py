"""A small town, recorded through operations: what tests of the record begin from.

The council KF, the board KS, the committees SKOLA and PARK, the company BOLAG under MODER. One
area goal with a sub-area; an indicator counted in pieces, one in percent weighted by residents,
one answered by yes or no. SKOLA and PARK have the duty to state targets for all three.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction

from enslinje.core.actors import Actor, Source
from enslinje.core.errors import Refusal
from enslinje.core.policy import Holding, Role
from enslinje.core.terms import (
    Basis,
    BodyKind,
    CountsAs,
    Form,
    GroupMembership,
    IndicatorKind,
    Kind,
    LevelCode,
    OccasionKind,
    OccasionState,
    Polarity,
    RollUp,
    ThemeKind,
    UnitKind,
)
from enslinje.core.values import SCALE, Stated
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.journal import keeping
from enslinje.journal.record import Receipt
from enslinje.organisation import drafts as organisation
from enslinje.organisation import operations as organisation_operations
from enslinje.plans import drafts as plans

YEAR = 2021
MAY_EVERYTHING = (
    Holding(Role.STRATEGIST),
    Holding(Role.BOARD_SECRETARY),
    Holding(Role.ADMINISTRATOR),
    *(Holding(Role.EDITOR, body) for body in ("KS", "SKOLA", "PARK", "BOLAG")),
)
"""The roles of whoever tests something else than rights."""

# They send files: by the other doors a person must say which version a write rests on.
KIM = Actor(code="kim", source=Source.FILE, holdings=MAY_EVERYTHING)
SAM = Actor(code="sam", source=Source.FILE, holdings=MAY_EVERYTHING)
LOADER = Actor(code="system", source=Source.DEMO)
STATED = Basis.STATED
COMMITTEES = ("KS", "SKOLA", "PARK")

_KINDS = {
    "KF": BodyKind.COUNCIL,
    "KS": BodyKind.EXECUTIVE_BOARD,
    "SKOLA": BodyKind.FUNCTIONAL_COMMITTEE,
    "PARK": BodyKind.FUNCTIONAL_COMMITTEE,
    "MODER": BodyKind.PARENT_COMPANY,
    "BOLAG": BodyKind.COMPANY,
}
_PARENTS = {"KS": "KF", "SKOLA": "KF", "PARK": "KF", "MODER": "KS", "BOLAG": "MODER"}


def body(code: str, **changes: Any) -> organisation.BodyDraft:
    given: dict[str, Any] = {
        "code": code,
        "kind": _KINDS.get(code, BodyKind.FUNCTIONAL_COMMITTEE),
        "official_name": f"{code.title()}nämnden",
        "short_name": code.title(),
        "parent": _PARENTS.get(code, ""),
        "basis": STATED,
    }
    return organisation.BodyDraft(**given | changes)


def case_register(prefix: str, body: str = "", **changes: Any) -> organisation.CaseRegisterDraft:
    given: dict[str, Any] = {"body": body or prefix, "prefix": prefix, "basis": STATED}
    return organisation.CaseRegisterDraft(**given | changes)


def keep_case_registers(*prefixes: str) -> Receipt:
    """Let the bodies with these codes have registers with them as prefixes."""
    drafts = [case_register(prefix) for prefix in prefixes]
    return organisation_operations.keep_case_registers(actor=LOADER, registers=drafts)


def propose_case_number(case_number: str, corrected: str) -> Receipt:
    """Say that the first item of a case should have had another number; nobody has confirmed it."""
    draft = organisation.NumberCorrectionDraft(
        case_number=case_number, item_no=1, corrected=corrected, reason="Fel siffra"
    )
    return organisation_operations.propose_case_number(actor=LOADER, draft=draft)


def group(code: str, **changes: Any) -> organisation.GroupDraft:
    given: dict[str, Any] = {
        "code": code,
        "name": code.replace("_", " "),
        "membership": GroupMembership.CLOSED,
        "basis": STATED,
    }
    return organisation.GroupDraft(**given | changes)


def occasion(kind: OccasionKind, **changes: Any) -> organisation.OccasionDraft:
    given: dict[str, Any] = {
        "year": YEAR,
        "kind": kind,
        "name": kind.value,
        "state": OccasionState.OPEN,
    }
    return organisation.OccasionDraft(**given | changes)


def indicator(code: str, **changes: Any) -> goals.IndicatorDraft:
    given: dict[str, Any] = {
        "code": code,
        "kind": IndicatorKind.COUNCIL,
        "owner": "KF",
        "name": f"Indikator {code}",
        "unit": "pieces",
        "polarity": Polarity.HIGHER,
        "roll_up": RollUp.SUM,
        "goal": "1.1",
        "basis": STATED,
    }
    return goals.IndicatorDraft(**given | changes)


def number(value: int, form: Form = Form.AT_LEAST) -> Stated:
    """`value` whole units."""
    return Stated(Kind.NUMBER, form, value * SCALE, value * SCALE)


def target(value: Stated | int, **changes: Any) -> goals.TargetDraft:
    given: dict[str, Any] = {
        "indicator": "JOBS",
        "body": "SKOLA",
        "value": number(value) if isinstance(value, int) else value,
        "basis": STATED,
    }
    return goals.TargetDraft(**given | changes)


def state(*targets: goals.TargetDraft, actor: Actor = KIM, **more: Any) -> Receipt:
    return goal_operations.state_targets(actor=actor, year=YEAR, targets=targets, **more)


def measurement(value: int, **changes: Any) -> goals.MeasurementDraft:
    """An outcome of the year before, of `value` whole units."""
    given: dict[str, Any] = {
        "indicator": "JOBS",
        "body": "SKOLA",
        "value": value * SCALE,
        "period_from": date(YEAR - 1, 1, 1),
        "period_to": date(YEAR, 1, 1),
        "known_on": date(YEAR, 1, 15),
        "basis": STATED,
    }
    return goals.MeasurementDraft(**given | changes)


def record_bodies() -> None:
    organisation_operations.register_bodies(actor=LOADER, bodies=[body(code) for code in _KINDS])
    entries = dict.fromkeys(COMMITTEES, CountsAs.COMMITTEE) | {"BOLAG": CountsAs.COMPANY}
    organisation_operations.enter_register(actor=LOADER, year=YEAR, entries=entries)
    organisation_operations.form_groups(
        actor=LOADER, year=YEAR, groups=[group("all_committees", members=COMMITTEES)]
    )


def record_goals() -> None:
    goal_operations.name_levels(
        actor=LOADER,
        levels=[
            goals.LevelDraft(depth=depth, code=code, name_sv=code.value, name_en=code.value)
            for depth, code in enumerate(LevelCode, start=1)
        ],
    )
    goal_operations.define_units(
        actor=LOADER,
        units=[
            unit("pieces", UnitKind.COUNT, 0, None),
            unit("percent", UnitKind.PERCENT, 0, 100 * SCALE),
            unit("yes_no", UnitKind.YES_NO, 0, SCALE),
        ],
    )
    goal_operations.set_goals(
        actor=LOADER,
        year=YEAR,
        goals=[
            goal("1", LevelCode.OVERARCHING_GOAL),
            goal("1.1", LevelCode.AREA_GOAL, parent="1"),
            goal("1.1-F", LevelCode.SUB_AREA, parent="1.1"),
        ],
    )


def unit(code: str, kind: UnitKind, lowest: int | None, highest: int | None) -> goals.UnitDraft:
    return goals.UnitDraft(
        code=code, name_sv=code, name_en=code, kind=kind, min_value=lowest, max_value=highest
    )


def goal(code: str, level: LevelCode, **changes: Any) -> goals.GoalDraft:
    given: dict[str, Any] = {
        "code": code,
        "level": level,
        "number": code,
        "name": f"Mål {code}",
        "owner": "KF",
        "basis": STATED,
    }
    return goals.GoalDraft(**given | changes)


def theme(code: str, **changes: Any) -> goals.ThemeDraft:
    given: dict[str, Any] = {
        "code": code,
        "kind": ThemeKind.PERSPECTIVE,
        "name": f"Perspektiv {code}",
        "basis": STATED,
    }
    return goals.ThemeDraft(**given | changes)


def section(code: str, **changes: Any) -> plans.SectionDraft:
    given: dict[str, Any] = {"code": code, "heading": code.title(), "basis": STATED}
    return plans.SectionDraft(**given | changes)


def section_text(text: str, **changes: Any) -> plans.SectionTextDraft:
    given: dict[str, Any] = {"body": "SKOLA", "section": "inledning", "basis": STATED}
    return plans.SectionTextDraft(text=text, **given | changes)


def record_indicators() -> None:
    goal_operations.define_indicators(
        actor=LOADER,
        year=YEAR,
        indicators=[
            indicator("JOBS", counts=True),
            indicator(
                "SHARE",
                unit="percent",
                decimals=1,
                roll_up=RollUp.WEIGHTED_MEAN,
                base="residents",
                sub_area="1.1-F",
                by_sex=True,
            ),
            indicator("PLAN", unit="yes_no", roll_up=RollUp.NONE),
            indicator(
                "residents",
                kind=IndicatorKind.BASE_METRIC,
                goal="",
                polarity=Polarity.NEUTRAL,
                roll_up=RollUp.NONE,
            ),
        ],
    )
    goal_operations.lay_duties(
        actor=LOADER,
        year=YEAR,
        duties=[
            goals.DutyDraft(indicator=code, body=body, basis=STATED)
            for code in ("JOBS", "SHARE", "PLAN")
            for body in ("SKOLA", "PARK")
        ],
    )


def record_town() -> None:
    record_bodies()
    record_goals()
    record_indicators()


def rows() -> dict[str, int]:
    """How many rows each table of the record has."""
    ours = ("journal", "organisation", "goals", "budget", "plans", "filing", "reconciliation")
    return {
        model._meta.label: model._default_manager.count()
        for label in ours
        for model in apps.get_app_config(label).get_models()
    }


@contextmanager
def recorded_once(blocker: Any, record: Callable[[], None]) -> Iterator[None]:
    """Record for a whole module of tests; each test's own writes are rolled back by themselves."""
    with blocker.unblock(), transaction.atomic():
        keeping.forget_everything()  # It was told by another module's town, of the same version.
        record()
        yield
        transaction.set_rollback(True)


def refused(refusal: type[Refusal], write: Callable[[], object]) -> Any:
    """Run `write`: it must raise `refusal` and leave every table as it was. Return the refusal."""
    before = rows()
    with pytest.raises(refusal) as caught:
        write()
    assert caught.type is refusal
    assert rows() == before
    return caught.value
