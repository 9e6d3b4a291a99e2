"""Files that are not what they should be: read, or told where, what and how to mend it.

Each costs little, and none writes anything.
"""

import html
import re
import sys
import time
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from enslinje.core.errors import shortened
from enslinje.core.marking import EVERYTHING
from enslinje.core.numbers import NO_BREAK_SPACE
from enslinje.exchange import block_files, table_files
from enslinje.goals.models import Target
from enslinje.goals.target_grid import target_grid
from enslinje.journal.models import ChangeSet
from enslinje.web.target_grid import files_in
from tests.people import record_people
from tests.stress.sizes import both
from tests.web.reader import read as read_page
from tests.web.targets import dangerous, handmade, malformed, malformed_books, reading
from tests.web.targets.kinds import made
from tests.web.targets.malformed import KINDS, End, Made, Ours
from tests.web.targets.test_files import FILE, GRID, everything_stated

pytestmark = pytest.mark.django_db

REFUSED = re.compile(r"[^:]+: .*\S\. [A-ZÅÄÖ].*\. Inget är sparat\.")
WHERE = r"(?:, blad \S.*?)?, rad [0-9]+"
CELL = re.compile(
    rf"{WHERE}, kolumn [A-Z]+: (?:.*”(?P<value>.+?)”[ .]|raden ).*\S[.?] [A-ZÅÄÖ].*\."
)
"""File and perhaps sheet, row, column, value, what is wrong, and what mends it."""


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()
    everything_stated()


@pytest.fixture
def ours(signed_in):
    client = signed_in("editor")
    return Ours(client.get(f"{GRID}.xlsx").content, client.get(f"{GRID}.csv").content)


@pytest.fixture
def grid():
    return target_grid(year=2021, body="SKOLA", on=date(2021, 2, 1), sight=EVERYTHING)


def check(kind: str, file: Made, found: reading.Read) -> None:
    """Hold what was read of a file, and what was said of it, against what ought to be."""
    about = (kind, found.told)
    if found.refused:
        assert file.end in {End.REFUSED, End.CHANCE}, about
        assert found.refused.startswith(file.name), about
        assert REFUSED.fullmatch(found.refused), about
    else:
        assert file.end is not End.REFUSED, about
        assert (file.end is End.TOLD) <= bool(found.told), about
        assert (file.end is End.READ) <= (not found.told), about
        assert found.untold == [], about
        for said in found.told:
            assert said.startswith(file.name), about
            assert CELL.fullmatch(said.removeprefix(file.name)), about
        for line in found.lines:
            for said in line.faults:
                assert {shortened(line.text), shortened(line.reason)} & quoted(said), about
    assert is_told(file.said, found.told), about
    texts = {line.code: line.text for line in found.lines}
    assert {code: texts.get(code) for code in file.reads} == dict(file.reads), about


def is_told(pieces: Sequence[str], told: Sequence[str]) -> bool:
    """Whether one of the sentences has all the pieces."""
    return not pieces or any(all(piece in said for piece in pieces) for said in told)


def quoted(said: str) -> set[str]:
    return set(re.findall(r"”([^”]*)”", said))


@pytest.mark.parametrize("files", both(sample=500, full=10_000))
def test_malformed_files_are_told_and_nothing_breaks(ours, grid, files, capsys):
    writes, slowest, start = ChangeSet.objects.count(), (0.0, ""), reading.peak()
    for at in range(files):
        kind, file = made(at, ours)
        began = time.process_time()
        found = reading.read(file.name, file.content, grid)
        slowest = max(slowest, (time.process_time() - began, f"{kind} ({at})"))
        check(kind, file, found)
    more = reading.peak() - start
    tell(capsys, f"{files} files: {slowest[0]:.2f} s the slowest, {slowest[1]}; {more:.0f} MB")
    assert slowest[0] <= reading.MOST_SECONDS, slowest
    assert more <= reading.MOST_MEGABYTES
    assert ChangeSet.objects.count() == writes


def tell(capsys, *lines: str) -> None:
    """Show figures in what the run prints."""
    with capsys.disabled():
        sys.stdout.write("\n".join(("", *lines, "")))


def test_files_are_the_same_each_time(ours):
    assert [made(at, ours) for at in range(len(KINDS))] == [
        made(at, ours) for at in range(len(KINDS))
    ]


def test_every_kind_of_file_is_told_on_the_page(signed_in, ours):
    """The page has the sentence, answers as it should, and nothing is written."""
    client, writes = signed_in("editor"), ChangeSet.objects.count()
    for at in range(len(KINDS)):
        kind, file = made(at, ours)
        sent = SimpleUploadedFile(file.name, file.content)
        answer = client.post(FILE, {"file": sent})
        page = read_page(answer.content).text.replace(NO_BREAK_SPACE, " ")
        is_refused = "Inget är sparat." in page
        assert answer.status_code == (422 if is_refused else 200), kind
        assert is_refused or "Inget är sparat än." in page, kind
        assert is_refused == (file.end is End.REFUSED) or file.end is End.CHANCE, kind
        said = [piece.replace(NO_BREAK_SPACE, " ") for piece in file.said]
        assert all(piece in page for piece in said), (kind, said)
        assert file.name in page or (not is_refused and file.end in {End.READ, End.CHANCE}), kind
    assert ChangeSet.objects.count() == writes


def test_a_file_that_is_confirmed_writes_what_was_right_and_keeps_the_rest(signed_in, ours):
    """In one write. The cell at fault keeps its place, and the fault its words, sheet and all."""
    rows = malformed.good_rows(Random(7))
    rows[1][1], rows[3][1] = "ca 30", 44
    content = malformed_books.beside_the_sheet_about(rows)
    client, writes = signed_in("editor"), ChangeSet.objects.count()
    answer = client.post(FILE, {"file": SimpleUploadedFile("två.xlsx", content)})
    sent = hidden(answer.content.decode())
    assert sent["sheet"] == "Årsmål"

    done = client.post(f"{GRID}/klistra-in/", sent, follow=True)

    assert done.status_code == 200
    assert "”ca 30” är inget årsmål." in done.content.decode()
    assert ChangeSet.objects.count() == writes + 1
    assert Target.objects.current().get(indicator__code="SHARE").low == 440_000
    assert Target.objects.current().get(indicator__code="JOBS").raw_text == ""


def hidden(page: str) -> dict[str, str]:
    form = page[page.index('name="confirm"') - 2_000 :]
    form = form[: form.index("</form>")]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    return {name: html.unescape(value) for name, value in found if name != "csrfmiddlewaretoken"}


# Without what looks at a file ----------------------------------------------------------------


def test_without_asking_for_heads_any_table_would_be_laid_over_the_grid(grid, monkeypatch):
    content = handmade.book([["Belopp", "Konto"], [1, 4010], [2, 5010]])
    assert reading.read("budget.xlsx", content, grid).refused
    monkeypatch.setattr(files_in, "_check_heads", lambda _found: None)
    page = reading.read("budget.xlsx", content, grid).page
    assert page.changed
    assert [line.text for line in page.lines] == ["Belopp", "1", "2"]


def test_without_counting_cells_a_decimal_would_be_lost(grid, monkeypatch):
    content = "Kod,Vårt årsmål,Motivering\nSHARE,12,5,Vi bygger\n".encode()
    assert reading.read("komma.csv", content, grid).refused
    monkeypatch.setattr(block_files, "_check_lengths", lambda _lines: None)
    (line,) = reading.read("komma.csv", content, grid).lines
    assert (line.text, line.reason) == ("12", "5")


def test_without_a_look_at_the_letters_others_would_be_read(grid, monkeypatch):
    content = "Kod;Our target;Motivering\nSHARE;12;Växer\n".encode("mac-roman")
    assert reading.read("mac.csv", content, grid).refused
    monkeypatch.setattr(table_files, "_check_letters", lambda _content, _encoding: None)
    (line,) = reading.read("mac.csv", content, grid).lines
    assert line.reason == "Vèxer"


# What files cost ------------------------------------------------------------------------------


@pytest.fixture
def readers(grid, tmp_path):
    with reading.readers(grid, tmp_path) as found:
        yield found


def test_no_file_costs_more_than_a_reading_may(readers, capsys):
    """Each is read by a process of its own."""
    costs = {}
    for kind, make in dangerous.KINDS.items():
        file = make()
        cost = costs[kind] = readers.cost(file.name, file.content)
        assert cost.is_within, (kind, cost)
        is_refused = [said.endswith("Inget är sparat.") for said in cost.told] == [True]
        assert is_refused == (file.end is End.REFUSED) or file.end is End.CHANCE, (kind, cost)
        assert not is_refused or REFUSED.fullmatch(cost.told[0]), (kind, cost)
        assert is_told(file.said, cost.told), (kind, cost)
    slowest = max(costs, key=lambda kind: costs[kind].seconds)
    largest = max(costs, key=lambda kind: costs[kind].megabytes)
    tell(
        capsys,
        f"{costs[slowest].seconds:.2f} s: {slowest}",
        f"{costs[largest].megabytes:.0f} MB: {largest}",
    )


def test_without_the_limits_a_bomb_goes_off(readers):
    """What is measured is measured: the same reading, when no size inside a file is looked at."""
    file = dangerous.hundreds_of_megabytes()
    assert readers.cost(file.name, file.content).is_within
    assert readers.cost(file.name, file.content, limited=False).megabytes > reading.MOST_MEGABYTES


@pytest.mark.stress
@pytest.mark.parametrize("kind", ["a million strings", "a million attributes", "a million styles"])
def test_without_the_limits_it_takes_too_long(readers, kind):
    file = dangerous.KINDS[kind]()
    assert not readers.cost(file.name, file.content, limited=False).is_within
