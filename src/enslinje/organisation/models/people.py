"""Who signs in, what roles they hold for how long, and who stands in for them."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Role
from enslinje.journal.columns import (
    CODE_LENGTH,
    choices,
    constraints,
    filled,
    in_order,
    known,
    one_current,
)
from enslinje.journal.models import Fact
from enslinje.organisation.models.bodies import Body


class Person(AbstractUser):
    """Somebody who works with the plans. The username is the code that change sets name.

    One of the demo's signs in without a password, in demo mode alone.
    """

    is_demo = models.BooleanField(_("konto för demonstration"), default=False)

    class Meta(AbstractUser.Meta):
        pass


class Membership(Fact):
    """A role of a person, for a body or the whole group, from a day up to another.

    One that is pending does not hold: it waits for a second person to confirm it.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    body = models.ForeignKey(Body, on_delete=models.PROTECT, null=True, related_name="memberships")
    role = models.CharField(_("roll"), max_length=16, choices=choices(Role))
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till"), null=True)
    is_pending = models.BooleanField(_("väntar på bekräftelse"))
    granted_by_code = models.CharField(_("given av"), max_length=CODE_LENGTH)
    confirmed_by_code = models.CharField(
        _("bekräftad av"), max_length=CODE_LENGTH, blank=True, default=""
    )

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                known("role", Role),
                filled("granted_by_code"),
                in_order("valid_from", "valid_to"),
                one_current("person", "body", "role", "valid_from"),
                one_current(
                    "person", "role", "valid_from", suffix="_central", condition=Q(body=None)
                ),
                models.CheckConstraint(
                    name="%(class)s_confirmed_by_another",
                    condition=~Q(confirmed_by_code=F("granted_by_code")),
                    violation_error_message=_("Den som bekräftar är en annan än den som ger."),
                ),
            ),
        )


class Deputy(Fact):
    """Somebody who takes over a person's tasks and roles from a day up to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputies")
    deputy = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="deputy_for")
    valid_from = models.DateField(_("från och med"))
    valid_to = models.DateField(_("till"))
    reason = models.TextField(_("skäl"))
    named_by_code = models.CharField(_("utsedd av"), max_length=CODE_LENGTH)

    class Meta:
        constraints = constraints(
            Fact.Meta.constraints,
            (
                filled("reason"),
                filled("named_by_code"),
                in_order("valid_from", "valid_to"),
                one_current("person", "deputy", "valid_from"),
                models.CheckConstraint(
                    name="%(class)s_of_another",
                    condition=~Q(person=F("deputy")),
                    violation_error_message=_("Ingen är ersättare för sig själv."),
                ),
            ),
        )
