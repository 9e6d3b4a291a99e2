"""Activities that have perspectives and programmes."""

import pytest

from enslinje.core.errors import DuplicateValue
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import OwnerKind, PartyRole, ThemeKind
from enslinje.goals import errors as goal_errors
from enslinje.goals import operations as goal_operations
from enslinje.goals.drafts import ThemeDraft
from enslinje.plans import drafts, errors, operations, queries
from enslinje.plans.models import ActivityTheme
from tests.everything import activity, recorded_town
from tests.people import CAST, record_people, somebody
from tests.town import LOADER, STATED, YEAR, refused

__all__ = ["recorded_town"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


@pytest.fixture(autouse=True)
def themes():
    """Two themes, an activity of SKOLA and one of the whole group."""
    record_people()
    goal_operations.set_themes(
        actor=LOADER,
        year=YEAR,
        themes=[
            ThemeDraft(code=code, kind=ThemeKind.PERSPECTIVE, name=code.title(), basis=STATED)
            for code in ("BARN", "MILJO")
        ],
    )
    lead = drafts.PartyDraft(body="SKOLA", basis=STATED, role=PartyRole.LEAD)
    operations.plan_activities(
        actor=LOADER,
        year=YEAR,
        activities=[
            activity(owner_kind=OwnerKind.BODY, parties=(lead,)),
            activity(code="ACT2", owner_kind=OwnerKind.COUNCIL, parties=()),
        ],
    )


def tag(code, *themes, actor=LOADER):
    item = drafts.TaggedActivityDraft(activity=code, themes=themes, basis=STATED)
    return operations.tag_activities(actor=actor, year=YEAR, items=[item])


def test_what_is_tagged_anew_has_these_and_no_others():
    tag("ACT1", "BARN")
    tag("ACT2", "BARN", "MILJO")
    assert queries.tagged_activities(year=YEAR) == {"ACT1": ("BARN",), "ACT2": ("BARN", "MILJO")}
    tag("ACT2", "MILJO")
    tag("ACT1")
    assert queries.tagged_activities(year=YEAR) == {"ACT2": ("MILJO",)}
    assert queries.tagged_activities(year=2022) == {}
    assert ActivityTheme.objects.count() == 4


@pytest.mark.parametrize(
    ("refusal", "item"),
    [
        (errors.UnknownActivity, ("ACT9", "BARN")),
        (goal_errors.UnknownTheme, ("ACT1", "NY")),
        (DuplicateValue, ("ACT1", "BARN", "BARN")),
    ],
)
def test_what_is_nonsense_is_refused(refusal, item):
    refused(refusal, lambda: tag(*item))


@pytest.mark.parametrize("code", [*CAST, "newcomer"])
def test_each_tags_its_own(code):
    actor = somebody(code)
    for what, who in (("ACT1", "editor"), ("ACT2", "strategist")):
        if code == who:
            tag(what, "BARN", actor=actor)
        else:
            refused(NotAllowed, lambda: tag(what, "BARN", actor=actor))  # noqa: B023
