"""The year as a calendar file in Swedish, for programs that subscribe to it."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import gettext as _

from enslinje.core.actors import Actor
from enslinje.core.terms import EventKind
from enslinje.organisation import queries
from enslinje.organisation.calendar import year_events
from enslinje.organisation.rows import EventRow
from enslinje.rendering.calendar_file import CalendarEntry, calendar_file


def year_calendar(
    *, year: int, host: str, body: str = "", actor: Actor | None = None, address: str = ""
) -> bytes:
    """Return the year's events, of all bodies or of one, as `actor` may see them.

    Args:
        year: the year.
        host: name of the server, which makes the entries' names unique in the world. Changed,
            subscribers get every entry anew.
        body: code of the body whose calendar it is.
        actor: who subscribes; None is the public.
        address: of the year's page, to be found in each entry.
    """
    with translation.override("sv"):
        names = {row.code: row.short_name for row in queries.bodies(year=year)}
        title = _("Årets gång {year}").format(year=year)
        return calendar_file(
            f"{title}, {names.get(body, body)}" if body else title,
            [
                CalendarEntry(
                    uid=f"{event.uid}@{host}",
                    at=event.day if event.is_whole_day else event.instant,
                    summary=_summary(event, names),
                    changed_at=event.changed_at,
                    revision=event.revision,
                    description=event.reason,
                    address=address,
                )
                for event in year_events(year=year, body=body, actor=actor)
            ],
        )


def _summary(event: EventRow, names: Mapping[str, str]) -> str:
    sentence = {
        EventKind.OPENS: _("{name}: öppnar"),
        EventKind.REFERENCE: _("{name}: läget som gäller"),
        EventKind.DUE: _("{name}: sista tid"),
        EventKind.EXTENDED_DUE: _("{name}: sista tid för {body}, anstånd"),
        EventKind.DECISION: _("Beslut i {body}"),
    }[event.kind]
    return sentence.format(name=event.name, body=names.get(event.body, event.body))
