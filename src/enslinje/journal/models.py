"""Change sets, and the facts that are recorded in them: never changed, only superseded.

The journal lies below everything: it names people and bodies by code.
"""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from typing import Any, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.actors import Source
from enslinje.core.marking import Marking
from enslinje.journal.columns import (
    CODE_LENGTH,
    CURRENT,
    at_least,
    choices,
    filled,
    in_order,
    known,
)
from enslinje.journal.filed import Filed, Route, as_filed
from enslinje.journal.guards import InsertGuard

EVERY_YEAR = 0
"""The year of a pulse for what belongs to no single year, such as bodies and measurements."""

WHOLE_GROUP = ""
"""The body of a pulse for what belongs to no single body."""

MARKED_ANEW = "mark_fact"
"""The action of change sets that mark facts anew. A fact that one of them superseded says what its
successor says; so it is not shown of the past to those who may not see that."""

_Fact_co = TypeVar("_Fact_co", bound="Fact", covariant=True)


class Counted(StrEnum):
    """What a pulse counts the writes of, each in a column of its own.

    A model says in which of them it is counted (`counted_in`). That of one nobody has thought of is
    the ground's, by which nothing is kept too long. `place` is its own among the counters.
    """

    place: int

    ALL = "version"
    GROUND = "ground_version"
    GOALS = "goals_version"
    DECISIONS = "decisions_version"
    TARGETS = "targets_version"
    TEXTS = "texts_version"
    CONTRIBUTIONS = "contributions_version"
    ACTIVITIES = "activities_version"
    BUDGETS = "budgets_version"
    PREPARATIONS = "preparations_version"
    OBSTACLES = "obstacles_version"
    COMMENTS = "comments_version"
    STEPS = "steps_version"
    FILINGS = "filings_version"


for _place, _counter in enumerate(Counted):
    _counter.place = _place


class AppendOnly(models.Model):
    """A row that nobody changes or deletes: triggers refuse it on both databases.

    Columns in `settled_once` may go from NULL to a value, once; the trigger lets nothing else
    through. `guards` say what may not be inserted either. See `journal.triggers`.

    What bodies fill in all day long is no ground, and `counted_in` a counter of its own: only its
    own plan shows it, until that is submitted. See `Pulse`.
    """

    settled_once: ClassVar[tuple[str, ...]] = ()
    counted_in: ClassVar[Counted] = Counted.GROUND
    guards: ClassVar[tuple[InsertGuard, ...]] = ()

    class Meta:
        abstract = True


def stored_columns(model: type[models.Model]) -> "list[models.Field[Any, Any]]":
    """The columns of a table that are written, without those that the database works out."""
    columns = model._meta.local_concrete_fields  # noqa: SLF001 - documented in spite of its name
    return [column for column in columns if not column.generated]


class ChangeSet(AppendOnly):
    """One write: who, through which door, when, and why.

    `actor_role` is the role that gave the right to it. `restores` names the earlier fact that it
    records anew, as `journal.history` does: the name of its kind and its id, `arsmal/17`.
    """

    recorded_at = models.DateTimeField()
    actor_code = models.CharField(max_length=CODE_LENGTH)
    on_behalf_of_code = models.CharField(max_length=CODE_LENGTH, blank=True, default="")
    source = models.CharField(max_length=8, choices=choices(Source))
    action = models.CharField(max_length=64)
    reason = models.TextField(blank=True, default="")
    actor_role = models.CharField(max_length=16, blank=True, default="")
    restores = models.CharField(max_length=64, blank=True, default="")
    undoes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="undone_by"
    )

    class Meta:
        constraints = (known("source", Source), filled("actor_code"), filled("action"))
        indexes = (
            models.Index(fields=["recorded_at"], name="changeset_recorded_at"),
            models.Index(fields=["actor_code", "id"], name="changeset_of_actor"),
        )


class IdempotencyKey(AppendOnly):
    """A submission that came in, and the answer it got: a repeat gets the same."""

    key = models.UUIDField(primary_key=True)
    actor_code = models.CharField(max_length=CODE_LENGTH)
    action = models.CharField(max_length=64)
    content_sha256 = models.CharField(max_length=64)
    answer = models.JSONField()
    change_set = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")


class LogEntry(AppendOnly):
    """A change set's entry in the decision log: what it wrote, chained by a keyed hash.

    See `journal.log`. There is no column that the hash does not cover.
    """

    change_set = models.OneToOneField(
        ChangeSet, on_delete=models.PROTECT, primary_key=True, related_name="+"
    )
    chain = models.CharField(max_length=CODE_LENGTH + 8)
    number = models.PositiveIntegerField()
    content = models.TextField()
    content_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    mac = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="logentry_number_once",
                fields=["chain", "number"],
                violation_error_message=_("Numret finns redan i kedjan."),
            ),
            at_least("number", 1),
        )

    def __str__(self) -> str:
        return f"{self.chain} {self.number}"


class Pulse(models.Model):
    """How many writes have touched a body and a year. The row is also the lock of its writers.

    `ground_version` counts those of them that changed something that plans rest on, such as
    occasions, sections and roles, and `goals_version` those of goals and indicators, on which most
    of it rests too. What rests on those alone is kept through an evening of saves. The others count
    what is written of one part of plans, for what shows that part: `Counted`.
    """

    year = models.PositiveSmallIntegerField()
    body_code = models.CharField(max_length=CODE_LENGTH, blank=True, default=WHOLE_GROUP)
    version = models.BigIntegerField(default=0)
    ground_version = models.BigIntegerField(default=0)
    goals_version = models.BigIntegerField(default=0)
    decisions_version = models.BigIntegerField(default=0)
    targets_version = models.BigIntegerField(default=0)
    texts_version = models.BigIntegerField(default=0)
    contributions_version = models.BigIntegerField(default=0)
    activities_version = models.BigIntegerField(default=0)
    budgets_version = models.BigIntegerField(default=0)
    preparations_version = models.BigIntegerField(default=0)
    obstacles_version = models.BigIntegerField(default=0)
    comments_version = models.BigIntegerField(default=0)
    steps_version = models.BigIntegerField(default=0)
    filings_version = models.BigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="pulse_once",
                fields=["year", "body_code"],
                violation_error_message=_("Organets puls för året finns redan."),
            ),
        )


def held_at(
    instant: datetime | None,
    through: str,
    *,
    reads_instant: bool = False,
    filed: Filed | None = None,
) -> Q:
    """The condition that what a filtered relation leads to is current, or was at `instant`.

    Only what is public is led to: a relation's condition cannot ask whose it is. As
    `FactQuerySet.at`; `through` is the name of the relation. A relation's condition takes
    neither steps beyond it nor queries, so the change sets are looked up first, in three queries:
    the last by then, those with a lower number that were nevertheless recorded later, and those
    that marked facts anew since.

    With `filed`, plans are seen as they were submitted: the facts are about the relation's `body`.

    Whoever `reads_instant` gets what was recorded later too and leaves it out: Django would join
    the change sets that are read before the relation that they hang on.
    """
    public = Q(**{f"{through}__marking": Marking.PUBLIC.value})
    held = _held(instant, through, reads_instant=reads_instant)
    route = Route(through=through, reads_instant=reads_instant)
    return public & (as_filed(filed, held, route) if filed else held)


def marked_anew(*, after: int = 0) -> frozenset[int]:
    """Return the change sets in which facts were marked anew, those later than `after`."""
    found = ChangeSet.objects.filter(action=MARKED_ANEW, pk__gt=after)
    return frozenset(found.values_list("pk", flat=True))


def last_by(instant: datetime) -> int:
    """Return the number of the last change set that was recorded by `instant`, 0 without any."""
    by_then = ChangeSet.objects.filter(recorded_at__lte=instant)
    return by_then.order_by("-pk").values_list("pk", flat=True).first() or 0


def _held(instant: datetime | None, through: str, *, reads_instant: bool) -> Q:
    current = Q(**{f"{through}__superseded_in": None})
    if instant is None:
        return current
    last = last_by(instant)
    later = ChangeSet.objects.filter(pk__lt=last, recorded_at__gt=instant)
    overtaken = list(later.values_list("pk", flat=True))
    recorded = Q(**{f"{through}__recorded_in__lte": last})
    superseded_later = current | Q(**{f"{through}__superseded_in__gt": last})
    if overtaken:
        recorded &= ~Q(**{f"{through}__recorded_in__in": overtaken})
        superseded_later |= Q(**{f"{through}__superseded_in__in": overtaken})
    if marked := marked_anew(after=last):
        superseded_later &= current | ~Q(**{f"{through}__superseded_in__in": marked})
    return superseded_later if reads_instant else recorded & superseded_later


class FactQuerySet(models.QuerySet[_Fact_co]):
    """Facts as they are, or as they were."""

    def current(self) -> Self:
        """What nothing has superseded."""
        return self.filter(CURRENT)

    def as_of(self, change_set: ChangeSet) -> Self:
        """What was current just after `change_set`."""
        later = CURRENT | Q(superseded_in__gt=change_set.pk)
        return self.filter(later, recorded_in__lte=change_set.pk)

    def as_of_instant(self, instant: datetime) -> Self:
        """What was current at `instant`, with what was recorded at it."""
        later = CURRENT | Q(superseded_in__recorded_at__gt=instant)
        return self.filter(later, recorded_in__recorded_at__lte=instant)

    def at(self, instant: datetime | None) -> Self:
        """What is current, or was at `instant`."""
        return self.current() if instant is None else self.as_of_instant(instant)

    def filed(self, filed: Filed, *, at: datetime | None = None) -> Self:
        """What plans held when they were submitted; of bodies that submit none, what held `at`.

        See `journal.filed`. The model says by `path_to_body` whose plan a fact is in.
        """
        path = self.model.path_to_body()
        route = Route(path.removesuffix("__code"), is_owned=path.endswith("owner__code"))
        held = CURRENT
        if at is not None:
            held = CURRENT | Q(superseded_in__recorded_at__gt=at)
            held &= Q(recorded_in__recorded_at__lte=at)
        return self.filter(as_filed(filed, held, route))


FactManager = models.Manager.from_queryset(FactQuerySet)


class Fact(AppendOnly):
    """A row that is never changed, only superseded."""

    settled_once = ("superseded_in",)

    recorded_in = models.ForeignKey(ChangeSet, on_delete=models.PROTECT, related_name="+")
    superseded_in = models.ForeignKey(
        ChangeSet,
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        db_index=False,
    )

    marking = models.CharField(
        _("märkning"), max_length=7, choices=choices(Marking), default=Marking.PUBLIC.value
    )
    secrecy_ground = models.CharField(
        _("sekretessbestämmelse"), max_length=100, blank=True, default=""
    )

    objects = FactManager()

    class Meta:
        abstract = True
        constraints = (
            in_order("recorded_in", "superseded_in"),
            known("marking", Marking),
            models.CheckConstraint(
                name="%(class)s_secret_by_a_provision",
                condition=(Q(marking=Marking.SECRET.value) & ~Q(secrecy_ground=""))
                | (~Q(marking=Marking.SECRET.value) & Q(secrecy_ground="")),
                violation_error_message=_("Sekretess anges med bestämmelsen som den följer av."),
            ),
        )

    @classmethod
    def of_bodies(cls, codes: Collection[str]) -> Q:
        """Those about bodies with these codes; "" among them is the whole group."""
        path = cls.path_to_body()
        if not path:
            return ~Q(pk=None) if WHOLE_GROUP in codes else Q(pk=None)
        of_none = Q(**{path: None}) if WHOLE_GROUP in codes else Q(pk=None)
        return Q(**{f"{path}__in": sorted(set(codes) - {WHOLE_GROUP})}) | of_none

    @classmethod
    def path_to_body(cls) -> str:
        """The path from a fact to the code of the body it is about; "" is the whole group."""
        return "body__code" if any(one.name == "body" for one in cls._meta.fields) else ""
