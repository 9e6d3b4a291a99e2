"""What is believed of another sign-in service, and what is read of it in the settings."""

from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from enslinje.config import sign_in
from enslinje.web.account.adapters import ServiceAdapter

OIDC = """[[oidc]]
id = "stad"
name = "Stad"
client_id = "enslinje"
secret = "s"
server = "https://idp.example"
"""


def login(said, *, vouches=True):
    provider = SimpleNamespace(app=SimpleNamespace(settings={"email_authentication": vouches}))
    return SimpleNamespace(provider=provider, account=SimpleNamespace(extra_data=said))


@pytest.mark.parametrize(
    ("said", "vouches", "believed"),
    [
        ({}, True, True),
        ({"userinfo": {"email_verified": True}}, True, True),
        ({"userinfo": {"email_verified": False}}, True, False),
        ({"userinfo": {"email_verified": "false"}}, True, False),
        ({"id_token": {"email_verified": False}, "userinfo": {}}, True, False),
        ({"userinfo": {"email_verified": True}}, False, False),
    ],
)
def test_an_address_is_believed_unless_somebody_says_otherwise(said, vouches, believed):
    asked = login(said, vouches=vouches)

    assert ServiceAdapter().can_authenticate_by_email(asked, "a@kommun.example") is believed


def read(tmp_path, text):
    file = tmp_path / "services.toml"
    file.write_text(text)
    return sign_in._services(str(file))["openid_connect"]["APPS"][0]["settings"]


@pytest.mark.parametrize(
    ("line", "vouches"),
    [
        ("", False),
        ("addresses_are_verified = false", False),
        ('addresses_are_verified = "no"', False),
        ("addresses_are_verified = true", True),
    ],
)
def test_only_a_plain_true_vouches(tmp_path, line, vouches):
    settings = read(tmp_path, OIDC + line)

    assert settings["email_authentication"] is vouches
    assert settings["verified_email"] is vouches


def test_how_the_secret_is_sent_can_be_said(tmp_path):
    assert read(tmp_path, OIDC)["token_auth_method"] is None
    basic = read(tmp_path, OIDC + 'secret_as = "client_secret_basic"')
    assert basic["token_auth_method"] == "client_secret_basic"  # noqa: S105 — a way, not a secret.
    with pytest.raises(ImproperlyConfigured, match="secret_as is 'by hand'"):
        read(tmp_path, OIDC + 'secret_as = "by hand"')
