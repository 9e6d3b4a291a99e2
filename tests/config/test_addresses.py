"""The language follows the address alone; dates are ISO in both; the health page answers."""

from datetime import date, datetime

import pytest
from django import forms
from django.middleware.locale import LocaleMiddleware
from django.utils import formats, translation


@pytest.fixture(autouse=True)
def _leave_the_language():
    with translation.override("sv"):
        yield


@pytest.mark.parametrize(
    ("path", "asked_for", "language"),
    [
        ("/", "en-GB", "sv"),
        ("/2021/mal/", "en", "sv"),
        ("/engelska/", "en", "sv"),
        ("/en/", "sv", "en"),
        ("/en/2021/mal/", "", "en"),
    ],
)
def test_the_browser_does_not_choose_the_language(rf, path, asked_for, language):
    request = rf.get(path, headers={"Accept-Language": asked_for})
    LocaleMiddleware(lambda _request: None).process_request(request)
    assert translation.get_language() == language


@pytest.mark.parametrize("language", ["sv", "en"])
def test_dates_are_iso(language):
    with translation.override(language):
        assert formats.date_format(date(2021, 4, 30)) == "2021-04-30"
        assert formats.date_format(datetime(2021, 4, 30, 9, 5), "DATETIME_FORMAT") == (  # noqa: DTZ001
            "2021-04-30 09:05"
        )
        assert forms.DateField(localize=True).clean("2021-04-30") == date(2021, 4, 30)
        with pytest.raises(forms.ValidationError):
            forms.DateField(localize=True).clean("04/30/2021")


@pytest.mark.parametrize(("language", "shown"), [("sv", "1\xa0234,5"), ("en", "1,234.5")])
def test_numbers_follow_the_language(language, shown):
    with translation.override(language):
        assert formats.number_format(1234.5, force_grouping=True) == shown


def test_the_health_page_answers_when_the_database_does(db, client):
    answer = client.get("/halsa/")
    assert (answer.status_code, answer.content) == (200, b"ok")
    assert "no-store" in answer.headers["Cache-Control"]


def test_the_health_page_only_answers_questions(db, client):
    assert client.post("/halsa/").status_code == 405
