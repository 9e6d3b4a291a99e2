"""Only operations and the journal write; doors ask queries, never the database."""

import ast
import re

import pytest

from tests.house.sources import SOURCE, modules, name_of, room_of

WRITES = {
    "save",
    "create",
    "bulk_create",
    "update",
    "bulk_update",
    "delete",
    "get_or_create",
    "update_or_create",
}
MANAGERS = {"objects", "_default_manager", "_base_manager"}
WRITERS = {"journal"}
WITHOUT_DATABASE = {"core", "rendering", "figures"}
DOORS = {"web", "api", "cli"}
RAW_WRITE = re.compile(r"\s*(INSERT INTO|UPDATE \S+ SET|DELETE FROM|REPLACE INTO)\b", re.IGNORECASE)


def uses(text: str, names: set[str]) -> list[str]:
    """Return where `text` takes one of `names` from an object."""
    nodes = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Attribute))
    return [f"line {node.lineno}: {ast.unparse(node)}" for node in nodes if node.attr in names]


def raw_writes(text: str) -> list[str]:
    """Return the SQL in `text` that writes."""
    return [
        f"line {node.lineno}: {node.value[:60]}"
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and RAW_WRITE.match(node.value)
    ]


LETTERS = "web/account/invitations.py"
"""allauth's form calls it saving when it sends a letter."""


def may_write(path):
    is_operation = path.name == "operations.py" or path.parent.name == "operations"
    sends = path.relative_to(SOURCE).as_posix() == LETTERS
    return is_operation or sends or room_of(path) in WRITERS


EACH = pytest.mark.parametrize("path", modules(), ids=name_of)


@EACH
def test_only_operations_and_the_journal_write(path):
    text = path.read_text(encoding="utf-8")
    if not may_write(path):
        assert raw_writes(text) == []
        if room_of(path) not in WITHOUT_DATABASE:
            assert uses(text, WRITES) == []


@pytest.mark.parametrize(
    "path",
    [path for path in modules() if room_of(path) in DOORS],
    ids=name_of,
)
def test_doors_ask_queries_not_the_database(path):
    assert uses(path.read_text(encoding="utf-8"), MANAGERS) == []


@pytest.mark.parametrize(
    "write",
    [
        "target.save()",
        "Target.objects.filter(year=2021).update(low=3)",
        "body.targets.create(low=3)",
        "Target.objects.all().delete()",
    ],
)
def test_a_write_is_seen(write):
    assert uses(f"def query():\n    return {write}", WRITES) != []


@pytest.mark.parametrize("write", ["delete from goals_target", "UPDATE goals_target SET low = 3"])
def test_a_write_in_sql_is_seen(write):
    assert raw_writes(f"cursor.execute({write!r})") != []


@pytest.mark.parametrize(
    "question", ["Body.objects.get()", "Body._default_manager", "m._base_manager"]
)
def test_a_question_past_the_queries_is_seen(question):
    assert uses(question, MANAGERS) != []


def test_only_operations_are_let_through():
    assert may_write(SOURCE / "goals" / "operations.py")
    assert may_write(SOURCE / "goals" / "operations" / "targets.py")
    assert not may_write(SOURCE / "goals" / "queries.py")
    assert not may_write(SOURCE / "web" / "goals" / "views.py")
