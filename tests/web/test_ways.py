"""Addresses in templates are found again, and read as Django's own tag has them."""

import pytest
from django.template import Context, Engine
from django.urls import NoReverseMatch
from django.utils import translation

from enslinje.web import addresses
from enslinje.web.templatetags.ways import Way

OWN = Engine(builtins=["enslinje.web.templatetags.ways"])
DJANGOS = Engine()
SAID = (
    "{% url 'web:goals' year=2021 %}",
    "{% url 'work:targets' year=year slug=slug %}",
    "{% autoescape off %}{% url 'work:targets' year=year slug=slug %}{% endautoescape %}",
    "{% url 'work:targets' year=year slug=slug as there %}[{{ there }}]",
    "{% url page year=year %}",
    "{% url 'web:goals' year %}",
    "{% url 'work:targets' year=year slug=missing|default:slug %}",
)


def read(engine, said):
    given = {"year": 2021, "slug": "skola", "page": "web:goals"}
    return engine.from_string(said).render(Context(given))


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("said", SAID)
def test_it_reads_as_djangos_own(said, language):
    with translation.override(language):
        assert read(OWN, said) == read(DJANGOS, said) != ""


def test_one_that_leads_nowhere_says_so_as_djangos_own():
    for engine in (OWN, DJANGOS):
        with pytest.raises(NoReverseMatch):
            read(engine, "{% url 'work:targets' year=year %}")


def test_it_is_put_together_once_in_each_language(monkeypatch):
    asked = []
    real = addresses.reverse
    monkeypatch.setattr(
        addresses, "reverse", lambda *name, **how: asked.append(name) or real(*name, **how)
    )
    addresses._address.cache_clear()
    for language in ("sv", "en", "sv", "en"):
        with translation.override(language):
            read(OWN, SAID[1])
    assert len(asked) == 2
    assert isinstance(OWN.from_string(SAID[1]).nodelist[0], Way)
