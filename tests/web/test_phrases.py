"""Phrases of templates are found again, and read as Django's own tag has them."""

import pytest
from django.template import Context, Engine
from django.templatetags import i18n
from django.utils import translation

from enslinje.web.templatetags import phrases

OWN = Engine(libraries={"i18n": "enslinje.web.templatetags.phrases"})
DJANGOS = Engine(libraries={"i18n": "django.templatetags.i18n"})
SAID = (
    '{% translate "Spara" %}',
    "{% trans 'Spara' %}",
    '{% translate "100 % av <b>allt</b> & mer" %}',
    '{% translate "Tabell: årsmål per indikator" %}',
    '{% translate "Okänd fras" noop %}',
    '{% translate "Spara" as word %}[{{ word }}]',
    '{% translate "Spara" context "annat" %}',
    "{% translate name %}",
    '{% translate "Spara"|upper %}',
    "{% blocktranslate %}Spara {{ name }}{% endblocktranslate %}",
)


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("said", SAID)
def test_it_reads_as_djangos_own(said, language):
    with translation.override(language):
        read = [
            engine.from_string("{% load i18n %}" + said).render(Context({"name": "<Spara>"}))
            for engine in (OWN, DJANGOS)
        ]
    assert read[0] == read[1]


def test_a_phrase_is_looked_up_once_for_each_language(monkeypatch):
    asked = []
    monkeypatch.setattr(phrases, "gettext", lambda text: asked.append(text) or f"{text}!")
    phrases._in.cache_clear()
    template = OWN.from_string('{% load i18n %}{% translate "Spara" %}')
    for language in ("sv", "sv", "en", "sv"):
        with translation.override(language):
            assert template.render(Context()) == "Spara!"
    phrases._in.cache_clear()
    assert asked == ["Spara"] * 2


def test_every_template_of_the_product_has_it(settings):
    engine = Engine(**settings.TEMPLATES[0]["OPTIONS"] | {"context_processors": []})
    tag = engine.template_libraries["i18n"].tags["translate"]
    assert tag is phrases.translate
    assert tag is not i18n.do_translate
