"""Every answer tells the browser what its page may load; a stricter policy of its own stays."""

import pytest
from csp.middleware import CSPMiddleware
from django.http import HttpResponse
from django.test import RequestFactory

from enslinje.web.policy_header import PolicyMiddleware

NAME = "Content-Security-Policy"


@pytest.mark.parametrize("status", [200, 302, 404, 503])
def test_it_is_what_the_library_s_own_middleware_gives(status):
    request = RequestFactory().get("/")
    own, library = (
        made(lambda _request: HttpResponse(status=status))(request)
        for made in (PolicyMiddleware, CSPMiddleware)
    )
    assert own[NAME] == library[NAME]
    assert "script-src 'self'" in own[NAME]


def test_a_policy_of_its_own_stays():
    strict = HttpResponse(headers={NAME: "default-src 'none'; sandbox"})
    answer = PolicyMiddleware(lambda _request: strict)(RequestFactory().get("/"))
    assert answer[NAME] == "default-src 'none'; sandbox"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/halsa/", "/finns-inte/", "/arbete/"])
def test_every_answer_has_it(client, recorded_town, address):
    assert "frame-ancestors 'none'" in client.get(address)[NAME]
