"""The site with made-up practices, and everything that is measured of it."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from .client import Answer
from .figures import Figures, ratios, spread
from .measuring import System, Times, alternate
from .mix import Request
from .servers import BenchmarkError, Server, free_port, gunicorn, run, serving

LIST, READY, STATIC = "/voorbeelden/", "/meting/klaar/", "/meting/vast/"
WITH_OUR_PAGES = "tests.benchmark.settings"
RESTARTS = 3
FIRST_QUESTION = "woord en sector"
"""What is asked of a site that has just been started: words, a filter, all counts."""

_TOTAL = re.compile(r"<title>\s*(\d+|Geen) voorbeeld")


@dataclass
class Site:
    """Where it runs: a folder of its own and a database; mix: the questions."""

    home: Path
    database_url: str
    mix: Sequence[Request]

    @property
    def variables(self) -> dict[str, str]:
        """What every process of the site is told; nothing of whoever runs the benchmark."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KENNISBANK_", "DJANGO_"))}
        return {
            **kept,
            "KENNISBANK_MODE": "local",
            "KENNISBANK_DATA": str(self.home),
            "DATABASE_URL": self.database_url,
            "DJANGO_SETTINGS_MODULE": "kennisbank.settings",
        }

    def load(self, size: int) -> dict[str, float | dict[str, int]]:
        """Fill and index the database; what `tests.benchmark.loading` tells."""
        command = [sys.executable, "-m", "tests.benchmark.loading", str(size)]
        told: dict[str, float | dict[str, int]] = json.loads(
            run(command, self.variables, is_heard=True)
        )
        return told

    @contextmanager
    def serve(
        self, workers: int = 1, settings: str = "kennisbank.settings", first: str = LIST
    ) -> Iterator[Server]:
        """The site, until the end of the block."""
        port = free_port()
        variables = {**self.variables, "DJANGO_SETTINGS_MODULE": settings}
        with serving(
            gunicorn(port, workers), variables, port, first, self.home / "gunicorn.log"
        ) as server:
            yield server

    def system(self, name: str, server: Server, page: str) -> System:
        """A page of the site that is asked the whole mix; the static page is always the same."""
        paths = [page if page == STATIC else f"{page}?{request.query}" for request in self.mix]
        return System(name, server.port, paths)


def total(answer: Answer) -> int:
    """How many practices a page says that there are. Raises `BenchmarkError`."""
    match = _TOTAL.search(answer.text)
    if not match:
        raise BenchmarkError("een pagina van de lijst noemt geen aantal")
    return 0 if match[1] == "Geen" else int(match[1])


def check(
    ours: System, ready: System, mix: Sequence[Request], told: Mapping[str, int]
) -> list[int]:
    """Ask everything once and see that it is answered as it should; the totals that were given.

    Raises `BenchmarkError` for a wrong total, for words that narrow nothing, and when the ready
    page is another page than the list.
    """
    totals = []
    for question, request in enumerate(mix):
        page = ours.ask(question)
        totals.append(total(page))
        expected = told.get(request.name, totals[-1])
        if totals[-1] != expected:
            raise BenchmarkError(f"‘{request.name}’ vindt {totals[-1]} in plaats van {expected}")
        if request.words and not request.filters and totals[-1] == totals[0]:
            raise BenchmarkError(f"‘{request.name}’ vindt alles: het woord telt niet mee")
        if abs(len(ready.ask(question).text) - len(page.text)) > len(page.text) / 50:
            raise BenchmarkError(f"‘{request.name}’: de klare pagina is een andere dan de lijst")
    return totals


def measure_pages(
    site: Site, told: Mapping[str, int], passes: int
) -> tuple[Figures, dict[str, list[float]]]:
    """Times beside both floors, sizes, and the median of each question, in one server."""
    with site.serve(settings=WITH_OUR_PAGES) as server:
        pages = {"ours": LIST, "static": STATIC, "ready": READY}
        systems = {name: site.system(name, server, page) for name, page in pages.items()}
        totals = check(systems["ours"], systems["ready"], site.mix, told)
        alternate(list(systems.values()), 1)
        for system in systems.values():
            system.times.clear()
        alternate(list(systems.values()), passes)
        packed = {name: dict(system.times) for name, system in systems.items()}
        for system in systems.values():
            system.times.clear()
        alternate(list(systems.values()), max(1, passes // 2), packed=False)
        plain = ratios(*(systems[name].times for name in pages))
        figures = ratios(*(packed[name] for name in pages)) | {
            f"{name}_unpacked": plain[name] for name in ("static_ratio_p50", "static_ratio_p95")
        }
        figures |= _sizes(systems["ours"])
    by_question = {
        name: [median(times[q]) for q in sorted(times)] for name, times in packed.items()
    }
    return figures, {"total": [float(number) for number in totals], **by_question}


def _sizes(ours: System) -> Figures:
    answers = [ours.ask(question) for question in range(len(ours.paths))]
    return {
        "page_kb_gzip": median(len(answer.sent) for answer in answers) / 1000,
        "page_kb_gzip_most": max(len(answer.sent) for answer in answers) / 1000,
        "page_kb": median(len(answer.text.encode()) for answer in answers) / 1000,
    }


def measure_starts(site: Site) -> Figures:
    """First answer after a restart, and how long questions take that nobody asked since then."""
    first = next(request for request in site.mix if request.name == FIRST_QUESTION)
    starts: list[float] = []
    cold: Times = {question: [] for question in range(len(site.mix))}
    for _ in range(RESTARTS):
        with site.serve(first=f"{LIST}?{first.query}") as server:
            starts.append(server.first_answer_s)
            ours = site.system("ours", server, LIST)
            alternate([ours], 1)
            for question, times in ours.times.items():
                cold[question] += times
    unasked = spread(cold)
    return {
        "first_answer_s": median(starts),
        "cold_p50_ms": unasked.p50,
        "cold_p95_ms": unasked.p95,
    }
