"""The organisation's own directory (OpenID Connect): only where it is set up, and for staff that
an administrator made. Settings are read once, so each case is a process of its own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ..processes import start

FULL = {
    "KENNISBANK_OIDC_URL": "https://inloggen.voorbeeld.invalid",
    "KENNISBANK_OIDC_CLIENT_ID": "kennisbank",
    "KENNISBANK_OIDC_CLIENT_SECRET": "geheim",
}
WHO_COMES_IN = """
import django; django.setup()
from types import SimpleNamespace as Thing
from django.contrib.sessions.backends.cache import SessionStore
from django.core.management import call_command
from allauth.core.exceptions import ImmediateHttpResponse
from practices.accounts.directory import DirectoryAdapter
from practices.models import User
call_command("migrate", verbosity=0)
make = User.objects.create_user
make("staff", email="staff@voorbeeld.invalid", is_staff=True)
make("gone", email="gone@voorbeeld.invalid", is_staff=True, is_active=False)
make("guest", email="guest@voorbeeld.invalid")
def comes(email, verified=True, process="login"):
    ties = []
    login = Thing(is_existing=False, state={"process": process}, user=None,
                  email_addresses=[Thing(email=email, verified=verified)],
                  connect=lambda request, user: ties.append(user.username))
    try:
        DirectoryAdapter().pre_social_login(Thing(session={}), login)
    except ImmediateHttpResponse as refused:
        return refused.response["Location"]
    return ties
for case in [("Staff@voorbeeld.invalid",), ("staff@voorbeeld.invalid", False),
             ("staff@voorbeeld.invalid", True, "connect"), ("gone@voorbeeld.invalid",),
             ("guest@voorbeeld.invalid",), ("nobody@voorbeeld.invalid",)]:
    print(comes(*case))
"""
DOOR = """
import django; django.setup()
from django.urls import NoReverseMatch, reverse
try:
    print(reverse("openid_connect_login", args=["organisatie"]))
except NoReverseMatch:
    print("geen")
"""


def run(code: str, tmp_path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run code in a site with these settings."""
    surroundings = {
        "DJANGO_SETTINGS_MODULE": "kennisbank.settings",
        "KENNISBANK_MODE": "test",
        "DATABASE_URL": f"sqlite:///{tmp_path}/kennisbank.sqlite3",
        "PATH": os.environ["PATH"],
    }
    return start(surroundings | variables, code)


def test_without_settings_there_is_no_such_door(tmp_path: Path) -> None:
    assert run(DOOR, tmp_path).stdout.strip() == "geen"


def test_with_settings_there_is(tmp_path: Path) -> None:
    assert run(DOOR, tmp_path, **FULL).stdout.strip() == "/inloggen/oidc/organisatie/login/"


def test_half_of_the_settings_is_refused_at_the_start(tmp_path: Path) -> None:
    done = run("import kennisbank.settings", tmp_path, KENNISBANK_OIDC_URL="https://a.invalid")
    assert done.returncode != 0
    assert "KENNISBANK_OIDC_CLIENT_ID" in done.stderr


def test_missing_packages_are_named_with_what_to_do(tmp_path: Path) -> None:
    hide = (
        "import importlib.util as u; real = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name == 'oauthlib' else real(name, *a)\n"
        "import kennisbank.settings"
    )
    done = run(hide, tmp_path, **FULL)
    assert done.returncode != 0
    assert "ontbreken (oauthlib)" in done.stderr
    assert "requirements/oidc.lock" in done.stderr


def test_only_staff_with_an_address_that_the_directory_vouches_for_comes_in(
    tmp_path: Path,
) -> None:
    done = run(WHO_COMES_IN, tmp_path, **FULL)
    assert done.returncode == 0, done.stderr
    refused = "/beheer/login/?organisatie"
    assert done.stdout.splitlines() == ["['staff']", *[refused] * 5]
