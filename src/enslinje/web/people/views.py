"""Pages about people: members of a body, deputies, invitations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Action
from enslinje.organisation import operations, people, queries
from enslinje.web import forms
from enslinje.web.account import invitations
from enslinje.web.account.presenters import role_words
from enslinje.web.pages import show
from enslinje.web.people import presenters
from enslinje.web.people.forms import (
    AccountForm,
    DeputyForAnotherForm,
    DeputyForm,
    EndDeputyForm,
    EndForm,
    GrantForm,
    HeldForm,
    InviteForm,
)
from enslinje.web.viewers import viewer_of


def members(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Show who has which role in a body, and give roles."""
    viewer = viewer_of(request)
    page = presenters.members_page(viewer, _body(slug), slug)
    form = GrantForm(request.POST or None, body=page.body, allowed=page.grantable)

    def grant(given: dict[str, Any]) -> Any:
        return operations.grant_roles(actor=viewer.actor, roles=[form.draft()], key=given["key"])

    if forms.sent(request, form, grant):
        return forms.done(request, page.address, _("Rollen är given."))
    context: dict[str, object] = {"page": page, "form": form}
    return show(request, "web/people/members.html", context, status=forms.status_of(form))


def end_role(request: HttpRequest, slug: str = "") -> HttpResponse:
    """End a role that somebody has."""
    viewer = viewer_of(request)
    page = presenters.members_page(viewer, _body(slug), slug)
    form = EndForm(request.POST or None, initial=request.GET.dict())

    def end(given: dict[str, Any]) -> Any:
        draft = form.draft(page.body)
        return operations.end_roles(actor=viewer.actor, roles=[draft], key=given["key"])

    if forms.sent(request, form, end):
        return forms.done(request, page.address, _("Rollen är avslutad."))
    context: dict[str, object] = {"page": page, "form": form, "person": form["person"].value()}
    return show(request, "web/people/end_role.html", context, status=forms.status_of(form))


def confirm_role(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Confirm, as the second person, a role that waits."""
    viewer = viewer_of(request)
    page = presenters.members_page(viewer, _body(slug), slug)
    form = HeldForm(request.POST or None, initial=request.GET.dict())

    def confirm(given: dict[str, Any]) -> Any:
        draft = form.draft(page.body)
        return operations.confirm_roles(actor=viewer.actor, roles=[draft], key=given["key"])

    if forms.sent(request, form, confirm):
        return forms.done(request, page.address, _("Rollen är bekräftad."))
    context: dict[str, object] = {"page": page, "form": form, "person": form["person"].value()}
    return show(request, "web/people/confirm_role.html", context, status=forms.status_of(form))


def deputies(request: HttpRequest) -> HttpResponse:
    """Show who stands in for whom, and name a deputy."""
    viewer = viewer_of(request)
    names_for_others = viewer.may(Action.NAME_DEPUTY)
    form = (DeputyForAnotherForm if names_for_others else DeputyForm)(request.POST or None)

    def name(given: dict[str, Any]) -> Any:
        draft = form.draft(viewer.code)
        return operations.name_deputies(actor=viewer.actor, deputies=[draft], key=given["key"])

    if forms.sent(request, form, name):
        return forms.done(request, reverse("work:deputies"), _("Ersättaren är utsedd."))
    context: dict[str, object] = {
        "form": form,
        "mine": people.deputies_of(viewer.code),
        "standing_in": people.standing_in(viewer.code),
        "others": people.all_deputies() if names_for_others else (),
    }
    return show(request, "web/people/deputies.html", context, status=forms.status_of(form))


def end_deputy(request: HttpRequest) -> HttpResponse:
    """End, from today, that somebody stands in for somebody else."""
    viewer = viewer_of(request)
    form = EndDeputyForm(request.POST or None, initial=request.GET.dict())

    def end(given: dict[str, Any]) -> Any:
        return operations.end_deputy(
            actor=viewer.actor,
            person=given["person"],
            deputy=given["deputy"],
            on=timezone.localdate(),
            key=given["key"],
        )

    if forms.sent(request, form, end):
        return forms.done(request, reverse("work:deputies"), _("Ersättaren är avslutad."))
    context: dict[str, object] = {
        "form": form,
        "person": form["person"].value(),
        "deputy": form["deputy"].value(),
    }
    return show(request, "web/people/end_deputy.html", context, status=forms.status_of(form))


def everybody(request: HttpRequest) -> HttpResponse:
    """Show who is invited, and invite."""
    viewer = viewer_of(request)
    form = InviteForm(request.POST or None)

    def invite(given: dict[str, Any]) -> Any:
        return operations.invite_people(
            actor=viewer.actor, invitations=[form.draft()], key=given["key"]
        )

    if forms.sent(request, form, invite):
        sent = invitations.send(request, form.cleaned_data["person"])
        words = _("Inbjudan är skickad.") if sent else invitations.NOT_SENT
        return forms.done(request, reverse("work:people"), words)
    context: dict[str, object] = {
        "form": form,
        "people": people.people(),
        "waiting": [
            (role_words(row.role), row.person, queries.body_names().get(row.body, ""))
            for row in people.waiting()
        ],
    }
    return show(request, "web/people/everybody.html", context, status=forms.status_of(form))


def account(request: HttpRequest, *, opens: bool) -> HttpResponse:
    """Close an account, or open one that was closed."""
    viewer = viewer_of(request)
    form = AccountForm(request.POST or None, initial=request.GET.dict())

    def change(given: dict[str, Any]) -> Any:
        return operations.change_accounts(
            actor=viewer.actor,
            people=[given["person"]],
            is_open=opens,
            reason=given["reason"],
            key=given["key"],
        )

    if forms.sent(request, form, change):
        words = _("Kontot är öppnat.") if opens else _("Kontot är stängt.")
        return forms.done(request, reverse("work:people"), words)
    context: dict[str, object] = {
        "form": form,
        "person": form["person"].value(),
        "opens": opens,
    }
    return show(request, "web/people/account.html", context, status=forms.status_of(form))


def _body(slug: str) -> str:
    """The code of the body at `slug`, which the route has found; "" for the whole group."""
    return (queries.body_at(slug=slug) or "") if slug else ""
