"""The histories of perspectives, programmes and steering documents, and of what has them."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import Basis, ThemeKind
from enslinje.goals import operations
from enslinje.goals.drafts import ThemeDraft
from enslinje.goals.models import ThemeEdition, ThemeTag
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import ORIGIN, YEAR, written
from enslinje.journal.history.register import Field, Items, Key, Kind, Part, Restoring, Row
from enslinje.journal.record import Receipt

__all__ = ["KINDS", "OPERATIONS"]


def _theme_title(key: Key, _about: Any) -> str:
    return gettext("Temat {code} {year}").format(code=key[1], year=key[0])


def _tags_title(name: str) -> str:
    return gettext("Teman på {name}").format(name=name)


def _goal_title(key: Key, about: Named) -> str:
    return _tags_title(about.goal(key[1], key[0]))


def _indicator_title(key: Key, about: Named) -> str:
    return _tags_title(about.indicator(key[1], key[0]))


def _is_mandatory(row: Row, _about: Any) -> str:
    return gettext("ja") if row["is_mandatory"] else gettext("nej")


def _restore(asked: Restoring) -> Receipt:
    row = asked.row
    draft = ThemeDraft(
        code=row["theme__code"],
        kind=ThemeKind(row["theme__kind"]),
        name=row["name"],
        description=row["description"],
        is_mandatory=row["is_mandatory"],
        basis=Basis(row["basis"]),
        source_ref=row["source_ref"],
        note=row["note"],
        seen=asked.seen,
    )
    return operations.set_themes(
        actor=asked.actor, year=row["year"], themes=[draft], key=asked.key, why=asked.why
    )


def _themes_of(path: str) -> tuple[Items, ...]:
    """The themes that are put on what stands at `path`."""
    return (
        Items(
            "themes",
            _("Teman"),
            ThemeTag,
            ("year", f"{path}__code"),
            ("theme__code", f"{path}__owner__code"),
            written("theme__code"),
            body=f"{path}__owner__code",
            only=((f"{path}__isnull", False),),
        ),
    )


KINDS = (
    Kind(
        name="tema",
        label=_("Tema"),
        model=ThemeEdition,
        place=(YEAR, Part("theme__code")),
        title=_theme_title,
        reads=("theme__kind",),
        fields=(
            Field("name", _("Namn"), is_text=True),
            Field("description", _("Beskrivning"), is_text=True),
            Field("is_mandatory", _("Krävs av varje aktivitet"), _is_mandatory),
            *ORIGIN,
        ),
        restore=_restore,
    ),
    Kind(
        name="malets-teman",
        label=_("Målets teman"),
        place=(YEAR, Part("goal__code")),
        title=_goal_title,
        about=named_at(goal=1),
        is_owned=True,
        items=_themes_of("goal"),
    ),
    Kind(
        name="indikatorns-teman",
        label=_("Indikatorns teman"),
        place=(YEAR, Part("indicator__code")),
        title=_indicator_title,
        about=named_at(indicator=1),
        is_owned=True,
        items=_themes_of("indicator"),
    ),
)

OPERATIONS = {
    "set_themes": _("ändrade teman"),
    "tag": _("satte teman på mål och indikatorer"),
}
