"""Make docs/policy.md from the table of the policy: who may do what, for people to read.

policy.py           write the page
"""

from collections.abc import Iterator
from pathlib import Path

from enslinje.core.policy import (
    ALL,
    ALWAYS,
    BODY_ROLES,
    CENTRAL_ROLES,
    GRANTED_BY_APPROVERS,
    RIGHTS,
    TAKING,
    TWO_PERSON_ROLES,
    Relation,
    Right,
    Role,
    Standing,
)
from enslinje.organisation.policy_words import ACTIONS, RELATIONS, ROLES, STANDINGS

PAGE = Path(__file__).resolve().parent.parent / "docs" / "policy.md"
HEAD = """# Vem får göra vad

Sidan görs ur `core/policy.py` med `make policy`; ändra där. Det som inte står här får ingen göra.
Hur roller ges och tas står i [Konton och behörigheter](handbook/konton-och-behorigheter.md), varför
det är som det är i [beslut 0007](decisions/0007-rights.md).
"""
MARKS = {
    Relation.OWN: "eget",
    Relation.CHILD: "under",
    Relation.PARENT: "över",
    Relation.SIBLING: "syskon",
    Relation.FOREIGN: "andra",
    Relation.WHOLE_GROUP: "hela",
}


def page() -> str:
    """Return the page's text."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    yield "## Rättigheter\n"
    yield f"**alla** = oavsett organ · {_legend()}.\n"
    yield "| Åtgärd | Vem | När |"
    yield "|---|---|---|"
    for right in RIGHTS:
        yield f"| {ACTIONS[right.action]} | {_who(right)} | {_when(right.standings)} |"
    yield "\n## Roller\n"
    yield "| Roll | Gäller | Ges av |"
    yield "|---|---|---|"
    for role in Role:
        yield f"| {ROLES[role]} | {_for_whom(role)} | {_given(role)} |"
    yield ""
    yield "Ingen ger sig själv en roll: då krävs alltid att någon annan bekräftar."


def _legend() -> str:
    return " · ".join(f"**{mark}** = {RELATIONS[relation]}" for relation, mark in MARKS.items())


def _who(right: Right) -> str:
    if right.roles.keys() == set(Role):
        return "alla"
    parts = []
    for role, relations in sorted(right.roles.items(), key=lambda one: list(Role).index(one[0])):
        where = (
            "alla" if relations == ALL else ", ".join(MARKS[r] for r in Relation if r in relations)
        )
        parts.append(f"{ROLES[role]} ({where})")
    text = " · ".join(parts)
    return (
        f"{text}. Inte den som själv förbereder organets plan" if right.never_by_preparer else text
    )


def _when(standings: frozenset[Standing]) -> str:
    if standings == ALWAYS:
        return "alltid"
    if len(standings) > len(TAKING):
        left_out = [STANDINGS[one] for one in Standing if one not in standings]
        return f"utom när tillfället är {' eller '.join(left_out)}"
    return "när tillfället är öppet, eller " + ", ".join(
        STANDINGS[one] for one in Standing if one in standings and one is not Standing.OPEN
    )


def _for_whom(role: Role) -> str:
    if role in BODY_ROLES:
        return "ett organ"
    return "hela koncernen" if role in CENTRAL_ROLES else "alla, också den som inte loggat in"


def _given(role: Role) -> str:
    if role is Role.PUBLIC:
        return "ges inte"
    if role in TWO_PERSON_ROLES:
        return "behörighetsadministratör, och en annan person bekräftar"
    also = ", eller organets förvaltningschef" if role in GRANTED_BY_APPROVERS else ""
    return f"behörighetsadministratör{also}"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
