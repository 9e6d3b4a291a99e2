"""All tables of a plan read in one query hold exactly what each holds by itself."""

import pytest

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking, Sight
from enslinje.core.terms import WorkState
from enslinje.filing import contents, submissions
from enslinje.filing.contents import Asked
from enslinje.filing.tables import CONTENTS
from enslinje.goals import operations as goals
from enslinje.journal import together
from enslinje.journal.models import ChangeSet
from enslinje.journal.together import PreparedRead
from enslinje.organisation import operations as organisation
from enslinje.plans import operations as plans
from enslinje.plans.drafts import TaggedActivityDraft
from tests.contents import hindrance, led, record_contents
from tests.filing import held
from tests.filing.plans import submit
from tests.town import LOADER, STATED, YEAR, section, section_text, state, target, theme

SIGHTS = (
    *(EVERYTHING, PUBLIC_SIGHT),
    Sight(work=frozenset({"SKOLA"}), secret=frozenset({"PARK"})),
    Sight(work=frozenset({"SKOLA", "PARK"}), secret=frozenset({"SKOLA"})),
)


@pytest.fixture
def submitted(planned):
    """SKOLA's plan with something of every kind, submitted, and changed and marked since."""
    record_contents()
    goals.set_themes(actor=LOADER, year=YEAR, themes=[theme("BARN")])
    plans.set_sections(actor=LOADER, year=YEAR, sections=[section("inledning")])
    ready = section_text("Skolan % växer.", state=WorkState.READY)
    plans.write_sections(actor=LOADER, year=YEAR, texts=[ready])
    state(target(3, indicator="SKOLA-I1"))
    submit()
    state(target(31))
    activity = led("ACT-SKOLA", "SKOLA", "PARK", title="Öppna")
    plans.plan_activities(actor=LOADER, year=YEAR, activities=[activity])
    tagged = TaggedActivityDraft(activity="ACT-SKOLA", basis=STATED, themes=("BARN",))
    plans.tag_activities(actor=LOADER, year=YEAR, items=[tagged])
    plans.state_hindrances(actor=LOADER, year=YEAR, hindrances=[hindrance(text="Annat")])
    organisation.mark_fact(
        actor=LOADER,
        address=f"arsmal/{YEAR}/JOBS/SKOLA/{YEAR}/all",
        marking=Marking.WORKING,
        reason="Under arbete",
    )


def everything():
    moments = [None, *ChangeSet.objects.order_by("-pk").values_list("pk", flat=True)[:40:3]]
    filed = [one.change_set for one in submissions.filings(year=YEAR, body="SKOLA")]
    return held.told(("SKOLA", "PARK"), YEAR, [*moments, *filed], SIGHTS)


def test_all_that_plans_held_is_what_each_table_tells(submitted, monkeypatch):
    together_ = everything()
    held.read_table_by_table(monkeypatch)
    assert together_ == everything()
    (now,) = [told for (body, at), told in together_.items() if (body, at) == ("SKOLA", None)]
    assert {kind for kind, _place, _row in now[1]} >= {one.kind for one in CONTENTS}


def test_were_the_steps_of_columns_left_out_it_would_be_seen(submitted, monkeypatch):
    before = everything()
    monkeypatch.setattr(together, "_steps_from_json", lambda *_column: ())
    monkeypatch.setattr(contents, "_there", PreparedRead(contents._there._build))
    assert before != everything()


def test_were_they_in_another_order_it_would_be_seen(submitted, monkeypatch):
    before = everything()
    monkeypatch.setattr(together.Ready, "unpacked", _turned(together.Ready.unpacked))
    assert before != everything()


def _turned(unpacked):
    return lambda *asked: unpacked(*asked)[::-1]


def test_whatever_is_asked_it_is_one_query(submitted, django_assert_num_queries):
    moments = [None, *ChangeSet.objects.order_by("-pk").values_list("pk", flat=True)[:6]]
    asked = [Asked(one, "SKOLA", YEAR, at) for at in moments for one in CONTENTS]
    with django_assert_num_queries(2):  # What is counted, and what was held.
        contents.held_together(asked)
