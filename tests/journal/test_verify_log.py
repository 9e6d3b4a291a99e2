"""tools/verify_log.py finds every manipulation, in an export and in a database file."""

import ast
import random
import subprocess
import sys

import pytest
from django.conf import settings

from enslinje.journal import log_reading
from tests.house.sources import ROOT
from tests.journal import manipulations
from tests.journal.manipulations import tool

TIMES = 300
SCRIPT = ROOT / "tools" / "verify_log.py"


@pytest.fixture
def key():
    return settings.LOG_KEY.encode()


@pytest.fixture
def originals(db, tmp_path):
    manipulations.write_a_history()
    return manipulations.saved(tmp_path)


def test_it_imports_nothing_but_the_standard_library():
    tree = ast.parse(SCRIPT.read_text(encoding="utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    named |= {alias.name for node in imports for alias in node.names}
    assert {name.partition(".")[0] for name in named} <= sys.stdlib_module_names


def test_every_manipulation_is_found(originals, tmp_path, key):
    head = log_reading.head().text
    missed = manipulations.unfound(
        originals, tmp_path, key=key, head=head, times=TIMES, seed="test"
    )
    assert missed == []


def test_what_nobody_has_touched_has_no_faults(originals, tmp_path, key):
    for original in originals:
        untouched = manipulations.copy_of(original, tmp_path)
        untouched.close()
        for head in (log_reading.head().text, log_reading.head().sha256):
            assert tool.verify(untouched.path, key=key, head=head) == []


# Controls: what finds what ----------------------------------------------------------------------


def after(manipulation, originals, tmp_path, **how):
    """The faults after one manipulation, in each form of what was saved."""
    found = []
    for original in originals:
        copy = manipulations.copy_of(original, tmp_path)
        manipulation(copy, random.Random(1))
        copy.close()
        found.append(tool.verify(copy.path, **how))
    return found


def test_without_a_published_head_a_clean_cut_is_not_found(originals, tmp_path, key):
    cut = manipulations.truncate_tail

    assert not any(after(cut, originals, tmp_path, key=key))
    for head in (log_reading.head().text, log_reading.head().sha256):
        assert all(after(cut, originals, tmp_path, key=key, head=head))


def test_without_the_key_a_rewritten_entry_is_not_found(originals, tmp_path, key):
    rewrite = manipulations.rewrite_without_key

    assert not any(after(rewrite, originals, tmp_path))
    assert all(after(rewrite, originals, tmp_path, key=key))


def test_without_a_look_at_the_tables_a_changed_row_is_not_found(
    originals, tmp_path, key, monkeypatch
):
    def change(copy, _chance):
        copy.set("goals_target", copy.tables["goals_target"][0]["id"], "low", 1)

    assert all(after(change, originals, tmp_path, key=key))
    monkeypatch.setattr(tool, "table_faults", lambda _tables, _entries: [])
    assert not any(after(change, originals, tmp_path, key=key))


def test_an_earlier_head_holds_when_more_has_been_written(db, tmp_path, key):
    manipulations.write_a_history()
    earlier = log_reading.head()
    manipulations.town.state(manipulations.town.target(99))
    for original in manipulations.saved(tmp_path):
        assert tool.verify(original, key=key, head=earlier.text) == []
        assert tool.verify(original, key=key, head=earlier.sha256) != []


# The command ------------------------------------------------------------------------------------


def run(*arguments):
    asked = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONUTF8": "1"},
    )
    return asked.returncode, asked.stdout, asked.stderr


def test_the_script_says_what_is_wrong_and_where(originals, tmp_path):
    key_file = tmp_path / "log_key"
    key_file.write_text(settings.LOG_KEY)
    code, out, _ = run("--key-file", key_file, originals[0])
    assert (code, "0 fel" in out, log_reading.head().sha256 in out) == (0, True, True)

    copy = manipulations.copy_of(originals[0], tmp_path)
    target = min(row["id"] for row in copy.tables["goals_target"])
    copy.set("goals_target", target, "low", 1)
    copy.close()
    code, out, _ = run("--key-file", key_file, copy.path)
    assert code == 1
    chain, number, what = out.splitlines()[0].split("\t")
    assert (chain, number.isdigit(), what) == (
        "2021/SKOLA",
        True,
        f"goals_target {target}: low är ändrad",
    )


def test_without_the_key_it_says_so(originals):
    code, out, _ = run(originals[0])
    assert (code, "Utan nyckel" in out) == (0, True)


@pytest.mark.parametrize("text", ["", "no json\n", '{"table": "x"}\n', "[]\n"])
def test_what_is_no_log_is_refused(tmp_path, text):
    file = tmp_path / "file"
    file.write_text(text)
    code, _, err = run(file)
    assert (code, bool(err)) == (2, True)
