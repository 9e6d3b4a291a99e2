"""What the forms about goals have in common, the council's and those of bodies."""

from collections.abc import Iterable, Mapping
from typing import Any

from enslinje.core.terms import Basis, LevelCode
from enslinje.goals.drafts import GoalDraft
from enslinje.goals.rows import GoalRow
from enslinje.web.forms import VersionedForm
from enslinje.web.master.words import optional


class GoalEditionForm(VersionedForm):
    """How a goal reads in a year. Each kind has fields of its own, all of the same names."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        initial: Mapping[str, Any],
        levels: Iterable[tuple[str, Any]],
        parents: Iterable[GoalRow],
    ) -> None:
        super().__init__(data, initial=initial)
        self.fields["level"].choices = list(levels)  # type: ignore[attr-defined]
        self.fields["parent"].choices = optional(  # type: ignore[attr-defined]
            (row.code, f"{row.number} {row.name}") for row in parents
        )

    def edition(self, code: str, owner: str, sort_order: int) -> GoalDraft:
        """Return what the operation takes, with the goal's place among its siblings."""
        given = self.cleaned_data
        return GoalDraft(
            code=code,
            level=LevelCode(given["level"]),
            number=given["number"],
            name=given["name"],
            owner=owner,
            basis=Basis.STATED,
            parent=given["parent"],
            sort_order=sort_order,
            expected_result=given["expected_result"],
            seen=self.seen,
        )
