"""A model's relations point down: a string foreign key passes import-linter."""

import pytest
from django.apps import apps

from enslinje.organisation.models import Decision
from enslinje.organisation.models.decisions import RESTS_ON_CHECKED
from tests.house.sources import SOURCE, floors

FLOOR = floors()


def upward(relations):
    """Return the names of (name, here, there) where `there` is another room not below `here`.

    What is no room of ours, such as Django's content types, lies below everything.
    """
    return [
        name
        for name, here, there in relations
        if here != there and FLOOR.get(there, -1) >= FLOOR[here]
    ]


def relations_of_models():
    for model in apps.get_models():
        if model._meta.app_label in FLOOR:
            for field in model._meta.get_fields():
                if field.is_relation and not field.auto_created:
                    yield str(field), model._meta.app_label, field.related_model._meta.app_label


def test_relations_point_to_their_own_or_a_lower_room():
    relations = list(relations_of_models())
    assert len(relations) > 10
    assert upward(relations) == []


@pytest.mark.parametrize(
    ("here", "there", "is_wrong"),
    [
        ("goals", "organisation", False),
        ("goals", "goals", False),
        ("goals", "contenttypes", False),
        ("organisation", "goals", True),
        ("goals", "budget", True),  # Beside it, not below.
        ("journal", "organisation", True),
    ],
)
def test_an_upward_relation_is_seen(here, there, is_wrong):
    assert bool(upward([("field", here, there)])) == is_wrong


def test_what_rests_on_a_decision_rests_on_one_that_is_checked():
    resting = [
        model
        for model in apps.get_models()
        if model._meta.app_label != "organisation"  # What is said of the decision itself.
        and any(field.related_model is Decision for field in model._meta.local_concrete_fields)
    ]
    assert len(resting) > 3
    assert [model for model in resting if RESTS_ON_CHECKED not in model.guards] == []


def test_every_room_has_a_floor():
    rooms = {path.parent.name for path in SOURCE.glob("*/__init__.py")}
    assert rooms <= FLOOR.keys()
