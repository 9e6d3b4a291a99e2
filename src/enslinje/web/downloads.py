"""Lists as files: CSV for Swedish Excel or for machines, and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone

from enslinje.reconciliation.picture import Picture
from enslinje.rendering import csv_file
from enslinje.rendering.csv_file import Cell, Profile, Sheet


@dataclass(frozen=True)
class Column:
    """A column of a list: its name for machines, and the head people read."""

    name: str
    head: str


@dataclass(frozen=True)
class List:
    """A list to hand out. `name` becomes part of the file's name."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def hand_out(request: HttpRequest, picture: Picture, listing: List, form: str) -> HttpResponse:
    """Answer with `listing` as a file; `?profil=maskin` gives CSV for machines."""
    if form == "json":
        return _json(picture, listing)
    asked = request.GET.get("profil", "")
    profile = Profile.MACHINE if asked == Profile.MACHINE else Profile.EXCEL
    heads = _heads(listing.columns, profile)
    content = csv_file.write(Sheet(heads, listing.rows), profile)
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    name = f"{picture.year}_{listing.name}_{_known_on(picture).isoformat()}.csv"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _heads(columns: Sequence[Column], profile: Profile) -> tuple[str, ...]:
    if profile is Profile.MACHINE:
        return tuple(column.name for column in columns)
    return tuple(str(column.head) for column in columns)


def _json(picture: Picture, listing: List) -> HttpResponse:
    names = [column.name for column in listing.columns]
    body = {
        "year": picture.year,
        "list": listing.name,
        "known_on": _known_on(picture).isoformat(),
        "version": picture.version,
        "rows": csv_file.records(Sheet((), listing.rows), names),
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _known_on(picture: Picture) -> date:
    moment = picture.as_of or picture.reference_at
    return timezone.localtime(moment).date()
