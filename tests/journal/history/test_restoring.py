"""An earlier fact recorded anew: asked as anew, named by its change set, else refused."""

from dataclasses import replace
from uuid import uuid4

import pytest

from enslinje.core.actors import Source
from enslinje.core.policy import NotAllowed
from enslinje.core.terms import CountsAs, OccasionKind, OccasionState
from enslinje.goals.errors import NoDuty, OutsideUnitRange, TargetConflict
from enslinje.goals.models import Duty, MeasureUnit, Target
from enslinje.journal.errors import BaseNotSaid, KeyReused
from enslinje.journal.history import loading, queries, register
from enslinje.journal.history.register import HistoryNotFound, Restoring
from enslinje.journal.history.rows import Happening
from enslinje.journal.history.sight import Sight
from enslinje.journal.models import ChangeSet
from enslinje.journal.record import Why
from enslinje.organisation.errors import CannotBeRestored, OccasionClosed, RestoredWithoutReason
from enslinje.organisation.operations import open_occasions, restore_fact
from enslinje.organisation.sight import sight_of
from tests import everything, town
from tests.people import record_people, somebody
from tests.town import LOADER, occasion, refused, state, target

pytestmark = pytest.mark.django_db
JOBS = "arsmal/2021/JOBS/SKOLA/2021/all"
RESTORED = [
    *("arsmal", "kf-arsmal", "beting", "skyldighet", "mal", "vantat-bidrag", "indikator"),
    *("utfall", "bidrag", "aktivitet", "bedomning", "indikatorbedomning"),
    *("organ", "registerpost", "stavning", "arets-tillfalle", "tema", "avsnitt", "avsnittstext"),
    *("malkonflikt", "hinder", "beredning", "diarium"),
]
NOT_RESTORED = [
    "beslutsfil",
    *("efterfoljare", "adress", "krets", "roll", "ersattare", "tillfalle", "last-oppning"),
    *("tillfallets-delar", "tillfallets-organ", "arsforberedelse"),
    *("malets-teman", "indikatorns-teman", "aktivitetens-teman"),
    "ansvarig-for-aktivitet",
    *("avsnittslage", "kommentar", "kommentarstrad", "planens-budget"),
    *("reserv", "avsatta-medel", "begaran", "beslutat-belopp", "budgetkontroll"),
    *("konteringsregler", "inlasta-belopp", "planens-lage", "delat-utkast"),
]
CHANGED = {
    "registerpost": {"counts_as": CountsAs.NONE.value},
    "arets-tillfalle": {"name": "Ändrat"},
}


def kind_called(name):
    return next(kind for kind in register.kinds() if kind.name == name)


def an_object(kind):
    paths = [part.path for part in kind.place]
    facts = kind.model.objects.filter(**dict(kind.only), superseded_in=None)
    key = facts.order_by("pk").values_list(*paths).first()
    return loading.load(kind, [key])[key]


def contents(kind, pk):
    columns = set(loading.columns(kind))
    return kind.model.objects.filter(pk=pk).values(*columns).get()


@pytest.mark.parametrize("name", RESTORED)
def test_each_kind_becomes_what_it_was_in_every_column(name):
    everything.record()
    kind = kind_called(name)
    there = an_object(kind)
    *_writes, (_at, _before, was) = loading.states(there)
    changed = CHANGED.get(name, {"note": "Ändrat"})
    other = Restoring(
        LOADER, {**was.own, **changed}, was.items, seen=was.own["pk"], why=Why("Ändring")
    )
    second = kind.restore(other).rows[0]
    assert contents(kind, second) != contents(kind, was.own["pk"])

    receipt = restore_fact(
        actor=LOADER, address=there.address, fact=was.own["pk"], reason="Fel", seen=second
    )

    assert contents(kind, receipt.rows[0]) == contents(kind, was.own["pk"])
    assert kind.model.objects.current().filter(pk=receipt.rows[0]).exists()
    entry = queries.history(there.address, sight=sight_of(LOADER)).entries[0]
    assert (entry.happening, entry.write.reason) == (Happening.RESTORED, "Fel")
    assert entry.write.restores == f"{name}/{was.own['pk']}"
    if kind.items:
        restored = loading.load(kind, [there.key])[there.key]
        *_more, (_last, _ahead, now) = loading.states(restored)
        assert [len(rows) for rows in now.items.values()] == [
            len(rows) for rows in was.items.values()
        ]


def test_every_kind_is_restored_or_said_not_to_be():
    named = {kind.name: kind.restore is not None for kind in register.kinds()}
    assert {name for name, can in named.items() if can} == {*RESTORED, "prognos"}
    assert {name for name, can in named.items() if not can} == set(NOT_RESTORED)


@pytest.fixture
def edited():
    """A target of SKOLA: first 30, now 20. Return both ids."""
    town.record_town()
    record_people()
    first = state(target(30)).rows[0]
    return first, state(target(20, seen=first)).rows[0]


def restore(fact, **changes):
    given = {"actor": page("editor"), "address": JOBS, "fact": fact, "reason": "Fel"}
    return restore_fact(**given | changes)


def page(code):
    return replace(somebody(code), source=Source.PAGE)


def test_the_body_s_editor_restores_what_the_body_said(edited):
    first, second = edited

    receipt = restore(first, seen=second)

    assert Target.objects.current().get().low == Target.objects.get(pk=first).low
    found = ChangeSet.objects.get(pk=receipt.change_set)
    assert (found.action, found.actor_code, found.actor_role) == (
        "state_targets",
        "editor",
        "editor",
    )
    assert (found.restores, found.reason) == (f"arsmal/{first}", "Fel")


def test_it_rests_on_what_was_seen_like_any_write(edited):
    first, second = edited
    third = state(target(25, seen=second)).rows[0]
    assert refused(TargetConflict, lambda: restore(first, seen=second)).theirs.pk == third
    refused(BaseNotSaid, lambda: restore(first))


def test_the_same_key_twice_restores_once(edited):
    first, second = edited
    key = uuid4()
    once = restore(first, seen=second, key=key)
    twice = restore(first, seen=second, key=key)
    assert (twice.rows, twice.is_repeat) == (once.rows, True)
    assert Target.objects.count() == 3
    refused(KeyReused, lambda: restore(first, seen=second, key=key, reason="Annat"))


def test_whoever_may_only_read_restores_nothing(edited):
    first, second = edited
    refused(NotAllowed, lambda: restore(first, seen=second, actor=page("reader")))


def test_what_may_not_be_seen_is_not_there(edited):
    first, second = edited
    with pytest.raises(HistoryNotFound) as foreign:
        restore(first, seen=second, actor=page("politician"))
    with pytest.raises(HistoryNotFound) as missing:
        restore(10**6, seen=second)
    assert str(foreign.value) == str(missing.value)


def test_a_fact_of_another_object_is_not_there(edited):
    _first, second = edited
    other = state(target(1, body="PARK")).rows[0]
    with pytest.raises(HistoryNotFound):
        restore(other, seen=second)


def test_a_closed_occasion_takes_no_earlier_fact_either(edited):
    first, second = edited
    closed = occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)
    open_occasions(actor=LOADER, occasions=[closed])
    refused(OccasionClosed, lambda: restore(first, seen=second))


def test_it_says_why(edited):
    first, second = edited
    refused(RestoredWithoutReason, lambda: restore(first, seen=second, reason="  "))


def test_what_is_current_is_not_restored(edited):
    _first, second = edited
    refused(CannotBeRestored, lambda: restore(second, seen=second))


def test_roles_are_never_restored(edited):
    address = "roll/reader/SKOLA/reader/2021-01-01"
    kind, key = register.find(address)
    held = loading.load(kind, [key])[key].own[-1]["pk"]
    found = refused(
        CannotBeRestored,
        lambda: restore_fact(actor=LOADER, address=address, fact=held, reason="Fel"),
    )
    assert found.what == "Roll återställs inte ur historiken."


def test_what_would_not_be_valid_any_more_is_refused(edited):
    first, second = edited
    MeasureUnit.objects.filter(code="pieces").update(max_value=250_000)
    refused(OutsideUnitRange, lambda: restore(first, seen=second))


def test_the_duty_that_a_target_rests_on_is_asked_for_again(edited):
    first, second = edited
    ended = ChangeSet.objects.latest("pk")
    Duty.objects.filter(indicator__code="JOBS", body__code="SKOLA").update(superseded_in=ended)
    refused(NoDuty, lambda: restore(first, seen=second))


def test_without_the_sight_a_foreign_object_would_answer_otherwise(edited, monkeypatch):
    """The control: then the refusal tells that it is there."""
    from enslinje.organisation.operations import restoring

    monkeypatch.setattr(restoring, "sight_of", lambda _actor: Sight(lambda _kind, _bodies: True))
    first, second = edited
    with pytest.raises(NotAllowed):
        restore(first, seen=second, actor=page("politician"))
