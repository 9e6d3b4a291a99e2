"""The histories of years that were prepared from others, and of plans on their way."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import OccasionKind, PlanState
from enslinje.filing.models import DraftShare, PlanStage, YearPreparation
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import ORIGIN, year_of
from enslinje.journal.history.register import Field, Key, Kind, Part, Row
from enslinje.journal.vocabulary import word


def _title(key: Key, _about: Any) -> str:
    return gettext("Förberedelsen av {year}").format(year=key[0])


def _plan_title(key: Key, about: Named) -> str:
    return gettext("Planen {year}: {body}").format(year=key[0], body=about.body(key[1]))


def _draft_title(key: Key, about: Named) -> str:
    return gettext("Utkastet {year}: {body}").format(year=key[0], body=about.body(key[1]))


def _decision(row: Row, _about: Any) -> str:
    case, item = row["decision__standing_number"], row["decision__item_no"]
    return f"{case}, {item}" if case else ""


def _occasion(text: str) -> str:
    return OccasionKind(text).value


_PLAN = (Part("plan__year", year_of), Part("plan__body__code"), Part("plan__label"))

KINDS = (
    Kind(
        name="planens-lage",
        label=_("Planens läge"),
        model=PlanStage,
        place=(*_PLAN, Part("occasion__kind", _occasion)),
        title=_plan_title,
        about=named_at(body=1),
        body="plan__body__code",
        reads=("decision__standing_number", "decision__item_no"),
        fields=(
            Field("state", _("Läge"), lambda row, _about: word(PlanState, row["state"])),
            Field("decision_id", _("Beslut"), _decision),
            Field("reason", _("Skäl"), is_text=True),
            *ORIGIN,
        ),
    ),
    Kind(
        name="delat-utkast",
        label=_("Delat utkast"),
        model=DraftShare,
        place=_PLAN,
        title=_draft_title,
        about=named_at(body=1),
        body="plan__body__code",
        fields=(Field("plan_id", _("Delas"), lambda _row, _about: gettext("ja")),),
    ),
    Kind(
        name="arsforberedelse",
        label=_("Förberett år"),
        model=YearPreparation,
        place=(Part("to_year", year_of),),
        title=_title,
        fields=(Field("from_year", _("Ur året")),),
    ),
)

OPERATIONS = {
    "prepare_year": _("förberedde ett nytt år"),
    "mark_ready": _("ställde planen klar för kontroll"),
    "approve_plan": _("godkände planen"),
    "send_back_plan": _("skickade tillbaka planen"),
    "take_back_plan": _("tog tillbaka planen"),
    "decide_plan": _("angav beslutet om planen"),
    "submit_plan": _("lämnade in planen"),
    "correct_plan": _("rättade den inlämnade planen"),
    "file_plans": _("läste in inlämnade planer"),
    "share_draft": _("ändrade vem som ser utkastet"),
}
