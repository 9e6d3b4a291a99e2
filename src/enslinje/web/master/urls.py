"""Addresses of the master data in the workspace, and of preparing a year."""

from django.urls import URLPattern

from enslinje.core.policy import Action
from enslinje.web import converters  # noqa: F401 - registers the parts of addresses
from enslinje.web.master import bodies, case_registers, goals, indicators, new_things, tags
from enslinje.web.master.prepare import prepare
from enslinje.web.routes import View, route

ROOT = "arbete/stamdata/"
OF_YEAR = f"{ROOT}<year:year>/"
BODY = f"{ROOT}organ/<slug:slug>/"
REGISTER = f"{ROOT}diarium/<str:prefix>/"
INDICATOR = f"{OF_YEAR}indikator/<str:indicator>/"


def _list(pattern: str, view: View, name: str) -> URLPattern:
    """A list, for whoever changes master data."""
    return route(pattern, view, name=name, reads=Action.EDIT_MASTER_DATA)


def _form(pattern: str, view: View, name: str, action: Action) -> URLPattern:
    """A form, for those who may send it."""
    body = "slug" if "<slug:slug>" in pattern else ""
    return route(pattern, view, name=name, reads=action, writes=action, body=body)


_EDIT = Action.EDIT_MASTER_DATA

urlpatterns = [
    _list(ROOT, goals.master_data, "master-data"),
    _form("arbete/forbered/", prepare, "prepare-year", Action.PREPARE_YEAR),
    # Bodies and groups.
    _list(f"{ROOT}organ/", bodies.bodies, "master-bodies"),
    _form(f"{ROOT}nytt-organ/", bodies.new, "new-body", _EDIT),
    route(BODY, bodies.body, name="master-body", reads=_EDIT, body="slug"),
    _form(f"{BODY}andra/", bodies.change, "change-body", _EDIT),
    _form(f"{BODY}stang/", bodies.close, "close-body", _EDIT),
    _form(f"{BODY}oppna/", bodies.reopen, "reopen-body", _EDIT),
    _form(f"{BODY}sla-samman/", bodies.merge, "merge-bodies", _EDIT),
    _form(f"{BODY}dela/", bodies.split, "split-body", _EDIT),
    _list(f"{ROOT}diarier/", case_registers.registers, "case-registers"),
    _form(f"{ROOT}nytt-diarium/", case_registers.new, "new-case-register", _EDIT),
    _form(f"{REGISTER}andra/", case_registers.change, "change-case-register", _EDIT),
    _form(f"{REGISTER}ta-bort/", case_registers.withdraw, "withdraw-case-register", _EDIT),
    _list(f"{OF_YEAR}kretsar/", goals.groups, "master-groups"),
    _form(f"{OF_YEAR}krets/<str:group>/", goals.group, "master-group", _EDIT),
    _form(f"{OF_YEAR}ny-krets/", new_things.group, "new-group", _EDIT),
    # Goals, levels and themes.
    _form(f"{ROOT}nivaer/", goals.levels, "master-levels", _EDIT),
    _list(f"{OF_YEAR}mal/", goals.goals, "master-goals"),
    _form(f"{OF_YEAR}nytt-mal/", goals.new_goal, "new-goal", Action.SET_GOAL),
    _form(f"{OF_YEAR}mal/<str:goal>/", goals.goal, "master-goal", Action.SET_GOAL),
    _form(f"{OF_YEAR}mal/<str:goal>/perspektiv/", tags.goal, "goal-themes", Action.SET_GOAL),
    _list(f"{OF_YEAR}perspektiv/", goals.themes, "master-themes"),
    _form(f"{OF_YEAR}nytt-perspektiv/", goals.new_theme, "new-theme", _EDIT),
    _form(f"{OF_YEAR}perspektiv/<str:theme>/", goals.theme, "master-theme", _EDIT),
    # Indicators.
    _list(f"{OF_YEAR}indikator/", indicators.indicators, "master-indicators"),
    _form(
        f"{OF_YEAR}ny-indikator/",
        new_things.indicator,
        "new-indicator",
        Action.DEFINE_INDICATOR,
    ),
    _form(f"{INDICATOR}perspektiv/", tags.indicator, "indicator-themes", Action.DEFINE_INDICATOR),
    _list(INDICATOR, indicators.overview, "master-indicator"),
    _form(
        f"{INDICATOR}andra/",
        indicators.indicator,
        "change-indicator",
        Action.DEFINE_INDICATOR,
    ),
    route(
        f"{ROOT}basnyckeltal/",
        indicators.base_metrics,
        name="base-metrics",
        reads=Action.DEFINE_BASE_METRIC,
    ),
    _form(
        f"{INDICATOR}basnyckeltal/",
        indicators.indicator,
        "change-base-metric",
        Action.DEFINE_BASE_METRIC,
    ),
    _form(
        f"{INDICATOR}fullmaktige/",
        indicators.council_target,
        "council-target",
        Action.SET_COUNCIL_TARGET,
    ),
    _form(f"{INDICATOR}skyldighet/", indicators.lay, "lay-duty", Action.LAY_DUTY),
    _form(f"{INDICATOR}lyft/", indicators.lift, "lift-duty", Action.LAY_DUTY),
]
