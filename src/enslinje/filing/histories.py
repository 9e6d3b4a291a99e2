"""The history of the years that were prepared from others."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from enslinje.filing.models import YearPreparation
from enslinje.journal.history.columns import year_of
from enslinje.journal.history.register import Field, Key, Kind, Part


def _title(key: Key, _about: Any) -> str:
    return gettext("Förberedelsen av {year}").format(year=key[0])


KINDS = (
    Kind(
        name="arsforberedelse",
        label=_("Förberett år"),
        model=YearPreparation,
        place=(Part("to_year", year_of),),
        title=_title,
        fields=(Field("from_year", _("Ur året")),),
    ),
)

OPERATIONS = {"prepare_year": _("förberedde ett nytt år")}
