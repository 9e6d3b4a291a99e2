"""The addresses of the pages: Swedish, for ever. English has the same under `/en/`."""

from django.urls import path, register_converter

from enslinje.web.about import views as about
from enslinje.web.bodies import views as bodies
from enslinje.web.contributions import views as contributions
from enslinje.web.findings import views as findings
from enslinje.web.goals import views as goals
from enslinje.web.indicators import views as indicators
from enslinje.web.provenance import views as provenance
from enslinje.web.source import views as source
from enslinje.web.year import views as year


class YearConverter:
    """Four digits, so that no year shadows a word."""

    regex = "[12][0-9]{3}"

    def to_python(self, value: str) -> int:
        """Return the year as a number."""
        return int(value)

    def to_url(self, value: int | str) -> str:
        """Return the year as it stands in an address."""
        return str(value)


class FormConverter:
    """The forms of a list besides the page: `csv` and `json`."""

    regex = "csv|json"

    def to_python(self, value: str) -> str:
        """Return the form as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return the form as it is."""
        return value


register_converter(YearConverter, "year")
register_converter(FormConverter, "form")

app_name = "web"
urlpatterns = [
    path("", year.start, name="start"),
    path("<year:year>/", year.in_short, name="year"),
    path("<year:year>/mal/", goals.goals, name="goals"),
    path("<year:year>/mal.<form:form>", goals.goals_file, name="goals-file"),
    path("<year:year>/mal/<str:goal>/", goals.goal, name="goal"),
    path("<year:year>/indikator/", indicators.indicators, name="indicators"),
    path("<year:year>/indikator.<form:form>", indicators.indicators_file, name="indicators-file"),
    path("<year:year>/indikator/<str:code>/", indicators.indicator, name="indicator"),
    path(
        "<year:year>/indikator/<str:code>.<form:form>",
        indicators.indicator_file,
        name="indicator-file",
    ),
    path("<year:year>/namnd/", bodies.bodies, name="bodies"),
    path("<year:year>/namnd/<slug:slug>/", bodies.body, name="body"),
    path("<year:year>/namnd/<slug:slug>.<form:form>", bodies.body_file, name="body-file"),
    path("<year:year>/bidrag/", contributions.contributions, name="contributions"),
    path(
        "<year:year>/bidrag.<form:form>",
        contributions.contributions_file,
        name="contributions-file",
    ),
    path("<year:year>/iakttagelser/", findings.findings, name="findings"),
    path("<year:year>/iakttagelser.<form:form>", findings.findings_file, name="findings-file"),
    path("<year:year>/kallan/", source.source, name="source"),
    path("<year:year>/kallan.<form:form>", source.source_file, name="source-file"),
    path("s/<path:reference>/", provenance.figure, name="figure"),
    path("om-siffrorna/", about.figures, name="about-figures"),
    path("regler/<slug:rule>/", about.rule, name="rule"),
    path("tillganglighet/", about.accessibility, name="accessibility"),
]
