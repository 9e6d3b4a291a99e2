"""The words of each status, in the reader's language: one catalogue for pages and commands."""

from collections.abc import Mapping

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.core.terms import Ambition, Basis, Status

STATUS_WORDS: Mapping[Status, str] = {
    Status.MET: _("Uppnås helt"),
    Status.PARTLY_MET: _("Uppnås delvis"),
    Status.NOT_MET: _("Uppnås inte"),
    Status.NO_COUNCIL_TARGET: _("Kommunfullmäktige har inget årsmål"),
    Status.PENDING: _("Fastställs senare"),
    Status.WITHHELD: _("Kan inte avgöras än"),
}
SO_FAR_WORDS: Mapping[Status, str] = {
    Status.PARTLY_MET: _("Uppnås delvis hittills"),
    Status.NOT_MET: _("Uppnås inte hittills"),
}
AMBITION_WORDS: Mapping[Ambition, str] = {
    Ambition.RAISED: _("Högre ambition än utfallet"),
    Ambition.KEPT: _("Samma ambition som utfallet"),
    Ambition.LOWERED: _("Lägre ambition än utfallet"),
}
BASIS_WORDS: Mapping[Basis, str] = {
    Basis.STATED: _("lämnat i systemet"),
    Basis.SOURCE: _("sagt i källan"),
    Basis.INFERRED: _("slutsats av källan"),
    Basis.KNOWLEDGE: _("allmän kunskap"),
    Basis.INVENTED: _("Påhittat värde för demonstration"),
}


def status_word(status: Status, *, so_far: bool = False) -> str:
    """Return a status in words; not reached while something is missing is "hittills"."""
    return gettext(SO_FAR_WORDS[status] if so_far else STATUS_WORDS[status])


def ambition_word(ambition: Ambition) -> str:
    """Return an ambition in words."""
    return gettext(AMBITION_WORDS[ambition])


def basis_word(basis: Basis) -> str:
    """Return what a fact rests on, in words."""
    return gettext(BASIS_WORDS[basis])
