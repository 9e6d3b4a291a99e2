"""About the figures, the rules and accessibility."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from enslinje.core.findings import FINDING_RULES
from enslinje.core.terms import Basis
from enslinje.reconciliation.rule_names import rule_name
from enslinje.web import words
from enslinje.web.about import rules
from enslinje.web.about.accessibility import statement
from enslinje.web.pages import show


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """Show how figures come about, what they rest on and the rules."""
    context: dict[str, object] = {
        "bases": [(basis, words.basis(basis), words.BASIS_ABOUT[basis]) for basis in Basis],
        "rules": rules.RULES,
        "ways": rules.ROLL_UPS,
        "findings": [
            (found, rule_name(found)) for found in FINDING_RULES if not rules.has_text(found)
        ],
    }
    return show(request, "web/about_figures.html", context)


@require_safe
def rule(_request: HttpRequest, rule: str) -> HttpResponse:
    """Lead to where the rule stands."""
    if not rules.is_known(rule):
        raise Http404(rule)
    return HttpResponseRedirect(f"{reverse('web:about-figures')}#{rules.anchor(rule)}")


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return show(request, "web/accessibility.html", {"statement": statement()})
