"""The target grid as a page and as its script uses it: shown, saved, refused, taken back."""

import json
from uuid import uuid4

import pytest

from enslinje.core.actors import Source
from enslinje.core.terms import Kind, OccasionKind, OccasionState
from enslinje.core.values import SCALE
from enslinje.goals.drafts import CouncilTargetDraft
from enslinje.goals.models import Target
from enslinje.goals.operations import record_measurements, set_council_targets
from enslinje.journal.models import ChangeSet
from enslinje.organisation import operations
from enslinje.web.rush import AGAIN_SECONDS, IS_RUSHED
from tests.people import record_people
from tests.town import LOADER, STATED, YEAR, measurement, number, occasion, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

GRID = "/arbete/2021/namnd/skola/malvarden/"
UNDO = f"{GRID}angra/"


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()


def send(client, *, script=False, key=None, **typed):
    """Send the form as the page shows it, but for what is typed."""
    shown = client.get(GRID).content.decode()
    sent = {"key": key or str(uuid4())}
    for code in ("JOBS", "SHARE", "PLAN"):
        sent |= {name: value_of(shown, name) for name in (f"v-{code}", f"r-{code}", f"b-{code}")}
    sent |= {name.replace("_", "-", 1): value for name, value in typed.items()}
    headers = {"accept": "application/json"} if script else {}
    return client.post(GRID, sent, headers=headers)


def value_of(shown, name):
    tag = shown[shown.rindex("<", 0, shown.index(f'name="{name}"')) :]
    tag = tag[: tag.index(">")]
    return tag.partition('value="')[2].partition('"')[0]


def current(code="JOBS"):
    return Target.objects.current().get(indicator__code=code)


class TestShowing:
    def test_only_what_the_body_is_asked_for_stands_there_with_what_it_is_held_against(
        self, signed_in
    ):
        record_measurements(actor=LOADER, measurements=[measurement(70, indicator="SHARE")])
        set_council_targets(
            actor=LOADER,
            year=YEAR,
            targets=[CouncilTargetDraft(indicator="SHARE", value=number(80), basis=STATED)],
        )
        state(target(60, indicator="SHARE"), actor=LOADER)

        page = read(signed_in("editor").get(GRID).content)
        for words in (
            "Indikator JOBS",
            "Mål 1.1",
            "minst 80,0",
            "−20,0",
            "Årsmålet 60 är lägre än utfallet 2020 (70). Motivera eller höj målet.",
            "Det når inte KF:s årsmål: 20 procentenheter fattas.",
            "1 av 3 årsmål är angivna",
        ):
            assert words in page.text
        assert "residents" not in page.text

    def test_the_year_before_is_shown_beside_it(self, signed_in):
        operations.open_occasions(actor=LOADER, occasions=[])
        assert "Årsmål i fjol" in read(signed_in("editor").get(GRID).content).text

    def test_a_filter_keeps_what_is_missing(self, signed_in):
        state(target(60, indicator="SHARE"), actor=LOADER)
        page = signed_in("editor").get(f"{GRID}?visa=saknas").content.decode()

        assert 'name="v-JOBS"' in page
        assert 'name="v-SHARE"' not in page

    def test_a_reader_sees_it_and_has_nothing_to_write_in(self, signed_in):
        page = signed_in("reader").get(GRID).content.decode()

        assert 'name="v-JOBS"' not in page
        assert "Du får läsa årsmålen men inte ändra dem." in page

    def test_after_the_time_it_says_so(self, signed_in):
        operations.open_occasions(
            actor=LOADER, occasions=[occasion(OccasionKind.PLAN, state=OccasionState.CLOSED)]
        )
        page = signed_in("editor").get(GRID).content.decode()

        assert 'name="v-JOBS"' not in page
        assert "Tiden för att lämna årsmål har gått ut" in page

    def test_a_body_that_is_asked_for_nothing_is_told_so(self, signed_in):
        page = signed_in("editor").get(GRID.replace("2021", "2022")).content.decode()

        assert "Inga indikatorer gäller er." in page

    def test_it_takes_few_queries_for_any_number_of_rows(
        self, signed_in, django_assert_max_num_queries
    ):
        client = signed_in("editor")
        client.get(GRID)
        state(target(31))
        with django_assert_max_num_queries(10):
            client.get(GRID)


class TestSaving:
    def test_everything_typed_is_one_write_through_the_grids_door(self, signed_in):
        answer = send(signed_in("editor"), v_JOBS="12", v_SHARE="50–100", r_SHARE="Ny enkät")

        assert answer.status_code == 303
        jobs, share = current(), current("SHARE")
        assert jobs.recorded_in == share.recorded_in
        assert (jobs.recorded_in.source, jobs.recorded_in.actor_code) == (Source.GRID, "editor")
        assert (jobs.form, jobs.low) == ("at_least", 12 * SCALE)
        assert (share.kind, share.high, share.reason) == ("interval", 100 * SCALE, "Ny enkät")
        assert Target.objects.count() == 2

    def test_what_is_not_changed_is_not_written(self, signed_in):
        state(target(60, indicator="SHARE"), actor=LOADER)
        writes = ChangeSet.objects.count()

        answer = send(signed_in("editor"))

        assert answer.status_code == 303
        assert ChangeSet.objects.count() == writes

    def test_a_colleagues_write_is_not_undone_by_a_form_that_did_not_touch_it(self, signed_in):
        client = signed_in("editor")
        shown = client.get(GRID).content.decode()
        state(target(60, indicator="SHARE"), actor=LOADER)
        sent = {
            f"{part}-{code}": value_of(shown, f"{part}-{code}")
            for part in "vrb"
            for code in ("JOBS", "SHARE")
        }

        assert client.post(GRID, sent | {"v-JOBS": "3"}).status_code == 303
        assert current("SHARE").low == 60 * SCALE

    def test_a_fault_saves_nothing_and_keeps_all_that_was_typed(self, signed_in):
        answer = send(signed_in("editor"), v_JOBS="12", v_SHARE="1.234")
        page = read(answer.content)

        assert answer.status_code == 422
        assert Target.objects.count() == 0
        assert "Menar du 1 234 eller 1,234?" in page.text
        assert "#SHARE" in page.hrefs()
        shown = answer.content.decode()
        assert (value_of(shown, "v-JOBS"), value_of(shown, "v-SHARE")) == ("12", "1.234")

    def test_text_that_is_no_target_is_kept_as_it_was_written(self, signed_in):
        send(signed_in("editor"), v_JOBS="ca 30")

        assert (current().kind, current().raw_text) == (Kind.MISSING, "ca 30")
        shown = signed_in("editor").get(GRID).content.decode()
        assert value_of(shown, "v-JOBS") == "ca 30"
        assert "0 av 3 årsmål är angivna" in shown

    def test_what_a_colleague_saved_meanwhile_is_shown_and_not_written_over(self, signed_in):
        client = signed_in("editor")
        shown = client.get(GRID).content.decode()
        state(target(45), actor=LOADER)
        sent = {"v-JOBS": "50", "r-JOBS": "", "b-JOBS": value_of(shown, "b-JOBS")}

        answer = client.post(GRID, sent)

        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Någon annan har sparat 45 under tiden." in page
        assert current().low == 45 * SCALE
        again = sent | {"b-JOBS": value_of(page, "b-JOBS")}
        assert client.post(GRID, again).status_code == 303
        assert current().low == 50 * SCALE

    def test_sent_twice_with_the_same_key_it_is_written_once(self, signed_in):
        client, key = signed_in("editor"), str(uuid4())
        sent = {"key": key, "v-JOBS": "12", "r-JOBS": "", "b-JOBS": "-"}

        assert [client.post(GRID, sent).status_code for _ in range(2)] == [303, 303]
        assert Target.objects.count() == 1

    @pytest.mark.parametrize("who", ["reader", "approver", "auditor", "strategist"])
    def test_nobody_else_may(self, signed_in, who):
        assert signed_in(who).post(GRID, {"v-JOBS": "12"}).status_code == 404
        assert Target.objects.count() == 0


class TestByScript:
    def test_a_cell_is_answered_with_how_it_stands(self, signed_in):
        answer = send(signed_in("editor"), script=True, v_JOBS="12")

        told = json.loads(answer.content)
        row = told["rows"]["JOBS"]
        assert told["progress"] == "1 av 3 årsmål är angivna"
        assert told["said"].startswith("Sparat ")
        assert (row["text"], row["base"], row["state"]) == ("12", str(current().pk), "Angivet")
        assert told["undo"] == {"change_set": current().recorded_in_id}
        assert list(told["rows"]) == ["JOBS"]

    def test_a_fault_is_answered_at_its_row(self, signed_in):
        answer = send(signed_in("editor"), script=True, v_SHARE="600")

        assert answer.status_code == 422
        assert "600 ligger utanför" in json.loads(answer.content)["rows"]["SHARE"]["faults"][0]

    def test_a_repeat_after_a_lost_answer_says_the_same(self, signed_in):
        client, key = signed_in("editor"), str(uuid4())
        sent = {"key": key, "v-JOBS": "12", "r-JOBS": "", "b-JOBS": "-"}
        asked = {"accept": "application/json"}

        first, again = (client.post(GRID, sent, headers=asked) for _ in range(2))

        assert (first.status_code, again.status_code) == (200, 200)
        assert first.json()["rows"] == again.json()["rows"]
        assert Target.objects.count() == 1


class TestWhileOthersWait:
    """A save is told at once; what it is held against is asked for afterwards."""

    @pytest.fixture(autouse=True)
    def council(self):
        set_council_targets(
            actor=LOADER,
            year=YEAR,
            targets=[CouncilTargetDraft(indicator="SHARE", value=number(80), basis=STATED)],
        )

    def save(self, client, *, is_rushed, key=None, text="60"):
        sent = {"key": key or str(uuid4()), "v-SHARE": text, "r-SHARE": "", "b-SHARE": "-"}
        told = {IS_RUSHED: lambda: is_rushed}
        return client.post(GRID, sent, headers={"accept": "application/json"}, **told)

    def test_it_is_saved_and_told_so_and_weighed_when_asked(self, signed_in):
        client = signed_in("editor")

        told = self.save(client, is_rushed=True).json()
        row = told["rows"]["SHARE"]

        assert current("SHARE").low == 60 * SCALE
        assert told["said"].startswith("Sparat ")
        assert told["again"] == AGAIN_SECONDS
        assert (row["base"], row["text"]) == (str(current("SHARE").pk), "60,0")
        assert (row["state"], row["gap"], row["warnings"]) == ("Angivet", "", [])
        assert told["undo"] == {"change_set": current("SHARE").recorded_in_id}

        asked = client.get(f"{GRID}?rad=SHARE", headers={"accept": "application/json"}).json()
        weighed = asked["rows"]["SHARE"]

        assert list(asked["rows"]) == ["SHARE"]
        assert asked["progress"] == "1 av 3 årsmål är angivna"
        assert (weighed["base"], weighed["gap"]) == (row["base"], "−20,0")
        assert any("KF:s årsmål" in text for text in weighed["warnings"])

    def test_what_is_told_without_reading_is_what_is_there(self, signed_in):
        """Of a place that was empty, and of one where something stood."""
        client, asked, base = signed_in("editor"), f"{GRID}?rad=SHARE", "-"
        for text in ("60", "70", "ca 30", ""):
            sent = {"key": str(uuid4()), "v-SHARE": text, "r-SHARE": f"Skäl till {text}"}
            sent["b-SHARE"] = base
            told = client.post(
                GRID, sent, headers={"accept": "application/json"}, **{IS_RUSHED: lambda: True}
            ).json()["rows"]["SHARE"]
            there = client.get(asked, headers={"accept": "application/json"}).json()["rows"][
                "SHARE"
            ]
            weighed, base = {"gap", "warnings"}, told["base"]
            assert {**told, **{name: there[name] for name in weighed}} == there

    def test_where_nobody_waits_it_is_weighed_at_once(self, signed_in):
        told = self.save(signed_in("editor"), is_rushed=False).json()

        assert "again" not in told
        assert told["rows"]["SHARE"]["gap"] == "−20,0"

    def test_a_refusal_is_told_whole(self, signed_in):
        answer = self.save(signed_in("editor"), is_rushed=True, text="600")

        assert answer.status_code == 422
        assert "600 ligger utanför" in answer.json()["rows"]["SHARE"]["faults"][0]

    def test_a_repeat_is_told_the_same(self, signed_in):
        client, key = signed_in("editor"), str(uuid4())
        first, again = (self.save(client, is_rushed=True, key=key).json() for _ in range(2))
        assert first["rows"] == again["rows"]
        assert Target.objects.count() == 1

    def test_nothing_is_told_of_rows_that_are_not_the_body_s(self, signed_in):
        client = signed_in("editor")
        told = client.get(f"{GRID}?rad=NOWHERE", headers={"accept": "application/json"}).json()
        assert told["rows"] == {}


class TestUndoing:
    def test_the_button_takes_back_the_last_write(self, signed_in):
        client = signed_in("editor")
        send(client, v_JOBS="12", v_SHARE="50")
        shown = client.get(f"{GRID}?visa=saknas").content.decode()

        sent = {"key": str(uuid4()), "change_set": value_of(shown, "change_set")}
        page = client.post(UNDO, sent, follow=True).content.decode()

        assert "2 årsmål är ångrade." in page
        assert Target.objects.current().count() == 0

    def test_what_a_colleague_changed_is_said(self, signed_in):
        client = signed_in("editor")
        send(client, v_JOBS="12", v_SHARE="50")
        mine = current().recorded_in_id
        state(target(99), actor=LOADER)

        page = client.post(UNDO, {"change_set": mine}, follow=True).content.decode()

        assert "Någon annan har ändrat JOBS sedan dess" in page
        assert current().low == 99 * SCALE

    @pytest.mark.parametrize("change_set", ["", "0", "x", "9" * 30])
    def test_what_is_none_of_ones_own_is_refused(self, signed_in, change_set):
        page = signed_in("editor").post(UNDO, {"change_set": change_set}, follow=True)

        assert "Det finns inget kvar att ångra" in page.content.decode()


def test_that_it_comes_later_is_written_with_why_and_when(signed_in):
    operations.open_occasions(
        actor=LOADER, occasions=[occasion(OccasionKind.TERTIAL_REPORT_1, name="T1")]
    )
    client = signed_in("editor")
    send(client, v_JOBS="fastställs i tertialrapport 1", r_JOBS="Enkäten dröjer")
    send(client, v_SHARE="ej relevant: ingen skola")

    assert (current().kind, current().due_occasion.kind) == (Kind.PENDING, "tertial_report_1")
    assert (current().reason, current("SHARE").reason) == ("Enkäten dröjer", "ingen skola")
