"""Perspectives and programmes of a year, and the goals and indicators that have them."""

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import IndicatorKind, LevelCode, ThemeKind
from enslinje.goals import errors, operations
from enslinje.goals.drafts import TaggedDraft, ThemeDraft
from enslinje.goals.models import Goal, Theme, ThemeEdition, ThemeTag
from enslinje.goals.theme_queries import themes
from tests.everything import change_set
from tests.journal.protections import without_check
from tests.people import CAST, record_people, somebody
from tests.town import KIM, LOADER, STATED, YEAR, goal, indicator, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def theme(code="BARN", **changes):
    given = {"code": code, "kind": ThemeKind.PERSPECTIVE, "name": code.title(), "basis": STATED}
    return ThemeDraft(**given | changes)


def put(*drafts, actor=KIM, year=YEAR):
    return operations.set_themes(actor=actor, year=year, themes=drafts)


def tag(actor=KIM, **item):
    return operations.tag(actor=actor, year=YEAR, items=[TaggedDraft(basis=STATED, **item)])


def read(year=YEAR):
    return [(row.code, row.name, row.goals, row.indicators) for row in themes(year=year)]


def test_a_year_has_themes_of_its_own_and_what_has_them():
    put(theme(), theme("MILJO", kind=ThemeKind.PROGRAMME, is_mandatory=True))
    put(theme(name="Barnets rätt"), year=2022)
    tag(goal="1.1", themes=("BARN", "MILJO"))
    tag(indicator="JOBS", themes=("BARN",))

    assert read() == [("BARN", "Barn", ("1.1",), ("JOBS",)), ("MILJO", "Miljo", ("1.1",), ())]
    assert read(2022) == [("BARN", "Barnets rätt", (), ())]
    assert [row.is_mandatory for row in themes(year=YEAR)] == [False, True]


def test_what_is_tagged_anew_has_these_and_no_others_and_the_old_stay_readable():
    put(theme(), theme("MILJO"))
    tag(goal="1.1", themes=("BARN",))
    tag(goal="1.1-F", themes=("BARN",))
    tag(goal="1.1", themes=("MILJO",))

    assert read() == [("BARN", "Barn", ("1.1-F",), ()), ("MILJO", "Miljo", ("1.1",), ())]
    assert ThemeTag.objects.count() == 3
    tag(goal="1.1")
    assert read()[1][2] == ()


@pytest.mark.parametrize(
    ("refusal", "item"),
    [
        (errors.UnknownTheme, {"goal": "1.1", "themes": ("NY",)}),
        (errors.UnknownGoal, {"goal": "9", "themes": ("BARN",)}),
        (errors.UnknownIndicator, {"indicator": "JOBB", "themes": ("BARN",)}),
        (errors.TaggedNothing, {"themes": ("BARN",)}),
        (errors.TaggedNothing, {"goal": "1.1", "indicator": "JOBS", "themes": ("BARN",)}),
    ],
)
def test_what_is_nonsense_is_refused(refusal, item):
    put(theme())
    refused(refusal, lambda: tag(**item))


def test_nothing_is_said_twice_and_no_code_is_of_two_kinds():
    put(theme())
    refused(DuplicateValue, lambda: put(theme("MILJO"), theme("MILJO")))
    refused(errors.ThemeAlreadySet, lambda: put(theme(kind=ThemeKind.PROGRAMME)))
    twice = [TaggedDraft(goal="1.1", basis=STATED)] * 2
    refused(DuplicateValue, lambda: operations.tag(actor=KIM, year=YEAR, items=twice))


@pytest.mark.parametrize("code", [*CAST, "newcomer"])
def test_the_office_sets_themes_and_each_tags_its_own(code):
    put(theme())
    record_people()
    own = {"owner": "SKOLA", "parent": "1.1"}
    operations.set_goals(actor=LOADER, year=YEAR, goals=[goal("OWN", LevelCode.BODY_GOAL, **own)])
    operations.define_indicators(
        actor=LOADER,
        year=YEAR,
        indicators=[indicator("OWN", owner="SKOLA", kind=IndicatorKind.BODY)],
    )
    actor = somebody(code)
    office, body = {"strategist"}, {"editor"}
    for attempt, who in (
        (lambda: put(theme("MILJO"), actor=actor), office),
        (lambda: tag(actor, goal="1.1", themes=("BARN",)), office),
        (lambda: tag(actor, indicator="JOBS", themes=("BARN",)), office),
        (lambda: tag(actor, goal="OWN", themes=("BARN",)), body),
        (lambda: tag(actor, indicator="OWN", themes=("BARN",)), body),
    ):
        if code in who:
            attempt()
        else:
            refused(NotAllowed, attempt)


@pytest.mark.parametrize(
    ("model", "name", "columns"),
    [
        (ThemeTag, "goal_or_indicator", {"goal": None}),
        (ThemeEdition, "name_filled", {"name": ""}),
        (ThemeEdition, "year_at_least_1", {"year": 0}),
    ],
)
def test_the_database_refuses_it_too(model, name, columns):
    put(theme())
    good = {"theme": Theme.objects.get(), "year": 2031, "basis": "stated"}
    good |= {"recorded_in": change_set()}
    good |= {"name": "Barn"} if model is ThemeEdition else {"goal": Goal.objects.first()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.create(**good | columns)
    with without_check(model._meta.db_table, f"{model.__name__.lower()}_{name}"):
        model.objects.create(**good | columns)
