"""What every page has around its contents, and the one way a page gets its picture."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from enslinje.core.terms import Basis
from enslinje.reconciliation import queries
from enslinje.reconciliation.picture import Picture
from enslinje.web import kept_pages, masthead, moments, navigation, pictures, writing
from enslinje.web.account import sessions
from enslinje.web.account.sessions import SessionClock
from enslinje.web.moments import BadMoment, Moment
from enslinje.web.navigation import Door, Language
from enslinje.web.pictures import PlanSwitch
from enslinje.web.viewers import Viewer, viewer_of

Arguments = ParamSpec("Arguments")
PictureView = Callable[Concatenate[HttpRequest, Picture, Arguments], HttpResponse]


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
        plans: whether plans are shown as saved, for those who may choose it.
        address: the page's own, with what it asks.
    """

    year: int | None
    years: tuple[int, ...]
    doors: tuple[Door, ...]
    languages: tuple[Language, ...]
    picture: Picture | None
    moment: Moment | None
    language: str
    viewer: Viewer
    clock: SessionClock | None
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
    site = _site(request, section=section, picture=picture, year=year)
    return render(request, template, {**context, "request": request, "site": site}, status=status)


def around(request: HttpRequest) -> dict[str, object]:
    """Give `site` to the pages that allauth renders: a context processor, asked only by them."""
    return {"site": SimpleLazyObject(lambda: _site(request))}


def _site(
    request: HttpRequest,
    *,
    section: str = "",
    picture: Picture | None = None,
    year: int | None = None,
) -> Site:
    try:
        moment = moments.asked(request)
    except BadMoment:
        moment = None
    known = queries.years()
    latest = known[0] if known else None
    viewer = viewer_of(request)
    return Site(
        year=picture.year if picture else year or latest,
        years=known,
        doors=navigation.doors(section),
        languages=navigation.languages(request.get_full_path(), writing.language()),
        picture=picture,
        moment=moment,
        language=writing.language(),
        viewer=viewer,
        clock=sessions.clock_of(request) if viewer.is_signed_in else None,
        session_ended=hasattr(request, sessions.ENDED),
        plans=pictures.switch(request, viewer, picture) if picture else None,
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
        answer = kept_pages.answer(
            request, picture.version, show=lambda: view(request, picture, *args, **kwargs)
        )
        return pictures.kept_from_others(answer, picture)

    return shown
