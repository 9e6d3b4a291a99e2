"""What the documents claim is true: words, rules, capabilities, and where packages come from."""

import ast
import re
from collections import Counter

import pytest
from django.apps import apps
from django.urls import Resolver404, resolve

from enslinje.cli.main import COMMANDS
from enslinje.core.findings import FIGURE_RULES, FINDING_RULES
from scripts.addresses import complaints, complaints_about
from tests.house.sources import DOCS, ROOT, SOURCE, modules, table_rows

# Models that are no words of the domain, and why they are there.
TECHNICAL = {
    "change_set": "one write",
    "idempotency_key": "a submission that came in",
    "pulse": "how many writes have touched something",
    "ledger_year": "the last number of a year's ledger",
    "reserve_balance": "what is left of a reserve, kept and locked",
    "control_setting": "what a control does in a year",
    "occasion_body": "a body's own due instant of an occasion",
    "group_member": "a body in a group",
    "group_exclusion": "a body not in a group",
    "activity_goal": "an activity's goals",
    "activity_party": "who takes part in an activity",
    "activity_theme": "an activity's themes",
}
DONE = {"klar", "done"}
NAMED_TEST = re.compile(r"(tests/[\w/]+\.py)::(\w+)")
PAGE = re.compile(r"(?<![\w/.])/(?:[\w<>.-]+/)*(?:[\w<>-]+\.(?:csv|json))?(?![\w/])")
COMMAND = re.compile(r"enslinje ([a-z][\w-]*)")
MODULE = re.compile(r"(?<![\w/])(?:[\w]+/)+\w+\.py")
SOURCE_LINE = re.compile(r"^\s*Source: rule ([a-z-]+)", re.MULTILINE)


# Words ----------------------------------------------------------------------------------------


def identifiers(text: str) -> list[str]:
    """Return every identifier of a glossary."""
    return [word for row in table_rows(text) for word in row[1].split(" / ")]


def snake_case(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def unknown_words(models: list[str], known: set[str]) -> list[str]:
    """Return the models named by no word of the glossary; an edition is of its thing."""
    words = {snake_case(name).removesuffix("_edition") for name in models}
    return sorted(words - known - TECHNICAL.keys())


def test_one_term_has_one_identifier():
    counted = Counter(identifiers((DOCS / "glossary.md").read_text(encoding="utf-8")))
    assert [word for word, times in counted.items() if times > 1] == []
    assert len(counted) > 100


def test_every_model_is_a_word_of_the_glossary():
    ours = [
        model.__name__
        for model in apps.get_models()
        if model.__module__.startswith("enslinje.") and not model._meta.auto_created
    ]
    known = set(identifiers((DOCS / "glossary.md").read_text(encoding="utf-8")))
    assert len(ours) > 10
    assert unknown_words(ours, known) == []


def test_no_technical_name_is_left_over():
    models = {snake_case(model.__name__) for model in apps.get_models()}
    assert TECHNICAL.keys() <= models


def test_a_word_outside_the_glossary_is_seen():
    assert unknown_words(["GoalEdition", "Skyldighet", "ChangeSet"], {"goal"}) == ["skyldighet"]


def test_an_identifier_used_twice_is_seen():
    text = "| svenska | identifier |\n|---|---|\n| a | x / y |\n| b | y |\n"
    assert identifiers(text) == ["x", "y", "y"]


# Rules ----------------------------------------------------------------------------------------


def test_every_rule_has_a_page_and_every_page_a_rule():
    pages = {page.stem for page in (DOCS / "rules").glob("*.md")} - {"README", "index"}
    assert pages == {*FINDING_RULES, *FIGURE_RULES}


@pytest.mark.parametrize("rule", [*FINDING_RULES, *FIGURE_RULES])
def test_a_rule_page_begins_with_a_heading(rule):
    assert (DOCS / "rules" / f"{rule}.md").read_text(encoding="utf-8").startswith("# ")


def test_a_source_line_names_a_rule_that_exists():
    named = {
        rule
        for path in modules(SOURCE / "core")
        for rule in SOURCE_LINE.findall(path.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= {*FINDING_RULES, *FIGURE_RULES}


# Capabilities ---------------------------------------------------------------------------------


def false_claims(text: str) -> list[str]:
    """Return what a table of capabilities claims that is not so."""
    found = []
    for number, _, state, where, test in table_rows(text):
        tests = NAMED_TEST.findall(test)
        found += [
            f"{number}: no test {file}::{name}" for file, name in tests if not has(file, name)
        ]
        places = PAGE.findall(where)
        found += [f"{number}: no page {page}" for page in places if not is_page(page)]
        commands = COMMAND.findall(where)
        found += [f"{number}: no command {name}" for name in commands if name not in COMMANDS]
        built_in = MODULE.findall(where)
        found += [f"{number}: no module {name}" for name in built_in if not is_module(name)]
        if state.lower() in DONE:
            found += [f"{number}: done, without a test"] * (not tests)
            found += [f"{number}: done, nowhere"] * (not places + commands + built_in)
    return found


def has(file: str, name: str) -> bool:
    """Tell whether test file `file` defines `name`."""
    path = ROOT / file
    if not path.is_file():
        return False
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return any(
        isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name for node in nodes
    )


def is_module(name: str) -> bool:
    return (SOURCE / name).is_file() or (ROOT / name).is_file()


def is_page(page: str) -> bool:
    """Tell whether some view answers at `page`; <år> stands for a year, <else> for anything."""
    try:
        resolve(re.sub(r"<[^>]*>", "x", re.sub(r"<(år|year)>", "2021", page)))
    except Resolver404:
        return False
    return True


def test_the_capabilities_claim_what_is_so():
    text = (DOCS / "capabilities.md").read_text(encoding="utf-8")
    assert len(table_rows(text)) > 100
    assert false_claims(text) == []


HEAD = "| nr | förmåga | läge | var | test |\n|---|---|---|---|---|\n"
THIS = f"tests/house/test_documents.py::{test_one_term_has_one_identifier.__name__}"


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        (f"| C1 | a | klar | `/<år>/mal/` | `{THIS}` |", None),
        (f"| C1 | a | klar | `enslinje doctor` | `{THIS}` |", None),
        (f"| C1 | a | klar | `core/findings.py` | `{THIS}` |", None),
        ("| C1 | a | inte byggt |  |  |", None),
        ("| C1 | a | delvis | `/<år>/mal/` |  |", None),
        ("| C1 | a | klar | `/<år>/mal/` |  |", "C1: done, without a test"),
        (f"| C1 | a | klar |  | `{THIS}` |", "C1: done, nowhere"),
        (f"| C1 | a | delvis | `/<år>/mal/` | `{THIS}_not` |", f"C1: no test {THIS}_not"),
        ("| C1 | a | delvis | `/<år>/finns-inte/` |  |", "C1: no page /<år>/finns-inte/"),
        ("| C1 | a | delvis | `core/absent.py` |  |", "C1: no module core/absent.py"),
        ("| C1 | a | delvis | `enslinje finns-inte` |  |", "C1: no command finns-inte"),
    ],
)
def test_a_false_claim_is_seen(row, complaint):
    assert false_claims(f"{HEAD}{row}\n") == ([complaint] if complaint else [])


# Where packages come from ---------------------------------------------------------------------


def test_no_tracked_file_says_where_packages_come_from_or_where_it_was_made():
    assert complaints() == []


def test_the_locks_hold_no_address_at_all():
    for lock in (*(ROOT / "requirements").glob("*.lock"), ROOT / "package-lock.json"):
        assert "://" not in lock.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "line",
    [
        f"--{'index'}-url x",
        f"--extra-{'index'}-url=x",
        f'      "{"resolved"}": "x",',
        "registry=x",
        f"see files.{'pythonhosted'}.org",
        f"https://registry.{'npmjs'}.org/a.tgz",
        "open('" + "/home/" + "kim/a.csv')",
    ],
)
def test_an_address_is_seen(line):
    assert len(list(complaints_about("file", f"good\n{line}\n"))) >= 1


@pytest.mark.parametrize(
    "line", ["src/works/a.py", "django==5.2.19 \\", "/2021/mal/", "var/home/x"]
)
def test_a_good_line_is_let_through(line):
    assert list(complaints_about("file", line)) == []
