"""The histories of the sections of plans, of what bodies write in them and how far they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.policy import Action
from enslinje.core.terms import OccasionKind, SectionScope, WorkState
from enslinje.goals.naming import Named, named_at
from enslinje.journal.history.columns import ORIGIN, YEAR, chosen
from enslinje.journal.history.register import Field, Key, Kind, Part, Restoring, Row
from enslinje.journal.record import Receipt
from enslinje.journal.together import Asking, both
from enslinje.plans import access, operations
from enslinje.plans.drafts import SectionDraft, SectionTextDraft
from enslinje.plans.models import SectionEdition, SectionState, SectionText
from enslinje.plans.operations.sections import TEXTS_ARE_TAKEN_AT

__all__ = ["KINDS", "OPERATIONS"]


@dataclass(frozen=True)
class _About:
    """What words about sections need: the names of bodies, headings by year and code."""

    named: Named
    headings: Mapping[tuple[int, str], str]

    def section(self, year: int, code: str) -> str:
        return self.headings.get((year, code), code)


def _headings(keys: Collection[Key]) -> Asking[Mapping[tuple[int, str], str]]:
    """Ask for headings of sections by year and code."""
    years, codes = ({key[place] for key in keys} for place in (0, 1))
    rows = access.section_editions().filter(year__among=years, section__code__among=codes)
    name = ("headings of sections", frozenset(years), frozenset(codes))
    return Asking(
        lambda told: {(year, code): heading for year, code, heading in told[name]},
        {name: rows.values_list("year", "section__code", "heading")},
    )


_bodies = named_at(body=2)


def _about_texts(keys: Collection[Key]) -> Asking[_About]:
    return both(_bodies(keys), _headings(keys)).then(lambda told: _About(*told))


def _edition_title(key: Key, _about: object) -> str:
    return gettext("Avsnittet {code} {year}").format(code=key[1], year=key[0])


def _text_title(key: Key, about: _About) -> str:
    return f"{about.named.body(key[2])}, {about.section(key[0], key[1])}"


def _state_title(key: Key, about: _About) -> str:
    return gettext("Läget för {name}").format(name=_text_title(key, about))


def _figures(row: Row, _about: object) -> str:
    return ", ".join(row["figure_refs"])


def _occasions(row: Row) -> tuple[int, Sequence[OccasionKind]]:
    return row["year"], TEXTS_ARE_TAKEN_AT


def _restore_edition(asked: Restoring) -> Receipt:
    row = asked.row
    draft = SectionDraft(
        code=row["section__code"],
        heading=row["heading"],
        guidance=row["guidance"],
        sort_order=row["sort_order"],
        scope=SectionScope(row["scope"]),
        **asked.rests_on,
    )
    return operations.set_sections(sections=[draft], **asked.by)


def _restore_text(asked: Restoring) -> Receipt:
    """Write it as it was; it is ready for check only when somebody says so again."""
    row = asked.row
    draft = SectionTextDraft(
        body=row["body__code"],
        section=row["section__code"],
        text=row["text"],
        state=WorkState.STARTED,
        **asked.rests_on,
    )
    return operations.write_sections(texts=[draft], **asked.by)


_PLACE = (YEAR, Part("section__code"), Part("body__code"))

KINDS = (
    Kind(
        name="avsnitt",
        label=_("Avsnitt i planen"),
        model=SectionEdition,
        place=(YEAR, Part("section__code")),
        title=_edition_title,
        fields=(
            Field("heading", _("Rubrik"), is_text=True),
            Field("guidance", _("Vägledning"), is_text=True),
            Field("sort_order", _("Ordning")),
            chosen("scope", _("Gäller"), SectionScope),
            *ORIGIN,
        ),
        restore=_restore_edition,
    ),
    Kind(
        name="avsnittstext",
        label=_("Text i planen"),
        model=SectionText,
        place=_PLACE,
        title=_text_title,
        about=_about_texts,
        body="body__code",
        fields=(
            Field("text", _("Text"), is_text=True),
            Field("figure_refs", _("Siffror i texten"), _figures),
            *ORIGIN,
        ),
        right=Action.VIEW_PLAN_TEXT,
        restore=_restore_text,
        occasions=_occasions,
    ),
    Kind(
        name="avsnittslage",
        label=_("Läge för avsnitt"),
        model=SectionState,
        place=_PLACE,
        title=_state_title,
        about=_about_texts,
        body="body__code",
        fields=(chosen("state", _("Läge"), WorkState),),
    ),
)

OPERATIONS = {
    "set_sections": _("ändrade planens avsnitt"),
    "end_sections": _("tog bort avsnitt ur planen"),
    "write_sections": _("skrev i planen"),
}
