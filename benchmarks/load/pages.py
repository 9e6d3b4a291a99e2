"""A hundred requests a second, four reads to a save, beside the smallest page Django makes.

python -m benchmarks.load.pages [--postgres] [--runs 3]

The product and the smallest page are asked in turn, at the same rate, and each run is told with the
processor time of both sides: on two cores they share them with whoever asks. Before, everybody has
had their pages a few times, as on a day of work; each reads of the year they write in.
"""

import argparse
import random
import statistics
import sys
from collections.abc import Iterator, Sequence

from benchmarks.load import saves
from benchmarks.load.city import YEAR
from benchmarks.load.client import Asked
from benchmarks.load.evening import SAVED_YEAR, a_folder
from benchmarks.load.figures import by_group, failed, line, processors, share, waited
from benchmarks.load.people import Person, sign_in
from benchmarks.load.servers import (
    HOST,
    Played,
    Server,
    make_city,
    minimal,
    play,
    product,
)

PER_SECOND, SECONDS = 100, 20
SAVES_ONE_IN = 5
ASKED_P95_SECONDS = 0.05
PUBLIC = (
    "/{year}/",
    "/{year}/mal/",
    "/{year}/indikator/",
    "/{year}/bidrag/",
    "/{year}/iakttagelser/",
    "/{year}/namnd/{slug}/",
    "/{year}/budget/",
)
OWN = (
    "/arbete/",
    "/arbete/{saved}/namnd/{slug}/",
    "/arbete/{saved}/namnd/{slug}/malvarden/",
)
WARM_TIMES, WARM_PER_SECOND = 6, 20
"""How often everybody has every page before it is measured: both processes shall have it."""


def main() -> int:
    """Measure and print. Return 1 when something failed or is slower than asked."""
    options = argparse.ArgumentParser(prog="python -m benchmarks.load.pages", description=__doc__)
    options.add_argument("--postgres", action="store_true", help="on PostgreSQL")
    options.add_argument("--runs", type=int, default=3, help="pairs of runs")
    chosen = options.parse_args()
    with a_folder(postgres=chosen.postgres) as settings:
        bodies = make_city(settings)
        ours, theirs = [], []
        with product(settings) as server, minimal() as smallest:
            people = [sign_in(HOST, server.port, one, slug) for slug, one, _head in bodies]
            _warm(server, people)
            for number in range(chosen.runs):
                ours.append(play(server, list(_asked(server, people, number))))
                theirs.append(play(smallest, _least()))
                _tell("product", ours[-1])
                _tell("smallest page", theirs[-1])
    return _judged(ours, theirs)


def _asked(server: Server, people: Sequence[Person], number: int) -> Iterator[Asked]:
    chance = random.Random(number)
    cells = saves.cells(server.port, people, SAVED_YEAR)
    chance.shuffle(cells)
    for at in range(PER_SECOND * SECONDS):
        if at % SAVES_ONE_IN == 0:
            cell = cells[at // SAVES_ONE_IN % len(cells)]
            yield saves.save(cell, SAVED_YEAR, at / PER_SECOND, f"Skäl {number}.{at}")
            continue
        person = chance.choice(people)
        is_own = chance.random() < 0.5
        path = _path(chance.choice(OWN if is_own else PUBLIC), person)
        headers = person.headers if is_own else {}
        yield Asked(
            at / PER_SECOND, path, "own page" if is_own else "public page", headers=dict(headers)
        )


def _least() -> list[Asked]:
    return [Asked(at / PER_SECOND, "/", "page") for at in range(PER_SECOND * SECONDS)]


def _warm(server: Server, people: Sequence[Person]) -> None:
    """Ask for everything a few times, so that both processes have what they keep."""
    public = {_path(path, one): {} for one in people for path in PUBLIC}
    own = [(_path(path, one), one.headers) for one in people for path in OWN]
    every = [*public.items(), *own] * WARM_TIMES
    play(
        server,
        [
            Asked(n / WARM_PER_SECOND, path, "", headers=dict(headers))
            for n, (path, headers) in enumerate(every)
        ],
    )


def _path(path: str, person: Person) -> str:
    return path.format(year=YEAR, saved=SAVED_YEAR, slug=person.slug)


def _tell(name: str, played: Played) -> None:
    print(line(name, played.answers))
    for told in by_group(played):
        print(f"  {told}")
    print(f"  {processors(played)}")


def _judged(ours: Sequence[Played], theirs: Sequence[Played]) -> int:
    slow = statistics.median(share(waited(run), 0.95) for run in ours)
    least = statistics.median(share(waited(run), 0.95) for run in theirs)
    wrong = [one for run in ours for one in failed(run.answers)]
    mark = "✓" if slow <= ASKED_P95_SECONDS and not wrong else "✗"
    print(
        f"{mark} p95 {1000 * slow:.0f} ms of {1000 * ASKED_P95_SECONDS:.0f}, "
        f"{slow / least:.1f} × the smallest page's {1000 * least:.0f}; {len(wrong)} failed"
    )
    for one in wrong[:3]:
        print(f"  {one.group}: {one.status} {one.body[:200]}")
    return int(mark != "✓")


if __name__ == "__main__":
    sys.exit(main())
