"""How long the pages of money take on ten years of a city (python -m benchmarks.money_pages).

Loads Stockholm 2021 into an empty SQLite file in a temporary folder, posts nine years more like it
with a city's changes in each, and asks every page again and again in this process, without a
network: as the public, for whom pages are kept, and as a controller who is signed in, for whom they
are not. Prints queries and the 95th percentile of each: of the clock, and of the processor's own
time, which a busy machine stretches less.
"""

import os
import tempfile
import time
from typing import Any

TIMES = 40
FIRST_YEAR, LAST_YEAR = 2012, 2020
CHANGES = 200
KR = 100
READER = "demo-ekonom"
"""Somebody of the demo who reads the whole city's money."""

PAGES = (
    "/{year}/budget/",
    "/{year}/budget/?uppstallning=kallan&per=konto",
    "/{year}/budget/namnd/farsta/",
    "/{year}/reserv/",
    "/{year}/reserv/2/",
    "/{year}/reserv/2/belopp/",
    "/{year}/huvudbok/",
    "/{year}/huvudbok/?slag=adjustment&namnd=farsta",
    "/{year}/huvudbok/2/",
    "/{year}/budget.csv",
    "/{year}/budget.xlsx",
)


def main() -> None:
    """Make the ten years, and measure."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(ENSLINJE_DATA=folder, ENSLINJE_MODE="demo")
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enslinje.config.settings")
        import django

        django.setup()
        postings = ten_years()
        print(f"{postings} postings in ten years; {TIMES} times each\n")
        for who in ("", READER):
            print(f"{who or 'the public'}\n")
            print("| Page | Queries, first and then | p95, ms | p95 of processor time, ms |")
            print("|---|---|---|---|")
            for page in PAGES:
                print(measured(page.format(year=LAST_YEAR), who))
            print()


def ten_years() -> int:
    """Load 2021, and post the nine years before it. Return how many postings there are."""
    from django.core.management import call_command

    from enslinje.budget.models import Posting
    from enslinje.demo.load import load

    call_command("migrate", verbosity=0, skip_checks=True)
    call_command("collectstatic", interactive=False, verbosity=0)
    load("stockholm-2021")
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        post_year(year)
    return Posting.objects.count()


def post_year(year: int) -> None:
    """Post a year like 2021, with a draw or a gross-up every other working day."""
    from enslinje.budget import drafts, operations, queries
    from enslinje.core.budget_terms import TransactionKind
    from enslinje.core.terms import Basis

    there = queries.postings(year=2021)
    set_up(year)
    council = [row for row in there if row.kind is TransactionKind.COUNCIL_BUDGET]
    first = council[0]
    budget = drafts.TransactionDraft(
        kind=first.kind,
        decision=(first.decision.case_number, first.decision.item_no),
        text=f"Budget {year}",
        basis=Basis.INVENTED,
        postings=tuple(
            drafts.PostingDraft(
                account=row.account, amount_ore=row.amount, body=row.body, basis=Basis.INVENTED
            )
            for row in council
        ),
    )
    operations.post_transactions(actor=officer(), year=year, transactions=[budget])
    change(year, there)


def set_up(year: int) -> None:
    """Set up the reserves of 2021 for the year."""
    from enslinje.budget import drafts, operations, queries
    from enslinje.core.terms import Basis

    operations.set_up_reserves(
        actor=officer(),
        year=year,
        reserves=[
            drafts.ReserveDraft(
                account=row.account,
                purpose=row.purpose,
                basis=Basis.INVENTED,
                is_opening_known=row.is_opening_known,
            )
            for row in queries.reserves(year=2021)
        ],
    )


def change(year: int, there: tuple[Any, ...]) -> None:
    """Post draws and gross-ups, one body after another, under a decision of 2021."""
    from enslinje.budget import drafts, operations
    from enslinje.core.budget_terms import TransactionKind

    bodies = sorted({row.body for row in there if row.body})
    decided = next(row.decision for row in there if row.kind is TransactionKind.ADJUSTMENT)
    key = (decided.case_number, decided.item_no)
    operations.draw_reserves(
        actor=officer(),
        year=year,
        draws=[
            drafts.DrawDraft(
                reserve="CM2",
                account="kostnader",
                amount_ore=(1 + at) * 1000 * KR,
                decision=key,
                text=f"Justering {at}",
                body=bodies[at % len(bodies)],
            )
            for at in range(CHANGES // 2)
        ],
    )
    operations.gross_up(
        actor=officer(),
        year=year,
        gross_ups=[
            drafts.GrossUpDraft(
                body=bodies[at % len(bodies)],
                income_ore=(1 + at) * 1000 * KR,
                costs_ore=(1 + at) * 1000 * KR,
                decision=key,
                text=f"Omslutning {at}",
            )
            for at in range(CHANGES // 2)
        ],
    )


def officer() -> Any:
    """Who posts."""
    from enslinje.core.actors import Actor, Source
    from enslinje.core.policy import Holding, Role

    return Actor("bench", Source.FILE, holdings=(Holding(Role.FINANCE_OFFICER),))


def measured(page: str, who: str) -> str:
    """Ask for the page as somebody, "" for the public, and return its line of the table."""
    from django.conf import settings
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from enslinje.budget import kept
    from enslinje.organisation.models import Person

    client = Client(headers={"host": "localhost"})
    if who:
        client.force_login(
            Person.objects.get(username=who), backend=settings.AUTHENTICATION_BACKENDS[0]
        )
    kept.ledgers.forget()
    counts, seconds, worked = [], [], []
    for at in range(TIMES + 1):
        with CaptureQueriesContext(connection) as asked:
            before, began = time.perf_counter(), time.process_time()
            answer = client.get(page)
            seconds.append(time.perf_counter() - before)
            worked.append(time.process_time() - began)
        assert answer.status_code == 200, (page, answer.status_code)
        if at < 2:
            counts.append(len(asked))
    clock, own = p95(seconds[1:]), p95(worked[1:])
    return f"| `{page}` | {counts[0]} and {counts[1]} | {clock:.1f} | {own:.1f} |"


def p95(seconds: list[float]) -> float:
    """The 95th percentile in milliseconds."""
    return sorted(seconds)[int(len(seconds) * 0.95)] * 1000


if __name__ == "__main__":
    main()
