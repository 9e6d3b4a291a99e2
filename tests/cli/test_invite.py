"""`enslinje invite`: an account, a role and a link that works once."""

import pytest

from enslinje.cli import invite
from enslinje.core.errors import Refusal
from enslinje.core.policy import Role
from enslinje.organisation import people
from enslinje.organisation.models import Person

pytestmark = pytest.mark.django_db

CHOSEN = "en alldeles ny mening"


def test_the_link_leads_to_choosing_a_password(client, capsys):
    invite.invite("anna", "anna@kommun.example", site="http://testserver/")

    told, link = capsys.readouterr().out.splitlines()
    assert told.startswith("anna är inbjuden.")
    page = client.get(link, follow=True)
    address = page.redirect_chain[-1][0]
    client.post(address, {"password1": CHOSEN, "password2": CHOSEN})
    assert Person.objects.get(username="anna").check_password(CHOSEN)


def test_the_role_holds_at_once():
    invite.invite("anna", "anna@kommun.example")

    (role,) = people.roles_of("anna")
    assert (role.role, role.is_pending) == (Role.ADMINISTRATOR, False)


def test_a_role_that_cannot_be_given_leaves_no_account():
    with pytest.raises(Refusal):
        invite.invite("anna", "anna@kommun.example", role=Role.EDITOR, body="")

    assert not Person.objects.exists()
