"""Comments through the pages: who will read one is said before it is sent, and nobody else does."""

import re
from uuid import uuid4

import pytest

from enslinje.core.policy import Role
from enslinje.core.terms import Audience, CommentSubject, LevelCode
from enslinje.goals import operations as goal_operations
from enslinje.organisation.operations import grant_roles
from enslinje.plans import operations
from enslinje.plans.drafts import CommentDraft
from enslinje.plans.models import Comment, ThreadState
from tests.everything import activity
from tests.people import invite, record_people, role, somebody
from tests.town import LOADER, YEAR, goal, section
from tests.web.reader import told

pytestmark = pytest.mark.django_db
PLAN = "/arbete/2021/namnd/skola/"
ALL = f"{PLAN}kommentarer/"
SECTION = f"{ALL}om/avsnitt/inledning/"
TARGET = f"{ALL}om/arsmal/JOBS/"


@pytest.fixture(autouse=True)
def plan(recorded_town, db):
    record_people()
    invite("park")
    grant_roles(actor=LOADER, roles=[role("park", Role.EDITOR, body="PARK")])
    operations.set_sections(actor=LOADER, year=YEAR, sections=[section("inledning")])
    own = goal("SKOLA-M1", LevelCode.BODY_GOAL, parent="1.1", owner="SKOLA")
    goal_operations.set_goals(actor=LOADER, year=YEAR, goals=[own])
    operations.plan_activities(actor=LOADER, year=YEAR, activities=[activity()])


def say(text, *, by="editor", **changes):
    given = {
        "code": str(uuid4()),
        "body": "SKOLA",
        "subject": "inledning",
        "subject_kind": CommentSubject.SECTION,
    }
    draft = CommentDraft(text=text, **given | changes)
    operations.write_comment(actor=somebody(by), year=YEAR, comment=draft)
    return draft.code


def given(text, **more):
    return {"key": str(uuid4()), "do": "write", "audience": "internal", "text": text, **more}


def fact(code):
    return Comment.objects.get(code=code, superseded_in=None).pk


class TestAThread:
    def test_it_is_begun_answered_changed_resolved_opened_and_taken_away(self, signed_in):
        client = signed_in("editor")
        sent = given("Stämmer det?")
        answer = client.post(SECTION, sent)
        first = Comment.objects.get().code
        assert (answer.status_code, answer["Location"]) == (303, f"{SECTION}#trad-{first}")
        client.post(SECTION, sent)
        assert Comment.objects.count() == 1  # Sent twice, written once.

        client.post(SECTION, given("Ja.", do="answer", thread=first))
        client.post(
            SECTION,
            given("Stämmer allt?", do="change", thread=first, comment=first, base=fact(first)),
        )
        page = told(client, SECTION)
        assert "Stämmer allt?" in page
        assert "Ja." in page
        assert "Läses bara av oss i Skolanämnden" in page

        client.post(SECTION, given("", do="resolve", thread=first, base="-"))
        base = ThreadState.objects.get(thread=first).pk
        assert "Öppna igen" in told(client, SECTION)
        client.post(SECTION, given("", do="reopen", thread=first, base=base))
        assert "Markera som löst" in told(client, SECTION)

        gone = given("", do="delete", thread=first, comment=first, base=fact(first))
        assert client.post(SECTION, gone).status_code == 303
        page = told(client, SECTION)
        assert "Stämmer" not in page
        assert "Kommentaren är borttagen av den som skrev den." in page

    def test_who_will_read_it_is_said_before_it_is_sent_and_least_is_chosen(self, signed_in):
        page = _html(signed_in("editor"))
        assert re.search(r"<legend[^>]*>\s*Läses av", page)
        assert "Bara oss i Skolanämnden: 5 personer" in page
        assert "Oss och stadsledningskontoret: 7 personer" in page
        assert re.search(r'value="internal"[^>]*checked', page)

    def test_the_office_is_offered_only_what_is_shared(self, signed_in):
        say("Till er", audience=Audience.SHARED)
        page = _html(signed_in("strategist"))
        assert "Skolanämnden och stadsledningskontoret: 7 personer" in page
        assert 'value="internal"' not in page

    def test_an_empty_one_is_refused_at_its_field_with_the_rest_still_there(self, signed_in):
        answer = signed_in("editor").post(SECTION, given("", audience="shared"))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Skriv vad du vill säga." in page
        assert re.search(r'value="shared"[^>]*checked', page)

    def test_a_refused_answer_keeps_its_words_in_its_thread(self, signed_in):
        first = say("Hej")
        sent = given("Fråga @strategist", do="answer", thread=first)
        answer = signed_in("editor").post(SECTION, sent)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert "Ingen som läser kommentaren har koden @strategist." in page
        field = re.search(rf'<textarea[^>]*id="svar-{first}-text"[^>]*>([^<]*)', page)
        assert field[1].strip() == "Fråga @strategist"

    def test_a_change_from_an_old_page_shows_what_it_says_now(self, signed_in):
        first = say("Ett")
        client, base = signed_in("editor"), fact(first)
        sent = {"do": "change", "thread": first, "comment": first, "base": base}
        client.post(SECTION, given("Två", **sent))
        answer = client.post(SECTION, given("Tre", **sent))
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Någon annan har sparat under tiden" in page
        assert "Två" in page
        assert Comment.objects.get(code=first, superseded_in=None).text == "Två"

    def test_of_a_row_one_chooses_the_row_or_a_cell(self, signed_in):
        client = signed_in("editor")
        client.post(TARGET, given("Om raden", about="row"))
        client.post(TARGET, given("Om skälet", about="reason"))
        found = set(Comment.objects.values_list("subject_kind", "subject"))
        assert found == {("target", "JOBS"), ("cell", "JOBS/reason")}
        page = told(client, TARGET)
        assert "Om raden" in page
        assert "Om skälet" in page

    def test_words_are_shown_as_they_were_written(self, signed_in):
        say("<script>alert(1)</script> & mer\n\nNytt stycke")
        page = _html(signed_in("editor"))
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; mer" in page
        assert "<p>Nytt stycke</p>" in page


def _html(client, address=SECTION):
    return client.get(address).content.decode()


class TestReaders:
    def test_those_who_read_it_are_listed_and_nobody_else(self, signed_in):
        page = told(signed_in("editor"), SECTION)
        internal, _, shared = page.partition("Läser bara det som är delat")
        internal = internal.partition("Läser alla kommentarer")[2]
        for code in ("@reader", "@editor", "@approver", "@secretary", "@registrar", "@SKOLA"):
            assert code in internal
        for code in ("@strategist", "@finance_officer"):
            assert code in shared
            assert code not in internal
        for code in ("@park", "@auditor", "@politician", "@administrator", "@group_controller"):
            assert code not in page

    def test_the_office_is_not_told_more_than_who_reads_what_is_shared(self, signed_in):
        page = told(signed_in("strategist"), SECTION)
        assert "Läser alla kommentarer" not in page
        assert "@reader" in page

    @pytest.mark.parametrize(
        ("person", "status"),
        [
            ("reader", 200),
            ("strategist", 200),
            ("auditor", 404),
            ("politician", 404),
            ("park", 404),
        ],
    )
    def test_others_are_not_let_in(self, signed_in, person, status):
        client = signed_in(person)
        assert client.get(ALL).status_code == status
        assert client.get(SECTION).status_code == status
        assert client.post(SECTION, given("Hej", audience="shared")).status_code == (
            303 if status == 200 else 404
        )

    @pytest.mark.parametrize("about", ["avsnitt/finns-inte", "arsmal/NOPE", "rad/JOBS", "mal/1.1"])
    def test_what_is_not_in_the_plan_has_no_page(self, signed_in, about):
        assert signed_in("editor").get(f"{ALL}om/{about}/").status_code == 404

    def test_who_does_not_see_the_draft_does_not_see_its_titles(self, signed_in):
        address = f"{ALL}om/mal/SKOLA-M1/"
        assert signed_in("strategist").get(address).status_code == 404
        say("Se", subject_kind=CommentSubject.GOAL, subject="SKOLA-M1", audience=Audience.SHARED)
        for page in (ALL, address):
            assert "Mål SKOLA-M1" not in told(signed_in("strategist"), page)
            assert "Mål SKOLA-M1" in told(signed_in("editor"), page)


class TestMarks:
    ABOUT = (
        (f"{PLAN}text/", CommentSubject.SECTION, "inledning", "avsnitt/inledning"),
        (f"{PLAN}bidrag/", CommentSubject.CONTRIBUTION, "1.1", "bidrag/1.1"),
        (f"{PLAN}egna-mal/", CommentSubject.GOAL, "SKOLA-M1", "mal/SKOLA-M1"),
        (f"{PLAN}aktiviteter/", CommentSubject.ACTIVITY, "ACT1", "aktivitet/ACT1"),
        (f"{PLAN}malvarden/", CommentSubject.TARGET, "JOBS", "arsmal/JOBS"),
        (f"{PLAN}malvarden/", CommentSubject.CELL, "JOBS/reason", "arsmal/JOBS"),
    )

    @pytest.mark.parametrize(("page", "kind", "code", "about"), ABOUT)
    def test_what_is_commented_on_has_a_mark_that_leads_there(
        self, signed_in, page, kind, code, about
    ):
        client = signed_in("editor")
        link = rf'<a[^>]*href="{ALL}om/{re.escape(about)}/"[^>]*>'
        assert re.search(link + "Kommentera", _html(client, page))
        first = say("Se här", subject_kind=kind, subject=code)
        assert re.search(link + "1 öppen kommentar", _html(client, page))
        assert "Se här" in told(client, f"{ALL}om/{about}/")
        operations.settle_thread(
            actor=somebody("editor"),
            year=YEAR,
            thread=_resolved(first),
        )
        assert re.search(link + "Kommentera", _html(client, page))

    def test_a_cell_has_its_own(self, signed_in):
        say("Varför?", subject_kind=CommentSubject.CELL, subject="JOBS/reason")
        assert "1 om motiveringen" in told(signed_in("editor"), f"{PLAN}malvarden/")

    def test_who_may_not_comment_sees_none(self, signed_in):
        say("Se", audience=Audience.SHARED)
        for person in ("politician", "auditor"):
            page = _html(signed_in(person), f"{PLAN}text/")
            assert "kommentar" not in page.lower()

    def test_the_list_of_tasks_counts_them(self, signed_in):
        address = PLAN
        client = signed_in("editor")
        say("Ett")
        say("Två", audience=Audience.SHARED)
        assert "2 öppna kommentarer på planen" in told(client, address)
        assert "1 öppen kommentar på planen" in told(signed_in("strategist"), address)

    def test_the_office_finds_the_bodies_that_share(self, signed_in):
        say("Intern")
        assert "Skolanämnden" not in told(signed_in("strategist"), "/arbete/2021/kommentarer/")
        say("Delad", audience=Audience.SHARED)
        page = told(signed_in("strategist"), "/arbete/2021/kommentarer/")
        assert "Skolanämnden 1" in page

    def test_a_parent_company_finds_what_its_companies_share(self, signed_in):
        operations.write_comment(
            actor=LOADER,
            year=YEAR,
            comment=CommentDraft(
                code="1",
                body="BOLAG",
                subject="inledning",
                text="Till moderbolaget",
                audience=Audience.SHARED,
            ),
        )
        page = told(signed_in("group_controller"), "/arbete/2021/namnd/moder/kommentarer/")
        assert "Delat med er" in page
        assert "Bolagnämnden 1" in page
        theirs = "/arbete/2021/namnd/bolag/kommentarer/"
        assert "Till moderbolaget" in told(signed_in("group_controller"), theirs)
        assert "Delat med er" not in told(signed_in("editor"), ALL)


def _resolved(thread):
    from enslinje.plans.drafts import ThreadDraft

    return ThreadDraft(thread=thread, body="SKOLA", is_resolved=True, seen=None)


class TestMyWork:
    def test_who_is_named_finds_the_very_thread(self, signed_in):
        first = say("Kan du se över det här, @reader?")
        client = signed_in("reader")
        page = _html(client, "/arbete/")
        assert f'href="{SECTION}#trad-{first}"' in page
        assert "Kan du se över det här, @reader?" in page
        assert f'id="trad-{first}"' in _html(client)

    def test_nobody_else_does(self, signed_in):
        say("Kan du se över det här, @reader?")
        for person in ("editor", "strategist", "park"):
            assert "se över" not in _html(signed_in(person), "/arbete/")

    def test_only_the_newest_are_listed_and_the_rest_counted(self, signed_in):
        for number in range(12):
            say(f"Fråga {number} @reader")
        page = told(signed_in("reader"), "/arbete/")
        assert "Fråga 2 @reader" in page
        assert "Fråga 1 @reader" not in page
        assert "2 äldre visas när du har svarat eller trådarna är lösta." in page


def test_few_queries_whatever_the_number(signed_in, django_assert_max_num_queries):
    for number in range(20):
        first = say(f"Fråga {number} @reader")
        say("Svar", thread=first)
        say("Om målet", subject_kind=CommentSubject.TARGET, subject="JOBS")
    client = signed_in("reader")
    for address in (SECTION, ALL, TARGET):
        client.get(address)
        with django_assert_max_num_queries(10):
            client.get(address)
