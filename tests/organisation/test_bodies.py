"""Bodies and their editions, the register of a year, spellings."""

from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, transaction

from enslinje.core.errors import DuplicateValue
from enslinje.core.terms import BodyKind, Callable, CountsAs
from enslinje.journal import kept_by
from enslinje.journal.models import ChangeSet
from enslinje.organisation import errors, group_queries, operations, queries
from enslinje.organisation.drafts import AliasDraft
from enslinje.organisation.models import Body, BodyAlias, BodyEdition, BodySuccession
from enslinje.organisation.operations import bodies
from tests.journal.protections import without_check
from tests.town import COMMITTEES, KIM, STATED, YEAR, body, group, refused

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


def register(*bodies):
    return operations.register_bodies(actor=KIM, bodies=bodies)


def named(year=YEAR):
    return {row.code: row.short_name for row in queries.bodies(year=year)}


class TestBodies:
    def test_a_body_reads_as_it_was_registered(self):
        register(
            body(
                "KULTUR",
                official_name="Kultur\u2011 och fritidsnämnden",
                callable=Callable.DIRECTLY,
                source_ref="source.txt:8",
                note="Ny",
            )
        )

        found = next(row for row in queries.bodies(year=YEAR) if row.code == "KULTUR")
        assert (found.official_name, found.slug) == ("Kultur\u2011 och fritidsnämnden", "kultur")
        assert (found.kind, found.callable, found.counts_as) == (
            BodyKind.FUNCTIONAL_COMMITTEE,
            Callable.DIRECTLY,
            CountsAs.NONE,
        )
        assert (found.origin.actor, found.origin.source_ref) == ("kim", "source.txt:8")

    def test_a_parent_may_be_in_the_same_batch(self):
        register(body("UNIT", parent="MUSEUM"), body("MUSEUM", parent="KF"))

        parents = {row.code: row.parent for row in queries.bodies(year=YEAR)}
        assert (parents["UNIT"], parents["MUSEUM"], parents["KF"]) == ("MUSEUM", "KF", "")

    def test_a_body_has_the_name_of_the_year(self):
        register(body("PARK", short_name="Grönska", valid_from=date(2022, 7, 1)))

        assert named(2021)["PARK"] == "Park"
        assert named(2022)["PARK"] == "Grönska"

    def test_a_name_is_corrected_in_its_place(self):
        register(body("PARK", short_name="Parken"))

        assert named()["PARK"] == "Parken"
        assert BodyEdition.objects.filter(body__code="PARK").count() == 2

    def test_what_it_was_called_can_be_read_as_of_then(self, time_machine):
        time_machine.move_to("2090-01-01")
        register(body("PARK", short_name="Parken"))
        before = datetime(2089, 12, 31, tzinfo=UTC)

        found = {row.code: row.short_name for row in queries.bodies(year=YEAR, as_of=before)}
        assert (found["PARK"], named()["PARK"]) == ("Park", "Parken")

    def test_addresses_are_readable_and_differ(self):
        register(
            body("ÖSTER", short_name="Östermalms stadsdelsnämnd"),
            body("A", short_name="Skola"),
            body("B", short_name="Skola"),
            body("skola-b", short_name="Skola"),
            body("?", short_name="–", slug="fri"),
            body("F", short_name="Fri"),
            body("fri-f", short_name="–"),
            body("FRI", short_name="F", slug="fri"),
            body("fri_", short_name="–", slug="fri"),
            body("fri__", short_name="–", slug="fri"),
        )

        slugs = dict(Body.objects.values_list("code", "slug"))
        assert slugs["ÖSTER"] == "ostermalms-stadsdelsnamnd"
        assert [slugs[code] for code in ("A", "B", "skola-b", "?")] == [
            "skola-a",
            "skola-b",
            "skola-skola-b",
            "fri",
        ]

    @pytest.mark.parametrize(
        ("refusal", "bad"),
        [
            (errors.UnknownBody, body("NY", parent="KX")),
            (errors.BodyAlreadyRegistered, body("PARK", kind=BodyKind.COMPANY)),
            (errors.BodyAlreadyRegistered, body("PARK", callable=Callable.DIRECTLY)),
            (DuplicateValue, body("GOOD", short_name="Annan")),
        ],
    )
    def test_one_that_does_not_fit_refuses_all(self, refusal, bad):
        found = refused(refusal, lambda: register(body("GOOD"), bad))
        assert found.row == 1

    def test_a_body_is_not_its_own_parent(self):
        refused(errors.ParentsGoRound, lambda: register(body("PARK", parent="PARK")))

    def test_the_database_refuses_it_too(self, monkeypatch):
        monkeypatch.setattr(bodies, "goes_round", lambda _parent_of, _body: False)
        with pytest.raises(IntegrityError, match="own_parent"), transaction.atomic():
            register(body("PARK", parent="PARK"))

        with without_check("organisation_bodyedition", "bodyedition_not_its_own_parent"):
            register(body("PARK", parent="PARK"))


class TestRegister:
    def test_it_counts_committees_and_companies_and_leaves_the_rest(self):
        operations.enter_register(actor=KIM, year=YEAR, entries={"KF": CountsAs.NONE})

        found = queries.register_for_year(year=YEAR)
        assert (found.committees, found.companies) == (COMMITTEES, ("BOLAG",))
        assert found.counted == (*COMMITTEES, "BOLAG")

    def test_each_year_has_its_own(self):
        operations.enter_register(actor=KIM, year=2022, entries={"PARK": CountsAs.COMPANY})

        assert queries.register_for_year(year=2022).companies == ("PARK",)
        assert queries.register_for_year(year=2022).committees == ()
        assert len(queries.register_for_year(year=YEAR).committees) == 3

    def test_an_entry_is_corrected_and_what_it_was_stays(self, time_machine):
        time_machine.move_to("2090-01-01")
        operations.enter_register(actor=KIM, year=YEAR, entries={"PARK": CountsAs.NONE})
        before = datetime(2089, 12, 31, tzinfo=UTC)

        assert queries.register_for_year(year=YEAR).committees == ("KS", "SKOLA")
        assert queries.register_for_year(year=YEAR, as_of=before).committees == COMMITTEES

    def test_an_unknown_body_refuses_all(self):
        entries = {"KS": CountsAs.NONE, "SKOL": CountsAs.COMMITTEE}

        found = refused(
            errors.UnknownBody,
            lambda: operations.enter_register(actor=KIM, year=YEAR, entries=entries),
        )
        assert (found.row, found.value) == (1, "SKOL")

    def test_it_moves_the_year_s_pulse(self):
        before = kept_by.pulse_of(YEAR)
        operations.enter_register(actor=KIM, year=YEAR, entries={"PARK": CountsAs.NONE})

        assert kept_by.pulse_of(YEAR) == before + 1


class TestSpellings:
    def name(self, *aliases):
        return operations.name_aliases(actor=KIM, aliases=aliases)

    def alias(self, text, **target):
        return AliasDraft(text=text, basis=STATED, **target)

    @pytest.mark.parametrize(
        "text", ["Skolnämndens", "skolnämndens", " SKOLNÄMNDENS ", "Skolanämnden", "Skola", "skola"]
    )
    def test_aliases_names_and_codes_resolve(self, text):
        self.name(self.alias("Skolnämndens", body="SKOLA"))

        assert queries.body_named(text, year=YEAR) == "SKOLA"

    def test_dashes_and_blanks_make_no_difference(self):
        self.name(self.alias("Park- och  naturnämnden", body="PARK"))

        for text in ("Park\u2011 och naturnämnden", "park\u2013 och\u00a0naturnämnden"):
            assert queries.body_named(text, year=YEAR) == "PARK"

    def test_an_alias_goes_before_a_name(self):
        self.name(self.alias("Park", body="SKOLA"))

        assert queries.body_named("park", year=YEAR) == "SKOLA"

    def test_an_unknown_spelling_lists_what_is_close(self):
        with pytest.raises(errors.UnknownBody) as unknown:
            queries.body_named("Skolanämden", year=YEAR)

        assert "skolanämnden" in unknown.value.remedy
        assert unknown.value.value == "Skolanämden"
        with pytest.raises(errors.UnknownBody) as far:
            queries.body_named("xyzzy", year=YEAR)
        assert far.value.remedy == ""

    def test_a_group_has_spellings_of_its_own(self):
        self.name(self.alias("Samtliga nämnder", group="all_committees"))

        for text in ("samtliga nämnder", "all_committees", "All committees"):
            assert queries.group_named(text) == "all_committees"
        with pytest.raises(errors.UnknownBody):
            queries.body_named("Samtliga nämnder", year=YEAR)
        with pytest.raises(errors.UnknownGroup) as unknown:
            queries.group_named("Samtliga nämder")
        assert "samtliga nämnder" in unknown.value.remedy

    def test_a_spelling_gets_another_meaning(self):
        self.name(self.alias("Nämnden", body="SKOLA"))
        self.name(self.alias("NÄMNDEN", body="PARK"))

        assert queries.body_named("nämnden", year=YEAR) == "PARK"
        assert BodyAlias.objects.filter(folded="nämnden").count() == 2

    def test_one_that_does_not_fit_refuses_all(self):
        good = self.alias("Bra", body="SKOLA")
        for refusal, bad in (
            (errors.UnknownBody, self.alias("x", body="SKOL")),
            (errors.UnknownGroup, self.alias("x", group="all")),
            (errors.AliasWithoutTarget, self.alias("x")),
            (errors.AliasWithoutTarget, self.alias("x", body="SKOLA", group="all_committees")),
            (DuplicateValue, self.alias("BRA", body="PARK")),
        ):
            assert refused(refusal, lambda: self.name(good, bad)).row == 1  # noqa: B023

    @pytest.mark.parametrize("both", [True, False])
    def test_the_database_wants_one_target(self, both):
        body_id = Body.objects.get(code="SKOLA").pk if both else None
        group_id = queries.group_codes(["all_committees"]).known["all_committees"]
        columns = {
            "folded": "x",
            "text": "x",
            "basis": "stated",
            "body_id": body_id,
            "group_id": group_id if both else None,
            "recorded_in": ChangeSet.objects.latest("pk"),
        }

        with pytest.raises(IntegrityError, match="body_or_group"), transaction.atomic():
            BodyAlias.objects.create(**columns)
        with without_check("organisation_bodyalias", "bodyalias_body_or_group"):
            BodyAlias.objects.create(**columns)


def test_a_body_does_not_follow_itself():
    one = Body.objects.get(code="PARK")
    columns = {
        "predecessor": one,
        "successor": one,
        "on_date": date(2022, 1, 1),
        "kind": "merged",
        "basis": "stated",
        "recorded_in": ChangeSet.objects.latest("pk"),
    }

    with pytest.raises(IntegrityError, match="two_bodies"), transaction.atomic():
        BodySuccession.objects.create(**columns)
    BodySuccession.objects.create(**columns | {"successor": Body.objects.get(code="SKOLA")})


def test_reading_a_year_takes_few_questions(django_assert_max_num_queries):
    with django_assert_max_num_queries(3):  # Before, itself, and after: to be kept.
        queries.bodies(year=YEAR)
    operations.form_groups(actor=KIM, year=YEAR, groups=[group("one", members=("KS",))])
    with django_assert_max_num_queries(6):  # Four, and the versions before and after.
        group_queries.groups(year=YEAR)
