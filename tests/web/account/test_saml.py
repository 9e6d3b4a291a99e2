"""Signing in by SAML: what the service has signed, for a question of ours, and nothing else."""

import base64
import re
import threading
import zlib
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from onelogin.saml2.utils import OneLogin_Saml2_Utils

from enslinje.config import sign_in
from enslinje.organisation.drafts import InvitationDraft
from enslinje.organisation.operations import invite_people
from tests.town import LOADER

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("recorded_town")]

HOST = "testserver.example"
ISSUER = "https://idp.example/"
ACS = f"http://{HOST}/konto/saml/stad/acs/"
AUDIENCE = f"http://{HOST}/konto/saml/stad/metadata/"
DESCRIPTION = """<EntityDescriptor xmlns="urn:oasis:names:tc:SAML:2.0:metadata" entityID="{issuer}">
<IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
<KeyDescriptor use="signing"><KeyInfo xmlns="http://www.w3.org/2000/09/xmldsig#"><X509Data>
<X509Certificate>{certificate}</X509Certificate></X509Data></KeyInfo></KeyDescriptor>
<SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect"
 Location="https://idp.example/in"/></IDPSSODescriptor></EntityDescriptor>"""
ASSERTION = """<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1"
 Version="2.0" IssueInstant="{now}"><saml:Issuer>{issuer}</saml:Issuer><saml:Subject>
<saml:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified">anna</saml:NameID>
<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
<saml:SubjectConfirmationData NotOnOrAfter="{later}" Recipient="{acs}" InResponseTo="{question}"/>
</saml:SubjectConfirmation></saml:Subject>
<saml:Conditions NotBefore="{earlier}" NotOnOrAfter="{later}"><saml:AudienceRestriction>
<saml:Audience>{audience}</saml:Audience></saml:AudienceRestriction></saml:Conditions>
<saml:AuthnStatement AuthnInstant="{now}" SessionIndex="_s1"><saml:AuthnContext>
<saml:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password\
</saml:AuthnContextClassRef></saml:AuthnContext></saml:AuthnStatement><saml:AttributeStatement>
<saml:Attribute Name="uid"><saml:AttributeValue>anna</saml:AttributeValue></saml:Attribute>
<saml:Attribute Name="mail"><saml:AttributeValue>{address}</saml:AttributeValue></saml:Attribute>
</saml:AttributeStatement></saml:Assertion>"""
RESPONSE = """<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol"
 xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r1" Version="2.0" IssueInstant="{now}"
 Destination="{acs}" InResponseTo="{question}"><saml:Issuer>{issuer}</saml:Issuer><samlp:Status>
<samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status>\
{assertion}</samlp:Response>"""


class Identity:
    """A key and its certificate."""

    def __init__(self) -> None:
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "idp.example")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(1)
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=1))
            .sign(key, hashes.SHA256())
        )
        self.certificate = certificate.public_bytes(serialization.Encoding.PEM).decode()
        self.key = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        ).decode()

    def signed(self, assertion: str) -> str:
        return OneLogin_Saml2_Utils.add_sign(assertion, self.key, self.certificate).decode()

    def described(self) -> bytes:
        bare = "".join(self.certificate.splitlines()[1:-1])
        return DESCRIPTION.format(issuer=ISSUER, certificate=bare).encode()


@pytest.fixture(scope="module")
def identity():
    return Identity()


@pytest.fixture(scope="module")
def stranger():
    return Identity()


@pytest.fixture(scope="module")
def metadata(identity):
    """The address where the service describes itself."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.end_headers()
            self.wfile.write(identity.described())

        def log_message(self, *_args):
            pass

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(autouse=True)
def configured(settings, tmp_path, metadata, recorded_town, db):
    file = tmp_path / "services.toml"
    file.write_text(
        f'[[saml]]\nid = "stad"\nname = "Stadens inloggning"\nmetadata = "{metadata}"\n'
        "addresses_are_verified = true\n"
    )
    settings.SOCIALACCOUNT_PROVIDERS = sign_in._services(str(file))
    settings.ALLOWED_HOSTS = [HOST]
    invite_people(
        actor=LOADER, invitations=[InvitationDraft(code="anna", email="anna@kommun.example")]
    )


@pytest.fixture
def browser(client):
    client.defaults["HTTP_HOST"] = HOST
    return client


def asked(browser) -> str:
    """Press the service's button, and return the id of the question that we lead on with."""
    page = browser.post("/konto/saml/stad/").content.decode()
    address = re.search(r'http-equiv="refresh" content="0; url=([^"]+)"', page)[1]
    assert address.startswith("https://idp.example/in?")
    query = parse_qs(urlsplit(address.replace("&amp;", "&")).query)
    question = zlib.decompress(base64.b64decode(query["SAMLRequest"][0]), -15).decode()
    return re.search(r'ID="([^"]+)"', question)[1]


def parts(question, address="anna@kommun.example"):
    now = datetime.now(UTC)
    instants = {
        "earlier": now - timedelta(minutes=1),
        "now": now,
        "later": now + timedelta(minutes=5),
    }
    return {name: f"{instant:%Y-%m-%dT%H:%M:%SZ}" for name, instant in instants.items()} | {
        "issuer": ISSUER,
        "acs": ACS,
        "audience": AUDIENCE,
        "question": question,
        "address": address,
    }


def sent(browser, given, assertion):
    response = RESPONSE.format(**given, assertion=assertion)
    return sent_raw(browser, base64.b64encode(response.encode()).decode())


def sent_raw(browser, response):
    return browser.post("/konto/saml/stad/acs/", {"SAMLResponse": response}, follow=True)


def is_signed_in(browser):
    return browser.get("/arbete/").status_code == 200


def test_it_stands_on_the_page_and_describes_us(browser):
    assert "Stadens inloggning" in browser.get("/konto/logga-in/").content.decode()

    answer = browser.get("/konto/saml/stad/metadata/")
    assert answer.status_code == 200
    assert ACS in answer.content.decode()


def test_the_invited_come_in_by_what_it_has_signed(browser, identity):
    given = parts(asked(browser))

    sent(browser, given, identity.signed(ASSERTION.format(**given)))

    assert is_signed_in(browser)


def test_others_do_not(browser, identity):
    given = parts(asked(browser), address="okand@kommun.example")

    answer = sent(browser, given, identity.signed(ASSERTION.format(**given)))

    assert "Konton öppnas genom inbjudan" in answer.content.decode()
    assert not is_signed_in(browser)


@pytest.mark.parametrize("how", ["unsigned", "by a stranger", "altered", "for no question"])
def test_a_forged_answer_is_refused(browser, identity, stranger, how):
    given = parts("_made_up" if how == "for no question" else asked(browser))
    assertion = ASSERTION.format(**given)
    forged = {
        "unsigned": lambda: assertion,
        "by a stranger": lambda: stranger.signed(assertion),
        "altered": lambda: identity.signed(
            assertion.replace("anna@kommun.example", "bo@kommun.example")
        ).replace("bo@kommun.example", "anna@kommun.example"),
        "for no question": lambda: identity.signed(assertion),
    }[how]()

    answer = sent(browser, given, forged)

    assert answer.status_code < 500
    assert not is_signed_in(browser)


@pytest.mark.parametrize("response", ["", "not base64 at all", "PD94bWw=", "AAAA"])
def test_nonsense_is_refused_with_a_page(browser, response):
    answer = sent_raw(browser, response)

    assert answer.status_code in {401, 502}
    assert "Inloggningen gick inte igenom" in answer.content.decode()


def test_a_service_that_does_not_answer_is_told_of(browser, settings):
    service = settings.SOCIALACCOUNT_PROVIDERS["saml"]["APPS"][0]
    service["settings"]["idp"]["metadata_url"] = "http://127.0.0.1:9/"

    for answer in (browser.post("/konto/saml/stad/"), browser.get("/konto/saml/stad/metadata/")):
        assert answer.status_code == 502
        assert "Inloggningen gick inte igenom" in answer.content.decode()
