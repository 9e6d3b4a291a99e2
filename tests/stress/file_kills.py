"""`kill -9` at each step of attaching a file: it leaves a whole file with its fact, or no fact.

A file whose write was cut off has no fact; it is what `sweep` takes away.
"""

import os
import signal
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

from django.db import connections, transaction

from enslinje.core.terms import FileKind
from enslinje.organisation import file_queries, file_store, operations
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.operations import files
from tests import town
from tests.core.test_file_types import A_PDF
from tests.everything import decision
from tests.stress import harms
from tests.stress.switches import switch_off


def begun() -> None:
    """Die when nothing but the beginning of the file is written."""
    file_store._check_size = _end


def written() -> None:
    """Die when the file is whole on the disk and about to get its name."""
    Path.rename = _end


def named() -> None:
    """Die when the file has its name, before anything is recorded."""
    files._attach = _end


def recorded() -> None:
    """Die when the facts are recorded, before they are committed."""
    files.record.finish = _end


def committed() -> None:
    """Die as soon as the facts are committed."""
    attach = files._attach

    def then_end(**given: object) -> object:
        transaction.on_commit(_end)
        return attach(**given)

    files._attach = then_end


def _end(*_args: object, **_given: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


STEPS = {step.__name__: step for step in (begun, written, named, recorded, committed)}


def run(*, off: Sequence[str] = ()) -> dict:
    """Kill an attachment at each step; tell what facts and files each has left, and the harm."""
    operations.record_decisions(actor=town.LOADER, decisions=[decision()])
    file_store.discard(file_store.keep([b"x"]).name)  # The folders are there.
    switch_off(off)
    facts: Counter[str] = Counter()
    left: Counter[str] = Counter()
    found: harms.Harms = []
    for step in STEPS:
        before, there = set(file_queries.kept_files()), _lying()
        connections.close_all()
        _die(step)
        known = file_queries.kept_files()
        facts[step] = len(known.keys() - before)
        left[step] = len(_lying() - there - known.keys())
        found += [
            ("lost", name)
            for name in known.keys() - before
            if file_store.whole(name, size=known[name][0], sha256=known[name][1]) is None
        ]
    file_store.SWEPT_AFTER = -1
    swept = len(file_store.sweep(set(file_queries.kept_files())))
    connections.close_all()
    told = {"facts": {step: facts[step] for step in STEPS}, "swept": swept}
    return told | {"left": {step: left[step] for step in STEPS}} | harms.summed_up(found)


def _lying() -> set[str]:
    return {path.name for path in file_store.folder().rglob("*") if path.is_file()}


def _die(step: str) -> None:
    """Attach a file in a process that is killed when it comes to `step`."""
    pid = os.fork()
    if not pid:
        try:
            _attach_until(step)
        finally:
            os._exit(1)
    _pid, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), status


def _attach_until(step: str) -> None:
    STEPS[step]()
    operations.attach_file(
        actor=town.LOADER,
        draft=FileDraft(
            case_number="KS 2020/1", item_no=1, kind=FileKind.MINUTES, title="Protokoll"
        ),
        content=BytesIO(A_PDF),
    )
