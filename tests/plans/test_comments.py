"""Comments on a plan: threads, whom they name, who sees them, what is left of those taken away."""

from uuid import uuid4

import pytest

from enslinje.core.marking import Marking
from enslinje.core.policy import Action, NotAllowed
from enslinje.core.terms import Audience, CommentSubject, LevelCode
from enslinje.core.versions import UNSEEN
from enslinje.filing import contents
from enslinje.goals import operations as goal_operations
from enslinje.journal import kept_by, record
from enslinje.journal.errors import BaseNotSaid
from enslinje.journal.history import queries as history
from enslinje.journal.history.register import HistoryNotFound
from enslinje.organisation import operations as organisation
from enslinje.organisation import rights
from enslinje.organisation.sight import sight_of
from enslinje.plans import comment_queries, comment_readers, comment_subjects, errors, operations
from enslinje.plans.comment_subjects import Subject, of_row
from enslinje.plans.models import Comment
from tests.everything import activity, recorded_town
from tests.plans.commenting import (
    change,
    fact,
    page,
    record_commenters,
    say,
    seen,
    settle,
    take_away,
    texts,
)
from tests.town import LOADER, YEAR, goal, refused

__all__ = ["recorded_town"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]


@pytest.fixture(autouse=True)
def people():
    record_commenters()


class TestThreads:
    def test_a_thread_holds_a_comment_and_its_answers_in_order(self):
        first = say("Är det här rätt?")
        say("Ja.", by="approver", thread=first)
        say("Bra.", thread=first)
        (row,) = seen()
        assert [(one.by, one.text) for one in row.comments] == [
            ("editor", "Är det här rätt?"),
            ("approver", "Ja."),
            ("editor", "Bra."),
        ]
        assert row.subject == Subject(CommentSubject.SECTION, "inledning")
        assert not row.is_resolved

    def test_a_comment_says_something(self):
        refused(errors.CommentEmpty, lambda: say("  \n"))

    def test_the_same_key_twice_is_one_comment(self):
        key, code = uuid4(), str(uuid4())
        say("En gång", key=key, code=code)
        say("En gång", key=key, code=code)
        assert Comment.objects.count() == 1

    def test_without_a_key_it_is_written_again(self):
        """The control."""
        say("Två gånger")
        say("Två gånger")
        assert Comment.objects.count() == 2

    def test_a_thread_is_resolved_and_opened_again(self):
        older, newer = say("Gammal"), say("Ny")
        base = settle(older, resolved=True)
        assert [(row.code, row.is_resolved) for row in seen()] == [(newer, False), (older, True)]
        settle(older, resolved=False, seen=base)
        assert [(row.code, row.is_resolved) for row in seen()] == [(older, False), (newer, False)]

    def test_who_settles_has_seen_how_it_stands(self):
        first = say("Hej")
        settle(first, resolved=True)
        refused(errors.ThreadConflict, lambda: settle(first, resolved=True))
        refused(BaseNotSaid, lambda: settle(first, resolved=False, seen=UNSEEN))

    def test_a_thread_that_is_resolved_takes_no_answer(self):
        first = say("Hej")
        settle(first, resolved=True)
        refused(errors.ThreadResolved, lambda: say("Mer", thread=first))

    def test_it_may_be_commented_when_nothing_else_may_be_written(self):
        """The town has no open occasion: texts are not taken, comments are."""
        assert rights.who_may([Action.COMMENT], "SKOLA")[Action.COMMENT] >= {"editor", "reader"}
        assert say("Efter inlämningen", by="reader", audience=Audience.SHARED)


class TestSubjects:
    SUBJECTS = (
        (CommentSubject.SECTION, "inledning", "Inledning"),
        (CommentSubject.CONTRIBUTION, "1.1", "1.1 Mål 1.1"),
        (CommentSubject.GOAL, "SKOLA-M1", "SKOLA-M1 Mål SKOLA-M1"),
        (CommentSubject.ACTIVITY, "ACT1", "Öppna en fritidsgård"),
        (CommentSubject.TARGET, "JOBS", "JOBS Indikator JOBS"),
        (CommentSubject.CELL, "JOBS/reason", "JOBS Indikator JOBS: motivering"),
    )

    @pytest.fixture(autouse=True)
    def full_plan(self, people):
        own = goal("SKOLA-M1", LevelCode.BODY_GOAL, parent="1.1", owner="SKOLA")
        goal_operations.set_goals(actor=LOADER, year=YEAR, goals=[own])
        operations.plan_activities(actor=LOADER, year=YEAR, activities=[activity()])

    @pytest.mark.parametrize(("kind", "code", "_title"), SUBJECTS)
    def test_what_is_in_the_plan_can_be_commented_on(self, kind, code, _title):
        say("Se här", subject_kind=kind, subject=code)
        say("Annat", subject_kind=CommentSubject.SECTION, subject="inledning")
        assert texts(seen(subjects=[Subject(kind, code)]))[0] == ["Se här"]

    def test_each_is_called_something(self):
        asked = [Subject(kind, code) for kind, code, _title in self.SUBJECTS]
        sight = comment_queries.NOTHING.sight
        found = comment_subjects.titles("SKOLA", YEAR, asked, sight=sight)
        assert {(one.kind, one.code, found[one]) for one in asked} == set(self.SUBJECTS)

    @pytest.mark.parametrize(
        ("kind", "code"),
        [
            (CommentSubject.SECTION, "finns-inte"),
            (CommentSubject.CONTRIBUTION, "SKOLA-M1"),
            (CommentSubject.GOAL, "1.1"),
            (CommentSubject.ACTIVITY, "ACT2"),
            (CommentSubject.TARGET, "NOPE"),
            (CommentSubject.CELL, "JOBS"),
            (CommentSubject.CELL, "JOBS/council"),
        ],
    )
    def test_what_is_not_in_the_plan_can_not(self, kind, code):
        refused(errors.UnknownSubject, lambda: say("Se här", subject_kind=kind, subject=code))

    def test_another_bodys_goal_is_not_in_the_plan(self):
        refused(
            errors.UnknownSubject,
            lambda: say(
                "Se här",
                by="park",
                body="PARK",
                subject_kind=CommentSubject.GOAL,
                subject="SKOLA-M1",
            ),
        )

    def test_who_does_not_see_the_draft_is_not_told_what_is_in_it(self):
        about = {"subject_kind": CommentSubject.GOAL, "subject": "SKOLA-M1"}
        shared = {"audience": Audience.SHARED, "by": "strategist"}
        refused(errors.UnknownSubject, lambda: say("Finns det?", **about, **shared))
        first = say("Vad tycker ni?", **about, audience=Audience.SHARED)
        assert say("Bra", thread=first, by="strategist")

    def test_a_row_has_its_cells_with_it(self):
        say("Raden", subject_kind=CommentSubject.TARGET, subject="JOBS")
        say("Fältet", subject_kind=CommentSubject.CELL, subject="JOBS/value")
        assert texts(seen(subjects=of_row("JOBS"))) == [["Raden"], ["Fältet"]]


class TestAudience:
    def test_what_is_internal_does_not_leave_the_body(self):
        first = say("Bara vi")
        say("Alla", audience=Audience.SHARED)
        for reader in ("strategist", "finance_officer"):
            assert texts(seen(reader)) == [["Alla"]]
        for stranger in ("park", "auditor", "politician", "administrator"):
            assert seen(stranger) == ()
        for stranger in ("strategist", "finance_officer", "park", "auditor", "politician"):
            refused(
                errors.UnknownComment,
                lambda stranger=stranger: say("Jag ser dig", by=stranger, thread=first),
            )
            refused(
                errors.UnknownComment,
                lambda stranger=stranger: settle(first, resolved=True, by=stranger),
            )

    def test_with_one_right_for_both_audiences_it_would(self, monkeypatch):
        """The control: were internal comments asked for by the shared right, the office got in."""
        first = say("Bara vi")
        monkeypatch.setitem(comment_readers.RIGHT, Audience.INTERNAL, Action.COMMENT_SHARED)
        assert texts(seen("strategist")) == [["Bara vi"]]
        assert say("Jag ser dig", by="strategist", thread=first)

    def test_the_office_takes_part_in_what_is_shared_and_starts_nothing_internal(self):
        first = say("Alla", audience=Audience.SHARED)
        say("Tack", by="strategist", thread=first)
        assert texts(seen("strategist")) == [["Alla", "Tack"]]
        refused(NotAllowed, lambda: say("Tyst", by="strategist"))
        refused(NotAllowed, lambda: say("Hej", by="park", audience=Audience.SHARED))
        refused(NotAllowed, lambda: say("Hej", by="auditor", audience=Audience.SHARED))

    def test_an_answer_is_for_whom_its_thread_is(self):
        first = say("Bara vi")
        say("Svar", thread=first, audience=Audience.SHARED)
        assert seen("strategist") == ()

    def test_a_thread_of_another_body_is_not_answered_through_ones_own(self):
        first = say("Bara vi")
        refused(errors.UnknownComment, lambda: say("Hej", by="park", body="PARK", thread=first))

    def test_what_is_marked_secret_is_secret_to_those_of_the_body_too(self):
        first = say("Skyddad uppgift", audience=Audience.SHARED)
        organisation.mark_fact(
            actor=LOADER,
            address=f"kommentar/{YEAR}/SKOLA/{first}",
            marking=Marking.SECRET,
            ground="OSL 23 kap. 1 §",
            reason="Namn på elev",
        )
        say("Svar", thread=first)
        assert texts(seen("editor")) == [["Skyddad uppgift", "Svar"]]
        assert seen("reader") == ()
        assert seen("strategist") == ()
        refused(errors.UnknownComment, lambda: say("Jaha", by="reader", thread=first))
        change(first, "Fortfarande min")
        assert texts(seen("editor")) == [["Fortfarande min", "Svar"]]
        assert seen("reader") == ()


class TestOnesOwn:
    def test_it_is_changed_and_the_body_sees_what_it_said(self):
        first = say("Fel")
        say("Svar", by="approver", thread=first)
        change(first, "Rätt")
        (row,) = seen()
        assert [one.text for one in row.comments] == ["Rätt", "Svar"]
        assert row.comments[0].changed_at > row.comments[0].at
        assert row.comments[1].changed_at is None
        found = history.history(f"kommentar/{YEAR}/SKOLA/{first}", sight=sight_of(page("reader")))
        assert any((one.before, one.after) == ("Fel", "Rätt") for one in found.entries[0].changes)

    def test_it_leaves_a_tombstone_in_its_place(self):
        first = say("Fel av mig")
        say("Svar", by="approver", thread=first)
        take_away(first)
        (row,) = seen()
        assert [(one.text, one.is_deleted) for one in row.comments] == [("", True), ("Svar", False)]
        found = history.history(f"kommentar/{YEAR}/SKOLA/{first}", sight=sight_of(page("editor")))
        assert any(one.before == "Fel av mig" for one in found.entries[0].changes)
        refused(errors.UnknownComment, lambda: change(first, "Tillbaka"))

    def test_nobody_changes_what_somebody_else_wrote(self):
        first = say("Min")
        refused(errors.CommentOfAnother, lambda: change(first, "Din", by="second"))
        refused(errors.CommentOfAnother, lambda: take_away(first, by="second"))
        refused(errors.UnknownComment, lambda: take_away(first, by="park"))

    def test_who_changes_has_seen_what_it_says(self):
        first = say("Ett")
        base = fact(first)
        change(first, "Två")
        found = refused(errors.CommentConflict, lambda: change(first, "Tre", seen=base))
        assert found.theirs.words["text"] == "Två"
        refused(BaseNotSaid, lambda: change(first, "Tre", seen=UNSEEN))

    def test_only_the_body_reads_its_history(self):
        first = say("Alla", audience=Audience.SHARED)
        for stranger in ("strategist", "park", "auditor"):
            with pytest.raises(HistoryNotFound):
                history.history(f"kommentar/{YEAR}/SKOLA/{first}", sight=sight_of(page(stranger)))


class TestNeverOfThePlan:
    def test_no_picture_is_drawn_anew(self):
        before = kept_by.pulse_of(YEAR)
        first = say("Hej")
        change(first, "Hejdå")
        settle(first, resolved=True)
        take_away(first)
        assert kept_by.pulse_of(YEAR) == before

    def test_were_it_shown_it_would_be(self, monkeypatch):
        """The control."""
        begin = record.begin
        monkeypatch.setattr(record, "begin", lambda **given: begin(**{**given, "is_shown": True}))
        before = kept_by.pulse_of(YEAR)
        say("Hej")
        assert kept_by.pulse_of(YEAR) == before + 1

    def test_what_is_submitted_holds_none_and_is_not_changed_by_any(self):
        before = contents.fingerprint(body="SKOLA", year=YEAR)
        last = record.ChangeSet.objects.latest("pk").pk
        say("Hej", audience=Audience.SHARED)
        assert contents.fingerprint(body="SKOLA", year=YEAR) == before
        assert contents.changed_since(body="SKOLA", year=YEAR, change_set=last) == {}
        assert Comment not in {one.model for one in contents.CONTENTS}

    def test_the_open_ones_are_counted_for_those_who_see_them(self):
        say("Intern")
        say("Delad", audience=Audience.SHARED)
        settle(say("Löst"), resolved=True)
        take_away(say("Borta"))
        about = Subject(CommentSubject.SECTION, "inledning")
        counts = {}
        for reader in ("editor", "strategist", "park"):
            seeing = comment_queries.seeing(
                page(reader), "SKOLA", parents=rights.parents_of_bodies()
            )
            counts[reader] = dict(
                comment_queries.open_threads(body="SKOLA", year=YEAR, seeing=seeing)
            )
        assert counts == {"editor": {about: 2}, "strategist": {about: 1}, "park": {}}
        assert comment_queries.open_shared(year=YEAR, bodies=["SKOLA", "PARK"]) == {"SKOLA": 1}
