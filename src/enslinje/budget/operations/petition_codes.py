"""The codes of new petitions: given where they are recorded, so that no two get the same."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import count

from enslinje.budget.drafts import PetitionDraft


def numbered(drafts: Sequence[PetitionDraft], *, taken: Collection[str]) -> list[PetitionDraft]:
    """Return the drafts, those of a body that have no code with the first one nobody has used.

    Args:
        drafts: petitions, in the order they are recorded.
        taken: the codes of the year, read while the body's pulse is locked.
    """
    used, found = {*taken, *(draft.code for draft in drafts)}, []
    for draft in drafts:
        code = draft.code
        if not code and draft.body:
            free = (f"{draft.body}-{number}" for number in count(1))
            code = next(one for one in free if one not in used)
            used.add(code)
        found.append(replace(draft, code=code))
    return found
