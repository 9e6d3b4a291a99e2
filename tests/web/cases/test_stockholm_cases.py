"""The demo's cases by their numbers: what rests on them, in few questions."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from enslinje.organisation import case_registers, decision_queries
from tests.web.reader import read

pytestmark = pytest.mark.stockholm


@pytest.mark.parametrize(
    ("case", "leads_to"),
    [
        ("ks-2020-41", "/2021/huvudbok/2/"),
        ("sdn-fa-2020-296", "/2021/namnd/farsta/plan/"),
        ("sdn-soe-2020-275", "/2021/namnd/sodermalm/plan/"),
    ],
)
def test_what_rests_on_a_case_is_a_link_away(client, case, leads_to):
    client.get(f"/arende/{case}/")  # What every page asks of the bodies is kept from now on.
    with CaptureQueriesContext(connection) as asked:
        page = client.get(f"/arende/{case}/")

    assert leads_to in read(page.content).hrefs()
    assert len(asked) <= 10, [one["sql"][:90] for one in asked]


def test_every_number_of_the_data_set_is_of_a_register():
    registers = case_registers.registers()

    assert len(registers.by_prefix) == 47
    assert registers.outside(decision_queries.case_numbers()) == ()
