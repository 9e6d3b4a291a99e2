"""The instant of a write: how a page is asked for as it was just after it, or just before."""

from datetime import UTC, datetime, timedelta

from enslinje.journal.models import ChangeSet

RESOLUTION = timedelta(microseconds=1)
"""The smallest difference between two instants that both databases keep."""

_WRITTEN = "%Y-%m-%dT%H.%M.%S.%fZ"


def moment_of(change_set: int) -> datetime | None:
    """Return the instant of the change set: as of it, what it recorded holds. None if unknown."""
    return ChangeSet.objects.filter(pk=change_set).values_list("recorded_at", flat=True).first()


def just_before(moment: datetime) -> datetime:
    """Return the last instant before `moment`: as of it, what was recorded at `moment` is not."""
    return moment - RESOLUTION


def written(moment: datetime) -> str:
    """Return an instant as it stands in an address: UTC, `2021-02-01T13.02.33.000017Z`."""
    return moment.astimezone(UTC).strftime(_WRITTEN)


def read(text: str) -> datetime:
    """Return the instant that `written` wrote. Raise `ValueError` for anything else."""
    moment = datetime.strptime(text, _WRITTEN).replace(tzinfo=UTC)
    if written(moment) != text:
        raise ValueError(text)
    return moment
