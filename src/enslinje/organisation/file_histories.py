"""The history of files that belong to decisions: how each is marked, by whom and why."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import FileKind
from enslinje.journal.history.columns import chosen, written
from enslinje.journal.history.register import Field, Key, Kind, Part
from enslinje.organisation.models import DecisionFile

__all__ = ["KINDS", "OPERATIONS"]


def _title(key: Key, _about: Any) -> str:
    return gettext("Fil {number} till {case}, punkt {item}").format(
        case=key[0], item=key[1], number=key[2]
    )


KINDS = (
    Kind(
        name="beslutsfil",
        label=_("Fil till beslut"),
        model=DecisionFile,
        place=(
            Part("decision__standing_number"),
            Part("decision__item_no", int),
            Part("number", int),
            Part("decision_id", int),
        ),
        title=_title,
        body="decision__decided_by__code",
        is_owned=True,
        reads=("file__sha256",),
        fields=(
            Field("title", _("Namn")),
            chosen("kind", _("Vad det är"), FileKind),
            Field("file__sha256", _("Filens summa (SHA-256)"), written("file__sha256")),
            Field("attached_by_code", _("Bifogad av")),
        ),
    ),
)

OPERATIONS = {"attach_file": _("bifogade en fil")}
