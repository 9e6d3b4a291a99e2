"""A wrong case number of a checked decision: one person says which it is, another decides."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from enslinje.core import policy
from enslinje.core.policy import Action
from enslinje.organisation import decision_queries, operations
from enslinje.organisation.decision_queries import CorrectionRow, RecordedDecision
from enslinje.organisation.drafts import CheckDraft, NumberCorrectionDraft
from enslinje.web.decisions import numbering, presenters
from enslinje.web.decisions.presenters import Deed, Place
from enslinje.web.form_pages import answer
from enslinje.web.forms import OperationForm, reason_field
from enslinje.web.viewers import Viewer, viewer_of
from enslinje.web.words import Word


@dataclass(frozen=True)
class CorrectionState:
    """What is done about a wrong number. Addresses are "" for who may not.

    `own` tells whoever proposed it that somebody else decides.
    """

    waiting: CorrectionRow | None
    propose: str
    confirm: str
    reject: str
    own: bool
    deeds: tuple[Deed, ...]


class ProposalForm(OperationForm):
    """The right number, and how one knows."""

    corrected = forms.CharField(
        label=_("Rätt diarienummer"),
        max_length=60,
        error_messages={"required": _("Ange rätt diarienummer.")},
    )
    reason = reason_field(_("Vad är fel?"))


def state_of(viewer: Viewer, place: Place, one: RecordedDecision) -> CorrectionState:
    """Return what is done about the number of a decision, and may be by the viewer. One query."""
    rows = decision_queries.corrections_of(one.pk) if one.checked else ()
    waiting = next((row for row in rows if row.waits), None)
    may_check = viewer.may(Action.CHECK_DECISION, place.acts_for)
    second = waiting and policy.is_second_person(viewer.code, first=waiting.proposed.code)
    proposes = (
        one.checked
        and not waiting
        and not one.recorded_number
        and viewer.may(Action.RECORD_DECISION, place.acts_for)
    )
    return CorrectionState(
        waiting=waiting,
        propose=place.form("correct-number", decision=one.pk) if proposes else "",
        confirm=place.form("confirm-number", decision=one.pk) if may_check and second else "",
        reject=place.form("reject-number", decision=one.pk) if may_check and second else "",
        own=bool(waiting) and not second,
        deeds=tuple(_deeds(rows)),
    )


def propose(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Say which number a checked decision should have had."""
    viewer = viewer_of(request)
    page = presenters.decision_page(viewer, slug, decision)
    state = state_of(viewer, page.place, page.one)
    if request.method == "GET" and not state.propose:
        return redirect(page.address)
    form = ProposalForm(request.POST or None)
    prefixes = numbering.likely_prefixes([page.one.decided_by])
    form.fields["corrected"].help_text = numbering.how_written(prefixes)

    def perform(given: dict[str, Any]) -> Any:
        draft = NumberCorrectionDraft(
            case_number=page.one.case_number,
            item_no=page.one.item_no,
            corrected=given["corrected"],
            reason=given["reason"],
        )
        return operations.propose_case_number(actor=viewer.actor, draft=draft, key=given["key"])

    note = _("En annan person prövar det. Det gamla numret leder även sedan till beslutet.")
    form_page = page.form(_("Rätta diarienumret"), _("Föreslå"), (note,))
    said = _("Det nya numret är föreslaget. En annan person prövar det.")
    return answer(request, form_page, form, perform, said=said)


def confirm(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Confirm, as the second person, the number that was proposed."""
    return _settle(request, decision, slug, is_right=True)


def reject(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Turn the proposed number down, as the second person."""
    return _settle(request, decision, slug, is_right=False)


def _settle(request: HttpRequest, decision: int, slug: str, *, is_right: bool) -> HttpResponse:
    viewer = viewer_of(request)
    page = presenters.decision_page(viewer, slug, decision)
    state = state_of(viewer, page.place, page.one)
    if request.method == "GET" and not state.confirm:
        return redirect(page.address)
    form = _SettleForm(
        request.POST or None, initial={"seen": state.waiting.pk if state.waiting else None}
    )
    settle = operations.confirm_case_number if is_right else operations.reject_case_number

    def perform(given: dict[str, Any]) -> Any:
        draft = CheckDraft(
            case_number=page.one.case_number,
            item_no=page.one.item_no,
            seen=given["seen"],
        )
        return settle(actor=viewer.actor, draft=draft, key=given["key"])

    if is_right:
        words = (_("Rätta diarienumret"), _("Det stämmer"), _("Diarienumret är rättat."))
    else:
        words = (_("Behåll diarienumret"), _("Behåll det gamla"), _("Det gamla numret är kvar."))
    heading, submit, said = words
    notes = in_words(page.one, state.waiting) if state.waiting else ()
    return answer(request, page.form(heading, submit, notes), form, perform, said=said)


class _SettleForm(OperationForm):
    """Which proposal was read."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


def in_words(one: RecordedDecision, waiting: CorrectionRow) -> tuple[Word, ...]:
    """Return what is proposed, in sentences."""
    return (
        str(_("{old} blir {new}.")).format(old=one.case_number, new=waiting.case_number),
        str(_("Skäl: {reason}")).format(reason=waiting.reason),
    )


def _deeds(rows: Iterable[CorrectionRow]) -> Iterable[Deed]:
    for row in rows:
        named = {"number": row.case_number}
        if row.confirmed:
            words = str(_("Diarienumret rättat till {number}")).format(**named)
            yield Deed(words, row.confirmed.code, row.confirmed.at)
        if row.rejected:
            words = str(_("Numret {number} avslaget")).format(**named)
            yield Deed(words, row.rejected.code, row.rejected.at)
        words = str(_("Numret {number} föreslaget")).format(**named)
        yield Deed(words, row.proposed.code, row.proposed.at, row.reason)
