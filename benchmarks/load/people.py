"""Who uses the server under load: people of every body, signed in."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPMessage
from http.cookies import SimpleCookie
from urllib.parse import urlencode

SIGN_IN = "/konto/logga-in/"


@dataclass(frozen=True)
class Person:
    """Somebody who is signed in, and whose plan they prepare.

    `cookies` and `token` are what their browser sends with each form.
    """

    code: str
    slug: str
    cookies: str
    token: str

    @property
    def headers(self) -> dict[str, str]:
        """What stands above each of their requests."""
        return {"Cookie": self.cookies}

    @property
    def form_headers(self) -> dict[str, str]:
        """What stands above each form they send from a page's script."""
        return {
            **self.headers,
            "X-CSRFToken": self.token,
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": "application/json",
            "Sec-Fetch-Site": "same-origin",
        }


def sign_in(host: str, port: int, code: str, slug: str) -> Person:
    """Sign in over the page for it, as everybody does."""
    connection = HTTPConnection(host, port, timeout=30)
    connection.request("GET", SIGN_IN)
    answer = connection.getresponse()
    page = answer.read().decode()
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page)) or {""}
    cookies = _cookies(answer.msg)
    sent = urlencode({"person": code, "csrfmiddlewaretoken": token})
    address = re.search(r'action="([^"]*demo[^"]*)"', page)
    assert address, "The server is not in demo mode"
    connection.request(
        "POST",
        address.group(1),
        sent,
        {"Cookie": _joined(cookies), "Content-Type": "application/x-www-form-urlencoded"},
    )
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 303, f"{code} is not signed in: {answer.status}"
    cookies |= _cookies(answer.msg)
    connection.close()
    return Person(code, slug, _joined(cookies), cookies["csrftoken"])


def _cookies(headers: HTTPMessage) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in headers.get_all("Set-Cookie", []):
        found |= {name: one.value for name, one in SimpleCookie(line).items()}
    return found


def _joined(cookies: Mapping[str, str]) -> str:
    return "; ".join(f"{name}={value}" for name, value in cookies.items())
