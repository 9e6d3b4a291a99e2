"""A row of the grid is written once for as long as it says the same, and never says what it did."""

from uuid import uuid4

import pytest
from django.utils import translation

from enslinje.core.terms import CommentSubject
from enslinje.core.values import SCALE
from enslinje.goals.models import Target
from enslinje.plans import operations as plans
from enslinje.web import pieces
from tests.contents import comment
from tests.people import record_people
from tests.town import KIM, LOADER, state, target

pytestmark = pytest.mark.django_db
GRID = "/arbete/2021/namnd/skola/malvarden/"
ROW = "web/targets/row.html"
GROUP = "web/targets/group.html"


@pytest.fixture(autouse=True)
def peopled(recorded_town, db):
    record_people()
    forget()
    yield
    forget()


def forget():
    pieces.written.cache_clear()
    pieces.put_together.cache_clear()


@pytest.fixture
def written(monkeypatch):
    """The codes of the rows that are written, in the order that they are."""
    codes = []
    write = pieces.render_to_string

    def noted(template, told):
        if template == ROW:
            codes.append((told["line"].code, translation.get_language()))
        if template == GROUP:
            codes.append((told["number"], translation.get_language()))
        return write(template, told)

    monkeypatch.setattr(pieces, "render_to_string", noted)
    return codes


def page(client):
    return client.get(GRID).content.decode()


def test_what_says_the_same_is_not_written_again(signed_in, written):
    client = signed_in("editor")
    first = page(client)
    assert len(written) == len(set(written))
    written.clear()
    assert page(client).count("data-code") == first.count("data-code") > 1
    assert written == []


def test_a_saved_target_is_written_at_once_and_nothing_else(signed_in, written):
    client = signed_in("editor")
    page(client)
    written.clear()
    state(target(61, indicator="JOBS"), actor=LOADER)
    shown = page(client)
    assert 'value="61"' in shown
    assert Target.objects.current().get(indicator__code="JOBS").low == 61 * SCALE
    group, row = (code for code, _language in written)
    assert row == "JOBS"
    assert group == next(
        one.goal.number
        for one in client.get(GRID).context["page"].groups
        for line in one.lines
        if line.code == "JOBS"
    )


def test_a_comment_shows_at_once_in_its_row_alone(signed_in, written):
    client = signed_in("editor")
    page(client)
    written.clear()
    about = comment(subject_kind=CommentSubject.CELL, subject="JOBS/reason")
    plans.write_comment(actor=KIM, year=2021, comment=about)
    shown = page(client)
    assert shown.count("1 öppen kommentar") == 1
    assert "JOBS" in {code for code, _language in written}
    assert len(written) == 2


def test_what_is_refused_stands_in_its_row_alone(signed_in):
    client = signed_in("editor")
    shown = page(client)
    base = shown.partition('name="b-JOBS" value="')[2].partition('"')[0]
    sent = {"key": str(uuid4()), "v-JOBS": "1.5", "b-JOBS": base}
    assert 'value="1.5"' in client.post(GRID, sent).content.decode()
    client.logout()
    assert 'value="1.5"' not in page(signed_in("editor"))


def test_each_language_has_its_own(signed_in):
    """And the control: with the language left out a reader gets what another was given."""
    shown = signed_in("editor").get(GRID).context
    line = shown["page"].groups[0].lines[0]
    told = {"line": line, "year": 2021, "marks": shown["marks"].of_rows([line.code]).of(line.code)}

    def said(language, *, kept_by):
        with translation.override(language):
            return "Vårt årsmål" in pieces.written(ROW, tuple(told.items()), kept_by)

    assert said("sv", kept_by="sv")
    assert not said("en", kept_by="en")
    assert said("en", kept_by="sv")
