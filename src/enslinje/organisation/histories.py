"""The histories of bodies, groups, roles and deputies; what bodies and people are called."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.policy import Action, Role
from enslinje.core.terms import Basis, BodyKind, CountsAs, OccasionKind, SuccessionKind
from enslinje.core.terms import Callable as Reach
from enslinje.journal import kept_by
from enslinje.journal.history.columns import (
    ORIGIN,
    YEAR,
    chosen,
    day_of,
    or_none,
    written,
    year_of,
)
from enslinje.journal.history.register import Field, Items, Key, Kind, Part, Restoring, Row
from enslinje.journal.keeping import Kept
from enslinje.journal.prepared import Prepared
from enslinje.journal.record import Receipt
from enslinje.journal.together import Asking, known
from enslinje.journal.vocabulary import word
from enslinje.organisation import directory, operations
from enslinje.organisation.drafts import AliasDraft, BodyDraft
from enslinje.organisation.models import (
    Body,
    BodyAddress,
    BodyAlias,
    BodyEdition,
    BodySuccession,
    Deputy,
    GroupExclusion,
    GroupMember,
    Membership,
    OccasionBody,
    Person,
    RegisterEntry,
)
from enslinje.organisation.policy_words import ROLES

__all__ = ["KINDS", "OPERATIONS", "PEOPLE", "ROLES", "names_of_bodies"]

Names = Mapping[str, str]


known_names: Kept[str] = Kept(2_000)


def people_by_code(codes: Collection[str]) -> Names:
    """Return people's names by their codes; somebody without a name is left out.

    One query, or none: they are kept until something that belongs to no single year is written.
    """
    named = known_names.each(
        [(code,) for code in codes], read=_names_of, version=kept_by.OF_EVERY_YEAR
    )
    return {code: name for (code,), name in named.items() if name}


def _names_of(codes: Sequence[Key]) -> Mapping[Key, str]:
    """The name of each person, "" of whoever has none or is not known."""
    named = {
        code: f"{first} {last}".strip()
        for code, first, last in _people(tuple(code for (code,) in codes))
    }
    return {(code,): named.get(code, "") for (code,) in codes}


@Prepared
def _people(codes: tuple[str, ...]) -> QuerySet[Any, Any]:
    found = Person.objects.filter(username__in=codes)
    return found.values_list("username", "first_name", "last_name")


PEOPLE = people_by_code


def names_of_bodies(codes: Iterable[str | None]) -> Names:
    """Return what bodies are called, shortly, by their codes."""
    names = directory.body_short_names()
    return {code: names[code] for code in codes if code and code in names}


def _bodies_at(*places: int) -> Callable[[Collection[Key]], Asking[Names]]:
    """What the bodies at these places of the keys are called."""
    return lambda keys: known(names_of_bodies(key[place] for key in keys for place in places))


def _name(names: Names, code: str | None) -> str:
    return names.get(code or "", code or "")


def _body_title(key: Key, names: Names) -> str:
    return _name(names, key[0])


def _register_title(key: Key, names: Names) -> str:
    return gettext("{body} i registret {year}").format(body=_name(names, key[1]), year=key[0])


def _alias_title(key: Key, _about: Any) -> str:
    return f"”{key[0]}”"


def _address_title(key: Key, _about: Any) -> str:
    return gettext("Tidigare adress {slug}").format(slug=key[0])


def _succession_title(key: Key, names: Names) -> str:
    return gettext("{body} följs av {other}").format(
        body=_name(names, key[0]), other=_name(names, key[1])
    )


def _role_title(key: Key, names: Names) -> str:
    person, body, role, _day = key
    words = gettext(ROLES[Role(role)]) if role in set(Role) else role
    return f"{person}, {words}, {_name(names, body)}" if body else f"{person}, {words}"


def _deputy_title(key: Key, _about: Any) -> str:
    return gettext("{deputy} för {person}").format(deputy=key[1], person=key[0])


def _occasion_title(key: Key, names: Names) -> str:
    year, kind, body = key
    words = word(OccasionKind, kind) if kind in set(OccasionKind) else kind
    return f"{_name(names, body)}, {words} {year}"


def _group_title(key: Key, _about: Any) -> str:
    return f"{key[1]} {key[0]}"


def _restore_body(asked: Restoring) -> Receipt:
    row = asked.row
    body = Body.objects.get(code=row["body__code"])
    draft = BodyDraft(
        code=body.code,
        kind=BodyKind(body.kind),
        callable=Reach(body.callable),
        official_name=row["official_name"],
        short_name=row["short_name"],
        parent=row["parent__code"] or "",
        valid_from=row["valid_from"],
        is_open=row["is_open"],
        seen=asked.seen,
        **_origin(row),
    )
    return operations.register_bodies(
        actor=asked.actor, bodies=[draft], key=asked.key, why=asked.why
    )


def _restore_register_entry(asked: Restoring) -> Receipt:
    row = asked.row
    return operations.enter_register(
        actor=asked.actor,
        year=row["year"],
        entries={row["body__code"]: CountsAs(row["counts_as"])},
        seen={row["body__code"]: asked.seen},
        key=asked.key,
        why=asked.why,
    )


def _restore_alias(asked: Restoring) -> Receipt:
    row = asked.row
    draft = AliasDraft(
        text=row["text"],
        body=row["body__code"] or "",
        group=row["group__code"] or "",
        seen=asked.seen,
        **_origin(row),
    )
    return operations.name_aliases(actor=asked.actor, aliases=[draft], key=asked.key, why=asked.why)


def _origin(row: Row) -> dict[str, Any]:
    return {
        "basis": Basis(row["basis"]),
        "source_ref": row["source_ref"],
        "note": row["note"],
    }


_BODY = Part("body__code")
_PERSON = Part("person__username")

KINDS = (
    Kind(
        name="organ",
        label=_("Organ"),
        model=BodyEdition,
        place=(_BODY, Part("valid_from", day_of)),
        title=_body_title,
        about=_bodies_at(0),
        body="body__code",
        reads=("parent__code",),
        fields=(
            Field("official_name", _("Namn")),
            Field("short_name", _("Kort namn")),
            Field("parent", _("Överordnat organ"), written("parent__code")),
            Field("is_open", _("Finns")),
            *ORIGIN,
        ),
        restore=_restore_body,
    ),
    Kind(
        name="registerpost",
        label=_("Registerpost"),
        model=RegisterEntry,
        place=(YEAR, _BODY),
        title=_register_title,
        about=_bodies_at(1),
        body="body__code",
        fields=(chosen("counts_as", _("Räknas som"), CountsAs),),
        restore=_restore_register_entry,
    ),
    Kind(
        name="stavning",
        label=_("Stavning"),
        model=BodyAlias,
        place=(Part("folded"),),
        title=_alias_title,
        reads=("body__code", "group__code"),
        fields=(
            Field("text", _("Text")),
            Field("body", _("Organ"), written("body__code")),
            Field("group", _("Krets"), written("group__code")),
            *ORIGIN,
        ),
        restore=_restore_alias,
    ),
    Kind(
        name="efterfoljare",
        label=_("Efterföljare"),
        model=BodySuccession,
        place=(Part("predecessor__code"), Part("successor__code"), Part("on_date", day_of)),
        title=_succession_title,
        about=_bodies_at(0, 1),
        body="predecessor__code",
        fields=(chosen("kind", _("Slag"), SuccessionKind), *ORIGIN),
    ),
    Kind(
        name="adress",
        label=_("Tidigare adress"),
        model=BodyAddress,
        place=(Part("slug"),),
        title=_address_title,
        body="body__code",
        fields=(Field("body", _("Organ"), written("body__code")),),
    ),
    Kind(
        name="krets",
        label=_("Krets"),
        place=(Part("year", year_of), Part("group__code")),
        title=_group_title,
        items=tuple(
            Items(
                name,
                label,
                model,
                ("year", "group__code"),
                ("body__code",),
                written("body__code"),
            )
            for name, label, model in (
                ("members", _("Medlemmar"), GroupMember),
                ("exclusions", _("Undantag"), GroupExclusion),
            )
        ),
    ),
    Kind(
        name="roll",
        label=_("Roll"),
        model=Membership,
        place=(
            _PERSON,
            Part("body__code", or_none),
            Part("role"),
            Part("valid_from", day_of),
        ),
        title=_role_title,
        about=_bodies_at(1),
        body="body__code",
        right=Action.VIEW_MEMBERS,
        fields=(
            Field("valid_to", _("Till")),
            Field("is_pending", _("Väntar på bekräftelse")),
            Field("granted_by_code", _("Given av")),
            Field("confirmed_by_code", _("Bekräftad av")),
        ),
    ),
    Kind(
        name="ersattare",
        label=_("Ersättare"),
        model=Deputy,
        place=(_PERSON, Part("deputy__username"), Part("valid_from", day_of)),
        title=_deputy_title,
        right=Action.VIEW_MEMBERS,
        fields=(
            Field("valid_to", _("Till")),
            Field("reason", _("Skäl")),
            Field("named_by_code", _("Utsedd av")),
        ),
    ),
    Kind(
        name="tillfalle",
        label=_("Organets tillfälle"),
        model=OccasionBody,
        place=(Part("occasion__year", year_of), Part("occasion__kind"), _BODY),
        title=_occasion_title,
        about=_bodies_at(2),
        body="body__code",
        fields=(Field("extended_due_at", _("Anstånd till")), Field("reason", _("Skäl"))),
    ),
)

OPERATIONS = {
    "mark_fact": _("ändrade märkningen"),
    "register_bodies": _("registrerade organ"),
    "change_body": _("ändrade ett organ"),
    "close_body": _("stängde ett organ"),
    "reopen_body": _("öppnade ett organ igen"),
    "merge_bodies": _("slog samman organ"),
    "split_body": _("delade ett organ"),
    "enter_register": _("ändrade registret"),
    "name_aliases": _("angav stavningar"),
    "form_groups": _("bildade kretsar"),
    "open_occasions": _("ändrade tillfällen"),
    "record_decisions": _("antecknade beslut"),
    "check_decisions": _("kontrollerade beslut"),
    "send_back_decisions": _("skickade tillbaka beslut"),
    "invite_people": _("bjöd in personer"),
    "close_accounts": _("stängde konton"),
    "open_accounts": _("öppnade konton igen"),
    "grant_roles": _("gav roller"),
    "confirm_roles": _("bekräftade roller"),
    "end_roles": _("avslutade roller"),
    "name_deputies": _("utsåg ersättare"),
    "end_deputy": _("avslutade ersättare"),
}
