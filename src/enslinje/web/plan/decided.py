"""The decision that a plan rests on, with its files: on the plan's pages, by their marking."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.views.decorators.http import require_safe

from enslinje.core.file_types import ENDINGS
from enslinje.core.marking import PUBLIC_SIGHT
from enslinje.core.policy import Action
from enslinje.core.terms import FileKind
from enslinje.filing import submissions
from enslinje.filing.rows import DecisionRef, FilingRow
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory, file_queries, queries
from enslinje.organisation.file_queries import FileRow
from enslinje.organisation.sight import facts_within_sight
from enslinje.web.decisions import files, presenters
from enslinje.web.decisions.presenters import FileLine
from enslinje.web.plan import words
from enslinje.web.viewers import Viewer


@dataclass(frozen=True)
class PlanDecision:
    """The decision in the workspace. Addresses are "" for who may not.

    `lacks_minutes`: nobody has attached any, as far as the viewer sees.
    """

    words: str
    case_number: str
    address: str
    attach: str
    files: tuple[FileLine, ...]
    lacks_minutes: bool


@dataclass(frozen=True)
class PublicFile:
    """A file of the decision that everybody may have."""

    address: str
    title: str
    kind: str
    ending: str
    size: str


def decision_of(
    viewer: Viewer, ref: DecisionRef | None, *, year: int, slug: str
) -> PlanDecision | None:
    """Return the decision that a plan rests on, None without one. Few queries, however many files.

    Who may not read decisions is told which it is, and sees its public files.
    """
    if ref is None:
        return None
    place = presenters.place_of(slug)
    reads = viewer.may(Action.VIEW_DECISIONS, place.acts_for)
    sight = facts_within_sight(viewer.actor) if reads else PUBLIC_SIGHT
    rows = file_queries.files_of_item(ref.case_number, ref.item_no, sight=sight)
    item = (ref.case_number, ref.item_no)
    found = queries.decisions([item]).get(item)
    may_attach = found is not None and viewer.may(Action.KEEP_FILES, place.acts_for)
    return PlanDecision(
        words=words.decided(ref),
        case_number=ref.case_number,
        address=place.address("decision", decision=found.pk) if found and reads else "",
        attach=f"{place.form('attach-file', decision=found.pk)}?plan={year}"
        if found and may_attach
        else "",
        files=tuple(presenters.file_lines(viewer, place, rows)) if reads else (),
        lacks_minutes=all(row.kind is not FileKind.MINUTES for row in rows),
    )


def lacking_minutes(viewer: Viewer, bodies: Collection[str], *, year: int) -> tuple[str, ...]:
    """Return for which of `bodies` the viewer has minutes to attach: decided, and without any.

    Two queries when the viewer keeps files for any of them, else none.
    """
    kept = [body for body in bodies if body and viewer.may(Action.KEEP_FILES, body)]
    if not kept:
        return ()
    decided = {
        body: (row.decision.case_number, row.decision.item_no)
        for body, row in submissions.stages(year=year, bodies=kept).items()
        if row.decision
    }
    have = file_queries.items_with(FileKind.MINUTES, {case for case, _item in decided.values()})
    return tuple(body for body, item in decided.items() if item not in have)


def public_files(filing: FilingRow, *, slug: str) -> tuple[PublicFile, ...]:
    """Return the files of the decision behind a filing that everybody may have. One query."""
    return tuple(
        PublicFile(
            address=reverse(
                "web:plan-file",
                kwargs={
                    "year": filing.year,
                    "slug": slug,
                    "filing": filing.number,
                    "decision": row.decision,
                    "file": row.number,
                },
            ),
            title=row.title,
            kind=word(FileKind, row.kind),
            ending=ENDINGS[row.media_type].upper(),
            size=filesizeformat(row.size),
        )
        for row in _public(filing)
    )


@require_safe
def plan_file(request: HttpRequest, year: int, slug: str, **which: int) -> HttpResponse:
    """Hand everybody a public file of the decision that a submitted plan rests on.

    `which` is the number of the filing, the id of the decision's record, the number of the file.
    """
    for one in submissions.filings(year=year, body=directory.body_at(slug=slug) or "-"):
        for row in _public(one) if one.number == which["filing"] else ():
            if (row.decision, row.number) == (which["decision"], which["file"]):
                return files.handed(row)
    raise Http404(request.path)


def _public(filing: FilingRow) -> Iterable[FileRow]:
    ref = filing.decision
    if ref is None:
        return ()
    return file_queries.files_of_item(ref.case_number, ref.item_no, sight=PUBLIC_SIGHT)
