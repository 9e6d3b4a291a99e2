"""The command line says what went wrong in one line, with an exit code that tells which kind."""

import sys

import pytest
from django.db import OperationalError
from typer.core import TyperCommand

import enslinje
from enslinje.cli import main
from enslinje.cli.django_ready import Unready
from enslinje.core.errors import DomainError


def run(monkeypatch, capsys, *arguments, raising=None):
    """Run `enslinje` with `arguments`; a command raises `raising`. Return code, stdout, stderr."""

    def fail() -> None:
        if raising:
            raise raising

    monkeypatch.setattr(sys, "argv", ["enslinje", *arguments])
    monkeypatch.setattr(main.Command, "load", lambda _self, name: TyperCommand(name, callback=fail))
    with pytest.raises(SystemExit) as end:
        main.main()
    out, err = capsys.readouterr()
    return end.value.code, out, err


@pytest.mark.parametrize(
    ("raising", "code", "line"),
    [
        (DomainError("Året 1999 finns inte"), 2, "enslinje: Året 1999 finns inte\n"),
        (DomainError("Two\n  lines"), 2, "enslinje: Two lines\n"),
        (Unready("no key"), 1, "enslinje: no key\n"),
        (
            OperationalError("no table x"),
            1,
            "enslinje: the database refused: no table x. `enslinje doctor` says what to mend.\n",
        ),
        (None, 0, ""),
    ],
)
def test_a_failure_is_one_line(monkeypatch, capsys, raising, code, line):
    assert run(monkeypatch, capsys, "doctor", raising=raising) == (code, "", line)


def test_a_bug_is_not_dressed_up_as_a_refusal(monkeypatch, capsys):
    with pytest.raises(ZeroDivisionError):
        run(monkeypatch, capsys, "doctor", raising=ZeroDivisionError())


def test_an_unknown_command_is_wrong_usage(monkeypatch, capsys):
    code, _, err = run(monkeypatch, capsys, "docter")
    assert code == 2
    assert "Did you mean 'doctor'?" in err


def test_help_lists_every_command_with_its_line(monkeypatch, capsys):
    code, out, _ = run(monkeypatch, capsys, "--help")
    assert code == 0
    for name, command in main.COMMANDS.items():
        assert f"  {name} " in out
        assert command.first_line()[:30] in out


def test_version(monkeypatch, capsys):
    assert run(monkeypatch, capsys, "--version") == (0, f"Enslinje {enslinje.__version__}\n", "")


@pytest.mark.parametrize("name", main.COMMANDS)
def test_each_command_loads(name):
    assert main.COMMANDS[name].load(name).name == name
