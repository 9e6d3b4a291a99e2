"""Signing in and the pages behind it: by keyboard, on every screen, and when a session ends."""

import pytest
from allauth.mfa.totp.internal import auth as totp

from tests.browser.serving import DJANGO

PASSWORD = "trampa tungt i gruset"  # noqa: S105
DEPUTIES = "/arbete/ersattare/"
REASON = "Lång semester i fjällen"
END_SESSIONS = "from django.contrib.sessions.models import Session; Session.objects.all().delete()"

OPEN = ("/konto/logga-in/", "/konto/losenord/glomt/", "/konto/nytt/", "/konto/losenord/skickat/")
ADMINISTRATORS = (
    "/konto/",
    "/konto/tvasteg/",
    "/konto/tjanst/",
    "/konto/logga-ut/",
    "/arbete/",
    "/arbete/namnd/farsta/medlemmar/",
    "/arbete/staden/medlemmar/",
    "/arbete/namnd/farsta/medlemmar/avsluta/?person=demo-lasare&role=reader",
    "/arbete/staden/medlemmar/bekrafta/?person=demo-strateg&role=strategist",
    DEPUTIES,
    "/arbete/ersattare/avsluta/?person=demo-strateg&deputy=demo-ekonom",
    "/arbete/personer/",
    "/arbete/personer/stang/?person=demo-lasare",
)


def heading(page):
    return page.locator("h1").inner_text()


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def tab_to(page, words, most=80):
    """Press Tab until what has that name has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if focused(page) == words:
            return
    raise AssertionError(f"Tab does not reach {words}")


def focused(page):
    """Return what the focus is on: a field by its label, all else by its own words."""
    said = page.evaluate(
        """() => {
          const here = document.activeElement;
          const label = here.labels?.[0]?.firstChild.textContent;
          return label || here.getAttribute("aria-label") || here.textContent;
        }"""
    )
    return " ".join(said.split())


def code_for(secret):
    return totp.format_hotp_value(
        totp.hotp_value(secret, next(iter(totp.yield_hotp_counters_from_time())))
    )


class TestEverybodyCanReadThePages:
    @pytest.mark.parametrize("address", OPEN)
    def test_before_one_has_signed_in(self, open_page, axe, look, address):
        page = open_page(address, **look)

        assert axe(page) == []
        assert width_of(page) <= look["width"]

    def test_and_behind_it(self, as_role, axe, look):
        page = as_role("demo-administrator", **look)
        for address in ADMINISTRATORS:
            page.goto(address)
            assert (address, axe(page)) == (address, [])
            assert width_of(page) <= look["width"], address

    def test_at_four_hundred_percent(self, as_role):
        page = as_role("demo-administrator", width=320)
        for address in (*ADMINISTRATORS, *OPEN):
            page.goto(address)
            assert width_of(page) <= 320, address

    def test_a_link_that_looks_like_a_button_can_be_read(self, open_page):
        page = open_page("/konto/nytt/")
        page.evaluate("document.querySelector('main a').className = 'ds-button'")
        style = "getComputedStyle(document.querySelector('main a'))"

        assert page.evaluate(f"{style}.color !== {style}.backgroundColor")
        assert page.evaluate(f"{style}.backgroundColor") != "rgba(0, 0, 0, 0)"

    def test_in_english_too(self, as_role, axe):
        page = as_role("demo-administrator", "/en/arbete/")
        for address in ADMINISTRATORS:
            page.goto(f"/en{address}")
            assert (address, axe(page)) == (address, [])

    def test_a_page_that_is_not_there(self, as_role, open_page, axe, look):
        page = as_role("demo-lasare", **look)
        page.goto("/arbete/personer/")

        open_page.expected.append("status of 404")
        assert axe(page) == []
        assert width_of(page) <= look["width"]

    def test_what_was_refused_and_the_dialog(self, as_role, open_page, axe, look):
        page = as_role("demo-lasare", DEPUTIES, **look)
        page.get_by_role("button", name="Utse ersättaren").click()
        page.locator(".ds-error-summary").wait_for()
        open_page.expected.append("status of 422")
        found = axe(page)
        page.evaluate("document.querySelector('[data-session]').showModal()")

        assert found + axe(page) == []
        assert width_of(page) <= look["width"]


class TestByKeyboard:
    def test_a_password_an_app_its_code_and_the_reserves(self, open_page, site, axe):
        """The whole of the first day: choose a password, sign in, connect an app, sign in anew."""
        page = open_page(site.invite("tove", "tove@kommun.example"))
        assert axe(page) == []
        tab_to(page, "Nytt lösenord")
        page.keyboard.type(PASSWORD)
        tab_to(page, "Nytt lösenord (igen)")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/klart/")

        self.type_password(page)
        page.wait_for_url("**/arbete/")
        assert "Behörighetsadministratör" in page.locator("main").inner_text()
        secret = self.connect_an_app(page, axe)

        page.goto("/konto/")
        tab_to(page, "Logga ut")
        with page.expect_navigation():  # Else the next address is asked for before one is out.
            page.keyboard.press("Enter")
        self.type_password(page)
        page.wait_for_url("**/kod/")
        assert axe(page) == []
        tab_to(page, "Kod")
        page.keyboard.type(code_for(secret))
        page.keyboard.press("Enter")
        page.wait_for_url("**/arbete/")

    def type_password(self, page):
        page.goto("/konto/logga-in/")
        tab_to(page, "Kod eller e-postadress")
        page.keyboard.type("tove")
        page.keyboard.press("Tab")
        assert focused(page) == "Lösenord"
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")

    def connect_an_app(self, page, axe):
        page.goto("/konto/tvasteg/")
        tab_to(page, "Koppla en app")
        page.keyboard.press("Enter")
        page.wait_for_url("**/bekrafta/**")
        assert axe(page) == []
        tab_to(page, "Lösenord")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url("**/tvasteg/app/")
        assert axe(page) == []
        secret = page.locator(".qr code").inner_text()
        tab_to(page, "Kod")
        page.keyboard.type(code_for(secret))
        page.keyboard.press("Enter")
        page.wait_for_url("**/koder/")
        assert page.locator(".codes code").count() == 10
        assert axe(page) == []
        tab_to(page, "Jag har sparat dem")
        page.keyboard.press("Enter")
        page.wait_for_url("**/konto/")
        return secret

    def test_an_invitation_and_a_role(self, as_role):
        page = as_role("demo-administrator", "/arbete/personer/")
        tab_to(page, "Kod")
        page.keyboard.type("pia")
        tab_to(page, "E-postadress", 1)
        page.keyboard.type("pia@kommun.example")
        tab_to(page, "Skicka inbjudan", 1)
        page.keyboard.press("Enter")
        page.locator(".message").wait_for()
        assert page.locator("td", has_text="pia@kommun.example").is_visible()

        page.goto("/arbete/namnd/farsta/medlemmar/")
        tab_to(page, "Personens kod")
        page.keyboard.type("pia")
        tab_to(page, "Roll", 1)
        page.keyboard.type("Hand")
        tab_to(page, "Ge rollen", 12)
        page.keyboard.press("Enter")
        page.locator(".message").wait_for()
        assert "Handläggare" in page.locator("tr", has_text="pia").inner_text()

    def test_what_is_refused_is_read_first_and_leads_to_its_field(self, as_role, open_page):
        page = as_role("demo-lasare", DEPUTIES)
        tab_to(page, "Utse ersättaren")
        page.keyboard.press("Enter")

        page.locator(".ds-error-summary").wait_for()
        open_page.expected.append("status of 422")
        assert page.evaluate("document.activeElement.className") == "ds-error-summary"
        assert page.title().startswith("Fel: ")
        tab_to(page, "Ange ersättarens kod.", 1)
        page.keyboard.press("Enter")
        assert focused(page) == "Ersättarens kod"
        assert page.evaluate("document.activeElement.getAttribute('aria-invalid')") == "true"


class TestASessionEnds:
    def test_it_warns_five_minutes_before_and_stays_by_one_press(self, as_role):
        page = self.page_with_a_clock(as_role)
        dialog = page.get_by_role("dialog")
        page.clock.fast_forward("54:30")
        assert not dialog.is_visible()

        page.clock.fast_forward("00:40")
        dialog.wait_for()
        assert dialog.get_by_role("heading").inner_text() == "Snart loggas du ut"
        assert "Kvar: 4." in dialog.inner_text()
        assert focused(page) == "Stanna kvar"
        page.keyboard.press("Enter")
        dialog.wait_for(state="hidden")

        page.clock.fast_forward("54:00")
        assert not dialog.is_visible()

    def test_when_it_has_ended_the_page_says_so_and_can_still_be_read(self, as_role):
        page = self.page_with_a_clock(as_role)
        page.clock.fast_forward("01:00:05")
        dialog = page.get_by_role("dialog")
        dialog.wait_for()

        assert dialog.get_by_role("heading").inner_text() == "Du är utloggad"
        assert dialog.get_by_role("link", name="Logga in i en ny flik").is_visible()
        dialog.get_by_role("button", name="Visa sidan").click()
        page.clock.fast_forward("00:10")
        assert not dialog.is_visible()

    def page_with_a_clock(self, as_role):
        page = as_role("demo-lasare", DEPUTIES)
        page.clock.install()
        page.reload()
        return page

    def test_signed_in_anew_in_another_tab_the_page_works_again(self, as_role, open_page, site):
        page = as_role("demo-lasare", DEPUTIES)
        page.get_by_label("Skäl").fill(REASON)
        before = page.locator(".form [name=csrfmiddlewaretoken]").input_value()
        site.run(DJANGO, "shell", "-c", END_SESSIONS)
        other = page.context.new_page()
        other.goto("/konto/logga-in/")
        other.locator("button[value=demo-lasare]").click()
        other.wait_for_url("**/arbete/")
        other.close()

        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        page.wait_for_function(
            "token => document.querySelector('.form [name=csrfmiddlewaretoken]').value !== token",
            arg=before,
        )
        page.get_by_role("button", name="Utse ersättaren").click()
        page.locator(".ds-error-summary").wait_for()
        open_page.expected.append("status of 422")
        assert page.get_by_label("Skäl").input_value() == REASON

    def test_what_was_typed_comes_back_after_signing_in(self, as_role, site, open_page, axe):
        page = as_role("demo-lasare", DEPUTIES)
        self.type_reason(page)
        site.run(DJANGO, "shell", "-c", END_SESSIONS)
        page.get_by_role("button", name="Utse ersättaren").click()
        page.get_by_role("heading", name="Du är inte inloggad, så inget sparades").wait_for()
        open_page.expected.append("status of 401")
        assert axe(page) == []

        page.get_by_role("link", name="Logga in och fortsätt").click()
        page.locator("button[value=demo-lasare]").click()
        page.wait_for_url(f"**{DEPUTIES}")
        assert page.get_by_label("Skäl").input_value() == REASON
        assert "utan att spara" in page.locator("form .notice").inner_text()

    def test_without_script_it_is_shown(self, as_role, site, open_page):
        page = as_role("demo-lasare", DEPUTIES, javascript=False)
        page.get_by_label("Skäl").fill(REASON)
        site.run(DJANGO, "shell", "-c", END_SESSIONS)
        with page.expect_response(f"**{DEPUTIES}") as answer:
            page.get_by_role("button", name="Utse ersättaren").click()

        assert answer.value.status == 401
        open_page.expected.append("status of 401")
        assert page.get_by_label("Skäl").input_value() == REASON

    def type_reason(self, page):
        page.get_by_label("Skäl").fill(REASON)
        wait_until_kept(page)


class TestDrafts:
    def test_a_server_that_fails_loses_nothing(self, as_role, open_page):
        page = as_role("demo-lasare", DEPUTIES)
        page.get_by_label("Skäl").fill(REASON)
        page.route(f"**{DEPUTIES}", lambda route: route.abort())
        page.get_by_role("button", name="Utse ersättaren").click()
        page.unroute(f"**{DEPUTIES}")
        open_page.expected.append("ERR_FAILED")

        page.goto(DEPUTIES)
        assert page.get_by_label("Skäl").input_value() == REASON

    def test_another_person_at_the_machine_never_sees_it(self, as_role):
        page = as_role("demo-lasare", DEPUTIES)
        page.get_by_label("Skäl").fill(REASON)
        wait_until_kept(page)
        self.change_person(page, "demo-registrator")

        assert page.get_by_label("Skäl").input_value() == ""
        page.goto("/konto/")
        assert not page.locator("[data-drafts]").is_visible()

        self.change_person(page, "demo-lasare")
        assert page.get_by_label("Skäl").input_value() == REASON

    def change_person(self, page, code):
        page.goto("/konto/logga-ut/")
        page.locator("main").get_by_role("button", name="Logga ut").click()
        page.goto(f"/konto/logga-in/?next={DEPUTIES}")
        page.locator(f"button[value={code}]").click()
        page.wait_for_url(f"**{DEPUTIES}")

    def test_who_signs_out_is_told_and_can_discard_it(self, as_role):
        page = as_role("demo-lasare", DEPUTIES)
        page.get_by_label("Skäl").fill(REASON)
        wait_until_kept(page)
        page.goto("/konto/logga-ut/")

        page.get_by_role("button", name="Kasta det osparade").click()
        assert kept(page) == []

    def test_a_saved_forms_draft_is_gone(self, as_role):
        page = as_role("demo-administrator", "/arbete/personer/")
        page.get_by_label("Kod").fill("rut")
        page.get_by_label("E-postadress").fill("rut@kommun.example")
        page.get_by_role("button", name="Skicka inbjudan").click()
        page.locator(".message").wait_for()

        assert kept(page) == []

    def test_what_is_typed_about_one_is_not_offered_for_another(self, as_role):
        page = as_role("demo-administrator", "/arbete/personer/stang/?person=demo-lasare")
        page.get_by_label("Skäl").fill(REASON)
        wait_until_kept(page)

        page.goto("/arbete/personer/stang/?person=demo-revisor")
        assert page.get_by_label("Skäl").input_value() == ""


def kept(page):
    return page.evaluate("Object.keys(localStorage).filter(one => one.startsWith('draft:'))")


def wait_until_kept(page):
    """Wait for the draft, by asking: the content policy lets no waiting script in."""
    for _ in range(100):
        if kept(page):
            return
        page.wait_for_timeout(100)
    raise AssertionError("no draft is kept")
