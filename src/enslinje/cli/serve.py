"""The command that serves the pages."""

import logging
import os
import socket
import threading
import time
from http.client import HTTPException
from typing import Annotated
from urllib.request import Request, urlopen

import typer
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from enslinje.cli.django_ready import Unready

PATIENCE_SECONDS = 30

THREADS = 64
"""Of each process. Most of them wait or turn requests away: `config/admission.py` says who is
worked on, and its queue must be shorter than this."""


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 8000,
    workers: Annotated[int, typer.Option(help="Processes that answer.", min=1)] = 2,
) -> None:
    """Serve the pages until Ctrl+C."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "enslinje.config.settings")
    # The processes share the cores: a table is computed by the one that asks for it.
    os.environ.setdefault("POLARS_MAX_THREADS", "1")
    _claim(host, port)
    logging.getLogger("_granian").addFilter(_is_news)
    threading.Thread(target=_announce, args=(host, port), daemon=True).start()
    Granian(
        "enslinje.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        websockets=False,
        log_level=LogLevels.warning,
        respawn_failed_workers=True,
    ).serve()


def _is_news(record: logging.LogRecord) -> bool:
    """Whether it is something else than the server's wonder at the number of threads: most wait."""
    return "Python threads" not in record.getMessage()


def _claim(host: str, port: int) -> None:
    """Raise Unready unless `port` of `host` is free."""
    family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(address)
        except OSError as error:
            raise Unready(
                f"{host}:{port} cannot be used ({error.strerror}): "
                f"stop what listens there, or choose another with --port."
            ) from error


def _announce(host: str, port: int) -> None:
    """Print the address once the pages answer."""
    name = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104
    address = f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
    question = Request(f"{address}halsa/", headers={"Host": "localhost"})  # noqa: S310
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            with urlopen(question, timeout=5):  # noqa: S310  (our own address)
                typer.echo(f"\n  Enslinje answers at {address}\n  Stop it with Ctrl+C.\n")
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
    typer.echo(f"enslinje: {address} has not answered: `enslinje doctor` may say why.", err=True)
