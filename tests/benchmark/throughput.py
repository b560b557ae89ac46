"""Answers a second, and whether the machine was ours while they were counted."""

from __future__ import annotations

import math
import os
import time
from dataclasses import dataclass
from pathlib import Path

from .figures import Figures
from .measuring import System, alternate, per_second
from .servers import Server
from .site import LIST, Site

ROUNDS = 5


@dataclass(frozen=True)
class Round:
    """Answers a second, the same for each second that the web processes computed, and the share
    of the processors that went to neither them nor the client."""

    rate: float
    rate_by_cpu: float
    others: float


def measure_load(site: Site) -> Figures:
    """Answers a second for eight clients with one and two processes, in turns, and memory.

    The best of the rounds: other work on the machine can only make it worse.
    """
    rounds: dict[int, list[Round]] = {1: [], 2: []}
    with site.serve(1) as one, site.serve(2) as two:
        servers = {1: one, 2: two}
        systems = {n: site.system("ours", server, LIST) for n, server in servers.items()}
        for system in systems.values():
            per_second(system)  # every process has answered everything by now
        for _ in range(ROUNDS):
            for workers, system in systems.items():
                rounds[workers].append(_round(system, servers[workers]))
        alternate([systems[1]], 1)
        now, most = one.megabytes()
    best = {workers: max(each.rate for each in rounds[workers]) for workers in rounds}
    by_cpu = {n: max(each.rate_by_cpu for each in rounds[n]) for n in rounds}
    return {
        "rps_c8": best[1],
        "rps_c8_two_workers": best[2],
        "two_workers_speedup": best[2] / best[1],
        "two_workers_speedup_by_cpu": 2 * by_cpu[2] / by_cpu[1],
        "others_share": min(each.others for each in rounds[2]),
        "rss_mb": now,
        "rss_mb_most": most,
    }


def _round(system: System, server: Server) -> Round:
    busy, total = _processors()
    used, mine = server.cpu_seconds(), time.process_time()
    rate = per_second(system)
    took = server.cpu_seconds() - used
    client = time.process_time() - mine
    now_busy, now_total = _processors()
    answered = rate * (now_total - total) / (os.cpu_count() or 1)
    others = (now_busy - busy - took - client) / (now_total - total)
    return Round(rate, answered / took, max(0.0, others))


def _processors() -> tuple[float, float]:
    """Seconds that all processors together have worked, and that have passed for all of them; no
    numbers where the system does not tell."""
    try:
        first = Path("/proc/stat").read_text().splitlines()[0]
    except OSError:
        return math.nan, math.nan
    ticks = [int(field) for field in first.split()[1:9]]
    second = os.sysconf("SC_CLK_TCK")
    return (sum(ticks) - sum(ticks[3:5])) / second, sum(ticks) / second
