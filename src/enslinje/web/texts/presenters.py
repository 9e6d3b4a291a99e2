"""What the pages of a plan's texts show."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.core.bound_figures import bound
from enslinje.core.marking import Sight
from enslinje.core.policy import Action
from enslinje.core.terms import WorkState
from enslinje.core.unbound import unbound_numbers
from enslinje.journal.history import register
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory
from enslinje.plans import section_queries
from enslinje.plans.rows import BodySection, SectionRow, Touched
from enslinje.reconciliation.figures import finding
from enslinje.web import standing, writing
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word

SHAPES: Mapping[WorkState, str] = {
    WorkState.NOT_STARTED: "○",
    WorkState.STARTED: "◔",
    WorkState.READY: "◕",
}
SCOPES: Mapping[str, Word] = {
    "all": gettext_lazy("Alla planer"),
    "committees": gettext_lazy("Nämndernas planer"),
    "companies": gettext_lazy("Bolagens planer"),
}


@dataclass(frozen=True)
class State:
    """How far a section has come: a shape and a word."""

    code: str
    shape: str
    words: str


@dataclass(frozen=True)
class FigureLine:
    """A figure that can be bound: what it is called, its value, and how it is written in a text."""

    title: str
    shown: str
    unit: str
    bound: str


@dataclass(frozen=True)
class SectionPage:
    """A section of a body's plan.

    Attributes:
        may_write: whether the reader may write in it, so that it is shown as a form.
        touched: who wrote the text last and when, in words; "" when nobody has.
        previous, following: the neighbours in the plan, None at an end.
    """

    body: str
    body_name: str
    slug: str
    year: int
    row: BodySection
    state: State
    may_write: bool
    touched: str
    history: str
    previous: SectionRow | None
    following: SectionRow | None

    @property
    def code(self) -> str:
        return self.row.section.code

    def address(self, name: str = "work:section") -> str:
        """The address of one of the section's pages."""
        return reverse(name, kwargs={"year": self.year, "slug": self.slug, "section": self.code})


@dataclass(frozen=True)
class SectionLine:
    """A section in the list of a body's plan."""

    row: BodySection
    state: State
    touched: str
    words: int


def state_of(state: WorkState) -> State:
    """Return how far a section has come, for a page."""
    return State(state.value, SHAPES[state], word(WorkState, state.value))


def section_page(viewer: Viewer, year: int, slug: str, section: str) -> SectionPage | None:
    """Return the page of a section, None when the body's plan has it not."""
    body = directory.body_at(slug=slug)
    if body is None:
        return None
    sight = _sight(viewer, body)
    rows = section_queries.sections_of(body, year, sight=sight)
    at = next((at for at, row in enumerate(rows) if row.section.code == section), None)
    if at is None:
        return None
    names = _names(rows[at].written)
    return SectionPage(
        body=body,
        body_name=directory.body_names().get(body, body),
        slug=slug,
        year=year,
        row=rows[at],
        state=state_of(rows[at].state),
        may_write=viewer.may(Action.WRITE_SECTION, body),
        touched=touched_words(rows[at].written, names),
        history=standing.history("avsnittstext", year, section, body),
        previous=rows[at - 1].section if at else None,
        following=rows[at + 1].section if at + 1 < len(rows) else None,
    )


def section_lines(viewer: Viewer, year: int, body: str) -> tuple[SectionLine, ...]:
    """Return the sections of the body's plan, in order."""
    rows = section_queries.sections_of(body, year, sight=_sight(viewer, body))
    names = _names(*(row.written for row in rows))
    return tuple(
        SectionLine(
            row, state_of(row.state), touched_words(row.written, names), len(row.text.split())
        )
        for row in rows
    )


def writing_words(*, body: str, year: int, section: str, but: str) -> str:
    """Say who else writes in the section just now, "" when nobody does."""
    codes = section_queries.writing_now(body=body, year=year, section=section, but=but)
    if not codes:
        return ""
    names = register.names_of_people(codes)
    who = ", ".join(names.get(code) or code for code in codes)
    return _("{who} skriver här").format(who=who)


def figure_lines(year: int, body: str, words: str) -> tuple[FigureLine, ...]:
    """Return the figures found by `words` that can be bound in a text."""
    return tuple(
        FigureLine(one.title, one.shown or _("uppgift saknas"), one.unit, bound(one.reference))
        for one in finding.find(year=year, words=words, body=body)
    )


def unbound_words(text: str) -> tuple[str, ...]:
    """Return a sentence for each number in the text that is not tied to data."""
    sentence = _(
        "Obunden siffra: {number} är inte kopplad till data. "
        "Välj en siffra ur listan eller skriv varför den står fritt, som (källa: SCB)."
    )
    found = dict.fromkeys(one.text for one in unbound_numbers(text))
    return tuple(sentence.format(number=one) for one in found)


def copied(data: QueryDict, before: str) -> QueryDict:
    """Return what was sent, with the text of the year before after what was typed."""
    typed = data.get("text", "").rstrip()
    changed = data.copy()
    changed["text"] = f"{typed}\n\n{before}" if typed else before
    return changed


def clock_words(instant: datetime) -> str:
    """An instant of today as a time of day, of another day with the day."""
    local = timezone.localtime(instant)
    clock = local.strftime("%H.%M")
    if local.date() == timezone.localdate():
        return _("kl. {clock}").format(clock=clock)
    return _("{day} kl. {clock}").format(day=writing.day(local), clock=clock)


def touched_words(touched: Touched | None, names: Mapping[str, str]) -> str:
    """Who wrote and when, in words; "" when nobody has."""
    if touched is None:
        return ""
    who = names.get(touched.by) or touched.by
    return _("{who}, {when}").format(who=who, when=clock_words(touched.at))


def _names(*touched: Touched | None) -> Mapping[str, str]:
    codes = set(_people(touched))
    return register.names_of_people(codes) if codes else {}


def _people(touched: tuple[Touched | None, ...]) -> Iterator[str]:
    yield from (one.by for one in touched if one)


def _sight(viewer: Viewer, body: str) -> Sight:
    """What of this body's facts the reader may see, by the policy."""

    def seen(action: Action) -> frozenset[str]:
        return frozenset({body} if viewer.may(action, body) else ())

    return Sight(work=seen(Action.VIEW_WORK), secret=seen(Action.VIEW_SECRET))
