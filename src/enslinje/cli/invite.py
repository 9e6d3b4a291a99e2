"""`enslinje invite`: the first people, before there is an administrator who can invite."""

from typing import Annotated

import typer
from allauth.account.app_settings import PASSWORD_RESET_TOKEN_GENERATOR
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from enslinje.core import actors
from enslinje.core.actors import Source
from enslinje.core.policy import Role
from enslinje.organisation import operations, people
from enslinje.organisation.drafts import InvitationDraft, RoleDraft


def invite(
    code: Annotated[str, typer.Argument(help="What the record is to call the person.")],
    email: Annotated[str, typer.Argument(help="The person's e-mail address.")],
    *,
    role: Annotated[Role, typer.Option(help="The role to give.")] = Role.ADMINISTRATOR,
    body: Annotated[str, typer.Option(help="Code of the body, for a role of a body.")] = "",
    site: Annotated[str, typer.Option(help="Where the pages are.")] = "http://127.0.0.1:8000",
) -> None:
    """Open an account, give it a role, and print the link where its password is chosen."""
    actor = actors.system(Source.COMMAND)
    with transaction.atomic():
        operations.invite_people(actor=actor, invitations=[InvitationDraft(code=code, email=email)])
        operations.grant_roles(
            actor=actor,
            roles=[RoleDraft(person=code, role=role, body=body, valid_from=timezone.localdate())],
        )
    typer.echo(
        _("{code} är inbjuden. Lämna länken till personen; den gäller en gång:").format(code=code)
    )
    typer.echo(f"{site.rstrip('/')}{_address(code)}")


def _address(code: str) -> str:
    person = people.invited(code)
    token = PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    return reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": token},
    )
