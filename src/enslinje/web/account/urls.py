"""Addresses of signing in: allauth's pages under Swedish names, and our own.

Their names are allauth's, for it looks its pages up by them.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as services
from allauth.socialaccount.providers.openid_connect import views as oidc
from allauth.socialaccount.providers.saml import views as saml
from django.urls import URLPattern, register_converter

from enslinje.core.policy import Action
from enslinje.web.account import views
from enslinje.web.account.services import of_service
from enslinje.web.routes import View, route


class Base36Converter:
    """Who a letter was sent to, as allauth writes it: without a hyphen, which ends it."""

    regex = "[0-9A-Za-z]+"

    def to_python(self, value: str) -> str:
        """Return it as it is."""
        return value

    def to_url(self, value: str) -> str:
        """Return it as it is."""
        return value


register_converter(Base36Converter, "base36")


def _open(pattern: str, view: View, name: str) -> URLPattern:
    """A page of signing in: it is for whoever has not yet."""
    return route(
        pattern,
        views.framed(view),
        name=name,
        reads=Action.VIEW_PUBLIC,
        writes=Action.VIEW_PUBLIC,
    )


def _own(pattern: str, view: View, name: str) -> URLPattern:
    """A page about nobody but oneself."""
    return route(
        pattern,
        views.framed(view),
        name=name,
        reads=Action.VIEW_PUBLIC,
        writes=Action.VIEW_PUBLIC,
        signed_in=True,
        own_account=True,
    )


urlpatterns = [
    _open("konto/logga-in/", account.login, "account_login"),
    _open("konto/logga-ut/", account.logout, "account_logout"),
    _open("konto/stangt/", account.account_inactive, "account_inactive"),
    _open("konto/nytt/", views.by_invitation, "account_signup"),
    _open("konto/losenord/glomt/", account.password_reset, "account_reset_password"),
    _open("konto/losenord/skickat/", account.password_reset_done, "account_reset_password_done"),
    _open(
        "konto/losenord/lank/<base36:uidb36>-<str:key>/",
        account.password_reset_from_key,
        "account_reset_password_from_key",
    ),
    _open(
        "konto/losenord/klart/",
        account.password_reset_from_key_done,
        "account_reset_password_from_key_done",
    ),
    _own("konto/losenord/byt/", account.password_change, "account_change_password"),
    _own("konto/losenord/valj/", account.password_set, "account_set_password"),
    _own("konto/bekrafta/", account.reauthenticate, "account_reauthenticate"),
    _open("konto/tvasteg/kod/", mfa.authenticate, "mfa_authenticate"),
    _own("konto/tvasteg/bekrafta/", mfa.reauthenticate, "mfa_reauthenticate"),
    _own("konto/tvasteg/", mfa.index, "mfa_index"),
    _own("konto/tvasteg/app/", totp.activate_totp, "mfa_activate_totp"),
    _own("konto/tvasteg/app/sluta/", totp.deactivate_totp, "mfa_deactivate_totp"),
    _own("konto/tvasteg/koder/", recovery.view_recovery_codes, "mfa_view_recovery_codes"),
    _own(
        "konto/tvasteg/koder/nya/", recovery.generate_recovery_codes, "mfa_generate_recovery_codes"
    ),
    _own(
        "konto/tvasteg/koder/fil/", recovery.download_recovery_codes, "mfa_download_recovery_codes"
    ),
    _open("konto/tjanst/avbruten/", services.login_cancelled, "socialaccount_login_cancelled"),
    _open("konto/tjanst/fel/", services.login_error, "socialaccount_login_error"),
    _open("konto/tjanst/okand/", views.by_invitation, "socialaccount_signup"),
    _own("konto/tjanst/", services.connections, "socialaccount_connections"),
    _open("konto/oidc/<str:provider_id>/", of_service(oidc.login), "openid_connect_login"),
    _open(
        "konto/oidc/<str:provider_id>/svar/", of_service(oidc.callback), "openid_connect_callback"
    ),
    _open("konto/saml/<str:organization_slug>/", of_service(saml.login), "saml_login"),
    _open("konto/saml/<str:organization_slug>/acs/", of_service(saml.acs), "saml_acs"),
    _open(
        "konto/saml/<str:organization_slug>/acs/klart/",
        of_service(saml.finish_acs),
        "saml_finish_acs",
    ),
    _open("konto/saml/<str:organization_slug>/sls/", of_service(saml.sls), "saml_sls"),
    _open(
        "konto/saml/<str:organization_slug>/metadata/", of_service(saml.metadata), "saml_metadata"
    ),
    _open("konto/demo/", views.demo_sign_in, "account_demo"),
    _own("konto/tid/", views.session_time, "account_session"),
    _own("konto/", views.overview, "account_overview"),
]
