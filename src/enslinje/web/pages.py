"""What every page has around its contents, and the one way a page gets its picture."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from enslinje.core.terms import Basis
from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture
from enslinje.web import (
    kept_pages,
    masthead,
    moments,
    navigation,
    pictures,
    session_dialog,
    shared_pages,
    writing,
)
from enslinje.web.account import sessions
from enslinje.web.account.sessions import SessionClock
from enslinje.web.moments import BadMoment, Moment
from enslinje.web.navigation import Door, Language
from enslinje.web.pictures import PlanSwitch
from enslinje.web.viewers import Viewer, viewer_of

Arguments = ParamSpec("Arguments")
PictureView = Callable[Concatenate[HttpRequest, Picture, Arguments], HttpResponse]


@dataclass(frozen=True)
class PictureFacts:
    """What stands around a page of the picture that it shows."""

    year: int
    basis: Basis
    reference_at: datetime | None
    version: int
    saved: frozenset[str]


@dataclass(frozen=True)
class Around:
    """What a page tells of itself for what stands around it, whoever reads it."""

    section: str
    year: int | None
    picture: PictureFacts | None


def _facts(picture: Picture | None) -> PictureFacts | None:
    if picture is None:
        return None
    return PictureFacts(
        *(picture.year, picture.basis, picture.reference_at, picture.version, picture.saved)
    )


@dataclass(frozen=True)
class Site:
    """What stands around every page.

    Attributes:
        year: the page's year, or the latest, `None` when no year is recorded at all.
        years: every recorded year, the latest first.
        picture: the year's picture, where the page shows one.
        moment: the date that the page is asked to show, `None` for now.
        viewer: who looks at it, and so what is offered.
        clock: how long the session lasts, `None` for the public.
        session: the dialog that warns of its end.
        plans: whether plans are shown as saved, for those who may choose it.
        address: the page's own, with what it asks.
    """

    year: int | None
    years: tuple[int, ...]
    doors: tuple[Door, ...]
    languages: tuple[Language, ...]
    picture: Picture | PictureFacts | None
    moment: Moment | None
    language: str
    viewer: Viewer
    clock: SessionClock | None
    session: str = ""
    session_ended: bool = False
    plans: PlanSwitch | None = None
    address: str = ""

    @property
    def head(self) -> SafeString:
        """The head of the page."""
        return masthead.written(
            masthead.Head(
                language=self.language,
                year=self.year,
                years=self.years,
                doors=self.doors,
                languages=self.languages,
                moment=self.moment,
                plans=self.plans,
                person=self.viewer.code,
                here="" if self.viewer.is_signed_in else self.address,
            )
        )

    @property
    def foot(self) -> SafeString:
        """The foot of the page."""
        return masthead.written(
            masthead.Foot(
                language=self.language,
                is_signed_in=self.viewer.is_signed_in,
                reference_at=self.picture.reference_at if self.picture else None,
                version=self.picture.version if self.picture else None,
            )
        )

    @property
    def script(self) -> str:
        """The script of the dialog, where there is one."""
        return session_dialog.script() if self.clock else ""

    @property
    def has_strips(self) -> bool:
        """Whether there is something that a reader must know before reading."""
        return bool(self.has_invented or self.moment or self.plans)

    @property
    def has_invented(self) -> bool:
        """Whether something the page rests on is made up."""
        return self.picture is not None and self.picture.basis is Basis.INVENTED


def show(
    request: HttpRequest,
    template: str,
    context: dict[str, object],
    *,
    section: str = "",
    picture: Picture | None = None,
    year: int | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render `template` with what stands around every page, as `site`.

    `year` is that of a page which shows no picture.
    """
    told = Around(section, year, _facts(picture))
    shared = shared_pages.leaves_holes(request)
    site = _site(request, section=section, picture=picture, year=year, is_shared=shared)
    holes = shared_pages.HOLES if shared else None
    token = SimpleLazyObject(lambda: session_dialog.token(request))
    around = {"request": request, "site": site, "holes": holes, "csrf_token": token}
    given = {**context, **around}
    answer = render(request, template, given, status=status)
    shared_pages.tell(answer, told)
    return answer


def kept(
    request: HttpRequest, *rests_on: Hashable, show: Callable[[], HttpResponse]
) -> HttpResponse:
    """Answer with a page that is the same for everybody, kept while nothing it shows is written.

    Args as `kept_pages.answer` and `shared_pages.answer` take them.
    """
    if not request.COOKIES or not viewer_of(request).is_signed_in:
        return kept_pages.answer(request, *rests_on, show=show)
    return shared_pages.answer(request, *rests_on, show=show, fill=_around)


def _around(request: HttpRequest, told: Around) -> Mapping[str, str]:
    """What stands around a page and is its reader's own, part by part."""
    site = _site(request, section=told.section, picture=told.picture, year=told.year)
    messages = get_messages(request)
    given = {"site": site, "request": request, "messages": messages}

    def part(name: str, *, if_there: object) -> str:
        return render_to_string(f"web/parts/{name}.html", given, request) if if_there else ""

    return {
        "script": site.script,
        "head": site.head,
        "strips": part("strips", if_there=site.has_strips),
        "messages": part("messages", if_there=len(messages)),
        "foot": site.foot,
        "session": site.session,
    }


def around(request: HttpRequest) -> dict[str, object]:
    """Give `site` to the pages that allauth renders: a context processor, asked only by them."""
    return {"site": SimpleLazyObject(lambda: _site(request))}


def _site(
    request: HttpRequest,
    *,
    section: str = "",
    picture: Picture | PictureFacts | None = None,
    year: int | None = None,
    is_shared: bool = False,
) -> Site:
    try:
        moment = moments.asked(request)
    except BadMoment:
        moment = None
    known = queries.years()
    latest = known[0] if known else None
    viewer = viewer_of(request)
    is_known = not is_shared and viewer.is_signed_in
    clock = sessions.clock_of(request) if is_known else None
    return Site(
        year=picture.year if picture else year or latest,
        years=known,
        doors=navigation.doors(section),
        languages=navigation.languages(request.get_full_path(), writing.language()),
        picture=picture,
        moment=moment,
        language=writing.language(),
        viewer=viewer,
        clock=clock,
        session=session_dialog.written(clock, viewer.code) if clock else "",
        session_ended=hasattr(request, sessions.ENDED),
        plans=pictures.switch(request, viewer, picture.saved) if picture and is_known else None,
        address=request.get_full_path(),
    )


def shows_picture(view: PictureView[Arguments]) -> Callable[..., HttpResponse]:
    """Give `view` the picture of the year in its address, as of the date asked for.

    A year that is not recorded, or not yet on that date, answers 404 and says which are; a date
    that is none answers 400.
    """

    @require_safe
    @wraps(view)
    def shown(
        request: HttpRequest, year: int, *args: Arguments.args, **kwargs: Arguments.kwargs
    ) -> HttpResponse:
        try:
            moment = moments.asked(request)
        except BadMoment as fault:
            return show(request, "web/bad_moment.html", {"text": fault.text}, status=400)
        try:
            saved = pictures.saved_for(request, year)
            picture = queries.picture(year, as_of=moment.at if moment else None, saved=saved)
        except queries.YearNotFound:
            return show(request, "web/year_not_found.html", {"asked": year}, status=404)
        if not picture.goals:
            return show(request, "web/year_not_found.html", {"asked": year}, status=404)
        if picture.saved:
            answer = view(request, picture, *args, **kwargs)
            return pictures.kept_from_others(answer, picture)
        return kept(request, picture.version, show=lambda: view(request, picture, *args, **kwargs))

    return shown
