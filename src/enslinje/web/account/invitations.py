"""The letter that lets an invited person choose a password: by the link of a forgotten one."""

import logging
from smtplib import SMTPException

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from enslinje.organisation import people
from enslinje.web.account.forms import ResetPasswordForm

NOT_SENT = _("Kontot finns, men brevet gick inte att skicka: be personen begära ett nytt lösenord.")

log = logging.getLogger(__name__)


def send(request: HttpRequest, person: str) -> bool:
    """Send the person a link to choose a password. Return whether the mail server took it."""
    form = ResetPasswordForm(data={"email": people.address_of(person)})
    if not form.is_valid():
        return False
    try:
        form.save(request)
    except (OSError, SMTPException):
        log.exception("An invitation could not be sent.")
        return False
    return True
