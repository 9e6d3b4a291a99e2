"""What a body has stated, in words and numbers, in the reader's language."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import Change, Form, Kind
from enslinje.reconciliation import messages
from enslinje.reconciliation.picture import BodyTarget, IndicatorResult

FORM_WORDS: Mapping[Form, str] = {
    Form.AT_LEAST: _("minst"),
    Form.AT_MOST: _("högst"),
    Form.EXACTLY: _("exakt"),
}
CHANGE_WORDS: Mapping[Change, str] = {
    Change.INCREASE: _("öka"),
    Change.KEEP: _("behålla"),
    Change.DECREASE: _("minska"),
}


def stated_word(target: BodyTarget, indicator: IndicatorResult) -> str:
    """Return what is stated: a number, an interval, words, or why there is none."""
    match target.kind:
        case Kind.NUMBER | Kind.INTERVAL:
            return messages.interval(target.low, target.high, indicator.decimals)
        case Kind.YES_NO:
            return gettext("ja") if target.low else gettext("nej")
        case Kind.CHANGE if target.change:
            return gettext(CHANGE_WORDS[target.change])
        case Kind.PENDING:
            return gettext("Fastställs i %(due)s: %(reason)s") % {
                "due": target.due,
                "reason": target.reason,
            }
        case Kind.NOT_RELEVANT:
            return gettext("Inte relevant: %(reason)s") % {"reason": target.reason}
        case _missing:
            return gettext("Uppgift saknas")
