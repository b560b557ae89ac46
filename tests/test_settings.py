"""Starting in each mode: what production refuses, what it sets, and what the local mode relaxes.

Settings are read once, at start-up, so each case is a process of its own.
"""

from __future__ import annotations

import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from .processes import ROOT, SECRET, settings_of, sound_production, start


def test_production_is_the_default_and_refuses_everything_at_once() -> None:
    done = start({}, "import kennisbank.settings")
    assert done.returncode != 0
    for name in ("ALLOWED_HOSTS", "SECRET_KEY", "URL", "CONTACT_EMAIL"):
        assert f"- KENNISBANK_{name}" in done.stderr


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("KENNISBANK_DEBUG", "ja", "KENNISBANK_DEBUG staat aan"),
        ("KENNISBANK_ALLOWED_HOSTS", "", "KENNISBANK_ALLOWED_HOSTS is leeg"),
        ("KENNISBANK_ALLOWED_HOSTS", "*", "bevat een *"),
        ("KENNISBANK_ALLOWED_HOSTS", "a.nl,*.b.nl", "bevat een *"),
        ("KENNISBANK_SECRET_KEY", "", "KENNISBANK_SECRET_KEY"),
        ("KENNISBANK_SECRET_KEY", "k" * 49, "korter dan 50"),
        ("KENNISBANK_SECRET_KEY", f"django-insecure-{SECRET}", "lokale modus"),
        ("KENNISBANK_SECRET_KEY_PREVIOUS", "kort", "korter dan 50"),
        ("KENNISBANK_URL", "", "KENNISBANK_URL"),
        ("KENNISBANK_URL", "http://kennisbank.example.org", "https://"),
        ("KENNISBANK_URL", "https://kennisbank.example.org/pad", "zonder pad"),
        ("KENNISBANK_CONTACT_EMAIL", "", "KENNISBANK_CONTACT_EMAIL ontbreekt of is nog"),
        ("KENNISBANK_CONTACT_EMAIL", "redactie@example.nl", "nog het adres uit het voorbeeld"),
        ("KENNISBANK_SECURITY_CONTACT", "redactie", "mailto:"),
        ("DATABASE_URL", "sqlite:////bestaat/niet/k.sqlite3", "/bestaat/niet"),
        ("DATABASE_URL", "mysql://db/kennis", "alleen sqlite en postgresql"),
        ("KENNISBANK_ALOWED_HOSTS", "a.nl", "KENNISBANK_ALOWED_HOSTS is geen bekende"),
        ("KENNISBANK_TRUSTED_PROXIES", "ja", "heel getal"),
        ("KENNISBANK_SMTP_SECURITY", "ssl", "kies uit"),
        ("KENNISBANK_MODE", "productie", "kies uit: production, local, test"),
    ],
)
def test_production_does_not_start_on(tmp_path: Path, name: str, value: str, message: str) -> None:
    done = start(sound_production(tmp_path) | {name: value}, "import kennisbank.settings")
    assert done.returncode != 0
    assert message in done.stderr
    assert SECRET not in done.stderr


def test_a_command_tells_it_in_words_without_a_traceback() -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check"],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={},
    )
    assert done.returncode != 0
    assert done.stderr.startswith("FOUT: De kennisbank start niet in productie:\n- ")
    assert "Traceback" not in done.stderr


def test_the_web_server_does_not_start_either() -> None:
    done = start({}, "import kennisbank.wsgi")
    assert done.returncode != 0
    assert "De kennisbank start niet in productie" in done.stderr


def test_production_is_strict(tmp_path: Path) -> None:
    found = settings_of(
        sound_production(tmp_path),
        "DEBUG",
        "SESSION_COOKIE_NAME",
        "SESSION_COOKIE_SECURE",
        "CSRF_COOKIE_NAME",
        "CSRF_COOKIE_SECURE",
        "SECURE_SSL_REDIRECT",
        "SECURE_HSTS_SECONDS",
        "SECURE_HSTS_INCLUDE_SUBDOMAINS",
        "SITE_URL",
        "SECURITY_CONTACT",
    )
    assert found == {
        "DEBUG": False,
        "SESSION_COOKIE_NAME": "__Host-sessionid",
        "SESSION_COOKIE_SECURE": True,
        "CSRF_COOKIE_NAME": "__Host-csrftoken",
        "CSRF_COOKIE_SECURE": True,
        "SECURE_SSL_REDIRECT": True,
        "SECURE_HSTS_SECONDS": 31_536_000,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
        "SITE_URL": "https://kennisbank.example.org",
        "SECURITY_CONTACT": "mailto:redactie@example.org",
    }


def test_the_header_of_a_proxy_is_believed_only_when_there_is_one(tmp_path: Path) -> None:
    without = sound_production(tmp_path)
    code = "from kennisbank import settings; print(hasattr(settings, 'SECURE_PROXY_SSL_HEADER'))"
    assert start(without, code).stdout.strip() == "False"
    assert start(without | {"KENNISBANK_TRUSTED_PROXIES": "1"}, code).stdout.strip() == "True"


def test_production_on_postgresql(tmp_path: Path) -> None:
    variables = sound_production(tmp_path) | {
        "DATABASE_URL": "postgresql://ann:pw@db:5433/kennis?sslmode=require"
    }
    found = settings_of(variables, "DATABASES")["DATABASES"]["default"]
    assert found["OPTIONS"] == {
        "sslmode": "require",
        "connect_timeout": "10",
        "options": "-c jit=off",
    }
    assert found["CONN_HEALTH_CHECKS"] is True


def test_sqlite_is_opened_for_several_writers(tmp_path: Path) -> None:
    found = settings_of(sound_production(tmp_path), "DATABASES")["DATABASES"]["default"]
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in found["OPTIONS"]["init_command"]
    assert found["OPTIONS"]["timeout"] >= 5


def test_the_local_mode_makes_its_own_folder_and_secret(tmp_path: Path) -> None:
    variables = {"KENNISBANK_MODE": "local", "KENNISBANK_DATA": str(tmp_path / "var")}
    names = ("SECRET_KEY", "SESSION_COOKIE_NAME", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")
    first, second = settings_of(variables, *names), settings_of(variables, *names)
    assert first == second
    assert first["SESSION_COOKIE_NAME"] == "sessionid"
    assert first["SECURE_SSL_REDIRECT"] is False
    assert first["SECURE_HSTS_SECONDS"] == 0
    file = tmp_path / "var" / "secret_key"
    assert file.read_text(encoding="ascii") == first["SECRET_KEY"]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_production_refuses_the_secret_of_the_local_mode(tmp_path: Path) -> None:
    settings_of({"KENNISBANK_MODE": "local", "KENNISBANK_DATA": str(tmp_path)}, "DEBUG")
    variables = sound_production(tmp_path) | {
        "KENNISBANK_SECRET_KEY": "",
        "KENNISBANK_SECRET_KEY_FILE": str(tmp_path / "secret_key"),
    }
    done = start(variables, "import kennisbank.settings")
    assert "komt uit de lokale modus" in done.stderr


def test_every_variable_stands_in_the_table_for_operators() -> None:
    code = "from kennisbank import settings; print('\\n'.join(sorted(settings._env.known)))"
    known = start({"KENNISBANK_MODE": "test"}, code).stdout.split()
    table = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    names = {name for name in known if f"| `{name.removesuffix('_FILE')}`" not in table}
    assert len(known) > 10
    assert names == set()


# --- The container -------------------------------------------------------------------------------

NOT_PASSED = {"KENNISBANK_MODE", "KENNISBANK_DEBUG", "KENNISBANK_STATIC_ROOT"}
"""What is fixed in a container: the mode and debugging by production, the folder by its image."""

PASSED_ON = re.compile(r"\$\{(\w+):([?-])(.*)\}")


def composed() -> dict[str, str]:
    """The variables that compose.yaml gives the site, as they stand there."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    variables: dict[str, str] = yaml.safe_load(text)["services"]["web"]["environment"]
    return variables


def documented() -> dict[str, str]:
    """The `.env` that operators are shown."""
    text = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").split("## Container\n")[1]
    return dict(re.findall(r"^    (KENNISBANK_\w+)=(\S+)", text, re.MULTILINE))


def test_compose_passes_on_every_variable_that_production_reads(tmp_path: Path) -> None:
    code = "from kennisbank import settings; print('\\n'.join(settings._env.known))"
    read = {
        name.removesuffix("_FILE")
        for name in start(sound_production(tmp_path), code).stdout.split()
    }
    assert {name.removesuffix("_FILE") for name in composed()} == read - NOT_PASSED


def test_compose_passes_each_variable_on_under_its_own_name() -> None:
    passed_on = {name: PASSED_ON.fullmatch(value) for name, value in composed().items()}
    assert [name for name, found in passed_on.items() if found and found[1] != name] == []
    fixed = {name for name, found in passed_on.items() if not found}
    assert fixed == {"KENNISBANK_SECRET_KEY_FILE", "KENNISBANK_DATA", "DATABASE_URL_FILE"}


def test_container_starts_with_what_operators_are_shown_and_a_real_address(tmp_path: Path) -> None:
    given = documented()
    found = {name: PASSED_ON.fullmatch(value) for name, value in composed().items()}
    needed = [name for name, how in found.items() if how and how[2] == "?"]
    assert list(given)[: len(needed)] == needed
    passed = {n: given.get(n, how[3] if how[2] == "-" else "") for n, how in found.items() if how}
    secrets = sound_production(tmp_path)
    variables = passed | {name: secrets[name] for name in ("KENNISBANK_SECRET_KEY", "DATABASE_URL")}
    refused = start(variables, "import kennisbank.settings").stderr
    assert re.findall("^- (\\w+)", refused, re.MULTILINE) == ["KENNISBANK_CONTACT_EMAIL"]
    real = variables | {"KENNISBANK_CONTACT_EMAIL": "redactie@example.org"}
    names = ("EMAIL_HOST", "EMAIL_PORT", "EMAIL_USE_TLS", "TRUSTED_PROXIES")
    assert list(settings_of(real, *names).values()) == ["mail.example.nl", 587, True, 1]
