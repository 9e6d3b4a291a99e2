"""How much the first reader of a page asks of the database after somebody has written.

Pages of money, histories, decisions, figures, outturns, and the one that prepares a year: each is
asked by somebody who may see it, right after a write in its year, and with nothing kept at all, as
after a restart or a write that belongs to every year. All is counted: session, account, rights.
"""

from collections.abc import Mapping
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import get_resolver, reverse

from enslinje.budget import operations as budget_operations
from enslinje.core import policy
from enslinje.core.actors import Source
from enslinje.core.budget_terms import TransactionKind
from enslinje.core.terms import FileKind
from enslinje.exchange import kept_rules
from enslinje.exchange.table_files import HandedFile
from enslinje.journal import keeping
from enslinje.journal.history import queries as histories
from enslinje.journal.history import register
from enslinje.journal.history.sight import Sight
from enslinje.journal.models import ChangeSet
from enslinje.organisation import operations, rights
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.models import Decision
from enslinje.web import checks, pages, routes
from tests import budget_town
from tests.core.test_file_types import A_PDF
from tests.everything import decision
from tests.exchange.test_amount_files import RULES
from tests.people import CAST
from tests.town import LOADER, YEAR, propose_case_number, state, target
from tests.web.budget import test_council_pages as council
from tests.web.matrix import SAMPLES
from tests.web.outturn import test_outturn_pages as outturn
from tests.web.reader import read

MOST = 10
OURS = ("budget", "history", "decisions", "provenance", "outturn", "master.prepare")
READERS = ("finance_officer", "strategist", "board_secretary", "secretary", "approver", *CAST)
"""Who is asked to look, in turn."""

TARGET = f"arsmal/{YEAR}/JOBS/SKOLA/{YEAR}/all"


def _routes() -> Mapping[str, tuple[routes.Declared, list[str]]]:
    """Our pages by name: what each has declared, and the parts of its address."""
    found = {}
    for where, pattern in checks.registered(get_resolver().url_patterns):
        module = pattern.callback.__module__.removeprefix("enslinje.web.")
        if module.startswith(OURS) and (declared := routes.declared_by(pattern.callback)):
            space = "work" if "arbete/" in where else "web"
            found[f"{space}:{pattern.name}"] = (declared, list(pattern.pattern.converters))
    return found


ROUTES = _routes()


def decided(number, body, **more):
    """Record a decision of the body and return its id."""
    case = f"{body} 2020/{number}"
    draft = decision(case_number=case, decided_by=body, **more)
    operations.record_decisions(actor=LOADER, decisions=[draft])
    return Decision.objects.get(case_number=case).pk


@pytest.fixture
def town(recorded_everything, db):
    """What decisions the pages are about, by the names of the pages, and an earlier target."""
    of_page = {}
    for group, body in (("", "SKOLA"), ("-group", "KF")):
        checked, proposed = decided(41, body), decided(42, body)
        waiting = decided(43, body, checked_by="")
        propose_case_number(f"{body} 2020/42", f"{body} 2020/44")
        minutes = FileDraft(
            case_number=f"{body} 2020/41", item_no=1, kind=FileKind.MINUTES, title="Protokoll"
        )
        operations.attach_file(actor=LOADER, draft=minutes, content=BytesIO(A_PDF))
        of_page |= {
            f"decision{group}": checked,
            f"attach-file{group}": checked,
            f"decision-attachment{group}": checked,
            f"correct-number{group}": checked,
            f"confirm-number{group}": proposed,
            f"reject-number{group}": proposed,
            f"check-decision{group}": waiting,
            f"send-back-decision{group}": waiting,
        }
    state(target(31))
    return of_page


def record_next_year():
    """A budget of the next year, for the page between the two."""
    legs = (budget_town.leg("costs", -100, "SKOLA"), budget_town.leg("taxes", 100))
    council_s = {"kind": TransactionKind.COUNCIL_BUDGET, "decision": budget_town.KF}
    budget = budget_town.change(*legs, **council_s)
    budget_operations.post_transactions(
        actor=budget_town.FINN, year=YEAR + 1, transactions=[budget]
    )


@pytest.fixture
def address(town, signed_in):
    """Where a page is found, about something that is there."""
    first = histories.history(TARGET, sight=EVERYTHING).entries[-1]

    def at(name, parts):
        if name == "work:outturn-review":
            kept_rules.state_code_map(
                HandedFile("regler.csv", RULES.encode()), actor=LOADER, year=YEAR
            )
            return outturn.hand_over(signed_in("finance_officer"))
        if name == "work:council-review":
            return council.hand_over(signed_in("finance_officer"))
        if name.startswith("web:bridge-years"):
            record_next_year()
            return reverse(
                name, kwargs={part: SAMPLES[part] for part in parts} | {"year": YEAR + 1}
            )
        values = {part: SAMPLES[part] for part in parts if part in SAMPLES}
        there = {
            "slug": "skola",
            "code": "P1",
            "line": 1,
            "file": 1,
            "address": TARGET,
            "fact": first.fact,
            "person": "kim",
            "reference": f"reserv.kvar/{YEAR}/2",
            "change_set": first.write.change_set,
            "decision": town.get(name[5:]),
        }
        return reverse(name, kwargs=values | {part: there[part] for part in parts if part in there})

    return at


EVERYTHING = Sight(lambda _kind, _bodies: True)


@pytest.fixture
def reader(town, signed_in):
    """Sign in who may see what is at an address, and return the browser and the answer."""

    def found(at, declared):
        parents = rights.parents_of_bodies()
        for code in READERS:
            held = rights.actor_for(code, source=Source.PAGE).holdings
            body = "SKOLA" if declared.body else ""
            if not policy.allows(held, declared.reads, body=body, parents=parents):
                continue
            browser = signed_in(code)
            answer = browser.get(at)
            if answer.status_code != 404:
                return browser, answer
        raise AssertionError(at)

    return found


def asked(browser, at):
    """What the database is asked for the page."""
    with CaptureQueriesContext(connection) as queries:
        browser.get(at)
        return [one["sql"] for one in queries]


def firsts(browser, at):
    """What it is asked after a write in the year, and with nothing kept."""
    browser.get(at)
    budget_town.draw(1)
    after_a_write = asked(browser, at)
    keeping.forget_everything()
    return after_a_write, asked(browser, at)


def told(queries):
    return "\n".join(one[:200] for one in queries)


@pytest.mark.parametrize("name", ROUTES)
def test_the_first_reader_asks_few_queries(address, reader, name):
    declared, parts = ROUTES[name]
    at = address(name, parts)
    browser, answer = reader(at, declared)
    assert answer.status_code in {200, 301, 302}, at

    for queries in firsts(browser, at):
        assert len(queries) <= MOST, told(queries)


def objects():
    """An object of each kind, by its address."""
    found = {}
    for change_set in ChangeSet.objects.order_by("pk").values_list("pk", flat=True):
        try:
            entries = histories.write(change_set, sight=EVERYTHING).entries
        except register.HistoryNotFound:
            continue
        found |= {one.kind: one.address for one in entries}
    return found


def test_the_history_of_any_object(address, reader):
    declared, _parts = ROUTES["work:history"]
    for of_one in objects().values():
        at = reverse("work:history", kwargs={"address": of_one})
        browser, _answer = reader(at, declared)
        for queries in firsts(browser, at):
            assert len(queries) <= MOST, (of_one, told(queries))


def figures(browser):
    """A figure of each name that the pages of money and of the year in short show."""
    shown = ("budget/", "budget/namnd/skola/", "reserv/", "reserv/2/", "huvudbok/2/", "")
    pages_of = [read(browser.get(f"/{YEAR}/{page}").content) for page in shown]
    found = [href for page in pages_of for href in page.hrefs("/s/")]
    return {href.split("/")[2]: href for href in found}


def test_a_figure_asks_few_queries(town, signed_in):
    browser = signed_in("finance_officer")
    found = figures(browser)
    assert {"reserv.kvar", "resultatbudget.organ", "beslut.medgett", "ar.indikatorer"} <= set(found)

    for name, at in found.items():
        for queries in firsts(browser, at):
            assert len(queries) <= MOST, (name, told(queries))


def test_were_more_asked_it_would_be_counted(address, reader, monkeypatch):
    at = reverse("web:reserves", kwargs={"year": YEAR})
    browser, _answer = reader(at, ROUTES["web:reserves"][0])
    before = [len(queries) for queries in firsts(browser, at)]
    years = pages.queries.years

    def ask_more():
        for _time in range(MOST):
            connection.cursor().execute("SELECT 1")
        return years()

    monkeypatch.setattr(pages.queries, "years", ask_more)
    after = [len(queries) for queries in firsts(browser, at)]
    assert all(more >= few + MOST for few, more in zip(before, after, strict=True))
