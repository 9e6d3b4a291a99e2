"""Bodies through time: renamed, moved, closed, opened again, merged and split."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from enslinje.core.policy import NotAllowed, Role
from enslinje.core.terms import CountsAs, SuccessionKind
from enslinje.goals import drafts as goals
from enslinje.goals import operations as goal_operations
from enslinje.organisation import errors, lineage, obligations, operations, queries
from enslinje.organisation.drafts import BodyChangeDraft, SuccessionDraft
from enslinje.organisation.models import Body, BodyEdition, GroupMember, Membership, RegisterEntry
from tests.people import CAST, record_people, role, somebody
from tests.town import KIM, LOADER, STATED, YEAR, body, group, indicator, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

JULY, NEXT_YEAR = date(2021, 7, 1), date(2022, 1, 1)
LATER = date(2022, 7, 1)


def change(code="PARK", on=JULY, **changes):
    more = {name: changes.pop(name) for name in ("actor", "key", "reason") if name in changes}
    draft = BodyChangeDraft(body=code, valid_from=on, basis=STATED, **changes)
    return operations.change_body(**{"actor": KIM} | more, draft=draft)


def close(code="PARK", on=JULY, **changes):
    return operations.close_body(**{"actor": KIM, "body": code, "on": on, "reason": "Ny"} | changes)


def succession(predecessors, successors, on=JULY):
    return SuccessionDraft(
        predecessors=predecessors, successors=successors, on_date=on, basis=STATED
    )


def merge(predecessors, into, on=JULY, **more):
    given = {"actor": KIM, "draft": succession(predecessors, (into,), on)}
    return operations.merge_bodies(**given | more)


def split(code, into, on=JULY):
    return operations.split_body(actor=KIM, draft=succession((code,), into, on))


def known_on(day):
    return {code: one for code, one in lineage.standing_on(day).items() if one.is_open}


class TestRenaming:
    def test_it_has_the_new_name_from_the_day_and_keeps_its_code_and_address(self):
        slug = Body.objects.get(code="PARK").slug
        change(official_name="Grönområdesnämnden", short_name="Grönt")

        assert known_on(JULY - timedelta(days=1))["PARK"].short_name == "Park"
        assert known_on(JULY)["PARK"].short_name == "Grönt"
        assert [one.short_name for one in lineage.editions_of("PARK")] == ["Park", "Grönt"]
        assert lineage.address(slug) == lineage.Address("PARK", slug, is_former=False)

    def test_an_old_address_leads_to_the_body_for_ever_and_to_nobody_else(self):
        change(slug="gront")
        change(slug="gronomraden")

        assert lineage.address("park") == lineage.Address("PARK", "gronomraden", is_former=True)
        assert lineage.address("gront").slug == "gronomraden"
        assert lineage.address("ingen") is None
        refused(errors.NameTaken, lambda: change("SKOLA", slug="park"))
        operations.register_bodies(actor=KIM, bodies=[body("NY", slug="park")])
        assert Body.objects.get(code="NY").slug == "park-ny"

    def test_a_body_may_take_its_old_address_back(self):
        change(slug="gront")
        change(slug="park")
        assert lineage.address("park") == lineage.Address("PARK", "park", is_former=False)
        assert lineage.address("gront") == lineage.Address("PARK", "park", is_former=True)

    def test_a_second_one_for_the_same_day_comes_in_its_place(self):
        change(short_name="Grönt")
        change(short_name="Grönska")
        assert [one.short_name for one in lineage.editions_of("PARK")] == ["Park", "Grönska"]

    def test_the_same_submission_again_has_one_effect(self):
        key = uuid4()
        assert change(short_name="Grönt", key=key).rows == change(short_name="Grönt", key=key).rows

    @pytest.mark.parametrize(
        ("refusal", "column", "changes"),
        [
            (errors.NameTaken, "short_name", {"short_name": " skola"}),
            (errors.NameTaken, "official_name", {"official_name": "SKOLANÄMNDEN"}),
            (errors.NameTaken, "short_name", {"short_name": "bolag"}),
            (errors.NameTaken, "short_name", {"short_name": " "}),
            (errors.NameTaken, "slug", {"slug": ""}),
            (errors.NameTaken, "slug", {"slug": "skola"}),
            (errors.BodyUnchanged, "official_name", {}),
            (errors.BodyUnchanged, "official_name", {"short_name": "Park", "slug": "park"}),
            (errors.UnknownBody, "body", {"code": "PARKEN", "short_name": "Nytt"}),
            (errors.UnknownBody, "parent", {"parent": "PARKEN"}),
            (errors.ParentsGoRound, "parent", {"parent": "PARK"}),
            (errors.ParentsGoRound, "parent", {"code": "KF", "parent": "BOLAG"}),
            (errors.BodyMisdated, "valid_from", {"on": date(1800, 1, 1), "short_name": "Nytt"}),
        ],
    )
    def test_what_is_nonsense_is_refused(self, refusal, column, changes):
        assert refused(refusal, lambda: change(**changes)).column == column

    def test_a_name_that_a_closed_body_had_is_free(self):
        change(short_name="Grönt")
        refused(errors.NameTaken, lambda: change("SKOLA", on=LATER, short_name="Grönt"))
        close("PARK", on=LATER)
        change("SKOLA", on=LATER, short_name="Grönt")

    def test_nothing_is_changed_before_a_later_change(self):
        change(on=LATER, short_name="Grönt")
        found = refused(errors.BodyMisdated, lambda: change(short_name="Grönska"))
        assert "2022-07-01" in str(found)

    def test_it_is_moved_from_the_day(self):
        change("BOLAG", parent="KS")
        assert known_on(date(2021, 1, 1))["BOLAG"].parent.code == "MODER"
        assert known_on(JULY)["BOLAG"].parent.code == "KS"

    def test_nobody_lies_under_a_closed_body_or_round_a_later_ring(self):
        close("PARK")
        refused(errors.BodyNotOpen, lambda: change("SKOLA", parent="PARK"))
        change("KS", on=LATER, parent="SKOLA")
        refused(errors.ParentsGoRound, lambda: change("SKOLA", parent="KS"))

    def test_a_load_cannot_lay_bodies_in_a_ring_either(self):
        ring = [body("A", parent="B"), body("B", parent="A")]
        found = refused(
            errors.ParentsGoRound,
            lambda: operations.register_bodies(actor=LOADER, bodies=ring),
        )
        assert len(found.all) == 2


class TestClosing:
    @pytest.fixture(autouse=True)
    def later_years(self):
        record_people()
        for year in (YEAR, 2022):
            operations.form_groups(
                actor=LOADER, year=year, groups=[group("green", members=("PARK", "SKOLA"))]
            )
            entries = dict.fromkeys(("PARK", "SKOLA"), CountsAs.COMMITTEE)
            operations.enter_register(actor=LOADER, year=year, entries=entries)

    def test_it_is_there_until_the_day(self):
        close()
        assert "PARK" in known_on(JULY - timedelta(days=1))
        assert "PARK" not in known_on(JULY)
        assert not {row.code: row for row in queries.bodies(year=YEAR)}["PARK"].is_open

    def test_its_year_keeps_it_and_later_years_do_not(self):
        close()
        years = GroupMember.objects.current().filter(body__code="PARK", group__code="green")
        assert [one.year for one in years] == [YEAR]
        entries = RegisterEntry.objects.current().filter(body__code="PARK")
        assert [one.year for one in entries] == [YEAR]

    def test_closed_on_new_year_s_day_the_year_after_has_it_no_more(self):
        close(on=NEXT_YEAR)
        years = GroupMember.objects.current().filter(body__code="PARK", group__code="green")
        assert [one.year for one in years] == [YEAR]

    def test_roles_end_on_the_day_and_those_to_come_never_begin(self):
        to_come = role("newcomer", Role.READER, valid_from=LATER)
        operations.grant_roles(actor=LOADER, roles=[to_come])
        close("SKOLA")
        held = Membership.objects.current().filter(body__code="SKOLA")
        assert {one.valid_to for one in held} == {JULY}
        assert "newcomer" not in {one.person.username for one in held}

    def test_what_is_above_others_is_not_closed(self):
        found = refused(errors.BodyStillNeeded, lambda: close("MODER"))
        assert "BOLAG" in str(found)
        close("BOLAG")
        close("MODER")

    def test_one_with_duties_in_a_later_year_is_not_closed(self):
        lay_duty(2022)
        found = refused(errors.BodyStillNeeded, close)
        assert "LATER 2022" in str(found)
        goal_operations.lift_duties(
            actor=KIM,
            year=2022,
            duties=[goals.LiftedDutyDraft(indicator="LATER", body="PARK")],
            reason="Upphör",
        )
        close()

    def test_one_with_duties_in_the_year_it_is_closed_is(self):
        lay_duty(2022)
        close(on=LATER)

    def test_without_asking_the_rooms_above_it_would_be_closed(self, monkeypatch):
        lay_duty(2022)
        monkeypatch.setattr(obligations, "_holding", {})
        close()

    @pytest.mark.parametrize(
        ("refusal", "changes"),
        [
            (errors.BodyMisdated, {"on": date(1800, 1, 1)}),
            (errors.UnknownBody, {"code": "PARKEN"}),
        ],
    )
    def test_what_is_nonsense_is_refused(self, refusal, changes):
        refused(refusal, lambda: close(**changes))

    def test_it_is_closed_once_and_opened_once(self):
        close()
        refused(errors.BodyNotOpen, lambda: close(on=LATER))
        refused(errors.BodyNotOpen, lambda: change(on=LATER, short_name="Grönt"))
        again = {"actor": KIM, "body": "PARK", "reason": "Åter"}
        operations.reopen_body(**again, on=LATER)
        assert "PARK" in known_on(LATER)
        refused(errors.BodyNotOpen, lambda: operations.reopen_body(**again, on=LATER))


def lay_duty(year):
    goal_operations.define_indicators(
        actor=LOADER, year=year, indicators=[indicator("LATER", goal="")]
    )
    goal_operations.lay_duties(
        actor=LOADER,
        year=year,
        duties=[goals.DutyDraft(indicator="LATER", body="PARK", basis=STATED)],
    )


class TestSuccession:
    def test_several_become_one(self):
        operations.register_bodies(actor=KIM, bodies=[body("NY", valid_from=JULY)])
        merge(("SKOLA", "PARK"), "NY")

        assert {"SKOLA", "PARK", "NY"} & known_on(JULY).keys() == {"NY"}
        assert [(one.predecessor, one.successor, one.kind) for one in lineage.successions()] == [
            ("SKOLA", "NY", SuccessionKind.MERGED),
            ("PARK", "NY", SuccessionKind.MERGED),
        ]

    def test_one_takes_over_another(self):
        merge(("SKOLA",), "PARK")
        assert "PARK" in known_on(JULY)
        assert "SKOLA" not in known_on(JULY)

    def test_one_becomes_several(self):
        operations.register_bodies(
            actor=KIM, bodies=[body(code, valid_from=JULY) for code in ("NY", "NYA")]
        )
        split("PARK", ("NY", "NYA"))
        assert "PARK" not in known_on(JULY)
        assert {one.successor for one in lineage.successions()} == {"NY", "NYA"}

    def test_one_that_goes_on_beside_what_left_it_stays_open(self):
        operations.register_bodies(actor=KIM, bodies=[body("NY", valid_from=JULY)])
        split("PARK", ("PARK", "NY"))
        assert "PARK" in known_on(JULY)
        assert [(one.predecessor, one.successor) for one in lineage.successions()] == [
            ("PARK", "NY")
        ]

    @pytest.mark.parametrize(
        ("refusal", "attempt"),
        [
            (errors.BodiesMismatched, lambda: merge(("PARK",), "PARK")),
            (errors.BodiesMismatched, lambda: merge(("PARK", "PARK"), "SKOLA")),
            (errors.BodiesMismatched, lambda: merge((), "PARK")),
            (errors.BodiesMismatched, lambda: split("PARK", ("SKOLA",))),
            (errors.BodiesMismatched, lambda: split("PARK", ("SKOLA", "SKOLA"))),
            (errors.UnknownBody, lambda: merge(("PARKEN",), "PARK")),
            (errors.UnknownBody, lambda: merge(("PARK",), "PARKEN")),
            (errors.BodyStillNeeded, lambda: merge(("MODER",), "PARK")),
            (errors.BodyMisdated, lambda: merge(("PARK",), "SKOLA", date(1900, 1, 1))),
        ],
    )
    def test_what_is_nonsense_is_refused(self, refusal, attempt):
        if refusal is errors.BodyMisdated:
            change("PARK", short_name="Grönt")
        refused(refusal, attempt)

    def test_a_successor_is_open_on_the_day(self):
        operations.register_bodies(actor=KIM, bodies=[body("NY", valid_from=LATER)])
        refused(errors.BodyNotOpen, lambda: merge(("PARK",), "NY"))

    def test_a_refused_merger_closes_none_of_them(self):
        refused(errors.BodyStillNeeded, lambda: merge(("SKOLA", "MODER"), "PARK"))
        assert {"SKOLA", "MODER"} <= known_on(JULY).keys()

    def test_the_same_submission_again_has_one_effect(self):
        key = uuid4()
        assert merge(("SKOLA",), "PARK", key=key).rows == merge(("SKOLA",), "PARK", key=key).rows
        assert BodyEdition.objects.current().filter(body__code="SKOLA").count() == 2


@pytest.mark.parametrize("code", sorted({*CAST, "newcomer"} - {"strategist"}))
def test_only_the_office_changes_bodies(code):
    record_people()
    actor = somebody(code)
    for attempt in (
        lambda: change(actor=actor, short_name="Grönt"),
        lambda: close(actor=actor),
        lambda: operations.reopen_body(actor=actor, body="PARK", on=JULY, reason="Åter"),
        lambda: merge(("SKOLA",), "PARK", actor=actor),
        lambda: operations.split_body(actor=actor, draft=succession(("PARK",), ("A", "B"))),
    ):
        refused(NotAllowed, attempt)
