"""Who sees to an activity: a function that is part of the plan, and a person who never is."""

import hashlib
import json
from datetime import date

import pytest

from enslinje.core.marking import EVERYTHING, PUBLIC_SIGHT, Marking
from enslinje.core.terms import ActivityState
from enslinje.filing import contents
from enslinje.organisation import operations as organisation
from enslinje.plans import access, content_queries, errors, operations
from enslinje.plans.drafts import ResponsibleDraft
from enslinje.plans.models import ActivityEdition, ActivityResponsible
from tests.contents import led
from tests.people import Role, record_people, role
from tests.town import LOADER, YEAR, refused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()


def plan(person=None, body="SKOLA", **changes):
    """Plan an activity that SKOLA leads, seen to by `person` of `body`."""
    named = None if person is None else ResponsibleDraft(body=body, person=person)
    draft = led("A1", "SKOLA", "PARK", responsible=named, **changes)
    return operations.plan_activities(actor=LOADER, year=YEAR, activities=[draft])


def responsible(sight=EVERYTHING):
    return content_queries.responsible_in("SKOLA", year=YEAR, sight=sight)


class TestPerson:
    def test_one_is_named_and_another_in_the_place_of_the_first(self):
        plan("editor")
        plan("reader")

        assert responsible() == {"A1": "reader"}
        assert ActivityResponsible.objects.count() == 2

    def test_one_goes_on_until_somebody_says_otherwise(self):
        plan("editor")
        before = ActivityResponsible.objects.get().pk
        plan(title="Annat ord")
        plan("editor", title="Ett till")
        assert ActivityResponsible.objects.current().get().pk == before
        plan("")
        assert responsible() == {}

    def test_the_public_is_not_told(self):
        plan("editor")

        assert responsible(PUBLIC_SIGHT) == {}

    def test_were_it_not_marked_it_would_be(self, monkeypatch):
        monkeypatch.setattr(Marking.WORKING, "_value_", Marking.PUBLIC.value)
        plan("editor")

        assert responsible(PUBLIC_SIGHT) == {"A1": "editor"}

    def test_somebody_elsewhere_and_nobody_are_refused_alike(self):
        said = [
            refused(errors.UnknownResponsible, lambda code=code: plan(code)).what.replace(code, "")
            for code in ("strategist", "ingen")
        ]

        assert said[0] == said[1]

    def test_only_for_a_body_whose_activity_it_is(self):
        organisation.grant_roles(actor=LOADER, roles=[role("newcomer", Role.EDITOR, body="PARK")])
        refused(errors.UnknownResponsible, lambda: plan("newcomer", body="PARK"))

    def test_whoever_has_left_may_stand_there_still(self):
        organisation.grant_roles(
            actor=LOADER,
            roles=[role("newcomer", Role.READER, valid_to=date(2021, 1, 2))],
        )
        plan("newcomer")

        assert responsible() == {"A1": "newcomer"}


class TestSeenTo:
    def test_what_is_not_done_the_first_to_end_first(self):
        drafts = [
            led(
                code,
                "SKOLA",
                ends_on=ends_on,
                state=state,
                responsible=ResponsibleDraft(body="SKOLA", person="editor"),
            )
            for code, ends_on, state in (
                ("A1", None, ActivityState.PLANNED),
                ("A2", date(2021, 6, 1), ActivityState.ONGOING),
                ("A3", date(2021, 5, 1), ActivityState.PLANNED),
                ("A4", date(2021, 4, 1), ActivityState.DONE),
                ("A5", date(2021, 4, 1), ActivityState.CANCELLED),
            )
        ]
        operations.plan_activities(actor=LOADER, year=YEAR, activities=drafts)

        found = content_queries.activities_seen_to_by(["editor"], EVERYTHING)
        assert [one.code for one in found] == ["A3", "A2", "A1"]
        assert content_queries.activities_seen_to_by(["reader"], EVERYTHING) == ()


class TestFunction:
    def test_it_is_part_of_the_plan_and_white_space_is_folded(self):
        plan(responsible_function=" Enhetschefen \n för förskolan ")
        edition = access.activity_editions().get(activity__code="A1")

        assert edition.responsible_function == "Enhetschefen för förskolan"

    def test_a_plan_is_another_with_another_function_and_the_same_with_another_person(self):
        def fingerprint():
            return contents.fingerprint(body="SKOLA", year=YEAR)[0]

        plan("editor", responsible_function="Rektorn")
        first = fingerprint()
        plan("reader", responsible_function="Rektorn")
        assert fingerprint() == first
        plan("reader", responsible_function="Skolchefen")
        assert fingerprint() != first

    def test_a_receipt_from_before_there_were_functions_gives_the_same_hash(self):
        """What was hashed then: place, values and marking, and no word of functions."""
        plan(starts_on=date(2021, 2, 1))
        row = ["A1", "Aktivitet A1", "body", "2021-02-01", None, "planned", "public"]
        tables = [
            [
                one.kind,
                sorted(
                    [row]
                    if one.model is ActivityEdition
                    else contents._canonical(
                        one, contents.held_in(one, body="SKOLA", year=YEAR).values()
                    ),
                    key=json.dumps,
                ),
            ]
            for one in contents.CONTENTS
            if not one.is_later
        ]
        then = json.dumps(
            ["SKOLA", YEAR, tables], ensure_ascii=False, separators=(",", ":"), default=str
        )

        found = contents.fingerprint(body="SKOLA", year=YEAR)[0]
        assert found == hashlib.sha256(then.encode()).hexdigest()
