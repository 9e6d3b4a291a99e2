"""Tags and filters of the workspace: forms, accounts and dates that may be "always"."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from enslinje.core.policy import Role
from enslinje.core.target_text import LONGEST
from enslinje.goals.target_entries import MOST_REASON
from enslinje.organisation.drafts import SINCE_ALWAYS
from enslinje.web import forms, pieces, writing
from enslinje.web.account import presenters
from enslinje.web.account.presenters import DemoAccount
from enslinje.web.comments.marks import Marks, RowsMarks
from enslinje.web.plan.presenters import TaskLine
from enslinje.web.target_grid.lines import Line
from enslinje.web.target_grid.presenters import GoalLines

register = template.Library()


@register.simple_tag
def form_faults(form: BaseForm) -> Sequence[forms.Fault]:
    """What the form was refused for, line by line."""
    return tuple(forms.faults(form))


@register.filter
def as_input(field: BoundField) -> SafeString:
    """A field's own input, that says whether it is refused and by what it is explained."""
    told: dict[str, Any] = {"class": "ds-input"}
    about = [f"{field.auto_id}_helptext"] if field.help_text else []
    if field.errors:
        told["aria-invalid"] = "true"
        about.append(f"{field.auto_id}_error")
    if about:
        told["aria-describedby"] = " ".join(about)
    return field.as_widget(attrs=told)


@register.simple_tag
def qr_picture(svg: str) -> SafeString:
    """The picture that an authenticator app reads: drawn by allauth, and put inline."""
    drawing = svg[svg.index("<svg") :]
    label = gettext("Bild att läsa av med appen")
    return mark_safe(  # noqa: S308 — it is made of the secret alone, which has 32 letters and digits.
        drawing.replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
    )


@register.simple_tag
def demo_accounts() -> Sequence[DemoAccount]:
    """The demo's accounts, none in another mode."""
    return presenters.demo_accounts()


@register.filter
def since(day: date) -> str:
    """A first day, in words when it is from before anybody wrote it down."""
    return gettext("sedan tidigare") if day == SINCE_ALWAYS else writing.day(day)


@register.inclusion_tag("web/parts/work_trail.html")
def work_trail(words: str, address: str = "") -> dict[str, str]:
    """The way back to the first page of the workspace."""
    return {"words": words, "address": address}


@register.inclusion_tag("web/comments/mark.html")
def comment_mark(marks: Marks, kind: str, code: str, about: str) -> dict[str, object]:
    """How many open threads there are about a thing of the plan, and the way to them."""
    return {
        "count": marks.count(kind, code),
        "address": marks.address(kind, code),
        "about": about,
    }


@register.simple_tag
def target_groups(groups: Sequence[GoalLines], year: int, marks: Marks) -> SafeString:
    """The goals of the target grid with their rows, each written once while it says the same."""
    each = [
        {
            "number": group.goal.number if group.goal else "",
            "name": group.goal.name if group.goal else "",
            "lines": group.lines,
            "year": year,
            "marks": marks.of_rows([line.code for line in group.lines]),
        }
        for group in groups
    ]
    return pieces.joined("web/targets/group.html", each, are_of_pieces=True)


@register.simple_tag
def target_rows(lines: Sequence[Line], year: int, marks: RowsMarks) -> SafeString:
    """Rows of the target grid, each written once while it says the same: one of many is saved."""
    return pieces.joined(
        "web/targets/row.html",
        [
            {
                "line": line,
                "year": year,
                "marks": marks.of(line.code),
                "most_text": LONGEST,
                "most_reason": MOST_REASON,
            }
            for line in lines
        ],
    )


@register.simple_tag
def tasks_left(tasks: Sequence[TaskLine]) -> SafeString:
    """What is left to do, a piece for each: with what is saved one of many goes."""
    return pieces.joined("web/plan/task_left.html", [{"task": task} for task in tasks])


@register.filter
def role_words(code: str) -> str:
    """What the role with that code is called."""
    return presenters.role_words(Role(code)) if code in set(Role) else code
