"""Say where a tracked file names a package registry's address or a folder of one machine.

Locks and sources then install from any mirror, in any folder.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# With spaces for dots, so that this file does not name them either.
REGISTRIES = (
    "pypi org",
    "pythonhosted org",
    "npmjs org",
    "npmjs com",
    "yarnpkg com",
    "deb debian org",
)
REGISTRY = re.compile("|".join(rf"\b{name.replace(' ', '[.]')}\b" for name in REGISTRIES))
# Options and keys by which a lock or a configuration names where packages come from.
ORIGIN = re.compile(
    r"--(extra-)?index[-]url|--find[-]links|^\s*(registry|index-url)\s*=|\"resolved\":"
)
MACHINE = re.compile(r"(?<![\w.~$}/-])/(home|Users|root|work|mnt)/[\w.-]+")


def complaints_about(name: str, text: str) -> Iterator[str]:
    """Yield "file:line: what is wrong" for each line of `text` that says where it was made."""
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in (
            ("names a registry", REGISTRY),
            ("says where packages come from", ORIGIN),
            ("names a folder of one machine", MACHINE),
        ):
            if found := pattern.search(line):
                yield f"{name}:{number}: {what}: {found.group()}"


def tracked_files() -> list[Path]:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def complaints() -> list[str]:
    found = []
    for path in tracked_files():
        if not path.is_file():
            continue  # Deleted, not yet in a commit.
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # A picture or a font.
        found += complaints_about(path.relative_to(ROOT).as_posix(), text)
    return found


if __name__ == "__main__":
    wrong = complaints()
    print("\n".join(wrong), file=sys.stderr)
    sys.exit(1 if wrong else 0)
