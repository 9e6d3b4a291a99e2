"""What every page asks of the bodies is what their tables say."""

from datetime import date

import pytest

from enslinje.core.marking import EVERYTHING
from enslinje.core.terms import BodyKind
from enslinje.organisation import access, directory, operations, rights
from enslinje.organisation.models import Body
from tests.town import KIM, body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def test_it_says_what_the_tables_say():
    found = directory.directory()
    editions = access.body_editions(sight=EVERYTHING).order_by("valid_from")

    assert found.slugs == dict(Body.objects.values_list("code", "slug"))
    assert found.names == dict(editions.values_list("body__code", "official_name"))
    assert found.short_names == dict(editions.values_list("body__code", "short_name"))
    of_parents = editions.exclude(parent=None).values_list("body__code", "parent__code")
    assert {code: one for code, one in found.parents.items() if one} == dict(of_parents)
    assert {Body.objects.get(code=one).kind for one in rights.bodies_that_speak_for_all()} <= {
        BodyKind.COUNCIL,
        BodyKind.EXECUTIVE_BOARD,
    }
    slug = found.slugs["PARK"]
    assert directory.body_at(slug=slug) == "PARK"
    assert directory.body_at(slug="finns-inte") is None


def test_who_has_not_begun_has_no_name_yet():
    operations.register_bodies(actor=KIM, bodies=[body("NY", valid_from=date(2999, 1, 1))])

    assert "NY" in directory.body_slugs()
    assert "NY" not in directory.body_names()
    assert "NY" not in rights.parents_of_bodies()
