"""The addresses of the pages: Swedish, for ever. English has the same under `/en/`."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.about import views as about
from enslinje.web.bodies import views as bodies
from enslinje.web.budget.urls import urlpatterns as of_money
from enslinje.web.calendar import views as calendar
from enslinje.web.cases import views as cases
from enslinje.web.contributions import views as contributions
from enslinje.web.findings import views as findings
from enslinje.web.goals import views as goals
from enslinje.web.indicators import views as indicators
from enslinje.web.plan import views as plans
from enslinje.web.plan.decided import plan_file
from enslinje.web.provenance import views as provenance
from enslinje.web.routes import View, route
from enslinje.web.source import views as source
from enslinje.web.year import views as year

app_name = "web"


def _page(pattern: str, view: View, name: str) -> URLPattern:
    """A page that is for everybody."""
    return route(pattern, view, name=name, reads=Action.VIEW_PUBLIC)


def _one(pattern: str, view: View, name: str) -> URLPattern:
    """One of many for everybody: the view finds it among what its reader may see."""
    return route(pattern, view, name=name, reads=Action.VIEW_PUBLIC, scoped=True)


urlpatterns = [
    _page("", year.start, "start"),
    _page("<year:year>/", year.in_short, "year"),
    _page("<year:year>/mal/", goals.goals, "goals"),
    _page("<year:year>/mal.<form:form>", goals.goals_file, "goals-file"),
    _page("<year:year>/mal/<str:goal>/", goals.goal, "goal"),
    _page("<year:year>/indikator/", indicators.indicators, "indicators"),
    _page("<year:year>/indikator.<form:form>", indicators.indicators_file, "indicators-file"),
    _page("<year:year>/indikator/<str:code>/", indicators.indicator, "indicator"),
    _page(
        "<year:year>/indikator/<str:code>.<form:form>",
        indicators.indicator_file,
        "indicator-file",
    ),
    _page("<year:year>/namnd/", bodies.bodies, "bodies"),
    _page("<year:year>/namnd/<slug:slug>/", bodies.body, "body"),
    _page("<year:year>/namnd/<slug:slug>.<form:form>", bodies.body_file, "body-file"),
    _page("<year:year>/namnd/<slug:slug>/plan/", plans.plan, "plan"),
    _page("<year:year>/namnd/<slug:slug>/plan/jamfor/", plans.compare, "compare-plans"),
    _page(
        "<year:year>/namnd/<slug:slug>/plan/forra-aret/",
        plans.compare_years,
        "compare-plan-years",
    ),
    _page(
        "<year:year>/namnd/<slug:slug>/plan/forra-aret.<form:form>",
        plans.compare_years_file,
        "compare-plan-years-file",
    ),
    _page(
        "<year:year>/namnd/<slug:slug>/plan/<int:filing>/beslut/<int:decision>/fil/<int:file>/",
        plan_file,
        "plan-file",
    ),
    _page("<year:year>/bidrag/", contributions.contributions, "contributions"),
    _page(
        "<year:year>/bidrag.<form:form>",
        contributions.contributions_file,
        "contributions-file",
    ),
    _page("<year:year>/iakttagelser/", findings.findings, "findings"),
    _page("<year:year>/iakttagelser.<form:form>", findings.findings_file, "findings-file"),
    _page("<year:year>/arshjul/", calendar.year_page, "calendar"),
    _page("<year:year>/arshjul.ics", calendar.year_file, "calendar-file"),
    *of_money,
    _page("<year:year>/kallan/", source.source, "source"),
    _page("<year:year>/kallan.<form:form>", source.source_file, "source-file"),
    _page("arende/", cases.search, "case-search"),
    _one("arende/<path:case>/fil/<int:decision>/<int:file>/", cases.file, "case-file"),
    _one("arende/<path:case>/", cases.one, "case"),
    _page("s/<path:reference>/", provenance.figure, "figure"),
    _page("om-siffrorna/", about.figures, "about-figures"),
    _page("regler/<slug:rule>/", about.rule, "rule"),
    _page("tillganglighet/", about.accessibility, "accessibility"),
]
