"""Ask a server at given moments and tell how long each answer took.

python -m benchmarks.load.client HOST PORT < asked.json > answered.json

A process of its own, so that its processor time can be told apart from the server's. Each answer
is timed from the moment when it was to be asked, not from when somebody got round to it: a server
that is late for one is late for those behind it too. A save that is not acknowledged is sent again
with the same key, as the page's own script does, until it is. What the script asks for afterwards
is asked for too, in its time: see `benchmarks.load.afterwards`.
"""

import json
import resource
import sys
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from http.client import HTTPConnection, HTTPException
from threading import Thread

from benchmarks.load.afterwards import THREADS, Afterwards

CONNECTIONS = 64
AFTERWARDS = "asked afterwards"
"""The group of what scripts ask for later."""

PAUSES = (0.5, 1.0, 2.0, 4.0)
"""Seconds before a save is sent again; the last pause is repeated."""

GIVEN_UP_SECONDS = 60.0
TIMEOUT_SECONDS = 30.0
REDIRECTED = range(300, 400)
OK = range(200, 300)


@dataclass(frozen=True)
class Asked:
    """One request: seconds after the start, and what is sent. `group` names it in the report.

    `then` is asked for afterwards, if a save's answer says so, with others of its page.
    """

    at: float
    path: str
    group: str
    method: str = "GET"
    headers: dict[str, str] = field(default_factory=dict)
    body: str = ""
    then: str = ""

    @property
    def is_save(self) -> bool:
        """Whether it is sent again until it is acknowledged."""
        return self.method == "POST"


@dataclass
class Answered:
    """How it went: the last status (0 for none), seconds from when it was to be asked, tries.

    `turned_away` counts the answers that said "come again"; a save `is_weighed_later` when it was
    told before it was held against anything.
    """

    group: str
    status: int = 0
    seconds: float = 0.0
    tries: int = 0
    turned_away: int = 0
    is_weighed_later: bool = False
    ended_at: float = 0.0
    body: str = ""


def play(host: str, port: int, asked: Sequence[Asked], *, keep: bool = False) -> list[Answered]:
    """Ask everything at its moment over at most `CONNECTIONS` connections.

    Args:
        host: the server's.
        port: the server's.
        asked: what to ask, in the order of their moments.
        keep: keep the bodies of answers that are no success, to say what went wrong.
    """
    answers = [Answered(one.group) for one in asked]
    left = deque(range(len(asked)))
    afterwards = Afterwards()
    began = time.monotonic() + 0.2

    def work() -> None:
        connection = HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
        while True:
            try:
                number = left.popleft()
            except IndexError:
                connection.close()
                return
            text = _ask(connection, asked[number], answers[number], began, keep=keep)
            if asked[number].then:
                answers[number].is_weighed_later = afterwards.note(
                    asked[number].then, asked[number].headers, text
                )

    def follow() -> None:
        connection = HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
        afterwards.work(lambda path, headers: _status(connection, path, headers))
        connection.close()

    threads = [Thread(target=work) for _ in range(min(CONNECTIONS, len(asked)))]
    followers = [Thread(target=follow) for _ in range(THREADS)]
    for thread in (*threads, *followers):
        thread.start()
    for thread in threads:
        thread.join()
    afterwards.end()
    for thread in followers:
        thread.join()
    later = [Answered(AFTERWARDS, one.status, one.seconds, one.tries) for one in afterwards.told]
    return [*answers, *later]


def _ask(
    connection: HTTPConnection, one: Asked, answer: Answered, began: float, *, keep: bool
) -> str:
    """Ask until it is answered for good; return the answer."""
    time.sleep(max(0.0, began + one.at - time.monotonic()))
    while True:
        status, body = _once(connection, one)
        answer.tries += 1
        answer.status = status
        answer.turned_away += status == 503
        answer.ended_at = time.monotonic() - began
        answer.seconds = answer.ended_at - one.at
        is_final = status in OK or status in REDIRECTED or (0 < status < 500 and status != 429)
        if is_final or not one.is_save or answer.seconds > GIVEN_UP_SECONDS:
            answer.body = body if keep and status not in OK else ""
            return body if status in OK else ""
        time.sleep(PAUSES[min(answer.tries, len(PAUSES)) - 1])


def _status(connection: HTTPConnection, path: str, headers: dict[str, str]) -> int:
    asked = Asked(
        0, path, AFTERWARDS, headers={**headers, "Accept": "application/json", "X-Can-Wait": "1"}
    )
    return _once(connection, asked)[0]


def _once(connection: HTTPConnection, one: Asked) -> tuple[int, str]:
    """Send it once. Return the status and the body; 0 when no answer came."""
    try:
        connection.request(one.method, one.path, one.body or None, one.headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except (OSError, HTTPException):
        connection.close()
        return 0, ""


def main() -> None:
    """Play what stands on standard input and print how it went."""
    host, port = sys.argv[1], int(sys.argv[2])
    asked = [Asked(**one) for one in json.load(sys.stdin)]
    answers = play(host, port, asked, keep=True)
    used = resource.getrusage(resource.RUSAGE_SELF)
    told = {
        "answers": [asdict(one) for one in answers],
        "processor": used.ru_utime + used.ru_stime,
    }
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
