"""What occasions, their states and the parts of a plan are called."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Standing
from enslinje.core.terms import OccasionState, PlanPart
from enslinje.web.words import Word

STATE: Mapping[OccasionState, Word] = {
    OccasionState.PLANNED: _("planerat"),
    OccasionState.OPEN: _("öppet"),
    OccasionState.CLOSED: _("stängt"),
    OccasionState.LOCKED: _("låst"),
}

STANDING: Mapping[Standing, Word] = {
    Standing.PLANNED: _("har inte öppnat"),
    Standing.OPEN: _("öppet"),
    Standing.CLOSED: _("stängt"),
    Standing.LOCKED: _("låst"),
    Standing.EXTENDED: _("öppet genom anstånd"),
    Standing.EXEMPTED: _("öppet genom undantag"),
}
"""How an occasion stands just now, its times counted in."""

PART: Mapping[PlanPart, Word] = {
    PlanPart.TEXT: _("text"),
    PlanPart.CONTRIBUTIONS: _("bidrag"),
    PlanPart.TARGETS: _("årsmål"),
    PlanPart.ACTIVITIES: _("aktiviteter"),
    PlanPart.BUDGET: _("budget"),
    PlanPart.RISK_ANALYSIS: _("riskanalys"),
    PlanPart.CONTROL_PLAN: _("internkontrollplan"),
}
