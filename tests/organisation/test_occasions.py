"""Reporting occasions: set up, moved, and given extensions."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.journal import kept_by
from enslinje.organisation import errors, operations, queries
from enslinje.organisation.drafts import OccasionBodyDraft, OccasionEditionDraft
from enslinje.organisation.models import Occasion, OccasionBody, OccasionEdition
from tests.everything import change_set
from tests.journal.protections import drop_index, without_check
from tests.town import KIM, YEAR, occasion, refused, state, target

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

PLAN, T1 = OccasionKind.PLAN, OccasionKind.TERTIAL_REPORT_1
JANUARY = datetime(YEAR, 1, 22, 17, tzinfo=UTC)
MARCH = datetime(YEAR, 3, 1, tzinfo=UTC)


def open_them(*occasions):
    return operations.open_occasions(actor=KIM, occasions=occasions)


def test_the_year_s_occasions_come_in_their_order():
    open_them(occasion(T1, due_at=MARCH), occasion(PLAN, due_at=JANUARY, reference_at=MARCH))

    assert [(row.kind, row.due_at) for row in queries.occasions(year=YEAR)] == [
        (PLAN, JANUARY),
        (T1, MARCH),
    ]
    assert queries.occasions(year=2022) == ()


def test_an_occasion_is_moved_and_keeps_its_identity():
    open_them(occasion(PLAN, due_at=JANUARY))
    before, pulse = Occasion.objects.get(), kept_by.pulse_of(YEAR)
    open_them(occasion(PLAN, due_at=MARCH, state=OccasionState.LOCKED))

    assert Occasion.objects.get() == before
    after = OccasionEdition.objects.current().get()
    assert (after.due_at, after.state) == (MARCH, "locked")
    assert kept_by.pulse_of(YEAR) == pulse + 1


def test_an_extension_comes_in_the_place_of_an_earlier_one():
    for day in (1, 2):
        more = OccasionBodyDraft(
            body="PARK", extended_due_at=MARCH.replace(day=day), reason="Ny nämnd"
        )
        open_them(occasion(PLAN, due_at=JANUARY, bodies=(more,)))

    assert OccasionBody.objects.current().get().extended_due_at.day == 2
    assert OccasionBody.objects.count() == 2


@pytest.mark.parametrize(
    ("refusal", "bad"),
    [
        (errors.OccasionMisdated, occasion(T1, opens_at=MARCH, due_at=JANUARY)),
        (errors.OccasionMisdated, occasion(T1, opens_at=MARCH, due_at=MARCH)),
        (
            errors.OccasionMisdated,
            occasion(T1, bodies=(OccasionBodyDraft(body="PARK", extended_due_at=MARCH),)),
        ),
        (errors.UnknownBody, occasion(T1, bodies=(OccasionBodyDraft(body="PARKEN"),))),
        (DuplicateValue, occasion(PLAN)),
    ],
)
def test_one_that_does_not_fit_refuses_all(refusal, bad):
    assert refused(refusal, lambda: open_them(occasion(PLAN), bad)).row == 1


def test_a_body_is_named_once():
    twice = (OccasionBodyDraft(body="PARK"), OccasionBodyDraft(body="PARK"))

    found = refused(DuplicateValue, lambda: open_them(occasion(PLAN), occasion(T1, bodies=twice)))
    assert found.row == 1


class TestChanging:
    def change(self, **changes):
        given = {"name": "Plan", "state": OccasionState.OPEN, "due_at": MARCH}
        more = {name: changes.pop(name) for name in ("seen", "reason", "key") if name in changes}
        return operations.change_occasion(
            actor=KIM,
            year=YEAR,
            kind=PLAN,
            edition=OccasionEditionDraft(**given | changes),
            **more,
        )

    def test_the_history_says_who_moved_the_deadline_and_from_what(self):
        open_them(occasion(PLAN, due_at=JANUARY))
        self.change(reason="Ny tidplan")

        first, second = OccasionEdition.objects.order_by("pk")
        assert (first.due_at, second.due_at) == (JANUARY, MARCH)
        assert first.superseded_in == second.recorded_in
        assert (second.recorded_in.actor_code, second.recorded_in.reason) == ("kim", "Ny tidplan")
        assert queries.occasions(year=YEAR)[0].due_at == MARCH
        as_it_was = first.recorded_in.recorded_at
        assert queries.occasions(year=YEAR, as_of=as_it_was)[0].due_at == JANUARY

    def test_who_takes_part_and_what_it_is_about_stays(self):
        one = OccasionBodyDraft(body="PARK")
        open_them(occasion(PLAN, bodies=(one,), parts=(PlanPart.TARGETS,)))
        self.change()

        found = queries.occasions(year=YEAR)[0]
        assert (found.bodies, found.parts) == (("PARK",), (PlanPart.TARGETS,))

    def test_a_second_writer_gets_a_conflict_with_theirs(self):
        open_them(occasion(PLAN, due_at=JANUARY))
        seen = queries.occasions(year=YEAR)[0].edition
        self.change(seen=seen)

        found = refused(errors.OccasionConflict, lambda: self.change(name="Annan", seen=seen))
        assert found.theirs.values["due_at"] == MARCH

    def test_the_same_submission_again_changes_nothing(self):
        open_them(occasion(PLAN))
        key = uuid4()
        first = self.change(key=key)
        assert self.change(key=key).rows == first.rows
        assert OccasionEdition.objects.count() == 2

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.OccasionMisdated, {"opens_at": MARCH, "state": OccasionState.LOCKED}),
            (errors.LockLiftedWithoutReason, {"state": OccasionState.OPEN}),
            (errors.LockLiftedWithoutReason, {"state": OccasionState.CLOSED, "reason": " "}),
        ],
    )
    def test_what_is_nonsense_is_refused(self, refusal, changes):
        open_them(occasion(PLAN, state=OccasionState.LOCKED))
        refused(refusal, lambda: self.change(**changes))

    def test_a_lock_is_lifted_with_a_reason(self):
        open_them(occasion(PLAN, state=OccasionState.LOCKED))
        self.change(state=OccasionState.OPEN, reason="Fel år låst")
        assert queries.occasions(year=YEAR)[0].state is OccasionState.OPEN

    def test_there_must_be_one(self):
        refused(errors.UnknownOccasion, self.change)


class TestScope:
    def take_part(self, *bodies):
        return operations.name_participants(actor=KIM, year=YEAR, kind=PLAN, bodies=bodies)

    def test_these_take_part_and_no_others(self):
        open_them(occasion(PLAN, bodies=(OccasionBodyDraft(body="PARK"),)))
        self.take_part("SKOLA", "BOLAG")
        assert queries.occasions(year=YEAR)[0].bodies == ("BOLAG", "SKOLA")

    def test_one_that_stays_keeps_its_extension_and_one_that_has_one_cannot_leave(self):
        more = OccasionBodyDraft(body="PARK", extended_due_at=MARCH, reason="Ny nämnd")
        open_them(occasion(PLAN, due_at=JANUARY, bodies=(more,)))
        self.take_part("PARK", "SKOLA")

        kept = OccasionBody.objects.current().get(body__code="PARK")
        assert kept.extended_due_at == MARCH
        refused(errors.HasExtension, lambda: self.take_part("SKOLA"))

    def test_a_body_that_is_not_there_takes_no_part(self):
        open_them(occasion(PLAN))
        refused(errors.UnknownBody, lambda: self.take_part("PARKEN"))

    def test_the_parts_are_said_anew(self):
        open_them(occasion(PLAN, parts=(PlanPart.TEXT, PlanPart.BUDGET)))
        operations.name_parts(
            actor=KIM, year=YEAR, kind=PLAN, parts=[PlanPart.BUDGET, PlanPart.TARGETS]
        )
        assert queries.occasions(year=YEAR)[0].parts == (PlanPart.TARGETS, PlanPart.BUDGET)
        operations.name_parts(actor=KIM, year=YEAR, kind=PLAN, parts=[])
        assert queries.occasions(year=YEAR)[0].parts == ()

    def test_an_occasion_about_other_parts_takes_no_targets(self):
        open_them(occasion(PLAN, parts=(PlanPart.BUDGET,)))
        refused(errors.OccasionClosed, lambda: state(target(3)))
        open_them(occasion(T1, parts=(PlanPart.TARGETS,)))
        state(target(3))


@pytest.mark.parametrize(
    ("name", "columns"),
    [
        ("opens_at_before_due_at", {"opens_at": MARCH, "due_at": JANUARY}),
        ("state_known", {"state": "ajar"}),
        ("name_filled", {"name": ""}),
    ],
)
def test_the_database_refuses_it_too(name, columns):
    open_them(occasion(T1))
    with transaction.atomic():
        good = {
            "occasion": Occasion.objects.create(year=YEAR, kind="plan"),
            "name": "Plan",
            "state": "open",
            "recorded_in": change_set(),
        }

    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        OccasionEdition.objects.create(**good | columns)
    with without_check("organisation_occasionedition", f"occasionedition_{name}"):
        OccasionEdition.objects.create(**good | columns)


def test_the_database_knows_its_kinds_and_holds_one_current_edition():
    with pytest.raises(IntegrityError, match="kind_known"), transaction.atomic():
        Occasion.objects.create(year=YEAR, kind="party")
    open_them(occasion(PLAN))
    second = {"occasion": Occasion.objects.get(), "name": "Plan", "recorded_in": change_set()}
    with pytest.raises(IntegrityError), transaction.atomic():
        OccasionEdition.objects.create(**second)
    drop_index("occasionedition_one_current")
    OccasionEdition.objects.create(**second)
