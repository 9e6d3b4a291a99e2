"""Signing in by the organisation's own service: a real provider, its pages and its answers."""

from collections.abc import Iterator

import pytest

from tests.browser.serving import Site, copied, free_port

PASSWORD = "kanel och kardemumma"  # noqa: S105
SERVICE = """
[[oidc]]
id = "{id}"
name = "{name}"
client_id = "{id}"
secret = "{secret}"
server = "{server}"
addresses_are_verified = {verified}
"""
STADEN, OBEKANT = "staden", "obekant"
SECRET = "a secret of the two alone"  # noqa: S105
NAMES = {STADEN: "Stadens inloggning", OBEKANT: "Obekant inloggning"}


@pytest.fixture(scope="session")
def iam_configuration(iam_configuration):
    """A provider that asks for consent, whoever asks."""
    iam_configuration["CANAILLE_OIDC"] |= {
        "TRUSTED_DOMAINS": [],
        "REQUIRE_NONCE": False,
    }
    return iam_configuration


@pytest.fixture(scope="module")
def served(prepared, iam_server, tmp_path_factory) -> Iterator[Site]:
    """Enslinje, with a service that vouches for addresses and one that does not."""
    port = free_port()
    folder = tmp_path_factory.mktemp("services")
    services = folder / "services.toml"
    services.write_text("".join(_service(iam_server, one) for one in (STADEN, OBEKANT)))
    site = Site(copied(prepared, folder / "data"), port, ENSLINJE_SIGN_IN=str(services))
    site.invite("inga", "inga@kommun.example", "--role", "strategist")
    for code in (STADEN, OBEKANT):
        _register(iam_server, code, site.address)
    with site.serving():
        yield site


def _service(iam_server, code: str) -> str:
    return SERVICE.format(
        id=code,
        name=NAMES[code],
        secret=SECRET,
        server=iam_server.url.rstrip("/"),
        verified=str(code == STADEN).lower(),
    )


def _register(iam_server, code: str, address: str) -> None:
    """Tell the provider of Enslinje, as the handbook says."""
    client = iam_server.models.Client(
        client_id=code,
        client_secret=SECRET,
        client_name="Enslinje",
        client_uri=address,
        redirect_uris=[f"{address}/konto/oidc/{code}/svar/"],
        grant_types=["authorization_code"],
        response_types=["code"],
        token_endpoint_auth_method="client_secret_post",  # noqa: S106
        scope=["openid", "profile", "email"],
    )
    iam_server.backend.save(client)
    client.audience = [client]
    iam_server.backend.save(client)


@pytest.fixture
def employee(iam_server):
    """Make somebody known to the provider."""
    made = []

    def make(user_name: str, email: str):
        person = iam_server.random_user(user_name=user_name, emails=[email], password=PASSWORD)
        made.append(person)
        return person

    yield make
    consents = iam_server.backend.query(iam_server.models.Consent)
    for one in (*consents, *made):
        iam_server.backend.delete(one)


@pytest.fixture(autouse=True)
def strangers(open_page, served, iam_server):
    """The provider is another server, which the browser is meant to ask."""
    open_page.friends.extend([served.address, iam_server.url])


@pytest.fixture
def sign_in(open_page, served, iam_server):
    """Go through the provider's own pages, and return the page one lands on."""

    def go(user_name: str, service: str = STADEN, answer: str = "accept", start="/konto/logga-in/"):
        page = open_page(start, at=served.address)
        page.get_by_role("button", name=NAMES[service]).click()
        page.wait_for_url(f"{iam_server.url}**")
        page.locator("input[name=login]").fill(user_name)
        page.get_by_role("button", name="Continue").click()
        page.locator("input[name=password]").fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.locator(f"button#{answer}").click()
        page.wait_for_url(f"{served.address}/**")
        return page

    return go


def test_the_invited_land_on_their_work_with_their_roles(sign_in, employee):
    employee("inga", "inga@kommun.example")

    page = sign_in("inga")

    assert page.locator("h1").inner_text() == "Mitt arbete"
    assert "Strateg på stadsledningskontoret" in page.locator("main").inner_text()


def test_one_is_led_back_to_the_page_one_came_for(sign_in, employee):
    employee("inga", "inga@kommun.example")

    page = sign_in("inga", start="/arbete/ersattare/")

    assert page.url.endswith("/arbete/ersattare/")


def test_who_is_not_invited_is_told_whom_to_ask(sign_in, employee, served):
    employee("orjan", "orjan@kommun.example")

    page = sign_in("orjan")

    assert page.locator("h1").inner_text() == "Konton öppnas genom inbjudan"
    assert page.get_by_role("link", name="Till inloggningen").is_visible()
    assert not is_signed_in(page)


def test_a_service_that_does_not_vouch_for_addresses_lets_nobody_in_by_one(sign_in, employee):
    """The negative control is the first test: vouched for, the same address is let in."""
    employee("inga", "inga@kommun.example")

    page = sign_in("inga", service=OBEKANT)

    assert page.locator("h1").inner_text() == "Konton öppnas genom inbjudan"
    assert not is_signed_in(page)


def test_who_says_no_to_the_service_is_not_signed_in(sign_in, employee):
    employee("inga", "inga@kommun.example")

    page = sign_in("inga", answer="deny")

    assert page.locator("h1").inner_text() == "Inloggningen avbröts"
    assert not is_signed_in(page)


def test_an_answer_that_nobody_asked_for_is_refused(open_page, served):
    page = open_page("/konto/oidc/staden/svar/?code=stolen&state=made-up", at=served.address)

    open_page.expected.append("status of 401")
    assert page.locator("h1").inner_text() == "Inloggningen gick inte igenom"
    assert not is_signed_in(page)


def is_signed_in(page):
    page.goto("/arbete/")
    return page.locator("h1").inner_text() == "Mitt arbete"
