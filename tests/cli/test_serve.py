"""`enslinje serve` answers, says where, and refuses a port that is taken."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests import migrated

ENSLINJE, DJANGO = (Path(sys.executable).with_name(name) for name in ("enslinje", "django-admin"))


@pytest.fixture
def environment(tmp_path):
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    settings = {"DJANGO_SETTINGS_MODULE": "enslinje.config.settings"}
    return kept | settings | {"ENSLINJE_MODE": "demo", "ENSLINJE_DATA": str(tmp_path)}


@pytest.fixture
def taken():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_port_that_is_taken_is_refused_in_one_line(environment, taken):
    served = subprocess.run(
        [ENSLINJE, "serve", "--port", str(taken)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert served.returncode == 1
    assert served.stderr == (
        f"enslinje: 127.0.0.1:{taken} cannot be used (Address already in use): "
        "stop what listens there, or choose another with --port.\n"
    )


@pytest.mark.parametrize(
    ("more", "page"),
    [({}, 200), ({"ENSLINJE_BEHIND_PROXY": "1"}, 301)],
    ids=["by itself", "behind a proxy"],
)
def test_it_says_where_it_answers_and_stops_when_told(environment, free_port, more, page):
    """Behind a proxy every page but the one of its health is for https."""
    environment |= more
    made = migrated.SqliteFile(Path(environment["ENSLINJE_DATA"]) / "enslinje.sqlite3")
    with migrated.beforehand(made):
        subprocess.run([DJANGO, "migrate", "--skip-checks", "-v", "0"], env=environment, check=True)
    subprocess.run([DJANGO, "collectstatic", "--no-input", "-v", "0"], env=environment, check=True)
    serve = [ENSLINJE, "serve", "--port", str(free_port), "--workers", "1"]
    with subprocess.Popen(serve, env=environment, stdout=subprocess.PIPE, text=True) as process:
        try:
            said = next(line for line in process.stdout if line.strip())
            assert said.strip() == f"Enslinje answers at http://127.0.0.1:{free_port}/"
            assert asked(free_port, "/halsa/") == (200, b"ok")
            assert asked(free_port, "/tillganglighet/")[0] == page
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(timeout=15) == 0


def asked(port, path):
    with closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()


@pytest.fixture
def free_port():
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]
