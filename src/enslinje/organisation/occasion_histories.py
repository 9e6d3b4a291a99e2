"""The histories of the year's occasions, and of the locks that were opened in them."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.policy import Action, Role
from enslinje.core.terms import OccasionKind, OccasionState, PlanPart
from enslinje.journal.history.columns import chosen, or_none, written, year_of
from enslinje.journal.history.register import Field, Items, Key, Kind, Part, Restoring, Row
from enslinje.journal.record import Receipt
from enslinje.journal.together import Asking, known
from enslinje.journal.vocabulary import word
from enslinje.organisation import operations
from enslinje.organisation.drafts import OccasionEditionDraft
from enslinje.organisation.histories import names_of_bodies
from enslinje.organisation.models import LockOpening, OccasionBody, OccasionEdition, OccasionPart
from enslinje.organisation.policy_words import ROLES

__all__ = ["KINDS", "OPERATIONS"]


def _occasion(key: Key) -> str:
    year, kind, *_more = key
    words = word(OccasionKind, kind) if kind in set(OccasionKind) else kind
    return f"{words} {year}"


def _title(key: Key, _about: Any) -> str:
    return _occasion(key).capitalize()


def _parts_title(key: Key, _about: Any) -> str:
    return gettext("Planens delar i {occasion}").format(occasion=_occasion(key))


def _participants_title(key: Key, _about: Any) -> str:
    return gettext("Organ i {occasion}").format(occasion=_occasion(key))


def _bodies(keys: Collection[Key]) -> Asking[Mapping[str, str]]:
    return known(names_of_bodies(key[2] for key in keys))


def _opening_title(key: Key, names: Mapping[str, str]) -> str:
    _year, _kind, body, person, role = key
    whom = person or (gettext(ROLES[Role(role)]) if role in set(Role) else role or "")
    return gettext("Öppnat lås för {whom}, {body}, {occasion}").format(
        whom=whom, body=names.get(body, body), occasion=_occasion(key)
    )


def _parts(row: Row, _about: Any) -> str:
    return "; ".join(word(PlanPart, part) for part in row["parts"])


def _restore(asked: Restoring) -> Receipt:
    row = asked.row
    return operations.change_occasion(
        actor=asked.actor,
        year=row["occasion__year"],
        kind=OccasionKind(row["occasion__kind"]),
        edition=OccasionEditionDraft(
            name=row["name"],
            state=OccasionState(row["state"]),
            opens_at=row["opens_at"],
            due_at=row["due_at"],
            reference_at=row["reference_at"],
        ),
        seen=asked.seen,
        reason=asked.why.reason,
        restores=asked.why.restores,
        key=asked.key,
    )


_OCCASION = (Part("occasion__year", year_of), Part("occasion__kind"))
_PLACE = tuple(part.path for part in _OCCASION)

KINDS = (
    Kind(
        name="arets-tillfalle",
        label=_("Tillfälle"),
        model=OccasionEdition,
        place=_OCCASION,
        title=_title,
        fields=(
            Field("name", _("Namn")),
            chosen("state", _("Läge"), OccasionState),
            Field("opens_at", _("Öppnar")),
            Field("due_at", _("Sista tidpunkt")),
            Field("reference_at", _("Avser tidpunkten")),
        ),
        restore=_restore,
    ),
    Kind(
        name="tillfallets-delar",
        label=_("Tillfällets delar av planen"),
        place=_OCCASION,
        title=_parts_title,
        items=(
            Items(
                "parts",
                _("Delar"),
                OccasionPart,
                _PLACE,
                ("part",),
                lambda row, _about: word(PlanPart, row["part"]),
            ),
        ),
    ),
    Kind(
        name="tillfallets-organ",
        label=_("Organ som deltar i tillfället"),
        place=_OCCASION,
        title=_participants_title,
        items=(
            Items(
                "bodies",
                _("Organ"),
                OccasionBody,
                _PLACE,
                ("body__code",),
                written("body__code"),
            ),
        ),
    ),
    Kind(
        name="last-oppning",
        label=_("Öppnat lås"),
        model=LockOpening,
        place=(
            *_OCCASION,
            Part("body__code"),
            Part("person__username", or_none),
            Part("role", or_none),
        ),
        title=_opening_title,
        about=_bodies,
        body="body__code",
        right=Action.VIEW_MEMBERS,
        fields=(
            Field("parts", _("Delar"), _parts),
            Field("ends_at", _("Till")),
            Field("reason", _("Skäl"), is_text=True),
            Field("given_by_code", _("Given av")),
        ),
    ),
)

OPERATIONS = {
    "migrate_occasions": _("förde över tillfällen från en äldre version"),
    "change_occasion": _("ändrade ett tillfälle"),
    "name_participants": _("angav vilka organ som deltar"),
    "name_parts": _("angav delar av planen"),
    "extend_occasion": _("gav anstånd"),
    "withdraw_extension": _("tog tillbaka anstånd"),
    "open_lock": _("öppnade ett lås"),
    "close_lock": _("stängde ett lås"),
}
