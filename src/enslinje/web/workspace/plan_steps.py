"""The steps of plans in Mitt arbete: what waits for the reader, and what waits for others."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from enslinje.core.policy import Action
from enslinje.core.terms import PlanState
from enslinje.filing import submissions
from enslinje.filing.rows import StageRow
from enslinje.web.plan.steps import may_take
from enslinje.web.viewers import Viewer
from enslinje.web.words import Word
from enslinje.web.workspace.to_do import ToDo, ToDoGroup

OTHERS = gettext_lazy("Väntar på andra")

NEXT: Mapping[PlanState, tuple[str, str, Word]] = {
    PlanState.READY: ("godkann", "kontrollera", gettext_lazy("Granska och godkänn planen")),
    PlanState.APPROVED: ("beslut", "beslut", gettext_lazy("Ange nämndens beslut")),
    PlanState.DECIDED: ("lamna-in", "lamna-in", gettext_lazy("Lämna in planen")),
}
"""From each state the next step, the page where whoever takes it begins, and what it is."""

WAITS: Mapping[PlanState, Word] = {
    PlanState.READY: gettext_lazy("Planen väntar på förvaltningschefens godkännande"),
    PlanState.APPROVED: gettext_lazy("Planen väntar på nämndens eller styrelsens beslut"),
    PlanState.DECIDED: gettext_lazy("Planen är beslutad och väntar på att lämnas in"),
}


@dataclass(frozen=True)
class PlanStep:
    """A step of a body's plan; `page` is the last word of the address where it begins."""

    body: str
    year: int
    words: Word
    page: str
    is_others: bool

    def group(self, names: Mapping[str, str], slug: str) -> ToDoGroup:
        """Return it as it stands in the list."""
        plan = reverse("work:plan", kwargs={"year": self.year, "slug": slug})
        address = f"{plan}{self.page}/" if self.page else plan
        return ToDoGroup(
            body=names.get(self.body, self.body),
            about=_("Planen {year}").format(year=self.year),
            count=1,
            listed=(ToDo(str(self.words), address),),
            address=address,
            due="",
        )


def steps_of(
    viewer: Viewer, bodies: Collection[str], *, year: int
) -> Iterator[tuple[str, PlanStep]]:
    """Yield the next step of each plan of `bodies` that is on its way, by the body. One query.

    It is the viewer's where the policy lets the viewer take it; those who write or approve the plan
    are told whom else it waits for. A plan that is sent back is for those who prepare it.
    """
    for body, row in submissions.stages(year=year, bodies=bodies).items():
        step = _step(viewer, body, year, row)
        if step:
            yield body, step


def _step(viewer: Viewer, body: str, year: int, row: StageRow) -> PlanStep | None:
    if row.state is PlanState.SENT_BACK and viewer.may(Action.PREPARE_PLAN, body):
        sent_back = _("Planen är skickad tillbaka: {reason}").format(reason=row.reason)
        return PlanStep(body, year, sent_back, "", is_others=False)
    if row.state not in NEXT:
        return None
    name, page, words = NEXT[row.state]
    if may_take(viewer, name, body=body):
        return PlanStep(body, year, words, page, is_others=False)
    takes_part = viewer.may(Action.PREPARE_PLAN, body) or viewer.may(Action.APPROVE_PLAN, body)
    return PlanStep(body, year, WAITS[row.state], "", is_others=True) if takes_part else None
