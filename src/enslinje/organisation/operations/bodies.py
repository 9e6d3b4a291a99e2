"""Register bodies, say what they count as in a year, and how they are spelled."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from uuid import UUID

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.errors import Refusals
from enslinje.core.marking import EVERYTHING
from enslinje.core.names import fold
from enslinje.core.policy import Action
from enslinje.core.terms import CountsAs
from enslinje.core.versions import UNSEEN, Seen
from enslinje.journal import record
from enslinje.journal.record import UNSAID, Receipt, Why
from enslinje.journal.restate import restate
from enslinje.organisation import access, queries, rights
from enslinje.organisation.drafts import AliasDraft, BodyDraft
from enslinje.organisation.errors import AliasWithoutTarget, BodyAlreadyRegistered
from enslinje.organisation.models import Body, BodyAlias, BodyEdition, RegisterEntry
from enslinje.organisation.operations.body_changes import goes_round, parents_go_round


@transaction.atomic
def register_bodies(
    *, actor: Actor, bodies: Sequence[BodyDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Register bodies with their editions; a body that is there gets a new edition.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a parent is neither registered nor in the batch.
        BodyAlreadyRegistered: the code is taken by a body of another kind, or reached otherwise.
        ParentsGoRound: a body would lie under itself.
        DuplicateValue: two drafts are about the same body and day.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(actor=actor, action="register_bodies", key=key, why=why, content=bodies)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    _check_parents(bodies, refusals)
    _create_bodies(bodies, refusals)
    codes = queries.body_codes({code for draft in bodies for code in (draft.code, draft.parent)})
    facts = [
        BodyEdition(
            body_id=codes.known[draft.code],
            valid_from=draft.valid_from,
            official_name=draft.official_name,
            short_name=draft.short_name,
            parent_id=codes.id_or_none(draft.parent, row=row, field="parent", refusals=refusals),
            is_open=draft.is_open,
            basis=draft.basis.value,
            source_ref=draft.source_ref,
            note=draft.note,
        )
        for row, draft in enumerate(bodies)
    ]
    refusals.settle()
    return record.finish(
        change,
        restate(
            facts,
            place=("body_id", "valid_from"),
            current=access.body_editions(sight=EVERYTHING),
            change=change,
            seen=[draft.seen for draft in bodies],
            named=lambda row: bodies[row].code,
        ),
    )


@transaction.atomic
def enter_register(
    *,
    actor: Actor,
    year: int,
    entries: Mapping[str, CountsAs],
    seen: Mapping[str, Seen] = MappingProxyType({}),
    key: UUID | None = None,
    why: Why = UNSAID,
) -> Receipt:
    """Say as what each body is counted in the year. `entries` is by the code of the body.

    `seen` is the id of the current entry that the writer saw of each body.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody: a code is not registered.
    """
    rows = list(entries.items())
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(
        actor=actor,
        action="enter_register",
        year=year,
        key=key,
        why=why,
        content=[rows, dict(seen)],
    )
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    codes = queries.body_codes(entries.keys())
    facts = [
        RegisterEntry(
            year=year,
            body_id=codes.id_of(code, row=row, field="body", refusals=refusals),
            counts_as=counts_as.value,
        )
        for row, (code, counts_as) in enumerate(rows)
    ]
    refusals.settle()
    recorded = restate(
        facts,
        place=("body_id",),
        current=access.register_entries(sight=EVERYTHING).filter(year=year),
        change=change,
        seen=[seen.get(code, UNSEEN) for code in entries],
        named=lambda row: rows[row][0],
    )
    return record.finish(change, recorded)


@transaction.atomic
def name_aliases(
    *, actor: Actor, aliases: Sequence[AliasDraft], key: UUID | None = None, why: Why = UNSAID
) -> Receipt:
    """Say which body or group a spelling stands for; a known spelling gets a new meaning.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        UnknownBody, UnknownGroup: a code is not known.
        AliasWithoutTarget: a draft names neither, or both.
        DuplicateValue: two drafts fold to the same spelling.
    """
    actor = rights.require(actor, Action.EDIT_MASTER_DATA)
    change = record.begin(actor=actor, action="name_aliases", key=key, why=why, content=aliases)
    if change.is_repeat:
        return record.repeated(change)
    refusals = Refusals()
    bodies = queries.body_codes({draft.body for draft in aliases})
    groups = queries.group_codes({draft.group for draft in aliases})
    facts = []
    for row, draft in enumerate(aliases):
        if bool(draft.body) == bool(draft.group):
            refusals.add(
                AliasWithoutTarget(
                    _("{text} ska stå för ett organ eller en krets.").format(text=draft.text),
                    row=row,
                    column="body",
                    value=draft.text,
                    remedy=_("Ange det ena av de två."),
                )
            )
        body_id = bodies.id_or_none(draft.body, row=row, field="body", refusals=refusals)
        group_id = groups.id_or_none(draft.group, row=row, field="group", refusals=refusals)
        facts.append(
            BodyAlias(
                folded=fold(draft.text),
                text=draft.text,
                body_id=body_id,
                group_id=group_id,
                basis=draft.basis.value,
                source_ref=draft.source_ref,
                note=draft.note,
            )
        )
    refusals.settle()
    return record.finish(
        change,
        restate(
            facts,
            place=("folded",),
            current=access.aliases(sight=EVERYTHING),
            change=change,
            seen=[draft.seen for draft in aliases],
            named=lambda row: aliases[row].text,
        ),
    )


def _check_parents(drafts: Sequence[BodyDraft], refusals: Refusals) -> None:
    """Refuse a body that would lie under itself, by way of others of the batch or of the record."""
    editions = access.body_editions(sight=EVERYTHING).order_by("valid_from")
    parents = dict(editions.values_list("body__code", "parent__code"))
    parents |= {draft.code: draft.parent for draft in drafts}
    for row, draft in enumerate(drafts):
        if goes_round(parents.get, draft.code):
            refusals.add(parents_go_round(draft.code, draft.parent, row))


def _create_bodies(drafts: Sequence[BodyDraft], refusals: Refusals) -> None:
    """Insert the bodies that are new; refuse those that are there as something else."""
    there = {body.code: body for body in Body.objects.filter(code__in={d.code for d in drafts})}
    slugs = set(Body.objects.values_list("slug", flat=True))
    slugs |= set(access.body_addresses(sight=EVERYTHING).values_list("slug", flat=True))
    new: dict[str, Body] = {}
    for row, draft in enumerate(drafts):
        body = there.get(draft.code) or new.get(draft.code)
        if body is None:
            slug = _free_slug((draft.slug or draft.short_name, draft.code), slugs)
            slugs.add(slug)
            new[draft.code] = Body(
                code=draft.code, slug=slug, kind=draft.kind.value, callable=draft.callable.value
            )
        elif (body.kind, body.callable) != (draft.kind.value, draft.callable.value):
            refusals.add(
                BodyAlreadyRegistered(
                    _("{code} finns redan som ett organ av annat slag.").format(code=draft.code),
                    row=row,
                    column="kind",
                    value=draft.kind.value,
                    remedy=_("Ge det nya organet en egen kod."),
                )
            )
    Body.objects.bulk_create(new.values())


def _free_slug(names: Iterable[str], taken: set[str]) -> str:
    """The shortest address of these names that nobody has."""
    slug = ""
    for name in names:
        slug = "-".join(part for part in (slug, slugify(name)) if part)
        if slug and slug not in taken:
            return slug
    number = 2
    while f"{slug}-{number}" in taken:
        number += 1
    return f"{slug}-{number}"
