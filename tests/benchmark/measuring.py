"""Asking questions and keeping the time: one after the other, and several at once."""

from __future__ import annotations

import gc
import random
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from .client import Answer, ask
from .servers import BenchmarkError

Times = dict[int, list[float]]
"""For each question, by its place in the mix, the milliseconds of every time it was asked."""


@dataclass
class System:
    """Something that answers the mix. paths: where, question by question; used: seconds so far."""

    name: str
    port: int
    paths: Sequence[str]
    cookie: str = ""
    used: float = 0.0
    times: Times = field(default_factory=dict)

    def ask(self, question: int, *, packed: bool = True) -> Answer:
        """Ask a question. Raises `BenchmarkError` when the answer is no page."""
        try:
            answer = ask(self.port, self.paths[question], packed=packed, cookie=self.cookie)
        except OSError as error:
            raise BenchmarkError(f"{self.name}, {self.paths[question]}: {error}") from error
        if answer.status != 200:
            raise BenchmarkError(f"{self.name}, {self.paths[question]}: status {answer.status}")
        return answer

    def time(self, question: int, *, packed: bool = True) -> None:
        """Ask a question and remember how long it took."""
        took = self.ask(question, packed=packed).took
        self.used += took / 1000
        self.times.setdefault(question, []).append(took)


@contextmanager
def undisturbed() -> Iterator[None]:
    """No garbage collection of our own in between."""
    gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def alternate(
    systems: Sequence[System], passes: int, *, packed: bool = True, cap: float = float("inf")
) -> None:
    """Ask every system the whole mix, in turns question by question, in another order each pass.

    So a slow moment of the machine falls on all alike. A system that has used `cap` seconds is
    asked no more, and then the others rest as well.
    """
    dice = random.Random(passes)
    with undisturbed():
        for _ in range(passes):
            order = list(range(len(systems[0].paths)))
            dice.shuffle(order)
            for turn, question in enumerate(order):
                first = turn % len(systems)
                for system in (*systems[first:], *systems[:first]):
                    system.time(question, packed=packed)
                if any(system.used > cap for system in systems):
                    return


def per_second(system: System, *, clients: int = 8, seconds: float = 4) -> float:
    """How many questions a second are answered when so many clients ask at once.

    Raises `BenchmarkError` when one of them gets no page.
    """
    answered = [0] * clients
    problems: list[BenchmarkError] = []

    def work(client: int) -> None:
        question = client * len(system.paths) // clients
        try:
            while time.perf_counter() < until:
                system.ask(question % len(system.paths))
                answered[client] += 1
                question += 1
        except BenchmarkError as problem:
            problems.append(problem)

    threads = [threading.Thread(target=work, args=(client,)) for client in range(clients)]
    with undisturbed():
        began = time.perf_counter()
        until = began + seconds
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
    if problems:
        raise problems[0]
    return sum(answered) / took
