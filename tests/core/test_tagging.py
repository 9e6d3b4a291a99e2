"""Which mandatory kinds of theme something lacks."""

import pytest

from enslinje.core.tagging import lacking
from enslinje.core.terms import ThemeKind

KINDS = {
    "BARN": ThemeKind.PERSPECTIVE,
    "JAMST": ThemeKind.PERSPECTIVE,
    "MILJO": ThemeKind.PROGRAMME,
}


@pytest.mark.parametrize(
    ("tagged", "mandatory", "found"),
    [
        ((), (), ()),
        ((), ("BARN",), (ThemeKind.PERSPECTIVE,)),
        (("JAMST",), ("BARN",), ()),
        (("MILJO",), ("BARN", "MILJO"), (ThemeKind.PERSPECTIVE,)),
        (("GAMMALT",), ("MILJO",), (ThemeKind.PROGRAMME,)),
    ],
    ids=["nothing asked", "untagged", "another of the kind", "one of two", "not of the year"],
)
def test_of_every_mandatory_kind_one_is_asked_for(tagged, mandatory, found):
    assert lacking(tagged, kinds=KINDS, mandatory=mandatory) == found
