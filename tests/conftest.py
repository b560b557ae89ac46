"""Fixtures for every test: no network, a real browser, and how hard Hypothesis tries."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from practices import facets, search

from .addresses import make_samples
from .browser.chromium import CHROMIUM, launch_options

# Quick is repeatable, so that a run fails for what was changed and not by chance; `long`
# (script/test --long) looks for what nobody thought of.
settings.register_profile("quick", max_examples=25, deadline=None, derandomize=True, database=None)
settings.register_profile(
    "long",
    max_examples=200,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("quick")


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in {"", "localhost"}


@pytest.fixture(scope="session", autouse=True)
def no_network() -> Iterator[None]:
    """Let tests talk to this machine only; a lookup of another name fails as well."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def guarded_connect(self: socket.socket, address: Any) -> None:
        if self.family != socket.AF_UNIX and not _is_here(address[0]):
            raise NetworkBlocked(f"geen netwerk in tests: {address!r}")
        connect(self, address)

    def guarded_look_up(host: Any, *args: Any, **kwargs: Any) -> Any:
        name = host.decode() if isinstance(host, bytes) else host or ""
        if not _is_here(name):
            raise NetworkBlocked(f"geen netwerk in tests: {name}")
        return look_up(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded_connect)
        patch.setattr(socket, "getaddrinfo", guarded_look_up)
        yield


@pytest.fixture(autouse=True)
def no_kept_index() -> None:
    """Let every test read the index anew: the database is as it was, what was kept is not."""
    facets.forget()
    search.forget()


@pytest.fixture
def samples(db: None) -> dict[str, str]:
    """For each variable part of a route, something that exists."""
    return make_samples()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Playwright with the machine's own Chromium; its own download is not needed.

    Without Chromium the test is skipped, and fails in CI: there it must be installed.
    """
    if CHROMIUM is None:
        reason = "geen Chromium gevonden (Debian/Ubuntu: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return {**browser_type_launch_args, **launch_options()}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """A visitor from the Netherlands."""
    return {**browser_context_args, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the browser tests out of the runs in which script/test does not repeat them."""
    if os.environ.get("TEST_BROWSER") == "no":
        ours = [item for item in items if "browser" in getattr(item, "fixturenames", ())]
        config.hook.pytest_deselected(items=ours)
        items[:] = [item for item in items if item not in ours]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say it loudly when nothing was tried in a browser."""
    if CHROMIUM is None:
        terminalreporter.write_line(
            "LET OP: geen Chromium, dus geen enkele test in een browser.", red=True, bold=True
        )
