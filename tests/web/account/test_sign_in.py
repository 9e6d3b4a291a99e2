"""Who is let in: the invited, with a password and a code; and how guessing is slowed."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from enslinje.core.policy import Role
from enslinje.organisation.drafts import SINCE_ALWAYS, InvitationDraft, RoleDraft
from enslinje.organisation.models import Person
from enslinje.organisation.operations import change_accounts, grant_roles, invite_people
from tests.town import LOADER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

SIGN_IN = "/konto/logga-in/"
PASSWORD = "trampa tungt i gruset"  # noqa: S105
WRONG = "det var inte det"


@pytest.fixture(autouse=True)
def invited(recorded_town, db):
    invite_people(
        actor=LOADER,
        invitations=[
            InvitationDraft(code="anna", email="anna@kommun.example"),
            InvitationDraft(code="bo", email="bo@kommun.example"),
            InvitationDraft(code="demo-a", is_demo=True),
        ],
    )
    grant_roles(
        actor=LOADER,
        roles=[RoleDraft(person="demo-a", role=Role.AUDITOR, valid_from=SINCE_ALWAYS)],
    )
    for person in Person.objects.filter(is_demo=False):
        person.set_password(PASSWORD)
        person.save()


def sign_in(client, login="anna", password=PASSWORD, **more):
    return client.post(SIGN_IN, {"login": login, "password": password, **more})


def is_signed_in(client):
    return client.get("/arbete/").status_code == 200


@pytest.mark.parametrize("login", ["anna", "anna@kommun.example", "Anna@Kommun.example"])
def test_the_invited_sign_in_by_code_or_address(client, login):
    answer = sign_in(client, login)

    assert (answer.status_code, answer.url) == (302, "/arbete/")
    assert is_signed_in(client)


def test_one_is_led_back_to_where_one_was(client):
    assert client.get("/arbete/ersattare/").url == f"{SIGN_IN}?next=/arbete/ersattare/"
    assert sign_in(client, next="/arbete/ersattare/").url == "/arbete/ersattare/"


def test_nobody_is_led_to_another_site(client):
    assert sign_in(client, next="https://elsewhere.example/").url == "/arbete/"
    answer = client.post("/konto/demo/", {"person": "demo-a", "next": "//elsewhere.example/"})
    assert answer.url == "/arbete/"


@pytest.mark.parametrize(
    ("login", "password"), [("anna", WRONG), ("nobody", PASSWORD), ("demo-a", ""), ("", "")]
)
def test_others_are_not(client, login, password):
    answer = sign_in(client, login, password)

    assert answer.status_code == 200
    assert b"ds-error-summary" in answer.content
    assert not is_signed_in(client)


def test_a_wrong_code_and_a_wrong_password_are_answered_alike(client):
    def said(login):
        found = re.search(
            rb"ds-error-summary.*?</div>", sign_in(client, login, WRONG).content, re.DOTALL
        )
        return found[0]

    assert said("anna") == said("nobody")


def test_a_closed_account_ends_at_the_next_page(client):
    sign_in(client)
    assert is_signed_in(client)

    change_accounts(actor=LOADER, people=["anna"], is_open=False, reason="Slutat")

    assert not is_signed_in(client)
    sign_in(client)
    assert not is_signed_in(client)


def test_nobody_signs_up(client):
    assert client.get("/konto/nytt/").status_code == 200
    answer = client.post("/konto/nytt/", {"email": "x@y.example", "password1": PASSWORD})

    assert answer.status_code == 405
    assert not Person.objects.filter(email="x@y.example").exists()


def test_every_attempt_after_five_wrong_ones_is_refused_for_that_account_alone(client):
    for _ in range(5):
        sign_in(client, "anna", WRONG)

    sign_in(client, "anna")
    assert not is_signed_in(client)
    sign_in(client, "bo")
    assert is_signed_in(client)


def many_colleagues_mistype(client):
    for n in range(100):
        sign_in(client, f"colleague-{n}", WRONG)


def test_a_whole_city_hall_behind_one_address_is_not_locked_out(client):
    many_colleagues_mistype(client)

    sign_in(client)
    assert is_signed_in(client)


def test_with_few_attempts_for_an_address_it_would_be(client, settings):
    """The negative control: allauth's own limit."""
    settings.ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key"}
    many_colleagues_mistype(client)

    sign_in(client)
    assert not is_signed_in(client)


class TestTheDemo:
    def test_its_accounts_are_offered_and_open_by_a_press(self, client):
        assert b'value="demo-a"' in client.get(SIGN_IN).content

        assert client.post("/konto/demo/", {"person": "demo-a"}).status_code == 303
        assert is_signed_in(client)

    @pytest.mark.parametrize("person", ["anna", "nobody", ""])
    def test_no_other_account_does(self, client, person):
        assert client.post("/konto/demo/", {"person": person}).status_code == 404
        assert not is_signed_in(client)

    def test_in_production_there_are_none(self, client, settings):
        settings.MODE, settings.PRODUCTION = "production", True

        assert b"demo-a" not in client.get(SIGN_IN).content
        assert client.post("/konto/demo/", {"person": "demo-a"}).status_code == 404

    def test_a_session_of_the_demo_ends_in_production(self, client, settings):
        client.post("/konto/demo/", {"person": "demo-a"})
        settings.MODE, settings.PRODUCTION = "production", True

        assert not is_signed_in(client)


class TestThePassword:
    def test_a_letter_leads_to_choosing_one(self, client):
        client.post("/konto/losenord/glomt/", {"email": "bo@kommun.example"})

        (letter,) = mail.outbox
        assert letter.to == ["bo@kommun.example"]
        assert "Din kod är bo." in letter.body
        link = re.search(r"http://testserver(/konto/losenord/lank/\S+)", letter.body)[1]
        page = client.get(link, follow=True)
        chosen = "en alldeles ny mening"
        address = page.redirect_chain[-1][0]
        client.post(address, {"password1": chosen, "password2": chosen})
        sign_in(client, "bo", chosen)
        assert is_signed_in(client)
        assert "gäller inte längre" in client.get(link, follow=True).content.decode()

    def test_an_unknown_address_is_answered_alike(self, client):
        answers = [
            client.post("/konto/losenord/glomt/", {"email": address})
            for address in ("bo@kommun.example", "nobody@kommun.example")
        ]
        assert {(answer.status_code, answer.url) for answer in answers} == {
            (302, "/konto/losenord/skickat/")
        }

    @pytest.mark.parametrize("chosen", ["kort", "password1234", "anna@kommun.example"])
    def test_a_weak_one_is_refused(self, client, chosen):
        sign_in(client)
        given = {"oldpassword": PASSWORD, "password1": chosen, "password2": chosen}
        answer = client.post("/konto/losenord/byt/", given)

        assert answer.status_code == 200
        assert Person.objects.get(username="anna").check_password(PASSWORD)


class TestTheSecondFactor:
    @pytest.fixture
    def secret(self):
        person = Person.objects.get(username="anna")
        secret = totp.generate_totp_secret()
        totp.TOTP.activate(person, secret)
        RecoveryCodes.activate(person)
        return secret

    def code(self, secret):
        counter = next(iter(totp.yield_hotp_counters_from_time()))
        return totp.format_hotp_value(totp.hotp_value(secret, counter))

    def test_a_code_is_asked_for_after_the_password(self, client, secret):
        assert sign_in(client).url == "/konto/tvasteg/kod/"
        assert not is_signed_in(client)

        client.post("/konto/tvasteg/kod/", {"code": "000000"})
        assert not is_signed_in(client)

        client.post("/konto/tvasteg/kod/", {"code": self.code(secret)})
        assert is_signed_in(client)

    def test_a_reserve_code_works_once(self, client, secret):
        person = Person.objects.get(username="anna")
        kept = Authenticator.objects.get(user=person, type="recovery_codes")
        reserve = kept.wrap().get_unused_codes()[0]
        sign_in(client)
        client.post("/konto/tvasteg/kod/", {"code": reserve})
        assert is_signed_in(client)

        other = Client()
        sign_in(other)
        other.post("/konto/tvasteg/kod/", {"code": reserve})
        assert not is_signed_in(other)

    def test_where_it_is_required_nothing_comes_before_it(self, client, settings):
        settings.MFA_REQUIRED = "required"
        sign_in(client)

        assert client.get("/arbete/").url == "/konto/tvasteg/app/"
        assert client.get("/konto/").status_code == 200

    def test_with_it_all_is_open(self, client, secret, settings):
        settings.MFA_REQUIRED = "required"
        sign_in(client)
        client.post("/konto/tvasteg/kod/", {"code": self.code(secret)})

        assert is_signed_in(client)

    def test_one_is_connected_by_the_code_that_it_shows(self, client):
        sign_in(client)
        assert client.get("/konto/tvasteg/app/").url.startswith("/konto/bekrafta/")
        client.post("/konto/bekrafta/", {"password": PASSWORD})
        page = client.get("/konto/tvasteg/app/")
        assert b"<svg" in page.content
        assert b"style=" not in page.content
        secret = client.session[totp.SECRET_SESSION_KEY]

        refused = client.post("/konto/tvasteg/app/", {"code": "000000"})
        assert refused.status_code == 200
        client.post("/konto/tvasteg/app/", {"code": self.code(secret)})

        assert Authenticator.objects.filter(user__username="anna", type="totp").exists()


def test_the_limits_are_those_of_the_settings():
    assert django_settings.ACCOUNT_RATE_LIMITS["login_failed"] == "300/m/ip,5/5m/key"
