"""Say that one has a section open to write in. It is no fact: nothing of it is in the journal."""

from datetime import timedelta

from django.utils import timezone

from enslinje.core.actors import Actor
from enslinje.core.policy import Action
from enslinje.organisation import rights
from enslinje.organisation.models import Body
from enslinje.plans.models import Section, SectionPresence

KEPT = timedelta(hours=1)
"""How long a row stays after it was last said, before somebody's next one takes it away."""


def be_present(*, actor: Actor, body: str, year: int, section: str) -> None:
    """Note that the actor writes in the section just now. Where there is none, nothing is noted.

    Raises:
        NotAllowed: the policy gives the actor no right to write there.
    """
    rights.require(actor, Action.WRITE_SECTION, [body])
    now = timezone.now()
    where = Body.objects.filter(code=body).first()
    written = Section.objects.filter(code=section).first()
    if where is None or written is None:
        return
    SectionPresence.objects.filter(seen_at__lt=now - KEPT).delete()
    SectionPresence.objects.update_or_create(
        body=where,
        year=year,
        section=written,
        person_code=actor.code,
        defaults={"seen_at": now},
    )


def leave(*, actor: Actor, body: str, year: int, section: str) -> None:
    """Note that the actor no longer writes in the section."""
    SectionPresence.objects.filter(
        body__code=body, year=year, section__code=section, person_code=actor.code
    ).delete()
