"""A block pasted through the page: seen first, written when confirmed, its bad cells kept."""

import re
from uuid import uuid4

import pytest

from enslinje.core.values import SCALE
from enslinje.filing.operations import prepare_year
from enslinje.goals.models import Target
from enslinje.journal.models import ChangeSet
from tests.people import record_people
from tests.town import LOADER, state, target
from tests.web.reader import read

pytestmark = pytest.mark.django_db

GRID = "/arbete/2021/namnd/skola/malvarden/"
PASTE = f"{GRID}klistra-in/"
BLOCK = "12\tVi bygger\n\t\n1.234\t"


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()


def hidden(page):
    """What the preview's form sends when it is confirmed."""
    form = page[page.index('name="confirm"') - 2000 :]
    form = form[: form.index("</form>")]
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form, re.DOTALL)
    return {name: value for name, value in found if name != "csrfmiddlewaretoken"}


def previewed(client, block=BLOCK, **more):
    return client.post(PASTE, {"block": block, **more}).content.decode()


def confirmed(client, block=BLOCK, **more):
    sent = hidden(previewed(client, block, **more)) | {"block": block}
    return client.post(PASTE, sent, follow=True)


def test_the_preview_counts_and_writes_nothing(signed_in):
    writes = ChangeSet.objects.count()
    page = read(previewed(signed_in("editor")).encode())

    assert "3 rader, 6 celler: 2 ändras, 3 är lika, 1 är fel, 0 hoppas över." in page.text
    assert "Inget är sparat än." in page.text
    assert ChangeSet.objects.count() == writes


def test_confirmed_it_is_one_write_and_the_bad_cell_keeps_its_text(signed_in):
    client = signed_in("editor")
    answer = confirmed(client)
    shown = answer.content.decode()

    assert Target.objects.get().low == 12 * SCALE
    assert "1 årsmål är inlagt." in shown
    assert 'value="1.234"' in shown
    assert "#SHARE" in read(answer.content).hrefs()
    assert 'value="1.234"' in client.get(GRID).content.decode()  # After a reload too.


def test_a_bad_cell_that_is_sent_back_as_it_was_takes_no_targets_place(signed_in):
    state(target(50, indicator="SHARE"), actor=LOADER)
    client = signed_in("editor")
    confirmed(client, "SHARE\tca 30")
    base = Target.objects.current().get().pk
    client.post(
        GRID, {"v-SHARE": "ca 30", "r-SHARE": "", "b-SHARE": base, "v-JOBS": "7", "b-JOBS": "-"}
    )

    assert Target.objects.current().get(indicator__code="SHARE").low == 50 * SCALE
    assert Target.objects.current().get(indicator__code="JOBS").low == 7 * SCALE


def test_the_bad_cell_is_forgotten_when_its_row_is_saved(signed_in):
    client = signed_in("editor")
    confirmed(client)
    client.post(GRID, {"v-SHARE": "55", "r-SHARE": "", "b-SHARE": "-"})

    assert 'value="1.234"' not in client.get(GRID).content.decode()


def test_what_a_colleague_changed_after_the_preview_is_not_written_over(signed_in):
    client = signed_in("editor")
    sent = hidden(previewed(client)) | {"block": BLOCK}
    state(target(99), actor=LOADER)

    answer = client.post(PASTE, sent)

    assert answer.status_code == 409
    assert "Inget är sparat. Se efter igen." in answer.content.decode()
    assert Target.objects.current().get().low == 99 * SCALE


def test_sent_twice_it_is_written_once(signed_in):
    client = signed_in("editor")
    sent = hidden(previewed(client)) | {"block": BLOCK, "key": str(uuid4())}

    assert [client.post(PASTE, sent).status_code for _ in range(2)] == [303, 303]
    assert Target.objects.count() == 1


def test_a_block_with_codes_is_laid_by_them_and_may_be_switched(signed_in):
    client = signed_in("editor")
    page = previewed(client, "SHARE\t55\nJOBS\t7")

    assert "Raderna läggs där koderna säger." in page
    assert "Lägg dem i ordning i stället" in page
    assert "Raderna läggs i den ordning de står." in previewed(
        client, "SHARE\t55\nJOBS\t7", by="position"
    )


def test_by_position_it_follows_the_rows_that_were_shown(signed_in):
    state(target(5), actor=LOADER)
    client = signed_in("editor")
    confirmed(client, "ja", visa="saknas")

    assert Target.objects.current().get(indicator__code="PLAN").kind == "yes_no"


def test_a_weak_target_is_warned_of_before_it_is_written(signed_in):
    from enslinje.goals.operations import record_measurements
    from tests.town import measurement

    record_measurements(actor=LOADER, measurements=[measurement(70)])
    page = previewed(signed_in("editor"), "12")

    assert "Årsmålet 12 är lägre än utfallet 2020 (70)." in page


def test_too_much_is_refused(signed_in):
    answer = signed_in("editor").post(PASTE, {"block": "1\n" * 2001})

    assert answer.status_code == 422
    assert "Klistra in högst 2000 rader" in answer.content.decode()


def test_last_years_targets_are_taken_over_where_nothing_is_stated(signed_in):
    state(target(40), target(50, indicator="SHARE"), actor=LOADER)
    prepare_year(actor=LOADER, from_year=2021, to_year=2022)
    client = signed_in("editor")
    page = client.get(GRID.replace("2021", "2022") + "hamta/").content.decode()
    sent = hidden(page)

    assert "2 ändras" in page
    client.post(PASTE.replace("2021", "2022"), sent)
    found = Target.objects.current().filter(year=2022)
    assert sorted(found.values_list("indicator__code", "low")) == [
        ("JOBS", 40 * SCALE),
        ("SHARE", 50 * SCALE),
    ]


@pytest.mark.parametrize("who", ["reader", "approver", "strategist"])
def test_nobody_else_may(signed_in, who):
    assert signed_in(who).post(PASTE, {"block": BLOCK}).status_code == 404
