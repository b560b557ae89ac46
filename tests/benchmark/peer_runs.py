"""The peers: installed, filled, served, and asked in turns with the site itself."""

from __future__ import annotations

import re
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit, urlunsplit

from .client import TIMEOUT
from .figures import Figures, spread
from .measuring import System, alternate
from .mix import Request
from .records import FIXED, Maker
from .servers import BenchmarkError, Server, free_port, gunicorn, run, serving
from .site import LIST, Site, total

PACKAGES = {
    "django": (
        *("django==5.2.*", "django-filter", "modelsearch==1.*"),
        *("gunicorn", "psycopg[binary]==3.*"),
    ),
    "datasette": ("datasette==0.65.*",),
}
"""What is installed together; a peer whose packages cannot be had is left out."""

PEERS = {"modelsearch": "django", "naive": "django", "admin": "django", "datasette": "datasette"}
RELATIONS = ("pijler", "sector", "regio", "trefwoord", "organisatie", "bron")
ASKED_OF_BOTH = ("alles", "drie regio's", "trefwoord, fase, jaren")
DJANGO = "django.core.wsgi:get_wsgi_application()"
PASSES = 3
NO_LIMIT_MS = "600000"
Say = Callable[[str], None]


@dataclass
class Peers:
    """The peers on this machine. seconds: how long each may be asked;  size: of the data."""

    site: Site
    venv: Path
    size: int
    seconds: float
    say: Say

    @property
    def python(self) -> Path:
        """The interpreter of their environment."""
        return self.venv / "bin" / "python"

    @property
    def variables(self) -> dict[str, str]:
        """What their processes are told: a database of their own beside that of the site."""
        url = urlsplit(self.site.database_url)
        path = "/peers" if url.scheme == "postgresql" else str(self.site.home / "peers.sqlite3")
        return {
            **self.site.variables,
            "DATABASE_URL": urlunsplit(url._replace(path=path)),
            "DJANGO_SETTINGS_MODULE": "tests.benchmark.peers.settings",
        }

    @property
    def datasette_file(self) -> Path:
        """What Datasette shows."""
        return self.site.home / "datasette.db"

    def install(self) -> set[str]:
        """Make their environment when it is not there; which of `PACKAGES` it has."""
        if not self.python.exists():
            self.say("De andere systemen installeren…")
            run([sys.executable, "-m", "venv", self.venv], self.site.variables)
        return {name for name, packages in PACKAGES.items() if self._has(name, packages)}

    def _has(self, name: str, packages: tuple[str, ...]) -> bool:
        stamp = self.venv / f"{name}.installed"
        wanted = "\n".join(packages)
        if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
            return True
        try:
            run([self.python, "-m", "pip", "install", "--quiet", *packages], self.site.variables)
        except BenchmarkError as error:
            self.say(str(error))
            return False
        stamp.write_text(wanted, encoding="ascii")
        return True

    def _load(self, what: str, *where: str) -> str:
        """Fill them; what the command prints."""
        module = "tests.benchmark.peers.load"
        return run([self.python, "-m", module, what, str(self.size), *where], self.variables)

    def serve_django(self, stack: ExitStack) -> tuple[Server, str]:
        """Fill and serve the Django project; the server, and a cookie for its admin."""
        if self.variables["DATABASE_URL"].startswith("postgresql"):
            _create_database(self.site.database_url)
        session = self._load("django").split()[-1]
        port = free_port()
        command = [*gunicorn(port, 1, str(self.python), DJANGO), "--timeout", str(int(TIMEOUT))]
        log = self.site.home / "peers.log"
        server = stack.enter_context(serving(command, self.variables, port, "/modelsearch/", log))
        return server, f"sessionid={session}"

    def serve_datasette(self, stack: ExitStack) -> Server:
        """Fill and serve Datasette, its limits on time lifted so that it answers whole."""
        file, port = self.datasette_file, free_port()
        self._load("datasette", str(file))
        command = [
            *(str(self.python), "-m", "datasette", "serve", "-i", str(file), "--port", str(port)),
            *("--setting", "facet_time_limit_ms", NO_LIMIT_MS),
            *("--setting", "sql_time_limit_ms", NO_LIMIT_MS),
        ]
        log = self.site.home / "datasette.log"
        return stack.enter_context(serving(command, self.variables, port, "/-/versions.json", log))


def _create_database(url: str) -> None:
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE peers")


def measure_peers(peers: Peers) -> Figures:
    """How many times longer each peer takes than we do, over the questions it got to."""
    has = peers.install()
    figures: Figures = {}
    for missing in (name for name, packages in PEERS.items() if packages not in has):
        peers.say(f"overgeslagen: {missing} (niet te installeren)")
    with ExitStack() as stack:
        server = stack.enter_context(peers.site.serve())
        alternate([peers.site.system("ours", server, LIST)], 1)  # so that it has seen everything
        for peer in _systems(peers, has, stack):
            ours = peers.site.system("ours", server, LIST)
            peers.say(f"In beurten met {peer.name}…")
            figures |= _compare(peers, ours, peer)
    return figures


def _systems(peers: Peers, has: set[str], stack: ExitStack) -> Iterator[System]:
    mix = peers.site.mix
    if "django" in has:
        server, cookie = peers.serve_django(stack)
        for name in ("modelsearch", "naive"):
            yield System(name, server.port, [f"/{name}/?{request.query}" for request in mix])
        ids = _ids()
        paths = [f"/admin/peers/practice/?{_admin_query(request, ids)}" for request in mix]
        yield System("admin", server.port, paths, cookie)
    if "datasette" in has:
        server = peers.serve_datasette(stack)
        with sqlite3.connect(peers.datasette_file) as database:
            queries = [_datasette_query(request, database) for request in mix]
        paths = [f"/datasette/practice.json?{query}" for query in queries]
        yield System("datasette", server.port, paths)


def _compare(peers: Peers, ours: System, peer: System) -> Figures:
    try:
        _same_answer(ours, peer, peers.site.mix)
        alternate([ours, peer], PASSES, cap=peers.seconds)
    except BenchmarkError as error:
        peers.say(f"{peer.name} houdt op: {error}")
    if not peer.times:
        return {}
    theirs, mine = spread(peer.times), spread(ours.times, only=peer.times)
    return {
        f"peer_ratio_p50 {peer.name}": theirs.p50 / mine.p50,
        f"peer_ratio_p95 {peer.name}": theirs.p95 / mine.p95,
        f"peer_p50_ms {peer.name}": theirs.p50,
        f"peer_p95_ms {peer.name}": theirs.p95,
        f"peer_questions {peer.name}": len(peer.times),
    }


def _same_answer(ours: System, peer: System, mix: Sequence[Request]) -> None:
    """See that a peer that tells its total finds as many as we do where no words are asked.

    Raises `BenchmarkError` when it does not, for then it answers another question.
    """
    for question in (place for place, request in enumerate(mix) if request.name in ASKED_OF_BOTH):
        told = re.search(r"x-total: (\d+)", peer.ask(question).head.lower())
        if told and int(told[1]) != total(ours.ask(question)):
            raise BenchmarkError(f"‘{mix[question].name}’ vindt {told[1]}, en dat is iets anders")


def _ids() -> dict[str, dict[str, int]]:
    """The ids of the values of each facet, as `tests.benchmark.peers.load` gives them out."""
    return {
        facet: {key: pk for pk, key in enumerate(terms, 1)}
        for facet, terms in Maker().vocabularies.items()
    }


def _admin_query(request: Request, ids: Mapping[str, Mapping[str, int]]) -> str:
    """A question in the parameters of the admin."""
    pairs = [("q", request.words)] if request.words else []
    for facet, keys in request.filters.items():
        field = facet if facet in FIXED else f"{facet}__id"
        values = [key if facet in FIXED else str(ids[facet][key]) for key in keys]
        pairs.append((f"{field}__{'in' if len(keys) > 1 else 'exact'}", ",".join(values)))
    pairs += _years(request)
    pairs += [("p", str(request.page))] if request.page > 1 else []
    return urlencode(pairs)


def _datasette_query(request: Request, database: sqlite3.Connection) -> str:
    """A question in the parameters of Datasette.

    It cannot ask for one of several values of an array, so it is asked for the first.
    """
    pairs = [("_search", request.words)] if request.words else []
    for facet, keys in request.filters.items():
        is_array = facet not in FIXED
        pairs.append(
            (f"{facet}__arraycontains", keys[0]) if is_array else (f"{facet}__in", ",".join(keys))
        )
    pairs += _years(request)
    pairs += [("_facet_array", facet) for facet in RELATIONS] + [("_facet", f) for f in FIXED]
    pairs += [("_facet_size", "max"), ("_size", "20"), ("_nosuggest", "1")]
    pairs += [("_col", name) for name in ("title", "summary", "published")]
    pairs += [("_sort_desc", "published"), *_place(request, database)]
    return urlencode(pairs)


def _years(request: Request) -> list[tuple[str, str]]:
    if not request.years:
        return []
    first, last = map(str, request.years)
    return [("last__gte", first), ("first__lte", last)]


def _place(request: Request, database: sqlite3.Connection) -> list[tuple[str, str]]:
    """Where a later page begins: Datasette wants the last row of the page before it."""
    if request.page == 1:
        return []
    conditions = " AND ".join(
        f"EXISTS (SELECT 1 FROM json_each({facet}) WHERE value = ?)" for facet in request.filters
    )
    keys = [keys[0] for keys in request.filters.values()]
    row = database.execute(
        f"SELECT published, id FROM practice WHERE {conditions or '1'}"
        " ORDER BY published DESC, id LIMIT 1 OFFSET ?",
        (*keys, 20 * (request.page - 1) - 1),
    ).fetchone()
    return [("_next", f"{row[0]},{row[1]}")]
