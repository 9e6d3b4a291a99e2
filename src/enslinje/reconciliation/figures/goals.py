"""Figures of a goal or a sub-area: indicators met, who contributes, the proposal, the judgement."""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from enslinje.core.origins import weakest
from enslinje.core.terms import Basis, ContributionState, CountsAs, Grade, IndicatorKind
from enslinje.figures.register import Explanation, Figure, Input
from enslinje.reconciliation import messages
from enslinje.reconciliation.figures.parts import goal_of, names, picture_of, recorded
from enslinje.reconciliation.goal_assembly import FROM_AREA_GOALS
from enslinje.reconciliation.picture import GoalResult, IndicatorResult, Picture
from enslinje.reconciliation.rule_names import rule_name
from enslinje.reconciliation.status_words import status_word

Explain = Callable[[Picture, GoalResult], Explanation]


def _explanation(
    picture: Picture,
    goal: GoalResult,
    name: str,
    *,
    title: str,
    sentence: str,
    value: int | str | None,
    unit: str,
    rule: str,
    formula: str,
    inputs: tuple[Input, ...],
    shown: str = "",
    basis: Basis | None = None,
    settings: dict[str, str] | None = None,
) -> Explanation:
    return Explanation(
        reference=f"{name}/{picture.year}/{goal.code}",
        title=f"{title}, {goal.number} {goal.name}",
        sentence=sentence,
        value=value,
        shown=shown or ("" if value is None else str(value)),
        unit=unit,
        rule=rule,
        rule_name=rule_name(rule),
        formula=formula,
        basis=basis or weakest(part.basis for part in inputs),
        year=picture.year,
        settings=settings or {},
        inputs=inputs,
        subject_kind="goal",
        subject=goal.code,
    )


def _counted(goal: GoalResult) -> tuple[IndicatorResult, ...]:
    return tuple(found for found in goal.indicators if found.counts)


def _indicator_inputs(picture: Picture, found: tuple[IndicatorResult, ...]) -> tuple[Input, ...]:
    return tuple(
        Input(
            label=indicator.name,
            value=status_word(indicator.status, so_far=indicator.so_far),
            basis=indicator.basis,
            reference=f"indikator.status/{picture.year}/{indicator.code}",
            source_ref=indicator.origin.source_ref,
        )
        for indicator in found
    )


def indicators(picture: Picture, goal: GoalResult) -> Explanation:
    """How many council indicators stand under the goal."""
    counted = _counted(goal)
    return _explanation(
        picture,
        goal,
        "mal.indikatorer",
        title=_("KF-indikatorer"),
        sentence=_(
            "De KF-indikatorer som räknas under målet. Obligatoriska indikatorer räknas inte."
        ),
        value=goal.council_indicators,
        unit=_("indikatorer"),
        rule="target-alignment",
        formula=_("antalet indikatorer som räknas"),
        inputs=tuple(recorded(row.name, "1", row.origin) for row in counted),
    )


def met(picture: Picture, goal: GoalResult) -> Explanation:
    """How many of them reach the council's target."""
    counted = _counted(goal)
    return _explanation(
        picture,
        goal,
        "mal.uppnadda",
        title=_("KF-indikatorer som når årsmålet"),
        sentence=_("%(met)s av %(total)s KF-indikatorer når kommunfullmäktiges årsmål.")
        % {"met": goal.met, "total": goal.council_indicators},
        value=goal.met,
        unit=_("indikatorer"),
        rule="target-alignment",
        formula=_(
            "antalet som uppnås helt: %(met)s; delvis: %(partly)s; inte: %(no)s; övriga: %(rest)s"
        )
        % {
            "met": goal.met,
            "partly": goal.partly_met,
            "no": goal.not_met,
            "rest": goal.undecided,
        },
        inputs=_indicator_inputs(picture, counted),
    )


def _register(kind: CountsAs, name: str, of_all: str) -> Explain:
    def explain(picture: Picture, goal: GoalResult) -> Explanation:
        is_committee = kind is CountsAs.COMMITTEE
        value = goal.committees if is_committee else goal.companies
        unit = _("nämnder") if is_committee else _("bolagsstyrelser")
        counted = [body for body in picture.bodies if body.counts_as is kind]
        return _explanation(
            picture,
            goal,
            name,
            title=_("Antal nämnder") if is_committee else _("Antal bolagsstyrelser"),
            sentence=_("Räknas alltid ur registret över nämnder och bolag för året."),
            value=value,
            unit=unit,
            rule="register-count",
            formula=_("antalet rader i registret som räknas"),
            inputs=(
                Input(
                    label=_("Registret %(year)s") % {"year": picture.year},
                    value=str(value),
                    basis=weakest(body.origin.basis for body in counted),
                    reference=f"{of_all}/{picture.year}",
                ),
            ),
        )

    return explain


def _contributing(kind: CountsAs, name: str) -> Explain:
    def explain(picture: Picture, goal: GoalResult) -> Explanation:
        is_committee = kind is CountsAs.COMMITTEE
        value = goal.committees_contributing if is_committee else goal.companies_contributing
        total = goal.committees if is_committee else goal.companies
        cells = [cell for cell in goal.contributions if cell.body.counts_as is kind]
        silent = tuple(c.body for c in cells if c.state is not ContributionState.STATED)
        return _explanation(
            picture,
            goal,
            name,
            title=_("Anger hur de bidrar"),
            sentence=_("%(count)s av %(total)s anger på vilket sätt de bidrar. Inte: %(silent)s.")
            % {"count": value, "total": total, "silent": names(silent) or _("ingen")},
            value=value,
            unit=_("nämnder") if is_committee else _("bolagsstyrelser"),
            rule="contribution-count",
            formula=_("antalet i registret vars plan anger ett bidrag"),
            settings={_("kriterium"): criterion_word(goal)},
            inputs=tuple(
                recorded(
                    cell.body.official_name,
                    _("anger bidrag")
                    if cell.state is ContributionState.STATED
                    else _("anger inget bidrag"),
                    cell.origin,
                )
                for cell in cells
            ),
        )

    return explain


def criterion_word(goal: GoalResult) -> str:
    """What it takes to count as contributing to the goal, in words."""
    words = {
        "stated_in_what_way": _("anger på vilket sätt organet bidrar"),
        "described_or_own_goals": _("beskriver hur organet bidrar, alternativt har egna mål"),
    }
    return words[goal.criterion.value]


def proposal(picture: Picture, goal: GoalResult) -> Explanation:
    """What the rule proposes, and from what."""
    from_goals = goal.proposal_rule == FROM_AREA_GOALS
    inputs = (
        tuple(_judged(picture, goal_of(picture, code)) for code in goal.children)
        if from_goals
        else _indicator_inputs(picture, _counted(goal))
    )
    data = goal.proposal_inputs
    return _explanation(
        picture,
        goal,
        "mal.forslag",
        title=_("Förslag till bedömning"),
        sentence=_("%(met)s av %(total)s verksamhetsområdesmål uppfylls helt.") % data
        if from_goals
        else _("%(met)s av %(total)s indikatorer når kommunfullmäktiges årsmål.") % data,
        value=goal.proposal.value if goal.proposal else None,
        shown=messages.grade(goal.proposal),
        unit="",
        rule="assessment-proposal",
        formula=_(
            "helt från %(attained_from_numerator)s/%(attained_from_denominator)s, delvis från "
            "%(partly_from_numerator)s/%(partly_from_denominator)s av det som räknas"
        )
        % data,
        settings={key: value for key, value in data.items() if "from" in key},
        inputs=inputs,
    )


def _judged(picture: Picture, goal: GoalResult) -> Input:
    judgement = goal.assessment
    return Input(
        label=f"{goal.number} {goal.name}",
        value=messages.grade(judgement.grade if judgement else goal.proposal),
        basis=judgement.origin.basis if judgement else goal.basis,
        reference=f"mal.bedomning/{picture.year}/{goal.code}",
        source_ref=judgement.origin.source_ref if judgement else "",
    )


def judgement(picture: Picture, goal: GoalResult) -> Explanation:
    """What somebody has judged, with the reason and the condition."""
    found = goal.assessment
    inputs: list[Input] = []
    if found:
        inputs.append(recorded(_("Bedömning"), messages.grade(found.grade), found.origin))
        for label, text, basis in (
            (_("Skäl"), found.reason, found.reason_basis),
            (_("Förutsättning"), found.condition, found.condition_basis),
        ):
            if text:
                inputs.append(Input(label=label, value=text, basis=basis or found.origin.basis))
    reference = f"mal.forslag/{picture.year}/{goal.code}"
    inputs.append(
        Input(
            label=_("Förslag enligt regeln"),
            value=messages.grade(goal.proposal),
            basis=goal.basis,
            reference=reference,
        )
    )
    return _explanation(
        picture,
        goal,
        "mal.bedomning",
        title=_("Bedömning av måluppfyllelsen"),
        sentence=_("Bedömd av %(who)s.") % {"who": found.judged_by}
        if found
        else _("Ingen bedömning är registrerad."),
        value=found.grade.value if found else None,
        shown=messages.grade(found.grade if found else None),
        unit="",
        rule="recorded-judgement",
        formula=_("en bedömning räknas inte ut: den görs av en person och står bredvid förslaget"),
        basis=found.origin.basis if found else None,
        inputs=tuple(inputs),
    )


def area_goals(picture: Picture, goal: GoalResult) -> Explanation:
    """How many area goals stand under an overarching goal."""
    below = [goal_of(picture, code) for code in goal.children]
    return _explanation(
        picture,
        goal,
        "mal.delmal",
        title=_("Mål för verksamhetsområdena"),
        sentence=_("Antalet mål för verksamhetsområdena under inriktningsmålet."),
        value=len(below),
        unit=_("mål"),
        rule="assessment-proposal",
        formula=_("antalet mål närmast under"),
        inputs=tuple(recorded(f"{row.number} {row.name}", "1", row.origin) for row in below),
    )


def area_goals_attained(picture: Picture, goal: GoalResult) -> Explanation:
    """How many of them are judged attained."""
    below = [goal_of(picture, code) for code in goal.children]
    attained = [row for row in below if row.assessment and row.assessment.grade is Grade.ATTAINED]
    return _explanation(
        picture,
        goal,
        "mal.delmal-uppfyllda",
        title=_("Mål för verksamhetsområdena som bedöms uppfyllas helt"),
        sentence=_("Räknas ur de registrerade bedömningarna."),
        value=len(attained),
        unit=_("mål"),
        rule="assessment-proposal",
        formula=_("antalet bedömda ”Uppfylls helt”"),
        inputs=tuple(_judged(picture, row) for row in below),
    )


def majority(picture: Picture, goal: GoalResult) -> Explanation:
    """Whether most of those contributing have own goals, indicators and activities."""
    words = {True: _("ja"), False: _("nej"), None: _("Uppgift saknas")}
    return _explanation(
        picture,
        goal,
        "mal.majoritet",
        title=_("Majoriteten har egna mål, indikatorer och aktiviteter"),
        sentence=_(
            "Av dem som anger bidrag har mer än hälften egna mål, indikatorer och aktiviteter."
        )
        if goal.majority is not None
        else _("Planernas egna mål finns inte i underlaget, så det går inte att räkna."),
        value=None if goal.majority is None else str(goal.majority).lower(),
        shown=words[goal.majority],
        unit="",
        rule="contribution-count",
        formula=_("fler än hälften av dem som anger bidrag har alla tre slagen"),
        inputs=(),
    )


def _mandatory(goal: GoalResult) -> tuple[IndicatorResult, ...]:
    return tuple(row for row in goal.indicators if row.kind is IndicatorKind.MANDATORY)


def mandatory(picture: Picture, goal: GoalResult) -> Explanation:
    """How many mandatory indicators stand under the goal."""
    return _explanation(
        picture,
        goal,
        "mal.obligatoriska",
        title=_("Obligatoriska nämndindikatorer"),
        sentence=_("De obligatoriska indikatorerna under målet. De räknas inte i kvoten."),
        value=len(_mandatory(goal)),
        unit=_("indikatorer"),
        rule="target-alignment",
        formula=_("antalet obligatoriska indikatorer"),
        inputs=tuple(recorded(row.name, "1", row.origin) for row in _mandatory(goal)),
    )


def mandatory_in_line(picture: Picture, goal: GoalResult) -> Explanation:
    """How many of them the office has judged in line with the council's ambition."""
    words = [(row, row.word) for row in _mandatory(goal) if row.word]
    in_line = sum(word.in_line for _row, word in words)
    return _explanation(
        picture,
        goal,
        "mal.obligatoriska-i-linje",
        title=_("Obligatoriska nämndindikatorer i linje med ambitionen"),
        sentence=_("Enligt stadsledningskontorets registrerade bedömningar."),
        value=in_line,
        unit=_("indikatorer"),
        rule="recorded-judgement",
        formula=_("antalet bedömda i linje"),
        inputs=tuple(
            recorded(row.name, _("i linje") if word.in_line else _("inte i linje"), word.origin)
            for row, word in words
        ),
    )


def _figure(name: str, explain: Explain) -> Figure:
    def of_arguments(*, year: str, goal: str, as_of: datetime | None = None) -> Explanation:
        picture = picture_of(year, as_of)
        return explain(picture, goal_of(picture, goal))

    return Figure(name, ("year", "goal"), of_arguments)


FIGURES = (
    _figure("mal.indikatorer", indicators),
    _figure("mal.uppnadda", met),
    _figure("mal.namnder", _register(CountsAs.COMMITTEE, "mal.namnder", "register.namnder")),
    _figure("mal.bolag", _register(CountsAs.COMPANY, "mal.bolag", "register.bolag")),
    _figure("mal.bidragande-namnder", _contributing(CountsAs.COMMITTEE, "mal.bidragande-namnder")),
    _figure("mal.bidragande-bolag", _contributing(CountsAs.COMPANY, "mal.bidragande-bolag")),
    _figure("mal.forslag", proposal),
    _figure("mal.bedomning", judgement),
    _figure("mal.delmal", area_goals),
    _figure("mal.delmal-uppfyllda", area_goals_attained),
    _figure("mal.majoritet", majority),
    _figure("mal.obligatoriska", mandatory),
    _figure("mal.obligatoriska-i-linje", mandatory_in_line),
)
