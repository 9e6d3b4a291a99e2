"""The words of the closed vocabularies, one catalogue for histories and conflicts."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core import budget_terms, plan_terms, terms

WORDS: Mapping[type[StrEnum], Mapping[str, str]] = {
    terms.Basis: {
        terms.Basis.STATED: _("lämnat i systemet"),
        terms.Basis.SOURCE: _("sagt i källan"),
        terms.Basis.INFERRED: _("slutsats av källan"),
        terms.Basis.KNOWLEDGE: _("allmän kunskap"),
        terms.Basis.INVENTED: _("Påhittat värde för demonstration"),
    },
    terms.Form: {
        terms.Form.AT_LEAST: _("minst"),
        terms.Form.AT_MOST: _("högst"),
        terms.Form.EXACTLY: _("exakt"),
    },
    terms.Change: {
        terms.Change.INCREASE: _("öka"),
        terms.Change.KEEP: _("behålla"),
        terms.Change.DECREASE: _("minska"),
    },
    terms.Sex: {
        terms.Sex.ALL: _("alla"),
        terms.Sex.WOMEN: _("kvinnor"),
        terms.Sex.MEN: _("män"),
    },
    terms.MeasurementKind: {
        terms.MeasurementKind.OUTCOME: _("utfall"),
        terms.MeasurementKind.FORECAST: _("prognos"),
    },
    terms.Polarity: {
        terms.Polarity.HIGHER: _("Högre är bättre"),
        terms.Polarity.LOWER: _("Lägre är bättre"),
        terms.Polarity.NEUTRAL: _("Varken högre eller lägre är bättre"),
    },
    terms.RollUp: {
        terms.RollUp.SUM: _("summa"),
        terms.RollUp.MEAN: _("medelvärde"),
        terms.RollUp.WEIGHTED_MEAN: _("viktat medelvärde"),
        terms.RollUp.RATIO: _("kvot av summor"),
        terms.RollUp.MIN: _("lägsta värdet"),
        terms.RollUp.MAX: _("högsta värdet"),
        terms.RollUp.SPAN: _("från lägsta till högsta"),
        terms.RollUp.SINGLE: _("ett organ svarar för alla"),
        terms.RollUp.CENTRAL: _("anges centralt"),
        terms.RollUp.NONE: _("räknas inte samman"),
    },
    terms.Frequency: {
        terms.Frequency.YEARLY: _("varje år"),
        terms.Frequency.TERTIAL: _("varje tertial"),
        terms.Frequency.MONTHLY: _("varje månad"),
    },
    terms.OutcomeSource: {
        terms.OutcomeSource.BODIES: _("organen själva"),
        terms.OutcomeSource.CENTRAL: _("centralt"),
    },
    terms.Nature: {
        terms.Nature.TARGET: _("årsmål"),
        terms.Nature.AMBITION: _("ambition"),
    },
    terms.Relevance: {
        terms.Relevance.EXPECTED: _("bidrag väntas"),
        terms.Relevance.NOT_RELEVANT: _("inte relevant"),
    },
    terms.CountsAs: {
        terms.CountsAs.COMMITTEE: _("nämnd"),
        terms.CountsAs.COMPANY: _("bolag"),
        terms.CountsAs.NONE: _("räknas inte"),
    },
    terms.ContributionState: {
        terms.ContributionState.STATED: _("Anger bidrag"),
        terms.ContributionState.NOT_STATED: _("Anger inget bidrag"),
        terms.ContributionState.NOT_RELEVANT: _("Inte relevant"),
    },
    terms.Criterion: {
        terms.Criterion.STATED_IN_WHAT_WAY: _("anger på vilket sätt de bidrar"),
        terms.Criterion.DESCRIBED_OR_OWN_GOALS: _(
            "beskriver hur de bidrar, alternativt har egna mål, indikatorer eller aktiviteter"
        ),
    },
    terms.OwnerKind: {
        terms.OwnerKind.COUNCIL: _("kommunfullmäktige"),
        terms.OwnerKind.BODY: _("ett organ"),
        terms.OwnerKind.GROUP: _("flera organ tillsammans"),
    },
    terms.ActivityState: {
        terms.ActivityState.PLANNED: _("planerad"),
        terms.ActivityState.ONGOING: _("pågår"),
        terms.ActivityState.DONE: _("klar"),
        terms.ActivityState.CANCELLED: _("inställd"),
    },
    terms.PartyRole: {
        terms.PartyRole.LEAD: _("ansvarar"),
        terms.PartyRole.PARTICIPANT: _("medverkar"),
    },
    terms.PreparationKind: {
        terms.PreparationKind.CO_DETERMINATION: _("samverkan eller MBL"),
        terms.PreparationKind.ADVISORY_COUNCIL: _("råd"),
        terms.PreparationKind.EQUALITY_ANALYSIS: _("jämställdhetsanalys"),
        terms.PreparationKind.CHILD_ANALYSIS: _("barnkonsekvensanalys"),
        terms.PreparationKind.OTHER: _("annan beredning"),
    },
    plan_terms.NeededOf: {
        plan_terms.NeededOf.ANOTHER_BODY: _("en annan nämnd eller ett annat bolag"),
        plan_terms.NeededOf.COUNCIL: _("kommunfullmäktige"),
        plan_terms.NeededOf.STATE: _("staten"),
        plan_terms.NeededOf.LAW: _("lagstiftaren"),
        plan_terms.NeededOf.OTHER: _("någon annan"),
    },
    budget_terms.AccountGroup: {
        budget_terms.AccountGroup.INCOME: _("intäkter"),
        budget_terms.AccountGroup.STAFF: _("personal"),
        budget_terms.AccountGroup.PREMISES: _("lokaler"),
        budget_terms.AccountGroup.PURCHASED: _("köpt verksamhet"),
        budget_terms.AccountGroup.OTHER_COSTS: _("övriga kostnader"),
        budget_terms.AccountGroup.CAPITAL_COSTS: _("kapitalkostnader"),
    },
    terms.Grade: {
        terms.Grade.ATTAINED: _("Uppfylls helt"),
        terms.Grade.PARTLY_ATTAINED: _("Uppfylls delvis"),
        terms.Grade.NOT_ATTAINED: _("Uppfylls inte"),
    },
    terms.JudgementKind: {
        terms.JudgementKind.PLAN: _("av planen"),
        terms.JudgementKind.FORECAST: _("av året hittills"),
        terms.JudgementKind.RESULT: _("av årets resultat"),
    },
    terms.OccasionKind: {
        terms.OccasionKind.PLAN: _("verksamhetsplan"),
        terms.OccasionKind.RECONCILIATION: _("avstämning"),
        terms.OccasionKind.TERTIAL_REPORT_1: _("tertialrapport 1"),
        terms.OccasionKind.TERTIAL_REPORT_2: _("tertialrapport 2"),
        terms.OccasionKind.ACTIVITY_REPORT: _("verksamhetsberättelse"),
    },
    terms.OccasionState: {
        terms.OccasionState.PLANNED: _("planerat"),
        terms.OccasionState.OPEN: _("öppet"),
        terms.OccasionState.CLOSED: _("stängt"),
        terms.OccasionState.LOCKED: _("låst"),
    },
    terms.PlanPart: {
        terms.PlanPart.TEXT: _("text"),
        terms.PlanPart.CONTRIBUTIONS: _("bidrag till mål"),
        terms.PlanPart.TARGETS: _("årsmål"),
        terms.PlanPart.ACTIVITIES: _("aktiviteter"),
        terms.PlanPart.BUDGET: _("budget"),
        terms.PlanPart.RISK_ANALYSIS: _("riskanalys"),
    },
    terms.SectionScope: {
        terms.SectionScope.ALL: _("alla"),
        terms.SectionScope.COMMITTEES: _("nämnder"),
        terms.SectionScope.COMPANIES: _("bolag"),
    },
    terms.WorkState: {
        terms.WorkState.NOT_STARTED: _("Inte påbörjad"),
        terms.WorkState.STARTED: _("Påbörjad"),
        terms.WorkState.READY: _("Klar för kontroll"),
    },
    terms.PlanState: {
        terms.PlanState.DRAFT: _("Utkast"),
        terms.PlanState.READY: _("Klar för kontroll"),
        terms.PlanState.APPROVED: _("Godkänd av förvaltningschefen"),
        terms.PlanState.DECIDED: _("Beslutad"),
        terms.PlanState.SUBMITTED: _("Inlämnad"),
        terms.PlanState.SENT_BACK: _("Åter för komplettering"),
    },
    terms.FileKind: {
        terms.FileKind.MINUTES: _("protokoll"),
        terms.FileKind.PROPOSAL: _("förslag till beslut"),
        terms.FileKind.RESERVATION: _("reservation eller yttrande"),
        terms.FileKind.APPENDIX: _("bilaga"),
    },
    terms.DecisionOutcome: {
        terms.DecisionOutcome.GRANTED: _("bifall"),
        terms.DecisionOutcome.GRANTED_WITH_CHANGE: _("bifall med ändring"),
        terms.DecisionOutcome.REJECTED: _("avslag"),
        terms.DecisionOutcome.REMANDED: _("återremiss"),
        terms.DecisionOutcome.TABLED: _("bordlagt"),
        terms.DecisionOutcome.REFERRED: _("hänskjutet"),
        terms.DecisionOutcome.NOTED: _("lagt till handlingarna"),
    },
    terms.CommentSubject: {
        terms.CommentSubject.SECTION: _("avsnitt"),
        terms.CommentSubject.CONTRIBUTION: _("bidrag"),
        terms.CommentSubject.GOAL: _("eget mål"),
        terms.CommentSubject.ACTIVITY: _("aktivitet"),
        terms.CommentSubject.TARGET: _("årsmål"),
        terms.CommentSubject.CELL: _("fält i årsmålen"),
    },
    terms.Audience: {
        terms.Audience.INTERNAL: _("nämnden eller bolaget självt"),
        terms.Audience.SHARED: _("nämnden eller bolaget och stadsledningskontoret"),
    },
    terms.SuccessionKind: {
        terms.SuccessionKind.RENAMED: _("bytte namn"),
        terms.SuccessionKind.MERGED: _("slogs samman"),
        terms.SuccessionKind.SPLIT: _("delades"),
    },
}


def word(vocabulary: type[StrEnum], value: str | None) -> str:
    """Return a member of a vocabulary in the reader's language; "" for what is not filled in."""
    return "" if value is None or value == "" else gettext(WORDS[vocabulary][value])
