"""What the rules look at: the files of the product, and its layers as the contract has them."""

import ast
import tomllib
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "enslinje"
DOCS = ROOT / "docs"


def modules(folder: Path = SOURCE) -> list[Path]:
    """Return every module written by hand."""
    return [path for path in sorted(folder.rglob("*.py")) if "migrations" not in path.parts]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def room_of(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0]


def strings(text: str) -> Iterator[str]:
    """Yield every string constant of a module, docstrings too."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def floors() -> dict[str, int]:
    """Return each room's floor, 0 lowest, from the layers of import-linter's contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return {
        room.strip(" ()"): floor
        for floor, rooms in enumerate(reversed(layers))
        for room in rooms.split("|")
    }


def table_rows(text: str) -> list[list[str]]:
    r"""Return the cells of the rows of a document's Markdown tables, without heads; \| is a |."""
    lines = text.splitlines()
    body = [
        line
        for line, following in zip(lines, [*lines[1:], ""], strict=True)
        if line.startswith("|") and not is_ruled(line) and not is_ruled(following)
    ]
    cells = [line.strip()[1:-1].replace(r"\|", "\0").split("|") for line in body]
    return [[cell.strip().replace("\0", "|") for cell in row] for row in cells]


def is_ruled(line: str) -> bool:
    """Tell whether `line` is the one between a table's head and its rows."""
    return line.startswith("|") and set(line) <= set("|-: ")
