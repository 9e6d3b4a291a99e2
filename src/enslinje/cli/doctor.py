"""The command that looks for what is wrong with how Enslinje is set up, and says how to mend it."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import typer

from enslinje.cli.django_ready import Unready, start_django

OLDEST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Finding:
    """What one check saw. `mend` is what to do when it is not `well`."""

    what: str
    saw: str
    well: bool
    mend: str = ""


def doctor() -> None:
    """Check how Enslinje is set up here. Exit 1 when something needs mending."""
    ill = False
    for finding in findings():
        typer.echo(line(finding))
        ill = ill or not finding.well
    raise typer.Exit(code=int(ill))


def line(finding: Finding) -> str:
    """Return the finding as a line for people."""
    if finding.well:
        return f"✓ {finding.what}: {finding.saw}"
    return f"✗ {finding.what}: {finding.saw}. {finding.mend}"


def findings() -> Iterator[Finding]:
    """Look at one thing after another; what makes the next one impossible ends it."""
    yield Finding(
        "Python",
        ".".join(str(number) for number in sys.version_info[:3]),
        well=sys.version_info >= OLDEST_PYTHON,
        mend="Install Python 3.11 or newer.",
    )
    try:
        start_django()
    except Unready as fact:
        yield Finding("settings", "refused", well=False, mend=str(fact))
        return
    from enslinje.cli import setup_checks  # noqa: PLC0415  (it needs Django started)

    yield from setup_checks.all_findings()
