"""A small web server on the loopback address for the tests of fetching: it answers what it is told to, and keeps what it was asked."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread

from picketline.sources.net.address import Address


@dataclass
class Reply:
    """One answer: after `wait` seconds a status, headers and a body; a body cut short says a longer length than it has."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    wait: float = 0.0
    cut: int = 0


Handler = Callable[[BaseHTTPRequestHandler], Reply]


@dataclass
class Site:
    """A server and what it was asked: (path, headers, moment)."""

    url: str
    port: int
    pages: dict[str, Reply | Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    connections: int = 0

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]


@contextmanager
def site(address: str = "127.0.0.1") -> Iterator[Site]:
    """A running server; `robots.txt` is not there unless it is given."""

    class Answering(BaseHTTPRequestHandler):
        def setup(self) -> None:
            here.connections += 1
            super().setup()

        def do_GET(self) -> None:
            here.asked.append((self.path, {key.lower(): value for key, value in self.headers.items()}, time.monotonic()))
            found = here.pages.get(self.path, Reply(b"no such page", 404))
            reply = found if isinstance(found, Reply) else found(self)
            time.sleep(reply.wait)
            self.send_response(reply.status)
            for key, value in reply.headers.items():
                self.send_header(key, value)
            self.send_header("Content-Length", str(len(reply.body) + reply.cut))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer((address, 0), Answering)
    here = Site(f"http://{address}:{server.server_port}", server.server_port)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()


def only(*permitted: str) -> Callable[[Address], bool]:
    """Permits these addresses and no other."""
    return lambda address: address in [ip_address(one) for one in permitted]
