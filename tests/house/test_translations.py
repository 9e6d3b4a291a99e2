"""Every text for people has English, and the script that says so sees what is missing."""

import pytest
from babel.messages.catalog import Catalog

from scripts import messages


def texts(folder, **files):
    for name, text in files.items():
        path = folder / ("templates" if name == "page" else "") / f"{name}.{SUFFIX[name]}"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return messages.found(folder)


SUFFIX = {"page": "html", "views": "py"}


def english(**said):
    catalogue = Catalog(locale="en")
    for text, translation in said.items():
        catalogue.add(text.replace("_", " "), translation)
    return catalogue


def test_every_text_has_english():
    assert messages.complaints_about(messages.kept(), messages.found()) == []


def test_texts_of_modules_and_templates_are_found(tmp_path):
    found = texts(
        tmp_path,
        views='_("Årsmål"); gettext_lazy("Skäl"); ngettext("%(n)s mål", "%(n)s mål", n)',
        page="""{% load i18n %}<h1>{% translate "Mål" %}</h1>
            {% blocktranslate %}Plan för {{ year }}{% endblocktranslate %}
          <p title="{{ _('Utfall') }}">{% translate "Mål" context "idrott" %}</p>""",
    )
    ids = {(m.id if isinstance(m.id, str) else m.id[0], m.context) for m in found if m.id}
    assert ids == {
        ("Årsmål", None),
        ("Skäl", None),
        ("%(n)s mål", None),
        ("Mål", None),
        ("Mål", "idrott"),
        ("Plan för %(year)s", None),
        ("Utfall", None),
    }


@pytest.mark.parametrize(
    ("said", "complaint"),
    [
        ({"Mål": "Goals"}, None),
        ({}, "missing: 'Mål' views.py"),
        ({"Mål": ""}, "not translated: 'Mål'"),
        ({"Mål": "Goals", "Plan": "Plan"}, "no longer used: 'Plan'"),
    ],
)
def test_a_gap_in_the_english_is_seen(tmp_path, said, complaint):
    found = texts(tmp_path, views='_("Mål")')
    complaints = messages.complaints_about(english(**said), found)
    assert complaints == ([complaint] if complaint else [])


def test_an_unsure_translation_is_seen(tmp_path):
    found = texts(tmp_path, views='_("Mål")')
    catalogue = Catalog(locale="en")
    catalogue.add("Mål", "Meal", flags=["fuzzy"])
    assert messages.complaints_about(catalogue, found) == ["unsure (fuzzy): 'Mål'"]


def test_a_lost_placeholder_is_seen(tmp_path):
    found = texts(tmp_path, views='_("%(n)s mål")')
    catalogue = Catalog(locale="en")
    catalogue.add("%(n)s mål", "%(number)s goals", flags=["python-format"])
    assert messages.complaints_about(catalogue, found) != []
