"""Whole facts that are read together with more are those that are read alone, field for field."""

import pytest
from django.apps import apps

from enslinje.goals.models import Duty
from enslinje.journal.facts import facts_asked
from enslinje.journal.models import Fact
from enslinje.journal.together import gathered

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_everything")]

MODELS = [
    one
    for one in apps.get_models()
    if issubclass(one, Fact) and one.__module__.startswith("enslinje.")
]


def spelled(fact):
    """All that the fact says, by field, with its types."""
    columns = [one.attname for one in fact._meta.concrete_fields]
    told = {column: getattr(fact, column) for column in columns}
    return {column: (type(value), repr(value)) for column, value in told.items()}


def test_facts_of_every_kind_are_as_they_are_read_alone(django_assert_num_queries):
    alone = {one: list(one.objects.order_by("pk")) for one in MODELS}
    asked = gathered({one: facts_asked(one, one.objects.all()) for one in MODELS})
    with django_assert_num_queries(1):
        together = asked.read()

    assert sum(map(len, alone.values())) > len(MODELS)
    for model, facts in alone.items():
        assert [spelled(one) for (one,) in together[model]] == [spelled(one) for one in facts]
        assert [one for (one,) in together[model]] == facts


def test_each_has_what_paths_from_it_lead_to():
    of_duties = facts_asked("duties", Duty.objects.all(), "indicator__code", "body__code")
    found = of_duties.read()
    assert found
    for duty, indicator, body in found:
        assert (duty.indicator.code, duty.body.code) == (indicator, body)


def test_it_is_known_that_they_are_in_the_database():
    """So that who saves one changes it, as when it is read alone."""
    (duty, *_more), *_others = facts_asked("duties", Duty.objects.all()).read()
    assert not duty._state.adding
    assert duty._state.db == Duty.objects.first()._state.db
