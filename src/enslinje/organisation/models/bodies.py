"""Bodies, what they are called from a day on, and how they are grouped and counted by year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.terms import BodyKind, Callable, CountsAs, GroupMembership, SuccessionKind
from enslinje.journal.columns import (
    CODE_LENGTH,
    Sourced,
    choices,
    constraints,
    exactly_one,
    filled,
    known,
    one_current,
)
from enslinje.journal.models import Fact


class Body(models.Model):
    """Anything that files a plan, is called upon or decides. What it is called is an edition."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    slug = models.SlugField(max_length=100, unique=True)
    kind = models.CharField(max_length=20, choices=choices(BodyKind))
    callable = models.CharField(
        max_length=10,
        choices=choices(Callable),
        default=Callable.NOT_AT_ALL.value,
    )

    class Meta:
        constraints = (
            known("kind", BodyKind),
            known("callable", Callable),
            filled("code"),
            filled("slug"),
        )


class BodyEdition(Sourced, Fact):
    """A body as it is from a day on, until the next edition's day: so editions never overlap."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="editions")
    valid_from = models.DateField()
    official_name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=100)
    parent = models.ForeignKey(
        Body, on_delete=models.PROTECT, null=True, related_name="child_editions"
    )
    is_open = models.BooleanField(default=True)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("body", "valid_from"),
                filled("official_name"),
                filled("short_name"),
                models.CheckConstraint(
                    name="%(class)s_not_its_own_parent",
                    condition=Q(parent=None) | ~Q(parent=F("body")),
                    violation_error_message=_("Ett organ kan inte ligga under sig självt."),
                ),
            ),
        )


class BodySuccession(Sourced, Fact):
    """One body that followed another: several do in a split, and follow several in a merger."""

    predecessor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="successions")
    successor = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="precedents")
    on_date = models.DateField()
    kind = models.CharField(max_length=8, choices=choices(SuccessionKind))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (
                one_current("predecessor", "successor", "on_date"),
                known("kind", SuccessionKind),
                models.CheckConstraint(
                    name="%(class)s_of_two_bodies",
                    condition=~Q(predecessor=F("successor")),
                    violation_error_message=_("Ett organ kan inte efterträda sig självt."),
                ),
            ),
        )

    @classmethod
    def path_to_body(cls) -> str:
        """The path to the code of the body it is about."""
        return "predecessor__code"


class BodyAddress(Fact):
    """An address that a body once had. Who follows it is sent on; nobody else ever gets it."""

    slug = models.SlugField(max_length=100, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="former_addresses")

    class Meta:
        constraints = constraints(Fact.Meta.constraints, (filled("slug"),))


class RegisterEntry(Fact):
    """As what a body is counted in a year. Every "n av 31" counts these rows."""

    year = models.PositiveSmallIntegerField()
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="register_entries")
    counts_as = models.CharField(max_length=9, choices=choices(CountsAs))

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (one_current("year", "body"), known("counts_as", CountsAs)),
        )


class BodyGroup(Sourced):
    """A named group of bodies. One with a base is that group without its exclusions."""

    code = models.CharField(max_length=CODE_LENGTH, unique=True)
    name = models.CharField(max_length=200)
    membership = models.CharField(max_length=6, choices=choices(GroupMembership))
    stated_size = models.PositiveSmallIntegerField(null=True)
    base_group = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="narrower_groups"
    )

    class Meta:
        constraints = constraints(
            Sourced.Meta.constraints,
            (
                filled("code"),
                filled("name"),
                known("membership", GroupMembership),
                models.CheckConstraint(
                    name="%(class)s_open_has_no_base",
                    condition=Q(membership=GroupMembership.CLOSED.value) | Q(base_group=None),
                    violation_error_message=_("En öppen krets utgår inte från någon grupp."),
                ),
            ),
        )


class GroupMember(Fact):
    """A body that belongs to a closed group for a year."""

    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, related_name="members")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="group_memberships")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = constraints(Fact.Meta.constraints, (one_current("year", "group", "body"),))


class GroupExclusion(Fact):
    """A body of the base group that is not in the group for a year ("utom Farsta")."""

    group = models.ForeignKey(BodyGroup, on_delete=models.PROTECT, related_name="exclusions")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="group_exclusions")
    year = models.PositiveSmallIntegerField()

    class Meta:
        constraints = constraints(Fact.Meta.constraints, (one_current("year", "group", "body"),))


class BodyAlias(Sourced, Fact):
    """A spelling of a body or a group, folded by `core.names.fold`."""

    folded = models.CharField(max_length=200)
    text = models.CharField(max_length=200)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="aliases")
    group = models.ForeignKey(
        BodyGroup, on_delete=models.PROTECT, null=True, related_name="aliases"
    )

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            Sourced.Meta.constraints,
            (one_current("folded"), filled("folded"), exactly_one("body", "group")),
        )
