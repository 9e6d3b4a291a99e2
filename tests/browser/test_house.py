"""The browser fixtures catch what they are there to catch."""

import pytest

MISTAKES = """<!doctype html><html><head><title>x</title></head>
<body><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<p style="color:#eee">pale</p></body></html>"""


def test_axe_finds_a_picture_without_text_and_pale_words(page, axe):
    page.set_content(MISTAKES)
    found = {line.partition(":")[0] for line in axe(page)}
    assert {"image-alt", "color-contrast", "html-has-lang"} <= found


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/halsa/", 200),
        ("GET", "/finns-inte/", 404),
        ("GET", "/2021/?som=nonsens", 400),
        ("GET", "/konto/logga-in/", 200),
        ("GET", "/konto/losenord/glomt/", 200),
        ("GET", "/arbete/", 302),
        ("POST", "/arbete/ersattare/", 403),
        ("GET", "/static/web/mark.svg", 200),
        ("GET", "/static/finns-inte.css", 404),
    ],
)
def test_the_server_answers_with_the_promised_headers(page, method, path, status):
    answer = page.request.fetch(path, method=method, max_redirects=0)
    assert answer.status == status
    headers = answer.headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


def test_an_inline_script_does_not_run(open_page):
    page = open_page("/halsa/")
    with pytest.raises(Exception, match=r"Content Security Policy|Refused"):
        page.add_script_tag(content="window.ran = true")
    assert page.evaluate("window.ran") is None  # By then the browser has said all it had to say.
    page.wait_for_timeout(200)
    assert any("inline script" in complaint for complaint in open_page.complaints)
    open_page.complaints.clear()


def test_a_question_to_another_server_is_seen(open_page):
    page = open_page("")
    page.route("**/*", lambda route: route.abort())
    page.set_content('<img src="https://elsewhere.example/picture.png" alt="">')
    assert open_page.complaints[0] == "asked https://elsewhere.example/picture.png"
    open_page.complaints.clear()
