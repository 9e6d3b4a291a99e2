"""How facts are written: open a change, record in it, finish it. All inside one transaction.

A change locks the pulses of what it touches before anything is read, so that what is read stays
true until commit and change sets of one body are numbered in the order they are committed.
Each change set that is finished is an entry of the decision log, in the same transaction.
"""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.db.transaction import TransactionManagementError
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.journal import log, once, pulses
from enslinje.journal.errors import AlreadySuperseded, KeyReused
from enslinje.journal.inserting import insert
from enslinje.journal.models import (
    EVERY_YEAR,
    WHOLE_GROUP,
    AppendOnly,
    ChangeSet,
    Counted,
    Fact,
    IdempotencyKey,
)
from enslinje.journal.prepared import Prepared, PreparedUpdate
from enslinje.journal.pulses import BATCH, batches

_AnyFact = TypeVar("_AnyFact", bound=Fact)


@dataclass(frozen=True)
class Change:
    """A write under way. When it `is_repeat`, `answer` is what the first one was answered.

    `covered` gathers the rows it writes, for its entry in `chain` of the decision log; `pulses` are
    those that it moves, and `moved` the counters of theirs that it has moved. One that is not
    `is_shown` moves only what counts its own table.
    """

    change_set: ChangeSet
    is_repeat: bool = False
    answer: Any = None
    key: UUID | None = None
    content_sha256: str = ""
    chain: str = ""
    covered: log.Covered = field(default_factory=log.Covered)
    pulses: tuple[int, ...] = ()
    moved: set[Counted] = field(default_factory=set)
    is_shown: bool = True

    @property
    def counted_in(self) -> set[Counted]:
        """What counts all that it has written, so far; the ground does, where nothing tells.

        What it was going to write tells too: a save that says nothing new changes no ground.
        """
        written = {one.counted_in for one in self.covered.models}
        return written or self.moved - {Counted.ALL} or {Counted.GROUND}


@dataclass(frozen=True)
class Why:
    """What a writer says of a write: the reason, in own words.

    `restores` names the earlier fact that is recorded anew; only `restore_fact` fills it in.
    `undoes` is the id of a change set that is taken back; only what undoes one fills it in.
    """

    reason: str = ""
    restores: str = ""
    undoes: int | None = None


UNSAID = Why()
NOTHING_ELSE: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Receipt:
    """What an operation answers: its change set and the ids of the facts it recorded, in order."""

    change_set: int
    rows: tuple[int, ...]
    is_repeat: bool = False


def begin(
    *,
    actor: Actor,
    action: str,
    year: int | None = None,
    bodies: Iterable[str] = (),
    key: UUID | None = None,
    content: Any = None,
    why: Why = UNSAID,
    is_shown: bool = True,
    of: Collection[type[AppendOnly]] = (),
) -> Change:
    """Lock and move the pulses of `bodies` in `year`, settle `key`, open a change set.

    Args:
        actor: who writes, and through which door.
        action: name of the operation.
        year: None for what belongs to no single year.
        bodies: codes; none for what belongs to the whole group.
        key: the submission's idempotency key.
        content: what was submitted: dataclasses, sequences, mappings, plain values.
        why: what whoever writes says of it; part of what was submitted.
        is_shown: something that is kept by a year's version shows it. What never does, such as a
            comment, moves only the counters of what it writes.
        of: what it is going to write, as far as it knows: their counters are moved together with
            the version. Those of what else it writes are moved when it is written. What belongs to
            no single year is the ground's at once, unless it says what it is: much of it, such as
            bodies, no fact tells of.

    Returns:
        The change; `is_repeat` when `key` came before with the same content.

    Raises:
        KeyReused: `key` came before with something else.
        TransactionManagementError: there is no transaction.
    """
    _require_transaction()
    touched = set(bodies) or {WHOLE_GROUP}
    counters = ((Counted.ALL,) if is_shown else ()) + tuple({model.counted_in for model in of})
    if year is None and is_shown and not of:
        counters += (Counted.GROUND,)
    taken = pulses.taken(EVERY_YEAR if year is None else year, touched, counters)
    submitted = content if why == UNSAID else [content, why]
    content_sha256 = fingerprint(action, year, submitted) if key else ""
    earlier = _kept_under(key) if key and _is_kept(key) else None
    if earlier is not None:
        pulses.move(taken, counters, by=-1)  # It writes nothing.
        return _repeated(earlier, actor=actor, action=action, content_sha256=content_sha256)
    once.written()
    return Change(
        _opened(actor, action, why),
        key=key,
        content_sha256=content_sha256,
        chain=log.chain_of(year, touched),
        pulses=tuple(taken),
        moved=set(counters),
        is_shown=is_shown,
    )


def _opened(actor: Actor, action: str, why: Why) -> ChangeSet:
    return insert(
        ChangeSet(
            recorded_at=timezone.now(),
            actor_code=actor.code,
            on_behalf_of_code=actor.on_behalf_of,
            source=actor.source.value,
            action=action,
            reason=why.reason,
            actor_role=actor.role.value if actor.role else "",
            restores=why.restores,
            undoes_id=why.undoes,
        )
    )


@Prepared
def _is_kept(key: UUID) -> QuerySet[Any, Any]:
    return IdempotencyKey.objects.filter(key=key).values_list("key")


def _kept_under(key: UUID) -> IdempotencyKey:
    """What was submitted under the key."""
    return IdempotencyKey.objects.select_related("change_set").filter(key=key)[0]


def record(fact: _AnyFact, *, change: Change, replaces: Fact | None = None) -> _AnyFact:
    """Insert `fact`, in place of `replaces`.

    Raises:
        AlreadySuperseded: `replaces` is not current any more.
        TransactionManagementError: there is no transaction.
    """
    if replaces is not None:
        fact.marking, fact.secrecy_ground = replaces.marking, replaces.secrecy_ground
        supersede([replaces], change=change)
    return record_many([fact], change=change)[0]


def record_many(facts: Sequence[_AnyFact], *, change: Change) -> list[_AnyFact]:
    """Insert `facts`, all of one model, and return them with their ids, in the same order."""
    _require_transaction()
    if not facts:
        return []
    for fact in facts:
        fact.recorded_in = change.change_set
    if len(facts) == 1:
        insert(facts[0])
    else:
        type(facts[0]).objects.bulk_create(facts, batch_size=BATCH)
    cover(facts, change=change)
    return list(facts)


def cover(rows: Iterable[AppendOnly], *, change: Change) -> None:
    """Have the change's log entry cover `rows`, as they have been recorded or settled in it.

    `record_many` and `supersede` do so by themselves.
    """
    _cover(rows, change)
    _move_counters(change)


def supersede(facts: QuerySet[_AnyFact] | Sequence[_AnyFact], *, change: Change) -> int:
    """Say that `facts`, all of one model and current, hold no longer. Return how many.

    Raises:
        AlreadySuperseded: one of them is not current any more; nothing of it may be kept.
        TransactionManagementError: there is no transaction.
    """
    _require_transaction()
    rows = list(facts)
    if not rows:
        return 0
    model = type(rows[0])
    superseded = 0
    for batch in batches([row.pk for row in rows]):
        superseded += _supersede.run(tuple(batch), change.change_set.pk, model=model)
    if superseded != len(rows):
        raise AlreadySuperseded(
            _("Någon annan har ändrat samma uppgift under tiden."),
            remedy=_("Hämta den senaste och försök igen."),
        )
    for row in rows:
        change.covered.settle(row, {"superseded_in_id": change.change_set.pk})
    _move_counters(change)
    return superseded


def finish(
    change: Change,
    facts: Iterable[AppendOnly] = (),
    *,
    told: Mapping[str, Any] = NOTHING_ELSE,
    is_ground: bool = False,
) -> Receipt:
    """Keep the answer under the change's key, if it has one; enter the log; return the answer.

    With `is_ground` something of the ground was written that no fact tells of.
    `told` is what the operation answers besides the receipt, for a repeat to find in the change.

    Raises:
        KeyReused: another submission took the key at the same time.
    """
    rows = tuple(fact.pk for fact in facts)
    _move_counters(change, is_ground=is_ground)
    if change.key is not None:
        try:
            kept = insert(
                IdempotencyKey(
                    key=change.key,
                    actor_code=change.change_set.actor_code,
                    action=change.change_set.action,
                    content_sha256=change.content_sha256,
                    answer={"rows": list(rows), **told},
                    change_set=change.change_set,
                )
            )
        except IntegrityError as taken:
            raise _key_reused(change.key) from taken
        _cover([kept], change)
    _cover([change.change_set], change)
    log.enter(change.change_set, chain=change.chain, covered=change.covered)
    return Receipt(change.change_set.pk, rows)


def move_ground(change: Change) -> None:
    """Say that something of the ground is written that no fact tells of."""
    _move_counters(change, is_ground=True)


def repeated(change: Change) -> Receipt:
    """Return the receipt that the first submission got."""
    return Receipt(change.change_set.pk, tuple(change.answer["rows"]), is_repeat=True)


def fingerprint(action: str, year: int | None, content: Any) -> str:
    """Return the SHA-256 of what was submitted, in hexadecimal."""
    text = json.dumps([action, year, content], default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        raise TransactionManagementError("The journal writes inside transaction.atomic only")


def _cover(rows: Iterable[AppendOnly], change: Change) -> None:
    for row in rows:
        change.covered.add(row, change.change_set)


def _move_counters(change: Change, *, is_ground: bool = False) -> None:
    """Move what counts all that is written, each once.

    At once, so that whoever writes and then asks for something of it is not told what was kept.
    """
    counters = change.counted_in - change.moved
    if is_ground and Counted.GROUND not in change.moved:
        counters.add(Counted.GROUND)
    if not change.is_shown:
        counters.discard(Counted.GROUND)
    if counters:
        change.moved.update(counters)
        pulses.move(change.pulses, tuple(sorted(counters)))


@PreparedUpdate
def _supersede(
    ids: tuple[int, ...], change_set: int, *, model: type[Fact]
) -> tuple[QuerySet[Any], dict[str, Any]]:
    return model.objects.filter(pk__in=ids, superseded_in=None), {"superseded_in": change_set}


def _repeated(earlier: IdempotencyKey, *, actor: Actor, action: str, content_sha256: str) -> Change:
    same = (earlier.actor_code, earlier.action, earlier.content_sha256)
    if same != (actor.code, action, content_sha256):
        raise _key_reused(earlier.key)
    return Change(earlier.change_set, is_repeat=True, answer=earlier.answer)


def _key_reused(key: UUID) -> KeyReused:
    return KeyReused(
        _("Nyckeln har redan använts för en annan inlämning."),
        column="key",
        value=key,
        remedy=_("Läs in sidan på nytt och försök igen."),
    )


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, set | frozenset):
        return sorted(value)
    return str(value)
