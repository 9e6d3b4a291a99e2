"""Nobody writes over what they have not seen: theirs, mine and a merge instead; keys once."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.core.actors import Source
from enslinje.core.versions import UNSEEN, read, written
from enslinje.goals.errors import TargetConflict
from enslinje.goals.models import Target
from enslinje.journal import conflict, restate
from enslinje.journal.errors import BaseNotSaid, EditedMeanwhile, KeyReused
from enslinje.journal.history import register
from enslinje.organisation import operations as organisation_operations
from enslinje.plans.errors import ContributionConflict
from tests import town
from tests.journal.saving import KIM, contribute
from tests.town import LOADER, YEAR, refused, state, target

pytestmark = pytest.mark.django_db
SAM = replace(town.SAM, source=Source.GRID)
BASE = "Skolan öppnar tre nya fritidsgårdar. Köerna ska kortas."


@pytest.fixture
def small_town():
    town.record_town()


def test_a_second_save_from_the_same_base_gets_theirs_mine_and_a_merge(small_town):
    base = contribute(BASE).rows[0]
    theirs = contribute(BASE.replace("tre", "fyra"), actor=SAM, seen=base)

    found = refused(
        ContributionConflict,
        lambda: contribute(BASE.replace("kortas", "halveras"), seen=base),
    )

    assert isinstance(found, EditedMeanwhile)
    assert (found.theirs.pk, found.theirs.write.person) == (theirs.rows[0], "sam")
    assert found.theirs.write.source_words == "tabell"
    assert found.theirs.write.recorded_at
    assert (found.base.pk, found.base.values["text"]) == (base, BASE)
    (text,) = found.differences
    assert (text.name, text.label) == ("text", "Text")
    assert (text.base, text.theirs, text.mine) == (
        BASE,
        BASE.replace("tre", "fyra"),
        BASE.replace("kortas", "halveras"),
    )
    assert text.merge.is_clean
    assert text.merge.text == BASE.replace("tre", "fyra").replace("kortas", "halveras")
    contribute(text.merge.text, seen=found.theirs.pk)


def test_a_single_value_shows_theirs_and_mine_in_words(small_town):
    base = state(target(30), actor=KIM).rows[0]
    state(target(40, seen=base), actor=SAM)
    found = refused(TargetConflict, lambda: state(target(20, seen=base), actor=KIM))
    (value,) = found.differences
    assert (value.base, value.theirs, value.mine, value.merge) == (
        "minst 30\u00a0pieces",
        "minst 40\u00a0pieces",
        "minst 20\u00a0pieces",
        None,
    )
    assert found.mine.pk is None
    assert found.mine.values["low"] == 200_000


def test_nothing_there_is_a_base_too(small_town):
    theirs = state(target(1, seen=None), actor=SAM).rows[0]
    found = refused(TargetConflict, lambda: state(target(2, seen=None), actor=KIM))
    assert (found.theirs.pk, found.base) == (theirs, None)


def test_a_place_that_is_empty_by_now_shows_that_it_is(small_town):
    found = refused(TargetConflict, lambda: state(target(2, seen=10**6), actor=KIM))
    assert (found.theirs, found.base) == (None, None)
    assert [one.theirs for one in found.differences] == ["", ""]


def test_a_base_of_another_place_shows_nothing_of_it(small_town):
    foreign = contribute("Hemligt", goal="1").rows[0]
    contribute("Deras", seen=None)
    found = refused(ContributionConflict, lambda: contribute("Min", seen=foreign))
    assert found.base is None
    assert "Hemligt" not in str(vars(found))


def test_a_person_says_what_was_seen_or_is_refused(small_town):
    theirs = state(target(30)).rows[0]
    for door in (Source.PAGE, Source.GRID, Source.API):
        actor = replace(KIM, source=door)
        found = refused(BaseNotSaid, lambda actor=actor: state(target(20), actor=actor))
        assert found.theirs.pk == theirs
        assert found.remedy == "Läs in sidan på nytt, jämför och spara igen."
    assert state(target(20, seen=theirs), actor=KIM).rows


def test_where_nothing_is_nothing_need_be_said(small_town):
    assert state(target(30), actor=KIM).rows


def test_a_load_says_nothing_and_writes(small_town):
    state(target(30))
    state(target(20), actor=LOADER)
    assert Target.objects.current().get().low == 200_000


def test_without_the_rule_the_first_one_s_words_would_be_written_over(small_town, monkeypatch):
    """The control: of two from the same base the last one wins, and nobody is told."""
    base = contribute(BASE).rows[0]
    contribute(BASE.replace("tre", "fyra"), actor=SAM, seen=base)
    monkeypatch.setattr(restate, "clashes", lambda *_seen, **_change: False)
    contribute(BASE.replace("kortas", "halveras"), seen=base)


def test_many_clashes_are_compared_in_few_queries(small_town):
    def asked(count):
        drafts = [
            target(number, indicator=code, body=body)
            for number, (code, body) in enumerate(
                [("JOBS", "SKOLA"), ("JOBS", "PARK"), ("SHARE", "SKOLA"), ("SHARE", "PARK")]
            )
        ][:count]
        with CaptureQueriesContext(connection) as caught, pytest.raises(BaseNotSaid) as refusal:
            state(*drafts, actor=KIM)
        assert len(refusal.value.all) == count
        return len(caught)

    state(
        *(
            target(5, indicator=code, body=body)
            for code in ("JOBS", "SHARE")
            for body in ("SKOLA", "PARK")
        )
    )
    assert asked(2) == asked(4)


def form(*members, **more):
    return organisation_operations.form_groups(
        actor=KIM, year=YEAR, groups=[town.group("all_committees", members=members, **more)]
    )


def test_a_group_rests_on_its_last_change_set(small_town):
    kind, key = register.find("krets/2021/all_committees")
    base = conflict.versions(kind, [key])[key].pk
    theirs = form("KS", "SKOLA", seen=base).change_set

    found = refused(EditedMeanwhile, lambda: form("KS", "PARK", seen=base))

    assert found.theirs.pk == theirs
    (members,) = found.differences
    assert (members.theirs, members.mine) == ("KS; SKOLA", "KS; PARK")
    assert form("KS", "PARK", seen=theirs).change_set > theirs


def test_a_form_gets_what_is_current_to_rest_on(small_town):
    pk = state(target(30)).rows[0]
    kind, key = register.find("arsmal/2021/JOBS/SKOLA/2021/all")
    empty = (2021, "JOBS", "PARK", 2021, "all")
    found = conflict.versions(kind, [key, empty])
    assert list(found) == [key]
    assert (found[key].pk, found[key].words["value"]) == (pk, "minst 30\u00a0pieces")
    assert found[key].write.person == "kim"


@pytest.mark.parametrize(("seen", "text"), [(None, "-"), (UNSEEN, ""), (17, "17")])
def test_a_form_carries_what_was_seen_and_brings_it_back(seen, text):
    assert (written(seen), read(text)) == (text, seen)


@pytest.mark.parametrize("text", ["x", "-1", "1.0", "²", "9" * 19, " 1"])
def test_what_no_form_has_written_says_nothing(text):
    assert read(text) is UNSEEN


def test_the_same_key_twice_has_one_effect_and_the_same_answer(small_town):
    key = uuid4()
    once = contribute(BASE, key=key)
    contribute("Någon annans", actor=SAM, seen=once.rows[0])
    twice = contribute(BASE, key=key)  # Although something else is current by now.
    assert (twice.rows, twice.change_set, twice.is_repeat) == (once.rows, once.change_set, True)


def test_the_same_key_with_other_content_is_refused(small_town):
    key = uuid4()
    base = contribute(BASE, key=key).rows[0]
    refused(KeyReused, lambda: contribute("Annan text", key=key))
    refused(KeyReused, lambda: contribute(BASE, seen=base, key=key))
