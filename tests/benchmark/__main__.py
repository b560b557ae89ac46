"""The benchmark of the public list: run it with `script/bench`, which says how."""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ..postgres import NoPostgres, temporary_server
from .figures import GOALS, PEER_GOALS, Figures, Goal, growth_exponent, judge, lines
from .mix import mix
from .peer_runs import Peers, measure_peers
from .servers import ROOT, BenchmarkError
from .site import Site, measure_pages, measure_starts
from .throughput import measure_load

SIZES = (1_000, 10_000, 100_000)
RESULTS = ROOT / os.environ.get("KENNISBANK_DATA", "var") / "bench"
BUSY = 0.5
"""A machine on which more than this runs already gives poor figures, that of two processes most."""
# Nothing has to survive a power cut; for the rest it is PostgreSQL as it comes.
POSTGRES = ("fsync=off", "listen_addresses=")


def main() -> int:
    """Measure and tell; 0 when all goals are met, 1 when not, 2 when it could not be measured."""
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with (
            tempfile.TemporaryDirectory(prefix="kennisbank-bench-") as folder,
            database(arguments.database, Path(folder)) as url,
        ):
            return measure(arguments, Path(folder), url)
    except (BenchmarkError, NoPostgres) as error:
        say(f"FOUT: {error}")
        return 2
    except KeyboardInterrupt:
        say("Afgebroken.")
        return 130
    except Exception:  # noqa: BLE001 whatever went wrong: 1 would say that a goal was missed
        say(f"FOUT: {traceback.format_exc()}")
        return 2


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/bench", description=__doc__)
    parser.add_argument("--size", type=int, choices=SIZES, default=10_000)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--passes", type=int, default=10, help="keren dat alles gevraagd wordt")
    parser.add_argument("--peers", action="store_true", help="ook andere systemen meten")
    parser.add_argument(
        "--peer-seconds", type=float, default=120, help="langer krijgt elk ander systeem niet"
    )
    return parser.parse_args()


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """An empty database of our own; yields its address. Raises `NoPostgres`."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'bench.sqlite3'}"
        return
    with temporary_server(options=POSTGRES) as server:
        yield server.url


def measure(arguments: argparse.Namespace, folder: Path, url: str) -> int:
    """Everything that was asked for, told and kept; returns the exit status."""
    site = Site(folder, url, mix())
    load = os.getloadavg()[0]
    if load > BUSY:
        say(
            f"LET OP: deze machine is al bezig (belasting {load:.1f}); de cijfers lijden daaronder."
        )
    say(f"{arguments.size} voorbeelden in {arguments.database} maken en indexeren…")
    loaded: dict[str, Any] = site.load(arguments.size)
    loaded["load_before"] = load
    say("De lijst naast een vaste en een klare pagina…")
    figures, questions = measure_pages(site, loaded.pop("totals"), arguments.passes)
    say("Opnieuw starten…")
    figures |= measure_starts(site)
    say("Acht vragers tegelijk, één en twee processen…")
    figures |= measure_load(site) | loaded
    figures |= _growth(arguments, figures)
    goals: tuple[Goal, ...] = GOALS
    if arguments.peers:
        venv = RESULTS / "venv"
        figures |= measure_peers(Peers(site, venv, arguments.size, arguments.peer_seconds, say))
        goals += PEER_GOALS
    _keep(arguments, figures, questions)
    for line in lines(figures):
        say(line)
    missed, unknown = judge(figures, goals, arguments.size, arguments.database)
    for line in (*unknown, *missed):
        say(line)
    return int(bool(missed))


def _growth(arguments: argparse.Namespace, figures: Figures) -> Figures:
    """The growth of p95, in units of the static page, since the nearest smaller size measured."""
    for smaller in sorted((size for size in SIZES if size < arguments.size), reverse=True):
        kept = RESULTS / f"{arguments.database}-{smaller}.json"
        if kept.exists():
            before = json.loads(kept.read_text(encoding="utf-8"))["figures"]["static_ratio_p95"]
            now = figures["static_ratio_p95"]
            exponent = growth_exponent(arguments.size, now, smaller, before)
            return {"p95_growth_exponent": exponent}
    return {}


def _keep(
    arguments: argparse.Namespace, figures: Figures, questions: dict[str, list[float]]
) -> None:
    """Write the result where the next run finds it."""
    result = {
        "command": f"script/bench {' '.join(sys.argv[1:])}".strip(),
        "measured": datetime.now(UTC).isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "figures": figures,
        "questions": [
            {"question": request.name, **{name: row[place] for name, row in questions.items()}}
            for place, request in enumerate(mix())
        ],
    }
    RESULTS.mkdir(parents=True, exist_ok=True)
    path = RESULTS / f"{arguments.database}-{arguments.size}.json"
    path.write_text(json.dumps(result, indent=1, ensure_ascii=False), encoding="utf-8")
    say(f"Bewaard in {path}")


def say(line: str) -> None:
    """Tell whoever started the benchmark, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
