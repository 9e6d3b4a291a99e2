"""What the workspace offers: for each body, and for the whole group, what the policy allows."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from enslinje.core.policy import Action
from enslinje.goals import queries as goals
from enslinje.organisation import directory
from enslinje.web.account.presenters import role_words
from enslinje.web.addresses import address_of
from enslinje.web.comments.lists import MentionLine, mention_lines
from enslinje.web.decisions.presenters import waiting_for
from enslinje.web.plan.decided import lacking_minutes
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word
from enslinje.web.workspace.to_do import WorkList
from enslinje.web.workspace.work_list import MOST_LISTED, work_list


@dataclass(frozen=True)
class Task:
    """A page of the workspace that one may open."""

    words: Word
    about: Word
    address: str


@dataclass(frozen=True, eq=False)
class Door:
    """A page that the workspace leads to, for whoever has the right. Each is one of `DOORS`.

    `of_body` is its name for a body, `of_group` for the whole group; "" where there is none.
    """

    action: Action
    words: Word
    about: Word
    of_body: str = ""
    of_group: str = ""

    def is_for(self, body: str) -> bool:
        """Whether there is such a page for the body, "" for the whole group."""
        return bool(self.of_body if body else self.of_group)

    def address(self, slug: str) -> str:
        """Where it is, for the body with that slug or, without one, for the whole group."""
        if slug:
            return address_of(self.of_body, slug=slug)
        return address_of(self.of_group)


DOORS: tuple[Door, ...] = (
    Door(
        Action.VIEW_DRAFT,
        gettext_lazy("Planens innehåll"),
        gettext_lazy("Bidrag till målen, egna mål, aktiviteter, teman, budget och beredning."),
        of_body="work:plan-contents-latest",
    ),
    Door(
        Action.VIEW_PLAN_TEXT,
        gettext_lazy("Planens texter"),
        gettext_lazy("Skriv planen avsnitt för avsnitt; det sparas medan ni skriver."),
        of_body="work:sections-latest",
    ),
    Door(
        Action.VIEW_DRAFT,
        gettext_lazy("Årsmål"),
        gettext_lazy("Skriv, klistra in eller läs in årsmål för era indikatorer."),
        of_body="work:targets-latest",
    ),
    Door(
        Action.VIEW_WORK,
        gettext_lazy("Planen"),
        gettext_lazy("Vad som är kvar att göra, och hur långt ni har kommit."),
        of_body="work:plan-latest",
    ),
    Door(
        Action.COMMENT_SHARED,
        gettext_lazy("Kommentarer"),
        gettext_lazy("Trådar om planen: interna, eller delade med stadsledningskontoret."),
        of_body="work:comments-latest",
        of_group="work:comments-of-bodies-latest",
    ),
    Door(
        Action.VIEW_WORK,
        gettext_lazy("Årets gång"),
        gettext_lazy("Era tider, med anstånd, efter dag."),
        of_body="work:body-calendar",
    ),
    Door(
        Action.VIEW_WORK,
        gettext_lazy("Läget"),
        gettext_lazy("Hur långt varje nämnd och bolag har kommit med sin plan."),
        of_group="work:board",
    ),
    Door(
        Action.VIEW_WORK,
        gettext_lazy("Tillfällen"),
        gettext_lazy("När planer och rapporter öppnar och stänger, anstånd och lås."),
        of_group="work:occasions-latest",
    ),
    Door(
        Action.EDIT_MASTER_DATA,
        gettext_lazy("Stamdata"),
        gettext_lazy("Organ, kretsar, mål, indikatorer, perspektiv och program; nya år."),
        of_group="work:master-data",
    ),
    Door(
        Action.VIEW_WORK,
        gettext_lazy("Utfall och prognos"),
        gettext_lazy("Det som är bokfört och väntas, mot budget, nämnd för nämnd."),
        of_group="work:outturn-latest",
    ),
    Door(
        Action.DEFINE_BASE_METRIC,
        gettext_lazy("Basnyckeltal"),
        gettext_lazy("Det som vägs med, beslutat av kommunfullmäktige."),
        of_group="work:base-metrics",
    ),
    Door(
        Action.VIEW_DECISIONS,
        gettext_lazy("Beslut"),
        gettext_lazy("Antecknade ur justerade protokoll av en, kontrollerade av en annan."),
        of_body="work:decisions",
        of_group="work:decisions-group",
    ),
    Door(
        Action.VIEW_MEMBERS,
        gettext_lazy("Medlemmar"),
        gettext_lazy("Vilka som har roller, från när till när, och vem som gav dem."),
        of_body="work:members",
        of_group="work:members-group",
    ),
    Door(
        Action.VIEW_HISTORY,
        gettext_lazy("Historik"),
        gettext_lazy("Vad som har ändrats, av vem, när och varför."),
        of_body="work:body-history",
    ),
    Door(
        Action.POST_TRANSACTION,
        gettext_lazy("Budgetjournal"),
        gettext_lazy("Reserver, framställningar, justeringar och omslutningsförändringar."),
        of_group="work:budget-journal-latest",
    ),
    Door(
        Action.STATE_PETITION,
        gettext_lazy("Framställningar"),
        gettext_lazy("Pengar ni ber om, vad som tillstyrks och vad som beslutas."),
        of_body="work:petitions",
    ),
    Door(
        Action.INVITE_PERSON,
        gettext_lazy("Personer"),
        gettext_lazy("Bjud in, stäng konton, se vad som väntar på bekräftelse."),
        of_group="work:people",
    ),
)

MOST_KEPT = 1_000
"""What is behind the doors that are open: for each body and set of roles, in two languages."""


@dataclass(frozen=True)
class Place:
    """A body, or the whole group: the roles one has there, and what there is to do."""

    name: str
    roles: tuple[str, ...]
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class StartPage:
    """The first page of the workspace. `more_mentions` are older than those that are listed."""

    places: tuple[Place, ...]
    work: WorkList
    mentions: tuple[MentionLine, ...]
    more_mentions: int


def start_page(viewer: Viewer) -> StartPage:
    """Return what `viewer` may do, place by place, the whole group first."""
    names, slugs = directory.body_names(), directory.body_slugs()
    held = sorted({one.body for one in viewer.holdings})
    to_check = waiting_for(viewer)
    named = mention_lines(viewer, names, slugs)
    years = goals.years()[:1]
    bare = {body for year in years for body in lacking_minutes(viewer, held, year=year)}
    waits = {body: to_check.get(body, 0) for body in held} | {"": sum(to_check.values())}
    return StartPage(
        tuple(
            _place(
                viewer,
                body,
                names,
                (
                    *_waiting(slug, waits[body]),
                    *(_minutes(slug, year) for year in years if body in bare),
                    *_tasks(viewer, body, slug),
                ),
            )
            for body, slug in ((body, slugs.get(body, "")) for body in held)
        ),
        work_list(viewer, names, slugs),
        tuple(named[:MOST_LISTED]),
        len(named[MOST_LISTED:]),
    )


def _place(viewer: Viewer, body: str, names: Mapping[str, str], tasks: tuple[Task, ...]) -> Place:
    return Place(
        name=names.get(body, body) if body else _("Hela staden"),
        roles=tuple(
            _("{role}, som ersättare").format(role=role_words(one.role))
            if one.deputy_for
            else role_words(one.role)
            for one in viewer.holdings
            if one.body == body
        ),
        tasks=tasks,
    )


def _waiting(slug: str, count: int) -> list[Task]:
    """What waits for the reader, first of all there is to do."""
    if not count:
        return []
    address = (
        reverse("work:decisions", kwargs={"slug": slug})
        if slug
        else reverse("work:decisions-group")
    )
    words = ngettext(
        "{count} beslut väntar på din kontroll", "{count} beslut väntar på din kontroll", count
    )
    about = _("Håll dem mot det justerade protokollet. Inget kan vila på dem innan dess.")
    return [Task(words.format(count=count), about, address)]


def _minutes(slug: str, year: int) -> Task:
    """The plan is decided, and the minutes are not beside it."""
    return Task(
        _("Bifoga protokollet till planen {year}").format(year=year),
        _("Planen är beslutad. Protokollet läggs vid beslutet och blir läsbart från planen."),
        f"{reverse('work:plan', kwargs={'year': year, 'slug': slug})}#beslut",
    )


def _tasks(viewer: Viewer, body: str, slug: str) -> tuple[Task, ...]:
    open_to = tuple(door for door in DOORS if door.is_for(body) and viewer.may(door.action, body))
    return _behind(open_to, slug, get_language())


@lru_cache(maxsize=MOST_KEPT)
def _behind(doors: tuple[Door, ...], slug: str, _language: str | None) -> tuple[Task, ...]:
    return tuple(Task(str(one.words), str(one.about), one.address(slug)) for one in doors)
