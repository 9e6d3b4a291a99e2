"""Files of decisions: attached through a form, handed out to those who may see them."""

import logging
import re
from typing import Any
from urllib.parse import quote

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from enslinje.core.marking import Marking
from enslinje.core.terms import FileKind
from enslinje.journal.vocabulary import WORDS
from enslinje.organisation import directory, file_store, operations
from enslinje.organisation.drafts import FileDraft
from enslinje.organisation.file_queries import FileRow
from enslinje.organisation.file_store import LARGEST
from enslinje.web.decisions import presenters
from enslinje.web.form_pages import FormPage, answer
from enslinje.web.forms import OperationForm
from enslinje.web.viewers import viewer_of
from enslinje.web.words import Word

logger = logging.getLogger(__name__)

PLAN_YEAR = re.compile("[12][0-9]{3}")


class FileForm(OperationForm):
    """A file, what it is, and who may see it."""

    content = forms.FileField(
        label=_("Fil"),
        help_text=format_lazy(
            _("PDF, PNG, JPEG, Word, Excel eller OpenDocument, högst {size} MB."),
            size=LARGEST // 1024**2,
        ),
        error_messages={
            "required": _("Välj en fil."),
            "empty": _("Filen är tom."),
            "invalid": _("Välj en fil."),
        },
    )
    kind = forms.ChoiceField(
        label=_("Vad det är"),
        choices=[(one.value, capfirst(gettext_lazy(WORDS[FileKind][one]))) for one in FileKind],
    )
    title = forms.CharField(
        label=_("Namn"), max_length=200, error_messages={"required": _("Ange ett namn.")}
    )
    marking = forms.ChoiceField(
        label=_("Märkning"),
        required=False,
        choices=[
            ("", _("Som brukligt: protokoll offentligt, bilaga arbetsmaterial")),
            (Marking.PUBLIC.value, _("Offentlig")),
            (Marking.WORKING.value, _("Arbetsmaterial")),
            (Marking.SECRET.value, _("Sekretess")),
        ],
    )
    secrecy_ground = forms.CharField(
        label=_("Bestämmelse"),
        max_length=100,
        required=False,
        help_text=_("Vid sekretess, till exempel OSL 18 kap. 8 §."),
    )

    def draft(self, case_number: str, item_no: int) -> FileDraft:
        """Return what the operation takes."""
        given = self.cleaned_data
        return FileDraft(
            case_number=case_number,
            item_no=item_no,
            kind=FileKind(given["kind"]),
            title=given["title"],
            marking=Marking(given["marking"]) if given["marking"] else None,
            secrecy_ground=given["secrecy_ground"],
        )


def attach(request: HttpRequest, decision: int, slug: str = "") -> HttpResponse:
    """Attach a file to a decision; from a plan that it decided, one comes back to the plan."""
    viewer = viewer_of(request)
    page = presenters.decision_page(viewer, slug, decision)
    back, back_words, initial = _from(request.GET.get("plan", ""), page)
    form = FileForm(request.POST or None, initial=initial)
    if request.method == "POST":
        form.files = request.FILES

    def perform(given: dict[str, Any]) -> Any:
        return operations.attach_file(
            actor=viewer.actor,
            draft=form.draft(page.one.case_number, page.one.item_no),
            content=given["content"].file,
            key=given["key"],
        )

    form_page = FormPage(
        heading=_("Bifoga en fil"),
        about=f"{page.place.name}: {page.name}",
        submit=_("Bifoga"),
        back=back,
        back_words=back_words,
        notes=(_("Filen ändras aldrig och tas inte bort. En rättad fil bifogas bredvid."),),
    )
    return answer(request, form_page, form, perform, said=_("Filen är bifogad."))


def _from(asked: str, page: presenters.DecisionPage) -> tuple[str, Word, dict[str, Any]]:
    """Where one comes after it, what that is called, and what the form shows first."""
    slug = directory.body_slugs().get(page.one.decided_by, "")
    if slug and PLAN_YEAR.fullmatch(asked):
        words = [_("Protokoll"), page.one.paragraph]
        initial = {"kind": FileKind.MINUTES.value, "title": " ".join(filter(None, map(str, words)))}
        return reverse("work:plan", kwargs={"year": asked, "slug": slug}), _("Planen"), initial
    return page.place.address("decision", decision=page.one.pk), page.name, {}


@require_safe
def hand_out(request: HttpRequest, decision: int, file: int, slug: str = "") -> HttpResponse:
    """Hand a file out, to be saved and not opened here.

    One that the reader may not see, or that is not the file that was attached, answers 404.
    """
    return handed(presenters.file_of(viewer_of(request), slug, decision, file))


def handed(row: FileRow) -> HttpResponse:
    """Answer with a file, which is to be saved. Raise `Http404` when it is another or missing."""
    content = file_store.whole(row.kept, size=row.size, sha256=row.sha256)
    if content is None:
        logger.error("A kept file is missing or is another: %s", row.kept)
        raise Http404(row.number)
    answer = HttpResponse(content, content_type=row.media_type)
    name = quote(row.file_name)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
