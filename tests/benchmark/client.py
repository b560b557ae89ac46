"""A lean client: one request, one answer, one connection, as a proxy asks the web process.

It does next to nothing itself, so that what is measured is the server.
"""

from __future__ import annotations

import gzip
import socket
import time
from dataclasses import dataclass
from functools import cached_property

TIMEOUT = 120.0
BROWSER = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
"""The site does some things for people only, such as counting what they did not find."""


@dataclass(frozen=True)
class Answer:
    """status, the head and the body as sent, and how many milliseconds the whole took."""

    status: int
    head: str
    sent: bytes
    took: float

    @cached_property
    def text(self) -> str:
        """The page as a browser reads it."""
        is_packed = "content-encoding: gzip" in self.head.lower()
        return (gzip.decompress(self.sent) if is_packed else self.sent).decode()


def ask(
    port: int, path: str, *, packed: bool = True, cookie: str = "", timeout: float = TIMEOUT
) -> Answer:
    """GET a path of a server on this machine. packed: take gzip, as browsers do.

    In HTTP/1.0, so that the end of the connection is the end of the answer. Raises `OSError`.
    """
    lines = [f"GET {path} HTTP/1.0", f"Host: 127.0.0.1:{port}", f"User-Agent: {BROWSER}"]
    lines += ["Accept-Encoding: gzip"] if packed else []
    lines += [f"Cookie: {cookie}"] if cookie else []
    question = "\r\n".join([*lines, "", ""]).encode()
    began = time.perf_counter()
    with socket.create_connection(("127.0.0.1", port), timeout=timeout) as connection:
        connection.sendall(question)
        parts = []
        while part := connection.recv(262_144):
            parts.append(part)
    took = (time.perf_counter() - began) * 1000
    head, _, body = b"".join(parts).partition(b"\r\n\r\n")
    if not head:
        raise ConnectionError("de verbinding is verbroken")
    text = head.decode("latin-1")
    return Answer(int(text.split(" ", 2)[1]), text, body, took)
