"""Lists as files: CSV for Swedish Excel or for machines, workbooks, and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.reconciliation.picture import Picture
from enslinje.rendering import csv_file, excel_file
from enslinje.rendering.csv_file import Cell, Profile, Sheet
from enslinje.rendering.excel_file import Table
from enslinje.web import writing


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


@dataclass(frozen=True)
class Stamp:
    """What a file says of itself: the year, what was known when, and the version of the record."""

    year: int
    known_on: date
    version: int | str


def hand_out(request: HttpRequest, picture: Picture, listing: List, form: str) -> HttpResponse:
    """Answer with `listing` as a file; `?profil=maskin` gives CSV for machines."""
    stamp = Stamp(picture.year, _known_on(picture), picture.version)
    return hand_out_stamped(request, stamp, listing, form)


def hand_out_stamped(request: HttpRequest, stamp: Stamp, listing: List, form: str) -> HttpResponse:
    """Answer with `listing` as a file that rests on no picture."""
    if form == "json":
        return _json(stamp, listing)
    if form == "xlsx":
        return _attached(_workbook(request, stamp, listing), stamp, listing, form)
    asked = request.GET.get("profil", "")
    profile = Profile.MACHINE if asked == Profile.MACHINE else Profile.EXCEL
    content = csv_file.write(Sheet(_heads(listing.columns, profile), listing.rows), profile)
    return _attached(content, stamp, listing, form)


def hand_out_saved(request: HttpRequest, year: int, listing: List, form: str) -> HttpResponse:
    """Answer with a list of the workspace as a file: as it is saved today."""
    return hand_out_stamped(request, Stamp(year, timezone.localdate(), ""), listing, form)


CONTENT_TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": excel_file.CONTENT_TYPE}


def _attached(content: bytes, stamp: Stamp, listing: List, form: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CONTENT_TYPES[form])
    name = f"{stamp.year}_{listing.name}_{stamp.known_on.isoformat()}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _workbook(request: HttpRequest, stamp: Stamp, listing: List) -> bytes:
    about: tuple[tuple[str, Cell], ...] = (
        (_("Lista"), listing.name),
        (_("År"), stamp.year),
        (_("Visar vad som var känt"), stamp.known_on),
        (_("Version"), str(stamp.version)),
        (_("Källa"), "Enslinje"),
        (_("Adress"), request.build_absolute_uri()),
        (_("Hämtad"), writing.day(timezone.localtime())),
    )
    heads = _heads(listing.columns, Profile.EXCEL)
    return excel_file.write(Table(listing.name, Sheet(heads, listing.rows), about))


def _heads(columns: Sequence[Column], profile: Profile) -> tuple[str, ...]:
    if profile is Profile.MACHINE:
        return tuple(column.name for column in columns)
    return tuple(str(column.head) for column in columns)


def _json(stamp: Stamp, listing: List) -> HttpResponse:
    names = [column.name for column in listing.columns]
    body = {
        "year": stamp.year,
        "list": listing.name,
        "known_on": stamp.known_on.isoformat(),
        "version": stamp.version,
        "rows": csv_file.records(Sheet((), listing.rows), names),
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False, "indent": 1})


def _known_on(picture: Picture) -> date:
    moment = picture.as_of or picture.reference_at
    return timezone.localtime(moment).date()
