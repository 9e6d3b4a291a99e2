"""Pages about people: members of a body, deputies, invitations."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from enslinje.core.policy import Action, Role
from enslinje.organisation import directory, operations, people
from enslinje.web import forms
from enslinje.web.account import invitations
from enslinje.web.account.presenters import role_words
from enslinje.web.form_pages import FormPage, answer
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
from enslinje.web.words import Word


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
    members_of = presenters.members_page(viewer, _body(slug), slug)
    form = EndForm(request.POST or None, initial=request.GET.dict())

    def end(given: dict[str, Any]) -> Any:
        draft = form.draft(members_of.body)
        return operations.end_roles(actor=viewer.actor, roles=[draft], key=given["key"])

    page = _role_page(members_of, form, _("Avsluta en roll"), _("Avsluta rollen"))
    return answer(request, page, form, end, said=_("Rollen är avslutad."))


def confirm_role(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Confirm, as the second person, a role that waits."""
    viewer = viewer_of(request)
    members_of = presenters.members_page(viewer, _body(slug), slug)
    form = HeldForm(request.POST or None, initial=request.GET.dict())

    def confirm(given: dict[str, Any]) -> Any:
        draft = form.draft(members_of.body)
        return operations.confirm_roles(actor=viewer.actor, roles=[draft], key=given["key"])

    note = _("Rollen gäller först när du, som andra person, har bekräftat den.")
    page = _role_page(members_of, form, _("Bekräfta en roll"), _("Bekräfta rollen"), note)
    return answer(request, page, form, confirm, said=_("Rollen är bekräftad."))


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

    pair = _("{deputy} är ersättare för {person}.")
    page = FormPage(
        heading=_("Avsluta ersättaren i dag?"),
        about=format_lazy(pair, deputy=form["deputy"].value(), person=form["person"].value()),
        submit=_("Avsluta"),
        back=reverse("work:deputies"),
        back_words=_("Ersättare"),
    )
    return answer(request, page, form, end, said=_("Ersättaren är avslutad."))


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
    names = directory.body_names()
    context: dict[str, object] = {
        "form": form,
        "people": people.people(),
        "waiting": [
            (role_words(row.role), row.person, names.get(row.body, "")) for row in people.waiting()
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

    page = FormPage(
        heading=_("Öppna kontot igen") if opens else _("Stäng kontot"),
        about=form["person"].value() or "",
        submit=_("Öppna") if opens else _("Stäng"),
        back=reverse("work:people"),
        back_words=_("Personer"),
    )
    said = _("Kontot är öppnat.") if opens else _("Kontot är stängt.")
    return answer(request, page, form, change, said=said)


def _role_page(
    members_of: presenters.MembersPage,
    form: HeldForm,
    heading: Word,
    submit: Word,
    *notes: Word,
) -> FormPage:
    person, role = form["person"].value() or "", form["role"].value() or ""
    return FormPage(
        heading=heading,
        about=f"{person}, {role_words(Role(role)).lower()}" if role in set(Role) else person,
        submit=submit,
        back=members_of.address,
        back_words=members_of.name,
        notes=notes,
    )


def _body(slug: str) -> str:
    """The code of the body at `slug`, which the route has found; "" for the whole group."""
    return (directory.body_at(slug=slug) or "") if slug else ""
