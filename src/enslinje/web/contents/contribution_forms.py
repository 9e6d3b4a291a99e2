"""The form in which a body says how it contributes to every area goal of the year."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from enslinje.core import versions
from enslinje.core.errors import Refusal
from enslinje.core.terms import Basis, ContributionState, Criterion, Relevance
from enslinje.goals.rows import GoalRow
from enslinje.journal.errors import EditedMeanwhile
from enslinje.journal.history.register import Row
from enslinje.plans.content_rows import OwnContribution
from enslinje.plans.drafts import ContributionDraft
from enslinje.web.forms import OperationForm
from enslinje.web.words import CONTRIBUTION

ORDER = (
    ContributionState.STATED,
    ContributionState.NOT_STATED,
    ContributionState.NOT_RELEVANT,
)


@dataclass(frozen=True)
class GoalLine:
    """A goal, what the body says of it now and said last year, and whether that is expected."""

    goal: GoalRow
    now: OwnContribution | None
    before: OwnContribution | None
    relevance: Relevance | None

    @property
    def code(self) -> str:
        """The goal's code."""
        return self.goal.code

    @property
    def is_expected(self) -> bool:
        """Whether the centre expects a contribution."""
        return self.relevance is Relevance.EXPECTED


@dataclass(frozen=True)
class Group:
    """The fields of one goal, and what somebody else saved there meanwhile."""

    line: GoalLine
    state: BoundField
    text: BoundField
    base: BoundField
    theirs: EditedMeanwhile | None


class ContributionsForm(OperationForm):
    """One text and one state for each goal. Only what differs from what was seen is sent on."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        lines: Sequence[GoalLine],
        rested_on: Mapping[str, Row],
    ) -> None:
        super().__init__(data)
        self.lines = tuple(lines)
        self.rested_on = rested_on
        self.conflict: EditedMeanwhile | None = None
        self._clashing: dict[str, EditedMeanwhile] = {}
        self._sent: list[str] = []
        for line in self.lines:
            self._add(line)

    def _add(self, line: GoalLine) -> None:
        now = line.now
        self.fields[f"state-{line.code}"] = forms.ChoiceField(
            label=_("Bidrag"),
            choices=[(state.value, CONTRIBUTION[state]) for state in ORDER],
            initial=(now.state if now else ContributionState.NOT_STATED).value,
        )
        self.fields[f"text-{line.code}"] = forms.CharField(
            label=_("På vilket sätt"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 4}),
            initial=now.text if now else "",
        )
        self.fields[f"base-{line.code}"] = forms.CharField(
            required=False,
            widget=forms.HiddenInput,
            initial=versions.written(now.fact if now else None),
        )

    @property
    def groups(self) -> list[Group]:
        """The fields goal by goal."""
        return [
            Group(
                line,
                self[f"state-{line.code}"],
                self[f"text-{line.code}"],
                self[f"base-{line.code}"],
                self._clashing.get(line.code),
            )
            for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        """Ask in what way, of what is changed to a contribution."""
        given = super().clean() or self.cleaned_data
        for line in self.lines:
            state, text = given.get(f"state-{line.code}"), given.get(f"text-{line.code}")
            if state == ContributionState.STATED and not text and self._is_changed(line.code):
                self.add_error(f"text-{line.code}", _("Skriv på vilket sätt ni bidrar till målet."))
        return given

    def _is_changed(self, goal: str) -> bool:
        """Whether it differs from the fact that it rests on, an empty place saying nothing."""
        said = (self.cleaned_data.get(f"state-{goal}"), self.cleaned_data.get(f"text-{goal}"))
        was = self.rested_on.get(goal)
        if was is None:
            return said != (ContributionState.NOT_STATED.value, "")
        return said != (was["state"], was["text"])

    def drafts(self, body: str) -> list[ContributionDraft]:
        """Return what the operation takes: the goals that are changed."""
        given = self.cleaned_data
        changed = [line for line in self.lines if self._is_changed(line.code)]
        self._sent = [line.code for line in changed]
        return [
            ContributionDraft(
                body=body,
                goal=line.code,
                state=ContributionState(given[f"state-{line.code}"]),
                criterion=self._criterion(line.code),
                basis=Basis.STATED,
                text=given[f"text-{line.code}"],
                seen=versions.read(given[f"base-{line.code}"]),
            )
            for line in changed
        ]

    def _criterion(self, goal: str) -> Criterion:
        was = self.rested_on.get(goal)
        return Criterion(was["criterion"]) if was else Criterion.STATED_IN_WHAT_WAY

    def fill_in(self, goal: str) -> None:
        """Put last year's text in a goal's field; what is typed elsewhere stays."""
        line = next((one for one in self.lines if one.code == goal and one.before), None)
        self.data = {name: self.data.get(name) for name in self.data}
        if line is not None and line.before is not None:
            self.data[f"text-{goal}"] = line.before.text
            self.data[f"state-{goal}"] = line.before.state.value

    def refuse(self, refusal: Refusal) -> None:
        """Show each refusal at its goal; where somebody else has saved, rest on theirs."""
        data = {name: self.data.get(name) for name in self.data}
        for one in refusal.all:
            goal = self._sent[one.row] if one.row is not None and self._sent else ""
            if goal and isinstance(one, EditedMeanwhile):
                self.conflict = self.conflict or one
                self._clashing[goal] = one
                theirs = one.theirs.pk if one.theirs else None
                data[f"base-{goal}"] = versions.written(theirs)
                data["key"] = str(uuid4())
            self.data = data
            self.add_error(f"text-{goal}" if goal else None, f"{one.what} {one.remedy}".strip())
