"""The watch over what is kept: it sees an answer that is kept by too little."""

import pytest

from enslinje.goals.models import Goal, GoalEdition, Target
from enslinje.journal import kept_by
from enslinje.journal.keeping import Kept, Version
from enslinje.journal.models import ChangeSet, Counted
from enslinje.organisation.models import Decision
from tests.town import YEAR
from tests.what_is_kept import KeptByTooLittle, counted_by

EVERYTHING_SHOWN = set(Counted) - {Counted.COMMENTS}


@pytest.mark.parametrize(
    ("version", "moved"),
    [
        (kept_by.ground(YEAR), {Counted.GROUND, Counted.GOALS}),
        (kept_by.ground(YEAR, Counted.TARGETS), {Counted.GROUND, Counted.GOALS, Counted.TARGETS}),
        (kept_by.goals_apart(YEAR, Counted.STEPS), {Counted.GROUND, Counted.STEPS}),
        (kept_by.OF_EVERY_YEAR, {Counted.GROUND}),
        (kept_by.COMMENTS_OF_ALL, {Counted.GROUND, Counted.COMMENTS}),
        (kept_by.everything(YEAR), EVERYTHING_SHOWN),
    ],
)
def test_it_knows_what_moves_a_version(version, moved):
    assert counted_by(version) == moved


def targets():
    return list(Target.objects.values_list("pk"))


def goals():
    return list(Goal.objects.values_list("code"))


def editions():
    return list(GoalEdition.objects.values_list("goal__code"))


def whose_targets():
    return list(Target.objects.values_list("recorded_in__actor_code", "indicator__code"))


def who_wrote():
    return list(ChangeSet.objects.values_list("actor_code"))


def decisions():
    return list(Decision.objects.values_list("case_number"))


READ = {
    "its own table": (targets, kept_by.ground(YEAR, Counted.TARGETS)),
    "what has gone on": (who_wrote, kept_by.goals_apart(YEAR)),
    "an indicator by its code": (whose_targets, kept_by.goals_apart(YEAR, Counted.TARGETS)),
    "goals": (goals, kept_by.ground(YEAR)),
    "everything": (decisions, kept_by.everything(YEAR)),
}
TOO_LITTLE = {
    "targets": (targets, kept_by.ground(YEAR)),
    "which goals there are": (goals, kept_by.goals_apart(YEAR)),
    "how goals read": (editions, kept_by.goals_apart(YEAR, Counted.TARGETS)),
    "which decisions there are": (decisions, kept_by.ground(YEAR)),
}


@pytest.fixture
def kept():
    return Kept(4)


@pytest.mark.django_db
@pytest.mark.parametrize("what", READ)
def test_what_is_counted_is_kept(kept, what):
    read, version = READ[what]
    assert kept.answer(what, read=read, version=version) == []
    assert kept.each([(what,)], read=lambda _keys: {(what,): read()}, version=version)
    assert kept.each_by({(what, 2): version}, read=lambda _keys: {(what, 2): read()})


@pytest.mark.django_db
@pytest.mark.parametrize("what", TOO_LITTLE)
def test_what_is_kept_by_too_little_is_seen(kept, what):
    read, version = TOO_LITTLE[what]
    with pytest.raises(KeptByTooLittle):
        kept.answer(what, read=read, version=version)
    with pytest.raises(KeptByTooLittle):
        kept.each([(what,)], read=lambda _keys: {(what,): read()}, version=version)
    with pytest.raises(KeptByTooLittle):
        kept.each_by({(what,): version}, read=lambda _keys: {(what,): read()})


@pytest.mark.django_db
def test_what_is_kept_for_ever_is_a_controls(kept):
    assert kept.answer(read=targets, version=Version(lambda _counters: 0)) == []
