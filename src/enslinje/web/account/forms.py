"""allauth's forms in our words: labels say what to type, and no placeholder takes their place."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.utils.translation import gettext_lazy as _


class Plain(forms.BaseForm):
    """A form without placeholders."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class SignInForm(Plain, account.LoginForm):
    """Code or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Kod eller e-postadress")
        self.fields["password"].help_text = ""


class ResetPasswordForm(Plain, account.ResetPasswordForm):
    """The address that a link is sent to."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-postadress")


class ChoosePasswordForm(Plain, account.ResetPasswordKeyForm):
    """A new password, twice, by a link."""


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    """A new password in the place of another."""


class SetPasswordForm(Plain, account.SetPasswordForm):
    """A first password."""


class ReauthenticateForm(Plain, account.ReauthenticateForm):
    """The password once more."""


class CodeForm(Plain, mfa.AuthenticateForm):
    """A code of the app, or a reserve."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kod")


class ActivateTotpForm(Plain, totp.ActivateTOTPForm):
    """The first code of an app."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Kod")
