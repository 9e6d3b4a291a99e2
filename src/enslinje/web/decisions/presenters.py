"""What the pages of decisions show: what waits, what holds, who has had a hand in it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from django.http import Http404
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from enslinje.core import policy
from enslinje.core.file_types import ENDINGS
from enslinje.core.marking import Marking
from enslinje.core.policy import Action
from enslinje.core.terms import DecisionOutcome, FileKind
from enslinje.journal.vocabulary import word
from enslinje.organisation import decision_queries, directory, file_queries, rights
from enslinje.organisation.decision_queries import Hand, RecordedDecision
from enslinje.organisation.file_queries import FileRow
from enslinje.organisation.sight import facts_within_sight
from enslinje.web import writing
from enslinje.web.decisions import numbering
from enslinje.web.decisions.resting import Resting, resting_on
from enslinje.web.form_pages import FormPage
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word


@dataclass(frozen=True)
class Place:
    """Whose decisions they are: a body's or, without a slug, the council's and the board's.

    `deciders` are codes; `acts_for` is the body as the policy has it, "" for the whole group;
    `names` are what bodies are called, by code.
    """

    slug: str
    name: str
    deciders: tuple[str, ...]
    acts_for: str
    names: Mapping[str, str]

    def address(self, what: str, **values: object) -> str:
        """Return the address of the page called `what`, of this place."""
        if self.slug:
            return reverse(f"work:{what}", kwargs={"slug": self.slug, **values})
        return reverse(f"work:{what}-group", kwargs=values)

    def form(self, what: str, **values: object) -> str:
        """Return the address of a form: the council's and the board's have one of both."""
        return replace(self, slug=self.slug if self.acts_for else "").address(what, **values)


@dataclass(frozen=True)
class DecisionLine:
    """A decision in a list. `state` says what is still to be done about it, "" when nothing is."""

    address: str
    name: str
    subject: str
    decided_by: str
    decided_on: date | None
    outcome: Word
    state: str
    waits: bool
    number_waits: bool


@dataclass(frozen=True)
class Elsewhere:
    """Decisions of another body that wait for the reader's check."""

    name: str
    address: str
    count: int


@dataclass(frozen=True)
class DecisionsPage:
    """The decisions of a place in a year, those that wait first."""

    place: Place
    year: int | None
    years: tuple[int, ...]
    waiting: tuple[DecisionLine, ...]
    undecided: tuple[DecisionLine, ...]
    settled: tuple[DecisionLine, ...]
    sent_back: tuple[DecisionLine, ...]
    elsewhere: tuple[Elsewhere, ...]
    record: str
    files: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Deed:
    """Something that was done with a record: what, by whom, when, and why."""

    words: str
    who: str
    at: datetime | None
    reason: str = ""
    address: str = ""


@dataclass(frozen=True)
class FileLine:
    """A file of the decision. `mark` is where its marking is changed, "" for who may not."""

    address: str
    title: str
    kind: str
    marking: Marking
    ending: str
    size: str
    attached_by: str
    attached_at: datetime
    mark: str


@dataclass(frozen=True)
class DecisionPage:
    """One record of a decision, with what came before and after it.

    `check`, `send_back` and `anew` are addresses, "" for who may not; `own` tells whoever recorded
    it that somebody else is to check it. `register` says whose case register the number is of, ""
    when it is of none.
    """

    place: Place
    one: RecordedDecision
    name: str
    decided_by: str
    outcome: str
    state: str
    later: str
    deeds: tuple[Deed, ...]
    check: str
    send_back: str
    anew: str
    own: bool
    attach: str
    register: str
    viewer: Viewer
    records: tuple[RecordedDecision, ...]

    @cached_property
    def resting(self) -> tuple[Resting, ...]:
        """What rests on it. One query, which the forms about it do not ask."""
        return resting_on([self.one.pk])[self.one.pk] if self.one.checked else ()

    @cached_property
    def files(self) -> tuple[FileLine, ...]:
        """The files that the viewer may see. One query, likewise."""
        return tuple(_files(self.viewer, self.place, self.records))

    @property
    def address(self) -> str:
        """Where it is."""
        return self.place.address("decision", decision=self.one.pk)

    def form(self, heading: Word, submit: Word, notes: tuple[Word, ...]) -> FormPage:
        """The page of a form about it, which leads back to it."""
        return FormPage(
            heading=heading,
            about=f"{self.place.name}: {self.name}",
            submit=submit,
            back=self.address,
            back_words=self.name,
            notes=notes,
        )

    @property
    def case(self) -> str:
        """The address of its case."""
        return numbering.case_address(self.one.case_number)

    @property
    def back(self) -> str:
        """The address of the list that it is in."""
        return self.place.address("decisions")

    @property
    def in_words(self) -> tuple[str, ...]:
        """What is recorded, in sentences to hold against the minutes."""
        one = self.one
        told = [
            _("{subject}: {outcome}.").format(subject=one.subject, outcome=self.outcome.lower()),
            _("{body} {day}, {paragraph}. Protokollet justerat {approved}.").format(
                body=self.decided_by,
                day=writing.day(one.decided_on) if one.decided_on else "–",
                paragraph=one.paragraph or "–",
                approved=writing.day(one.minutes_approved_on) if one.minutes_approved_on else "–",
            ),
        ]
        if one.reservations:
            told.append(_("Reservationer: {text}").format(text=one.reservations))
        return tuple(told)


def place_of(slug: str) -> Place:
    """Return the place that an address is about."""
    for_all, names = rights.bodies_that_speak_for_all(), directory.body_names()
    if not slug:
        city = _("Kommunfullmäktige och kommunstyrelsen")
        return Place("", city, tuple(sorted(for_all)), "", names)
    body = directory.body_at(slug=slug) or ""
    return Place(slug, names.get(body, body), (body,), "" if body in for_all else body, names)


def decisions_page(viewer: Viewer, slug: str, asked: str) -> DecisionsPage:
    """Return the decisions of a place in the year asked for, by default the latest."""
    place = place_of(slug)
    years = decision_queries.years_of(place.deciders)
    year = int(asked) if asked.isdigit() and int(asked) in years else next(iter(years), None)
    rows = decision_queries.decisions_of(place.deciders, year=year)
    lines = [(row, _line(place, row)) for row in rows]
    return DecisionsPage(
        place=place,
        year=year,
        years=years,
        waiting=tuple(line for row, line in lines if row.waits),
        undecided=tuple(line for row, line in lines if row.outcome is None),
        settled=tuple(line for row, line in lines if row.checked and row.outcome),
        sent_back=tuple(line for row, line in lines if row.sent_back),
        elsewhere=_elsewhere(viewer, place) if not slug else (),
        record=place.form("record-decision")
        if viewer.may(Action.RECORD_DECISION, place.acts_for)
        else "",
        files=tuple(
            (form.upper(), place.address("decisions-file", form=form))
            for form in ("csv", "xlsx", "json")
        ),
    )


def decision_page(viewer: Viewer, slug: str, pk: int) -> DecisionPage:
    """Return one record. Raise `Http404` when it is of none that decided here."""
    place = place_of(slug)
    records = decision_queries.records_of(pk, bodies=place.deciders)
    one = next((row for row in records if row.pk == pk), None)
    if one is None:
        raise Http404(pk)
    second = policy.is_second_person(viewer.code, first=one.recorded.code)
    checks = one.waits and viewer.may(Action.CHECK_DECISION, place.acts_for)
    records_anew = records[0].sent_back and viewer.may(Action.RECORD_DECISION, place.acts_for)
    return DecisionPage(
        place=place,
        one=one,
        name=_name(one),
        decided_by=place.names.get(one.decided_by, one.decided_by),
        outcome=capfirst(word(DecisionOutcome, one.outcome))
        if one.outcome
        else _("Inte beslutat än"),
        state=state_words(one),
        later=place.address("decision", decision=records[0].pk) if records[0] != one else "",
        deeds=tuple(_deeds(place, records, one)),
        check=place.form("check-decision", decision=pk) if checks and second else "",
        send_back=place.form("send-back-decision", decision=pk) if checks and second else "",
        anew=f"{place.form('record-decision')}?efter={records[0].pk}" if records_anew else "",
        own=one.waits and not second,
        attach=place.form("attach-file", decision=pk)
        if records[0] == one and viewer.may(Action.KEEP_FILES, place.acts_for)
        else "",
        register=numbering.register_words(one.case_number, place.names),
        viewer=viewer,
        records=tuple(records),
    )


def file_of(viewer: Viewer, slug: str, decision: int, number: int) -> FileRow:
    """Return a file of a decision. Raise `Http404` when the viewer may not see it, if it is."""
    records = decision_queries.records_of(decision, bodies=place_of(slug).deciders)
    for row in _files_within_sight(viewer, records):
        if (row.decision, row.number) == (decision, number):
            return row
    raise Http404(number)


def record_to_repeat(place: Place, asked: str) -> RecordedDecision | None:
    """Return the record that was sent back and is to be made anew, when one is asked for."""
    if not (asked.isascii() and asked.isdigit() and len(asked) < 16):  # noqa: PLR2004
        return None
    records = decision_queries.records_of(int(asked), bodies=place.deciders)
    return records[0] if records and records[0].sent_back else None


def waiting_for(viewer: Viewer) -> Mapping[str, int]:
    """Return how many decisions wait for the viewer's check, by body. Three queries at most."""
    for_all = frozenset[str]()
    recorders = decision_queries.recorders_of_waiting()
    if recorders:
        for_all = rights.bodies_that_speak_for_all()
    counts = {
        body: sum(policy.is_second_person(viewer.code, first=one) for one in by)
        for body, by in recorders.items()
        if viewer.may(Action.CHECK_DECISION, "" if body in for_all else body)
    }
    return {body: count for body, count in counts.items() if count}


def _line(place: Place, row: RecordedDecision) -> DecisionLine:
    return DecisionLine(
        address=place.address("decision", decision=row.pk),
        name=_name(row),
        subject=row.subject,
        decided_by=place.names.get(row.decided_by, row.decided_by),
        decided_on=row.decided_on,
        outcome=word(DecisionOutcome, row.outcome),
        state=state_words(row),
        waits=row.waits,
        number_waits=bool(row.waiting_number),
    )


def _name(row: RecordedDecision) -> str:
    return _("{case}, punkt {item}").format(case=row.case_number, item=row.item_no)


def state_words(row: RecordedDecision) -> str:
    """Return what is still to be done about a record, "" when nothing is."""
    if row.sent_back:
        return _("skickat tillbaka")
    if row.outcome is None:
        return _("inte beslutat än")
    if row.waiting_number:
        return _("nytt diarienummer väntar på kontroll")
    return "" if row.checked else _("väntar på kontroll")


def _deeds(
    place: Place, records: Sequence[RecordedDecision], shown: RecordedDecision
) -> Iterable[Deed]:
    """What was done with every record of the item, the latest first."""
    for row in records:
        to = "" if row == shown else place.address("decision", decision=row.pk)
        if row.checked:
            yield _deed(_("Kontrollerat mot protokollet"), row.checked, address=to)
        if row.sent_back:
            yield _deed(_("Skickat tillbaka"), row.sent_back, row.reason, to)
        yield _deed(_("Antecknat"), row.recorded, address=to)


def _deed(words: str, hand: Hand, reason: str = "", address: str = "") -> Deed:
    return Deed(words, hand.code, hand.at, reason, address)


def _files_within_sight(viewer: Viewer, records: Sequence[RecordedDecision]) -> tuple[FileRow, ...]:
    sight = facts_within_sight(viewer.actor)
    return file_queries.files_of([row.pk for row in records], sight=sight)


def _files(viewer: Viewer, place: Place, records: Sequence[RecordedDecision]) -> Iterable[FileLine]:
    """The files of every record of the item, as far as the viewer sees them."""
    return file_lines(viewer, place, _files_within_sight(viewer, records))


def file_lines(viewer: Viewer, place: Place, rows: Iterable[FileRow]) -> Iterable[FileLine]:
    """Return files as they stand in a list of the workspace."""
    marks = viewer.may(Action.CHANGE_MARKING, place.acts_for)
    for row in rows:
        yield FileLine(
            address=place.address("decision-attachment", decision=row.decision, file=row.number),
            title=row.title,
            kind=word(FileKind, row.kind),
            marking=row.marking,
            ending=ENDINGS[row.media_type].upper(),
            size=filesizeformat(row.size),
            attached_by=row.attached_by,
            attached_at=row.attached_at,
            mark=reverse("work:mark", kwargs={"address": row.address}) if marks else "",
        )


def _elsewhere(viewer: Viewer, place: Place) -> tuple[Elsewhere, ...]:
    """Bodies of their own whose decisions wait for the reader."""
    slugs = directory.body_slugs()
    found = [
        Elsewhere(
            place.names.get(body, body),
            reverse("work:decisions", kwargs={"slug": slugs[body]}),
            count,
        )
        for body, count in waiting_for(viewer).items()
        if body in slugs and body not in place.deciders
    ]
    return tuple(sorted(found, key=lambda one: one.name))
