"""How the benchmark asks and keeps the time, with a server of a few lines."""

from __future__ import annotations

import gzip
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.benchmark.client import ask
from tests.benchmark.measuring import System, alternate, per_second
from tests.benchmark.servers import BenchmarkError
from tests.benchmark.site import total


class Handler(BaseHTTPRequestHandler):
    """Remembers what is asked; packs when asked to; has no page called `/weg`."""

    asked: list[str] = []

    def do_GET(self) -> None:
        self.asked.append(self.path)
        packed = "gzip" in self.headers.get("Accept-Encoding", "")
        page = b"<title>12 voorbeelden | Kennisbank</title>"
        self.send_response(404 if self.path == "/weg" else 200)
        if packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        self.wfile.write(gzip.compress(page) if packed else page)

    def log_message(self, *arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def port() -> Iterator[int]:
    Handler.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


def test_answer_is_read_whole_packed_or_not(port: int) -> None:
    packed, plain = ask(port, "/"), ask(port, "/", packed=False)
    assert packed.text == plain.text == "<title>12 voorbeelden | Kennisbank</title>"
    assert packed.sent != plain.sent
    assert packed.took > 0
    assert total(packed) == 12


def test_systems_are_asked_in_turns_as_often_as_each_other(port: int) -> None:
    systems = [System(name, port, [f"/{name}1", f"/{name}2"]) for name in ("a", "b")]
    alternate(systems, passes=3)
    assert [[len(times) for times in system.times.values()] for system in systems] == [[3, 3]] * 2
    pairs = zip(Handler.asked[::2], Handler.asked[1::2], strict=True)
    assert all({first[1], second[1]} == {"a", "b"} for first, second in pairs)


def test_system_that_has_used_its_time_is_asked_no_more(port: int) -> None:
    system = System("a", port, ["/1", "/2"])
    alternate([system], passes=100, cap=0)
    assert len(Handler.asked) == 1


def test_answer_that_is_no_page_stops_the_benchmark(port: int) -> None:
    gone = System("a", port, ["/weg"])
    with pytest.raises(BenchmarkError, match="status 404"):
        alternate([gone], passes=1)
    with pytest.raises(BenchmarkError, match="status 404"):
        per_second(gone, clients=2, seconds=0.1)


def test_several_clients_are_counted_together(port: int) -> None:
    rate = per_second(System("a", port, ["/1", "/2"]), clients=4, seconds=1)
    assert rate > 0
    assert len(Handler.asked) >= 4
