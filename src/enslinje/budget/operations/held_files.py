"""Hold a file between its preview and its confirmation, and let go of it."""

import zlib
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.budget import access
from enslinje.budget.errors import FileNotHeld
from enslinje.budget.models import HeldFile
from enslinje.core.actors import Actor
from enslinje.core.policy import Action
from enslinje.organisation import rights

HELD_FOR = timedelta(days=1)
_QUICKLY = 1


@transaction.atomic
def hold_file(*, actor: Actor, key: UUID, name: str, content: bytes) -> None:
    """Keep a file for whoever handed it over, and let go of everything that has been kept too long.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
        FileNotHeld: the key is another file's.
    """
    rights.require(actor, Action.KEEP_ACCOUNTS)
    now = timezone.now()
    HeldFile.objects.filter(held_at__lt=now - HELD_FOR).delete()
    if HeldFile.objects.filter(key=key).exists():
        raise not_held(key)
    HeldFile.objects.create(
        key=key,
        held_for=actor.code,
        held_at=now,
        name=name,
        content=zlib.compress(content, _QUICKLY),
    )


@transaction.atomic
def let_go_of_file(*, actor: Actor, key: UUID) -> None:
    """Keep a file no longer. One that is not there, or another's, is left as it is.

    Raises:
        NotAllowed: the policy gives the actor no right to it.
    """
    rights.require(actor, Action.KEEP_ACCOUNTS)
    access.held_files(held_for=actor.code).filter(key=key).delete()


def not_held(key: UUID) -> FileNotHeld:
    """The refusal of a file that is not there for whoever asks."""
    return FileNotHeld(
        _("Filen finns inte kvar."),
        column="file",
        value=key,
        remedy=_("Välj filen och granska den på nytt."),
    )
